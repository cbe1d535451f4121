#include "host/doctor_command.hpp"

#include "doctor/checks.hpp"
#include "host/application.hpp"
#include "host/doctor_facts.hpp"
#include "host/doctor_report.hpp"
#include "host/help.hpp"
#include "host/platform.hpp"
#include "host/pretty_json.hpp"

#include <cstdio>
#include <future>
#include <optional>
#include <string>

namespace cccd_bridge::host {

namespace {

constexpr int statusOfMisuse = 3;
constexpr std::chrono::milliseconds unwindTime{300};

struct DoctorOrder {
    bool asJson = false;
    std::string bundle;
    bool inVietnamese = platform::prefersVietnamese();
};

std::optional<DoctorOrder> readOrder(std::span<const std::string_view> arguments) {
    DoctorOrder order;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const bool hasNext = i + 1 < arguments.size();
        if (arguments[i] == "--json") {
            order.asJson = true;
        } else if (arguments[i] == "--bundle" && hasNext && !arguments[i + 1].empty()) {
            order.bundle = arguments[++i];
        } else if (arguments[i] == "--lang" && hasNext && (arguments[i + 1] == "vi" || arguments[i + 1] == "en")) {
            order.inVietnamese = arguments[++i] == "vi";
        } else {
            return std::nullopt;
        }
    }
    return order;
}

/// Nobody waits for messages: the facts come by another way.
class SilentOutbox final : public Outbox {
  public:
    void respond(const json::object&) override {}
    void notify(const json::object&) override {}
};

bool writeBundle(const std::string& path, const json::object& bundle) {
    const std::string text = prettyJson(bundle);
    const ByteView bytes(reinterpret_cast<const Byte*>(text.data()), text.size());
    return platform::writeFileAtomically(path, bytes).has_value();
}

[[noreturn]] void refuse(std::string_view why) {
    std::fwrite(why.data(), 1, why.size(), stderr);
    std::fflush(stderr);
    platform::leave(statusOfMisuse);
}

}  // namespace

void runDoctor(std::span<const std::string_view> arguments, const std::filesystem::path& configDirectory) {
    const auto order = readOrder(arguments);
    if (!order) refuse(helpText(platform::prefersVietnamese()));
    SilentOutbox outbox;
    Application application(Caller::commandLine, outbox, configDirectory);
    std::promise<doctor::Facts> gathered;
    examineDesk(application, [&](const Desk& desk) { gathered.set_value(desk.facts); });
    const doctor::Facts facts = gathered.get_future().get();
    const doctor::Findings findings = doctor::examine(facts);
    if (!order->bundle.empty() && !writeBundle(order->bundle, doctorBundle(findings, facts, order->inVietnamese)))
        refuse(order->bundle + ": cannot be written / không ghi được\n");
    if (!platform::writeOutput(order->asJson ? prettyJson(doctorReport(findings, facts, order->inVietnamese))
                                             : doctorText(findings, order->bundle, order->inVietnamese)))
        refuse("standard output: cannot be written / không ghi được\n");
    application.clear(unwindTime);
    // Threads may hang in a call to the card service, so the process leaves without waiting for them.
    platform::leave(doctorStatus(findings));
}

}  // namespace cccd_bridge::host
