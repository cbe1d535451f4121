// The scanners as the methods see them: nothing runs before the first of them asks.
#pragma once

#include "base/result.hpp"
#include "bounded_json/json.hpp"
#include "devices/scanner_hub.hpp"

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string_view>

namespace cccd_bridge::host {

class ScannerService {
  public:
    /// Sends an event; called on the scanners' thread.
    using Emit = std::function<void(std::string_view event, json::object params)>;

    ScannerService(std::filesystem::path configDirectory, Emit emit);

    /// The scanners, with the administrator's settings read. Errors: ScannerSettingsInvalid, until the file is right.
    Result<devices::ScannerHub*> hub();

    /// Gives every scanner back; waits for it up to `limit`.
    void clear(std::chrono::milliseconds limit);

  private:
    std::filesystem::path configDirectory_;
    Emit emit_;
    std::mutex mutex_;
    std::unique_ptr<devices::ScannerHub> hub_;
};

}  // namespace cccd_bridge::host
