#include "imaging/face_image.hpp"

#include "imaging/face_pixels.hpp"
#include "imaging/jpeg2000_header.hpp"
#include "imaging/jpeg_markers.hpp"
#include "imaging/jpeg_reader.hpp"
#include "imaging/jpeg_writer.hpp"

#include <utility>

namespace cccd_bridge::imaging {
namespace {

// What the decoders cannot show is a photo of another format.
std::unexpected<Error> asPhoto(Error error) {
    if (error.code == ErrorCode::ImageUnsupported) error.code = ErrorCode::PhotoFormatUnsupported;
    return std::unexpected(std::move(error));
}

Result<FaceImage> passJpeg(ByteView image) {
    const auto extent = measureJpeg(image);
    if (!extent) return fail(ErrorCode::ImageMalformed, "JPEG without end");
    const auto picture = image.first(extent->length);
    TRY(const JpegHeader header, readJpegHeader(picture));
    if (header.components != 1 && header.components != 3)
        return fail(ErrorCode::ImageUnsupported, "JPEG with other colours");
    if (header.width < 1 || header.height < 1) return fail(ErrorCode::ImageMalformed, "picture without pixels");
    if (header.width > maxFaceSide || header.height > maxFaceSide) return fail(ErrorCode::ImageTooLarge, "sides");
    // The browser that shows it pays for every scan.
    if (static_cast<long long>(header.width) * header.height * extent->scans > maxJpegScannedPixels)
        return fail(ErrorCode::ImageTooLarge, "JPEG with too many scans");
    return FaceImage{.mediaType = "image/jpeg",
                     .width = header.width,
                     .height = header.height,
                     .bytes = Bytes(picture.begin(), picture.end())};
}

Result<FaceImage> convertJpeg2000(ByteView image) {
    TRY(Jpeg2000Image decoded, decodeJpeg2000(image, maxFaceSide));
    TRY(const FacePixels pixels, FacePixels::of(std::move(decoded)));
    FaceImage face{.mediaType = "image/jpeg", .width = pixels.width(), .height = pixels.height(), .bytes = {}};
    TRY(face.bytes, writeJpeg({.width = face.width,
                               .height = face.height,
                               .channels = pixels.channels(),
                               .row = [&pixels](int y, std::span<Byte> target) { pixels.row(y, target); }}));
    if (face.bytes.size() > maxFaceBytes) return fail(ErrorCode::ImageTooLarge, "converted face too large");
    return face;
}

}  // namespace

FaceFormat faceFormat(ByteView image) {
    if (isJpeg(image)) return FaceFormat::Jpeg;
    return isJpeg2000(image) ? FaceFormat::Jpeg2000 : FaceFormat::Other;
}

Result<FaceImage> prepareFace(ByteView image) {
    if (image.size() > maxFaceBytes) return fail(ErrorCode::ImageTooLarge, "face image too large");
    const FaceFormat format = faceFormat(image);
    if (format == FaceFormat::Other) return fail(ErrorCode::PhotoFormatUnsupported, "unknown");
    auto face = format == FaceFormat::Jpeg ? passJpeg(image) : convertJpeg2000(image);
    if (!face) return asPhoto(std::move(face).error());
    return face;
}

}  // namespace cccd_bridge::imaging
