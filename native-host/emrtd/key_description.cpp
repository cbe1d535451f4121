#include "emrtd/key_description.hpp"

#include "emrtd/asn1_tags.hpp"
#include "emrtd/crypto/diffie_hellman.hpp"
#include "emrtd/crypto/elliptic_curve.hpp"
#include "emrtd/object_identifier.hpp"
#include "emrtd/tlv.hpp"

#include <algorithm>
#include <array>
#include <bit>

namespace cccd_bridge::emrtd {

namespace {

// rsaEncryption 1.2.840.113549.1.1.1 and id-RSASSA-PSS .10; ecPublicKey 1.2.840.10045.2.1; dhpublicnumber
// 1.2.840.10046.2.1; dhKeyAgreement 1.2.840.113549.1.3.1; standardizedDomainParameters 0.4.0.127.0.7.1.2.
constexpr std::array<Byte, 9> rsaOid{0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01};
constexpr std::array<Byte, 9> pssOid{0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x0A};
constexpr std::array<Byte, 7> curveOid{0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01};
constexpr std::array<Byte, 7> fieldOid{0x2A, 0x86, 0x48, 0xCE, 0x3E, 0x02, 0x01};
constexpr std::array<Byte, 9> oldFieldOid{0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x03, 0x01};
constexpr std::array<Byte, 7> standardisedOid{0x04, 0x00, 0x7F, 0x00, 0x07, 0x01, 0x02};

// ICAO 9303-11 §9.5.1; the fields by the lengths of prime and order (RFC 5114 §2).
struct GroupRow {
    int id;
    std::string_view name;
    std::size_t bits;
};
constexpr int lastField = 2;
constexpr std::array<GroupRow, 14> groups{{
    {0, "modp1024-160", 1024},
    {1, "modp2048-224", 2048},
    {2, "modp2048-256", 2048},
    {8, "P-192", 192},
    {9, "brainpoolP192r1", 192},
    {10, "P-224", 224},
    {11, "brainpoolP224r1", 224},
    {12, "P-256", 256},
    {13, "brainpoolP256r1", 256},
    {14, "brainpoolP320r1", 320},
    {15, "P-384", 384},
    {16, "brainpoolP384r1", 384},
    {17, "brainpoolP512r1", 512},
    {18, "P-521", 521},
}};

const GroupRow* groupOf(std::optional<int> id) {
    const auto row = id ? std::ranges::find(groups, *id, &GroupRow::id) : groups.end();
    return row == groups.end() ? nullptr : &*row;
}

bool is(const Tlv& identifier, ByteView oid) { return std::ranges::equal(identifier.value, oid); }

std::size_t bitsOf(ByteView number) {
    const ByteView digits = significant(number);
    if (digits.empty() || digits[0] == 0) return 0;
    return 8 * digits.size() - static_cast<std::size_t>(std::countl_zero(digits[0]));
}

KeyDescription known(KeyKind kind, const GroupRow& group, ParametersForm form) {
    return {.kind = kind, .bits = group.bits, .parameters = std::string(group.name), .form = form};
}

// RSAPublicKey (RFC 8017 §A.1.1): the modulus comes first.
Result<KeyDescription> describeRsa(ByteView bits) {
    if (bits.empty() || bits[0] != 0) return malformed("public key");
    TRY(TlvReader key, enterWhole(bits.subspan(1), tagSequence));
    TRY(const Tlv modulus, key.expect(tagInteger));
    return KeyDescription{.kind = KeyKind::Rsa, .bits = bitsOf(modulus.value)};
}

// ECParameters spelled out (ANSI X9.62): version, field with its prime.
std::size_t primeBitsOfCurve(ByteView parameters) {
    auto content = enterWhole(parameters, tagSequence);
    if (!content || !content->expect(tagInteger)) return 0;
    auto field = content->enter(tagSequence);
    if (!field || !field->expect(tagOid)) return 0;
    const auto prime = field->expect(tagInteger);
    return prime ? bitsOf(prime->value) : 0;
}

KeyDescription describeCurve(const Tlv& parameters) {
    const auto form = parameters.tag == tagOid ? ParametersForm::Named : ParametersForm::Explicit;
    if (const GroupRow* group = groupOf(EllipticCurve::standardisedIdOf(parameters.encoded)))
        return known(KeyKind::EllipticCurve, *group, form);
    KeyDescription key{.kind = KeyKind::EllipticCurve, .bits = 0, .parameters = {}, .form = form};
    if (form == ParametersForm::Named)
        key.parameters = dottedObjectIdentifier(parameters.value);
    else
        key.bits = primeBitsOfCurve(parameters.encoded);
    return key;
}

// DomainParameters of X9.42 (RFC 3279 §2.3.3) or PKCS #3: the prime comes first.
KeyDescription describeField(const Tlv& parameters) {
    if (const GroupRow* group = groupOf(DiffieHellmanGroup::standardisedIdOf(parameters.encoded)))
        return known(KeyKind::DiffieHellman, *group, ParametersForm::Explicit);
    KeyDescription key{.kind = KeyKind::DiffieHellman, .bits = 0, .parameters = {}, .form = ParametersForm::Explicit};
    auto numbers = enterWhole(parameters.encoded, tagSequence);
    if (!numbers) return key;
    if (const auto prime = numbers->expect(tagInteger)) key.bits = bitsOf(prime->value);
    return key;
}

Result<KeyDescription> describeNumbered(const Tlv& parameters) {
    if (parameters.tag != tagInteger || parameters.value.size() != 1) return malformed("public key");
    const GroupRow* group = groupOf(parameters.value[0]);
    if (group == nullptr) return fail(ErrorCode::CardProtocolUnsupported, "number of domain parameters");
    const KeyKind kind = group->id <= lastField ? KeyKind::DiffieHellman : KeyKind::EllipticCurve;
    return known(kind, *group, ParametersForm::Numbered);
}

}  // namespace

Result<KeyDescription> describeKey(ByteView subjectPublicKeyInfo) {
    TRY(TlvReader info, enterWhole(subjectPublicKeyInfo, tagSequence));
    TRY(TlvReader algorithm, info.enter(tagSequence));
    TRY(const Tlv identifier, algorithm.expect(tagOid));
    TRY(const Tlv key, info.expect(tagBitString));
    if (is(identifier, rsaOid) || is(identifier, pssOid)) return describeRsa(key.value);
    const bool onCurve = is(identifier, curveOid);
    const bool inField = is(identifier, fieldOid) || is(identifier, oldFieldOid);
    if (!onCurve && !inField && !is(identifier, standardisedOid))
        return fail(ErrorCode::CardProtocolUnsupported, "kind of public key");
    TRY(const Tlv parameters, algorithm.next());
    if (onCurve) return describeCurve(parameters);
    if (inField) return describeField(parameters);
    return describeNumbered(parameters);
}

std::string_view domainParametersName(int parameterId) {
    const GroupRow* group = groupOf(parameterId);
    return group == nullptr ? std::string_view() : group->name;
}

}  // namespace cccd_bridge::emrtd
