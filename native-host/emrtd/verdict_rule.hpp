// Which rule decided a verdict, and what is weak in what it rests on; the names are those of
// schemas/verdicts.schema.json.
#pragma once

#include <string_view>

namespace cccd_bridge::emrtd {

/// The step of passive authentication that a verdict other than `yes` comes from.
enum class VerdictRule {
    SecurityObjectStructure,  ///< EF.SOD is no SignedData of a security object
    DataGroupHash,            ///< a data group differs from its signed hash
    DataGroupListed,          ///< a data group has no signed hash
    HashAlgorithm,            ///< of the data group hashes: not supported
    SignerCertificate,        ///< neither embedded nor installed
    SignerPurpose,            ///< an authority, or key usage or extended key usage for something else
    SignerExtension,          ///< a critical extension that is not understood
    SignerKey,                ///< kind, size or curve not supported
    MessageDigest,            ///< the signed attribute differs from the content
    SignatureAlgorithm,       ///< not supported
    SignatureValue,           ///< does not verify under the signer's key
    ChainIssuer,              ///< no installed issuer of this name and key
    ChainSignature,           ///< the key named as the issuer's did not sign the certificate
    ChainSupport,             ///< the issuer's algorithm, key or critical extension is not supported
    CountryOfDocument,        ///< the signer is of another state than DG1
    ContentOfDataGroups,      ///< DG13 contradicts DG1
    WeakAlgorithmPolicy,      ///< an algorithm that the office's policy refuses
    ValidityNow,              ///< a certificate of the path is not valid now
    ValidityAtSigning,        ///< the signer's certificate was not valid when it signed
    RevocationListMissing,    ///< no list of the issuer with a good signature
    RevocationListStale,      ///< the list's next update is past or not said
    RevocationListed,         ///< a certificate of the path is revoked
};

std::string_view wireName(VerdictRule rule);

/// What is accepted but weak.
enum class TrustWarning {
    WeakDigest,    ///< SHA-1 in a hash or signature that the verdict rests on
    WeakKey,       ///< RSA below 2048 bits or a curve below 224 bits
    UnknownCurve,  ///< explicit parameters of a curve that is none of the published ones
};

std::string_view wireName(TrustWarning warning);

}  // namespace cccd_bridge::emrtd
