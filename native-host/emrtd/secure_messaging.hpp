// Secure messaging: encrypt-then-authenticate with a send sequence counter (ICAO 9303-11 §9.8).
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "emrtd/apdu.hpp"
#include "emrtd/crypto/session_cipher.hpp"

#include <cstddef>

namespace cccd_bridge::emrtd {

/// The keys and the counter of one protected session.
class SecureMessaging {
  public:
    /// `initialCounter` has the length of the cipher's block: 8 bytes for 3DES, 16 for AES.
    /// Errors: ProtocolInternal when a length does not fit.
    static Result<SecureMessaging> create(CipherKind kind, SecretBytes encryptionKey, SecretBytes macKey,
                                          ByteView initialCounter);

    /// The protected command, encoded (§9.8.4). Errors: ProtocolInternal.
    Result<Bytes> protect(const CommandApdu& command);

    /// Checks and opens the response to the command protected last (§9.8.5).
    /// Errors: CardSecureMessagingFailed on a bad or missing MAC, an unprotected response, or malformed data objects.
    /// The counters are then no longer in step and the session must end.
    Result<ResponseApdu> unprotect(ByteView response);

    /// Most plain response bytes for which the protected response is at most `limit` bytes long, status word left out.
    std::size_t maxResponseData(std::size_t limit) const;

  private:
    SecureMessaging(SessionCipher cipher, SecretBytes counter);

    void advanceCounter();
    Result<Bytes> initialVector();
    Result<Bytes> authenticate(ByteView message);
    Result<SecretBytes> decrypt(ByteView cryptogram);

    SessionCipher cipher_;
    SecretBytes counter_;
    bool oddInstruction_ = false;  // of the command protected last: how its response data is wrapped
};

}  // namespace cccd_bridge::emrtd
