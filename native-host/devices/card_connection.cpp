#include "devices/card_connection.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace cccd_bridge::devices {

namespace {

using std::chrono::milliseconds;

// The service notices a missing card a little later than a command fails on it.
constexpr milliseconds removalNotice{500};
constexpr milliseconds releaseTime{1000};

ErrorCode judge(const ReaderFlags& flags) {
    if (flags.unknown || flags.unavailable) return ErrorCode::ReaderDisconnected;
    return flags.present ? ErrorCode::CardUnresponsive : ErrorCode::CardRemoved;
}

// What stands behind a command that failed: the service, the reader or the card.
ErrorCode diagnose(const PcscContext& context, const std::string& reader) {
    const auto names = context.listReaders();
    if (!names) return ErrorCode::PcscServiceUnavailable;
    if (std::ranges::find(*names, reader) == names->end()) return ErrorCode::ReaderDisconnected;
    std::vector<ReaderWatch> watches{{.name = reader, .known = 0, .flags = {}}};
    ErrorCode verdict = ErrorCode::CardUnresponsive;
    for (const milliseconds patience : {milliseconds(0), removalNotice}) {
        const auto end = context.waitForChange(watches, patience);
        if (!end) return ErrorCode::ReaderDisconnected;
        verdict = judge(watches.front().flags);
        if (verdict != ErrorCode::CardUnresponsive) break;
    }
    return verdict;
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
Result<T> CardConnection::onLane(std::function<Result<T>(CardHardware&)> call, milliseconds limit, ErrorCode late,
                                 const std::function<void()>& meanwhile) {
    // The outcome is shared: when the call is given up, the left-behind thread still writes to it.
    const auto outcome = std::make_shared<Result<T>>(fail(ErrorCode::ReaderStuck));
    const bool inTime = lane_.run(
        [outcome, call = std::move(call)](CardHardware& hardware) { *outcome = call(hardware); }, limit, meanwhile);
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
    struct Card {
        bool isT0;
        Bytes answerToReset;
    };
    TRY(Card found, onLane<Card>(
                        [reader = reader_](CardHardware& hardware) -> Result<Card> {
                            TRY(PcscContext context, PcscContext::establish());
                            TRY(PcscCard card, PcscCard::connect(context, reader));
                            hardware.context = std::move(context);
                            hardware.card = std::move(card);
                            return Card{hardware.card->isT0(), hardware.card->answerToReset()};
                        },
                        options_.transmitTimeout, ErrorCode::ReaderStuck));
    answerToReset_ = std::move(found.answerToReset);
    if (found.isT0) protocol_ = emrtd::TransmissionProtocol::T0;
    return {};
}

Result<void> CardConnection::beginTransaction() {
    return onLane<void>([](CardHardware& hardware) { return hardware.card->beginTransaction(); },
                        options_.transactionTimeout, ErrorCode::ReaderBusy);
}

void CardConnection::endTransaction() {
    lane_.run([](CardHardware& hardware) { hardware.card->endTransaction(); }, releaseTime);
}

Result<Bytes> CardConnection::transmitWhile(ByteView command, const std::function<void()>& meanwhile) {
    auto response = onLane<Bytes>([bytes = Bytes(command.begin(), command.end())](
                                      CardHardware& hardware) { return hardware.card->transmit(bytes); },
                                  options_.transmitTimeout, ErrorCode::ReaderStuck, meanwhile);
    if (response) return response;
    return std::unexpected(explain(std::move(response).error()));
}

// Finds out what a failed command means: a card that was pulled shows up as several codes.
Error CardConnection::explain(Error failure) {
    if (failure.code == ErrorCode::CardNone) failure.code = ErrorCode::CardRemoved;
    if (failure.code == ErrorCode::ReaderUnknown) failure.code = ErrorCode::ReaderDisconnected;
    // An unplugged reader invalidates its handles, which looks as if the service were in trouble.
    const bool unclear =
        failure.code == ErrorCode::CardUnresponsive || failure.code == ErrorCode::PcscServiceUnavailable;
    if (!unclear) return failure;
    const auto found = onLane<ErrorCode>(
        [reader = reader_](CardHardware& hardware) -> Result<ErrorCode> { return diagnose(*hardware.context, reader); },
        releaseTime, ErrorCode::ReaderStuck);
    failure.code = found ? *found : found.error().code;
    return failure;
}

}  // namespace cccd_bridge::devices
