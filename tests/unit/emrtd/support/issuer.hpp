// Issuers, document signers and security objects for tests, made by OpenSSL's X.509 and CMS: another implementation
// than the one under test, which reads CMS by itself.
#pragma once

#include "base/bytes.hpp"

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <optional>

struct evp_pkey_st;
struct x509_st;

namespace cccd_bridge::emrtd::test {

enum class KeyKind { Rsa2048, P256, P384, BrainpoolP256, BrainpoolP384, BrainpoolP512Explicit, P192 };

struct CertificatePlan {
    std::string country = "VN";
    std::string name = "Test Issuer";
    KeyKind key = KeyKind::P256;
    bool certificationAuthority = false;
    const char* keyUsage = "critical,digitalSignature";  ///< empty: left out
    bool authorityKeyIdentifier = true;
    std::chrono::sys_seconds notBefore{std::chrono::sys_days{std::chrono::year{2021} / 1 / 1}};
    std::chrono::sys_seconds notAfter{std::chrono::sys_days{std::chrono::year{2041} / 1 / 1}};
    bool probabilistic = false;                             ///< RSA-PSS signature by the issuer
    std::vector<std::pair<int, const char*>> extensions{};  ///< more of them: OpenSSL's number and configuration text
    std::shared_ptr<evp_pkey_st> existingKey{};             ///< instead of a new one, for a link to it
    std::string digest = "SHA256";                          ///< of the issuer's signature
};

struct Identity {
    std::shared_ptr<evp_pkey_st> key;
    std::shared_ptr<x509_st> certificate;

    Bytes der() const;
    std::string pem() const;
};

CertificatePlan issuerPlan(KeyKind key = KeyKind::P256, std::string country = "VN");
CertificatePlan signerPlan(KeyKind key = KeyKind::P256, std::string country = "VN");

/// Self-signed, or signed by `issuer`.
Identity makeIdentity(const CertificatePlan& plan, const Identity* issuer = nullptr);

struct SecurityObjectPlan {
    std::map<int, Bytes> files{};
    std::string hash = "SHA256";    ///< of the data groups
    std::string digest = "SHA256";  ///< of the signer
    bool probabilistic = false;     ///< RSA-PSS
    bool embedSigner = true;
    bool byKeyIdentifier = false;
    bool newVersion = false;                                ///< LDS 1.8 with version information
    bool wrapped = true;                                    ///< in tag 0x77
    bool streamed = false;                                  ///< BER of indefinite lengths, the content in pieces
    bool bare = false;                                      ///< without signed attributes
    std::vector<Identity> companions{};                     ///< more certificates
    std::optional<std::chrono::sys_seconds> signingTime{};  ///< now unless told
};

Bytes makeSecurityObject(const SecurityObjectPlan& plan, const Identity& signer);

/// A SignedData of any content; of the plan all but what is about data groups counts.
Bytes makeSignedData(const SecurityObjectPlan& plan, const Identity& signer, const char* contentType,
                     const Bytes& content);

struct RevocationListPlan {
    std::vector<Bytes> serialNumbers{};  ///< contents of the INTEGERs
    std::chrono::sys_seconds thisUpdate{std::chrono::sys_days{std::chrono::year{2026} / 11 / 1}};
    std::optional<std::chrono::sys_seconds> nextUpdate{std::chrono::sys_days{std::chrono::year{2027} / 2 / 1}};
    std::vector<std::pair<int, const char*>> extensions{};
};

/// DER of a list that the issuer signs.
Bytes makeRevocationList(const RevocationListPlan& plan, const Identity& issuer);

/// A CscaMasterList (ICAO 9303-12 §8.2) of these, not signed.
Bytes masterListOf(const std::vector<Identity>& issuers);

/// What signs master lists: extended key usage and all.
CertificatePlan listSignerPlan(std::string country = "VN");

/// EF.DG1 with a synthetic Vietnamese MRZ of this issuing state.
Bytes makeDataGroup1(const std::string& issuingState = "VNM");

}  // namespace cccd_bridge::emrtd::test
