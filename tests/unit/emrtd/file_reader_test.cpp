#include "emrtd/file_reader.hpp"

#include "support/fake_card.hpp"
#include "support/scripted_transport.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;
using test::FakeCard;
using test::patternFile;

namespace {

struct Reading {
    Result<SecretBytes> content;
    CardAbilities abilities;
    std::vector<ReadProgress> progress;
};

Reading readFile(FakeCard& card, const ElementaryFile& file, CardAbilities abilities = {}) {
    CardChannel channel(card, {});
    std::vector<ReadProgress> progress;
    FileReader reader(channel, abilities, [&](const ReadProgress& step) { progress.push_back(step); });
    auto content = reader.read(file);
    return {std::move(content), reader.abilities(), std::move(progress)};
}

bool equals(const Result<SecretBytes>& content, const Bytes& expected) {
    return content && std::ranges::equal(*content, expected);
}

}  // namespace

TEST_CASE("files of every size around a block are read whole") {
    for (const bool extended : {false, true})
        for (const std::size_t length : {1U, 5U, 100U, 250U, 254U, 255U, 256U, 300U, 511U, 512U, 513U, 2048U, 5000U}) {
            CAPTURE(extended);
            CAPTURE(length);
            FakeCard card;
            card.acceptsExtended = extended;
            card.files[0x0101] = patternFile(0x61, length);
            const auto reading = readFile(card, dataGroupFile(1));
            CHECK(equals(reading.content, card.files[0x0101]));
            CHECK(reading.abilities.extendedLength == extended);
            CHECK(reading.progress.back().bytesRead == card.files[0x0101].size());
            CHECK(reading.progress.back().bytesTotal == card.files[0x0101].size());
        }
}

TEST_CASE("a photo beyond 32 KiB needs the odd instruction") {
    for (const bool extended : {false, true}) {
        FakeCard card;
        card.acceptsExtended = extended;
        card.files[0x0102] = patternFile(0x75, 80000);
        const auto reading = readFile(card, dataGroupFile(2));
        CHECK(equals(reading.content, card.files[0x0102]));
        CHECK(std::ranges::any_of(card.commands, [](const CommandApdu& c) { return c.ins == 0xB1; }));
        CHECK(card.commands.size() < (extended ? 50 : 330));
    }
}

TEST_CASE("extended length is probed once and only when unknown") {
    FakeCard card;
    card.acceptsExtended = false;
    card.files[0x011C] = patternFile(0x31, 52);
    CardChannel channel(card, {});
    FileReader reader(channel, {}, {});
    CHECK(reader.read(cardAccessFile));
    CHECK(reader.read(cardAccessFile));
    CHECK(std::ranges::count_if(card.commands, &CommandApdu::extended) == 1);
    CHECK(reader.abilities().extendedLength == false);
}

TEST_CASE("a reader that cannot carry an extended command does not end the reading, a removed card does") {
    FakeCard card;
    card.files[0x011C] = patternFile(0x31, 52);
    card.extendedFails = ErrorCode::CardUnresponsive;
    CHECK(equals(readFile(card, cardAccessFile).content, card.files[0x011C]));
    card.extendedFails = ErrorCode::CardRemoved;
    CHECK(readFile(card, cardAccessFile).content.error().code == ErrorCode::CardRemoved);
}

TEST_CASE("a card that refuses to read beyond the end is read by its header") {
    FakeCard card;
    card.answersPastEnd = false;
    card.files[0x0101] = patternFile(0x61, 91);
    const auto reading = readFile(card, dataGroupFile(1));
    CHECK(equals(reading.content, card.files[0x0101]));
    CHECK_FALSE(reading.abilities.readsPastEnd);
}

TEST_CASE("the read length steps down until the card agrees") {
    FakeCard card;
    card.files[0x0102] = patternFile(0x75, 20000);
    card.maxRead = 700;
    const auto reading = readFile(card, dataGroupFile(2), {.extendedLength = true});
    CHECK(equals(reading.content, card.files[0x0102]));
    CHECK(reading.abilities.maxRead <= 700);
    card.maxRead = 256;
    CHECK(equals(readFile(card, dataGroupFile(2), {.extendedLength = true}).content, card.files[0x0102]));
}

TEST_CASE("a card that gives less than asked is read on") {
    FakeCard card;
    card.files[0x0102] = patternFile(0x75, 3000);
    card.maxAnswer = 100;
    CHECK(equals(readFile(card, dataGroupFile(2)).content, card.files[0x0102]));
}

