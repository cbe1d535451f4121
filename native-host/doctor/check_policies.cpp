#include "doctor/checks.hpp"

#include <algorithm>
#include <string_view>

namespace cccd_bridge::doctor {

namespace {

bool lists(const std::vector<std::string>& list, std::string_view word) {
    return std::ranges::find(list, word) != list.end();
}

bool blocksHost(const PolicyFacts& policies) {
    const bool blocked = lists(policies.hostBlocklist, hostName) || lists(policies.hostBlocklist, "*");
    return blocked && !lists(policies.hostAllowlist, hostName);
}

bool isForced(std::string_view mode) { return mode == "force_installed" || mode == "normal_installed"; }

/// What the policies say of one extension, the more particular rule first.
enum class Stand { free, forced, blocked };

Stand standOf(const std::string& id, const PolicyFacts& policies) {
    const auto own = policies.extensionSettings.find(id);
    const auto all = policies.extensionSettings.find("*");
    const ExtensionRule none;
    const ExtensionRule& ownRule = own != policies.extensionSettings.end() ? own->second : none;
    const ExtensionRule& allRule = all != policies.extensionSettings.end() ? all->second : none;
    if (ownRule.forbidsNativeMessaging || (own == policies.extensionSettings.end() && allRule.forbidsNativeMessaging))
        return Stand::blocked;
    const bool listed = std::ranges::any_of(policies.extensionForcelist, [&](const std::string& entry) {
        return std::string_view(entry).substr(0, entry.find(';')) == id;
    });
    if (listed || isForced(ownRule.installationMode)) return Stand::forced;
    if (ownRule.installationMode == "blocked" || ownRule.installationMode == "removed") return Stand::blocked;
    if (ownRule.installationMode == "allowed" || lists(policies.extensionAllowlist, id)) return Stand::free;
    const bool blocked = lists(policies.extensionBlocklist, id) || lists(policies.extensionBlocklist, "*") ||
                         allRule.installationMode == "blocked";
    return blocked ? Stand::blocked : Stand::free;
}

}  // namespace

void checkPolicies(const BrowserFacts& browser, const Facts& facts, Findings& findings) {
    const PolicyFacts& policies = browser.policies;
    const auto add = [&](FindingCode code, std::string found) {
        findings.push_back({code, browser.name, std::move(found)});
    };
    for (const std::string& place : policies.damagedPlaces) add(FindingCode::PolicyDamaged, place);
    for (const std::string& place : policies.writablePlaces) add(FindingCode::PolicyWritable, place);
    for (const std::string& place : policies.crowdedPlaces) add(FindingCode::PolicyTooManyFiles, place);
    if (blocksHost(policies)) add(FindingCode::PolicyHostBlocked, "NativeMessagingBlocklist");
    const bool firefox = browser.family == BrowserFamily::firefox;
    if (!firefox && facts.session.commandShellForbidden && !policies.startsHostsDirectly.value_or(false))
        add(FindingCode::PolicyCommandShellForbidden, {});
    // One of several listings is enough: the same program serves each of them.
    const auto& ids = firefox ? facts.program.firefoxIds : facts.program.chromiumIds;
    std::string forced;
    bool usable = ids.empty();
    for (const std::string& id : ids) {
        const Stand stand = standOf(id, policies);
        usable = usable || stand != Stand::blocked;
        if (stand == Stand::forced) forced = id;
    }
    if (!usable) add(FindingCode::PolicyExtensionBlocked, ids.front());
    if (!forced.empty()) add(FindingCode::PolicyExtensionForced, forced);
}

}  // namespace cccd_bridge::doctor
