// X.509 certificates as ICAO 9303-12 §7.1 uses them.
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "emrtd/crypto/signature.hpp"
#include "emrtd/distinguished_name.hpp"
#include "emrtd/tlv.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <string>

namespace cccd_bridge::emrtd {

/// A parsed certificate; copies share it. Nothing of it is verified by parsing, and its key is not decoded before it is
/// asked for: a store of hundreds must not cost each start half a second.
class Certificate {
  public:
    /// From exactly one DER certificate of at most 64 KiB (RFC 5280 §4.1). Errors: CardFileMalformed.
    static Result<Certificate> parse(ByteView der);

    const Bytes& der() const;
    std::string subject() const;  ///< RFC 4514 text, UTF-8
    std::string issuer() const;
    std::string subjectCountry() const;  ///< two letters in upper case, empty when absent
    std::string issuerCountry() const;
    std::string country() const;       ///< the subject's, else the issuer's
    std::string serialNumber() const;  ///< lower-case hexadecimal
    std::string fingerprint() const;   ///< SHA-256 of the DER, lower-case hexadecimal
    std::chrono::sys_seconds notBefore() const;
    std::chrono::sys_seconds notAfter() const;
    bool isCertificationAuthority() const;  ///< basicConstraints cA and, where keyUsage is there, keyCertSign
    bool maySignRevocationLists() const;    ///< an authority whose keyUsage, where it is there, has cRLSign
    /// Does its keyUsage have keyCertSign, although basicConstraints do not say cA? Such links are in public lists.
    bool contradictsItself() const;
    /// May it sign documents: no authority and no such claim, digitalSignature where keyUsage is there, no extended key
    /// usage.
    bool maySign() const;
    /// May it sign lists of issuers (ICAO 9303-12 §7.1): no authority, digitalSignature, and that one extended use.
    bool maySignMasterLists() const;
    bool hasUnknownDemands() const;               ///< a critical extension that is not processed (RFC 5280 §4.2)
    const Bytes& subjectKeyIdentifier() const;    ///< empty when absent
    const Bytes& authorityKeyIdentifier() const;  ///< empty when absent
    const Bytes& serialNumberBytes() const;       ///< content of the INTEGER
    const DistinguishedName& subjectName() const;
    const DistinguishedName& issuerName() const;

    /// Is the issuer's name this one's subject?
    bool isNamedIssuerOf(const Certificate& issued) const;
    /// Do both name the same key: the authority key identifier of the one, the subject key identifier of this one?
    bool isKeyNamedBy(const Certificate& issued) const;
    /// Issuer's name and serial number as a CMS signer identifier or a revocation list has them.
    bool isIdentifiedBy(const DistinguishedName& issuer, ByteView serial) const;
    /// Does it name itself as its issuer and, where it has both key identifiers, its own key? Says nothing of the
    /// signature. A link to a new key often names its own subject as issuer, too.
    bool isRoot() const;

    /// Decodes the key. Errors: CardFileMalformed; CardProtocolUnsupported for a kind of key that is not supported.
    Result<PublicKey> publicKey() const;
    /// Was this certificate signed by that key? Errors: CardProtocolUnsupported for an unknown algorithm.
    Result<bool> isSignedBy(const PublicKey& issuerKey) const;
    /// How it is signed; empty when that is not supported.
    std::optional<SignatureScheme> signatureScheme() const;

  private:
    struct Parsed;
    static Result<void> parseSignedPart(TlvReader content, Parsed& parsed);
    explicit Certificate(std::shared_ptr<const Parsed> parsed) : parsed_(std::move(parsed)) {}

    std::shared_ptr<const Parsed> parsed_;
};

}  // namespace cccd_bridge::emrtd
