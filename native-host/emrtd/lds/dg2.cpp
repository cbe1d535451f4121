#include "emrtd/lds/dg2.hpp"

#include "emrtd/lds/face_record.hpp"
#include "emrtd/tlv.hpp"

namespace cccd_bridge::emrtd {

namespace {

constexpr std::uint32_t tagDataGroup2 = 0x75;
constexpr std::uint32_t tagGroup = 0x7F61;
constexpr std::uint32_t tagCount = 0x02;
constexpr std::uint32_t tagInformation = 0x7F60;
constexpr std::uint32_t tagPlainData = 0x5F2E;        // a record of ISO/IEC 19794-5
constexpr std::uint32_t tagConstructedData = 0x7F2E;  // data objects of ISO/IEC 39794-5

constexpr std::size_t maxTemplates = 16;
constexpr std::size_t maxObjects = 16;

// A biometric header template, then the data block.
Result<FaceImage> parseTemplate(TlvReader information) {
    for (std::size_t i = 0; i < maxObjects && !information.atEnd(); ++i) {
        TRY(const Tlv object, information.next());
        if (object.tag == tagPlainData) return parseFaceRecord19794(object.value);
        if (object.tag != tagConstructedData) continue;
        TRY(FaceImage face, parseFaceBlock39794(object.value));
        face.format = FaceRecordFormat::Iso39794;
        return face;
    }
    return malformed("information template without biometric data");
}

}  // namespace

Result<FaceImage> parseDataGroup2(ByteView file) {
    TRY(TlvReader content, enterWhole(file, tagDataGroup2));
    // ICAO 9303-10 §4.7.2.1: a group template of a count and as many information templates.
    TRY(TlvReader group, content.enter(tagGroup));
    TRY(const Tlv count, group.expect(tagCount));
    if (count.value.size() != 1) return malformed("number of faces");
    if (count.value[0] == 0 || group.atEnd()) return fail(ErrorCode::PhotoNone, "no face in DG2");
    Result<FaceImage> found = malformed("no information template");
    for (std::size_t i = 0; i < maxTemplates && !group.atEnd(); ++i) {
        TRY(const TlvReader information, group.enter(tagInformation));
        auto parsed = parseTemplate(information);
        if (parsed) return parsed;
        if (i == 0) found = std::move(parsed);
    }
    return found;
}

}  // namespace cccd_bridge::emrtd
