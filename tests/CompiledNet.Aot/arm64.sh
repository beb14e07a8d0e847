#!/usr/bin/env bash
# A native program for arm64, on such a processor as qemu has it, computes the same bits as this processor under the JIT, where that has FMA too.
# qemu shows results; it shows neither speed nor the order of memory accesses.
set -euo pipefail
cd "$(dirname "$0")/../.."

clang=$(command -v clang-19 || command -v clang || true)
missing=""
for need in "${clang:-clang}" qemu-aarch64-static; do
  command -v "$need" >/dev/null || missing+=" $need"
done
[ -e /usr/aarch64-linux-gnu/lib/libc.so.6 ] || missing+=" libc6-dev-arm64-cross"
compgen -G '/usr/lib/gcc-cross/aarch64-linux-gnu/*/libgcc.a' >/dev/null || missing+=" libgcc-12-dev-arm64-cross"
if [ -n "$missing" ]; then
  echo "arm64: missing:$missing (Debian: clang-19 lld-19 qemu-user-static libc6-dev-arm64-cross libgcc-12-dev-arm64-cross)" >&2
  exit 1
fi

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

# Clang finds the other processor's C library and start files by itself, unless it is given a root.
dotnet publish tests/CompiledNet.Aot -c Release -r linux-arm64 -p:Ahead=Native -p:CppCompilerAndLinker="$(basename "$clang")" -p:LinkerFlavor=lld \
  --artifacts-path artifacts/ahead/arm64.build -o artifacts/ahead/arm64 --nologo -v quiet
qemu-aarch64-static -L /usr/aarch64-linux-gnu artifacts/ahead/arm64/CompiledNet.Aot bits >"$results/arm64"
[ "$(head -n 1 "$results/arm64")" = "128 fused native" ] || { echo "arm64: that is no native program with registers of 128 bits and FMA" >&2; exit 1; }

dotnet build tests/CompiledNet.Aot -c Release --nologo -v quiet
dotnet tests/CompiledNet.Aot/bin/Release/net10.0/CompiledNet.Aot.dll bits >"$results/here"
here=$(head -n 1 "$results/here")
case $here in
  *fused*)
    diff <(tail -n +2 "$results/here") <(tail -n +2 "$results/arm64") || {
      echo "arm64: the native program computes other bits there than the JIT's here ($here)" >&2
      exit 1
    }
    echo "arm64: $(($(wc -l <"$results/arm64") - 1)) lines of hashes are those of this processor ($here)"
    ;;
  *)
    echo "arm64: the program ran; its bits are not compared, for this processor ($here) multiplies and adds in two operations"
    ;;
esac
