// Entry point: a browser's extension, a person, or neither.
#include "host/caller_check.hpp"
#include "host/command_line.hpp"
#include "host/help.hpp"
#include "host/machine_log.hpp"
#include "host/native_session.hpp"
#include "host/picture_helper.hpp"
#include "host/platform.hpp"

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace {

constexpr std::string_view configOption = "--config-dir";

}  // namespace

int main(int count, char** values) {
    using namespace cccd_bridge::host;
    platform::prepareProcess();
    const std::vector<std::string> words = platform::arguments(count, values);
    const std::vector<std::string_view> views(words.begin(), words.end());
    std::span<const std::string_view> arguments(views);
    if (arguments.size() == 1 && arguments.front() == pictureHelperArgument) runPictureHelper();
    logFailures();
    // Whoever writes the native manifest chooses the program anyway, so its arguments may choose the directory.
    std::filesystem::path configDirectory;
    if (arguments.size() >= 2 && arguments.front() == configOption) {
        configDirectory = arguments[1];
        arguments = arguments.subspan(2);
    } else {
        configDirectory = platform::defaultConfigDirectory();
    }
    if (arguments.empty()) {
        platform::writeOutput(helpText(platform::prefersVietnamese()));
        return 0;
    }
    if (isCommand(arguments.front())) return runCommand(arguments, configDirectory);
    switch (judgeStarter(arguments)) {
        case Starter::person:
            return explainUsage();
        case Starter::stranger:
            refuseCaller();
        case Starter::extension:
            break;
    }
    runNativeSession(configDirectory);
}
