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

TEST_CASE("a document gives what was asked for and no more") {
    CardDocument document;
    document.setSecurityObject({0x77, 0x00});
    for (const int number : {1, 2, 13, 14, 15}) document.addDataGroup(number, {static_cast<Byte>(number)});
    const emrtd::ActiveAuthenticationExchange exchange{.challenge = *challengeOf(sample), .signature = Bytes(8, 1)};
    const auto numbers = [&](bool withText, bool chipSigned) {
        const auto answer = chipSigned ? std::optional(exchange) : std::nullopt;
        std::string text;
        const Evidence evidence =
            makeEvidence(document, {.withText = withText, .challenge = sample}, answer, sample.time);
        for (const auto& [number, content] : evidence.dataGroups) text += std::to_string(number) + " ";
        CHECK(evidence.activeAuthentication.has_value() == chipSigned);
        return text;
    };
    CHECK(numbers(false, false) == "1 ");
    CHECK(numbers(true, false) == "1 13 ");
    CHECK(numbers(false, true) == "1 14 15 ");
    CHECK(numbers(true, true) == "1 13 14 15 ");
}
