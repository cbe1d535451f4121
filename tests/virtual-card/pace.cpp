#include "virtual-card/pace.hpp"

#include "virtual-card/der.hpp"
#include "virtual-card/openssl_error.hpp"

#include <openssl/bn.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/obj_mac.h>

#include <array>

namespace virtual_card {
namespace {

using Group = Owned<EC_GROUP, EC_GROUP_free>;
using Point = Owned<EC_POINT, EC_POINT_free>;
using Number = Owned<BIGNUM, BN_clear_free>;

/// 9303-11 §9.5.1, table of standardized domain parameters, from 8 on.
Group standardGroup(int parameterId) {
    static constexpr std::array curves{NID_X9_62_prime192v1, NID_brainpoolP192r1,  NID_secp224r1,
                                       NID_brainpoolP224r1,  NID_X9_62_prime256v1, NID_brainpoolP256r1,
                                       NID_brainpoolP320r1,  NID_secp384r1,        NID_brainpoolP384r1,
                                       NID_brainpoolP512r1,  NID_secp521r1};
    const int nid = curves.at(static_cast<std::size_t>(parameterId - 8));
    return Group(require(EC_GROUP_new_by_curve_name(nid)));
}

Bytes encodePoint(const EC_GROUP* group, const EC_POINT* point) {
    constexpr auto form = POINT_CONVERSION_UNCOMPRESSED;
    Bytes bytes(EC_POINT_point2oct(group, point, form, nullptr, 0, nullptr));
    require(EC_POINT_point2oct(group, point, form, bytes.data(), bytes.size(), nullptr) == bytes.size());
    return bytes;
}

/// A point of the curve other than infinity, in uncompressed form; null otherwise.
Point decodePoint(const EC_GROUP* group, ByteView bytes) {
    if (bytes.empty() || bytes[0] != 0x04) return nullptr;
    Point point(require(EC_POINT_new(group)));
    if (!EC_POINT_oct2point(group, point.get(), bytes.data(), bytes.size(), nullptr)) return nullptr;
    return EC_POINT_is_at_infinity(group, point.get()) ? nullptr : std::move(point);
}

Number randomScalar(const EC_GROUP* group, const RandomSource& random) {
    const BIGNUM* order = EC_GROUP_get0_order(group);
    while (true) {
        const Bytes bytes = random(static_cast<std::size_t>(BN_num_bytes(order)));
        Number scalar(require(BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr)));
        BN_mask_bits(scalar.get(), BN_num_bits(order));
        if (!BN_is_zero(scalar.get()) && BN_cmp(scalar.get(), order) < 0) return scalar;
    }
}

Point multiply(const EC_GROUP* group, const EC_POINT* point, const BIGNUM* scalar) {
    Point product(require(EC_POINT_new(group)));
    require(EC_POINT_mul(group, product.get(), nullptr, point, scalar, nullptr));
    return product;
}

}  // namespace

Bytes paceObjectIdentifier(Cipher cipher) {
    const auto last = static_cast<Byte>(1 + static_cast<int>(cipher));
    return concat(fromHex("04007F000702020402"), Bytes{last});
}

struct Pace::State {
    enum class Phase { Nonce, Mapping, KeyAgreement, Token, Done, Failed };

    Phase phase = Phase::Nonce;
    Cipher cipher{};
    Group group;
    RandomSource random;
    Bytes passwordKey;
    Bytes nonce;
    Number mappingKey;
    Bytes mappingPublic;
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
    Response agree(ByteView data);
    Response exchangeTokens(ByteView data);
    Bytes token(ByteView publicKey) const;
};

Response Pace::State::sendNonce() {
    const Bytes zero(blockSize(cipher));
    phase = Phase::Mapping;
    return {status::ok, der::object(0x80, encryptCbc(cipher, passwordKey, zero, nonce))};
}

