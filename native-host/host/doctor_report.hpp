// Findings as others get them: a result of the wire, a report for IT staff, lines for a person.
#pragma once

#include "bounded_json/json.hpp"
#include "doctor/facts.hpp"
#include "doctor/finding.hpp"

#include <string>

namespace cccd_bridge::host {

/// Code, severity, subject and what was found, gravest first (schemas/protocol.schema.json, Finding); at most 128.
json::array findingsToJson(const doctor::Findings& findings);

/// schemas/doctor-report.schema.json, with the texts in one language.
json::object doctorReport(const doctor::Findings& findings, const doctor::Facts& facts, bool inVietnamese);

/// The report, and what IT support asks for besides: system, manifests, policies and certificates. Nothing of citizens,
/// and no name of the user, of the machine or of files that the office put among its certificates.
json::object doctorBundle(const doctor::Findings& findings, const doctor::Facts& facts, bool inVietnamese);

/// For the terminal: one paragraph a finding, gravest first, how many there were, and the file of the bundle if one was
/// written.
std::string doctorText(const doctor::Findings& findings, const std::string& bundle, bool inVietnamese);

/// 0: all is well or only worth knowing, 1: warnings, 2: something keeps the desk from working.
int doctorStatus(const doctor::Findings& findings);

}  // namespace cccd_bridge::host
