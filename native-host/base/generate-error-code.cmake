# Turns schemas/errors.json into the C++ enum and its tables.
# cmake -DINPUT=errors.json -DOUTPUT=error_code.hpp -P generate-error-code.cmake
file(READ "${INPUT}" document)
string(JSON count LENGTH "${document}" errors)
math(EXPR last "${count} - 1")
set(enumerators "")
set(rows "")
foreach(index RANGE ${last})
  string(JSON code MEMBER "${document}" errors ${index})
  string(JSON number GET "${document}" errors "${code}" jsonRpcCode)
  string(REPLACE "." ";" parts "${code}")
  set(name "")
  foreach(part IN LISTS parts)
    string(SUBSTRING "${part}" 0 1 head)
    string(SUBSTRING "${part}" 1 -1 tail)
    string(TOUPPER "${head}" head)
    string(APPEND name "${head}${tail}")
  endforeach()
  foreach(language vi en)
    string(JSON message_${language} GET "${document}" errors "${code}" message ${language})
    string(JSON remedy_${language} GET "${document}" errors "${code}" remedy ${language})
  endforeach()
  string(APPEND enumerators "    ${name},\n")
  string(APPEND rows "    {\"${code}\", ${number}, \"${message_vi}\", \"${message_en}\", \"${remedy_vi}\", \"${remedy_en}\"},\n")
endforeach()
file(CONFIGURE OUTPUT "${OUTPUT}" @ONLY CONTENT [==[
// Generated from schemas/errors.json; do not edit.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace cccd_bridge {

/// Every failure of schemas/errors.json; an enumerator is its wire code without the dot.
enum class ErrorCode {
@enumerators@};

/// One row of schemas/errors.json: wire code, JSON-RPC number and the texts a person sees (UTF-8, NFC).
struct ErrorText {
    std::string_view wireCode;
    int jsonRpcCode;
    std::string_view messageVi;
    std::string_view messageEn;
    std::string_view remedyVi;
    std::string_view remedyEn;
};

inline constexpr std::array<ErrorText, @count@> errorTexts{{
@rows@}};

constexpr const ErrorText& errorText(ErrorCode code) { return errorTexts[static_cast<std::size_t>(code)]; }

}  // namespace cccd_bridge
]==])
