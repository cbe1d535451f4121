// hid.dll and the device tree. libusb is not used here: its Windows backend makes report descriptors up (all bytes of a
// report as one unnamed field) and does not notice devices that come and go.
#include "devices/hid_bus.hpp"

#include "base/utf16.hpp"
#include "base/windows_handle.hpp"
#include "devices/device_tree_windows.hpp"
#include "devices/hid_caps_windows.hpp"

extern "C" {  // which mingw-w64's header forgets
#include <hidsdi.h>
}

#include <array>
#include <thread>
#include <utility>

namespace cccd_bridge::devices {

namespace {

constexpr std::size_t longestUsbText = 126;  // characters of a USB string descriptor
constexpr DWORD readable = FILE_SHARE_READ | FILE_SHARE_WRITE;

std::unexpected<Error> failed(const char* call) {
    const DWORD number = GetLastError();
    const ErrorCode code = number == ERROR_ACCESS_DENIED       ? ErrorCode::ScannerAccessDenied
                           : number == ERROR_SHARING_VIOLATION ? ErrorCode::ScannerBusy
                                                               : ErrorCode::ScannerDisconnected;
    return fail(code, std::string(call) + " " + std::to_string(number));
}

Result<WindowsHandle> openDevice(const std::wstring& path, DWORD access, DWORD share, DWORD flags) {
    const HANDLE handle = CreateFileW(path.c_str(), access, share, nullptr, OPEN_EXISTING, flags, nullptr);
    if (handle == INVALID_HANDLE_VALUE) return failed("CreateFile");
    return WindowsHandle(handle);
}

std::string textOf(HANDLE device, decltype(&HidD_GetProductString) read) {
    std::array<wchar_t, longestUsbText + 1> text{};
    if (read(device, text.data(), static_cast<ULONG>(sizeof(text) - sizeof(wchar_t))) == FALSE) return {};
    return toUtf8(text.data());
}

GUID hidInterfaceClass() {
    GUID interfaceClass{};
    HidD_GetHidGuid(&interfaceClass);
    return interfaceClass;
}

}  // namespace

struct HidInterface::Address {
    std::wstring path;
};

/// A thread of its own waits for each packet; two events tell it to read or to end.
struct HidPipe::State {
    WindowsHandle device;
    bool numbered = false;
    std::size_t reportSize = 0;
    Arrived arrived;
    WindowsHandle asked{CreateEventW(nullptr, FALSE, FALSE, nullptr)};
    WindowsHandle closing{CreateEventW(nullptr, TRUE, FALSE, nullptr)};
    WindowsHandle done{CreateEventW(nullptr, TRUE, FALSE, nullptr)};
    std::thread thread;

    bool waitFor(HANDLE event) const {
        const std::array<HANDLE, 2> events{closing.get(), event};
        return WaitForMultipleObjects(static_cast<DWORD>(events.size()), events.data(), FALSE, INFINITE) ==
               WAIT_OBJECT_0 + 1;
    }

    void serve() {
        while (waitFor(asked.get())) {
            auto packet = read();
            if (WaitForSingleObject(closing.get(), 0) == WAIT_OBJECT_0) return;
            arrived(std::move(packet));
        }
    }

    Result<SecretBytes> read() const {
        SecretBytes report(reportSize);
        DWORD count = 0;
        OVERLAPPED pending{};
        pending.hEvent = done.get();
        const bool started =
            ReadFile(device.get(), report.data(), static_cast<DWORD>(report.size()), nullptr, &pending) != FALSE ||
            GetLastError() == ERROR_IO_PENDING;
        if (started && !waitFor(done.get())) CancelIoEx(device.get(), &pending);
        if (!started || GetOverlappedResult(device.get(), &pending, &count, TRUE) == FALSE) {
            const DWORD number = GetLastError();
            const bool gone = number == ERROR_DEVICE_NOT_CONNECTED || number == ERROR_OPERATION_ABORTED;
            return fail(gone ? ErrorCode::ScannerDisconnected : ErrorCode::ScannerGarbage,
                        "ReadFile " + std::to_string(number));
        }
        report.resize(count);
        // Windows puts an id, 0, before a report that has none.
        if (!numbered && !report.empty()) report.erase(report.begin());
        return report;
    }
};

HidPipe::HidPipe(std::shared_ptr<State> state) : state_(std::move(state)) {
    state_->thread = std::thread([state = state_.get()] { state->serve(); });
}

HidPipe::~HidPipe() {
    SetEvent(state_->closing.get());
    state_->thread.join();
}

Result<void> HidPipe::next() {
    SetEvent(state_->asked.get());
    return {};
}

struct HidBus::Engine {
    explicit Engine(std::function<void()> changed) : watch(hidInterfaceClass(), std::move(changed)) {}
    DeviceWatch watch;
};

HidBus::HidBus(std::unique_ptr<Engine> engine) : engine_(std::move(engine)) {}

HidBus::~HidBus() = default;

Result<std::unique_ptr<HidBus>> HidBus::open(std::function<void()> changed) {
    auto engine = std::make_unique<Engine>(std::move(changed));
    return std::unique_ptr<HidBus>(new HidBus(std::move(engine)));
}

// Without any access: it disturbs nobody, and works with what another program has for itself.
std::vector<HidInterface> HidBus::interfaces() {
    std::vector<HidInterface> found;
    for (const DeviceNode& node : presentDevices(hidInterfaceClass())) {
        const auto device = openDevice(node.path, 0, readable, 0);
        HIDD_ATTRIBUTES identity{};
        identity.Size = sizeof(identity);
        if (!device || HidD_GetAttributes(device->get(), &identity) == FALSE) continue;
        const auto caps = readHidCaps(device->get());
        if (!caps || !caps->layout) continue;
        HidInterface interface;
        interface.address = std::make_shared<HidInterface::Address>(HidInterface::Address{.path = node.path});
        interface.place = node.instance;
        interface.vendorId = identity.VendorID;
        interface.productId = identity.ProductID;
        interface.packetSize = caps->reportSize - (caps->layout->numbered ? 0 : 1);
        interface.product = textOf(device->get(), HidD_GetProductString);
        interface.serialNumber = textOf(device->get(), HidD_GetSerialNumberString);
        interface.layout = caps->layout;
        found.push_back(std::move(interface));
    }
    return found;
}

// Nobody else may read along, as on other systems.
Result<std::unique_ptr<HidPipe>> HidBus::claim(const HidInterface& interface, HidPipe::Arrived arrived) {
    auto state = std::make_shared<HidPipe::State>();
    TRY(state->device, openDevice(interface.address->path, GENERIC_READ, 0, FILE_FLAG_OVERLAPPED));
    state->numbered = interface.layout && interface.layout->numbered;
    state->reportSize = interface.packetSize + (state->numbered ? 0 : 1);
    state->arrived = std::move(arrived);
    return std::unique_ptr<HidPipe>(new HidPipe(std::move(state)));
}

}  // namespace cccd_bridge::devices
