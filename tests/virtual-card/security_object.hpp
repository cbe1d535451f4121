// EF.SOD and EF.CardSecurity: CMS SignedData by the document signer (9303-10 §4.6.2, 9303-11 §9.2.11, RFC 5652).
#pragma once

#include "virtual-card/card_description.hpp"

#include <map>

namespace virtual_card {

/// The whole file, tag 77 included. Throws CardFileError when key and certificate can't be used.
Bytes buildSecurityObject(const std::map<int, Bytes>& dataGroups, const SecurityObjectOptions& options);

/// EF.CardSecurity over the SET of SecurityInfos, with the same signer.
Bytes buildCardSecurity(ByteView securityInfos, const SecurityObjectOptions& options);

}  // namespace virtual_card
