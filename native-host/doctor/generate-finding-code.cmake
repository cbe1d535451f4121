# Turns schemas/doctor.json into the C++ enum and its tables.
# cmake -DINPUT=doctor.json -DOUTPUT=finding_code.hpp -P generate-finding-code.cmake
file(READ "${INPUT}" document)
string(JSON count LENGTH "${document}" findings)
math(EXPR last "${count} - 1")
set(enumerators "")
set(rows "")
foreach(index RANGE ${last})
  string(JSON code MEMBER "${document}" findings ${index})
  string(JSON severity GET "${document}" findings "${code}" severity)
  string(REPLACE "." ";" parts "${code}")
  set(name "")
  foreach(part IN LISTS parts)
    string(SUBSTRING "${part}" 0 1 head)
    string(SUBSTRING "${part}" 1 -1 tail)
    string(TOUPPER "${head}" head)
    string(APPEND name "${head}${tail}")
  endforeach()
  foreach(language vi en)
    string(JSON message_${language} GET "${document}" findings "${code}" message ${language})
    string(JSON remedy_${language} ERROR_VARIABLE absent GET "${document}" findings "${code}" remedy ${language})
    if(absent)
      set(remedy_${language} "")
    endif()
  endforeach()
  string(APPEND enumerators "    ${name},\n")
  string(APPEND rows "    {\"${code}\", Severity::${severity}, \"${message_vi}\", \"${message_en}\", \"${remedy_vi}\", \"${remedy_en}\"},\n")
endforeach()
file(CONFIGURE OUTPUT "${OUTPUT}" @ONLY CONTENT [==[
// Generated from schemas/doctor.json; do not edit.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace cccd_bridge::doctor {

/// How much a finding matters, least first: all is well, worth knowing, may become a fault, keeps the desk from working.
enum class Severity { ok, note, warning, error };

/// Everything of schemas/doctor.json; an enumerator is its code without the dot.
enum class FindingCode {
@enumerators@};

/// One row of schemas/doctor.json: code and the texts a person sees (UTF-8, NFC); no remedy where all is well.
struct FindingText {
    std::string_view code;
    Severity severity;
    std::string_view messageVi;
    std::string_view messageEn;
    std::string_view remedyVi;
    std::string_view remedyEn;
};

inline constexpr std::array<FindingText, @count@> findingTexts{{
@rows@}};

constexpr const FindingText& findingText(FindingCode code) { return findingTexts[static_cast<std::size_t>(code)]; }

}  // namespace cccd_bridge::doctor
]==])
