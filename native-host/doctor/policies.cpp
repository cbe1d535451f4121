#include "doctor/policies.hpp"

#include "doctor/json_words.hpp"

#include <algorithm>
#include <optional>

namespace cccd_bridge::doctor {

namespace {

void takeWords(const json::object& object, std::string_view key, std::vector<std::string>& words) {
    if (object.contains(key)) words = wordsAt(object, key);
}

void takeFlag(const json::object& object, std::string_view key, std::optional<bool>& flag) {
    const json::value* value = object.if_contains(key);
    if (value != nullptr && value->is_bool()) flag = value->get_bool();
}

void takeExtensionSettings(const json::object& object, PolicyFacts& policies) {
    const json::object* settings = objectAt(object, "ExtensionSettings");
    if (settings == nullptr) return;
    policies.extensionSettings.clear();
    for (const auto& [id, value] : *settings) {
        if (policies.extensionSettings.size() == mostWords) break;
        const json::object* rule = value.if_object();
        if (rule == nullptr) continue;
        const auto blocked = wordsAt(*rule, "blocked_permissions");
        policies.extensionSettings[std::string(id)] = {
            .installationMode = wordAt(*rule, "installation_mode"),
            .forbidsNativeMessaging = std::ranges::find(blocked, "nativeMessaging") != blocked.end()};
    }
}

}  // namespace

Result<void> readChromiumPolicies(std::string_view text, PolicyFacts& policies) {
    TRY(const auto document, parseJson(text, fileParseMemory, JsonSyntax::commentsAndTrailingCommas));
    if (!document.is_object()) return fail(ErrorCode::ProtocolInvalidRequest, "policies");
    const json::object& object = document.get_object();
    takeWords(object, "NativeMessagingBlocklist", policies.hostBlocklist);
    takeWords(object, "NativeMessagingAllowlist", policies.hostAllowlist);
    takeFlag(object, "NativeMessagingUserLevelHosts", policies.userLevelHosts);
    takeFlag(object, "NativeHostsExecutablesLaunchDirectly", policies.startsHostsDirectly);
    takeWords(object, "ExtensionInstallBlocklist", policies.extensionBlocklist);
    takeWords(object, "ExtensionInstallAllowlist", policies.extensionAllowlist);
    takeWords(object, "ExtensionInstallForcelist", policies.extensionForcelist);
    takeExtensionSettings(object, policies);
    return {};
}

Result<void> readFirefoxPolicies(std::string_view text, PolicyFacts& policies) {
    TRY(const auto document, parseJson(text, fileParseMemory));
    const json::object* object = document.is_object() ? objectAt(document.get_object(), "policies") : nullptr;
    if (object == nullptr) return fail(ErrorCode::ProtocolInvalidRequest, "policies");
    takeExtensionSettings(*object, policies);
    return {};
}

}  // namespace cccd_bridge::doctor
