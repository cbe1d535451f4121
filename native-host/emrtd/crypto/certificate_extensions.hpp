// The extensions of a certificate that decide what it may be used for (RFC 5280 §4.2; ICAO 9303-12 §7.1).
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "emrtd/tlv.hpp"

namespace cccd_bridge::emrtd {

struct CertificateExtensions {
    Bytes subjectKeyIdentifier{};
    Bytes authorityKeyIdentifier{};
    bool certificationAuthority = false;  ///< basicConstraints says cA
    bool maySignCertificates = true;      ///< keyUsage: absent, or keyCertSign
    bool claimsAuthority = false;         ///< keyUsage is there and has keyCertSign
    bool maySignData = true;              ///< keyUsage: absent, or digitalSignature
    bool maySignRevocationLists = true;   ///< keyUsage: absent, or cRLSign
    bool hasExtendedUse = false;          ///< extKeyUsage is there
    bool onlyMasterLists = false;         ///< extKeyUsage is exactly id-icao-cscaMasterListSigningKey
    bool unknownDemands = false;          ///< a critical one that is not processed
    bool broken = false;                  ///< one of these cannot be decoded or is there twice
};

/// Reads the content of Extensions ::= SEQUENCE OF Extension, at most 64. What is broken in a single one is noted, so
/// that the certificate can still be named. Errors: CardFileMalformed.
Result<CertificateExtensions> parseCertificateExtensions(TlvReader list);

}  // namespace cccd_bridge::emrtd
