// The card's side of chip authentication version 1 (9303-11 §6.2): a static key agrees with the terminal's ephemeral
// one, and the secured channel goes on with keys from that.
#pragma once

#include "virtual-card/group.hpp"
#include "virtual-card/secure_messaging.hpp"

#include <vector>

namespace virtual_card {

/// How the domain parameters of a chip's key are written in DG14 and EF.CardSecurity.
struct KeyParameters {
    enum class Encoding { Named, Explicit, Standardized };
    Encoding encoding = Encoding::Named;
    int parameterId = 13;  ///< for Standardized
};

/// One static key and the ways in which it is used.
struct ChipAuthenticationOptions {
    std::string keyFile;                          ///< DG14 holds its public half
    std::string agreesWithFile;                   ///< empty: the same; otherwise the key of a clone
    std::vector<Cipher> ciphers{Cipher::Aes128};  ///< one ChipAuthenticationInfo each
    std::optional<unsigned> keyId;
    KeyParameters parameters;
    bool info = true;  ///< without ChipAuthenticationInfo only the public key stands in DG14
};

/// Value bytes of id-CA-DH-... or id-CA-ECDH-... (9303-11 §9.2.5).
Bytes chipAuthenticationIdentifier(KeyKind kind, Cipher cipher);
/// ChipAuthenticationInfo of every cipher.
std::vector<Bytes> chipAuthenticationInfos(const ChipAuthenticationOptions& options);
/// ChipAuthenticationPublicKeyInfo (9303-11 §9.2.7).
Bytes chipAuthenticationPublicKeyInfo(const ChipAuthenticationOptions& options);

/// A static key, ready to agree.
class ChipAuthentication {
  public:
    explicit ChipAuthentication(const ChipAuthenticationOptions& options);

    std::optional<unsigned> keyId() const { return options.keyId; }
    /// The cipher that an object identifier of a terminal names, when this key is offered with it.
    std::optional<Cipher> cipherFor(ByteView objectIdentifier) const;
    /// Offered with 3DES, the only cipher of MSE:Set KAT.
    bool servesTripleDes() const;
    /// The channel that follows; nothing when the terminal's key is none of this group.
    std::optional<SecureMessaging> agree(ByteView terminalKey, Cipher cipher) const;

  private:
    ChipAuthenticationOptions options;
    KeyKind kind;
    GroupPointer group;
    Bytes scalar;
};

}  // namespace virtual_card
