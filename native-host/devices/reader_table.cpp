#include "devices/reader_table.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace cccd_bridge::devices {

namespace {

// Names kept for their counters; far above what a desk ever sees.
constexpr std::size_t maximumRemembered = 256;
// Of what was seen of a card's coming and going: how much the service may still have to count.
constexpr int mostUncounted = 2;

ReaderState stateOf(const ReaderFlags& flags) {
    if (!flags.present) return ReaderState::empty;
    if (flags.mute) return ReaderState::mute;
    return flags.exclusive ? ReaderState::busy : ReaderState::present;
}

}  // namespace

std::string_view wireName(ReaderState value) {
    static constexpr std::array<std::string_view, 5> names{"empty", "present", "busy", "stuck", "mute"};
    return names[static_cast<std::size_t>(value)];
}

const ReaderInfo* ReaderSnapshot::find(std::string_view name) const {
    const auto found = std::ranges::find(readers, name, &ReaderInfo::name);
    return found == readers.end() ? nullptr : &*found;
}

// Out and in again between two waits shows only in the service's event counter, which goes up by one each way.
// pcsc-lite shows a card before it counts it, so a count that comes late must not look like another card.
bool ReaderTable::wasSwapped(Entry& entry, bool moved, std::uint16_t count) {
    if (moved) ++entry.expectedCount;
    const auto ahead = static_cast<std::int16_t>(count - entry.expectedCount);
    // Counted less than was seen: it will be.
    if (ahead <= 0 && ahead >= -mostUncounted) return false;
    const bool late = ahead == 1 && entry.countUnsure;
    const bool swapped = ahead > 0 && !moved && !late;
    // Of a swap that is counted half the other half is to come.
    entry.expectedCount = swapped && ahead == 1 ? static_cast<std::uint16_t>(count + 1) : count;
    entry.countUnsure = !late && !swapped;
    return swapped;
}

void ReaderTable::apply(const ReaderWatch& watch, std::vector<ReaderEvent>& events) {
    Entry& entry = entries_[watch.name];
    const bool first = !entry.known;
    if (first) entry.readerClass = classifyReader(watch.name);
    const bool announce = entry.readerClass != ReaderClass::isVirtual;
    const bool present = watch.flags.present;
    const std::uint16_t count = watch.flags.eventCount;
    if (first) entry.expectedCount = count;
    const bool swapped = !first && wasSwapped(entry, entry.present != present, count) && present;
    if (entry.present && (!present || swapped) && announce)
        events.emplace_back(CardRemoved{watch.name, entry.insertions});
    if (present && (!entry.present || swapped)) {
        ++entry.insertions;
        if (announce) events.emplace_back(CardInserted{watch.name, entry.insertions});
    }
    entry.known = true;
    entry.present = present;
    entry.state = stateOf(watch.flags);
}

void ReaderTable::drop(const std::string& name, std::vector<ReaderEvent>& events) {
    Entry& entry = entries_[name];
    if (entry.present && entry.readerClass != ReaderClass::isVirtual)
        events.emplace_back(CardRemoved{name, entry.insertions});
    entry = Entry{.insertions = entry.insertions};
}

std::vector<ReaderEvent> ReaderTable::publish(std::vector<ReaderEvent> cardEvents, bool serviceRunning) {
    ReaderSnapshot next{.serviceRunning = serviceRunning, .readers = {}};
    for (const std::string& name : order_) {
        const Entry& entry = entries_[name];
        next.readers.push_back(ReaderInfo{.name = name,
                                          .state = entry.stuck ? ReaderState::stuck : entry.state,
                                          .readerClass = entry.readerClass,
                                          .insertion = entry.present ? entry.insertions : 0});
    }
    const bool changed = !announced_ || next != snapshot_;
    snapshot_ = std::move(next);
    announced_ = true;
    std::vector<ReaderEvent> events;
    // The list first, so that whoever hears of a card knows its reader.
    if (changed) events.emplace_back(ReadersChanged{snapshot_});
    std::ranges::move(cardEvents, std::back_inserter(events));
    return events;
}

std::vector<ReaderEvent> ReaderTable::update(const std::vector<ReaderWatch>& watches) {
    std::vector<ReaderEvent> cardEvents;
    std::vector<std::string> order;
    for (const ReaderWatch& watch : watches)
        if (watch.name != plugAndPlayReader && !watch.flags.unknown) order.push_back(watch.name);
    for (const std::string& name : order_)
        if (std::ranges::find(order, name) == order.end()) drop(name, cardEvents);
    if (entries_.size() > maximumRemembered)
        std::erase_if(entries_, [&](const auto& item) { return std::ranges::find(order, item.first) == order.end(); });
    order_ = std::move(order);
    for (const ReaderWatch& watch : watches)
        if (watch.name != plugAndPlayReader && !watch.flags.unknown) apply(watch, cardEvents);
    return publish(std::move(cardEvents), true);
}

std::vector<ReaderEvent> ReaderTable::serviceLost() {
    std::vector<ReaderEvent> cardEvents;
    for (const std::string& name : order_) drop(name, cardEvents);
    order_.clear();
    return publish(std::move(cardEvents), false);
}

std::vector<ReaderEvent> ReaderTable::markStuck(const std::string& reader, bool stuck) {
    if (std::ranges::find(order_, reader) == order_.end()) return {};
    entries_[reader].stuck = stuck;
    return publish({}, snapshot_.serviceRunning);
}

}  // namespace cccd_bridge::devices
