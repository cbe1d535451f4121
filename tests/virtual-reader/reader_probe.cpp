// reader-probe: the smallest PC/SC client, for the tests of the virtual reader and for waiting until pcscd serves.
//   list                       names, one a line; fails until the service answers
//   transmit READER APDU...    connects shared, sends each APDU (hexadecimal), prints each response
//   watch READER               prints `present` or `empty` now and at every change, until end of input
#include <poll.h>
#include <unistd.h>
#include <winscard.h>

#include <array>
#include <cstdio>
#include <cstring>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace {

void check(LONG result, const char* what) {
    if (result == SCARD_S_SUCCESS) return;
    std::array<char, 96> text;
    std::snprintf(text.data(), text.size(), "%s: 0x%08lX", what, static_cast<unsigned long>(result) & 0xFFFFFFFFul);
    throw std::runtime_error(text.data());
}

SCARDCONTEXT establish() {
    SCARDCONTEXT context = 0;
    check(SCardEstablishContext(SCARD_SCOPE_SYSTEM, nullptr, nullptr, &context), "SCardEstablishContext");
    return context;
}

std::string hex(const std::vector<BYTE>& bytes, DWORD count) {
    std::string text;
    for (DWORD i = 0; i < count; ++i) {
        std::array<char, 3> digits;
        std::snprintf(digits.data(), digits.size(), "%02X", bytes[i]);
        text += digits.data();
    }
    return text;
}

std::vector<BYTE> bytes(const std::string& text) {
    std::vector<BYTE> result;
    for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
        result.push_back(static_cast<BYTE>(std::stoul(text.substr(i, 2), nullptr, 16)));
    }
    return result;
}

void list() {
    const SCARDCONTEXT context = establish();
    std::vector<char> names(8192);
    DWORD length = names.size();
    const LONG result = SCardListReaders(context, nullptr, names.data(), &length);
    if (result != static_cast<LONG>(SCARD_E_NO_READERS_AVAILABLE)) check(result, "SCardListReaders");
    for (const char* name = names.data(); *name != 0; name += std::strlen(name) + 1) std::puts(name);
    SCardReleaseContext(context);
}

void transmit(const std::string& reader, const std::vector<std::string>& apdus) {
    const SCARDCONTEXT context = establish();
    SCARDHANDLE card = 0;
    DWORD protocol = 0;
    check(SCardConnect(context, reader.c_str(), SCARD_SHARE_SHARED, SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1, &card,
                       &protocol),
          "SCardConnect");
    for (const std::string& apdu : apdus) {
        const std::vector<BYTE> command = bytes(apdu);
        std::vector<BYTE> response(65544);
        DWORD length = response.size();
        check(SCardTransmit(card, protocol == SCARD_PROTOCOL_T1 ? SCARD_PCI_T1 : SCARD_PCI_T0, command.data(),
                            command.size(), nullptr, response.data(), &length),
              "SCardTransmit");
        std::puts(hex(response, length).c_str());
        std::fflush(stdout);
    }
    SCardDisconnect(card, SCARD_LEAVE_CARD);
    SCardReleaseContext(context);
}

void watch(const std::string& reader) {
    const SCARDCONTEXT context = establish();
    std::jthread input([context] {
        char ignored = 0;
        while (read(STDIN_FILENO, &ignored, 1) > 0) continue;
        SCardCancel(context);
    });
    SCARD_READERSTATE state{};
    state.szReader = reader.c_str();
    state.dwCurrentState = SCARD_STATE_UNAWARE;
    while (SCardGetStatusChange(context, INFINITE, &state, 1) == SCARD_S_SUCCESS) {
        const bool unknown = (state.dwEventState & (SCARD_STATE_UNKNOWN | SCARD_STATE_UNAVAILABLE)) != 0;
        std::puts(unknown ? "gone" : state.dwEventState & SCARD_STATE_PRESENT ? "present" : "empty");
        std::fflush(stdout);
        if (unknown) break;
        state.dwCurrentState = state.dwEventState;
    }
    SCardReleaseContext(context);
    std::_Exit(0);
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    try {
        if (arguments.size() == 1 && arguments[0] == "list") {
            list();
        } else if (arguments.size() >= 3 && arguments[0] == "transmit") {
            transmit(arguments[1], {arguments.begin() + 2, arguments.end()});
        } else if (arguments.size() == 2 && arguments[0] == "watch") {
            watch(arguments[1]);
        } else {
            std::fputs("usage: reader-probe list | transmit READER APDU... | watch READER\n", stderr);
            return 2;
        }
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
