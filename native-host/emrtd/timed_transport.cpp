#include "emrtd/timed_transport.hpp"

namespace cccd_bridge::emrtd {

Result<void> TimedTransport::checkTime() const {
    if (!end_ && !fileEnd_) return {};
    const auto now = limits_.now();
    if (fileEnd_ && now >= *fileEnd_) return fail(ErrorCode::CardTooSlow, "a file takes longer than on any link");
    if (end_ && now >= *end_) return fail(ErrorCode::CardTooSlow, "the whole takes longer than allowed");
    return {};
}

Result<Bytes> TimedTransport::transmit(ByteView command) {
    TRY_VOID(checkTime());
    return card_.transmit(command);
}

Result<Bytes> TimedTransport::transmitWhile(ByteView command, const std::function<void()>& meanwhile) {
    TRY_VOID(checkTime());
    return card_.transmitWhile(command, meanwhile);
}

TimedTransport::File::File(TimedTransport* card) : card_(card) {
    if (card_ != nullptr) card_->fileEnd_ = card_->limits_.now() + card_->limits_.fileBase;
}

TimedTransport::File::~File() {
    if (card_ != nullptr) card_->fileEnd_.reset();
}

void TimedTransport::File::allow(std::size_t bytes) const {
    if (card_ == nullptr) return;
    const std::chrono::milliseconds more(bytes * 1000 / card_->limits_.bytesPerSecond);
    *card_->fileEnd_ += more;
}

}  // namespace cccd_bridge::emrtd
