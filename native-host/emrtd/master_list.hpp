// Lists of issuers that a state signs (ICAO 9303-12 §8).
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "emrtd/cms.hpp"
#include "emrtd/trust_anchor.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace cccd_bridge::emrtd {

/// A list taken apart; nothing of it is verified yet.
struct MasterList {
    SignedData envelope{};              ///< of at most 64 certificates
    std::vector<Bytes> certificates{};  ///< DER, at most 4096
};

/// Takes a CscaMasterList apart, in DER or BER, of at most 8 MiB. Errors: CardFileMalformed.
Result<MasterList> parseMasterList(ByteView file);

/// The certificate that vouches for a list, as far as the list itself can show it.
struct MasterListRoot {
    Certificate certificate;
    bool installed = false;  ///< one of the anchors given; otherwise only the list says that it is a root
};

/// Checks the list's signature and its signer, and names the root above the signer: an installed issuer, directly or
/// over link certificates of the list, else an authority that the list or its envelope brings along. That one must be
/// accepted by a person before the list counts: `accepted` is the fingerprint (SHA-256, lower-case hexadecimal) of the
/// one that was, wherever it stands above the signer. Of several a root goes before a link to it.
/// Errors: TrustListSignatureInvalid (also for a signer that is not for lists, has a critical extension that is not
/// processed, or was not valid when it signed),
/// TrustRootUnknown.
Result<MasterListRoot> verifyMasterList(const MasterList& list, std::span<const TrustAnchor> anchors,
                                        std::string_view accepted = {});

}  // namespace cccd_bridge::emrtd
