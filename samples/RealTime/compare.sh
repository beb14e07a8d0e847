#!/usr/bin/env bash
# The same loops in a program compiled by NativeAOT and under the JIT, side by side: compare.sh [--seconds N]. On an idle core, under taskset.
set -euo pipefail
cd "$(dirname "$0")/../.."

dotnet build samples/RealTime -c Release --nologo -v quiet
dotnet publish samples/RealTime -c Release --use-current-runtime -p:Ahead=Native -p:IlcInstructionSet=native \
  --artifacts-path artifacts/real-time/build -o artifacts/real-time/native --nologo -v quiet
jit=samples/RealTime/bin/Release/net10.0/RealTime
"$jit" compare artifacts/real-time/native/RealTime "$jit" "$@"
