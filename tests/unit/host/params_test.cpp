#include "host/params.hpp"

#include <doctest/doctest.h>

using namespace cccd_bridge;
using namespace cccd_bridge::host;

TEST_CASE("what is not expected is refused") {
    const auto object = boost::json::parse(R"({"a": "text", "n": 5, "b": true, "o": {}, "l": [1]})").as_object();
    ParamReader all(object);
    CHECK(all.text("a", 4) == "text");
    CHECK(all.integer("n", 5, 5) == 5);
    CHECK(all.boolean("b") == true);
    CHECK(all.object("o") != nullptr);
    CHECK(all.array("l", 1)->size() == 1);
    CHECK_FALSE(all.text("absent", 4));
    CHECK(all.finish());

    ParamReader some(object);
    some.text("a", 4);
    CHECK_FALSE(some.finish());

    const auto refused = [&](auto read) {
        ParamReader reader(object);
        for (const char* name : {"a", "n", "b", "o", "l"}) reader.accept(name);
        read(reader);
        return !reader.finish();
    };
    CHECK(refused([](ParamReader& reader) { reader.text("a", 3); }));
    CHECK(refused([](ParamReader& reader) { reader.text("n", 3); }));
    CHECK(refused([](ParamReader& reader) { reader.integer("n", 6, 9); }));
    CHECK(refused([](ParamReader& reader) { reader.integer("a", 0, 9); }));
    CHECK(refused([](ParamReader& reader) { reader.boolean("n"); }));
    CHECK(refused([](ParamReader& reader) { reader.object("l"); }));
    CHECK(refused([](ParamReader& reader) { reader.array("l", 0); }));
    CHECK(refused([](ParamReader& reader) { reader.requiredText("absent", 9); }));
    CHECK(refused([](ParamReader& reader) { reader.requiredInteger("absent", 0, 9); }));
    CHECK_FALSE(refused([](ParamReader& reader) { reader.requiredText("a", 4); }));
}

// RFC 4648 §10
TEST_CASE("base64") {
    const std::pair<const char*, const char*> vectors[] = {{"", ""},
                                                           {"f", "Zg=="},
                                                           {"fo", "Zm8="},
                                                           {"foo", "Zm9v"},
                                                           {"foob", "Zm9vYg=="},
                                                           {"fooba", "Zm9vYmE="},
                                                           {"foobar", "Zm9vYmFy"}};
    for (const auto& [plain, encoded] : vectors) {
        const std::string_view text(plain);
        const Bytes bytes(text.begin(), text.end());
        CHECK(encodeBase64(bytes) == encoded);
        CHECK(decodeBase64(encoded).value() == bytes);
    }
    Bytes every(256);
    for (std::size_t i = 0; i < every.size(); ++i) every[i] = static_cast<Byte>(i);
    CHECK(decodeBase64(encodeBase64(every)).value() == every);
    for (const char* wrong : {"Z", "Zg", "Zg=", "Zh==", "Zm9=", "====", "Z===", "Zg==Zg==", "Zm 9", "Zm9-", "Zm9v\n"}) {
        CAPTURE(wrong);
        CHECK_FALSE(decodeBase64(wrong));
    }
}
