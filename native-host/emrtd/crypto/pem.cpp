#include "emrtd/crypto/pem.hpp"

#include "emrtd/crypto/openssl.hpp"

#include <openssl/pem.h>

#include <string_view>

namespace cccd_bridge::emrtd {

Result<std::vector<Bytes>> certificatesOfPem(ByteView text, std::size_t limit) {
    std::vector<Bytes> certificates;
    const openssl::Bio input(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
    if (!input) return openssl::failure("BIO_new_mem_buf");
    char* name = nullptr;
    char* header = nullptr;
    unsigned char* data = nullptr;
    long length = 0;
    // Every round consumes at least a line of the text.
    while (PEM_read_bio(input.get(), &name, &header, &data, &length) == 1) {
        if (std::string_view(name) == PEM_STRING_X509) certificates.emplace_back(data, data + length);
        OPENSSL_free(name);
        OPENSSL_free(header);
        OPENSSL_free(data);
        if (certificates.size() > limit) return fail(ErrorCode::TrustFormatUnsupported, "too many certificates");
    }
    openssl::forgetErrors();
    return certificates;
}

}  // namespace cccd_bridge::emrtd
