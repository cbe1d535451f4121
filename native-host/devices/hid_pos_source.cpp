#include "devices/hid_pos_source.hpp"

#include "devices/hid_pos_reader.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <string>
#include <string_view>
#include <utility>

namespace cccd_bridge::devices {

namespace asio = boost::asio;

namespace {

using std::chrono::milliseconds;

// A report that says that another follows is followed within a few polls of the bus.
constexpr milliseconds continuationPatience{1000};
constexpr milliseconds toleratedLateness{100};
constexpr unsigned toleratedFailures = 8;

/// Reads packets on the thread of the scanners, one at a time, and waits after each as long as the sink wants.
class HidPosLoop : public std::enable_shared_from_this<HidPosLoop> {
  public:
    HidPosLoop(asio::io_context& context, HidPosReader reader, LinkEvents events)
        : context_(context),
          reader_(std::move(reader)),
          events_(std::move(events)),
          pause_(context),
          silence_(context) {}

    Result<void> start(HidBus& bus, const HidInterface& interface) {
        auto arrived = [weak = weak_from_this(), &context = context_](Result<SecretBytes> packet) {
            asio::post(context, [weak, packet = std::move(packet)] {
                if (const auto self = weak.lock()) self->take(packet);
            });
        };
        TRY(pipe_, bus.claim(interface, std::move(arrived)));
        return pipe_->next();
    }

    void close() { pipe_.reset(); }
    bool inScan() const { return reader_.inScan(); }

  private:
    void take(const Result<SecretBytes>& packet) {
        if (!pipe_) return;
        failures_ = packet ? 0 : failures_ + 1;
        if (!packet && (packet.error().code == ErrorCode::ScannerDisconnected || failures_ > toleratedFailures))
            return lose(packet.error());
        std::vector<ScanOutcome> outcomes;
        if (packet) reader_.feed(*packet, outcomes);
        const milliseconds wait = events_.scans(outcomes);
        awaitContinuation();
        if (wait <= milliseconds::zero()) return next();
        pause_.expires_after(wait);
        pause_.async_wait([self = shared_from_this()](const auto& cancelled) {
            if (!cancelled) self->next();
        });
    }

    void next() {
        if (!pipe_) return;
        if (const auto submitted = pipe_->next(); !submitted) lose(submitted.error());
    }

    void lose(const Error& error) {
        close();
        events_.lost(fail(ErrorCode::ScannerDisconnected, error.detail).error());
    }

    void awaitContinuation() {
        silence_.cancel();
        if (!reader_.inScan()) return;
        silence_.expires_after(continuationPatience);
        silence_.async_wait([self = shared_from_this()](const auto& cancelled) {
            if (cancelled || !self->pipe_) return;
            // This process stood still, and what arrived meanwhile waits behind this.
            const bool late = std::chrono::steady_clock::now() - self->silence_.expiry() > toleratedLateness;
            if (late) return self->awaitContinuation();
            std::vector<ScanOutcome> outcomes;
            self->reader_.silence(outcomes);
            if (!outcomes.empty()) self->events_.scans(outcomes);
        });
    }

    asio::io_context& context_;
    HidPosReader reader_;
    LinkEvents events_;
    asio::steady_timer pause_;
    asio::steady_timer silence_;
    std::unique_ptr<HidPipe> pipe_;
    unsigned failures_ = 0;
};

class HidPosScanner final : public ScannerLink {
  public:
    explicit HidPosScanner(std::shared_ptr<HidPosLoop> loop) : loop_(std::move(loop)) {}
    ~HidPosScanner() override { loop_->close(); }
    bool inScan() const override { return loop_->inScan(); }

  private:
    std::shared_ptr<HidPosLoop> loop_;
};

bool callsItselfScanner(std::string product) {
    static constexpr std::array<std::string_view, 4> words{"scanner", "barcode", "bar code", "imager"};
    const auto lower = [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + ('a' - 'A')) : letter;
    };
    std::ranges::transform(product, product.begin(), lower);
    return std::ranges::any_of(words, [&](std::string_view word) { return product.contains(word); });
}

ScannerInfo describe(const HidInterface& interface) {
    const ScannerQuirk* quirk = findScannerQuirk(interface.vendorId);
    ScannerInfo info;
    info.id = scannerId("usb", interface.place, interface.vendorId, interface.productId);
    info.name = scannerName(quirk, interface.product, "USB HID POS");
    info.kind = ScannerKind::hidPos;
    info.automatic = true;
    info.vendorId = interface.vendorId;
    info.productId = interface.productId;
    info.serialNumber = interface.serialNumber;
    if (quirk != nullptr) info.quirk = quirk->id;
    return info;
}

}  // namespace

HidPosSource::HidPosSource(asio::io_context& context, std::function<void()> changed) : context_(context) {
    auto bus = HidBus::open([&context, changed = std::move(changed)] { asio::post(context, changed); });
    if (bus) bus_ = *std::move(bus);
}

std::vector<FoundScanner> HidPosSource::find() {
    std::vector<FoundScanner> found;
    if (!bus_) return found;
    for (const HidInterface& interface : bus_->interfaces()) {
        if (auto scanner = openable(interface)) found.push_back(std::move(*scanner));
    }
    return found;
}

std::optional<FoundScanner> HidPosSource::openable(const HidInterface& interface) {
    FoundScanner found{.info = describe(interface), .open = {}};
    if (interface.unreadable) {
        // Whether it is a scanner cannot be told, but its maker makes them, or it calls itself one.
        const ScannerQuirk* quirk = findScannerQuirk(interface.vendorId);
        const bool maker = quirk != nullptr && quirk->hidPos;
        if (!maker && !callsItselfScanner(interface.product)) return std::nullopt;
        found.open = [error = *interface.unreadable](const OpenOptions&,
                                                     const LinkEvents&) -> Result<std::unique_ptr<ScannerLink>> {
            return std::unexpected(error);
        };
        return found;
    }
    if (!interface.layout) return std::nullopt;
    found.open = [this, interface](const OpenOptions&, LinkEvents events) -> Result<std::unique_ptr<ScannerLink>> {
        HidPosReader reader(*interface.layout, interface.packetSize);
        auto loop = std::make_shared<HidPosLoop>(context_, std::move(reader), std::move(events));
        TRY_VOID(loop->start(*bus_, interface));
        return std::make_unique<HidPosScanner>(std::move(loop));
    };
    return found;
}

}  // namespace cccd_bridge::devices
