// USB HID-POS scanners: usage page 0x8C, whoever made them.
#pragma once

#include "devices/hid_bus.hpp"
#include "devices/scanner_source.hpp"

#include <boost/asio/io_context.hpp>

namespace cccd_bridge::devices {

class HidPosSource final : public ScannerSource {
  public:
    /// `changed` is called on the context's thread when a USB device comes or goes.
    HidPosSource(boost::asio::io_context& context, std::function<void()> changed);

    std::vector<FoundScanner> find() override;

  private:
    std::optional<FoundScanner> openable(const HidInterface& interface);

    boost::asio::io_context& context_;
    std::unique_ptr<HidBus> bus_;  // none where the system has no USB
};

}  // namespace cccd_bridge::devices
