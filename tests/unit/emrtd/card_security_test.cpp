#include "emrtd/card_security.hpp"

#include "support/card_security_file.hpp"

#include <doctest/doctest.h>

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;
using test::hex;

namespace {

// ChipAuthenticationPublicKeyInfo; the key identifier is a whole INTEGER or nothing.
Bytes publicKeyInfo(const Bytes& point, const Bytes& keyId) {
    const Bytes key = makeTlv(0x03, test::joined({Bytes{0x00}, point}));
    const Bytes subject = makeTlv(0x30, test::joined({hex("300906072A8648CE3D0201"), key}));
    return makeTlv(0x30, test::joined({hex("060904007F000702020102"), subject, keyId}));
}

}  // namespace

TEST_CASE("EF.CardSecurity gives the chip's keys over curves, whatever stands beside them") {
    const Bytes infos =
        makeTlv(0x31, test::joined({publicKeyInfo(hex("04AABB"), hex("02010D")), hex("300D060804007F0007020202020101"),
                                    publicKeyInfo(hex("04CCDD"), {}),
                                    // A key over a field.
                                    hex("3013060904007F0007020201013006300006000300")}));
    const auto parsed = parseCardSecurity(test::cardSecurityFile(infos));
    REQUIRE(parsed);
    CHECK(parsed->securityInfos == infos);
    REQUIRE(parsed->keys.size() == 2);
    CHECK(parsed->keys[0].publicKey == hex("04AABB"));
    CHECK(parsed->keys[0].keyId == 13);
    CHECK(parsed->keys[1].publicKey == hex("04CCDD"));
    CHECK_FALSE(parsed->keys[1].keyId);
}

TEST_CASE("malformed or other content is refused") {
    const Bytes good = makeTlv(0x31, publicKeyInfo(hex("04AABB"), hex("02010D")));
    CHECK(parseCardSecurity(test::cardSecurityFile(good)));
    const auto refused = [](const Bytes& file) {
        const auto parsed = parseCardSecurity(file);
        return !parsed && parsed.error().code == ErrorCode::CardFileMalformed;
    };
    CHECK(refused({}));
    CHECK(refused(good));
    // EF.SOD's content type.
    CHECK(refused(test::cardSecurityFile(good, hex("0606678108010101"))));
    CHECK(refused(test::cardSecurityFile(hex("3000"))));
    // Unused bits, an empty key, a key that is no SEQUENCE.
    CHECK(refused(test::cardSecurityFile(makeTlv(0x31, hex("3018060904007F000702020102300B3006060400000000030101")))));
    CHECK(refused(test::cardSecurityFile(makeTlv(0x31, publicKeyInfo({}, {})))));
    CHECK(refused(test::cardSecurityFile(makeTlv(0x31, hex("300E060904007F000702020102020101")))));
    CHECK(refused(test::cardSecurityFile(makeTlv(0x31, publicKeyInfo(hex("04AABB"), hex("020180"))))));
    Bytes cut = test::cardSecurityFile(good);
    for (std::size_t length = 0; length < cut.size(); ++length) {
        CAPTURE(length);
        CHECK(refused(Bytes(cut.begin(), cut.begin() + static_cast<std::ptrdiff_t>(length))));
    }
}

TEST_CASE("without a file or a key in it nothing is judged") {
    const ChipMappingData data{13, hex("04"), {}};
    CHECK(judgeChipMapping(data, {})->outcome == ChipMappingProof::Outcome::NoKey);
    const Bytes empty = test::cardSecurityFile(hex("3100"));
    const auto proof = judgeChipMapping(data, empty);
    CHECK(proof->outcome == ChipMappingProof::Outcome::NoKey);
    CHECK(proof->cardSecurity == empty);
}
