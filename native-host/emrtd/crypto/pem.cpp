#include "emrtd/crypto/pem.hpp"

#include "emrtd/crypto/openssl.hpp"

#include <openssl/pem.h>

#include <string_view>

namespace cccd_bridge::emrtd {

Result<std::vector<PemObject>> objectsOfPem(ByteView text, std::size_t limit) {
    std::vector<PemObject> objects;
    const openssl::Bio input(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
    if (!input) return openssl::failure("BIO_new_mem_buf");
    char* name = nullptr;
    char* header = nullptr;
    unsigned char* data = nullptr;
    long length = 0;
    // Every round consumes at least a line of the text.
    while (PEM_read_bio(input.get(), &name, &header, &data, &length) == 1) {
        const std::string_view label(name);
        if (label == PEM_STRING_X509 || label == PEM_STRING_X509_OLD)
            objects.push_back({PemObject::Kind::Certificate, Bytes(data, data + length)});
        else if (label == PEM_STRING_X509_CRL)
            objects.push_back({PemObject::Kind::RevocationList, Bytes(data, data + length)});
        OPENSSL_free(name);
        OPENSSL_free(header);
        OPENSSL_free(data);
        if (objects.size() > limit) return fail(ErrorCode::TrustFormatUnsupported, "too many objects");
    }
    openssl::forgetErrors();
    return objects;
}

}  // namespace cccd_bridge::emrtd
