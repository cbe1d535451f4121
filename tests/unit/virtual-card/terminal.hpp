// The other side of the protocols, just enough to read a simulated card in its own tests.
#pragma once

#include "virtual-card/card.hpp"

#include <openssl/types.h>

#include <optional>
#include <string>

namespace virtual_card_test {

using namespace virtual_card;

/// Path of one of the project's card files.
std::string cardPath(const std::string& name);
/// A card from one of them, or from a JSON text.
Card cardNamed(const std::string& name);
Card cardFrom(const std::string& json);

/// Status word at the end of a response; 0 when there is none.
unsigned statusOf(ByteView response);

/// The whole answer: again with the right Le after 6Cxx (ISO 7816-3 §12.2), GET RESPONSE as long as there is more.
Bytes exchange(Card& card, Bytes command);

/// A reader of one card: opens a channel, then sends protected commands.
class Terminal {
  public:
    explicit Terminal(Card& theCard) : card(theCard) {}

    /// PACE with password reference and password; the status word of the last step.
    unsigned openWithPace(Byte reference, ByteView password, const PaceOption& option = {});
    unsigned openWithCan(const std::string& can, const PaceOption& option = {}) {
        return openWithPace(0x02, fromText(can), option);
    }
    /// After PACE with chip authentication mapping: did the chip have the private half of this key (9303-11
    /// §4.4.3.5.2)?
    bool mappedWith(EVP_PKEY* staticKey) const;
    /// SELECT of the application in the clear, then BAC with the first 16 bytes of SHA-1 of the MRZ information.
    unsigned openWithBac(const std::string& mrzInformation);

    /// Chip authentication by MSE:Set AT with an ephemeral key for the public half of `chipKey`; the worst status word.
    /// From then on the channel has the new keys.
    unsigned authenticateChip(EVP_PKEY* chipKey, Cipher newCipher, std::optional<Byte> keyId);
    /// The same with 3DES by MSE:Set KAT.
    unsigned authenticateChipByKeyAgreementTemplate(EVP_PKEY* chipKey);

    /// Sends a command under secure messaging when a channel is open, checks and decrypts the answer.
    /// `cla` 10 announces a further part of the command.
    Response send(Byte ins, Byte p1, Byte p2, ByteView data, std::optional<std::size_t> le, bool extended = false,
                  Byte cla = 0x00);
    Response selectApplication();
    Response selectFile(std::uint16_t identifier);
    /// SELECT and READ BINARY to the end of the file by its own length; empty when it can't be selected.
    Bytes readFile(std::uint16_t identifier, std::size_t chunk = 223, bool extended = false);

    /// A command under secure messaging, as it is sent.
    Bytes protect(Byte ins, Byte p1, Byte p2, ByteView data, std::optional<std::size_t> le, bool extended,
                  Byte cla = 0x00);

  private:
    Response unprotect(ByteView response);
    void advanceCounter();
    void rekey(Cipher newCipher, ByteView secret);

    Card& card;
    Cipher cipher{};
    Bytes encryptionKey;
    Bytes macKey;
    Bytes counter;  ///< empty: no channel
    PaceOption paceOption;
    Bytes mappingPublic;           ///< the chip's key of the mapping
    Bytes chipAuthenticationData;  ///< decrypted
};

}  // namespace virtual_card_test
