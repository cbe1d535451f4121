#include "devices/hid_bus.hpp"

#include "devices/usb_texts.hpp"

#include <libusb.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>
#include <utility>

namespace cccd_bridge::devices {

namespace {

constexpr std::uint8_t bootInterface = 1;
constexpr std::uint8_t reportDescriptorType = 0x22;
constexpr unsigned controlTimeout = 1000;
constexpr std::chrono::milliseconds cancelPatience{500};
constexpr std::size_t longestPacket = 4096;

Error usbError(int code, const char* call) {
    const auto as = [&](ErrorCode error) {
        return fail(error, std::string(call) + " " + libusb_error_name(code)).error();
    };
    if (code == LIBUSB_ERROR_ACCESS) return as(ErrorCode::ScannerAccessDenied);
    if (code == LIBUSB_ERROR_BUSY) return as(ErrorCode::ScannerBusy);
    return as(ErrorCode::ScannerDisconnected);
}

struct CloseDevice {
    void operator()(libusb_device_handle* device) const { libusb_close(device); }
};
using DeviceHandle = std::unique_ptr<libusb_device_handle, CloseDevice>;

Result<DeviceHandle> openDevice(libusb_device* device) {
    libusb_device_handle* handle = nullptr;
    if (const int code = libusb_open(device, &handle); code != 0) return std::unexpected(usbError(code, "open"));
    return DeviceHandle(handle);
}

struct DeviceList {
    explicit DeviceList(libusb_context* context) : count(libusb_get_device_list(context, &devices)) {}
    DeviceList(const DeviceList&) = delete;
    DeviceList& operator=(const DeviceList&) = delete;
    ~DeviceList() {
        if (count >= 0) libusb_free_device_list(devices, 1);
    }
    libusb_device** devices = nullptr;
    ssize_t count;
};

std::string placeOf(libusb_device* device) {
    std::array<std::uint8_t, 8> ports{};
    const int depth = libusb_get_port_numbers(device, ports.data(), static_cast<int>(ports.size()));
    std::string place = std::to_string(libusb_get_bus_number(device));
    for (int at = 0; at < depth; ++at)
        place += (at == 0 ? "-" : ".") + std::to_string(ports[static_cast<std::size_t>(at)]);
    return place;
}

const libusb_endpoint_descriptor* interruptIn(const libusb_interface_descriptor& interface) {
    for (std::uint8_t at = 0; at < interface.bNumEndpoints; ++at) {
        const libusb_endpoint_descriptor& endpoint = interface.endpoint[at];
        const bool in = (endpoint.bEndpointAddress & LIBUSB_ENDPOINT_IN) != 0;
        if (in && (endpoint.bmAttributes & 3) == LIBUSB_TRANSFER_TYPE_INTERRUPT) return &endpoint;
    }
    return nullptr;
}

// From the device itself; its interface is claimed for it, so no driver and nobody else may have it.
Result<Bytes> ownReportDescriptor(libusb_device* device, std::uint8_t interface) {
    TRY(const DeviceHandle handle, openDevice(device));
    if (libusb_kernel_driver_active(handle.get(), interface) == 1) return fail(ErrorCode::ScannerBusy, "driver");
    if (const int code = libusb_claim_interface(handle.get(), interface); code != 0)
        return std::unexpected(usbError(code, "claim"));
    Bytes descriptor(maximumReportDescriptor);
    constexpr std::uint8_t toInterface = static_cast<std::uint8_t>(LIBUSB_ENDPOINT_IN) | LIBUSB_RECIPIENT_INTERFACE;
    const int count = libusb_control_transfer(handle.get(), toInterface, LIBUSB_REQUEST_GET_DESCRIPTOR,
                                              reportDescriptorType << 8, interface, descriptor.data(),
                                              static_cast<std::uint16_t>(descriptor.size()), controlTimeout);
    libusb_release_interface(handle.get(), interface);
    if (count < 0) return std::unexpected(usbError(count, "control"));
    descriptor.resize(static_cast<std::size_t>(count));
    return descriptor;
}

}  // namespace

struct HidInterface::Address {
    std::uint8_t bus = 0;
    std::uint8_t device = 0;  ///< another one at each plugging in
    std::uint8_t number = 0;
    std::uint8_t endpoint = 0;  ///< interrupt IN
};

/// Shared with the transfer in flight, which may outlive the pipe for a moment.
struct HidPipe::State : std::enable_shared_from_this<State> {
    DeviceHandle device;
    std::uint8_t interface = 0;
    libusb_transfer* transfer = nullptr;
    SecretBytes buffer;
    Arrived arrived;
    std::mutex mutex;
    std::condition_variable idle;
    bool inFlight = false;
    bool closing = false;
    std::shared_ptr<State> kept;  // itself, when its transfer does not come back

