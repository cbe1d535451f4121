#include "host/machine_log.hpp"

#include "host/platform.hpp"
#include "host/version.hpp"

#include <algorithm>
#include <exception>
#include <mutex>
#include <new>
#include <system_error>
#include <utility>

namespace cccd_bridge::host {

namespace {

constexpr int internalError = 70;

bool isPlain(char letter) {
    return (letter >= '0' && letter <= '9') || (letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z') ||
           std::string_view(".,:+-").contains(letter);
}

std::string plain(std::string_view text) {
    std::string safe(text.substr(0, longestDetails));
    std::ranges::replace_if(safe, [](char letter) { return !isPlain(letter); }, '?');
    return safe;
}

// Its text may quote what it was working on.
std::string_view reasonOf(const std::exception_ptr& failure) {
    if (!failure) return "exception";
    try {
        std::rethrow_exception(failure);
    } catch (const std::bad_alloc&) {
        return "memory";
    } catch (const std::system_error&) {
        return "system";
    } catch (...) {
        return "exception";
    }
}

[[noreturn]] void endFailed() {
    logEvent(EventCode::ProgramFailed, {{"reason", std::string(reasonOf(std::current_exception()))}});
    platform::leave(internalError);
}

std::optional<std::size_t> spendNow(EventCode event) {
    static std::mutex mutex;
    static EventBudget budget;
    const std::scoped_lock lock(mutex);
    return budget.spend(event, EventBudget::Clock::now());
}

}  // namespace

std::optional<std::size_t> EventBudget::spend(EventCode event, Clock::time_point now) {
    Account& account = accounts_[static_cast<std::size_t>(event)];
    if (account.left == atOnce) account.since = now;
    const auto earned = static_cast<std::size_t>((now - account.since) / interval);
    account.since += interval * earned;
    account.left = std::min(atOnce, account.left + earned);
    if (account.left == 0) {
        ++account.withheld;
        return std::nullopt;
    }
    --account.left;
    return std::exchange(account.withheld, 0);
}

std::string eventDetails(const EventText& event, std::span<const EventField> fields) {
    std::string text = "event=" + std::to_string(event.number) + " version=" + std::string(programVersion);
    for (const EventField& field : fields) text += " " + std::string(field.name) + "=" + plain(field.value);
    text.resize(std::min(text.size(), longestDetails));
    return text;
}

void logEvent(EventCode event, std::initializer_list<EventField> fields) noexcept {
    try {
        const auto withheld = spendNow(event);
        if (!withheld) return;
        std::string details = eventDetails(eventText(event), fields);
        if (*withheld != 0) details += " withheld=" + std::to_string(*withheld);
        platform::writeEvent(eventText(event), details);
    } catch (...) {
        // No memory for a line: what it is about matters more.
        return;
    }
}

void logFailures() { std::set_terminate(endFailed); }

}  // namespace cccd_bridge::host
