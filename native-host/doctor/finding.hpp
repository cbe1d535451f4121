// What a check found: a code of schemas/doctor.json, about whom, and what was seen.
#pragma once

#include "doctor/finding_code.hpp"

#include <string>
#include <vector>

namespace cccd_bridge::doctor {

/// `subject` is a browser, reader, scanner or certificate, `found` a path or value; either may be empty and may hold
/// any bytes that a file or device gave.
struct Finding {
    FindingCode code;
    std::string subject{};
    std::string found{};
    bool operator==(const Finding&) const = default;
};

using Findings = std::vector<Finding>;

}  // namespace cccd_bridge::doctor
