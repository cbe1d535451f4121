#include "good_desk.hpp"

#include <doctest/doctest.h>

using namespace cccd_bridge::doctor;

namespace {

Codes withPolicies(PolicyFacts policies) {
    Facts facts = goodDesk();
    facts.browsers[0].policies = std::move(policies);
    return troublesOf(facts);
}

const Codes extensionBlocked{FindingCode::PolicyExtensionBlocked};

}  // namespace

TEST_CASE("policies that are damaged or anybody's") {
    CHECK(withPolicies({.damagedPlaces = {"/a.json"}}) == Codes{FindingCode::PolicyDamaged});
    CHECK(withPolicies({.writablePlaces = {"/a.json"}}) == Codes{FindingCode::PolicyWritable});
}

TEST_CASE("a block list holds unless the allow list names the program") {
    const Codes blocked{FindingCode::PolicyHostBlocked};
    CHECK(withPolicies({.hostBlocklist = {"*"}}) == blocked);
    CHECK(withPolicies({.hostBlocklist = {"com.example.other"}}).empty());
    CHECK(withPolicies({.hostBlocklist = {hostName}}) == blocked);
    CHECK(withPolicies({.hostBlocklist = {"*"}, .hostAllowlist = {"com.example.other"}}) == blocked);
    CHECK(withPolicies({.hostBlocklist = {"*"}, .hostAllowlist = {hostName}}).empty());
}

TEST_CASE("the extension blocked by a list") {
    CHECK(withPolicies({.extensionBlocklist = {"*"}}) == extensionBlocked);
    CHECK(withPolicies({.extensionBlocklist = {chromiumId}}) == extensionBlocked);
    CHECK(withPolicies({.extensionBlocklist = {"ponmlkjihgfedcbaponmlkjihgfedcba"}}).empty());
    CHECK(withPolicies({.extensionBlocklist = {"*"}, .extensionAllowlist = {chromiumId}}).empty());
    CHECK(withPolicies({.extensionBlocklist = {"*"}, .extensionForcelist = {chromiumId + ";https://x/u"}}).empty());
    CHECK(withPolicies({.extensionBlocklist = {"*"}, .extensionForcelist = {"other;https://x/u"}}) == extensionBlocked);
}

TEST_CASE("the extension blocked by ExtensionSettings; its own rule comes before the rule of all") {
    const ExtensionRule blocked{.installationMode = "blocked"};
    const ExtensionRule allowed{.installationMode = "allowed"};
    const ExtensionRule forced{.installationMode = "force_installed"};
    const ExtensionRule mute{.installationMode = "", .forbidsNativeMessaging = true};
    CHECK(withPolicies({.extensionSettings = {{"*", blocked}}}) == extensionBlocked);
    CHECK(withPolicies({.extensionSettings = {{chromiumId, blocked}}}) == extensionBlocked);
    CHECK(withPolicies({.extensionSettings = {{chromiumId, {.installationMode = "removed"}}}}) == extensionBlocked);
    CHECK(withPolicies({.extensionSettings = {{"*", blocked}, {chromiumId, allowed}}}).empty());
    CHECK(withPolicies({.extensionSettings = {{"*", mute}}}) == extensionBlocked);
    CHECK(withPolicies({.extensionSettings = {{"*", mute}, {chromiumId, forced}}}).empty());
    CHECK(withPolicies({.extensionSettings = {{"*", blocked}, {chromiumId, forced}}}).empty());
    Facts facts = goodDesk();
    facts.browsers[1].policies.extensionSettings = {{"*", blocked}};
    CHECK(troublesOf(facts) == extensionBlocked);
    facts.browsers[1].policies.extensionSettings[firefoxId] = forced;
    CHECK(troublesOf(facts).empty());
    CHECK(has(facts, FindingCode::PolicyExtensionForced));
}

TEST_CASE("one usable listing of several is enough") {
    Facts facts = goodDesk();
    facts.program.chromiumIds.emplace_back("ponmlkjihgfedcbaponmlkjihgfedcba");
    facts.browsers[0].policies.extensionBlocklist = {chromiumId};
    CHECK(troublesOf(facts).empty());
    facts.browsers[0].policies.extensionBlocklist = facts.program.chromiumIds;
    CHECK(troublesOf(facts) == extensionBlocked);
}

TEST_CASE("a forbidden command shell matters to browsers that start programs through it") {
    Facts facts = goodDesk();
    facts.session.commandShellForbidden = true;
    CHECK(troublesOf(facts) == Codes{FindingCode::PolicyCommandShellForbidden});
    facts.browsers[0].policies.startsHostsDirectly = true;
    CHECK(troublesOf(facts).empty());
}
