// Certificate revocation lists (RFC 5280 §5; ICAO 9303-12 §7.3).
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

/// A parsed list; copies share it. Nothing of it is verified by parsing.
class RevocationList {
  public:
    /// From exactly one DER CertificateList of at most 8 MiB and 262,144 entries.
    /// Errors: CardFileMalformed; CardProtocolUnsupported for a critical extension, of the list or of an entry: partial
    /// and indirect lists say something else than this class would make of them.
    static Result<RevocationList> parse(ByteView der);

    const Bytes& der() const;
    std::string issuer() const;       ///< RFC 4514 text, UTF-8
    std::string country() const;      ///< of the issuer; empty when absent
    std::string fingerprint() const;  ///< SHA-256 of the DER, lower-case hexadecimal
    const DistinguishedName& issuerName() const;
    std::chrono::sys_seconds thisUpdate() const;
    std::optional<std::chrono::sys_seconds> nextUpdate() const;
    std::size_t size() const;

    /// Is a certificate of this issuer with that serial number (content of the INTEGER) revoked?
    bool lists(ByteView serialNumber) const;

    /// Errors: CardProtocolUnsupported for an unknown algorithm.
    Result<bool> isSignedBy(const PublicKey& issuerKey) const;

  private:
    struct Parsed;
    static Result<void> parseSignedPart(TlvReader content, Parsed& parsed);
    explicit RevocationList(std::shared_ptr<const Parsed> parsed) : parsed_(std::move(parsed)) {}

    std::shared_ptr<const Parsed> parsed_;
};

}  // namespace cccd_bridge::emrtd
