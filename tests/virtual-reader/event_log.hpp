// What happened at a reader, one JSON object a line, for tests to wait for and to count.
#pragma once

#include "virtual-card/card.hpp"

#include <boost/json.hpp>

#include <filesystem>

namespace virtual_reader {

/// Appends to `events.ndjson` in the reader's directory. Every event has `event` and `time` (microseconds since 1970).
class EventLog {
  public:
    explicit EventLog(const std::filesystem::path& directory);
    ~EventLog();
    EventLog(const EventLog&) = delete;
    EventLog& operator=(const EventLog&) = delete;

    void write(std::string_view event, boost::json::object details = {}) const;
    /// One command: number, instruction, phase, file, sizes and status word; never its data.
    void writeExchange(virtual_card::ByteView command, const virtual_card::Exchange& exchange) const;
    void writeAttempts(const virtual_card::AttemptCounters& attempts) const;

  private:
    int file;
};

}  // namespace virtual_reader
