// What an administrator trusts: country signing certificates (ICAO 9303-12 §7.1.1), and what goes with them.
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "emrtd/crypto/certificate.hpp"
#include "emrtd/crypto/revocation_list.hpp"

#include <chrono>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cccd_bridge::emrtd {

/// One trusted issuer.
struct TrustAnchor {
    Certificate certificate;
    std::string subject{};      ///< RFC 4514 text
    std::string country{};      ///< two letters, "VN"
    std::string fingerprint{};  ///< SHA-256 of the DER, lower-case hexadecimal
    std::chrono::sys_seconds notBefore{};
    std::chrono::sys_seconds notAfter{};
};

/// The trusted issuer that a certificate would be. The caller says by this that it trusts it.
TrustAnchor makeAnchor(Certificate certificate);

/// What passive authentication relies on: views into a store that outlives the call.
struct TrustView {
    std::span<const TrustAnchor> anchors{};
    std::span<const Certificate> signers{};  ///< of documents that do not carry them
    std::span<const RevocationList> revocationLists{};
    bool inRetrospect = false;  ///< the time that is judged is past: lists made after it are heard, too

    TrustView() = default;
    TrustView(std::span<const TrustAnchor> onlyAnchors) : anchors(onlyAnchors) {}
    TrustView(const std::vector<TrustAnchor>& onlyAnchors) : anchors(onlyAnchors) {}
    TrustView(std::span<const TrustAnchor> issuers, std::span<const Certificate> documentSigners,
              std::span<const RevocationList> lists)
        : anchors(issuers), signers(documentSigners), revocationLists(lists) {}
};

/// Something of a file that cannot be used.
struct SkippedEntry {
    enum class Reason {
        Malformed,
        NotForDocuments,       ///< neither issues nor signs documents
        NotAnAuthority,        ///< keyUsage says that it issues certificates, basicConstraints that it does not
        KeyUnsupported,        ///< kind, size or curve
        AlgorithmUnsupported,  ///< a revocation list with a critical extension
        Duplicate,             ///< stands in the same file twice
        IssuerNotInstalled,    ///< a revocation list that no installed issuer signed
        Outdated,              ///< a revocation list older than the installed one
        RootNotAccepted,       ///< a list of issuers whose own root is not accepted
        ListNotGenuine,        ///< a list of issuers with a wrong signature or without root
        StoreFull,
    };

    std::string subject{};  ///< empty when unreadable
    Reason reason = Reason::Malformed;
};

/// What a file holds. Nothing of it is verified.
struct TrustFile {
    std::vector<TrustAnchor> anchors{};  ///< certification authorities
    std::vector<Certificate> signers{};  ///< document signers
    std::vector<RevocationList> revocationLists{};
    std::vector<SkippedEntry> skipped{};

    /// Takes one certificate or revocation list to where it belongs.
    void addCertificate(ByteView der);
    void addRevocationList(ByteView der);
};

/// Reads one DER certificate, revocation list or bundle (PKCS #7 without signers), or a PEM file of up to 4096 of
/// these, at most 16 MiB. Expired issuers are kept: what they signed is still theirs, and the certificate verdict says
/// the rest. Keys are not decoded. Errors: TrustFormatUnsupported when the file holds nothing of these.
Result<TrustFile> parseTrustAnchors(ByteView file);

}  // namespace cccd_bridge::emrtd
