// What the machine's log is told of this program: a few lines of operation for administrators, nothing of a person.
#pragma once

#include "host/event_code.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace cccd_bridge::host {

/// One NAME=VALUE behind an event's sentence: a count, a code or a fingerprint, as schemas/events.json lists them. What
/// is not a letter, a digit or one of `.,:+-` is written as `?`, so that no value can look like another line or field.
struct EventField {
    std::string_view name;
    std::string value;
};

/// Tells syslog (Linux) or the Application log (Windows) that something happened. Never waits, never fails: a line that
/// the system does not take at once is lost. Of each event few lines are written; the next one says how many were not.
void logEvent(EventCode event, std::initializer_list<EventField> fields = {}) noexcept;

/// From here on an exception that nobody catches is told as program.failed, without its text, and ends the process with
/// status 70 (EX_SOFTWARE of sysexits.h).
void logFailures();

/// `event=NUMBER version=VERSION name=value …`, ASCII, at most `longestDetails` bytes.
std::string eventDetails(const EventText& event, std::span<const EventField> fields);
inline constexpr std::size_t longestDetails = 480;

/// Few lines whatever happens: of each event three at once, then one in ten minutes.
class EventBudget {
  public:
    using Clock = std::chrono::steady_clock;
    static constexpr std::size_t atOnce = 3;
    static constexpr std::chrono::minutes interval{10};

    /// How many of this event were withheld since the last one that was written; nothing where this one is, too.
    std::optional<std::size_t> spend(EventCode event, Clock::time_point now);

  private:
    struct Account {
        std::size_t left = atOnce;
        Clock::time_point since{};  // when it was full, or last given back to
        std::size_t withheld = 0;
    };
    std::array<Account, eventTexts.size()> accounts_{};
};

namespace platform {

/// Hands one event to the system's log, or loses it; never waits for a reader.
void writeEvent(const EventText& event, std::string_view details);

}  // namespace platform

}  // namespace cccd_bridge::host
