// The choke point of libusb: every call of it is made in usb.cpp and comes back as a typed Result.
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

struct libusb_context;
struct libusb_device;

namespace cccd_bridge::devices {

/// A HID interface that is no keyboard or mouse by its class (HID 1.11 §4.2, §4.3).
struct UsbHidInterface {
    std::string place;  ///< where it is plugged in, configuration and interface: 1-2.4:1.0
    std::uint8_t bus = 0;
    std::uint8_t address = 0;  ///< another one at each plugging in
    std::uint16_t vendorId = 0;
    std::uint16_t productId = 0;
    std::uint8_t number = 0;
    std::uint8_t endpoint = 0;  ///< interrupt IN
    std::size_t packetSize = 0;
    std::string product;       ///< what the device says of itself, any bytes
    std::string serialNumber;  ///< likewise
    Bytes reportDescriptor;
    std::optional<Error> unreadable;  ///< why there is no descriptor: another program has the interface, or no right
};

/// A claimed interface. The system's driver gets it back when this goes.
class UsbPipe {
  public:
    /// One packet, or why there is none: ScannerDisconnected when the device is gone, ScannerGarbage when the transfer
    /// failed and may be tried again. Called on the thread of the bus.
    using Arrived = std::function<void(Result<SecretBytes>)>;

    UsbPipe(const UsbPipe&) = delete;
    UsbPipe& operator=(const UsbPipe&) = delete;
    ~UsbPipe();

    /// Asks for the next packet; one at a time. Errors: ScannerDisconnected.
    Result<void> next();

  private:
    friend class UsbBus;
    struct State;
    explicit UsbPipe(std::shared_ptr<State> state);
    std::shared_ptr<State> state_;
};

class UsbBus {
  public:
    /// `changed` is called on the bus' own thread when a device comes or goes. Errors: ScannerNone without USB.
    static Result<std::unique_ptr<UsbBus>> open(std::function<void()> changed);
    UsbBus(const UsbBus&) = delete;
    UsbBus& operator=(const UsbBus&) = delete;
    ~UsbBus();

    /// The HID interfaces now. Only those that no driver of the system has are opened, to ask for their descriptor; one
    /// that was read is remembered, because the system forgets it while an interface is claimed.
    std::vector<UsbHidInterface> hidInterfaces();

    /// Takes an interface away from the system's driver. Errors: ScannerAccessDenied, ScannerBusy, ScannerDisconnected.
    Result<std::unique_ptr<UsbPipe>> claim(const UsbHidInterface& interface, UsbPipe::Arrived arrived);

  private:
    UsbBus(libusb_context* context, std::function<void()> changed);
    void watch();
    void describe(libusb_device* device, std::vector<UsbHidInterface>& interfaces);
    void readDescriptor(libusb_device* device, UsbHidInterface& interface);

    libusb_context* context_;
    std::function<void()> changed_;
    std::map<std::string, Bytes> descriptors_;  // by place and address
    int hotplug_ = 0;
    std::atomic<int> stopping_ = 0;
    std::thread thread_;
};

}  // namespace cccd_bridge::devices
