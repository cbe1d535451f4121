#include "emrtd/crypto/key_agreement.hpp"

#include "emrtd/asn1_tags.hpp"
#include "emrtd/crypto/diffie_hellman.hpp"
#include "emrtd/crypto/elliptic_curve.hpp"
#include "emrtd/crypto/openssl.hpp"
#include "emrtd/tlv.hpp"

#include <openssl/core_names.h>
#include <openssl/dh.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace cccd_bridge::emrtd {

namespace {

constexpr std::size_t maxKeyInfoLength = 4096;
constexpr int minAgreementCurveBits = 160;
constexpr int maxAgreementCurveBits = 521;
constexpr int minFieldBits = 1024;
// Time grows with the cube of the length.
constexpr int maxFieldBits = 4096;
constexpr int maxDraws = 64;
constexpr Byte uncompressedPoint = 0x04;
// Behind the fields come the curves (ICAO 9303-11 §9.5.1).
constexpr int lastFieldParameterId = 2;
// standardizedDomainParameters (ICAO 9303-11 §9.5.1), id-ecPublicKey (RFC 5480 §2.1.1) and dhpublicnumber (RFC 3279
// §2.3.3), each a whole object.
constexpr std::array<Byte, 9> standardisedParameters{0x06, 0x07, 0x04, 0x00, 0x7F, 0x00, 0x07, 0x01, 0x02};
constexpr std::array<Byte, 9> curveKey{0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01};
constexpr std::array<Byte, 9> fieldKey{0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3E, 0x02, 0x01};

std::unexpected<Error> unsupported(const char* what) {
    openssl::forgetErrors();
    return fail(ErrorCode::CardProtocolUnsupported, what);
}

openssl::Number parameter(const EVP_PKEY* key, const char* name) {
    BIGNUM* number = nullptr;
    EVP_PKEY_get_bn_param(key, name, &number);
    return openssl::Number(number);
}

// AlgorithmIdentifier of a key over a standardised curve, named, or in a standardised field, spelled out (RFC 3279
// §2.3.3).
Result<Bytes> knownAlgorithm(int parameterId) {
    const bool inField = parameterId <= lastFieldParameterId;
    Bytes content = inField ? Bytes(fieldKey.begin(), fieldKey.end()) : Bytes(curveKey.begin(), curveKey.end());
    Bytes parameters;
    if (inField) {
        TRY(const DiffieHellmanGroup group, DiffieHellmanGroup::standardised(parameterId));
        TRY(parameters, group.parameters());
    } else {
        TRY(const EllipticCurve curve, EllipticCurve::standardised(parameterId));
        TRY(parameters, curve.parameters());
    }
    content.insert(content.end(), parameters.begin(), parameters.end());
    return makeTlv(tagSequence, content);
}

// A key over standardised domain parameters gives their number where others name the kind of key (ICAO 9303-11 §9.5.1):
// the same key with the parameters known to OpenSSL. Any other key as it is.
Result<Bytes> withKnownParameters(ByteView keyInfo) {
    TRY(TlvReader info, enterWhole(keyInfo, tagSequence));
    TRY(TlvReader algorithm, info.enter(tagSequence));
    TRY(const Tlv identifier, algorithm.expect(tagOid));
    if (!std::ranges::equal(identifier.encoded, standardisedParameters)) return Bytes(keyInfo.begin(), keyInfo.end());
    TRY(const Tlv number, algorithm.expect(tagInteger));
    TRY(const Tlv publicKey, info.expect(tagBitString));
    if (number.value.size() != 1 || number.value.front() > 0x7F)
        return fail(ErrorCode::CardProtocolUnsupported, "number of domain parameters");
    TRY(Bytes content, knownAlgorithm(number.value.front()));
    content.insert(content.end(), publicKey.encoded.begin(), publicKey.encoded.end());
    return makeTlv(tagSequence, content);
}

Result<openssl::Key> parseKey(ByteView encodedInfo) {
    if (encodedInfo.size() > maxKeyInfoLength) return fail(ErrorCode::CardFileMalformed, "chip key too long");
    TRY(const Bytes keyInfo, withKnownParameters(encodedInfo));
    const Byte* cursor = keyInfo.data();
    openssl::Key key(d2i_PUBKEY(nullptr, &cursor, static_cast<long>(keyInfo.size())));
    if (!key) return openssl::failure("d2i_PUBKEY", ErrorCode::CardFileMalformed);
    if (cursor != keyInfo.data() + keyInfo.size()) return fail(ErrorCode::CardFileMalformed, "bytes behind the key");
    return key;
}

bool isPrime(const BIGNUM* number, BN_CTX* context) { return BN_check_prime(number, context, nullptr) == 1; }

Result<void> checkCurve(EVP_PKEY* key) {
    std::array<char, 32> fieldType{};
    std::size_t length = 0;
    if (EVP_PKEY_get_utf8_string_param(key, OSSL_PKEY_PARAM_EC_FIELD_TYPE, fieldType.data(), fieldType.size(),
                                       &length) != 1 ||
        std::string_view(fieldType.data(), length) != SN_X9_62_prime_field)
        return unsupported("no prime curve");
    const openssl::Number prime = parameter(key, OSSL_PKEY_PARAM_EC_P);
    const openssl::Number order = parameter(key, OSSL_PKEY_PARAM_EC_ORDER);
    const openssl::Number cofactor = parameter(key, OSSL_PKEY_PARAM_EC_COFACTOR);
    if (!prime || !order || !cofactor || !BN_is_one(cofactor.get())) return unsupported("curve with a cofactor");
    const int bits = BN_num_bits(prime.get());
    if (bits < minAgreementCurveBits || bits > maxAgreementCurveBits) return unsupported("size of curve");
    if (openssl::isNamedCurve(key)) return {};
    const openssl::NumberContext context(BN_CTX_new());
    const openssl::KeyContext checker(EVP_PKEY_CTX_new(key, nullptr));
    if (!context || !checker || !isPrime(prime.get(), context.get()) || !isPrime(order.get(), context.get()) ||
        EVP_PKEY_param_check(checker.get()) != 1)
        return unsupported("domain parameters are no sound curve");
    return {};
}

Result<void> checkField(const EVP_PKEY* key) {
    const int bits = EVP_PKEY_get_bits(key);
    if (bits < minFieldBits || bits > maxFieldBits) return unsupported("size of finite field");
    const openssl::Number prime = parameter(key, OSSL_PKEY_PARAM_FFC_P);
    if (!prime || !BN_is_odd(prime.get())) return unsupported("modulus is no prime");
    return {};
}

Result<void> checkKey(KeyAgreementKind kind, EVP_PKEY* key) {
    const int base = EVP_PKEY_get_base_id(key);
    if (kind == KeyAgreementKind::EllipticCurve) {
        if (base != EVP_PKEY_EC) return unsupported("chip key is not on a curve");
        TRY_VOID(checkCurve(key));
    } else {
        if (base != EVP_PKEY_DH && base != EVP_PKEY_DHX) return unsupported("chip key is not in a finite field");
        TRY_VOID(checkField(key));
    }
    const openssl::KeyContext checker(EVP_PKEY_CTX_new(key, nullptr));
    if (!checker) return openssl::failure("EVP_PKEY_CTX_new");
    // On a named curve, whose order is prime and the cofactor one, every point is in the group.
    const bool inGroup = kind == KeyAgreementKind::EllipticCurve && openssl::isNamedCurve(key)
                             ? EVP_PKEY_public_check_quick(checker.get()) == 1
                             : EVP_PKEY_public_check(checker.get()) == 1;
    if (!inGroup) return unsupported("chip key is outside of its group");
    return {};
}

Result<openssl::Key> drawKey(EVP_PKEY* chipKey) {
    const openssl::KeyContext context(EVP_PKEY_CTX_new(chipKey, nullptr));
    EVP_PKEY* drawn = nullptr;
    if (!context || EVP_PKEY_keygen_init(context.get()) != 1 || EVP_PKEY_keygen(context.get(), &drawn) != 1)
        return openssl::failure("EVP_PKEY_keygen", ErrorCode::CardProtocolUnsupported);
    return openssl::Key(drawn);
}

Result<Bytes> encodePoint(const EVP_PKEY* key) {
    const openssl::Number prime = parameter(key, OSSL_PKEY_PARAM_EC_P);
    const openssl::Number x = parameter(key, OSSL_PKEY_PARAM_EC_PUB_X);
    const openssl::Number y = parameter(key, OSSL_PKEY_PARAM_EC_PUB_Y);
    if (!prime || !x || !y) return openssl::failure("EVP_PKEY_get_bn_param");
    const int length = BN_num_bytes(prime.get());
    Bytes out(1 + 2 * static_cast<std::size_t>(length));
    out[0] = uncompressedPoint;
    if (BN_bn2binpad(x.get(), out.data() + 1, length) < 0 || BN_bn2binpad(y.get(), out.data() + 1 + length, length) < 0)
        return openssl::failure("BN_bn2binpad");
    return out;
}

Result<Bytes> encodeNumber(const EVP_PKEY* key) {
    const openssl::Number number = parameter(key, OSSL_PKEY_PARAM_PUB_KEY);
    if (!number) return openssl::failure("EVP_PKEY_get_bn_param");
    Bytes out(static_cast<std::size_t>(BN_num_bytes(number.get())));
    BN_bn2bin(number.get(), out.data());
    return out;
}

Result<SecretBytes> derive(KeyAgreementKind kind, EVP_PKEY* own, EVP_PKEY* chipKey) {
    const openssl::KeyContext context(EVP_PKEY_CTX_new(own, nullptr));
    // The secret is as long as the prime, whatever its first byte (RFC 2631 §2.1.2).
    if (!context || EVP_PKEY_derive_init(context.get()) != 1 ||
        (kind == KeyAgreementKind::DiffieHellman && EVP_PKEY_CTX_set_dh_pad(context.get(), 1) != 1) ||
        EVP_PKEY_derive_set_peer(context.get(), chipKey) != 1)
        return openssl::failure("EVP_PKEY_derive_set_peer", ErrorCode::CardProtocolUnsupported);
    std::size_t length = 0;
    if (EVP_PKEY_derive(context.get(), nullptr, &length) != 1)
        return openssl::failure("EVP_PKEY_derive", ErrorCode::CardProtocolUnsupported);
    SecretBytes secret(length);
    if (EVP_PKEY_derive(context.get(), secret.data(), &length) != 1)
        return openssl::failure("EVP_PKEY_derive", ErrorCode::CardProtocolUnsupported);
    secret.resize(length);
    return secret;
}

}  // namespace

Result<StaticKey> StaticKey::parse(KeyAgreementKind kind, ByteView subjectPublicKeyInfo) {
    TRY(openssl::Key key, parseKey(subjectPublicKeyInfo));
    TRY_VOID(checkKey(kind, key.get()));
    return StaticKey(kind, std::move(key));
}

Result<KeyAgreement> StaticKey::agree() const {
    const bool curve = kind_ == KeyAgreementKind::EllipticCurve;
    const auto fieldLength = static_cast<std::size_t>((EVP_PKEY_get_bits(key_.get()) + 7) / 8);
    for (int draw = 0; draw < maxDraws; ++draw) {
        TRY(const openssl::Key own, drawKey(key_.get()));
        TRY(Bytes ownPublic, curve ? encodePoint(own.get()) : encodeNumber(own.get()));
        // Chips differ in whether a short number is padded: one that fills the field reads the same either way.
        if (!curve && ownPublic.size() != fieldLength) continue;
        TRY(SecretBytes secret, derive(kind_, own.get(), key_.get()));
        return KeyAgreement{std::move(ownPublic), std::move(secret)};
    }
    return fail(ErrorCode::ProtocolInternal, "no key fills the field");
}

}  // namespace cccd_bridge::emrtd
