#include "emrtd/crypto/session_cipher.hpp"

#include "emrtd/crypto/cipher_openssl.hpp"

#include <utility>

namespace cccd_bridge::emrtd {

struct SessionCipher::Contexts {
    CipherKind kind;
    SecretBytes macKey{};  // 3DES: the retail MAC is made of other ciphers
    openssl::CipherContext encryption{};
    openssl::CipherContext decryption{};
    openssl::CipherContext block{};
    openssl::MacContext mac{};  // AES
};

SessionCipher::SessionCipher(std::unique_ptr<Contexts> contexts) : contexts_(std::move(contexts)) {}
SessionCipher::SessionCipher(SessionCipher&&) noexcept = default;
SessionCipher& SessionCipher::operator=(SessionCipher&&) noexcept = default;
SessionCipher::~SessionCipher() = default;

Result<SessionCipher> SessionCipher::create(CipherKind kind, SecretBytes encryptionKey, SecretBytes macKey) {
    if (encryptionKey.size() != keyLength(kind) || macKey.size() != keyLength(kind))
        return fail(ErrorCode::ProtocolInternal, "session keys of a length that does not fit");
    auto contexts = std::make_unique<Contexts>(Contexts{.kind = kind});
    contexts->encryption = openssl::keyedContext(openssl::cbcCipher(kind), true, encryptionKey);
    contexts->decryption = openssl::keyedContext(openssl::cbcCipher(kind), false, encryptionKey);
    contexts->block = openssl::keyedContext(openssl::ecbCipher(kind), true, encryptionKey);
    if (kind == CipherKind::TripleDes)
        contexts->macKey = std::move(macKey);
    else
        contexts->mac = openssl::keyedCmac(macKey);
    if (!contexts->encryption || !contexts->decryption || !contexts->block ||
        (kind != CipherKind::TripleDes && !contexts->mac))
        return openssl::failure("a session's contexts");
    return SessionCipher(std::move(contexts));
}

CipherKind SessionCipher::kind() const { return contexts_->kind; }

Result<Bytes> SessionCipher::encrypt(ByteView initialVector, ByteView data) {
    if (!openssl::fitsCbc(contexts_->kind, initialVector, data))
        return fail(ErrorCode::ProtocolInternal, "cipher input of a length that does not fit");
    return openssl::runCipher<Bytes>(contexts_->encryption.get(), initialVector, data);
}

Result<SecretBytes> SessionCipher::decrypt(ByteView initialVector, ByteView data) {
    if (!openssl::fitsCbc(contexts_->kind, initialVector, data))
        return fail(ErrorCode::ProtocolInternal, "cipher input of a length that does not fit");
    return openssl::runCipher<SecretBytes>(contexts_->decryption.get(), initialVector, data);
}

Result<Bytes> SessionCipher::encryptBlock(ByteView block) {
    if (block.size() != blockLength(contexts_->kind))
        return fail(ErrorCode::ProtocolInternal, "cipher input of a length that does not fit");
    return openssl::runCipher<Bytes>(contexts_->block.get(), {}, block);
}

Result<Bytes> SessionCipher::mac(ByteView message) {
    if (contexts_->kind == CipherKind::TripleDes) return mac8(contexts_->kind, contexts_->macKey, message);
    TRY(Bytes full, openssl::runCmac(contexts_->mac.get(), message));
    full.resize(8);
    return full;
}

}  // namespace cccd_bridge::emrtd
