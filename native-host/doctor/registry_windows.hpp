// The registry, read only (Windows only).
#pragma once

#include <windows.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace cccd_bridge::doctor {

/// A key's place: the root, the path below it, and the view of 32-bit or 64-bit programs.
struct RegistryKey {
    HKEY root = HKEY_LOCAL_MACHINE;
    std::wstring path{};
    REGSAM view = KEY_WOW64_64KEY;
};

/// A text value, the key's own one by an empty name; at most 32767 letters. None when it is absent or of another kind.
std::optional<std::wstring> readText(const RegistryKey& key, const std::wstring& name);

std::optional<std::uint32_t> readNumber(const RegistryKey& key, const std::wstring& name);

/// The texts of the values 1, 2, 3, … as policies keep lists, in any order; at most 1024.
std::vector<std::wstring> readList(const RegistryKey& key);

}  // namespace cccd_bridge::doctor
