#include "virtual-card/pace.hpp"

#include "virtual-card/der.hpp"
#include "virtual-card/group.hpp"

#include <openssl/crypto.h>

namespace virtual_card {
namespace {

using Mapping = PaceOption::Mapping;

constexpr int lastModularParameter = 2;

/// The arc before the cipher's (9303-11 §9.2.3).
Byte mappingArc(const PaceOption& option) {
    const bool modular = option.parameterId <= lastModularParameter;
    switch (option.mapping) {
        case Mapping::Generic:
            return modular ? 1 : 2;
        case Mapping::Integrated:
            return modular ? 3 : 4;
        case Mapping::ChipAuthentication:
            return 6;
    }
    throw std::logic_error("unknown mapping");
}

/// 9303-11 §4.4.3.3: as long as the cipher's key, in whole blocks.
std::size_t nonceSize(Cipher cipher) { return keySize(cipher) == 16 ? 16 : 32; }

}  // namespace

Bytes paceObjectIdentifier(const PaceOption& option) {
    const auto last = static_cast<Byte>(1 + static_cast<int>(option.cipher));
    return concat(fromHex("04007F0007020204"), Bytes{mappingArc(option), last});
}

Bytes integratedMappingNumber(Cipher cipher, ByteView nonce, ByteView terminalNonce, std::size_t fieldBits) {
    const bool small = nonceSize(cipher) == 16;
    const Bytes c0 = fromHex(small ? "A668892A7C41E3CA739F40B057D85904"
                                   : "D463D65234124EF7897054986DCA0A174E28DF758CBAA03F240616414D5A1676");
    const Bytes c1 = fromHex(small ? "A4E136AC725F738B01C1F60217C188AD"
                                   : "54BD7255F0AAF831BEC3423FCF39D69B6CBF066677D0FAAE5AADD99DF8E53517");
    const Bytes zero(blockSize(cipher));
    Bytes key = encryptCbc(cipher, terminalNonce, zero, nonce);
    Bytes number;
    while (number.size() * 8 < fieldBits + 64) {
        key.resize(keySize(cipher));
        append(number, encryptCbc(cipher, key, zero, c1));
        key = encryptCbc(cipher, key, zero, c0);
    }
    return number;
}

struct Pace::State {
    enum class Phase { Nonce, Mapping, KeyAgreement, Token, Done, Failed };

    Phase phase = Phase::Nonce;
    PaceOption option;
    GroupPointer group;
    RandomSource random;
    Bytes staticKey;
    Bytes passwordKey;
    Bytes nonce;
    Bytes mappingKey;
    Bytes mappingPublic;
    Bytes generator;
    Bytes terminalPublic;
    Bytes chipPublic;
    Bytes encryptionKey;
    Bytes macKey;
    bool wrongToken = false;

