#!/usr/bin/env bash
# build-dependencies.sh CACHE: the libraries of the Windows host, cross-built and static, in CACHE/prefix.
# Sources are Debian's, with its patches, by an apt of our own (the system's is left alone), which checks them against the
# signed index; tarballs stay in CACHE/sources, and newer ones are fetched when they are deleted there. Nothing is done when
# sources and this script are those of the last time.
set -euo pipefail
cache=$(realpath -m "${1:?usage: build-dependencies.sh CACHE}")
here=$(dirname "$(readlink -f "$0")")
prefix=$cache/prefix sources=$cache/sources work=$cache/work
triplet=x86_64-w64-mingw32
jobs=${JOBS:-$(nproc)}
stop() { printf '%s\n' "$*" >&2; exit 1; }

# Source package, and whether Debian's patches must be there (the decoders of what a card or a stranger gives).
packages=(openssl:upstream openjpeg2:patched libjpeg-turbo:patched libspng:patched utf8proc:patched)

private_apt() {
  local apt=$cache/apt
  mkdir -p "$apt/lists/partial" "$apt/archives/partial" "$apt/parts"
  cat >"$apt/apt.conf" <<CONF
Dir::Etc::SourceList "$apt/sources.list";
Dir::Etc::SourceParts "$apt/parts";
Dir::State::Lists "$apt/lists";
Dir::Cache "$apt";
APT::Sandbox::User "";
CONF
  local key=/usr/share/keyrings/debian-archive-keyring.gpg mirror=${DEBIAN_MIRROR:-http://deb.debian.org}
  local suite
  for suite in "debian bookworm" "debian bookworm-updates" "debian-security bookworm-security"; do
    echo "deb-src [signed-by=$key] $mirror/$suite main"
  done >"$apt/sources.list"
  export APT_CONFIG=$apt/apt.conf
}

# Fetches what is missing; a mirror may lack a package's description while it has the upstream source.
fetch() {
  local name=$1 need=$2
  compgen -G "$sources/${name}_*.orig.tar.*" >/dev/null &&
    { [ "$need" = upstream ] || compgen -G "$sources/${name}_*.debian.tar.*" >/dev/null; } && return 0
  [ -e "$cache/apt/updated" ] || { apt-get update -qq && touch "$cache/apt/updated"; }
  (cd "$sources" && { apt-get source -qq --download-only "$name" || apt-get source -qq --tar-only --download-only "$name"; }) \
    >"$cache/fetch-$name.log" 2>&1 || true
  compgen -G "$sources/${name}_*.orig.tar.*" >/dev/null || stop "The source of $name cannot be had from Debian's mirror ($cache/fetch-$name.log)."
  [ "$need" = upstream ] || compgen -G "$sources/${name}_*.debian.tar.*" >/dev/null ||
    stop "Debian's patches for $name cannot be had; without them it must not read pictures."
}

# Unpacks a source and applies Debian's patches; says where it is.
unpack() {
  local name=$1 tree=$work/$1 patch
  rm -rf "$tree" && mkdir -p "$tree"
  tar -xf "$(compgen -G "$sources/${name}_*.orig.tar.*[^c]" | head -1)" -C "$tree" --strip-components=1
  if compgen -G "$sources/${name}_*.debian.tar.*" >/dev/null; then
    tar -xf "$(compgen -G "$sources/${name}_*.debian.tar.*" | head -1)" -C "$tree"
    [ ! -e "$tree/debian/patches/series" ] || while read -r patch _; do
      case $patch in '' | '#'*) continue ;; esac
      patch -d "$tree" -p1 -s <"$tree/debian/patches/$patch" >&2 || stop "$name: $patch does not apply"
    done <"$tree/debian/patches/series"
  fi
  echo "$tree"
}

cmake_library() {
  local tree=$1; shift
  cmake -S "$tree" -B "$tree/build-windows" -G Ninja -DCMAKE_TOOLCHAIN_FILE="$here/mingw-w64-x86_64.cmake" \
    -DCCCD_WINDOWS_PREFIX="$prefix" -DCMAKE_BUILD_TYPE=Release -DCMAKE_INSTALL_PREFIX="$prefix" -DCMAKE_INSTALL_LIBDIR:STRING=lib \
    -DCMAKE_C_FLAGS="-ffile-prefix-map=$work=." -DBUILD_SHARED_LIBS=OFF "$@"
  cmake --build "$tree/build-windows" -j "$jobs" --target install
}

