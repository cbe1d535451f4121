# Turns admin-units/units.tsv into one C++ text.
# cmake -DINPUT=units.tsv -DOUTPUT=units.hpp -P generate-admin-units.cmake
file(READ "${INPUT}" text)
if(text MATCHES "\\)units\"" OR text MATCHES "@")
  message(FATAL_ERROR "${INPUT}: text that would end the C++ literal")
endif()
file(CONFIGURE OUTPUT "${OUTPUT}" @ONLY CONTENT [==[
// Generated from native-host/data/admin-units/units.tsv; do not edit.
#pragma once

namespace cccd_bridge::address {

inline constexpr char unitsText[] = R"units(@text@)units";

}  // namespace cccd_bridge::address
]==])