    static void LIBUSB_CALL done(libusb_transfer* transfer) {
        const auto self = static_cast<State*>(transfer->user_data)->shared_from_this();
        Result<SecretBytes> outcome = self->outcome();
        {
            const std::scoped_lock lock(self->mutex);
            self->inFlight = false;
            self->idle.notify_all();
            if (self->closing) return;
        }
        self->arrived(std::move(outcome));
    }

    Result<SecretBytes> outcome() {
        if (transfer->status == LIBUSB_TRANSFER_NO_DEVICE) return fail(ErrorCode::ScannerDisconnected, "transfer");
        if (transfer->status != LIBUSB_TRANSFER_COMPLETED)
            return fail(ErrorCode::ScannerGarbage, "transfer " + std::to_string(transfer->status));
        return SecretBytes(buffer.begin(), buffer.begin() + transfer->actual_length);
    }
};

HidPipe::HidPipe(std::shared_ptr<State> state) : state_(std::move(state)) {}

HidPipe::~HidPipe() {
    std::unique_lock lock(state_->mutex);
    state_->closing = true;
    if (state_->inFlight) libusb_cancel_transfer(state_->transfer);
    // A transfer that does not come back keeps what it uses; the process is about to end anyway.
    if (!state_->idle.wait_for(lock, cancelPatience, [this] { return !state_->inFlight; })) {
        state_->kept = state_;
        return;
    }
    lock.unlock();
    libusb_free_transfer(state_->transfer);
    libusb_release_interface(state_->device.get(), state_->interface);
    // Here and not with the state: a callback may be the last that holds it, and must not close a device.
    state_->device.reset();
}

Result<void> HidPipe::next() {
    const std::scoped_lock lock(state_->mutex);
    if (state_->inFlight) return {};
    if (state_->transfer->status == LIBUSB_TRANSFER_STALL)
        libusb_clear_halt(state_->device.get(), state_->transfer->endpoint);
    if (const int code = libusb_submit_transfer(state_->transfer); code != 0)
        return std::unexpected(usbError(code, "submit"));
    state_->inFlight = true;
    return {};
}

struct HidBus::Engine {
    Engine(libusb_context* usb, std::function<void()> call) : context(usb), changed(std::move(call)) {}
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    ~Engine() {
        stopping = 1;
        if (hotplug != 0) libusb_hotplug_deregister_callback(context, hotplug);
        libusb_interrupt_event_handler(context);
        if (thread.joinable()) thread.join();
        libusb_exit(context);
    }

    void watch();
    void describe(libusb_device* device, std::vector<HidInterface>& interfaces);
    void readLayout(libusb_device* device, HidInterface& interface);

