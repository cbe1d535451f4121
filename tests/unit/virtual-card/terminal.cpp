#include "terminal.hpp"

#include "virtual-card/der.hpp"
#include "virtual-card/openssl_error.hpp"

#include <doctest/doctest.h>
#include <openssl/dh.h>
#include <openssl/evp.h>

namespace virtual_card_test {
namespace {

/// The terminal's part of chip authentication, by OpenSSL's key agreement.
struct EphemeralKey {
    Bytes element;  ///< public key as it is sent
    Bytes secret;
};

EphemeralKey agreeWith(EVP_PKEY* chipKey) {
    const Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free> maker(require(EVP_PKEY_CTX_new(chipKey, nullptr)));
    EVP_PKEY* made = nullptr;
    require(EVP_PKEY_keygen_init(maker.get()) == 1 && EVP_PKEY_keygen(maker.get(), &made) == 1);
    const Owned<EVP_PKEY, EVP_PKEY_free> own(made);
    const Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free> context(require(EVP_PKEY_CTX_new(own.get(), nullptr)));
    require(EVP_PKEY_derive_init(context.get()) == 1 && EVP_PKEY_derive_set_peer(context.get(), chipKey) == 1);
    if (!EVP_PKEY_is_a(chipKey, "EC")) require(EVP_PKEY_CTX_set_dh_pad(context.get(), 1) == 1);
    EphemeralKey key;
    std::size_t size = 0;
    require(EVP_PKEY_derive(context.get(), nullptr, &size) == 1);
    key.secret.resize(size);
    require(EVP_PKEY_derive(context.get(), key.secret.data(), &size) == 1);
    Byte* encoded = nullptr;
    size = EVP_PKEY_get1_encoded_public_key(own.get(), &encoded);
    key.element.assign(encoded, encoded + size);
    OPENSSL_free(encoded);
    return key;
}

}  // namespace

std::string cardPath(const std::string& name) {
    return std::string(CCCD_SOURCE_DIR) + "/tests/virtual-card/cards/" + name + ".json";
}

Card cardNamed(const std::string& name) { return Card(loadCardFile(cardPath(name))); }

Card cardFrom(const std::string& json) { return Card(parseCardFile(json, std::string(CCCD_SOURCE_DIR))); }

Bytes exchange(Card& card, Bytes command) {
    Bytes all;
    Bytes response = card.transmit(command);
    while (true) {
        if (const unsigned kind = statusOf(response) >> 8; kind == 0x6C && response.size() == 2) {
            command.back() = response.back();
        } else if (kind == 0x61) {
            append(all, ByteView(response).first(response.size() - 2));
            command = Bytes{0x00, 0xC0, 0x00, 0x00, response.back()};
        } else {
            append(all, response);
            return all;
        }
        response = card.transmit(command);
    }
}

unsigned statusOf(ByteView response) {
    if (response.size() < 2) return 0;
    return static_cast<unsigned>(response[response.size() - 2] << 8 | response.back());
}

unsigned Terminal::openWithBac(const std::string& mrzInformation) {
    if (const unsigned status = selectApplication().status; status != 0x9000) return status;
    const Bytes hash = digest("SHA1", fromText(mrzInformation));
    const ByteView seed = ByteView(hash).first(16);
    const Bytes challenge = card.transmit(fromHex("0084000008"));
    if (statusOf(challenge) != 0x9000) return statusOf(challenge);
    const ByteView chipRandom = ByteView(challenge).first(8);
    const Bytes terminalRandom(8, 0x11);
    const Bytes terminalKey(16, 0x22);
    const Bytes zero(8);
    const Bytes cryptogram = encryptCbc(Cipher::TripleDes, deriveKey(Cipher::TripleDes, seed, 1), zero,
                                        concat(terminalRandom, chipRandom, terminalKey));
    const Bytes code = authenticationCode(Cipher::TripleDes, deriveKey(Cipher::TripleDes, seed, 2), pad(cryptogram, 8));
    const Bytes answer = exchange(card, concat(fromHex("0082000028"), cryptogram, code, Bytes{0x28}));
    if (statusOf(answer) != 0x9000) return statusOf(answer);
    const Bytes plain =
        decryptCbc(Cipher::TripleDes, deriveKey(Cipher::TripleDes, seed, 1), zero, ByteView(answer).first(32));
    Bytes newSeed(plain.begin() + 16, plain.end());
    for (std::size_t i = 0; i < 16; ++i) newSeed[i] ^= terminalKey[i];
    cipher = Cipher::TripleDes;
    encryptionKey = deriveKey(cipher, newSeed, 1);
    macKey = deriveKey(cipher, newSeed, 2);
    counter = concat(chipRandom.last(4), ByteView(terminalRandom).last(4));
    return 0x9000;
}

void Terminal::rekey(Cipher newCipher, ByteView secret) {
    cipher = newCipher;
    encryptionKey = deriveKey(cipher, secret, 1);
    macKey = deriveKey(cipher, secret, 2);
    counter.assign(blockSize(cipher), 0);
}

unsigned Terminal::authenticateChip(EVP_PKEY* chipKey, Cipher newCipher, std::optional<Byte> keyId) {
    const EphemeralKey ephemeral = agreeWith(chipKey);
    Bytes identifier = fromHex("04007F000702020302");
    if (!EVP_PKEY_is_a(chipKey, "EC")) identifier.back() = 0x01;
    identifier.push_back(static_cast<Byte>(1 + static_cast<int>(newCipher)));
    Bytes choice = der::object(0x80, identifier);
    if (keyId) append(choice, der::object(0x84, Bytes{*keyId}));
    if (const unsigned status = send(0x22, 0x41, 0xA4, choice, {}).status; status != 0x9000) return status;
    const Bytes data = der::object(0x7C, der::object(0x80, ephemeral.element));
    const Response answer = send(0x86, 0x00, 0x00, data, 256, data.size() > 200);
    if (answer.status != 0x9000) return answer.status;
    CHECK(toHex(answer.data) == "7C00");
    rekey(newCipher, ephemeral.secret);
    return answer.status;
}

unsigned Terminal::authenticateChipByKeyAgreementTemplate(EVP_PKEY* chipKey) {
    const EphemeralKey ephemeral = agreeWith(chipKey);
    const Bytes data = der::object(0x91, ephemeral.element);
    const Response answer = send(0x22, 0x41, 0xA6, data, {}, data.size() > 200);
    if (answer.status == 0x9000) rekey(Cipher::TripleDes, ephemeral.secret);
    return answer.status;
}

void Terminal::advanceCounter() {
    for (auto digit = counter.rbegin(); digit != counter.rend() && ++*digit == 0; ++digit) {
    }
}

Bytes Terminal::protect(Byte ins, Byte p1, Byte p2, ByteView data, std::optional<std::size_t> le, bool extended,
                        Byte cla) {
    advanceCounter();
    const Bytes zero(blockSize(cipher));
    const Bytes iv = cipher == Cipher::TripleDes ? zero : encryptCbc(cipher, encryptionKey, zero, counter);
    Bytes objects;
    if (!data.empty()) {
        const Bytes cryptogram = encryptCbc(cipher, encryptionKey, iv, pad(data, blockSize(cipher)));
        objects = ins & 1 ? der::object(0x85, cryptogram) : der::object(0x87, concat(Bytes{1}, cryptogram));
    }
    if (le && extended) {
        append(objects, der::object(0x97, Bytes{static_cast<Byte>(*le >> 8), static_cast<Byte>(*le)}));
    } else if (le) {
        append(objects, der::object(0x97, Bytes{static_cast<Byte>(*le)}));
    }
    const Bytes header{static_cast<Byte>(cla | 0x0C), ins, p1, p2};
    const Bytes covered = concat(counter, pad(header, blockSize(cipher)), objects);
    append(objects, der::object(0x8E, authenticationCode(cipher, macKey, pad(covered, blockSize(cipher)))));
    if (extended) {
        const Bytes lc{0, static_cast<Byte>(objects.size() >> 8), static_cast<Byte>(objects.size())};
        return concat(header, lc, objects, Bytes{0, 0});
    }
    return concat(header, Bytes{static_cast<Byte>(objects.size())}, objects, Bytes{0});
}

Response Terminal::unprotect(ByteView response) {
    advanceCounter();
    const unsigned status = statusOf(response);
    if (response.size() <= 2) {
        counter.clear();
        return {static_cast<std::uint16_t>(status), {}};
    }
    const ByteView objects = response.first(response.size() - 2);
    const auto code = der::find(objects, 0x8E);
    REQUIRE(code);
    const ByteView covered = objects.first(objects.size() - 10);
    const Bytes expected = authenticationCode(cipher, macKey, pad(concat(counter, covered), blockSize(cipher)));
    CHECK(Bytes(code->begin(), code->end()) == expected);
    const auto protectedStatus = der::find(objects, 0x99);
    REQUIRE(protectedStatus);
    CHECK(statusOf(*protectedStatus) == status);
    auto cryptogram = der::find(objects, 0x87);
    if (cryptogram) cryptogram = cryptogram->subspan(1);
    if (!cryptogram) cryptogram = der::find(objects, 0x85);
    Response plain{static_cast<std::uint16_t>(status), {}};
    if (cryptogram) {
        const Bytes zero(blockSize(cipher));
        const Bytes iv = cipher == Cipher::TripleDes ? zero : encryptCbc(cipher, encryptionKey, zero, counter);
        plain.data = unpad(decryptCbc(cipher, encryptionKey, iv, *cryptogram)).value();
    }
    return plain;
}

Response Terminal::send(Byte ins, Byte p1, Byte p2, ByteView data, std::optional<std::size_t> le, bool extended,
                        Byte cla) {
    if (!counter.empty()) return unprotect(exchange(card, protect(ins, p1, p2, data, le, extended, cla)));
    Bytes apdu{cla, ins, p1, p2};
    if (!data.empty()) append(apdu, concat(Bytes{static_cast<Byte>(data.size())}, data));
    if (le) apdu.push_back(static_cast<Byte>(*le));
    Bytes response = exchange(card, std::move(apdu));
    const auto status = static_cast<std::uint16_t>(statusOf(response));
    response.resize(response.size() < 2 ? 0 : response.size() - 2);
    return {status, response};
}

Response Terminal::selectApplication() { return send(0xA4, 0x04, 0x0C, fromHex("A0000002471001"), std::nullopt); }

Response Terminal::selectFile(std::uint16_t identifier) {
    return send(0xA4, 0x02, 0x0C, Bytes{static_cast<Byte>(identifier >> 8), static_cast<Byte>(identifier)},
                std::nullopt);
}

Bytes Terminal::readFile(std::uint16_t identifier, std::size_t chunk, bool extended) {
    if (selectFile(identifier).status != 0x9000) return {};
    Bytes content;
    while (true) {
        const Response part =
            send(0xB0, static_cast<Byte>(content.size() >> 8), static_cast<Byte>(content.size()), {}, chunk, extended);
        append(content, part.data);
        if (part.status != 0x9000 || part.data.empty()) return content;
        if (const auto whole = der::read(content); whole && whole->size == content.size()) return content;
    }
}

}  // namespace virtual_card_test
