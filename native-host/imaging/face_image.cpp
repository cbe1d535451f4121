#include "imaging/face_image.hpp"

#include "imaging/jpeg_reader.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace cccd_bridge::imaging {
namespace {

constexpr std::array<Byte, 3> jpegSignature{0xFF, 0xD8, 0xFF};
constexpr std::array<Byte, 12> jp2Signature{0, 0, 0, 0x0C, 'j', 'P', ' ', ' ', 0x0D, 0x0A, 0x87, 0x0A};
constexpr std::array<Byte, 4> codeStreamSignature{0xFF, 0x4F, 0xFF, 0x51};

constexpr Byte markerPrefix = 0xFF;
constexpr Byte markerEndOfImage = 0xD9;
constexpr Byte markerStartOfScan = 0xDA;

bool startsWith(ByteView image, ByteView signature) {
    return image.size() >= signature.size() && std::ranges::equal(image.first(signature.size()), signature);
}

// Markers without a length: TEM and RST0–RST7 (ITU-T T.81 table B.1).
bool standsAlone(Byte marker) { return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD7); }

// Position behind entropy-coded data: at the next marker that is neither a stuffed zero nor a restart.
std::size_t skipEntropyCodedData(ByteView image, std::size_t at) {
    while (at + 1 < image.size()) {
        const bool marker = image[at] == markerPrefix && image[at + 1] != 0 && !standsAlone(image[at + 1]);
        if (marker && image[at + 1] != markerPrefix) return at;
        ++at;
    }
    return image.size();
}

// Length of the picture including its end marker, found by walking the marker segments (ITU-T T.81 annex B).
std::optional<std::size_t> lengthToEnd(ByteView image) {
    std::size_t at = 2;
    while (at + 1 < image.size()) {
        if (image[at] != markerPrefix) return std::nullopt;
        const auto marker = image[at + 1];
        if (marker == markerEndOfImage) return at + 2;
        if (marker == markerPrefix) {
            ++at;
            continue;
        }
        if (standsAlone(marker)) {
            at += 2;
            continue;
        }
        if (at + 3 >= image.size()) return std::nullopt;
        const std::size_t length = static_cast<std::size_t>(image[at + 2]) << 8 | image[at + 3];
        if (length < 2) return std::nullopt;
        at += 2 + length;
        if (marker == markerStartOfScan) at = skipEntropyCodedData(image, at);
    }
    return std::nullopt;
}

}  // namespace

FaceFormat faceFormat(ByteView image) {
    if (startsWith(image, jpegSignature)) return FaceFormat::Jpeg;
    if (startsWith(image, jp2Signature) || startsWith(image, codeStreamSignature)) return FaceFormat::Jpeg2000;
    return FaceFormat::Other;
}

Result<FaceImage> prepareFace(ByteView image) {
    if (image.size() > maxFaceBytes) return fail(ErrorCode::ImageTooLarge, "face image too large");
    if (faceFormat(image) != FaceFormat::Jpeg)
        return fail(ErrorCode::PhotoFormatUnsupported,
                    faceFormat(image) == FaceFormat::Jpeg2000 ? "JPEG 2000" : "unknown");
    const auto length = lengthToEnd(image);
    if (!length) return fail(ErrorCode::ImageMalformed, "JPEG without end");
    const auto picture = image.first(*length);
    const auto header = readJpegHeader(picture);
    if (!header) {
        if (header.error().code == ErrorCode::ImageUnsupported) return fail(ErrorCode::PhotoFormatUnsupported);
        return std::unexpected(header.error());
    }
    if (header->components != 1 && header->components != 3)
        return fail(ErrorCode::PhotoFormatUnsupported, "JPEG with other colours");
    if (header->width < 1 || header->height < 1) return fail(ErrorCode::ImageMalformed, "picture without pixels");
    if (header->width > maxFaceSide || header->height > maxFaceSide) return fail(ErrorCode::ImageTooLarge);
    return FaceImage{.mediaType = "image/jpeg",
                     .width = header->width,
                     .height = header->height,
                     .bytes = Bytes(picture.begin(), picture.end())};
}

}  // namespace cccd_bridge::imaging
