#include "devices/udev.hpp"
#include "devices/usb_texts.hpp"

#include "devices/hid_report_descriptor.hpp"

#include <fstream>
#include <iterator>

namespace cccd_bridge::devices {

UsbTexts usbTexts(const std::string& device) {
    const Udev library(udev_new());
    const UdevDevice usb(library ? udev_device_new_from_subsystem_sysname(library.get(), "usb", device.c_str())
                                 : nullptr);
    return {.product = udevAttribute(usb.get(), "product"), .serialNumber = udevAttribute(usb.get(), "serial")};
}

std::optional<Bytes> kernelReportDescriptor(const std::string& interface) {
    const Udev library(udev_new());
    const UdevDevice usb(library ? udev_device_new_from_subsystem_sysname(library.get(), "usb", interface.c_str())
                                 : nullptr);
    const UdevEnumerate list(usb ? udev_enumerate_new(library.get()) : nullptr);
    if (!list) return std::nullopt;
    udev_enumerate_add_match_parent(list.get(), usb.get());
    udev_enumerate_add_match_subsystem(list.get(), "hid");
    udev_enumerate_scan_devices(list.get());
    udev_list_entry* entry = udev_enumerate_get_list_entry(list.get());
    if (entry == nullptr) return std::nullopt;
    // Binary: libudev would cut it at the first zero.
    std::ifstream file(std::string(udev_list_entry_get_name(entry)) + "/report_descriptor", std::ios::binary);
    Bytes descriptor(maximumReportDescriptor);
    file.read(reinterpret_cast<char*>(descriptor.data()), static_cast<std::streamsize>(descriptor.size()));
    descriptor.resize(static_cast<std::size_t>(file.gcount()));
    return descriptor.empty() ? std::nullopt : std::optional(std::move(descriptor));
}

}  // namespace cccd_bridge::devices
