#include "host/open_card.hpp"

#include "cccd/card_access.hpp"

#include <utility>

namespace cccd_bridge::host {

OpenCard::OpenCard(std::unique_ptr<devices::CardConnection> connection, const OpenCardOptions& options)
    : connection_(std::move(connection)),
      watch_(*connection_),
      session_(watch_, emrtd::SessionOptions{
                           .fallbackCardAccess = Bytes(cccd::cccdCardAccess.begin(), cccd::cccdCardAccess.end()),
                           .knownCardAccess = options.cardAccess,
                           .allowBac = options.allowBac,
                           .stopToken = stop_.get_token(),
                           .progress =
                               [this](const emrtd::ReadProgress& progress) {
                                   if (progress_) progress_(progress);
                               },
                           .abilities = options.abilities,
                           .limits = options.limits,
                           .random = nullptr}) {}

OpenCard::Operation::Operation(OpenCard& card, std::stop_token stop, emrtd::ReadProgressCallback progress)
    : card_(card), link_(std::move(stop), [&card] { card.stop_.request_stop(); }) {
    card_.progress_ = std::move(progress);
}

OpenCard::Operation::~Operation() {
    card_.progress_ = nullptr;
    card_.connection_->endTransaction();
}

}  // namespace cccd_bridge::host
