#include "emrtd/lds/face_record.hpp"
#include "emrtd/tlv.hpp"

namespace cccd_bridge::emrtd {

namespace {

// ISO/IEC 39794-5 annex A.1; members bear context tags in the order of their types.
constexpr std::uint32_t tagFaceImageDataBlock = 0x65;
constexpr std::uint32_t tagVersion = 0xA0;
constexpr std::uint32_t tagRepresentations = 0xA1;
constexpr std::uint32_t tagRepresentation = 0x30;
constexpr std::uint32_t tagImageRepresentation = 0xA1;
constexpr std::uint32_t tagBase = 0xA0;  // not an extension
constexpr std::uint32_t tagTwoDimensional = 0xA0;
constexpr std::uint32_t tagImageData = 0x80;
// ICAO 9303-10 §4.7.2: the kind of biometric data block inside 7F2E.
constexpr std::uint32_t tagKindOfBlock = 0xA1;

// Enters the first object of a tag among those of one level.
Result<TlvReader> enterFirst(TlvReader& level, std::uint32_t tag, ErrorCode missing) {
    while (!level.atEnd()) {
        TRY(const Tlv object, level.next());
        if (object.tag == tag) return level.children(object);
    }
    return fail(missing, "face block of ISO/IEC 39794-5");
}

Result<FaceImage> parseRepresentation(TlvReader representation) {
    TRY(TlvReader image, enterFirst(representation, tagImageRepresentation, ErrorCode::CardFileMalformed));
    TRY(TlvReader base, enterFirst(image, tagBase, ErrorCode::PhotoFormatUnsupported));
    TRY(TlvReader picture, enterFirst(base, tagTwoDimensional, ErrorCode::PhotoFormatUnsupported));
    TRY(const Tlv data, picture.expect(tagImageData));
    const auto kind = faceImageKind(data.value);
    if (!kind) return fail(ErrorCode::PhotoFormatUnsupported, "face image of unknown kind");
    return FaceImage{.kind = *kind, .image = data.value};
}

}  // namespace

Result<FaceImage> parseFaceBlock39794(ByteView block) {
    TlvReader reader(block);
    if (reader.peekTag() == tagKindOfBlock) {
        TRY(reader, reader.enter(tagKindOfBlock));
    }
    if (reader.peekTag() != tagFaceImageDataBlock)
        return fail(ErrorCode::PhotoFormatUnsupported, "another block of ISO/IEC 39794");
    TRY(TlvReader content, reader.enter(tagFaceImageDataBlock));
    TRY_VOID(content.expect(tagVersion));
    TRY(TlvReader representations, content.enter(tagRepresentations));
    Result<FaceImage> found = fail(ErrorCode::PhotoNone, "face block without representations");
    for (std::size_t i = 0; i < maxFacesInRecord && !representations.atEnd(); ++i) {
        TRY(TlvReader representation, representations.enter(tagRepresentation));
        auto parsed = parseRepresentation(representation);
        if (parsed) return parsed;
        if (i == 0) found = std::move(parsed);
    }
    return found;
}

}  // namespace cccd_bridge::emrtd
