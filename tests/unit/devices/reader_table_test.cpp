#include "devices/reader_table.hpp"

#include <doctest/doctest.h>

using namespace cccd_bridge::devices;

namespace {

ReaderWatch watch(const char* name, bool present, std::uint16_t count = 0) {
    return {.name = name, .known = 0, .flags = {.present = present, .eventCount = count}};
}

// R: readers changed, +reader: inserted, -reader: removed, each card with its number.
std::string summary(const std::vector<ReaderEvent>& events) {
    std::string text;
    for (const ReaderEvent& event : events) {
        if (std::holds_alternative<ReadersChanged>(event)) text += "R ";
        if (const auto* inserted = std::get_if<CardInserted>(&event))
            text += "+" + inserted->reader + std::to_string(inserted->insertion) + " ";
        if (const auto* removed = std::get_if<CardRemoved>(&event))
            text += "-" + removed->reader + std::to_string(removed->insertion) + " ";
    }
    return text;
}

}  // namespace

TEST_CASE("cards come and go, each with a number of its own") {
    ReaderTable table;
    CHECK(summary(table.update({watch("a", false, 0)})) == "R ");
    CHECK(summary(table.update({watch("a", false, 0)})) == "");
    CHECK(summary(table.update({watch("a", true, 1)})) == "R +a1 ");
    CHECK(summary(table.update({watch("a", true, 1)})) == "");
    CHECK(summary(table.update({watch("a", false, 2)})) == "R -a1 ");
    CHECK(summary(table.update({watch("a", true, 3)})) == "R +a2 ");
    CHECK(table.snapshot().find("a")->insertion == 2);
    CHECK(table.snapshot().find("b") == nullptr);
}

TEST_CASE("a card that was out and in between two looks is another insertion") {
    ReaderTable table;
    table.update({watch("a", true, 1)});
    CHECK(summary(table.update({watch("a", true, 3)})) == "R -a1 +a2 ");
}

TEST_CASE("a card that is there at the first look is announced") {
    ReaderTable table;
    CHECK(summary(table.update({watch("a", true, 7), watch("b", false)})) == "R +a1 ");
}

TEST_CASE("a reader that goes takes its card along, and its numbers go on when it is back") {
    ReaderTable table;
    table.update({watch("a", true, 1), watch("b", true, 1)});
    CHECK(summary(table.update({watch("b", true, 1)})) == "R -a1 ");
    CHECK(summary(table.update({watch("a", true, 1), watch("b", true, 1)})) == "R +a2 ");
    auto gone = watch("a", true, 1);
    gone.flags.unknown = true;
    CHECK(summary(table.update({gone, watch("b", true, 1)})) == "R -a2 ");
}

TEST_CASE("a lost service is announced once, and numbers survive it") {
    ReaderTable table;
    CHECK(summary(table.serviceLost()) == "R ");
    CHECK(summary(table.serviceLost()) == "");
    table.update({watch("a", true, 1)});
    CHECK(table.snapshot().serviceRunning);
    CHECK(summary(table.serviceLost()) == "R -a1 ");
    CHECK_FALSE(table.snapshot().serviceRunning);
    CHECK(table.snapshot().readers.empty());
    CHECK(summary(table.update({watch("a", true, 1)})) == "R +a2 ");
}

TEST_CASE("virtual readers are listed, their cards are not announced") {
    ReaderTable table;
    CHECK(summary(table.update({watch("Yubico YubiKey", true, 1)})) == "R ");
    CHECK(table.snapshot().readers.front().readerClass == ReaderClass::isVirtual);
    CHECK(summary(table.update({})) == "R ");
}

TEST_CASE("states, and the mark of a stuck reader") {
    ReaderTable table;
    auto mute = watch("a", true, 1);
    mute.flags.mute = true;
    table.update({mute});
    CHECK(table.snapshot().readers.front().state == ReaderState::mute);
    auto busy = watch("a", true, 1);
    busy.flags.exclusive = true;
    table.update({busy});
    CHECK(table.snapshot().readers.front().state == ReaderState::busy);
    CHECK(summary(table.markStuck("a", true)) == "R ");
    CHECK(table.snapshot().readers.front().state == ReaderState::stuck);
    CHECK(summary(table.markStuck("nowhere", true)) == "");
    CHECK(summary(table.markStuck("a", false)) == "R ");
    table.markStuck("a", true);
    table.update({});
    table.update({watch("a", true, 1)});
    CHECK(table.snapshot().readers.front().state == ReaderState::present);
}
