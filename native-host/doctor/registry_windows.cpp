#include "doctor/registry_windows.hpp"

#include <array>
#include <memory>
#include <type_traits>

namespace cccd_bridge::doctor {

namespace {

constexpr std::size_t mostValues = 1024;
constexpr DWORD longestText = 32767;
constexpr DWORD longestName = 16384;

struct CloseKey {
    void operator()(HKEY key) const { RegCloseKey(key); }
};
using OpenKey = std::unique_ptr<std::remove_pointer_t<HKEY>, CloseKey>;

OpenKey open(const RegistryKey& key) {
    HKEY opened = nullptr;
    if (RegOpenKeyExW(key.root, key.path.c_str(), 0, KEY_READ | key.view, &opened) != ERROR_SUCCESS) return nullptr;
    return OpenKey(opened);
}

}  // namespace

std::optional<std::wstring> readText(const RegistryKey& key, const std::wstring& name) {
    const OpenKey opened = open(key);
    if (!opened) return std::nullopt;
    std::wstring text(longestText, L'\0');
    auto size = static_cast<DWORD>(text.size() * sizeof(wchar_t));
    // Takes REG_EXPAND_SZ as well, expanded; asked for by name, that kind is refused as a wrong parameter.
    if (RegGetValueW(opened.get(), nullptr, name.c_str(), RRF_RT_REG_SZ, nullptr, text.data(), &size) != ERROR_SUCCESS)
        return std::nullopt;
    // The size counts the closing zero.
    text.resize(size / sizeof(wchar_t));
    while (!text.empty() && text.back() == L'\0') text.pop_back();
    return text;
}

std::optional<std::uint32_t> readNumber(const RegistryKey& key, const std::wstring& name) {
    const OpenKey opened = open(key);
    DWORD number = 0;
    DWORD size = sizeof(number);
    if (!opened ||
        RegGetValueW(opened.get(), nullptr, name.c_str(), RRF_RT_REG_DWORD, nullptr, &number, &size) != ERROR_SUCCESS)
        return std::nullopt;
    return number;
}

std::vector<std::wstring> readList(const RegistryKey& key) {
    std::vector<std::wstring> words;
    const OpenKey opened = open(key);
    if (!opened) return words;
    std::wstring name(longestName, L'\0');
    for (DWORD index = 0; words.size() < mostValues; ++index) {
        DWORD length = longestName;
        if (RegEnumValueW(opened.get(), index, name.data(), &length, nullptr, nullptr, nullptr, nullptr) !=
            ERROR_SUCCESS)
            break;
        if (auto word = readText(key, name.substr(0, length))) words.push_back(std::move(*word));
    }
    return words;
}

}  // namespace cccd_bridge::doctor
