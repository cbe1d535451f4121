#include "host/wire_photo.hpp"

#include "host/params.hpp"

#include <utility>

namespace cccd_bridge::host {

namespace {

// Above this a photo goes by handle, so that the whole message stays below maximumMessage.
constexpr std::size_t largestInlinePhoto = std::size_t{384} * 1024;

}  // namespace

Result<json::object> photoToJson(Application& application, Portrait photo, const std::string& reader,
                                 std::uint32_t insertion) {
    json::object object;
    object["mediaType"] = photo.mediaType;
    if (photo.image.size() <= largestInlinePhoto) {
        object["data"] = encodeBase64(photo.image);
        return object;
    }
    const std::size_t length = photo.image.size();
    TRY(const std::string handle, application.blobs().keep(std::move(photo.image), reader, insertion));
    application.watchBlobs();
    object["handle"] = handle;
    object["length"] = length;
    return object;
}

}  // namespace cccd_bridge::host
