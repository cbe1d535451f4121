#include "devices/reader_table.hpp"

#include <doctest/doctest.h>

#include <array>

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

TEST_CASE("a card that the service counts later than it shows it is one card") {
    ReaderTable table;
    table.update({watch("a", false, 4)});
    CHECK(summary(table.update({watch("a", true, 4)})) == "R +a1 ");
    CHECK(summary(table.update({watch("a", true, 5)})) == "");
    CHECK(summary(table.update({watch("a", false, 5)})) == "R -a1 ");
    CHECK(summary(table.update({watch("a", true, 6)})) == "R +a2 ");
    CHECK(summary(table.update({watch("a", true, 7)})) == "");
    // And one that is swapped then is another.
    CHECK(summary(table.update({watch("a", true, 9)})) == "R -a2 +a3 ");
    CHECK(summary(table.update({watch("a", true, 9)})) == "");
}

TEST_CASE("so it is at the first look") {
    ReaderTable table;
    CHECK(summary(table.update({watch("a", true, 7)})) == "R +a1 ");
    CHECK(summary(table.update({watch("a", true, 7)})) == "");
    CHECK(summary(table.update({watch("a", true, 8)})) == "");
    CHECK(summary(table.update({watch("a", true, 10)})) == "R -a1 +a2 ");
    ReaderTable other;
    other.update({watch("a", false, 0xFFFE)});
    CHECK(summary(other.update({watch("a", true, 0)})) == "R +a1 ");
    CHECK(summary(other.update({watch("a", true, 2)})) == "R -a1 +a2 ");
}

TEST_CASE("a swap is told once, in whatever steps the service counts it") {
    ReaderTable table;
    table.update({watch("a", false, 0)});
    table.update({watch("a", true, 1)});
    constexpr std::array<std::uint16_t, 6> counts{2, 3, 3, 4, 5, 5};
    std::string told;
    for (const std::uint16_t count : counts) told += summary(table.update({watch("a", true, count)}));
    CHECK(told == "R -a1 +a2 R -a2 +a3 ");
    CHECK(summary(table.update({watch("a", false, 6)})) == "R -a3 ");
    // Come and gone unseen, and a service that began to count anew.
    CHECK(summary(table.update({watch("a", false, 8)})) == "");
    CHECK(summary(table.update({watch("a", true, 9)})) == "R +a4 ");
    CHECK(summary(table.update({watch("a", true, 1)})) == "");
    CHECK(summary(table.update({watch("a", true, 3)})) == "R -a4 +a5 ");
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
