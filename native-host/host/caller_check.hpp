// Who started the host: a browser for our extension, a browser for another one, or a person.
#pragma once

#include <span>
#include <string_view>

namespace cccd_bridge::host {

enum class Starter {
    extension,  ///< a browser, on behalf of an accepted extension
    person,     ///< a word that is no command of ours and that no browser passes: somebody mistyped
    stranger,   ///< anything else
};

/// Judges the arguments behind the program's name: Chromium gives `chrome-extension://ID/` (and on Windows
/// `--parent-window=N`), Firefox the path of the manifest and the extension's id.
Starter judgeStarter(std::span<const std::string_view> arguments);

}  // namespace cccd_bridge::host
