#include "host/caller_check.hpp"

#include "host/version.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace cccd_bridge::host;

TEST_CASE("only our extensions are let in") {
    const std::string chrome(chromeExtensionIds.substr(0, chromeExtensionIds.find(';')));
    const std::string firefox(firefoxExtensionIds.substr(0, firefoxExtensionIds.find(';')));
    const auto accepted = [](std::vector<std::string> words) {
        const std::vector<std::string_view> arguments(words.begin(), words.end());
        return judgeStarter(arguments) == Starter::extension;
    };
    CHECK(accepted({"chrome-extension://" + chrome + "/"}));
    CHECK(accepted({"chrome-extension://" + chrome + "/", "--parent-window=5"}));
    CHECK(accepted({"C:\\hosts\\vn.cccdbridge.host.json", firefox}));
    CHECK_FALSE(accepted({}));
    CHECK_FALSE(accepted({""}));
    CHECK_FALSE(accepted({"chrome-extension://"}));
    CHECK_FALSE(accepted({"chrome-extension:///"}));
    CHECK_FALSE(accepted({"chrome-extension://" + chrome}));
    CHECK_FALSE(accepted({"chrome-extension://" + chrome.substr(1) + "/"}));
    CHECK_FALSE(accepted({"chrome-extension://" + chrome + "//"}));
    CHECK_FALSE(accepted({"x.json"}));
    CHECK_FALSE(accepted({"x.json", ""}));
    CHECK_FALSE(accepted({"x.json", firefox, "more"}));
    CHECK_FALSE(accepted({"x.json", chrome}));
    CHECK_FALSE(accepted({"x.exe", firefox}));
}

TEST_CASE("a mistyped command is a person's, what a browser could pass is not") {
    const auto judged = [](std::string_view word) { return judgeStarter(std::vector{word}); };
    for (const char* word : {"diagnostics.run", "-V", "--config-dir", "hepl"}) CHECK(judged(word) == Starter::person);
    for (const char* word : {"", "/x", "chrome-extension://abc/", "x@y", "{0}", "C:\\x"})
        CHECK(judged(word) == Starter::stranger);
}
