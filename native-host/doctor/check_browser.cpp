#include "doctor/checks.hpp"

#include <algorithm>

namespace cccd_bridge::doctor {

namespace {

class BrowserCheck {
  public:
    BrowserCheck(const BrowserFacts& browser, const ProgramFacts& program, Findings& findings)
        : browser_(browser), program_(program), findings_(findings) {}

    void run() {
        for (const Packaging packaging : browser_.packagings) {
            if (packaging == Packaging::snap) add(FindingCode::BrowserSnap);
            if (packaging == Packaging::flatpak) add(FindingCode::BrowserFlatpak);
        }
        const auto manifests = usedManifests();
        if (manifests.empty()) return;
        bool usable = true;
        for (const ManifestFacts* manifest : manifests) {
            const std::size_t before = findings_.size();
            judge(*manifest);
            // The browser takes the first one, right or wrong.
            if (manifest == manifests.front()) usable = !hasError(before);
        }
        if (manifests.front()->ofUser && !manifests.back()->ofUser)
            add(FindingCode::BrowserUserManifestWins, manifests.front()->place);
        if (usable) add(FindingCode::BrowserRegistered, manifests.front()->place);
    }

  private:
    void add(FindingCode code, std::string found = {}) { findings_.push_back({code, browser_.name, std::move(found)}); }

    bool hasError(std::size_t from) const {
        return std::any_of(
            findings_.begin() + static_cast<std::ptrdiff_t>(from), findings_.end(),
            [](const Finding& finding) { return findingText(finding.code).severity == Severity::error; });
    }

    std::vector<const ManifestFacts*> usedManifests() {
        const bool forbidden =
            browser_.family == BrowserFamily::chromium && !browser_.policies.userLevelHosts.value_or(true);
        std::vector<const ManifestFacts*> used;
        for (const ManifestFacts& manifest : browser_.manifests)
            if (manifest.reading != Reading::absent && !(forbidden && manifest.ofUser)) used.push_back(&manifest);
        if (used.empty() && !browser_.manifests.empty())
            add(FindingCode::PolicyUserLevelHostsForbidden, browser_.manifests.front().place);
        else if (used.empty())
            add(FindingCode::BrowserNotRegistered);
        return used;
    }

    void judge(const ManifestFacts& manifest) {
        if (manifest.writableByOthers) add(FindingCode::BrowserManifestWritable, manifest.place);
        if (manifest.reading == Reading::unreadable) return add(FindingCode::BrowserManifestUnreadable, manifest.place);
        if (manifest.reading == Reading::damaged) return add(FindingCode::BrowserManifestDamaged, manifest.place);
        if (manifest.name != hostName) add(FindingCode::BrowserManifestWrongName, manifest.place);
        if (manifest.type != "stdio") add(FindingCode::BrowserManifestWrongType, manifest.place);
        judgeProgram(manifest);
        judgeCallers(manifest);
    }

    void judgeProgram(const ManifestFacts& manifest) {
        switch (manifest.programState) {
            case ProgramState::relativePath:
                return add(FindingCode::BrowserProgramRelative, manifest.program);
            case ProgramState::missing:
                return add(FindingCode::BrowserProgramMissing, manifest.program);
            case ProgramState::notExecutable:
                return add(FindingCode::BrowserProgramNotExecutable, manifest.program);
            case ProgramState::usable:
                break;
        }
        if (manifest.programWritableByOthers) add(FindingCode::BrowserProgramWritable, manifest.program);
        if (!manifest.programIsThisOne) add(FindingCode::BrowserProgramOther, manifest.program);
    }

    void judgeCallers(const ManifestFacts& manifest) {
        bool allowed = false;
        std::string stranger;
        for (const std::string& caller : manifest.callers) {
            if (isOurs(caller))
                allowed = true;
            else
                stranger = caller;
        }
        if (!allowed) add(FindingCode::BrowserExtensionNotAllowed, manifest.place);
        if (!stranger.empty()) add(FindingCode::BrowserExtensionStranger, stranger);
    }

    bool isOurs(const std::string& caller) const {
        if (browser_.family == BrowserFamily::firefox)
            return std::ranges::find(program_.firefoxIds, caller) != program_.firefoxIds.end();
        return std::ranges::any_of(program_.chromiumIds,
                                   [&](const std::string& id) { return caller == "chrome-extension://" + id + "/"; });
    }

    const BrowserFacts& browser_;
    const ProgramFacts& program_;
    Findings& findings_;
};

}  // namespace

void checkBrowser(const BrowserFacts& browser, const Facts& facts, Findings& findings) {
    BrowserCheck(browser, facts.program, findings).run();
}

}  // namespace cccd_bridge::doctor
