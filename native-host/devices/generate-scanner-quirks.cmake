# Turns schemas/scanner-quirks.json into a C++ table.
# cmake -DINPUT=scanner-quirks.json -DOUTPUT=scanner_quirks_table.hpp -P generate-scanner-quirks.cmake
file(READ "${INPUT}" document)
string(JSON count LENGTH "${document}" scanners)
math(EXPR last "${count} - 1")
set(rows "")
foreach(index RANGE ${last})
  string(JSON id GET "${document}" scanners ${index} id)
  string(JSON name GET "${document}" scanners ${index} name)
  string(JSON vendor GET "${document}" scanners ${index} vendorId)
  string(JSON modes GET "${document}" scanners ${index} modes)
  string(JSON baud GET "${document}" scanners ${index} baudRate)
  if(modes MATCHES "\"hidPos\"")
    set(hidPos true)
  else()
    set(hidPos false)
  endif()
  if(modes MATCHES "\"serial\"")
    set(serial true)
  else()
    set(serial false)
  endif()
  string(APPEND rows "    {\"${id}\", \"${name}\", 0x${vendor}, ${hidPos}, ${serial}, ${baud}},\n")
endforeach()
file(CONFIGURE OUTPUT "${OUTPUT}" @ONLY CONTENT [==[
// Generated from schemas/scanner-quirks.json; do not edit.
#pragma once

#include "devices/scanner_quirks.hpp"

#include <array>

namespace cccd_bridge::devices {

inline constexpr std::array<ScannerQuirk, @count@> scannerQuirks{{
@rows@}};

}  // namespace cccd_bridge::devices
]==])
