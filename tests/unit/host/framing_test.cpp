#include "host/framing.hpp"

#include "bounded_json/json.hpp"
#include "host/line_reader.hpp"
#include "memory_source.hpp"

#include <doctest/doctest.h>

using namespace cccd_bridge;
using namespace cccd_bridge::host;

TEST_CASE("frames come one after the other, in pieces of any size") {
    const std::string stream = frameHeader("one") + "one" + frameHeader("") + frameHeader("three") + "three";
    for (const std::size_t piece : {std::size_t{1}, std::size_t{3}, std::size_t{100}}) {
        MemorySource source(stream, piece);
        CHECK(readFrame(source)->value() == "one");
        CHECK(readFrame(source)->value() == "");
        CHECK(readFrame(source)->value() == "three");
        CHECK_FALSE(readFrame(source)->has_value());
    }
}

TEST_CASE("an end within a frame is the end; a length above the limit is refused") {
    for (std::size_t length = 0; length < 7; ++length) {
        const std::string stream = (frameHeader("four") + "four").substr(0, length);
        MemorySource source(stream, 2);
        CHECK_FALSE(readFrame(source)->has_value());
    }
    const std::string largest(maximumFrame, 'x');
    MemorySource fits(frameHeader(largest) + largest, 1 << 20);
    CHECK(readFrame(fits)->value().size() == maximumFrame);
    MemorySource tooLarge(frameHeader(largest + "x") + largest, 1 << 20);
    CHECK(readFrame(tooLarge).error().code == ErrorCode::ProtocolTooLarge);
}

TEST_CASE("JSON under limits") {
    const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
    CHECK(parseJson(nested(maximumDepth), 1 << 20));
    CHECK(parseJson(nested(maximumDepth + 1), 1 << 20).error().code == ErrorCode::ProtocolTooDeep);
    CHECK(parseJson("[1,2,3", 1 << 20).error().code == ErrorCode::ProtocolParseError);
    CHECK(parseJson("\"\xFF\"", 1 << 20).error().code == ErrorCode::ProtocolParseError);
    CHECK(parseJson("[" + std::string(100'000, '0') + "]", 1 << 20).error().code == ErrorCode::ProtocolParseError);
    std::string many = "[0";
    for (int i = 0; i < 100'000; ++i) many += ",0";
    CHECK(parseJson(many + "]", 1 << 20).error().code == ErrorCode::ProtocolTooLarge);
    CHECK(parseJson(R"({"a":1,"a":2})", 1 << 20)->at("a").as_int64() == 2);
}

TEST_CASE("lines of any length, up to a limit") {
    std::string text = "one\r\n\ntoo long a line\nlast";
    std::size_t position = 0;
    LineReader lines(
        [&](std::span<char> buffer) {
            const std::size_t count = std::min<std::size_t>({buffer.size(), 3, text.size() - position});
            std::copy_n(text.data() + position, count, buffer.data());
            position += count;
            return count;
        },
        6);
    CHECK(lines.next()->value() == "one");
    CHECK(lines.next()->value() == "");
    CHECK(lines.next()->error().code == ErrorCode::ProtocolTooLarge);
    CHECK(lines.next()->value() == "last");
    CHECK_FALSE(lines.next());
}
