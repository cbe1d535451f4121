#include "terminal.hpp"

#include "virtual-card/der.hpp"
#include "virtual-card/openssl_error.hpp"

#include <doctest/doctest.h>
#include <openssl/bn.h>
#include <openssl/dh.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/obj_mac.h>

#include <map>

namespace virtual_card_test {
namespace {

using Group = Owned<EC_GROUP, EC_GROUP_free>;
using Point = Owned<EC_POINT, EC_POINT_free>;
using Number = Owned<BIGNUM, BN_free>;

Group groupFor(int parameterId) {
    const std::map<int, int> curves{{8, NID_X9_62_prime192v1}, {12, NID_X9_62_prime256v1}, {13, NID_brainpoolP256r1},
                                    {16, NID_brainpoolP384r1}, {17, NID_brainpoolP512r1},  {18, NID_secp521r1}};
    return Group(require(EC_GROUP_new_by_curve_name(curves.at(parameterId))));
}

Bytes encodePoint(const EC_GROUP* group, const EC_POINT* point) {
    Bytes bytes(EC_POINT_point2oct(group, point, POINT_CONVERSION_UNCOMPRESSED, nullptr, 0, nullptr));
    EC_POINT_point2oct(group, point, POINT_CONVERSION_UNCOMPRESSED, bytes.data(), bytes.size(), nullptr);
    return bytes;
}

Point multiply(const EC_GROUP* group, const EC_POINT* point, const BIGNUM* scalar) {
    Point product(EC_POINT_new(group));
    require(EC_POINT_mul(group, product.get(), nullptr, point, scalar, nullptr));
    return product;
}

Bytes generalAuthenticate(Card& card, bool last, ByteView content) {
    const Bytes body = der::object(0x7C, content);
    Bytes apdu{static_cast<Byte>(last ? 0x00 : 0x10), 0x86, 0x00, 0x00, static_cast<Byte>(body.size())};
    append(apdu, body);
    apdu.push_back(0x00);
    return card.transmit(apdu);
}

/// Value of the object inside the 7C of a good answer.
Bytes answerObject(ByteView response, unsigned tag) {
    REQUIRE(statusOf(response) == 0x9000);
    const auto outer = der::read(response.first(response.size() - 2));
    REQUIRE(outer);
    const auto value = der::find(outer->value, tag);
    REQUIRE(value);
    return Bytes(value->begin(), value->end());
}

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

unsigned statusOf(ByteView response) {
    if (response.size() < 2) return 0;
    return static_cast<unsigned>(response[response.size() - 2] << 8 | response.back());
}

unsigned Terminal::openWithPace(Byte reference, ByteView password, const PaceOption& option) {
    const Bytes identifier = paceObjectIdentifier(option.cipher);
    const Bytes body = concat(der::object(0x80, identifier), der::object(0x83, Bytes{reference}),
                              der::object(0x84, Bytes{static_cast<Byte>(option.parameterId)}));
    const Bytes prepared = card.transmit(concat(Bytes{0x00, 0x22, 0xC1, 0xA4, static_cast<Byte>(body.size())}, body));
    if (statusOf(prepared) != 0x9000) return statusOf(prepared);

    const Bytes zero(blockSize(option.cipher));
    const Bytes nonce = decryptCbc(option.cipher, deriveKey(option.cipher, password, 3), zero,
                                   answerObject(generalAuthenticate(card, false, {}), 0x80));
    // 9303-11 §4.4.1: a whole number of blocks, at least as long as the key.
    CHECK(nonce.size() == (keySize(option.cipher) == 16 ? 16 : 32));
    const Group group = groupFor(option.parameterId);
    const Number secret(BN_bin2bn(Bytes(20, 0x5A).data(), 20, nullptr));
    const auto exchangeKeys = [&](Byte tag, const EC_POINT* generator, Bytes* own, Bytes* other) {
        *own = encodePoint(group.get(), multiply(group.get(), generator, secret.get()).get());
        *other = answerObject(generalAuthenticate(card, false, der::object(tag, *own)), tag + 1u);
        Point theirs(EC_POINT_new(group.get()));
        require(EC_POINT_oct2point(group.get(), theirs.get(), other->data(), other->size(), nullptr));
        return multiply(group.get(), theirs.get(), secret.get());
    };
    Bytes own;
    Bytes other;
    const Point shared = exchangeKeys(0x81, EC_GROUP_get0_generator(group.get()), &own, &other);
    const Number s(BN_bin2bn(nonce.data(), static_cast<int>(nonce.size()), nullptr));
    const Number one(BN_new());
    BN_one(one.get());
    const Point generator(EC_POINT_new(group.get()));
    require(EC_POINT_mul(group.get(), generator.get(), s.get(), shared.get(), one.get(), nullptr));
    const Bytes agreed = encodePoint(group.get(), exchangeKeys(0x83, generator.get(), &own, &other).get());
    const ByteView x = ByteView(agreed).subspan(1, agreed.size() / 2);

    const Bytes newMacKey = deriveKey(option.cipher, x, 2);
    const auto token = [&](ByteView key) {
        const Bytes input = der::object(0x7F49, concat(der::object(0x06, identifier), der::object(0x86, key)));
        return authenticationCode(option.cipher, newMacKey, option.cipher == Cipher::TripleDes ? pad(input, 8) : input);
    };
    const Bytes last = generalAuthenticate(card, true, der::object(0x85, token(other)));
    if (statusOf(last) != 0x9000) return statusOf(last);
    CHECK(answerObject(last, 0x86) == token(own));
    rekey(option.cipher, x);
    return 0x9000;
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
    const Bytes answer = card.transmit(concat(fromHex("0082000028"), cryptogram, code, Bytes{0x28}));
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

Bytes Terminal::protect(Byte ins, Byte p1, Byte p2, ByteView data, std::optional<std::size_t> le, bool extended) {
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
    const Bytes header{0x0C, ins, p1, p2};
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

/// GET RESPONSE until the chained answer is complete.
Bytes Terminal::collect(Bytes response) {
    Bytes all;
    while (statusOf(response) >> 8 == 0x61) {
        append(all, ByteView(response).first(response.size() - 2));
        response = card.transmit(Bytes{0x00, 0xC0, 0x00, 0x00, response.back()});
    }
    append(all, response);
    return all;
}

Response Terminal::send(Byte ins, Byte p1, Byte p2, ByteView data, std::optional<std::size_t> le, bool extended) {
    if (!counter.empty()) return unprotect(collect(card.transmit(protect(ins, p1, p2, data, le, extended))));
    Bytes apdu{0x00, ins, p1, p2};
    if (!data.empty()) append(apdu, concat(Bytes{static_cast<Byte>(data.size())}, data));
    if (le) apdu.push_back(static_cast<Byte>(*le));
    Bytes response = card.transmit(apdu);
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
