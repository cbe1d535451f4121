// X.509 certificates as ICAO 9303-12 §7.1 uses them.
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "emrtd/crypto/signature.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <string>

struct x509_st;

namespace cccd_bridge::emrtd {

/// A parsed certificate; copies share it. Nothing of it is verified by parsing.
class Certificate {
  public:
    /// From exactly one DER certificate of at most 64 KiB. Errors: CardFileMalformed.
    static Result<Certificate> parse(ByteView der);

    const Bytes& der() const;
    std::string subject() const;  ///< RFC 4514 text, UTF-8
    std::string issuer() const;
    std::string subjectCountry() const;  ///< two letters in upper case, empty when absent
    std::string issuerCountry() const;
    std::string serialNumber() const;  ///< lower-case hexadecimal
    std::string fingerprint() const;   ///< SHA-256 of the DER, lower-case hexadecimal
    std::chrono::sys_seconds notBefore() const;
    std::chrono::sys_seconds notAfter() const;
    bool isCertificationAuthority() const;  ///< basicConstraints cA and, where keyUsage is there, keyCertSign
    /// May it sign documents: no authority, digitalSignature where keyUsage is there, no extended key usage.
    bool maySign() const;
    bool hasUnknownDemands() const;               ///< a critical extension that is not processed (RFC 5280 §4.2)
    const Bytes& subjectKeyIdentifier() const;    ///< empty when absent
    const Bytes& authorityKeyIdentifier() const;  ///< empty when absent
    const Bytes& issuerName() const;              ///< DER
    const Bytes& serialNumberBytes() const;       ///< content of the INTEGER

    /// Is the issuer's name this one's subject, compared by the rules of RFC 5280 §7.1?
    bool isNamedIssuerOf(const Certificate& issued) const;
    /// Names and serial number as a CMS signer identifier has them.
    bool isIdentifiedBy(ByteView issuerNameDer, ByteView serial) const;

    /// Errors: CardFileMalformed; CardProtocolUnsupported for a kind of key that is not supported.
    Result<PublicKey> publicKey() const;
    /// Was this certificate signed by that key? Errors: CardProtocolUnsupported for an unknown algorithm.
    Result<bool> isSignedBy(const PublicKey& issuerKey) const;

  private:
    struct Parsed;
    explicit Certificate(std::shared_ptr<const Parsed> parsed) : parsed_(std::move(parsed)) {}

    std::shared_ptr<const Parsed> parsed_;
};

}  // namespace cccd_bridge::emrtd
