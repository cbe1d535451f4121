#include "host/scanner_service.hpp"

#include "host/machine_log.hpp"
#include "host/scanner_settings.hpp"
#include "host/scrub_stack.hpp"
#include "host/wire_scanner.hpp"

#include <utility>

namespace cccd_bridge::host {

ScannerService::ScannerService(std::filesystem::path configDirectory, Emit emit)
    : configDirectory_(std::move(configDirectory)), emit_(std::move(emit)) {}

Result<devices::ScannerHub*> ScannerService::hub() {
    const std::scoped_lock lock(mutex_);
    if (hub_) return hub_.get();
    auto settings = readScannerSettings(configDirectory_);
    if (!settings) {
        logEvent(EventCode::ScannerSettingsIgnored, {{"code", std::string(errorText(settings.error().code).wireCode)}});
        return std::unexpected(std::move(settings).error());
    }
    devices::ScannerListener listener{
        .changed = [this](const auto& scanners) { emit_("scanner.changed", toJson(scanners)); },
        .scanned =
            [this](const auto& scanner, const auto& scan) {
                if (auto params = scannedToJson(scanner, scan)) emit_("scanner.scanned", std::move(*params));
                scrubStack();
            },
        .rejected = [this](const auto& scanner,
                           const Error& error) { emit_("scanner.rejected", rejectedToJson(scanner, error)); },
    };
    hub_ = std::make_unique<devices::ScannerHub>(std::move(*settings), std::move(listener));
    return hub_.get();
}

void ScannerService::clear(std::chrono::milliseconds limit) {
    const std::scoped_lock lock(mutex_);
    if (hub_) hub_->close(limit);
}

}  // namespace cccd_bridge::host
