// Short ways to parse a text and to ask for its warnings.
#pragma once

#include "cccd/qr_payload.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <optional>
#include <string>

namespace cccd_bridge::test {

/// The texts of `tests` were read on this day.
inline constexpr std::chrono::sys_days readOn{std::chrono::year{2026} / 11 / 22};

inline cccd::QrPayload parse(const std::string& text, std::chrono::sys_seconds now = readOn) {
    auto payload = cccd::parseQr(text, now);
    REQUIRE(payload);
    return *std::move(payload);
}

/// A card with these texts.
inline cccd::QrPayload card(const std::string& name, const std::string& address, bool male = false) {
    return parse((male ? "001099012345||" : "001199012345||") + name + (male ? "|05021999|Nam|" : "|05021999|Nữ|") +
                 address + "|10052021");
}

inline bool warns(const cccd::QrPayload& payload, cccd::QrWarningCode code) {
    return std::ranges::any_of(payload.warnings, [&](const cccd::QrWarning& warning) { return warning.code == code; });
}

inline bool warns(const cccd::QrPayload& payload, cccd::QrWarningCode code, cccd::FieldName field) {
    return std::ranges::any_of(payload.warnings, [&](const cccd::QrWarning& warning) {
        return warning.code == code && warning.field == field;
    });
}

/// What stands in a field; nothing where it was left out.
inline std::string given(const cccd::TextField& field) { return field ? field->value : std::string(); }

}  // namespace cccd_bridge::test
