#include "host/evidence.hpp"

#include "base/hex.hpp"
#include "host/wire_text.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

using namespace cccd_bridge;
using namespace cccd_bridge::host;

namespace {

const ChallengeParts sample{.origin = "https://dichvucong.example.gov.vn",
                            .nonce = "c2FtcGxlLW5vbmNlLTAwMDE=",
                            .time = *timeFromIso("2026-11-20T08:30:00Z")};

Evidence sampleEvidence() {
    return Evidence{.createdAt = sample.time,
                    .hostVersion = "0.1.0",
                    .textRequested = true,
                    .securityObject = {0x77, 0x00},
                    .dataGroups = {{1, {0x61, 0x00}}, {15, {0x6F, 0x00}}},
                    .activeAuthentication = SignedChallenge{
                        .parts = sample, .exchange = {.challenge = *challengeOf(sample), .signature = Bytes(8, 1)}}};
}

}  // namespace

TEST_CASE("the challenge of docs/evidence.md") {
    CHECK(toHex(*challengeOf(sample)) == "272b2895b7c671c7");
    // A letter that moves from one part to the next gives another challenge.
    ChallengeParts moved = sample;
    moved.nonce = moved.origin.back() + moved.nonce;
    moved.origin.pop_back();
    CHECK(*challengeOf(moved) != *challengeOf(sample));
}

TEST_CASE("a challenge of one's own has no origin and another nonce each time") {
    const auto first = ownChallenge(sample.time);
    const auto second = ownChallenge(sample.time);
    REQUIRE(first);
    REQUIRE(second);
    CHECK(first->origin.empty());
    CHECK(isNonce(first->nonce));
    CHECK(first->nonce != second->nonce);
}

TEST_CASE("origins and nonces have one spelling in bytes") {
    for (const std::string_view text : {"https://a", "http://127.0.0.1:8080", "https://[::1]:443"})
        CHECK_MESSAGE(isOrigin(text), text);
    for (const std::string_view text : {"", "https://", "ftp://a", "https://a/", "https://a?b", "https://a#b", "a",
                                        "https://u@a", "https://a b", "https://\xC3\xA9", "null"})
        CHECK_MESSAGE(!isOrigin(text), text);
    CHECK_FALSE(isOrigin("https://" + std::string(250, 'a')));
    CHECK(isNonce(std::string(maximumNonce, 'x')));
    CHECK_FALSE(isNonce(std::string(maximumNonce + 1, 'x')));
    for (const std::string_view text : {"", "a b", "a\n", "\xC3\xA9", "a\x7F"}) CHECK_MESSAGE(!isNonce(text), text);
}

TEST_CASE("evidence is read as it was written") {
    const json::object written = toJson(sampleEvidence());
    const auto read = evidenceFromJson(written);
    REQUIRE(read);
    CHECK(toJson(*read) == written);
    CHECK(read->activeAuthentication->exchange.challenge == *challengeOf(sample));
}

namespace {

// ActiveAuthenticationInfo with ecdsa-plain-SHA256 (9303-11 §9.2.4), alone in DG14.
const SecretBytes namingHash = [] {
    const Bytes file = *fromHex("6E1B311930170606678108010105020101060A04007F00070101040103");
    return SecretBytes(file.begin(), file.end());
}();

CardDocument documentOf(const SecretBytes& dg14) {
    CardDocument document;
    document.setSecurityObject({0x77, 0x00});
    for (const int number : {1, 2, 13, 15}) document.addDataGroup(number, {static_cast<Byte>(number)});
    document.addDataGroup(14, dg14);
    return document;
}

std::string kept(const CardDocument& document, bool withText, std::size_t signatureLength) {
    const emrtd::ActiveAuthenticationExchange exchange{.challenge = *challengeOf(sample),
                                                       .signature = Bytes(signatureLength, 1)};
    const auto evidence = makeEvidence(document, {.withText = withText, .challenge = sample}, exchange, sample.time);
    if (!evidence) return "none";
    std::string text = evidence->activeAuthentication ? "signed" : "unsigned";
    for (const auto& [number, content] : evidence->dataGroups) text += " " + std::to_string(number);
    return text;
}

}  // namespace

TEST_CASE("a document gives what was asked for and no more") {
    const CardDocument document = documentOf({0x6E, 0x02, 0x31, 0x00});
    CHECK(kept(document, false, 8) == "signed 1 15");
    CHECK(kept(document, true, 8) == "signed 1 13 15");
    CHECK(kept(documentOf(namingHash), false, 8) == "signed 1 14 15");
    CHECK(kept(documentOf(namingHash), true, 0) == "unsigned 1 13");
    CHECK(kept(document, false, 1536) == "signed 1 15");
    CHECK(kept(document, false, 1537) == "unsigned 1");
    const auto unsignedEvidence =
        makeEvidence(document, {.withText = false, .challenge = sample}, std::nullopt, sample.time);
    CHECK_FALSE(unsignedEvidence->activeAuthentication);
}

TEST_CASE("no evidence without a security object, nor of more than a message can carry") {
    CardDocument unsignedDocument;
    unsignedDocument.addDataGroup(1, {0x61});
    CHECK(kept(unsignedDocument, false, 8) == "none");
    CardDocument document = documentOf({});
    document.addDataGroup(13, SecretBytes(maximumEvidence - 4, 0));
    CHECK(kept(document, true, 8) == "signed 1 13 15");
    document.addDataGroup(13, SecretBytes(maximumEvidence - 3, 0));
    CHECK(kept(document, true, 8) == "none");
    CHECK(kept(document, false, 8) == "signed 1 15");
}

TEST_CASE("what is not evidence, and what is of a later version") {
    const auto codeOf = [](const json::object& object) { return evidenceFromJson(object).error().code; };
    json::object later = toJson(sampleEvidence());
    later["version"] = evidenceVersion + 1;
    later["unknown"] = 1;
    CHECK(codeOf(later) == ErrorCode::EvidenceVersionUnknown);
    later["format"] = "other";
    CHECK(codeOf(later) == ErrorCode::EvidenceMalformed);
    json::object extended = toJson(sampleEvidence());
    extended["unknown"] = 1;
    CHECK(codeOf(extended) == ErrorCode::EvidenceMalformed);
}
