// Policies of browsers that anybody may have written; the first byte chooses whose.
#include "doctor/checks.hpp"
#include "doctor/policies.hpp"

#include <cstdint>
#include <cstdlib>

using namespace cccd_bridge::doctor;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view text(reinterpret_cast<const char*>(data + 1), size - 1);
    const bool firefox = (data[0] & 1) != 0;
    BrowserFacts browser{.name = "x", .family = firefox ? BrowserFamily::firefox : BrowserFamily::chromium};
    const auto read = firefox ? readFirefoxPolicies : readChromiumPolicies;
    // What could not be read must not have changed anything.
    if (!read(text, browser.policies) && !browser.policies.extensionSettings.empty()) std::abort();
    Findings findings;
    checkPolicies(browser, {.program = {.chromiumIds = {"a"}, .firefoxIds = {"a"}}}, findings);
    if (findings.size() > 3) std::abort();
    return 0;
}
