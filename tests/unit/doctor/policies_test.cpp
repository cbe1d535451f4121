#include "doctor/policies.hpp"

#include <doctest/doctest.h>

using namespace cccd_bridge;
using namespace cccd_bridge::doctor;

TEST_CASE("policies of the Chromium family, as its own reader takes them") {
    PolicyFacts policies;
    REQUIRE(readChromiumPolicies(R"({ // a note
        "NativeMessagingBlocklist": ["*"], "NativeMessagingAllowlist": ["a", 7],
        "NativeMessagingUserLevelHosts": false, "NativeHostsExecutablesLaunchDirectly": true,
        "ExtensionInstallBlocklist": ["b"], "ExtensionInstallAllowlist": ["c"], "ExtensionInstallForcelist": ["d;u"],
        "ExtensionSettings": {"*": {"installation_mode": "blocked", "blocked_permissions": ["usb", "nativeMessaging"]},
                              "e": {"installation_mode": "allowed"}, "f": 3},
    })",
                                 policies));
    CHECK(policies.hostBlocklist == std::vector<std::string>{"*"});
    CHECK(policies.hostAllowlist == std::vector<std::string>{"a"});
    CHECK(policies.userLevelHosts == false);
    CHECK(policies.startsHostsDirectly == true);
    CHECK(policies.extensionBlocklist == std::vector<std::string>{"b"});
    CHECK(policies.extensionAllowlist == std::vector<std::string>{"c"});
    CHECK(policies.extensionForcelist == std::vector<std::string>{"d;u"});
    REQUIRE(policies.extensionSettings.size() == 2);
    CHECK(policies.extensionSettings["*"].installationMode == "blocked");
    CHECK(policies.extensionSettings["*"].forbidsNativeMessaging);
    CHECK_FALSE(policies.extensionSettings["e"].forbidsNativeMessaging);
}

TEST_CASE("a later file replaces what it names and leaves the rest; values of a wrong kind say nothing") {
    PolicyFacts policies;
    REQUIRE(readChromiumPolicies(
        R"({"NativeMessagingBlocklist":["*"],"NativeMessagingAllowlist":["a"],"NativeMessagingUserLevelHosts":false})",
        policies));
    REQUIRE(
        readChromiumPolicies(R"({"NativeMessagingBlocklist":["b"],"NativeMessagingUserLevelHosts":"yes"})", policies));
    CHECK(policies.hostBlocklist == std::vector<std::string>{"b"});
    CHECK(policies.hostAllowlist == std::vector<std::string>{"a"});
    CHECK(policies.userLevelHosts == false);
}

TEST_CASE("Firefox's file is plain JSON with one key") {
    PolicyFacts policies;
    REQUIRE(
        readFirefoxPolicies(R"({"policies":{"ExtensionSettings":{"*":{"installation_mode":"blocked"}}}})", policies));
    CHECK(policies.extensionSettings["*"].installationMode == "blocked");
    for (const char* text : {"", "[]", "{}", R"({"policies":[]})", R"({"policies":{},})", R"({"policies":{}/**/})"}) {
        CAPTURE(text);
        CHECK_FALSE(readFirefoxPolicies(text, policies));
    }
}

TEST_CASE("damaged policies change nothing") {
    PolicyFacts policies{.hostBlocklist = {"x"}};
    for (const char* text : {"", "[]", "{", R"({"NativeMessagingBlocklist":["*"})"}) {
        CAPTURE(text);
        CHECK_FALSE(readChromiumPolicies(text, policies));
    }
    CHECK(policies.hostBlocklist == std::vector<std::string>{"x"});
}
