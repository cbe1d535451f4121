// Issuers that an administrator trusts: country signing certificates (ICAO 9303-12 §7.1.1).
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "emrtd/crypto/certificate.hpp"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace cccd_bridge::emrtd {

/// One trusted issuer.
struct TrustAnchor {
    Certificate certificate;
    PublicKey key;
    std::string subject{};      ///< RFC 4514 text
    std::string country{};      ///< two letters, "VN"
    std::string fingerprint{};  ///< SHA-256 of the DER, lower-case hexadecimal
    std::chrono::sys_seconds notBefore{};
    std::chrono::sys_seconds notAfter{};
};

/// A certificate of the file that cannot be an anchor.
struct SkippedCertificate {
    enum class Reason { Malformed, NotAnIssuer, KeyUnsupported, Duplicate };

    std::string subject{};  ///< empty when unreadable
    Reason reason = Reason::Malformed;
};

/// Name of a reason on the wire: malformed, notAnIssuer, keyUnsupported, duplicate.
std::string_view wireName(SkippedCertificate::Reason reason);

struct TrustAnchorFile {
    std::vector<TrustAnchor> anchors{};
    std::vector<SkippedCertificate> skipped{};
};

/// Reads one DER certificate or a PEM file of up to 1024, at most 8 MiB. Expired issuers are kept: what they signed is
/// still theirs, and the certificate verdict says the rest.
/// Errors: TrustFormatUnsupported when the file holds no certificate.
Result<TrustAnchorFile> parseTrustAnchors(ByteView file);

}  // namespace cccd_bridge::emrtd
