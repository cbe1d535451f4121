# Windows from Debian: mingw-w64 with POSIX threads, everything from the prefix that build-dependencies.sh made.
set(CMAKE_SYSTEM_NAME Windows)
set(CMAKE_SYSTEM_PROCESSOR x86_64)
set(CMAKE_C_COMPILER x86_64-w64-mingw32-gcc-posix)
set(CMAKE_CXX_COMPILER x86_64-w64-mingw32-g++-posix)
set(CMAKE_RC_COMPILER x86_64-w64-mingw32-windres)
set(CMAKE_AR x86_64-w64-mingw32-gcc-ar-posix)
set(CMAKE_RANLIB x86_64-w64-mingw32-gcc-ranlib-posix)

get_filename_component(source_directory "${CMAKE_CURRENT_LIST_DIR}/../.." ABSOLUTE)
set(CCCD_WINDOWS_PREFIX "${source_directory}/.cache/windows/prefix" CACHE PATH "Where the Windows libraries are")
# The compiler check is a project of its own and must see the same prefix.
list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES CCCD_WINDOWS_PREFIX)

set(CMAKE_FIND_ROOT_PATH "${CCCD_WINDOWS_PREFIX}" /usr/x86_64-w64-mingw32)
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
set(ENV{PKG_CONFIG_LIBDIR} "${CCCD_WINDOWS_PREFIX}/lib/pkgconfig")
set(ENV{PKG_CONFIG_PATH} "")
set(OPENSSL_USE_STATIC_LIBS TRUE)
set(OPENSSL_ROOT_DIR "${CCCD_WINDOWS_PREFIX}")

find_program(CCCD_WINE wine)
if(CCCD_WINE)
  set(CMAKE_CROSSCOMPILING_EMULATOR "${CCCD_WINE}")
endif()
