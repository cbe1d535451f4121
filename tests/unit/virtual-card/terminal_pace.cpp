// The terminal's side of PACE.
#include "terminal.hpp"

#include "virtual-card/der.hpp"
#include "virtual-card/group.hpp"

#include <doctest/doctest.h>

namespace virtual_card_test {
namespace {

using Mapping = PaceOption::Mapping;

const Bytes terminalSecret(20, 0x5A);

Bytes generalAuthenticate(Card& card, bool last, ByteView content) {
    const Bytes body = der::object(0x7C, content);
    const Bytes header{static_cast<Byte>(last ? 0x00 : 0x10), 0x86, 0x00, 0x00};
    if (body.size() > 0xFF) {
        const Bytes length{0x00, static_cast<Byte>(body.size() >> 8), static_cast<Byte>(body.size())};
        return exchange(card, concat(header, length, body, Bytes{0x00, 0x00}));
    }
    return exchange(card, concat(header, Bytes{static_cast<Byte>(body.size())}, body, Bytes{0x00}));
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

/// Both sides send a key for this generator; what they share.
struct Agreement {
    Bytes own;
    Bytes other;
    Bytes shared;
};

Agreement agree(Card& card, const Group& group, Byte tag, ByteView generator) {
    Agreement result;
    result.own = group.power(generator, terminalSecret);
    result.other = answerObject(generalAuthenticate(card, false, der::object(tag, result.own)), tag + 1u);
    result.shared = group.power(result.other, terminalSecret);
    return result;
}

Bytes decryptMappingData(Cipher cipher, ByteView key, ByteView cryptogram) {
    const std::size_t block = blockSize(cipher);
    const Bytes iv = encryptCbc(cipher, key, Bytes(block), Bytes(block, 0xFF));
    return unpad(decryptCbc(cipher, key, iv, cryptogram)).value();
}

}  // namespace

unsigned Terminal::openWithPace(Byte reference, ByteView password, const PaceOption& option) {
    const Bytes identifier = paceObjectIdentifier(option);
    const Bytes body = concat(der::object(0x80, identifier), der::object(0x83, Bytes{reference}),
                              der::object(0x84, Bytes{static_cast<Byte>(option.parameterId)}));
    const Bytes prepared = card.transmit(concat(Bytes{0x00, 0x22, 0xC1, 0xA4, static_cast<Byte>(body.size())}, body));
    if (statusOf(prepared) != 0x9000) return statusOf(prepared);

    const Bytes nonce =
        decryptCbc(option.cipher, deriveKey(option.cipher, password, 3), Bytes(blockSize(option.cipher)),
                   answerObject(generalAuthenticate(card, false, {}), 0x80));
    // 9303-11 §4.4.1: a whole number of blocks, at least as long as the key.
    CHECK(nonce.size() == (keySize(option.cipher) == 16 ? 16 : 32));
    const GroupPointer group = standardGroup(option.parameterId);
    Bytes generator;
    if (option.mapping == Mapping::Integrated) {
        const Bytes own(keySize(option.cipher), 0x77);
        CHECK(answerObject(generalAuthenticate(card, false, der::object(0x81, own)), 0x82).empty());
        generator = group->encodeNumber(integratedMappingNumber(option.cipher, nonce, own, group->fieldBits())).value();
    } else {
        const Agreement mapping = agree(card, *group, 0x81, group->generator());
        generator = group->combine(group->power(group->generator(), nonce), mapping.shared);
        mappingPublic = mapping.other;
    }
    const Agreement keys = agree(card, *group, 0x83, generator);
    const Bytes secret = group->sharedSecret(keys.shared);
    const Bytes newMacKey = deriveKey(option.cipher, secret, 2);
    const auto token = [&](ByteView key) {
        const Bytes input =
            der::object(0x7F49, concat(der::object(0x06, identifier), der::object(group->publicKeyTag(), key)));
        return authenticationCode(option.cipher, newMacKey, option.cipher == Cipher::TripleDes ? pad(input, 8) : input);
    };
    const Bytes last = generalAuthenticate(card, true, der::object(0x85, token(keys.other)));
    if (statusOf(last) != 0x9000) return statusOf(last);
    CHECK(answerObject(last, 0x86) == token(keys.own));
    if (option.mapping == Mapping::ChipAuthentication) {
        chipAuthenticationData =
            decryptMappingData(option.cipher, deriveKey(option.cipher, secret, 1), answerObject(last, 0x8A));
    }
    paceOption = option;
    rekey(option.cipher, secret);
    return 0x9000;
}

bool Terminal::mappedWith(EVP_PKEY* staticKey) const {
    const GroupPointer group = standardGroup(paceOption.parameterId);
    REQUIRE(chipAuthenticationData.size() == group->order().size());
    return group->power(publicElement(staticKey), chipAuthenticationData) == mappingPublic;
}

}  // namespace virtual_card_test
