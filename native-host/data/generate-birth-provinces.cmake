# Turns birth_provinces.csv into a C++ table sorted by code.
# cmake -DINPUT=birth_provinces.csv -DOUTPUT=birth_provinces.hpp -P generate-birth-provinces.cmake
file(STRINGS "${INPUT}" lines ENCODING UTF-8)
list(POP_FRONT lines)
list(SORT lines)
list(LENGTH lines count)
set(rows "")
foreach(line IN LISTS lines)
  if(NOT line MATCHES "^([0-9][0-9][0-9]),([^,\"]+)$")
    message(FATAL_ERROR "${INPUT}: not a row: ${line}")
  endif()
  string(APPEND rows "    {\"${CMAKE_MATCH_1}\", \"${CMAKE_MATCH_2}\"},\n")
endforeach()
file(CONFIGURE OUTPUT "${OUTPUT}" @ONLY CONTENT [==[
// Generated from native-host/data/birth_provinces.csv; do not edit.
#pragma once

#include <array>
#include <string_view>

namespace cccd_bridge::cccd {

struct BirthProvince {
    std::string_view code;
    std::string_view name;
};

inline constexpr std::array<BirthProvince, @count@> birthProvinces{{
@rows@}};

}  // namespace cccd_bridge::cccd
]==])
