// diagnostics.run
#include "doctor/checks.hpp"
#include "host/application.hpp"
#include "host/doctor_facts.hpp"
#include "host/doctor_report.hpp"
#include "host/methods.hpp"
#include "host/params.hpp"
#include "host/trust_directory.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string_view>
#include <utility>

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

json::object checkTrustDirectory(const std::filesystem::path& path) {
    const TrustDirectory directory = lookAtTrustDirectory(path);
    if (directory.unreadable) return check("trustDirectory", "failed", ErrorCode::TrustPathUnreadable, std::nullopt);
    if (directory.unprotected)
        return check("trustDirectory", "warning", ErrorCode::TrustDirectoryUnprotected, std::nullopt);
    return check("trustDirectory", directory.absent ? "warning" : "ok", std::nullopt, std::nullopt);
}

// None is no fault: a scanner that types as a keyboard is not seen here, and a card can be read without.
json::object checkScanners(const ScannerList& scanners) {
    if (!scanners) return check("scanners", "failed", scanners.error().code, std::nullopt);
    const auto refused = std::ranges::find_if(*scanners, [](const auto& scanner) { return scanner.error.has_value(); });
    if (refused != scanners->end()) return check("scanners", "failed", refused->error, scanners->size());
    return check("scanners", "ok", std::nullopt, scanners->size());
}

json::array checksOf(Application& application, const Desk& desk) {
    json::array checks;
    if (desk.readers.serviceRunning) {
        checks.emplace_back(check("service", "ok", std::nullopt, std::nullopt));
        checks.emplace_back(checkReaders(desk.readers));
    } else {
        checks.emplace_back(check("service", "failed", ErrorCode::PcscServiceUnavailable, std::nullopt));
    }
    const std::size_t anchors = application.trust().anchors()->anchors.size();
    checks.emplace_back(check("anchors", anchors == 0 ? "warning" : "ok", std::nullopt, anchors));
    checks.emplace_back(checkTrustDirectory(application.trust().directory()));
    checks.emplace_back(checkScanners(desk.scanners));
    return checks;
}

}  // namespace

void runDiagnostics(Application& application, const RequestPointer& request, const json::object& params) {
    if (const auto nothing = ParamReader(params).finish(); !nothing) return request->fail(nothing.error());
    examineDesk(application, [&application, request](const Desk& desk) {
        json::object result;
        result["checks"] = checksOf(application, desk);
        result["findings"] = findingsToJson(doctor::examine(desk.facts));
        request->succeed(std::move(result));
    });
}

}  // namespace cccd_bridge::host
