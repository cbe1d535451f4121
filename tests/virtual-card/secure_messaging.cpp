#include "virtual-card/secure_messaging.hpp"

#include "virtual-card/der.hpp"

#include <openssl/crypto.h>

namespace virtual_card {

/// The data objects of a protected command (9303-11 §9.8.4).
struct ProtectedFields {
    std::optional<ByteView> cryptogram;      ///< value of DO 87 or 85
    bool hasIndicator = false;               ///< DO 87 starts with the padding indicator 01
    std::optional<ByteView> expectedLength;  ///< value of DO 97
    ByteView code;                           ///< value of DO 8E
    ByteView covered;                        ///< everything before DO 8E
};

namespace {

std::optional<ProtectedFields> parseFields(ByteView data) {
    ProtectedFields fields;
    ByteView rest = data;
    while (const auto element = der::read(rest)) {
        if (element->tag == 0x8E) {
            fields.code = element->value;
            fields.covered = data.first(data.size() - rest.size());
            return element->size == rest.size() && fields.code.size() == 8 ? std::optional(fields) : std::nullopt;
        }
        if (element->tag == 0x87 || element->tag == 0x85) {
            fields.cryptogram = element->value;
            fields.hasIndicator = element->tag == 0x87;
        } else if (element->tag == 0x97) {
            fields.expectedLength = element->value;
        } else {
            return std::nullopt;
        }
        rest = rest.subspan(element->size);
    }
    return std::nullopt;
}

std::optional<std::size_t> decodeExpectedLength(ByteView field) {
    if (field.empty() || field.size() > 2) return std::nullopt;
    std::size_t value = field[0];
    if (field.size() == 2) value = value << 8 | field[1];
    if (value != 0) return value;
    return field.size() == 1 ? 256 : 65536;
}

}  // namespace

SecureMessaging::SecureMessaging(Cipher cipherInUse, Bytes keyForEncryption, Bytes keyForMac, Bytes startCounter)
    : cipher(cipherInUse),
      encryptionKey(std::move(keyForEncryption)),
      macKey(std::move(keyForMac)),
      counter(std::move(startCounter)) {}

void SecureMessaging::advanceCounter() {
    for (auto digit = counter.rbegin(); digit != counter.rend() && ++*digit == 0; ++digit) {
    }
}

Bytes SecureMessaging::initialVector() const {
    const Bytes zero(blockSize(cipher));
    // 9303-11 §9.8.6.1: AES uses the encrypted counter, 3DES zeros.
    return cipher == Cipher::TripleDes ? zero : encryptCbc(cipher, encryptionKey, zero, counter);
}

Bytes SecureMessaging::codeOver(ByteView content) const {
    return authenticationCode(cipher, macKey, pad(concat(counter, content), blockSize(cipher)));
}

std::expected<Bytes, std::uint16_t> SecureMessaging::decryptData(const ProtectedFields& fields) const {
    ByteView cryptogram = *fields.cryptogram;
    if (fields.hasIndicator) {
        if (cryptogram.empty() || cryptogram[0] != 0x01) return std::unexpected(status::secureMessagingWrong);
        cryptogram = cryptogram.subspan(1);
    }
    if (cryptogram.empty() || cryptogram.size() % blockSize(cipher) != 0) {
        return std::unexpected(status::secureMessagingWrong);
    }
    auto plain = unpad(decryptCbc(cipher, encryptionKey, initialVector(), cryptogram));
    if (!plain) return std::unexpected(status::secureMessagingWrong);
    return *std::move(plain);
}

std::expected<Command, std::uint16_t> SecureMessaging::unwrap(const Command& command) {
    advanceCounter();
    const auto fields = parseFields(command.data);
    if (!fields) return std::unexpected(status::secureMessagingMissing);
    const Bytes header = pad(Bytes{command.cla, command.ins, command.p1, command.p2}, blockSize(cipher));
    const Bytes expected = codeOver(concat(header, fields->covered));
    if (CRYPTO_memcmp(expected.data(), fields->code.data(), expected.size()) != 0) {
        return std::unexpected(status::secureMessagingWrong);
    }
    Command plain{.cla = static_cast<Byte>(command.cla & ~0x0C),
                  .ins = command.ins,
                  .p1 = command.p1,
                  .p2 = command.p2,
                  .data = {},
                  .le = {},
                  .extended = command.extended};
    if (fields->cryptogram) {
        // 9303-11 §9.8.4: DO 87 belongs to even instructions, DO 85 to odd ones.
        if (fields->hasIndicator != ((command.ins & 1) == 0)) return std::unexpected(status::secureMessagingWrong);
        auto data = decryptData(*fields);
        if (!data) return std::unexpected(data.error());
        plain.data = *std::move(data);
    }
    if (fields->expectedLength) {
        plain.le = decodeExpectedLength(*fields->expectedLength);
        if (!plain.le) return std::unexpected(status::secureMessagingWrong);
    }
    return plain;
}

Bytes SecureMessaging::wrap(const Response& response, Byte instruction) {
    advanceCounter();
    Bytes content;
    if (!response.data.empty()) {
        const Bytes cryptogram =
            encryptCbc(cipher, encryptionKey, initialVector(), pad(response.data, blockSize(cipher)));
        const bool odd = (instruction & 1) != 0;
        content = odd ? der::object(0x85, cryptogram) : der::object(0x87, concat(Bytes{0x01}, cryptogram));
    }
    append(content, der::object(0x99, encode({response.status, {}})));
    append(content, der::object(0x8E, codeOver(content)));
    return encode({response.status, content});
}

std::size_t SecureMessaging::capacity(std::size_t limit) const {
    // DO 99 takes 4 bytes and DO 8E 10; DO 87 one of indicator besides its tag and length.
    constexpr std::size_t codeAndStatus = 14;
    const std::size_t header = 2 + (limit > 0x10E ? 3 : 2);
    if (limit <= codeAndStatus + header) return 0;
    const std::size_t blocks = (limit - codeAndStatus - header) / blockSize(cipher);
    return blocks == 0 ? 0 : blocks * blockSize(cipher) - 1;
}

}  // namespace virtual_card
