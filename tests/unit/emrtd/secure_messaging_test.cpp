#include "emrtd/secure_messaging.hpp"

#include "emrtd/crypto/cipher.hpp"
#include "emrtd/tlv.hpp"
#include "support/scripted_transport.hpp"

#include <doctest/doctest.h>

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;
using test::hex;
using test::secret;

namespace {

constexpr std::array<CipherKind, 4> kinds{CipherKind::TripleDes, CipherKind::Aes128, CipherKind::Aes192,
                                          CipherKind::Aes256};

SecureMessaging session(CipherKind kind) {
    const SecretBytes encryption(keyLength(kind), 0x11);
    const SecretBytes authentication(keyLength(kind), 0x22);
    return SecureMessaging::create(kind, encryption, authentication, Bytes(blockLength(kind))).value();
}

// A card's answer under the same keys with the counter at `count`, put together step by step from 9303-11 §9.8.5.
Bytes protectedAnswer(CipherKind kind, Byte count, ByteView data, std::string_view sw, Byte dataTag = 0x87) {
    Bytes counter(blockLength(kind));
    counter.back() = count;
    Bytes vector(blockLength(kind));
    if (kind != CipherKind::TripleDes) vector = encryptBlock(kind, Bytes(keyLength(kind), 0x11), counter).value();
    Bytes objects;
    if (!data.empty()) {
        SecretBytes padded(data.begin(), data.end());
        padMethod2(padded, blockLength(kind));
        Bytes value = encryptCbc(kind, Bytes(keyLength(kind), 0x11), vector, padded).value();
        if (dataTag == 0x87) value.insert(value.begin(), 0x01);
        appendTlv(objects, dataTag, value);
    }
    appendTlv(objects, 0x99, hex(sw));
    SecretBytes message(counter.begin(), counter.end());
    message.insert(message.end(), objects.begin(), objects.end());
    if (kind != CipherKind::TripleDes) padMethod2(message, 16);
    appendTlv(objects, 0x8E, mac8(kind, Bytes(keyLength(kind), 0x22), message).value());
    const Bytes status = hex(sw);
    objects.insert(objects.end(), status.begin(), status.end());
    return objects;
}

}  // namespace

TEST_CASE("answers open under every cipher, also without data and with errors") {
    for (const CipherKind kind : kinds) {
        auto secure = session(kind);
        REQUIRE(secure.protect({0x00, 0xB0, 0x00, 0x00, {}, 4}));
        CHECK(secure.unprotect(protectedAnswer(kind, 2, hex("60145F01"), "9000"))->data == secret("60145F01"));
        REQUIRE(secure.protect({0x00, 0xA4, 0x02, 0x0C, hex("010B"), std::nullopt}));
        const auto missing = secure.unprotect(protectedAnswer(kind, 4, {}, "6A82"));
        REQUIRE(missing);
        CHECK(missing->sw == 0x6A82);
        CHECK(missing->data.empty());
    }
}

TEST_CASE("the answer to an odd instruction is wrapped without padding indicator") {
    auto secure = session(CipherKind::Aes128);
    const auto command = secure.protect({0x00, 0xB1, 0x00, 0x00, hex("5403010000"), 256});
    REQUIRE(command);
    const auto parsed = CommandApdu::parse(*command);
    REQUIRE(parsed);
    CHECK(parsed->cla == 0x0C);
    CHECK(parsed->data[0] == 0x85);
    CHECK(parsed->data[1] == 16);
    CHECK(secure.unprotect(protectedAnswer(CipherKind::Aes128, 2, hex("5302AABB"), "9000", 0x85))->data ==
          secret("5302AABB"));
}

TEST_CASE("an answer that was touched anywhere is refused") {
    for (const CipherKind kind : kinds) {
        const Bytes good = protectedAnswer(kind, 2, hex("60145F01"), "9000");
        for (std::size_t at = 0; at + 2 < good.size(); ++at) {
            Bytes bad = good;
            bad[at] ^= 0x01;
            auto secure = session(kind);
            REQUIRE(secure.protect({0x00, 0xB0, 0x00, 0x00, {}, 4}));
            const auto response = secure.unprotect(bad);
            REQUIRE_FALSE(response);
            CHECK(response.error().code == ErrorCode::CardSecureMessagingFailed);
        }
    }
}

TEST_CASE("an answer of another step is refused") {
    auto secure = session(CipherKind::Aes128);
    REQUIRE(secure.protect({0x00, 0xB0, 0x00, 0x00, {}, 4}));
    const Bytes replayed = protectedAnswer(CipherKind::Aes128, 4, hex("60145F01"), "9000");
    CHECK(secure.unprotect(replayed).error().code == ErrorCode::CardSecureMessagingFailed);
}

TEST_CASE("answers cut short at every place are refused") {
    const Bytes good = protectedAnswer(CipherKind::Aes128, 2, hex("60145F01"), "9000");
    for (std::size_t length = 0; length < good.size(); ++length) {
        auto secure = session(CipherKind::Aes128);
        REQUIRE(secure.protect({0x00, 0xB0, 0x00, 0x00, {}, 4}));
        CHECK_FALSE(secure.unprotect(ByteView(good).first(length)));
    }
}

TEST_CASE("a status object is needed") {
    auto secure = session(CipherKind::TripleDes);
    REQUIRE(secure.protect({0x00, 0xB0, 0x00, 0x00, {}, 4}));
    SecretBytes message = secret("0000000000000002");
    const Bytes mac = mac8(CipherKind::TripleDes, Bytes(16, 0x22), message).value();
    Bytes answer = makeTlv(0x8E, mac);
    answer.push_back(0x90);
    answer.push_back(0x00);
    CHECK_FALSE(secure.unprotect(answer));
}

TEST_CASE("what fits a short answer is known to the byte") {
    for (const CipherKind kind : kinds) {
        const auto secure = session(kind);
        for (const std::size_t limit : {std::size_t{256}, std::size_t{65536}}) {
            const std::size_t most = secure.maxResponseData(limit);
            CHECK(protectedAnswer(kind, 2, Bytes(most, 0x5A), "9000").size() - 2 <= limit);
            CHECK(protectedAnswer(kind, 2, Bytes(most + 1, 0x5A), "9000").size() - 2 > limit);
        }
    }
    CHECK(session(CipherKind::TripleDes).maxResponseData(256) == 231);
    CHECK(session(CipherKind::Aes128).maxResponseData(256) == 223);
}

TEST_CASE("extended commands stay extended inside") {
    auto secure = session(CipherKind::Aes128);
    const auto command = secure.protect({0x00, 0xB0, 0x00, 0x00, {}, 2048, true});
    REQUIRE(command);
    const auto parsed = CommandApdu::parse(*command);
    REQUIRE(parsed);
    CHECK(parsed->extended);
    CHECK(parsed->le == maxExtendedLe);
    CHECK(toHex(ByteView(parsed->data).first(4)) == "97020800");
}

TEST_CASE("the counter carries over") {
    auto secure = SecureMessaging::create(CipherKind::TripleDes, SecretBytes(16, 0x11), SecretBytes(16, 0x22),
                                          hex("00000000000000FE"))
                      .value();
    REQUIRE(secure.protect({0x00, 0xB0, 0x00, 0x00, {}, 4}));
    SecretBytes message = secret("000000000000010099029000");
    Bytes answer = hex("99029000");
    appendTlv(answer, 0x8E, mac8(CipherKind::TripleDes, Bytes(16, 0x22), message).value());
    answer.push_back(0x90);
    answer.push_back(0x00);
    CHECK(secure.unprotect(answer));
}