/// 9303-11 §4.4.3.3.1: the new generator is s times the old one plus the shared point of an anonymous key agreement.
Response Pace::State::mapNonce(ByteView data) {
    const auto terminalKey = der::find(data, 0x81);
    if (!terminalKey) return fail(status::wrongData);
    const Point terminal = decodePoint(group.get(), *terminalKey);
    if (!terminal) return fail(status::authenticationFailed);
    const Point shared = multiply(group.get(), terminal.get(), mappingKey.get());
    const Number scalar(require(BN_bin2bn(nonce.data(), static_cast<int>(nonce.size()), nullptr)));
    const Point generator(require(EC_POINT_new(group.get())));
    const Number one(require(BN_new()));
    require(BN_one(one.get()));
    require(EC_POINT_mul(group.get(), generator.get(), scalar.get(), shared.get(), one.get(), nullptr));
    if (EC_POINT_is_at_infinity(group.get(), generator.get())) return fail(status::authenticationFailed);
    require(EC_GROUP_set_generator(group.get(), generator.get(), EC_GROUP_get0_order(group.get()),
                                   EC_GROUP_get0_cofactor(group.get())));
    phase = Phase::KeyAgreement;
    return {status::ok, der::object(0x82, mappingPublic)};
}

Response Pace::State::agree(ByteView data) {
    const auto terminalKey = der::find(data, 0x83);
    if (!terminalKey) return fail(status::wrongData);
    const Point terminal = decodePoint(group.get(), *terminalKey);
    if (!terminal) return fail(status::authenticationFailed);
    const Number scalar = randomScalar(group.get(), random);
    const Point own = multiply(group.get(), EC_GROUP_get0_generator(group.get()), scalar.get());
    terminalPublic.assign(terminalKey->begin(), terminalKey->end());
    chipPublic = encodePoint(group.get(), own.get());
    // 9303-11 §4.4.1: the two ephemeral keys must differ.
    if (terminalPublic == chipPublic) return fail(status::authenticationFailed);
    const Bytes shared = encodePoint(group.get(), multiply(group.get(), terminal.get(), scalar.get()).get());
    const ByteView secret = ByteView(shared).subspan(1, (shared.size() - 1) / 2);
    encryptionKey = deriveKey(cipher, secret, 1);
    macKey = deriveKey(cipher, secret, 2);
    phase = Phase::Token;
    return {status::ok, der::object(0x84, chipPublic)};
}

/// 9303-11 §4.4.3.4: code over the object identifier and the other side's ephemeral key.
Bytes Pace::State::token(ByteView publicKey) const {
    const Bytes body = concat(der::object(0x06, paceObjectIdentifier(cipher)), der::object(0x86, publicKey));
    const Bytes input = der::object(0x7F49, body);
    return authenticationCode(cipher, macKey, cipher == Cipher::TripleDes ? pad(input, 8) : input);
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
    return {status::ok, der::object(0x86, token(terminalPublic))};
}

Pace::Pace(const PaceOption& option, ByteView password, RandomSource random) : state(std::make_unique<State>()) {
    state->cipher = option.cipher;
    state->group = standardGroup(option.parameterId);
    state->random = std::move(random);
    state->passwordKey = deriveKey(option.cipher, password, 3);
    // 9303-11 §4.4.1: as long as the key, in whole blocks.
    state->nonce = state->random(keySize(option.cipher) == 16 ? 16 : 32);
    // Drawn now and not when the terminal waits for it: a chip has it ready, too.
    state->mappingKey = randomScalar(state->group.get(), state->random);
    const EC_GROUP* group = state->group.get();
    state->mappingPublic =
        encodePoint(group, multiply(group, EC_GROUP_get0_generator(group), state->mappingKey.get()).get());
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
    const Bytes counter(blockSize(state->cipher));
    return SecureMessaging(state->cipher, state->encryptionKey, state->macKey, counter);
}

bool Pace::failedAtToken() const { return state->wrongToken; }

}  // namespace virtual_card
