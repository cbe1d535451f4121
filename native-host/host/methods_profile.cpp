// profile.verify
#include "base/bytes.hpp"
#include "emrtd/crypto/ed25519.hpp"
#include "host/methods.hpp"
#include "host/params.hpp"
#include "host/request.hpp"

namespace cccd_bridge::host {

namespace {

constexpr std::size_t maximumBundle = std::size_t{512} * 1024;
constexpr std::size_t maximumBase64 = 128;

Result<bool> verify(const json::object& params) {
    ParamReader reader(params);
    const std::string bundle = reader.requiredText("bundle", maximumBundle);
    const std::string signature = reader.requiredText("signature", maximumBase64);
    const std::string key = reader.requiredText("key", maximumBase64);
    TRY_VOID(reader.finish());
    TRY(const Bytes signatureBytes, decodeBase64(signature));
    TRY(const Bytes keyBytes, decodeBase64(key));
    return emrtd::verifyEd25519(keyBytes, {reinterpret_cast<const Byte*>(bundle.data()), bundle.size()},
                                signatureBytes);
}

}  // namespace

void verifyProfiles(Application& /*application*/, const RequestPointer& request, const json::object& params) {
    const auto valid = verify(params);
    if (!valid) return request->fail(valid.error());
    request->succeed({{"valid", *valid}});
}

}  // namespace cccd_bridge::host
