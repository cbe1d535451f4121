#include "devices/scard.hpp"

#include "base/utf16.hpp"

#include <algorithm>
#include <array>

namespace cccd_bridge::devices {

// Since Windows 8 the Smart Card service is started when a reader is plugged in, and stopped after the last.
const bool serviceSleepsWithoutReaders = true;

LONG listReaderNames(SCARDCONTEXT context, std::vector<std::string>& names) {
    std::array<wchar_t, maximumReaders * maximumReaderName> buffer{};
    DWORD length = static_cast<DWORD>(buffer.size());
    const LONG status = SCardListReadersW(context, nullptr, buffer.data(), &length);
    if (status != SCARD_S_SUCCESS) return status;
    const wchar_t* position = buffer.data();
    const wchar_t* end = position + std::min<std::size_t>(length, buffer.size());
    while (position < end && *position != L'\0' && names.size() < maximumReaders) {
        const std::size_t size = wcsnlen(position, static_cast<std::size_t>(end - position));
        names.push_back(toUtf8({position, size}));
        position += size + 1;
    }
    return status;
}

LONG waitForStates(SCARDCONTEXT context, DWORD limit, std::span<const ReaderWatch> watches, std::span<DWORD> events) {
    std::vector<std::wstring> names;
    std::vector<SCARD_READERSTATEW> states(watches.size());
    names.reserve(watches.size());
    for (std::size_t i = 0; i < watches.size(); ++i) {
        names.push_back(toUtf16(watches[i].name));
        states[i].szReader = names[i].c_str();
        states[i].dwCurrentState = static_cast<DWORD>(watches[i].known);
    }
    const LONG status = SCardGetStatusChangeW(context, limit, states.data(), static_cast<DWORD>(states.size()));
    std::ranges::transform(states, events.begin(), &SCARD_READERSTATEW::dwEventState);
    return status;
}

LONG connectShared(SCARDCONTEXT context, const std::string& reader, SCARDHANDLE& card, DWORD& protocol) {
    return SCardConnectW(context, toUtf16(reader).c_str(), SCARD_SHARE_SHARED, SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1,
                         &card, &protocol);
}

}  // namespace cccd_bridge::devices
