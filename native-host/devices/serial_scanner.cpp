#include "devices/serial_scanner.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/steady_timer.hpp>

#include <array>
#include <utility>

namespace cccd_bridge::devices {

namespace asio = boost::asio;

namespace {

using std::chrono::milliseconds;

// Small, so that what one read brings is quickly dealt with.
constexpr std::size_t readBytes = 512;

/// Reads, and after each read waits as long as the sink wants. Handlers keep it alive; a closed one does nothing.
class SerialReader : public std::enable_shared_from_this<SerialReader> {
  public:
    SerialReader(asio::serial_port port, const SerialSetup& setup, LinkEvents events)
        : port_(std::move(port)),
          gap_(idleGap(setup.line.baudRate)),
          framing_(setup.prefix, setup.suffix),
          events_(std::move(events)),
          silence_(port_.get_executor()),
          pause_(port_.get_executor()) {}

    ~SerialReader() { OPENSSL_cleanse(buffer_.data(), buffer_.size()); }

    bool inScan() const { return framing_.inScan(); }

    void read() {
        port_.async_read_some(
            asio::buffer(buffer_),
            [self = shared_from_this()](const auto& problem, std::size_t count) { self->received(problem, count); });
    }

    void close() {
        closed_ = true;
        closeSerialPort(port_);
    }

  private:
    void received(const boost::system::error_code& problem, std::size_t count) {
        if (closed_) return;
        if (problem || count == 0) {
            close();
            return events_.lost(fail(ErrorCode::ScannerDisconnected, problem.message()).error());
        }
        std::vector<ScanOutcome> outcomes;
        framing_.feed(ByteView(buffer_).first(count), outcomes);
        OPENSSL_cleanse(buffer_.data(), count);
        const milliseconds wait = events_.scans(outcomes);
        if (closed_) return;
        awaitSilence();
        if (wait <= milliseconds::zero()) return read();
        pause_.expires_after(wait);
        pause_.async_wait([self = shared_from_this()](const auto& cancelled) {
            if (!cancelled && !self->closed_) self->read();
        });
    }

    void awaitSilence() {
        silence_.cancel();
        if (!framing_.inScan()) return;
        silence_.expires_after(framing_.patience(gap_));
        silence_.async_wait([self = shared_from_this()](const auto& cancelled) {
            if (!cancelled && !self->closed_) self->silent();
        });
    }

    // Bytes that wait were not late; we are.
    void silent() {
        if (bytesWaiting(port_) > 0) return awaitSilence();
        std::vector<ScanOutcome> outcomes;
        framing_.silence(outcomes);
        if (!outcomes.empty()) events_.scans(outcomes);
    }

    asio::serial_port port_;
    milliseconds gap_;
    ScanFraming framing_;
    LinkEvents events_;
    asio::steady_timer silence_;
    asio::steady_timer pause_;
    std::array<Byte, readBytes> buffer_{};
    bool closed_ = false;
};

class SerialScanner final : public ScannerLink {
  public:
    explicit SerialScanner(std::shared_ptr<SerialReader> reader) : reader_(std::move(reader)) {}
    ~SerialScanner() override { reader_->close(); }
    bool inScan() const override { return reader_->inScan(); }

  private:
    std::shared_ptr<SerialReader> reader_;
};

}  // namespace

Result<std::unique_ptr<ScannerLink>> openSerialScanner(asio::io_context& context, const std::string& path,
                                                       const SerialSetup& setup, LinkEvents events) {
    TRY(asio::serial_port port, openSerialPort(context, path, setup.line));
    auto reader = std::make_shared<SerialReader>(std::move(port), setup, std::move(events));
    reader->read();
    return std::make_unique<SerialScanner>(std::move(reader));
}

}  // namespace cccd_bridge::devices
