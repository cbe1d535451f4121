// CMS SignedData as documents and master lists use it (RFC 5652 §5; ICAO 9303-10 §4.6.2.2, 9303-12 §8).
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "emrtd/crypto/certificate.hpp"
#include "emrtd/crypto/hash.hpp"
#include "emrtd/crypto/signature.hpp"
#include "emrtd/verdict_rule.hpp"

#include <chrono>
#include <optional>
#include <span>
#include <vector>

namespace cccd_bridge::emrtd {

/// Who signed, as the SignerInfo names them: issuer and serial number, or subject key identifier.
struct SignerIdentifier {
    Bytes issuer{};                ///< DER Name; empty when named by key identifier
    Bytes serialNumber{};          ///< content of the INTEGER
    Bytes subjectKeyIdentifier{};  ///< empty when named by issuer and serial number
};

/// One signature of a SignedData.
struct SignerInfo {
    SignerIdentifier identifier{};
    std::optional<HashAlgorithm> digestAlgorithm{};    ///< absent when not supported
    std::optional<SignatureScheme> signatureScheme{};  ///< absent when not supported
    /// The signed attributes as a SET OF in the order they came; empty when the content itself is signed.
    Bytes signedAttributes{};
    Bytes messageDigest{};                                  ///< the attribute of that name
    std::optional<std::chrono::sys_seconds> signingTime{};  ///< the attribute of that name, if it is there and a time
    Bytes signature{};
};

/// A SignedData taken apart; nothing of it is verified yet.
struct SignedData {
    Bytes contentType{};  ///< content bytes of the eContentType OBJECT IDENTIFIER
    Bytes content{};      ///< the eContent
    std::vector<Bytes> certificates{};
    std::vector<SignerInfo> signers{};  ///< at least one, at most four
};

/// Takes a ContentInfo apart, in DER or BER. One signer is what ICAO asks for (9303-10 §4.6.2.2), more are allowed.
/// Algorithms that are not supported are no error here. Errors: CardFileMalformed, also for more certificates than
/// `maxCertificates` and for attributes that RFC 5652 §11 forbids.
Result<SignedData> parseSignedData(ByteView contentInfo, std::size_t maxCertificates);

/// The certificate that a signer identifier means, and what its signature is worth.
struct SignerCheck {
    const SignerInfo* info = nullptr;  ///< of the SignedData
    Certificate certificate;
    /// Empty when it holds, else the rule that failed: SignerKey, SignatureAlgorithm, MessageDigest, SignatureValue.
    std::optional<VerdictRule> problem{};
};

/// Looks for a signer whose signature holds, not whether the signer may sign: each signer's certificates are those that
/// its identifier means, in the object and then among `others`. Of signatures that do not hold the first is given;
/// empty when there is no certificate. The attributes are taken in the order they came or, where that fails, in the
/// order of DER. Not more than eight certificates are tried.
std::optional<SignerCheck> findSigner(const SignedData& data, std::span<const Certificate> others);

}  // namespace cccd_bridge::emrtd
