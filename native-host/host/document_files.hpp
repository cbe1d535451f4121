// Raw files of a card as a caller hands them over: which they are, and which data group each is.
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "bounded_json/json.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cccd_bridge::host {

/// Files by name: CardAccess, CardSecurity, COM, SOD, DG1 … DG16.
using DocumentFiles = std::map<std::string, SecretBytes, std::less<>>;

/// The file of a name, or of an identifier (ICAO 9303-10 §3.11.2, §4.1): four hexadecimal digits in either case. In the
/// application 011D is EF.SOD; EF.CardSecurity has the same identifier in the master file and is called MF:011D. Absent
/// for others.
std::optional<std::string> fileNameOf(std::string_view identifier);

/// 1..16 for DG1 … DG16; absent for other names.
std::optional<int> dataGroupOf(std::string_view fileName);

/// The largest size at which a file is believed, as when it is read from a card.
std::size_t largestSize(std::string_view fileName);

struct GivenFiles {
    DocumentFiles files;
    std::vector<std::string> unknown;  ///< identifiers that mean no file, as they were given
};

/// `{identifier or name: base64}`, at most 64 of them. Errors: ProtocolInvalidParams for what cannot be an identifier,
/// a file that is there twice, or what is not base64.
Result<GivenFiles> documentFilesFromJson(const json::object& files);

}  // namespace cccd_bridge::host
