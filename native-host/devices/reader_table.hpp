// What is known of the readers and what changed: pure bookkeeping behind the monitor, without PC/SC.
#pragma once

#include "devices/pcsc.hpp"
#include "devices/reader_names.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

namespace cccd_bridge::devices {

enum class ReaderState { empty, present, busy, stuck, mute };

/// Wire word of a state (schemas/protocol.schema.json, ReaderState).
std::string_view wireName(ReaderState value);

/// One reader as others see it.
struct ReaderInfo {
    std::string name;  ///< PC/SC name, UTF-8
    ReaderState state = ReaderState::empty;
    ReaderClass readerClass = ReaderClass::unknown;
    std::uint32_t insertion = 0;  ///< counts the cards seen in this reader; 0 while there is none

    bool hasCard() const { return insertion != 0; }
    bool operator==(const ReaderInfo&) const = default;
};

/// The smart card service and its readers at one moment.
struct ReaderSnapshot {
    bool serviceRunning = false;
    std::vector<ReaderInfo> readers;

    const ReaderInfo* find(std::string_view name) const;
    bool operator==(const ReaderSnapshot&) const = default;
};

struct ReadersChanged {
    ReaderSnapshot snapshot;
};
struct CardInserted {
    std::string reader;
    std::uint32_t insertion;
};
struct CardRemoved {
    std::string reader;
    std::uint32_t insertion;
};

/// What others are told, in order. Virtual readers are listed, but their cards are never announced.
using ReaderEvent = std::variant<ReadersChanged, CardInserted, CardRemoved>;

/// Turns the states that PC/SC reports into a snapshot and the events since the last one.
class ReaderTable {
  public:
    /// New states of all readers; a reader that is not in the list is gone.
    std::vector<ReaderEvent> update(const std::vector<ReaderWatch>& watches);

    /// The service is gone: no reader and no card is left. Announced once.
    std::vector<ReaderEvent> serviceLost();

    /// Marks a reader whose command never came back; the mark goes with the reader.
    std::vector<ReaderEvent> markStuck(const std::string& reader, bool stuck);

    const ReaderSnapshot& snapshot() const { return snapshot_; }

  private:
    struct Entry {
        bool known = false;  // has a state of this appearance been seen
        bool present = false;
        bool stuck = false;
        std::uint16_t expectedCount = 0;  // of the service's counter, once it has counted what was seen
        bool countUnsure = true;          // the first one seen may be one short
        std::uint32_t insertions = 0;     // kept over unplugging, so that no number is used twice
        ReaderClass readerClass = ReaderClass::unknown;
        ReaderState state = ReaderState::empty;
    };

    static bool wasSwapped(Entry& entry, bool moved, std::uint16_t count);
    void apply(const ReaderWatch& watch, std::vector<ReaderEvent>& events);
    void drop(const std::string& name, std::vector<ReaderEvent>& events);
    std::vector<ReaderEvent> publish(std::vector<ReaderEvent> cardEvents, bool serviceRunning);

    std::map<std::string, Entry> entries_;
    std::vector<std::string> order_;
    ReaderSnapshot snapshot_;
    bool announced_ = false;
};

}  // namespace cccd_bridge::devices
