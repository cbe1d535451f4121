// Chip authentication: the terminal's side is OpenSSL's key agreement with the public key that DG14 holds.
#include "terminal.hpp"

#include "virtual-card/der.hpp"
#include "virtual-card/group.hpp"
#include "virtual-card/keys.hpp"
#include "virtual-card/personalize.hpp"

#include <doctest/doctest.h>

using namespace virtual_card_test;

namespace {

/// A session with the application selected.
Terminal opened(Card& card) {
    Terminal terminal(card);
    REQUIRE(terminal.openWithCan("012345") == 0x9000);
    REQUIRE(terminal.selectApplication().status == 0x9000);
    return terminal;
}

std::string pki(const std::string& name) {
    return std::string(CCCD_SOURCE_DIR) + "/tests/virtual-card/pki/" + name + ".key.pem";
}

}  // namespace

TEST_CASE("every kind of key and cipher leads to a channel that works") {
    struct Case {
        const char* card;
        const char* key;
        Cipher cipher;
        std::optional<Byte> keyId;
    };
    for (const Case& one : {Case{"nguyen-thi-mau", "chip-authentication", Cipher::Aes128, {}},
                            Case{"ca-explicit-p384-aes256", "chip-authentication-p384", Cipher::Aes256, Byte{7}},
                            Case{"ca-explicit-p384-aes256", "chip-authentication-p384", Cipher::Aes256, {}},
                            Case{"ca-dh", "chip-authentication-dh", Cipher::Aes192, {}},
                            Case{"ca-standardized", "chip-authentication", Cipher::Aes128, {}},
                            Case{"ca-two-keys", "chip-authentication-p384", Cipher::Aes128, Byte{1}},
                            Case{"ca-two-keys", "chip-authentication", Cipher::Aes128, Byte{2}}}) {
        CAPTURE(one.card);
        Card card = cardNamed(one.card);
        Terminal terminal = opened(card);
        REQUIRE(terminal.authenticateChip(readPrivateKey(pki(one.key)).get(), one.cipher, one.keyId) == 0x9000);
        CHECK(terminal.readFile(0x0101).size() == 95);
    }
}

TEST_CASE("3DES by MSE:Set KAT") {
    for (const auto& [name, key] : {std::pair{"ca-3des", "chip-authentication"}, {"ca-dh", "chip-authentication-dh"}}) {
        CAPTURE(name);
        Card card = cardNamed(name);
        Terminal terminal = opened(card);
        REQUIRE(terminal.authenticateChipByKeyAgreementTemplate(readPrivateKey(pki(key)).get()) == 0x9000);
        CHECK(terminal.readFile(0x0101).size() == 95);
    }
}

TEST_CASE("the agreed keys of a clone do not fit") {
    Card card = cardNamed("ca-clone");
    Terminal terminal = opened(card);
    REQUIRE(terminal.authenticateChip(readPrivateKey(pki("chip-authentication")).get(), Cipher::Aes128, {}) == 0x9000);
    CHECK(terminal.selectFile(0x0101).status == 0x6988);
}

TEST_CASE("what chip authentication refuses") {
    Card card = cardNamed("ca-two-keys");
    Terminal terminal = opened(card);
    const Bytes aes128 = der::object(0x80, fromHex("04007F00070202030202"));
    CHECK(terminal.send(0x22, 0x41, 0xA4, aes128, {}).status == 0x6A88);  // which of the two keys?
    CHECK(terminal.send(0x22, 0x41, 0xA4, concat(aes128, fromHex("840103")), {}).status == 0x6A88);
    CHECK(terminal.send(0x22, 0x41, 0xA4, der::object(0x80, fromHex("04007F00070202030204")), {}).status == 0x6A80);
    CHECK(terminal.send(0x22, 0x41, 0xA6, der::object(0x91, fromHex("04")), {}).status == 0x6A88);
    CHECK(terminal.send(0x86, 0x00, 0x00, fromHex("7C038001FF"), 256).status == 0x6985);
    REQUIRE(terminal.send(0x22, 0x41, 0xA4, concat(aes128, fromHex("840102")), {}).status == 0x9000);
    CHECK(terminal.send(0x86, 0x00, 0x00, fromHex("7C038001FF"), 256).status == 0x6A80);
    CHECK(terminal.readFile(0x0101).size() == 95);  // the old session goes on
    CHECK(toHex(card.transmit(fromHex("002241A40C800A04007F00070202030202"))) == "6982");
}

