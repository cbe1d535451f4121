// EF.DG2: the encoded face (ICAO 9303-10 §4.7.2; CBEFF wrapping; records of ISO/IEC 19794-5:2005 §5
// or ISO/IEC 39794-5:2019).
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <cstdint>

namespace cccd_bridge::emrtd {

enum class FaceImageKind { Jpeg, Jpeg2000 };

enum class FaceRecordFormat { Iso19794, Iso39794 };

/// A portrait of the file. `image` points into the file that was read.
struct FaceImage {
    FaceImageKind kind = FaceImageKind::Jpeg;  ///< told by the image's first bytes, not by the record's claim
    ByteView image{};
    std::uint16_t claimedWidth = 0;  ///< what the record claims, 0 where it says nothing; the decoder decides
    std::uint16_t claimedHeight = 0;
    FaceRecordFormat format = FaceRecordFormat::Iso19794;  ///< of the record around it
};

/// Finds the first portrait that is JPEG or JPEG 2000 among all instances of the file and all faces of their records;
/// when there is none, the error is that of the first.
/// Errors: CardFileMalformed; PhotoNone when the file holds no face; PhotoFormatUnsupported for another record format
/// or image kind.
Result<FaceImage> parseDataGroup2(ByteView file);

}  // namespace cccd_bridge::emrtd
