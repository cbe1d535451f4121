// Card files: all of them load, wrong ones are refused with a reason, and what they print is what they hold.
#include "terminal.hpp"

#include "virtual-card/errors.hpp"
#include "virtual-card/facts.hpp"

#include <doctest/doctest.h>
#include <boost/json.hpp>

#include <filesystem>

using namespace virtual_card_test;

TEST_CASE("every card file of the project makes a card") {
    unsigned count = 0;
    for (const auto& entry :
         std::filesystem::directory_iterator(std::string(CCCD_SOURCE_DIR) + "/tests/virtual-card/cards")) {
        CAPTURE(entry.path().string());
        CHECK_NOTHROW(Card(loadCardFile(entry.path().string())));
        CHECK_NOTHROW(publicFacts(loadCardFile(entry.path().string())));
        ++count;
    }
    CHECK(count > 30);
}

TEST_CASE("QR text of both layouts") {
    CHECK(qrText(loadCardFile(cardPath("nguyen-thi-mau"))) ==
          "001199012345|012345678|Nguyễn Thị Mẫu|05021999|Nữ|1 Phố Mẫu, Hà Nội|10052021");
    CHECK(qrText(loadCardFile(cardPath("pham-minh-moi"))) ==
          "048203990024||Phạm Minh Mới|19072003|Nam|12 Bạch Đằng, Phường Hải Châu, Thành phố Đà Nẵng|02102024||||");
}

TEST_CASE("a card file can change one thing of another, also to null") {
    const CardDescription card = parseCardFile(
        R"({"extends": "nguyen-thi-mau.json", "holder": {"expiryDate": null}, "access": {"can": "654321"}})", "/");
    CHECK_FALSE(card.holder.expiryDate);
    CHECK(card.holder.fullName == "Nguyễn Thị Mẫu");
    CHECK(card.can == "654321");
}

TEST_CASE("mistakes in a card file are refused") {
    const auto refuses = [](const std::string& text) {
        CAPTURE(text);
        CHECK_THROWS_AS(parseCardFile(text, "/"), CardFileError);
    };
    refuses("");
    refuses("[]");
    refuses("{}");
    refuses(R"({"extends": "there-is-none.json"})");
    refuses(R"({"extends": "nguyen-thi-mau.json", "holdr": {}})");
    refuses(R"({"extends": "nguyen-thi-mau.json", "holder": {"dateOfBirth": "05/02/1999"}})");
    refuses(R"({"extends": "nguyen-thi-mau.json", "access": {"pace": [{"cipher": "aes512"}]}})");
    refuses(R"({"extends": "nguyen-thi-mau.json", "access": {"pace": [{"parameterId": 3}]}})");
    refuses(R"({"extends": "nguyen-thi-mau.json", "faults": [{"kind": "stall"}]})");
    refuses(R"({"extends": "nguyen-thi-mau.json", "faults": [{"kind": "stall", "atApdu": 3, "onFile": "DG1"}]})");
    refuses(R"({"extends": "nguyen-thi-mau.json", "tamperAfterSigning": [{"file": "DG99"}]})");
}

TEST_CASE("the public facts name the keys that open the card") {
    const auto facts = boost::json::parse(publicFacts(loadCardFile(cardPath("nguyen-thi-mau"))));
    CHECK(facts.at("key").at("can").as_string() == "012345");
    CHECK(facts.at("key").at("mrz").at("documentNumber").as_string() == "199012345");
    CHECK(facts.at("citizen").at("placeOfResidence").as_string() == "1 Phố Mẫu, Hà Nội");
    const auto files = boost::json::parse(filesAsJson(loadCardFile(cardPath("nguyen-thi-mau"))));
    CHECK(files.as_object().contains("011D"));
    CHECK_FALSE(files.as_object().contains("0103"));
}
