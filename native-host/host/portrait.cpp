#include "host/portrait.hpp"

#include "emrtd/lds/dg2.hpp"

namespace cccd_bridge::host {

Result<Portrait> portraitOf(ByteView dataGroup2, FaceHelper& helper, const std::stop_token& stop) {
    TRY(const emrtd::FaceImage record, emrtd::parseDataGroup2(dataGroup2));
    TRY(const imaging::FaceImage face, helper.prepare(record.image, stop));
    return Portrait{.mediaType = std::string(face.mediaType),
                    .image = SecretBytes(face.bytes.begin(), face.bytes.end())};
}

}  // namespace cccd_bridge::host
