// EF.SOD: the signed list of data group hashes (ICAO 9303-10 §4.6.2; CMS SignedData, RFC 5652 §5).
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "emrtd/cms.hpp"
#include "emrtd/crypto/hash.hpp"

#include <optional>
#include <string>
#include <vector>

namespace cccd_bridge::emrtd {

/// The expected hash of one data group.
struct DataGroupHash {
    int number = 0;  ///< 1..16
    Bytes hash{};
};

/// The security object taken apart; nothing of it is verified yet.
struct SecurityObject {
    int version = 0;                               ///< of LDSSecurityObject: 0 (LDS 1.7), 1 (LDS 1.8)
    std::optional<std::string> ldsVersion{};       ///< "0108", only in version 1
    std::optional<HashAlgorithm> hashAlgorithm{};  ///< of the data groups; absent when not supported
    std::vector<DataGroupHash> dataGroupHashes{};  ///< at most 16, each number once
    SignedData envelope{};                         ///< of at most 32 certificates

    /// The expected hash of a data group; null when it is not signed.
    const DataGroupHash* find(int number) const;
};

/// Takes EF.SOD apart (tag 0x77, or a bare ContentInfo), in DER or BER. Algorithms that are not supported are no error
/// here. Errors: CardFileMalformed.
Result<SecurityObject> parseSecurityObject(ByteView file);

}  // namespace cccd_bridge::emrtd
