#include "devices/scanner_source.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

namespace cccd_bridge::devices {

std::string_view wireName(ScannerKind kind) { return kind == ScannerKind::hidPos ? "hidPos" : "serial"; }

std::string_view wireName(ScannerState state) {
    static constexpr std::array<std::string_view, 6> names{"ready", "listening", "busy", "denied", "failed", "noisy"};
    return names[static_cast<std::size_t>(state)];
}

std::string scannerId(std::string_view kind, std::string_view place, std::uint16_t vendorId, std::uint16_t productId) {
    constexpr std::size_t longestPlace = 100;
    std::array<char, 16> numbers{};
    std::snprintf(numbers.data(), numbers.size(), ":%04x:%04x", unsigned{vendorId}, unsigned{productId});
    std::string id(place.substr(0, longestPlace));
    std::ranges::replace_if(id, [](char letter) { return letter <= ' ' || letter > '~'; }, '_');
    return std::string(kind) + ":" + id + numbers.data();
}

std::string scannerName(const ScannerQuirk* quirk, std::string_view product, std::string_view fallback) {
    if (quirk == nullptr) return std::string(product.empty() ? fallback : product);
    std::string name(quirk->name);
    if (!product.empty() && !product.starts_with(quirk->name)) name += " " + std::string(product);
    return product.starts_with(quirk->name) ? std::string(product) : name;
}

}  // namespace cccd_bridge::devices
