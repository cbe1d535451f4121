#include "emrtd/secure_messaging.hpp"

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;

extern "C" int LLVMFuzzerTestOneInput(const Byte* data, std::size_t size) {
    for (const CipherKind kind : {CipherKind::TripleDes, CipherKind::Aes128}) {
        auto session =
            SecureMessaging::create(kind, SecretBytes(16, 0x11), SecretBytes(16, 0x22), Bytes(blockLength(kind)));
        if (!session || !session->protect({0x00, 0xB0, 0x00, 0x00, {}, 4})) __builtin_trap();
        static_cast<void>(session->unprotect({data, size}));
    }
    return 0;
}
