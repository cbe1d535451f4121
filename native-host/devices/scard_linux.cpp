#include "devices/scard.hpp"

#include <algorithm>
#include <cstring>

namespace cccd_bridge::devices {

// pcscd is started by its socket.
const bool serviceSleepsWithoutReaders = false;

LONG listReaderNames(SCARDCONTEXT context, std::vector<std::string>& names) {
    std::vector<char> buffer(maximumReaders * maximumReaderName);
    DWORD length = static_cast<DWORD>(buffer.size());
    const LONG status = SCardListReaders(context, nullptr, buffer.data(), &length);
    if (status != SCARD_S_SUCCESS) return status;
    const char* position = buffer.data();
    const char* end = position + std::min<std::size_t>(length, buffer.size());
    while (position < end && *position != '\0' && names.size() < maximumReaders) {
        const std::size_t size = strnlen(position, static_cast<std::size_t>(end - position));
        names.emplace_back(position, size);
        position += size + 1;
    }
    return status;
}

LONG waitForStates(SCARDCONTEXT context, DWORD limit, std::span<const ReaderWatch> watches, std::span<DWORD> events) {
    std::vector<SCARD_READERSTATE> states(watches.size());
    for (std::size_t i = 0; i < watches.size(); ++i) {
        states[i].szReader = watches[i].name.c_str();
        states[i].dwCurrentState = static_cast<DWORD>(watches[i].known);
    }
    const LONG status = SCardGetStatusChange(context, limit, states.data(), static_cast<DWORD>(states.size()));
    std::ranges::transform(states, events.begin(), &SCARD_READERSTATE::dwEventState);
    return status;
}

LONG connectShared(SCARDCONTEXT context, const std::string& reader, SCARDHANDLE& card, DWORD& protocol) {
    return SCardConnect(context, reader.c_str(), SCARD_SHARE_SHARED, SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1, &card,
                        &protocol);
}

}  // namespace cccd_bridge::devices
