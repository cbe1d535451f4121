// The files of the eMRTD application (9303-10 §4.6, §4.7) and DG13 as Vietnamese cards have it.
#pragma once

#include "virtual-card/card_description.hpp"

#include <map>
#include <vector>

namespace virtual_card {

Bytes buildCom(const std::vector<int>& dataGroups, bool ldsVersion18);
Bytes buildDg1(const Document& document, const Holder& holder);
/// The image is a JPEG, or JPEG 2000 as JP2 or codestream; throws CardFileError when it is neither.
Bytes buildDg2(ByteView image, const Holder& holder, FaceFormat format = FaceFormat::Iso19794);
/// image/jpeg or image/jp2.
std::string photoMediaType(ByteView image);
/// A stand-in for the fingers: never readable, only its hash counts.
Bytes buildDg3();
Bytes buildDg13(const Holder& holder, const Dg13Options& options);
/// SecurityInfos: PACE, chip authentication and its public keys, active authentication, terminal authentication.
Bytes buildDg14(const CardDescription& card);
/// SubjectPublicKeyInfo of the active authentication key.
Bytes buildDg15(const ActiveAuthenticationOptions& options);
/// EF.CardAccess: terminal and chip authentication and PACE parameters, as Vietnamese cards write it.
Bytes buildCardAccess(const CardDescription& card);
/// The SET of SecurityInfos in EF.CardSecurity: PACE and the public keys of the chip authentication mapping.
Bytes buildCardSecurityInfos(const CardDescription& card);
/// The two-digit tag list byte and outer tag of a data group (9303-10 §4.6.1).
Byte dataGroupTag(int number);

}  // namespace virtual_card
