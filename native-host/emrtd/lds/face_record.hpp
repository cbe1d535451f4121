// The two record formats that DG2 holds faces in. Internal to dg2.cpp and its tests.
#pragma once

#include "emrtd/lds/dg2.hpp"

#include <optional>

namespace cccd_bridge::emrtd {

/// Most faces looked at in one record; the rest is left out.
inline constexpr std::size_t maxFacesInRecord = 16;

/// Told by the first bytes of an image; absent for other kinds.
std::optional<FaceImageKind> faceImageKind(ByteView image);

/// The first face of a kind that is known in a record of ISO/IEC 19794-5:2005 (§5.3).
/// Errors: CardFileMalformed, PhotoNone, PhotoFormatUnsupported.
Result<FaceImage> parseFaceRecord19794(ByteView record);

/// The same in a face image data block of ISO/IEC 39794-5:2019 (annex A, distinguished encoding), with or without the
/// context tag that ICAO 9303-10 §4.7.2 puts around it. Errors: as above.
Result<FaceImage> parseFaceBlock39794(ByteView block);

}  // namespace cccd_bridge::emrtd
