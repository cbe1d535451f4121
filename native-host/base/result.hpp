// The one error model of the host: Result<T> carries a value or a typed Error. Exceptions are for programmer errors
// only.
#pragma once

#include "base/error_code.hpp"

#include <expected>
#include <source_location>
#include <string>
#include <string_view>
#include <utility>

namespace cccd_bridge {

/// A failure that can be shown to a person.
struct Error {
    ErrorCode code;              ///< maps one to one to a wire code of schemas/errors.json
    std::string detail;          ///< for the log, English, never personal data or payload bytes
    std::source_location where;  ///< where the failure was noticed
};

template <class T>
using Result = std::expected<T, Error>;

/// Builds the failing side of a Result; records the caller's place.
inline std::unexpected<Error> fail(ErrorCode code, std::string detail = {},
                                   std::source_location where = std::source_location::current()) {
    return std::unexpected<Error>(Error{code, std::move(detail), where});
}

}  // namespace cccd_bridge

// GCC 12 has std::expected without and_then, so early return needs a macro.
#define CCCD_CONCAT_INNER(a, b) a##b
#define CCCD_CONCAT(a, b) CCCD_CONCAT_INNER(a, b)

// NOLINTBEGIN(bugprone-macro-parentheses): a declaration cannot stand in parentheses.
/// TRY(auto x, expression): x is the value, or the enclosing function returns the error.
#define TRY(declaration, expression)                                                 \
    auto CCCD_CONCAT(tryResult, __LINE__) = (expression);                            \
    if (!CCCD_CONCAT(tryResult, __LINE__))                                           \
        return std::unexpected(std::move(CCCD_CONCAT(tryResult, __LINE__)).error()); \
    declaration = *std::move(CCCD_CONCAT(tryResult, __LINE__))
// NOLINTEND(bugprone-macro-parentheses)

/// TRY_VOID(expression): for Result<void>, or where the value is not wanted.
#define TRY_VOID(expression)                                                                           \
    do {                                                                                               \
        if (auto tryVoid = (expression); !tryVoid) return std::unexpected(std::move(tryVoid).error()); \
    } while (false)
