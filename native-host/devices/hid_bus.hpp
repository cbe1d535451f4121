// HID devices as the operating system has them; one hid_bus_*.cpp a system, the only place that speaks to libusb or
// hid.dll.
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "devices/hid_report_descriptor.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cccd_bridge::devices {

/// A HID interface that is no keyboard or mouse by its class (HID 1.11 §4.2, §4.3).
struct HidInterface {
    struct Address;
    std::shared_ptr<const Address> address;  ///< how the bus finds it again
    std::string place;                       ///< where it is plugged in, configuration and interface: 1-2.4:1.0
    std::uint16_t vendorId = 0;
    std::uint16_t productId = 0;
    std::size_t packetSize = 0;          ///< longest piece of a report that arrives at once
    std::string product;                 ///< what the device says of itself, any bytes
    std::string serialNumber;            ///< likewise
    std::optional<HidPosLayout> layout;  ///< none: not a bar code scanner, or unreadable
    std::optional<Error> unreadable;     ///< why nobody can tell: another program has the interface, or no right
};

/// A claimed interface. The system's driver gets it back when this goes.
class HidPipe {
  public:
    /// One packet, or why there is none: ScannerDisconnected when the device is gone, ScannerGarbage when the transfer
    /// failed and may be tried again. Called on a thread of the bus.
    using Arrived = std::function<void(Result<SecretBytes>)>;

    HidPipe(const HidPipe&) = delete;
    HidPipe& operator=(const HidPipe&) = delete;
    ~HidPipe();

    /// Asks for the next packet; one at a time. Errors: ScannerDisconnected.
    Result<void> next();

  private:
    friend class HidBus;
    struct State;
    explicit HidPipe(std::shared_ptr<State> state);
    std::shared_ptr<State> state_;
};

class HidBus {
  public:
    /// `changed` is called on the bus' own thread when a device comes or goes. Errors: ScannerNone without USB.
    static Result<std::unique_ptr<HidBus>> open(std::function<void()> changed);
    HidBus(const HidBus&) = delete;
    HidBus& operator=(const HidBus&) = delete;
    ~HidBus();

    /// The HID interfaces now. A device that a driver of the system has is not opened for it.
    std::vector<HidInterface> interfaces();

    /// Takes an interface for this program. Errors: ScannerAccessDenied, ScannerBusy, ScannerDisconnected.
    Result<std::unique_ptr<HidPipe>> claim(const HidInterface& interface, HidPipe::Arrived arrived);

  private:
    struct Engine;
    explicit HidBus(std::unique_ptr<Engine> engine);
    std::unique_ptr<Engine> engine_;
};

}  // namespace cccd_bridge::devices
