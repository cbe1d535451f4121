// diagnostics.run
#include "host/application.hpp"
#include "host/methods.hpp"
#include "host/params.hpp"
#include "host/platform.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace cccd_bridge::host {

namespace {

json::object check(std::string_view name, std::string_view status, std::optional<ErrorCode> error,
                   std::optional<std::size_t> count) {
    json::object object;
    object["check"] = name;
    object["status"] = status;
    if (error) object["error"] = errorText(*error).wireCode;
    if (count) object["count"] = *count;
    return object;
}

json::object checkReaders(const devices::ReaderSnapshot& snapshot) {
    std::size_t usable = 0;
    for (const devices::ReaderInfo& reader : snapshot.readers)
        if (reader.readerClass != devices::ReaderClass::isVirtual) ++usable;
    if (usable == 0) return check("readers", "failed", ErrorCode::ReaderNone, usable);
    return check("readers", "ok", std::nullopt, usable);
}

// Who can write one of these decides whom the host trusts; without the directory, who can make it.
bool isUnprotected(const std::filesystem::path& directory) {
    if (platform::isWritableByAnybody(directory) || platform::isWritableByAnybody(directory.parent_path())) return true;
    std::error_code failure;
    std::size_t seen = 0;
    for (std::filesystem::directory_iterator file(directory, failure), end;
         !failure && file != end && seen < TrustStore::maximumEntries; file.increment(failure), ++seen)
        if (platform::isWritableByAnybody(file->path())) return true;
    return false;
}

// The directory is the administrator's: that this user cannot write to it is as it should be.
json::object checkTrustDirectory(const std::filesystem::path& directory) {
    std::error_code failure;
    const std::filesystem::directory_iterator readable(directory, failure);
    const bool absent = failure == std::errc::no_such_file_or_directory;
    if (failure && !absent) return check("trustDirectory", "failed", ErrorCode::TrustPathUnreadable, std::nullopt);
    if (isUnprotected(directory))
        return check("trustDirectory", "warning", ErrorCode::TrustDirectoryUnprotected, std::nullopt);
    return check("trustDirectory", absent ? "warning" : "ok", std::nullopt, std::nullopt);
}

using Scanners = Result<std::vector<devices::ScannerInfo>>;

// None is no fault: a scanner that types as a keyboard is not seen here, and a card can be read without.
json::object checkScanners(const Scanners& scanners) {
    if (!scanners) return check("scanners", "failed", scanners.error().code, std::nullopt);
    const auto refused = std::ranges::find_if(*scanners, [](const auto& scanner) { return scanner.error.has_value(); });
    if (refused != scanners->end()) return check("scanners", "failed", refused->error, scanners->size());
    return check("scanners", "ok", std::nullopt, scanners->size());
}

json::array checksWithoutScanners(Application& application, const devices::ReaderSnapshot& readers) {
    json::array checks;
    if (readers.serviceRunning) {
        checks.emplace_back(check("service", "ok", std::nullopt, std::nullopt));
        checks.emplace_back(checkReaders(readers));
    } else {
        checks.emplace_back(check("service", "failed", ErrorCode::PcscServiceUnavailable, std::nullopt));
    }
    const std::size_t anchors = application.trust().anchors()->anchors.size();
    checks.emplace_back(check("anchors", anchors == 0 ? "warning" : "ok", std::nullopt, anchors));
    checks.emplace_back(checkTrustDirectory(application.trust().directory()));
    return checks;
}

void succeed(const RequestPointer& request, json::array checks, const Scanners& scanners) {
    checks.emplace_back(checkScanners(scanners));
    json::object result;
    result["checks"] = std::move(checks);
    request->succeed(std::move(result));
}

}  // namespace

void runDiagnostics(Application& application, const RequestPointer& request, const json::object& params) {
    if (const auto nothing = ParamReader(params).finish(); !nothing) return request->fail(nothing.error());
    application.whenReadersAreKnown([&application, request](const devices::ReaderSnapshot& readers) {
        const json::array checks = checksWithoutScanners(application, readers);
        const auto hub = application.scanners().hub();
        if (!hub) return succeed(request, checks, std::unexpected(hub.error()));
        (*hub)->list([request, checks](const Scanners& scanners) { succeed(request, checks, scanners); });
    });
}

}  // namespace cccd_bridge::host
