// The IFD handler that pcscd loads (interface version 3.0 of pcsc-lite): readers are directories, see
// virtual_reader.hpp.
#include "virtual_reader.hpp"

extern "C" {
#include <ifdhandler.h>
#include <reader.h>
}

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <map>
#include <string>

namespace {

using virtual_reader::VirtualReader;

std::mutex tableMutex;
std::map<DWORD, std::shared_ptr<VirtualReader>> table;

std::shared_ptr<VirtualReader> readerAt(DWORD lun) {
    const std::lock_guard lock(tableMutex);
    const auto found = table.find(lun);
    return found == table.end() ? nullptr : found->second;
}

/// DEVICENAME of reader.conf is the directory. A hot-plugged reader is "usb:VVVV/PPPP:...", its directory
/// usb-VVVV-PPPP under $VIRTUAL_READER_DIRECTORY.
std::filesystem::path directoryOf(const std::string& deviceName) {
    constexpr std::size_t usbNameLength = 13;
    if (!deviceName.starts_with("usb:") || deviceName.size() < usbNameLength) return deviceName;
    const char* root = std::getenv("VIRTUAL_READER_DIRECTORY");
    return std::filesystem::path(root ? root : "") / ("usb-" + deviceName.substr(4, 4) + "-" + deviceName.substr(9, 4));
}

/// Called by pcscd on the reader's event thread.
RESPONSECODE waitForEvent(DWORD lun, int timeoutMilliseconds) {
    const auto reader = readerAt(lun);
    if (!reader) return IFD_NO_SUCH_DEVICE;
    reader->waitForChange(std::chrono::milliseconds(timeoutMilliseconds));
    return IFD_SUCCESS;
}

/// Not the end of the reader: pcscd also asks for this when it wants to wait with another time-out.
RESPONSECODE stopWaiting(DWORD lun) {
    if (const auto reader = readerAt(lun)) reader->wakeWaiter();
    return IFD_SUCCESS;
}

RESPONSECODE giveBytes(const void* bytes, std::size_t size, PDWORD length, PUCHAR value) {
    if (*length < size) return IFD_ERROR_INSUFFICIENT_BUFFER;
    std::memcpy(value, bytes, size);
    *length = size;
    return IFD_SUCCESS;
}

RESPONSECODE giveByte(UCHAR byte, PDWORD length, PUCHAR value) { return giveBytes(&byte, 1, length, value); }

template <class Function>
RESPONSECODE giveFunction(Function* function, PDWORD length, PUCHAR value) {
    return giveBytes(&function, sizeof function, length, value);
}

}  // namespace

extern "C" {

RESPONSECODE IFDHCreateChannelByName(DWORD lun, LPSTR deviceName) {
    try {
        auto reader = std::make_shared<VirtualReader>(directoryOf(deviceName));
        const std::lock_guard lock(tableMutex);
        table[lun] = std::move(reader);
        return IFD_SUCCESS;
    } catch (const std::exception&) {
        return IFD_NO_SUCH_DEVICE;
    }
}

RESPONSECODE IFDHCreateChannel(DWORD, DWORD) { return IFD_NO_SUCH_DEVICE; }

RESPONSECODE IFDHCloseChannel(DWORD lun) {
    const auto reader = readerAt(lun);
    if (!reader) return IFD_NO_SUCH_DEVICE;
    reader->close();
    const std::lock_guard lock(tableMutex);
    table.erase(lun);
    return IFD_SUCCESS;
}

RESPONSECODE IFDHGetCapabilities(DWORD lun, DWORD tag, PDWORD length, PUCHAR value) {
    const auto reader = readerAt(lun);
    switch (tag) {
        case TAG_IFD_SIMULTANEOUS_ACCESS:
            return giveByte(64, length, value);
        case TAG_IFD_SLOTS_NUMBER:
            return giveByte(1, length, value);
        // Every reader has a lock of its own, so that one that stalls does not hold up the others.
        case TAG_IFD_THREAD_SAFE:
        case TAG_IFD_SLOT_THREAD_SAFE:
            return giveByte(1, length, value);
        case TAG_IFD_POLLING_THREAD_WITH_TIMEOUT:
            return giveFunction(waitForEvent, length, value);
        case TAG_IFD_STOP_POLLING_THREAD:
            return giveFunction(stopWaiting, length, value);
        case TAG_IFD_ATR:
        case SCARD_ATTR_ATR_STRING: {
            if (!reader) return IFD_NO_SUCH_DEVICE;
            const auto answer = reader->answerToReset();
            return giveBytes(answer.data(), answer.size(), length, value);
        }
        default:
            return IFD_ERROR_TAG;
    }
}

RESPONSECODE IFDHSetCapabilities(DWORD, DWORD, DWORD, PUCHAR) { return IFD_ERROR_TAG; }

RESPONSECODE IFDHSetProtocolParameters(DWORD, DWORD protocol, UCHAR, UCHAR, UCHAR, UCHAR) {
    const bool known = protocol == SCARD_PROTOCOL_T0 || protocol == SCARD_PROTOCOL_T1;
    return known ? IFD_SUCCESS : IFD_PROTOCOL_NOT_SUPPORTED;
}

RESPONSECODE IFDHPowerICC(DWORD lun, DWORD action, PUCHAR answer, PDWORD answerLength) {
    const auto reader = readerAt(lun);
    if (!reader) return IFD_NO_SUCH_DEVICE;
    if (action == IFD_POWER_DOWN) {
        *answerLength = 0;
        return IFD_SUCCESS;
    }
    const auto bytes = reader->powerUp();
    if (!bytes || bytes->size() > MAX_ATR_SIZE) {
        *answerLength = 0;
        return IFD_ERROR_POWER_ACTION;
    }
    std::memcpy(answer, bytes->data(), bytes->size());
    *answerLength = bytes->size();
    return IFD_SUCCESS;
}

RESPONSECODE IFDHTransmitToICC(DWORD lun, SCARD_IO_HEADER, PUCHAR command, DWORD commandLength, PUCHAR response,
                               PDWORD responseLength, PSCARD_IO_HEADER) {
    const DWORD capacity = *responseLength;
    *responseLength = 0;
    const auto reader = readerAt(lun);
    if (!reader) return IFD_NO_SUCH_DEVICE;
    const auto bytes = reader->transmit({command, commandLength});
    if (!bytes) return IFD_COMMUNICATION_ERROR;
    if (bytes->size() > capacity) return IFD_ERROR_INSUFFICIENT_BUFFER;
    std::ranges::copy(*bytes, response);
    *responseLength = bytes->size();
    return IFD_SUCCESS;
}

RESPONSECODE IFDHControl(DWORD, DWORD, PUCHAR, DWORD, PUCHAR, DWORD, LPDWORD returned) {
    *returned = 0;
    return IFD_ERROR_NOT_SUPPORTED;
}

RESPONSECODE IFDHICCPresence(DWORD lun) {
    const auto reader = readerAt(lun);
    if (!reader) return IFD_NO_SUCH_DEVICE;
    return reader->cardPresent() ? IFD_ICC_PRESENT : IFD_ICC_NOT_PRESENT;
}

}  // extern "C"
