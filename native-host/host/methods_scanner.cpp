// scanner.list, scanner.listen, scanner.stop
#include "host/application.hpp"
#include "host/methods.hpp"
#include "host/params.hpp"
#include "host/wire_scanner.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace cccd_bridge::host {

namespace {

constexpr std::size_t longestId = 128;
constexpr std::array<std::int64_t, 5> baudRates{9600, 19200, 38400, 57600, 115200};

struct ScannerParams {
    std::optional<std::string> id;
    devices::OpenOptions options;
};

Result<ScannerParams> readParams(const json::object& object, bool opens) {
    ParamReader reader(object);
    ScannerParams params;
    params.id = reader.text("scanner", longestId);
    if (opens && params.id) {
        if (const auto rate = reader.integer("baudRate", baudRates.front(), baudRates.back())) {
            if (std::ranges::find(baudRates, *rate) == baudRates.end()) reader.refuse("baudRate");
            params.options.baudRate = static_cast<unsigned>(*rate);
        }
    }
    TRY_VOID(reader.finish());
    return params;
}

devices::ScannerHub::Answer answerTo(const RequestPointer& request) {
    return [request](Result<std::vector<devices::ScannerInfo>> scanners) {
        if (!scanners) return request->fail(scanners.error());
        request->succeed(toJson(*scanners));
    };
}

}  // namespace

void listScanners(Application& application, const RequestPointer& request, const json::object& params) {
    if (const auto nothing = ParamReader(params).finish(); !nothing) return request->fail(nothing.error());
    const auto hub = application.scanners().hub();
    if (!hub) return request->fail(hub.error());
    (*hub)->list(answerTo(request));
}

void listenToScanners(Application& application, const RequestPointer& request, const json::object& params) {
    auto read = readParams(params, true);
    if (!read) return request->fail(read.error());
    const auto hub = application.scanners().hub();
    if (!hub) return request->fail(hub.error());
    (*hub)->listen(std::move(read->id), read->options, answerTo(request));
}

void stopScanners(Application& application, const RequestPointer& request, const json::object& params) {
    auto read = readParams(params, false);
    if (!read) return request->fail(read.error());
    const auto hub = application.scanners().hub();
    if (!hub) return request->fail(hub.error());
    (*hub)->stop(std::move(read->id), answerTo(request));
}

}  // namespace cccd_bridge::host
