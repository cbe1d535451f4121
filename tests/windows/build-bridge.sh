#!/usr/bin/env bash
# build-bridge.sh DIRECTORY: the test-only winscard.dll. wine looks into its own folder before ours, so the program's
# winscard.dll only forwards to a module of another name, which wine loads where a placeholder of that name lies.
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
mkdir -p "$1" && cd "$1"
read -ra flags < <(pkg-config --cflags libpcsclite)
winegcc -m64 -shared -O2 -Wall -Werror "${flags[@]}" -o pcscbridge.dll.so \
  "$here/winscard_bridge.spec" "$here/winscard_bridge.c" -lpcsclite
winebuild -m64 --dll --fake-module -o pcscbridge.dll -E "$here/winscard_bridge.spec"
{
  echo "LIBRARY winscard.dll"
  echo EXPORTS
  sed -nE 's/^@ stdcall ([A-Za-z]+)\(.*/\1 = pcscbridge.\1/p' "$here/winscard_bridge.spec"
} >winscard.def
x86_64-w64-mingw32-gcc-posix -shared -nostdlib -Wl,--entry=0 -o winscard.dll winscard.def
