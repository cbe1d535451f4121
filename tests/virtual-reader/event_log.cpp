#include "event_log.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <chrono>
#include <string>

namespace virtual_reader {

namespace json = boost::json;
using virtual_card::Exchange;

EventLog::EventLog(const std::filesystem::path& directory)
    : file(open((directory / "events.ndjson").c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666)) {}

EventLog::~EventLog() {
    if (file >= 0) close(file);
}

void EventLog::write(std::string_view event, json::object details) const {
    using namespace std::chrono;
    const auto now = duration_cast<microseconds>(system_clock::now().time_since_epoch()).count();
    details["event"] = event;
    details["time"] = now;
    // One write() a line, so that readers of the file never see half of one.
    const std::string line = json::serialize(details) + "\n";
    // A log that can't be written must not change how the reader behaves.
    [[maybe_unused]] const auto written = file >= 0 ? ::write(file, line.data(), line.size()) : 0;
}

void EventLog::writeExchange(virtual_card::ByteView command, const Exchange& exchange) const {
    const virtual_card::Bytes& response = exchange.response;
    json::object details{{"number", exchange.number},
                         {"phase", exchange.activity.phase},
                         {"file", exchange.activity.file},
                         {"sent", command.size()},
                         {"received", response.size()}};
    if (command.size() > 1) details["ins"] = virtual_card::toHex(command.subspan(1, 1));
    if (response.size() > 1) details["status"] = virtual_card::toHex(virtual_card::ByteView(response).last(2));
    write("apdu", std::move(details));
}

void EventLog::writeAttempts(const virtual_card::AttemptCounters& attempts) const {
    write("attempts", {{"paceStarted", attempts.paceStarted},
                       {"paceFailed", attempts.paceFailed},
                       {"bacStarted", attempts.bacStarted},
                       {"bacFailed", attempts.bacFailed},
                       {"secureMessagingErrors", attempts.secureMessagingErrors}});
}

}  // namespace virtual_reader
