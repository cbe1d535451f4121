// The cipher and the MAC of one protected session, kept ready: with messages as short as a card's, setting up a context
// costs more than using it.
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "emrtd/crypto/cipher.hpp"

#include <memory>

namespace cccd_bridge::emrtd {

/// What the functions of cipher.hpp compute, under one pair of session keys (ICAO 9303-11 §9.8.6 and §9.8.7).
class SessionCipher {
  public:
    /// Errors: ProtocolInternal when a key's length does not fit.
    static Result<SessionCipher> create(CipherKind kind, SecretBytes encryptionKey, SecretBytes macKey);
    SessionCipher(SessionCipher&&) noexcept;
    SessionCipher& operator=(SessionCipher&&) noexcept;
    ~SessionCipher();

    CipherKind kind() const;

    /// CBC without padding; errors: ProtocolInternal when a length does not fit.
    Result<Bytes> encrypt(ByteView initialVector, ByteView data);
    Result<SecretBytes> decrypt(ByteView initialVector, ByteView data);

    /// One block in ECB mode.
    Result<Bytes> encryptBlock(ByteView block);

    /// As mac8 of cipher.hpp.
    Result<Bytes> mac(ByteView message);

  private:
    struct Contexts;
    explicit SessionCipher(std::unique_ptr<Contexts> contexts);
    std::unique_ptr<Contexts> contexts_;
};

}  // namespace cccd_bridge::emrtd
