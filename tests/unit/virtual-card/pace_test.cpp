// PACE with every mapping, cipher and set of domain parameters, EF.CardSecurity, and what the card refuses.
#include "terminal.hpp"

#include "virtual-card/errors.hpp"
#include "virtual-card/keys.hpp"
#include "virtual-card/personalize.hpp"

#include <doctest/doctest.h>

using namespace virtual_card_test;

namespace {

using Mapping = PaceOption::Mapping;

PrivateKey key(const std::string& name) {
    return readPrivateKey(std::string(CCCD_SOURCE_DIR) + "/tests/virtual-card/pki/" + name + ".key.pem");
}

const PaceOption cam{Cipher::Aes128, 13, Mapping::ChipAuthentication};

/// A card that offers just this.
Card offering(const std::string& mapping, const std::string& cipher, int parameterId) {
    return cardFrom(R"({"extends": "nguyen-thi-mau.json", "access": {"pace": [{"mapping": ")" + mapping +
                    R"(", "cipher": ")" + cipher + R"(", "parameterId": )" + std::to_string(parameterId) + "}]}}");
}

}  // namespace

TEST_CASE("every mapping with every cipher and every set of parameters opens the card") {
    const std::pair<const char*, Cipher> ciphers[] = {{"3des", Cipher::TripleDes},
                                                      {"aes128", Cipher::Aes128},
                                                      {"aes192", Cipher::Aes192},
                                                      {"aes256", Cipher::Aes256}};
    const std::pair<const char*, Mapping> mappings[] = {{"dh-gm", Mapping::Generic},
                                                        {"dh-im", Mapping::Integrated},
                                                        {"ecdh-gm", Mapping::Generic},
                                                        {"ecdh-im", Mapping::Integrated}};
    for (const auto& [mappingName, mapping] : mappings) {
        const bool modular = mappingName[0] == 'd';
        for (int parameterId = modular ? 0 : 8; parameterId <= (modular ? 2 : 18); ++parameterId) {
            if (parameterId == 10 && mapping == Mapping::Integrated) continue;  // secp224r1 has none
            for (const auto& [cipherName, cipher] : ciphers) {
                CAPTURE(mappingName);
                CAPTURE(cipherName);
                CAPTURE(parameterId);
                Card card = offering(mappingName, cipherName, parameterId);
                Terminal terminal(card);
                REQUIRE(terminal.openWithCan("012345", {cipher, parameterId, mapping}) == 0x9000);
                CHECK(terminal.selectApplication().status == 0x9000);
                CHECK(terminal.readFile(0x011E).size() == 26);
            }
        }
    }
}

TEST_CASE("the chip authentication mapping proves the key in EF.CardSecurity, which a clone has not") {
    for (const auto& [name, genuine] : {std::pair{"pace-cam", true}, {"pace-cam-clone", false}}) {
        CAPTURE(name);
        Card card = cardNamed(name);
        Terminal terminal(card);
        CHECK(terminal.selectFile(0x011D).status == 0x6982);
        REQUIRE(terminal.openWithCan("012345", cam) == 0x9000);
        CHECK(terminal.mappedWith(key("chip-authentication").get()) == genuine);
        CHECK(terminal.mappedWith(key("chip-authentication-clone").get()) != genuine);
        const std::string security = toHex(terminal.readFile(0x011D));
        // ChipAuthenticationPublicKeyInfo with standardized parameters 13 and key id 13
        CHECK(security.find("060904007F0007020201023052300C060704007F0007010202010D0342") != std::string::npos);
        CHECK(security.find("3012060A04007F0007020204060202010202010D") != std::string::npos);
        CHECK(security.find("060804007F0007030201") != std::string::npos);
        REQUIRE(terminal.selectApplication().status == 0x9000);
        CHECK(terminal.readFile(0x0101).size() == 95);
    }
}

TEST_CASE("parameters must be named when one protocol has several") {
    Card card = cardNamed("pace-many-offers");
    CHECK(toHex(card.transmit(fromHex("0022C1A40F800A04007F00070202040204830102"))) == "6A88");
    CHECK(toHex(card.transmit(fromHex("0022C1A412800A04007F0007020204020483010284010C"))) == "6A88");
    CHECK(toHex(card.transmit(fromHex("0022C1A412800A04007F00070202040204830102840110"))) == "9000");
    CHECK(toHex(card.transmit(fromHex("0022C1A40F800A04007F00070202040602830102"))) == "9000");
    CHECK(toHex(card.transmit(fromHex("0022C1A40F800A04007F00070202040302830102"))) == "6A80");
    Terminal terminal(card);
    CHECK(terminal.openWithCan("012345", cam) == 0x9000);
    CHECK(terminal.openWithCan("012345", {Cipher::Aes128, 12, Mapping::Integrated}) == 0x9000);
}

TEST_CASE("false mapping data is refused") {
    Card card = offering("dh-gm", "aes128", 0);
    const auto started = [&card] {
        card.reset();
        REQUIRE(toHex(card.transmit(fromHex("0022C1A40F800A04007F00070202040102830102"))) == "9000");
        card.transmit(fromHex("10860000027C0000"));
    };
    for (const char* element : {"00", "01", "02"}) {  // not a key, neutral, of another order
        started();
        CHECK(toHex(card.transmit(fromHex(std::string("10860000057C038101") + element + "00"))) == "6300");
    }
    Card integrated = offering("ecdh-im", "aes128", 13);
    REQUIRE(toHex(integrated.transmit(fromHex("0022C1A40F800A04007F00070202040402830102"))) == "9000");
    integrated.transmit(fromHex("10860000027C0000"));
    CHECK(toHex(integrated.transmit(fromHex("10860000057C0381010100"))) == "6A80");
}

TEST_CASE("EF.CardAccess and DG14 may differ") {
    const auto dg14 = [](const char* name) {
        return toHex(personalize(loadCardFile(cardPath(name)))->applicationFiles.at(fid::dataGroup(14)).content);
    };
    const std::string aes128 = "3012060A04007F0007020204020202010202010D";
    Card card = cardNamed("pace-downgrade");
    card.transmit(fromHex("00A4020C02011C"));
    CHECK(toHex(card.transmit(fromHex("00B0000000"))).find(aes128) == std::string::npos);
    CHECK(dg14("pace-downgrade").find(aes128) != std::string::npos);
    CHECK(dg14("pace-not-in-dg14").find("04007F000702020402") == std::string::npos);
    CHECK(dg14("nguyen-thi-mau").find(aes128) != std::string::npos);
}

TEST_CASE("offers that make no sense are refused in a card file") {
    for (const char* offer :
         {R"({"mapping": "ecdh-im", "parameterId": 10})", R"({"mapping": "dh-gm", "parameterId": 13})",
          R"({"mapping": "ecdh-gm", "parameterId": 2})", R"({"mapping": "ecdh-cam"})",
          R"({"mapping": "ecdh-cam", "cipher": "3des"})"}) {
        CAPTURE(offer);
        CHECK_THROWS_AS(
            parseCardFile(std::string(R"({"extends": "nguyen-thi-mau.json", "access": {"pace": [)") + offer + "]}}",
                          "/"),
            CardFileError);
    }
    CHECK_THROWS_AS(cardFrom(R"({"extends": "nguyen-thi-mau.json", "access": {"pace": [{"mapping": "ecdh-cam"}]},
                                 "chipAuthenticationMapping": [{"key": "pki/chip-authentication-p384.key.pem"}]})"),
                    CardFileError);
}
