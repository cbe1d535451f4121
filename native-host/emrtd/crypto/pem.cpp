#include "emrtd/crypto/pem.hpp"

#include "emrtd/crypto/openssl.hpp"

#include <openssl/err.h>
#include <openssl/pem.h>

#include <optional>
#include <string_view>

namespace cccd_bridge::emrtd {

namespace {

constexpr std::string_view labelCms = "CMS";  // RFC 7468 §9

std::optional<PemObject::Kind> kindOf(std::string_view label) {
    if (label == PEM_STRING_X509 || label == PEM_STRING_X509_OLD) return PemObject::Kind::Certificate;
    if (label == PEM_STRING_X509_CRL) return PemObject::Kind::RevocationList;
    if (label == PEM_STRING_PKCS7 || label == labelCms) return PemObject::Kind::Bundle;
    return std::nullopt;
}

// Whether reading stopped because no further object begins.
bool noneLeft() {
    const unsigned long error = ERR_peek_last_error();
    return ERR_GET_LIB(error) == ERR_LIB_PEM && ERR_GET_REASON(error) == PEM_R_NO_START_LINE;
}

}  // namespace

Result<std::vector<PemObject>> objectsOfPem(ByteView text, std::size_t limit) {
    std::vector<PemObject> objects;
    const openssl::Bio input(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
    if (!input) return openssl::failure("BIO_new_mem_buf");
    // Every round consumes at least a line of the text.
    while (BIO_ctrl_pending(input.get()) > 0) {
        char* name = nullptr;
        char* header = nullptr;
        unsigned char* data = nullptr;
        long length = 0;
        openssl::forgetErrors();
        if (PEM_read_bio(input.get(), &name, &header, &data, &length) == 1) {
            if (const auto kind = kindOf(name)) objects.push_back({*kind, Bytes(data, data + length)});
        } else if (noneLeft()) {
            break;
        } else {
            objects.push_back({PemObject::Kind::Broken, {}});
        }
        OPENSSL_free(name);
        OPENSSL_free(header);
        OPENSSL_free(data);
        if (objects.size() > limit) return fail(ErrorCode::TrustFormatUnsupported, "too many objects");
    }
    openssl::forgetErrors();
    return objects;
}

}  // namespace cccd_bridge::emrtd
