#include "host/card_key.hpp"

#include <doctest/doctest.h>

using namespace cccd_bridge;
using host::cardKeyFromJson;
using host::KeyLedger;

namespace {

Result<host::CardKey> keyOf(const char* text) { return cardKeyFromJson(boost::json::parse(text).as_object()); }

Bytes digestOf(const char* text) { return *host::keyDigest(keyOf(text)->access); }

}  // namespace

TEST_CASE("keys as they come over the wire") {
    CHECK(keyOf(R"({"can": "012345"})")->access.kind() == emrtd::AccessKey::Kind::Can);
    CHECK(keyOf(R"({"mrz": {"documentNumber": "199012345", "dateOfBirth": "990205", "dateOfExpiry": "240205"}})")
              ->access.kind() == emrtd::AccessKey::Kind::Mrz);
    const auto fromQr = keyOf(R"({"qr": "001199012345||Nguyễn Thị Mẫu|05021999|Nữ|1 Phố Mẫu, Hà Nội|10052021"})");
    REQUIRE(fromQr);
    CHECK(fromQr->access == keyOf(R"({"can": "012345"})")->access);
    CHECK(fromQr->qr);
    for (const char* wrong : {R"({})", R"({"can": 12345})", R"({"can": "12345"})", R"({"can": "12345a"})",
                              R"({"can": "012345", "qr": "x"})", R"({"mrz": "x"})", R"({"mrz": {}})",
                              R"({"mrz": {"documentNumber": "1", "dateOfBirth": "99", "dateOfExpiry": "240205"}})"}) {
        CAPTURE(wrong);
        CHECK(keyOf(wrong).error().code == ErrorCode::ProtocolInvalidParams);
    }
    for (const char* other : {R"({"qr": "https://example.org"})",
                              R"({"qr": "001199012345|4e677579e1bb856e205468e1bb8b204de1baab75|05/02/1999|2|"})"}) {
        CAPTURE(other);
        CHECK(keyOf(other).error().code == ErrorCode::QrNotACard);
    }
}

TEST_CASE("a card without expiry has another key to try, any other card has not") {
    const auto variant = [](const char* birth, const char* expiry) {
        return cardKeyFromJson(
                   {{"mrz", {{"documentNumber", "058000019"}, {"dateOfBirth", birth}, {"dateOfExpiry", expiry}}}})
            ->lifetimeVariant;
    };
    CHECK(variant("580301", "991231") == emrtd::AccessKey::fromMrz("058000019", "580301", "990301").value());
    CHECK_FALSE(variant("580301", "280301"));
    CHECK_FALSE(variant("581231", "991231"));
    CHECK_FALSE(variant("58<<<<", "991231"));
    CHECK_FALSE(keyOf(R"({"can": "012345"})")->lifetimeVariant);
}

TEST_CASE("digests tell keys apart") {
    CHECK(digestOf(R"({"can": "012345"})") == digestOf(R"({"qr": "001199012345"})"));
    CHECK(digestOf(R"({"can": "012345"})") != digestOf(R"({"can": "012346"})"));
}

TEST_CASE("two keys an insertion, a refused one never again") {
    const Bytes right{1}, wrong{2}, third{3};
    KeyLedger ledger;
    CHECK(ledger.admit(wrong));
    ledger.tried(wrong);
    CHECK(ledger.admit(wrong));
    ledger.refused(wrong);
    CHECK(ledger.admit(wrong).error().code == ErrorCode::CardKeyAlreadyTried);
    CHECK(ledger.admit(right));
    ledger.tried(right);
    ledger.tried(right);
    CHECK(ledger.admit(right));
    CHECK(ledger.admit(third).error().code == ErrorCode::CardKeyLimit);
}
