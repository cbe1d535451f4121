#include "emrtd/lds/security_object.hpp"

#include "emrtd/tlv.hpp"
#include "support/issuer.hpp"
#include "support/scripted_transport.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;

namespace {

const std::map<int, Bytes> files{{1, Bytes{0x61}}, {13, Bytes{0x6D}}, {14, Bytes{0x6E}}};

}  // namespace

TEST_CASE("both versions, wrapped and bare") {
    const auto signer = test::makeIdentity(test::signerPlan());
    for (const bool newVersion : {false, true})
        for (const bool wrapped : {false, true}) {
            const auto object = parseSecurityObject(
                test::makeSecurityObject({.files = files, .newVersion = newVersion, .wrapped = wrapped}, signer));
            REQUIRE(object);
            CHECK(object->version == (newVersion ? 1 : 0));
            CHECK(object->ldsVersion == (newVersion ? std::optional<std::string>("0108") : std::nullopt));
            CHECK(object->hashAlgorithm == HashAlgorithm::Sha256);
            CHECK(object->dataGroupHashes.size() == 3);
            CHECK(object->find(13)->hash == hash(HashAlgorithm::Sha256, Bytes{0x6D}).value());
            CHECK(object->find(2) == nullptr);
            CHECK(object->envelope.signers.front().digestAlgorithm == HashAlgorithm::Sha256);
            REQUIRE(object->envelope.signers.front().signatureScheme);
            CHECK(object->envelope.signers.front().signatureScheme->kind == SignatureKind::Ecdsa);
            CHECK(object->envelope.certificates == std::vector<Bytes>{signer.der()});
            CHECK(object->envelope.signers.front().signedAttributes[0] == 0x31);
        }
}

TEST_CASE("the content types of early passports are security objects too, others are not") {
    const auto signer = test::makeIdentity(test::signerPlan());
    const Bytes content = parseSecurityObject(test::makeSecurityObject({.files = files}, signer))->envelope.content;
    const auto parsedAs = [&](const char* contentType) {
        return parseSecurityObject(test::makeSignedData({}, signer, contentType, content)).has_value();
    };
    CHECK(parsedAs("2.23.136.1.1.1"));
    CHECK(parsedAs("1.3.27.1.1.1"));
    CHECK(parsedAs("1.2.528.1.1006.1.20.1"));
    CHECK_FALSE(parsedAs("2.23.136.1.1.2"));
    CHECK_FALSE(parsedAs("1.3.27.1.1.2"));
}

TEST_CASE("a signer named by key identifier, and one that is not embedded") {
    const auto signer = test::makeIdentity(test::signerPlan());
    const auto byKey = parseSecurityObject(
        test::makeSecurityObject({.files = files, .embedSigner = false, .byKeyIdentifier = true}, signer));
    REQUIRE(byKey);
    CHECK(byKey->envelope.signers.front().identifier.subjectKeyIdentifier.size() == 20);
    CHECK(byKey->envelope.signers.front().identifier.issuer.empty());
    CHECK(byKey->envelope.certificates.empty());
}

TEST_CASE("unknown algorithms are no parse error") {
    const auto signer = test::makeIdentity(test::signerPlan());
    const auto object = parseSecurityObject(test::makeSecurityObject({.files = files, .hash = "SM3"}, signer));
    REQUIRE(object);
    CHECK_FALSE(object->hashAlgorithm);
}

TEST_CASE("a security object cut at any place is refused") {
    const Bytes file = test::makeSecurityObject({.files = files}, test::makeIdentity(test::signerPlan()));
    for (std::size_t length = 0; length < file.size(); ++length) {
        const auto object = parseSecurityObject(ByteView(file).first(length));
        REQUIRE_FALSE(object);
        CHECK(object.error().code == ErrorCode::CardFileMalformed);
    }
}

TEST_CASE("no hashes, a data group twice, or a number beyond sixteen is refused") {
    const auto signer = test::makeIdentity(test::signerPlan());
    CHECK_FALSE(parseSecurityObject(test::makeSecurityObject({.files = {}}, signer)));
    CHECK_FALSE(parseSecurityObject(test::makeSecurityObject({.files = {{17, Bytes{1}}}}, signer)));
    CHECK_FALSE(parseSecurityObject(test::makeSecurityObject({.files = {{0, Bytes{1}}}}, signer)));
}

TEST_CASE("padding behind the object and behind its tag, an indefinite length, other strings for the version") {
    const Bytes file =
        test::makeSecurityObject({.files = files, .newVersion = true}, test::makeIdentity(test::signerPlan()));
    const ByteView inside = TlvReader(file).next().value().value;
    Bytes padded = file;
    padded.insert(padded.end(), 40, 0xFF);
    CHECK(parseSecurityObject(padded));
    Bytes content(inside.begin(), inside.end());
    content.insert(content.end(), 2, 0x00);
    CHECK(parseSecurityObject(makeTlv(0x77, content)));
    content.insert(content.begin(), {0x77, 0x80});
    CHECK(parseSecurityObject(content));
    Bytes changed = file;
    const Bytes version = test::hex("130430313038");
    const auto at = std::ranges::search(changed, version);
    REQUIRE_FALSE(at.empty());
    *at.begin() = 0x0C;
    CHECK(parseSecurityObject(changed)->ldsVersion == "0108");
}