    libusb_context* context;
    std::function<void()> changed;
    std::map<std::string, std::optional<HidPosLayout>> layouts;  // by place and address
    int hotplug = 0;
    std::atomic<int> stopping = 0;
    std::thread thread;
};

namespace {

std::string keyOf(const HidInterface& interface) {
    return interface.place + "@" + std::to_string(interface.address->device);
}

}  // namespace

void HidBus::Engine::watch() {
    const auto notice = [](libusb_context*, libusb_device*, libusb_hotplug_event, void* user) -> int {
        static_cast<Engine*>(user)->changed();
        return 0;
    };
    libusb_hotplug_register_callback(context, LIBUSB_HOTPLUG_EVENT_DEVICE_ARRIVED | LIBUSB_HOTPLUG_EVENT_DEVICE_LEFT, 0,
                                     LIBUSB_HOTPLUG_MATCH_ANY, LIBUSB_HOTPLUG_MATCH_ANY, LIBUSB_HOTPLUG_MATCH_ANY,
                                     notice, this, &hotplug);
    thread = std::thread([this] {
        timeval wait{.tv_sec = 60, .tv_usec = 0};
        while (stopping == 0) libusb_handle_events_timeout(context, &wait);
    });
}

void HidBus::Engine::describe(libusb_device* device, std::vector<HidInterface>& interfaces) {
    libusb_device_descriptor identity{};
    libusb_config_descriptor* read = nullptr;
    if (libusb_get_device_descriptor(device, &identity) != 0) return;
    if (libusb_get_active_config_descriptor(device, &read) != 0) return;
    const std::unique_ptr<libusb_config_descriptor, void (*)(libusb_config_descriptor*)> config(
        read, libusb_free_config_descriptor);
    const std::string where = placeOf(device);
    for (std::uint8_t at = 0; at < config->bNumInterfaces; ++at) {
        if (config->interface[at].num_altsetting < 1) continue;
        const libusb_interface_descriptor& interface = config->interface[at].altsetting[0];
        const libusb_endpoint_descriptor* endpoint = interruptIn(interface);
        if (interface.bInterfaceClass != LIBUSB_CLASS_HID || endpoint == nullptr) continue;
        if (interface.bInterfaceSubClass == bootInterface && interface.bInterfaceProtocol != 0) continue;
        HidInterface found;
        found.address = std::make_shared<HidInterface::Address>(HidInterface::Address{
            .bus = libusb_get_bus_number(device),
            .device = libusb_get_device_address(device),
            .number = interface.bInterfaceNumber,
            .endpoint = endpoint->bEndpointAddress,
        });
        found.place = where + ":" + std::to_string(config->bConfigurationValue) + "." +
                      std::to_string(interface.bInterfaceNumber);
        const UsbTexts texts = usbTexts(where);
        found.product = texts.product;
        found.serialNumber = texts.serialNumber;
        found.vendorId = identity.idVendor;
        found.productId = identity.idProduct;
        found.packetSize = endpoint->wMaxPacketSize & 0x7FFU;
        readLayout(device, found);
        interfaces.push_back(std::move(found));
    }
}

// Only an interface that no driver of the system has is opened, to ask for its descriptor; one that was read is
// remembered, because the system forgets it while an interface is claimed.
void HidBus::Engine::readLayout(libusb_device* device, HidInterface& interface) {
    const std::string key = keyOf(interface);
    const auto known = layouts.find(key);
    if (known != layouts.end()) {
        interface.layout = known->second;
        return;
    }
    if (const auto told = kernelReportDescriptor(interface.place)) {
        interface.layout = readHidPosLayout(*told);
    } else if (const auto own = ownReportDescriptor(device, interface.address->number)) {
        interface.layout = readHidPosLayout(*own);
    } else {
        interface.unreadable = own.error();
        return;
    }
    layouts.emplace(key, interface.layout);
}

Result<std::unique_ptr<HidBus>> HidBus::open(std::function<void()> changed) {
    libusb_context* context = nullptr;
    if (const int code = libusb_init(&context); code != 0)
        return fail(ErrorCode::ScannerNone, std::string("init ") + libusb_error_name(code));
    libusb_set_option(context, LIBUSB_OPTION_LOG_LEVEL, LIBUSB_LOG_LEVEL_NONE);
    auto engine = std::make_unique<Engine>(context, std::move(changed));
    engine->watch();
    return std::unique_ptr<HidBus>(new HidBus(std::move(engine)));
}

HidBus::HidBus(std::unique_ptr<Engine> engine) : engine_(std::move(engine)) {}

HidBus::~HidBus() = default;

std::vector<HidInterface> HidBus::interfaces() {
    std::vector<HidInterface> found;
    const DeviceList list(engine_->context);
    for (ssize_t at = 0; at < list.count; ++at) engine_->describe(list.devices[at], found);
    // Another device may come to this place and address.
    std::erase_if(engine_->layouts, [&](const auto& entry) {
        return std::ranges::none_of(found, [&](const HidInterface& one) { return keyOf(one) == entry.first; });
    });
    return found;
}

Result<std::unique_ptr<HidPipe>> HidBus::claim(const HidInterface& interface, HidPipe::Arrived arrived) {
    const HidInterface::Address& address = *interface.address;
    const DeviceList list(engine_->context);
    for (ssize_t at = 0; at < list.count; ++at) {
        libusb_device* device = list.devices[at];
        if (libusb_get_bus_number(device) != address.bus || libusb_get_device_address(device) != address.device)
            continue;
        auto state = std::make_shared<HidPipe::State>();
        TRY(state->device, openDevice(device));
        libusb_set_auto_detach_kernel_driver(state->device.get(), 1);
        if (const int code = libusb_claim_interface(state->device.get(), address.number); code != 0)
            return std::unexpected(usbError(code, "claim"));
        state->interface = address.number;
        state->arrived = std::move(arrived);
        state->buffer.resize(std::min(std::max<std::size_t>(interface.packetSize, 1), longestPacket));
        state->transfer = libusb_alloc_transfer(0);
        libusb_fill_interrupt_transfer(state->transfer, state->device.get(), address.endpoint, state->buffer.data(),
                                       static_cast<int>(state->buffer.size()), HidPipe::State::done, state.get(), 0);
        return std::unique_ptr<HidPipe>(new HidPipe(std::move(state)));
    }
    return fail(ErrorCode::ScannerDisconnected, "no longer there");
}

}  // namespace cccd_bridge::devices
