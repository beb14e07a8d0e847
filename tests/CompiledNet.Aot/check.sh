#!/usr/bin/env bash
# The program compiled by NativeAOT computes the same bits as under the JIT, for this processor's instructions and for the least that
# a processor may have. It is published without a warning of trimming or native code, since warnings are errors.
set -euo pipefail
cd "$(dirname "$0")/../.."

here=tests/CompiledNet.Aot
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
dotnet build "$here" -c Release --nologo -v quiet

# check NAME SET [VARIABLE=VALUE]: the instruction set to compile for, and what gives the JIT the same one
check() {
  "$here/publish.sh" native "$1" "$2"
  "artifacts/ahead/$1/CompiledNet.Aot" bits >"$results/native"
  env "${@:3}" dotnet "$here/bin/Release/net10.0/CompiledNet.Aot.dll" bits >"$results/jit"
  echo "instruction set '$2': $(head -n 1 "$results/native"), $(head -n 1 "$results/jit")"
  grep -q '^[0-9]* [a-z]* native$' "$results/native" || { echo "that is no native program" >&2; exit 1; }

  # The same registers, and then the same hashes.
  diff <(sed '1s/ native$//' "$results/native") <(sed '1s/ jit$//' "$results/jit") || {
    echo "the program computes other bits when it is compiled ahead of time for '$2'" >&2
    exit 1
  }
}

check native native
check default "" DOTNET_EnableAVX2=0
