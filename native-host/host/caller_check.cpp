#include "host/caller_check.hpp"

#include "host/version.hpp"

namespace cccd_bridge::host {

namespace {

constexpr std::string_view lettersOfCommands = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-.";
constexpr std::string_view chromeScheme = "chrome-extension://";

bool isListed(std::string_view list, std::string_view id) {
    while (!list.empty()) {
        const std::size_t end = list.find(';');
        if (!id.empty() && list.substr(0, end) == id) return true;
        if (end == std::string_view::npos) return false;
        list.remove_prefix(end + 1);
    }
    return false;
}

}  // namespace

Starter judgeStarter(std::span<const std::string_view> arguments) {
    if (arguments.empty()) return Starter::stranger;
    std::string_view origin = arguments.front();
    if (origin.starts_with(chromeScheme) && origin.ends_with('/')) {
        origin.remove_prefix(chromeScheme.size());
        origin.remove_suffix(1);
        return isListed(chromeExtensionIds, origin) ? Starter::extension : Starter::stranger;
    }
    const bool firefox = arguments.size() == 2 && origin.ends_with(".json");
    if (firefox && isListed(firefoxExtensionIds, arguments[1])) return Starter::extension;
    // Origins have a colon, paths a slash, Firefox' ids an @ or a brace.
    const bool word = !origin.empty() && origin.find_first_not_of(lettersOfCommands) == std::string_view::npos;
    return word ? Starter::person : Starter::stranger;
}

}  // namespace cccd_bridge::host