TEST_CASE("a card that hands out a file in crumbs is not followed to its end") {
    FakeCard card;
    card.maxAnswer = 4;
    card.files[0x0102] = patternFile(0x75, 40000);
    CHECK(readFile(card, dataGroupFile(2)).content.error().code == ErrorCode::CardProtocolViolation);
    CHECK(card.commands.size() < 40000 / 16 + 80);
    card.maxAnswer = 16;
    CHECK(equals(readFile(card, dataGroupFile(2)).content, card.files[0x0102]));
    // A short file costs little even so.
    card.maxAnswer = 2;
    card.files[0x0101] = patternFile(0x61, 50);
    CHECK(equals(readFile(card, dataGroupFile(1)).content, card.files[0x0101]));
}

TEST_CASE("sizes are checked before memory is taken") {
    FakeCard card;
    card.files[0x0101] = test::hex("6184FFFFFFFF0000");
    CHECK(readFile(card, dataGroupFile(1)).content.error().code == ErrorCode::CardFileTooLarge);
    card.files[0x0101] = test::hex("6183010000");
    card.files[0x0101].resize(600);
    CHECK(readFile(card, dataGroupFile(1)).content.error().code == ErrorCode::CardFileTooLarge);
    card.files[0x0102] = test::hex("7583080001");
    card.files[0x0102].resize(600);
    CHECK(readFile(card, dataGroupFile(2)).content.error().code == ErrorCode::CardFileTooLarge);
}

TEST_CASE("a file that ends before its data object does is malformed") {
    FakeCard card;
    card.files[0x0101] = test::hex("61820200");
    card.files[0x0101].resize(300);
    CHECK(readFile(card, dataGroupFile(1)).content.error().code == ErrorCode::CardFileMalformed);
    card.files[0x0101] = test::hex("61");
    CHECK(readFile(card, dataGroupFile(1)).content.error().code == ErrorCode::CardFileMalformed);
    card.files[0x0101] = test::hex("6180AABBCCDDEEFF");
    CHECK(readFile(card, dataGroupFile(1)).content.error().code == ErrorCode::CardFileMalformed);
}

TEST_CASE("what lies behind the data object is left") {
    FakeCard card;
    card.files[0x0101] = test::hex("6102AABB00000000");
    CHECK(equals(readFile(card, dataGroupFile(1)).content, test::hex("6102AABB")));
}

TEST_CASE("missing and refused files have their own errors") {
    FakeCard card;
    CHECK(readFile(card, dataGroupFile(11)).content.error().code == ErrorCode::CardFileMissing);
    test::ScriptedTransport guarded({"9000", "6982", "6982", "6982"});
    CardChannel channel(guarded, {});
    FileReader reader(channel, {}, {});
    CHECK(reader.read(dataGroupFile(3)).error().code == ErrorCode::CardAccessRefused);
}

TEST_CASE("more data than asked for and data without end are violations") {
    test::ScriptedTransport generous({"9000", "6700", "6105AABBCC9000", "AABBCCDD9000"});
    CardChannel channel(generous, {});
    FileReader reader(channel, {}, {});
    CHECK(reader.read(dataGroupFile(1)).error().code == ErrorCode::CardProtocolViolation);
}

TEST_CASE("without short identifiers a file is selected, which is learnt once") {
    FakeCard card;
    card.acceptsShortIdentifiers = false;
    card.files[0x011C] = patternFile(0x31, 52);
    const auto first = readFile(card, cardAccessFile);
    CHECK(equals(first.content, card.files[0x011C]));
    CHECK_FALSE(first.abilities.shortFileIdentifiersOutside);
    CHECK(card.commands.size() == 3);
    card.commands.clear();
    CHECK(equals(readFile(card, cardAccessFile, first.abilities).content, card.files[0x011C]));
    CHECK(card.commands.size() == 2);
}

TEST_CASE("a missing file says nothing about short identifiers") {
    FakeCard card;
    const auto reading = readFile(card, cardAccessFile);
    CHECK(reading.content.error().code == ErrorCode::CardFileMissing);
    CHECK(reading.abilities.shortFileIdentifiersOutside);
}

TEST_CASE("a short-only card is known after two commands, and one is enough from then on") {
    FakeCard card;
    card.acceptsExtended = false;
    card.files[0x011C] = patternFile(0x31, 52);
    const auto first = readFile(card, cardAccessFile);
    CHECK(equals(first.content, card.files[0x011C]));
    CHECK(first.abilities.extendedLength == false);
    CHECK(card.commands.size() == 2);
    card.commands.clear();
    CHECK(equals(readFile(card, cardAccessFile, first.abilities).content, card.files[0x011C]));
    CHECK(card.commands.size() == 1);
}
