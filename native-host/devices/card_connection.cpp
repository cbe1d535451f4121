#include "devices/card_connection.hpp"

#include <utility>
#include <vector>

namespace cccd_bridge::devices {

namespace {

using std::chrono::milliseconds;

// The service notices a missing card a little later than a command fails on it.
constexpr milliseconds removalNotice{500};
constexpr milliseconds releaseTime{1000};

// Whether the card left the reader, waiting a moment for the service to notice.
Result<bool> cardHasLeft(const PcscContext& context, const std::string& reader) {
    std::vector<ReaderWatch> watches{{.name = reader, .known = 0, .flags = {}}};
    TRY_VOID(context.waitForChange(watches, milliseconds(0)));
    if (!watches.front().flags.present) return true;
    TRY(const WaitEnd end, context.waitForChange(watches, removalNotice));
    return end == WaitEnd::changed && !watches.front().flags.present;
}

}  // namespace

CardConnection::CardConnection(std::string reader, ConnectionOptions options)
    : reader_(std::move(reader)),
      options_(std::move(options)),
      lane_([onStuck = options_.onStuck] { onStuck(false); }) {}

CardConnection::~CardConnection() {
    lane_.run(
        [](CardHardware& hardware) {
            hardware.card.reset();
            hardware.context.reset();
        },
        releaseTime);
}

template <class T>
Result<T> CardConnection::onLane(std::function<Result<T>(CardHardware&)> call, milliseconds limit, ErrorCode late) {
    // The outcome is shared: when the call is given up, the left-behind thread still writes to it.
    const auto outcome = std::make_shared<Result<T>>(fail(ErrorCode::ReaderStuck));
    const bool inTime =
        lane_.run([outcome, call = std::move(call)](CardHardware& hardware) { *outcome = call(hardware); }, limit);
    if (inTime) return std::move(*outcome);
    if (late == ErrorCode::ReaderStuck) options_.onStuck(true);
    return fail(late, "no answer within " + std::to_string(limit.count()) + " ms");
}

Result<std::unique_ptr<CardConnection>> CardConnection::open(const std::string& reader, ConnectionOptions options) {
    std::unique_ptr<CardConnection> connection(new CardConnection(reader, std::move(options)));
    TRY_VOID(connection->connect());
    TRY_VOID(connection->beginTransaction());
    return connection;
}

Result<void> CardConnection::connect() {
    return onLane<void>(
        [reader = reader_](CardHardware& hardware) -> Result<void> {
            TRY(PcscContext context, PcscContext::establish());
            TRY(PcscCard card, PcscCard::connect(context, reader));
            hardware.context = std::move(context);
            hardware.card = std::move(card);
            return {};
        },
        options_.transmitTimeout, ErrorCode::ReaderStuck);
}

Result<void> CardConnection::beginTransaction() {
    return onLane<void>([](CardHardware& hardware) { return hardware.card->beginTransaction(); },
                        options_.transactionTimeout, ErrorCode::ReaderBusy);
}

void CardConnection::endTransaction() {
    lane_.run([](CardHardware& hardware) { hardware.card->endTransaction(); }, releaseTime);
}

Result<Bytes> CardConnection::transmit(ByteView command) {
    auto response = onLane<Bytes>([bytes = Bytes(command.begin(), command.end())](
                                      CardHardware& hardware) { return hardware.card->transmit(bytes); },
                                  options_.transmitTimeout, ErrorCode::ReaderStuck);
    if (response) return response;
    return std::unexpected(explain(std::move(response).error()));
}

// Finds out what a failed command means: a card that was pulled shows up as several codes.
Error CardConnection::explain(Error failure) {
    if (failure.code == ErrorCode::CardNone) failure.code = ErrorCode::CardRemoved;
    if (failure.code == ErrorCode::ReaderUnknown) failure.code = ErrorCode::ReaderDisconnected;
    if (failure.code != ErrorCode::CardUnresponsive) return failure;
    const auto left =
        onLane<bool>([reader = reader_](CardHardware& hardware) { return cardHasLeft(*hardware.context, reader); },
                     releaseTime, ErrorCode::ReaderStuck);
    if (left && *left) failure.code = ErrorCode::CardRemoved;
    if (!left && left.error().code == ErrorCode::ReaderUnknown) failure.code = ErrorCode::ReaderDisconnected;
    return failure;
}

}  // namespace cccd_bridge::devices