    Response fail(std::uint16_t status) {
        phase = Phase::Failed;
        return {status, {}};
    }
    Response sendNonce();
    Response mapNonce(ByteView data);
    Response mapGenerically(ByteView terminalKey);
    Response mapIntegrated(ByteView terminalNonce);
    Response agree(ByteView data);
    Response exchangeTokens(ByteView data);
    Bytes token(ByteView publicKey) const;
    Bytes encryptedChipAuthenticationData() const;
};

Response Pace::State::sendNonce() {
    const Bytes zero(blockSize(option.cipher));
    phase = Phase::Mapping;
    return {status::ok, der::object(0x80, encryptCbc(option.cipher, passwordKey, zero, nonce))};
}

Response Pace::State::mapNonce(ByteView data) {
    const auto mappingData = der::find(data, 0x81);
    if (!mappingData) return fail(status::wrongData);
    return option.mapping == Mapping::Integrated ? mapIntegrated(*mappingData) : mapGenerically(*mappingData);
}

/// 9303-11 §4.4.3.3.1: the old generator, s times, and the element that an anonymous key agreement gives.
Response Pace::State::mapGenerically(ByteView terminalKey) {
    if (!group->contains(terminalKey)) return fail(status::authenticationFailed);
    const Bytes shared = group->power(terminalKey, mappingKey);
    generator = group->combine(group->power(group->generator(), nonce), shared);
    if (!group->contains(generator)) return fail(status::authenticationFailed);
    phase = Phase::KeyAgreement;
    return {status::ok, der::object(0x82, mappingPublic)};
}

/// 9303-11 §4.4.3.3.2: the generator is a pseudo-random element; the answer is empty.
Response Pace::State::mapIntegrated(ByteView terminalNonce) {
    if (terminalNonce.size() != keySize(option.cipher)) return fail(status::wrongData);
    const auto mapped =
        group->encodeNumber(integratedMappingNumber(option.cipher, nonce, terminalNonce, group->fieldBits()));
    if (!mapped) return fail(status::authenticationFailed);
    generator = *mapped;
    phase = Phase::KeyAgreement;
    return {status::ok, der::object(0x82, {})};
}

Response Pace::State::agree(ByteView data) {
    const auto terminalKey = der::find(data, 0x83);
    if (!terminalKey) return fail(status::wrongData);
    if (!group->contains(*terminalKey)) return fail(status::authenticationFailed);
    const Bytes scalar = group->randomScalar(random);
    terminalPublic.assign(terminalKey->begin(), terminalKey->end());
    chipPublic = group->power(generator, scalar);
    // 9303-11 §4.4.1: the two ephemeral keys must differ.
    if (terminalPublic == chipPublic) return fail(status::authenticationFailed);
    const Bytes secret = group->sharedSecret(group->power(*terminalKey, scalar));
    encryptionKey = deriveKey(option.cipher, secret, 1);
    macKey = deriveKey(option.cipher, secret, 2);
    phase = Phase::Token;
    return {status::ok, der::object(0x84, chipPublic)};
}

/// 9303-11 §4.4.3.4: code over the object identifier and the other side's ephemeral key.
Bytes Pace::State::token(ByteView publicKey) const {
    const Bytes body =
        concat(der::object(0x06, paceObjectIdentifier(option)), der::object(group->publicKeyTag(), publicKey));
    const Bytes input = der::object(0x7F49, body);
    return authenticationCode(option.cipher, macKey, option.cipher == Cipher::TripleDes ? pad(input, 8) : input);
}

/// 9303-11 §4.4.3.5: the mapping key divided by the static key.
Bytes Pace::State::encryptedChipAuthenticationData() const {
    const std::size_t block = blockSize(option.cipher);
    const Bytes iv = encryptCbc(option.cipher, encryptionKey, Bytes(block), Bytes(block, 0xFF));
    const Bytes data = group->divideScalars(mappingKey, staticKey);
    return encryptCbc(option.cipher, encryptionKey, iv, pad(data, block));
}

Response Pace::State::exchangeTokens(ByteView data) {
    const auto received = der::find(data, 0x85);
    if (!received) return fail(status::wrongData);
    const Bytes expected = token(chipPublic);
    if (received->size() != expected.size() || CRYPTO_memcmp(received->data(), expected.data(), expected.size()) != 0) {
        wrongToken = true;
        return fail(status::authenticationFailed);
    }
    phase = Phase::Done;
    Response response{status::ok, der::object(0x86, token(terminalPublic))};
    if (option.mapping == Mapping::ChipAuthentication) {
        append(response.data, der::object(0x8A, encryptedChipAuthenticationData()));
    }
    return response;
}

Pace::Pace(const PaceOption& option, ByteView password, RandomSource random, Bytes staticKey)
    : state(std::make_unique<State>()) {
    state->option = option;
    state->group = standardGroup(option.parameterId);
    state->random = std::move(random);
    state->staticKey = std::move(staticKey);
    state->passwordKey = deriveKey(option.cipher, password, 3);
    state->nonce = state->random(nonceSize(option.cipher));
    if (option.mapping == Mapping::Integrated) return;
    // Drawn now and not when the terminal waits for it: a chip has it ready, too.
    state->mappingKey = state->group->randomScalar(state->random);
    state->mappingPublic = state->group->power(state->group->generator(), state->mappingKey);
}

Pace::~Pace() = default;
Pace::Pace(Pace&&) noexcept = default;

Response Pace::step(ByteView data, bool last) {
    const auto outer = der::read(data);
    using Phase = State::Phase;
    if (!outer || outer->tag != 0x7C || last != (state->phase == Phase::Token)) return state->fail(status::wrongData);
    Response response;
    switch (state->phase) {
        case Phase::Nonce:
            response = state->sendNonce();
            break;
        case Phase::Mapping:
            response = state->mapNonce(outer->value);
            break;
        case Phase::KeyAgreement:
            response = state->agree(outer->value);
            break;
        case Phase::Token:
            response = state->exchangeTokens(outer->value);
            break;
        default:
            return state->fail(status::conditionsNotSatisfied);
    }
    if (response.status == status::ok) response.data = der::object(0x7C, response.data);
    return response;
}

std::optional<SecureMessaging> Pace::channel() const {
    if (state->phase != State::Phase::Done) return std::nullopt;
    const Bytes counter(blockSize(state->option.cipher));
    return SecureMessaging(state->option.cipher, state->encryptionKey, state->macKey, counter);
}

bool Pace::failedAtToken() const { return state->wrongToken; }

}  // namespace virtual_card
