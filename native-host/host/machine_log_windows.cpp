#include "base/utf16.hpp"
#include "host/machine_log.hpp"

#include <windows.h>

#include <memory>
#include <type_traits>

namespace cccd_bridge::host::platform {

namespace {

// Under this name the installer registers the program, whose message table holds the sentences.
constexpr const wchar_t* eventSource = L"CCCD Bridge";

struct Kind {
    WORD type;
    DWORD identifier;  // what a message's number is or'ed with, as in the message table
};

Kind kindOf(EventSeverity severity) {
    switch (severity) {
        case EventSeverity::information:
            return {EVENTLOG_INFORMATION_TYPE, 0x40000000};
        case EventSeverity::warning:
            return {EVENTLOG_WARNING_TYPE, 0x80000000};
        case EventSeverity::error:
            break;
    }
    return {EVENTLOG_ERROR_TYPE, 0xC0000000};
}

}  // namespace

void writeEvent(const EventText& event, std::string_view details) {
    const std::unique_ptr<std::remove_pointer_t<HANDLE>, decltype(&DeregisterEventSource)> log(
        RegisterEventSourceW(nullptr, eventSource), DeregisterEventSource);
    if (!log) return;
    const std::wstring text = toUtf16(std::string(event.code) + ": " + std::string(details));
    const wchar_t* insertion = text.c_str();
    const Kind kind = kindOf(event.severity);
    // No account: who sits at the desk is nobody's business here.
    ReportEventW(log.get(), kind.type, 0, kind.identifier | event.number, nullptr, 1, 0, &insertion, nullptr);
}

}  // namespace cccd_bridge::host::platform
