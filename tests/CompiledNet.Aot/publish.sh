#!/usr/bin/env bash
# Compiles the program ahead of time: publish.sh native|ready-to-run NAME [instruction set], into artifacts/ahead/NAME.
set -euo pipefail
cd "$(dirname "$0")/../.."

case "$1" in
  native) ahead=Native ;;
  ready-to-run) ahead=ReadyToRun ;;
  *) echo "native or ready-to-run, not $1" >&2; exit 2 ;;
esac

if [ "$ahead" = Native ] && ! command -v clang >/dev/null && ! command -v gcc >/dev/null; then
  echo "a program is compiled ahead of time with the system's linker: clang or gcc, and zlib1g-dev (on Debian) are missing" >&2
  exit 1
fi

# A place of its own for every intermediate file: what the solution was built with stays as it is.
dotnet publish tests/CompiledNet.Aot -c Release --use-current-runtime -p:Ahead="$ahead" ${3:+-p:IlcInstructionSet="$3"} \
  --artifacts-path "artifacts/ahead/$2.build" -o "artifacts/ahead/$2" --nologo -v quiet
