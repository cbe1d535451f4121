#include "virtual-card/chip_authentication.hpp"

#include "virtual-card/der.hpp"

#include <openssl/core_names.h>
#include <openssl/evp.h>

#include <algorithm>

namespace virtual_card {
namespace {

const std::string bsiProtocols = "0.4.0.127.0.7.2.2.";

std::string arcOf(KeyKind kind) { return kind == KeyKind::EllipticCurve ? "2" : "1"; }

std::string dottedIdentifier(KeyKind kind, Cipher cipher) {
    return bsiProtocols + "3." + arcOf(kind) + "." + std::to_string(1 + static_cast<int>(cipher));
}

/// The optional last member of both infos.
Bytes keyIdObject(const ChipAuthenticationOptions& options) {
    return options.keyId ? der::integer(*options.keyId) : Bytes{};
}

/// SubjectPublicKeyInfo that names standardized domain parameters by their number (9303-11 §9.5.1).
Bytes standardizedKeyInfo(EVP_PKEY* key, int parameterId) {
    const Bytes algorithm =
        der::sequence({der::objectIdentifier("0.4.0.127.0.7.1.2"), der::integer(static_cast<unsigned>(parameterId))});
    Bytes element = publicElement(key);
    // RFC 3279 §2.3.3: the integer of a Diffie-Hellman key is encoded as one.
    if (kindOf(key) == KeyKind::DiffieHellman) element = der::unsignedInteger(element);
    return der::sequence({algorithm, der::object(0x03, concat(Bytes{0}, element))});
}

Bytes keyInfo(EVP_PKEY* key, const KeyParameters& parameters) {
    using Encoding = KeyParameters::Encoding;
    if (parameters.encoding == Encoding::Standardized) return standardizedKeyInfo(key, parameters.parameterId);
    if (kindOf(key) == KeyKind::EllipticCurve) {
        const char* name =
            parameters.encoding == Encoding::Explicit ? OSSL_PKEY_EC_ENCODING_EXPLICIT : OSSL_PKEY_EC_ENCODING_GROUP;
        require(EVP_PKEY_set_utf8_string_param(key, OSSL_PKEY_PARAM_EC_ENCODING, name) == 1);
    }
    return publicKeyInfo(key);
}

}  // namespace

Bytes chipAuthenticationIdentifier(KeyKind kind, Cipher cipher) {
    const Bytes object = der::objectIdentifier(dottedIdentifier(kind, cipher));
    return Bytes(object.begin() + 2, object.end());
}

std::vector<Bytes> chipAuthenticationInfos(const ChipAuthenticationOptions& options) {
    if (!options.info) return {};
    const KeyKind kind = kindOf(readPrivateKey(options.keyFile).get());
    std::vector<Bytes> infos;
    infos.reserve(options.ciphers.size());
    for (const Cipher cipher : options.ciphers) {
        infos.push_back(der::sequence(
            {der::objectIdentifier(dottedIdentifier(kind, cipher)), der::integer(1), keyIdObject(options)}));
    }
    return infos;
}

Bytes chipAuthenticationPublicKeyInfo(const ChipAuthenticationOptions& options) {
    const PrivateKey key = readPrivateKey(options.keyFile);
    const std::string identifier = bsiProtocols + "1." + arcOf(kindOf(key.get()));
    return der::sequence(
        {der::objectIdentifier(identifier), keyInfo(key.get(), options.parameters), keyIdObject(options)});
}

ChipAuthentication::ChipAuthentication(const ChipAuthenticationOptions& how) : options(how) {
    const PrivateKey key = readPrivateKey(how.agreesWithFile.empty() ? how.keyFile : how.agreesWithFile);
    kind = kindOf(key.get());
    group = groupOf(key.get());
    scalar = privateScalar(key.get());
}

std::optional<Cipher> ChipAuthentication::cipherFor(ByteView objectIdentifier) const {
    const auto found = std::ranges::find_if(options.ciphers, [&](Cipher cipher) {
        return std::ranges::equal(chipAuthenticationIdentifier(kind, cipher), objectIdentifier);
    });
    return found == options.ciphers.end() ? std::nullopt : std::optional(*found);
}

bool ChipAuthentication::servesTripleDes() const {
    return std::ranges::find(options.ciphers, Cipher::TripleDes) != options.ciphers.end();
}

std::optional<SecureMessaging> ChipAuthentication::agree(ByteView terminalKey, Cipher cipher) const {
    if (!group->contains(terminalKey)) return std::nullopt;
    const Bytes secret = group->sharedSecret(group->power(terminalKey, scalar));
    // 9303-11 §9.8.2: the counter starts at zero.
    return SecureMessaging(cipher, deriveKey(cipher, secret, 1), deriveKey(cipher, secret, 2),
                           Bytes(blockSize(cipher)));
}

}  // namespace virtual_card