TEST_CASE("a Diffie-Hellman key of the wrong order is refused") {
    Card card = cardNamed("ca-dh");
    Terminal terminal = opened(card);
    const Bytes identifier = der::object(0x80, fromHex("04007F00070202030103"));
    for (const char* bad : {"01", "02"}) {
        REQUIRE(terminal.send(0x22, 0x41, 0xA4, identifier, {}).status == 0x9000);
        const Bytes data = der::object(0x7C, der::object(0x80, fromHex(bad)));
        CHECK(terminal.send(0x86, 0x00, 0x00, data, 256).status == 0x6A80);
    }
}

TEST_CASE("a long key may come in parts") {
    Card card = cardNamed("ca-dh");
    Terminal terminal = opened(card);
    const Bytes identifier = der::object(0x80, fromHex("04007F00070202030103"));
    REQUIRE(terminal.send(0x22, 0x41, 0xA4, identifier, {}).status == 0x9000);
    const Bytes key = publicElement(readPrivateKey(pki("chip-authentication-dh")).get());
    const Bytes data = der::object(0x7C, der::object(0x80, key));
    CHECK(terminal.send(0x86, 0x00, 0x00, ByteView(data).first(150), {}, false, 0x10).status == 0x9000);
    CHECK(toHex(terminal.send(0x86, 0x00, 0x00, ByteView(data).subspan(150), 256).data) == "7C00");

    Card other = cardFrom(R"({"extends": "ca-dh.json", "apdu": {"commandChaining": false}})");
    Terminal refused = opened(other);
    REQUIRE(refused.send(0x22, 0x41, 0xA4, identifier, {}).status == 0x9000);
    CHECK(refused.send(0x86, 0x00, 0x00, ByteView(data).first(150), {}, false, 0x10).status == 0x6884);
}

TEST_CASE("DG14 says how the domain parameters are written") {
    const auto dg14 = [](const char* name) {
        return toHex(personalize(loadCardFile(cardPath(name)))->applicationFiles.at(fid::dataGroup(14)).content);
    };
    CHECK(dg14("nguyen-thi-mau").find("06092B2403030208010107") != std::string::npos);  // brainpoolP256r1
    CHECK(dg14("ca-standardized").find("300C060704007F0007010202010D") != std::string::npos);
    const std::string explicitKey = dg14("ca-explicit-p384-aes256");
    CHECK(explicitKey.find("06072A8648CE3D0101") != std::string::npos);  // a prime field is described
    CHECK(explicitKey.find("060A04007F00070202030204020101020107") != std::string::npos);
    CHECK(dg14("ca-dh").find("06072A8648CE3E0201") != std::string::npos);
}

TEST_CASE("a data group may stay out of the security object") {
    const auto hashed = [](const char* name, int group) {
        const auto image = personalize(loadCardFile(cardPath(name)));
        const Bytes hash = digest("SHA256", image->applicationFiles.at(fid::dataGroup(group)).content);
        return toHex(image->applicationFiles.at(fid::sod).content).find(toHex(hash)) != std::string::npos;
    };
    CHECK(hashed("nguyen-thi-mau", 14));
    CHECK_FALSE(hashed("ca-key-not-signed", 14));
    CHECK(hashed("ca-key-not-signed", 15));
    CHECK_FALSE(hashed("aa-key-not-signed", 15));
}
