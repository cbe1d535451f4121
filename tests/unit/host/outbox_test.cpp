#include "host/outbox.hpp"

#include <doctest/doctest.h>

using namespace cccd_bridge;
using namespace cccd_bridge::host;

TEST_CASE("an answer that is too long for a browser is an error of its request") {
    const json::object answer = makeResponse(7, {{"text", std::string(100, 'x')}});
    const std::string whole = wireText(answer, 1000);
    CHECK(whole == serializeJson(answer));
    CHECK(wireText(answer, whole.size()) == whole);
    const json::object refused = json::parse(wireText(answer, whole.size() - 1)).as_object();
    CHECK(refused.at("id").to_number<int>() == 7);
    CHECK(refused.at("error").at("data").at("code").as_string() == "protocol.tooLarge");
    const json::object nobodys = makeError(std::nullopt, Error{ErrorCode::ProtocolParseError, {}, {}});
    CHECK(wireText(nobodys, 1) == serializeJson(nobodys));
}
