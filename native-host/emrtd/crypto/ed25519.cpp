#include "emrtd/crypto/ed25519.hpp"

#include "emrtd/crypto/openssl.hpp"

namespace cccd_bridge::emrtd {

Result<bool> verifyEd25519(ByteView publicKey, ByteView message, ByteView signature) {
    if (publicKey.size() != ed25519KeyLength)
        return fail(ErrorCode::ProtocolInvalidParams, "an Ed25519 key has 32 bytes");
    if (signature.size() != ed25519SignatureLength) return false;
    const openssl::Key key(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, publicKey.data(), publicKey.size()));
    const openssl::DigestContext context(EVP_MD_CTX_new());
    if (!key || !context || EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) != 1)
        return openssl::failure("Ed25519");
    const int verdict =
        EVP_DigestVerify(context.get(), signature.data(), signature.size(), message.data(), message.size());
    openssl::forgetErrors();
    return verdict == 1;
}

}  // namespace cccd_bridge::emrtd
