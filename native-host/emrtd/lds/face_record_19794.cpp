#include "emrtd/lds/face_record.hpp"

#include "emrtd/tlv.hpp"

#include <algorithm>
#include <array>

namespace cccd_bridge::emrtd {

namespace {

constexpr std::size_t facialHeaderLength = 14;       // ISO/IEC 19794-5 §5.4
constexpr std::size_t facialInformationLength = 20;  // §5.5
constexpr std::size_t featurePointLength = 8;        // §5.6
constexpr std::size_t imageInformationLength = 12;   // §5.7

constexpr std::array<Byte, 8> recordMagic{'F', 'A', 'C', 0, '0', '1', '0', 0};
constexpr std::array<Byte, 3> jpegMagic{0xFF, 0xD8, 0xFF};
constexpr std::array<Byte, 8> jpeg2000FileMagic{0x00, 0x00, 0x00, 0x0C, 0x6A, 0x50, 0x20, 0x20};
constexpr std::array<Byte, 4> jpeg2000StreamMagic{0xFF, 0x4F, 0xFF, 0x51};

bool startsWith(ByteView bytes, ByteView prefix) {
    return bytes.size() >= prefix.size() && std::ranges::equal(bytes.first(prefix.size()), prefix);
}

std::uint16_t number16(ByteView bytes, std::size_t at) {
    return static_cast<std::uint16_t>(bytes[at] << 8 | bytes[at + 1]);
}

std::size_t number32(ByteView bytes, std::size_t at) {
    return static_cast<std::size_t>(number16(bytes, at)) << 16 | number16(bytes, at + 2);
}

// §5.3: the information of a face, its feature points, image information and image.
Result<FaceImage> parseFace(ByteView face) {
    const std::size_t information = facialInformationLength + std::size_t{number16(face, 4)} * featurePointLength;
    if (face.size() < information + imageInformationLength) return malformed("face image cut off");
    const ByteView image = face.subspan(information + imageInformationLength);
    const auto kind = faceImageKind(image);
    if (!kind) return fail(ErrorCode::PhotoFormatUnsupported, "face image of unknown kind");
    return FaceImage{*kind, image, number16(face, information + 2), number16(face, information + 4)};
}

}  // namespace

std::optional<FaceImageKind> faceImageKind(ByteView image) {
    if (startsWith(image, jpegMagic)) return FaceImageKind::Jpeg;
    if (startsWith(image, jpeg2000FileMagic) || startsWith(image, jpeg2000StreamMagic)) return FaceImageKind::Jpeg2000;
    return std::nullopt;
}

Result<FaceImage> parseFaceRecord19794(ByteView record) {
    if (!startsWith(record, recordMagic))
        return fail(ErrorCode::PhotoFormatUnsupported, "face record of another format");
    if (record.size() < facialHeaderLength) return malformed("face record cut off");
    const std::size_t count = std::min<std::size_t>(number16(record, 12), maxFacesInRecord);
    if (count == 0) return fail(ErrorCode::PhotoNone, "face record without faces");
    ByteView rest = record.subspan(facialHeaderLength);
    Result<FaceImage> found = malformed("facial information cut off");
    for (std::size_t i = 0; i < count && rest.size() >= facialInformationLength; ++i) {
        // The block length covers this face; some issuers leave it zero or wrong for the only face.
        const std::size_t claimed = number32(rest, 0);
        const bool fits = claimed >= facialInformationLength && claimed < rest.size();
        const ByteView face = rest.first(count > 1 && fits ? claimed : rest.size());
        rest = rest.subspan(face.size());
        auto parsed = parseFace(face);
        if (parsed) return parsed;
        if (i == 0) found = std::move(parsed);
    }
    return found;
}

}  // namespace cccd_bridge::emrtd
