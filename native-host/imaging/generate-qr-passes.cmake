# Turns schemas/qr-passes.json into the C++ table. Passes over several frames are the camera's and left out.
# cmake -DINPUT=qr-passes.json -DOUTPUT=qr_passes.hpp -P generate-qr-passes.cmake
file(READ "${INPUT}" document)
string(JSON count LENGTH "${document}" passes)
math(EXPR last "${count} - 1")
set(rows "")
set(kept 0)
foreach(index RANGE ${last})
  string(JSON source GET "${document}" passes ${index} source)
  if(source STREQUAL "frames")
    continue()
  endif()
  math(EXPR kept "${kept} + 1")
  foreach(key name binarizer effort)
    string(JSON ${key} GET "${document}" passes ${index} ${key})
  endforeach()
  foreach(key shrink enlarge minPixels maxPixels modulePixels)
    string(JSON ${key} ERROR_VARIABLE absent GET "${document}" passes ${index} ${key})
    if(absent)
      set(${key} 0)
    endif()
  endforeach()
  set(steps "")
  string(JSON stepCount ERROR_VARIABLE absent LENGTH "${document}" passes ${index} steps)
  if(absent)
    set(stepCount 0)
  endif()
  foreach(step RANGE 2)
    set(row "invert, 0, 0")
    if(step LESS stepCount)
      string(JSON operation GET "${document}" passes ${index} steps ${step} do)
      set(row "${operation}")
      foreach(place 0 1)
        string(JSON number ERROR_VARIABLE absent GET "${document}" passes ${index} steps ${step} by ${place})
        if(absent)
          set(number 0)
        endif()
        string(APPEND row ", ${number}")
      endforeach()
    endif()
    string(APPEND steps "{Operation::${row}}, ")
  endforeach()
  string(APPEND rows
         "    {\"${name}\", PassSource::${source}, ${shrink}, ${enlarge}, ${minPixels}, ${maxPixels}, ${modulePixels}, "
         "{{${steps}}}, ${stepCount}, Binarizer::${binarizer}, Effort::${effort}},\n")
endforeach()
file(CONFIGURE OUTPUT "${OUTPUT}" @ONLY CONTENT [==[
// Generated from schemas/qr-passes.json; do not edit.
#pragma once

#include "imaging/qr_pass.hpp"

namespace cccd_bridge::imaging {

/// Every pass for one picture, in the order in which they are tried.
inline constexpr std::array<QrPass, @kept@> qrPasses{{
@rows@}};

}  // namespace cccd_bridge::imaging
]==])
