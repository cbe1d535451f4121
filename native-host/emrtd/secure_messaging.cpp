#include "emrtd/secure_messaging.hpp"

#include "base/hex.hpp"
#include "emrtd/tlv.hpp"

#include <array>
#include <optional>
#include <string>
#include <utility>

namespace cccd_bridge::emrtd {

namespace {

constexpr Byte secureClass = 0x0C;
constexpr Byte paddingIndicator = 0x01;
constexpr std::uint32_t tagCryptogram = 0x87;           // with padding indicator
constexpr std::uint32_t tagCryptogramOfObjects = 0x85;  // for odd instructions, without
constexpr std::uint32_t tagLe = 0x97;
constexpr std::uint32_t tagStatus = 0x99;
constexpr std::uint32_t tagMac = 0x8E;
constexpr std::size_t macLength = 8;
constexpr std::size_t statusObjectLength = 4;
constexpr std::size_t macObjectLength = 2 + macLength;

std::unexpected<Error> broken(const char* what) { return fail(ErrorCode::CardSecureMessagingFailed, what); }

void append(Bytes& out, ByteView more) { out.insert(out.end(), more.begin(), more.end()); }

Bytes leObject(std::size_t le, bool wide) {
    const Byte high = static_cast<Byte>(le >> 8);
    const Byte low = static_cast<Byte>(le);
    return wide ? makeTlv(tagLe, std::array{high, low}) : makeTlv(tagLe, std::array{low});
}

/// The data objects of a protected response; absent ones stay empty.
struct ProtectedResponse {
    std::optional<Tlv> cryptogram{};
    std::optional<Tlv> status{};
    ByteView authenticated{};  // all objects before the MAC
    ByteView mac{};
};

// §9.8.5: cryptogram at most once, then status, then the MAC as the last object.
Result<ProtectedResponse> parseProtected(ByteView objects) {
    ProtectedResponse parsed;
    TlvReader reader(objects);
    while (!reader.atEnd()) {
        auto next = reader.next();
        if (!next) return broken("malformed data object in a protected response");
        const Tlv& object = *next;
        if ((object.tag == tagCryptogram || object.tag == tagCryptogramOfObjects) && !parsed.cryptogram &&
            !parsed.status)
            parsed.cryptogram = object;
        else if (object.tag == tagStatus && !parsed.status && object.value.size() == 2)
            parsed.status = object;
        else if (object.tag == tagMac && reader.atEnd() && object.value.size() == macLength)
            parsed.mac = object.value;
        else
            return broken("unexpected data object in a protected response");
    }
    if (!parsed.status || parsed.mac.empty()) return broken("response without status object or MAC");
    parsed.authenticated = objects.first(objects.size() - macObjectLength);
    return parsed;
}

}  // namespace

SecureMessaging::SecureMessaging(SessionCipher cipher, SecretBytes counter)
    : cipher_(std::move(cipher)), counter_(std::move(counter)) {}

Result<SecureMessaging> SecureMessaging::create(CipherKind kind, SecretBytes encryptionKey, SecretBytes macKey,
                                                ByteView initialCounter) {
    if (initialCounter.size() != blockLength(kind))
        return fail(ErrorCode::ProtocolInternal, "a counter of a length that does not fit");
    TRY(SessionCipher cipher, SessionCipher::create(kind, std::move(encryptionKey), std::move(macKey)));
    return SecureMessaging(std::move(cipher), SecretBytes(initialCounter.begin(), initialCounter.end()));
}

Result<Bytes> SecureMessaging::protect(const CommandApdu& command) {
    advanceCounter();
    oddInstruction_ = (command.ins & 1) != 0;
    const std::size_t block = blockLength(cipher_.kind());
    CommandApdu secured{static_cast<Byte>(command.cla | secureClass), command.ins, command.p1, command.p2};
    Bytes& objects = secured.data;
    objects.reserve(command.data.size() + 2 * block + 24);
    if (!command.data.empty()) {
        SecretBytes padded(command.data.begin(), command.data.end());
        padMethod2(padded, block);
        TRY(const Bytes vector, initialVector());
        TRY(const Bytes encrypted, cipher_.encrypt(vector, padded));
        Bytes value;
        if (!oddInstruction_) value.push_back(paddingIndicator);
        append(value, encrypted);
        appendTlv(objects, oddInstruction_ ? tagCryptogramOfObjects : tagCryptogram, value);
    }
    const bool wide = command.needsExtended();
    if (command.le) append(objects, leObject(*command.le, wide));

    SecretBytes header{secured.cla, secured.ins, secured.p1, secured.p2};
    padMethod2(header, block);
    Bytes message(header.begin(), header.end());
    append(message, objects);
    TRY(const Bytes mac, authenticate(message));
    appendTlv(objects, tagMac, mac);

    // The protected response is longer than the plain one, so all that the length form allows is asked for.
    secured.extended = wide;
    secured.le = secured.needsExtended() ? maxExtendedLe : maxShortLe;
    return secured.encode();
}

Result<ResponseApdu> SecureMessaging::unprotect(ByteView response) {
    advanceCounter();
    // §9.8.5: a card that ends the session says so in the clear, with whatever status word it likes.
    if (response.size() <= 2)
        return fail(ErrorCode::CardSecureMessagingFailed, "card answered " + toHex(response) + " in the clear");
    TRY(const ProtectedResponse parsed, parseProtected(response.first(response.size() - 2)));
    TRY(const Bytes expected, authenticate(parsed.authenticated));
    if (!equalConstantTime(expected, parsed.mac)) return broken("MAC of a response is wrong");

    ResponseApdu plain;
    plain.sw = static_cast<std::uint16_t>(parsed.status->value[0] << 8 | parsed.status->value[1]);
    if (!parsed.cryptogram) return plain;
    ByteView cryptogram = parsed.cryptogram->value;
    if (parsed.cryptogram->tag == tagCryptogram) {
        if (cryptogram.empty() || cryptogram[0] != paddingIndicator) return broken("unknown padding indicator");
        cryptogram = cryptogram.subspan(1);
    }
    TRY(plain.data, decrypt(cryptogram));
    return plain;
}

std::size_t SecureMessaging::maxResponseData(std::size_t limit) const {
    const std::size_t block = blockLength(cipher_.kind());
    const std::size_t fixed = statusObjectLength + macObjectLength;
    for (std::size_t encrypted = limit / block * block; encrypted >= block; encrypted -= block) {
        const std::size_t value = encrypted + 1;
        const std::size_t lengthField = value < 0x80 ? 1 : value < 0x100 ? 2 : value < 0x10000 ? 3 : 4;
        if (1 + lengthField + value + fixed <= limit) return encrypted - 1;
    }
    return 0;
}

void SecureMessaging::advanceCounter() {
    for (std::size_t i = counter_.size(); i-- > 0;)
        if (++counter_[i] != 0) return;
}

// §9.8.6.1 (3DES: zero) and §9.8.7.1 (AES: the encrypted counter).
Result<Bytes> SecureMessaging::initialVector() {
    if (cipher_.kind() == CipherKind::TripleDes) return Bytes(blockLength(cipher_.kind()));
    return cipher_.encryptBlock(counter_);
}

Result<Bytes> SecureMessaging::authenticate(ByteView message) {
    Bytes counted(counter_.begin(), counter_.end());
    counted.reserve(counter_.size() + message.size() + blockLength(cipher_.kind()));
    append(counted, message);
    // AES: the message is padded before CMAC sees it (§9.8.7.2); the retail MAC pads by itself.
    if (cipher_.kind() == CipherKind::TripleDes) return cipher_.mac(counted);
    SecretBytes padded(counted.begin(), counted.end());
    padMethod2(padded, blockLength(cipher_.kind()));
    return cipher_.mac(padded);
}

Result<SecretBytes> SecureMessaging::decrypt(ByteView cryptogram) {
    if (cryptogram.empty() || cryptogram.size() % blockLength(cipher_.kind()) != 0)
        return broken("cryptogram of impossible length");
    TRY(const Bytes vector, initialVector());
    TRY(SecretBytes plain, cipher_.decrypt(vector, cryptogram));
    if (!unpadMethod2(plain)) return broken("cryptogram without padding");
    return plain;
}

}  // namespace cccd_bridge::emrtd