# A library of one C file: compiled, archived and described.
single_file_library() {
  local tree=$1 file=$2 name=$3 header=$4 version=$5 flags=$6 libraries=$7
  # shellcheck disable=SC2086 # flags are words
  "$triplet-gcc-posix" -O2 -ffile-prefix-map="$work=." $flags -I"$tree" -c "$tree/$file" -o "$tree/$name.o"
  "$triplet-ar" rcsD "$prefix/lib/lib$name.a" "$tree/$name.o"
  cp "$tree/$header" "$prefix/include/"
  printf 'Name: %s\nDescription: %s\nVersion: %s\nCflags: -I%s/include %s\nLibs: -L%s/lib -l%s %s\n' \
    "$name" "$name" "$version" "$prefix" "$flags" "$prefix" "$name" "$libraries" >"$prefix/lib/pkgconfig/$name.pc"
}

version_of() { local file; file=$(compgen -G "$sources/$1_*.orig.tar.*" | head -1); file=${file##*_}; echo "${file%%.orig*}"; }

# OpenSSL writes folders for its configuration and modules into the library. Cross-built they would be Unix paths, which on
# Windows lie below the drive's root, where anybody may make folders: so none is written, and nothing is loaded from any.
build_openssl() {
  local tree; tree=$(unpack openssl)
  (
    cd "$tree"
    CC=gcc-posix CXX=g++-posix ./Configure mingw64 --cross-compile-prefix="$triplet-" --prefix="$prefix" --libdir=lib \
      no-shared no-tests no-module no-legacy no-engine no-dso no-comp no-ssl3 no-autoload-config no-ui-console
    make -j "$jobs" build_libs OPENSSLDIR=.. ENGINESDIR=.. MODULESDIR=..
    make install_dev OPENSSLDIR=.. ENGINESDIR=.. MODULESDIR=..
  )
  if grep -qaF -e "$work" -e /usr/local/ssl "$prefix/lib/libcrypto.a"; then stop "OpenSSL holds paths of this machine."; fi
}

build_openjpeg2() {
  local tree; tree=$(unpack openjpeg2)
  cmake_library "$tree" -DBUILD_CODEC=OFF -DBUILD_PKGCONFIG_FILES=ON
  # What uses the library must know that it is static.
  sed -i 's/^Cflags:/& -DOPJ_STATIC/' "$prefix/lib/pkgconfig/libopenjp2.pc"
}

build_libjpeg-turbo() {
  cmake_library "$(unpack libjpeg-turbo)" -DENABLE_SHARED=OFF -DWITH_TURBOJPEG=OFF -DWITH_SIMD=OFF
}

build_libspng() { single_file_library "$(unpack libspng)" spng/spng.c spng spng/spng.h "$(version_of libspng)" -DSPNG_STATIC -lz; }

build_utf8proc() {
  single_file_library "$(unpack utf8proc)" utf8proc.c utf8proc utf8proc.h "$(version_of utf8proc)" -DUTF8PROC_STATIC ""
  mv "$prefix/lib/pkgconfig/utf8proc.pc" "$prefix/lib/pkgconfig/libutf8proc.pc"
}

# Header-only libraries of the system, never the whole of /usr/include; and zlib without its DLL, which would be preferred.
take_from_debian() {
  cp "/usr/$triplet/lib/libz.a" "$prefix/lib/"
  ln -sfn /usr/include/boost "$prefix/include/boost"
  cp -r /usr/include/doctest "$prefix/include/"
  mkdir -p "$prefix/lib/cmake"
  cp -r /usr/lib/cmake/doctest "$prefix/lib/cmake/"
}

mkdir -p "$sources" "$work"
private_apt
for entry in "${packages[@]}"; do fetch "${entry%:*}" "${entry#*:}"; done
key=$(cat "$here/build-dependencies.sh" "$here/mingw-w64-x86_64.cmake" "$sources"/*.tar.* | sha256sum | cut -d' ' -f1)
[ "$(cat "$prefix/.built" 2>/dev/null)" != "$key" ] || exit 0

rm -rf "$prefix" && mkdir -p "$prefix/lib/pkgconfig" "$prefix/include"
# "Built on" in OpenSSL's version text; the same sources give the same library.
SOURCE_DATE_EPOCH=$(stat -c %Y "$sources"/openssl_*.orig.tar.gz); export SOURCE_DATE_EPOCH
for entry in "${packages[@]}"; do
  begin=$SECONDS log=$cache/build-${entry%:*}.log
  # Not behind ||: there, a step that fails would not end it.
  trap 'tail -20 "$log" >&2; stop "${entry%:*} could not be built ($log)."' EXIT
  "build_${entry%:*}" >"$log" 2>&1
  trap - EXIT
  echo "  ${entry%:*}: $((SECONDS - begin)) s"
done
take_from_debian
rm -rf "$work"
echo "$key" >"$prefix/.built"
