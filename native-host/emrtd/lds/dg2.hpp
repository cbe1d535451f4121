// EF.DG2: the encoded face (ICAO 9303-10 §4.7.2; CBEFF wrapping; ISO/IEC 19794-5:2005 §5).
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <cstdint>

namespace cccd_bridge::emrtd {

enum class FaceImageKind { Jpeg, Jpeg2000 };

/// The first portrait of the file. `image` points into the file that was read.
struct FaceImage {
    FaceImageKind kind = FaceImageKind::Jpeg;  ///< told by the image's first bytes, not by the record's claim
    ByteView image{};
    std::uint16_t claimedWidth = 0;  ///< what the record claims; the decoder decides
    std::uint16_t claimedHeight = 0;
};

/// Finds the first portrait.
/// Errors: CardFileMalformed; PhotoNone when the file holds no face; PhotoFormatUnsupported for another record format
/// or image kind.
Result<FaceImage> parseDataGroup2(ByteView file);

}  // namespace cccd_bridge::emrtd
