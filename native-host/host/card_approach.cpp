#include "host/card_approach.hpp"

#include <algorithm>
#include <utility>

namespace cccd_bridge::host {

namespace {

constexpr int maximumRebuilds = 2;

emrtd::TransferCount sum(const emrtd::TransferCount& left, const emrtd::TransferCount& right) {
    return {.apdus = left.apdus + right.apdus,
            .bytesSent = left.bytesSent + right.bytesSent,
            .bytesReceived = left.bytesReceived + right.bytesReceived};
}

emrtd::TransferCount difference(const emrtd::TransferCount& left, const emrtd::TransferCount& right) {
    return {.apdus = left.apdus - right.apdus,
            .bytesSent = left.bytesSent - right.bytesSent,
            .bytesReceived = left.bytesReceived - right.bytesReceived};
}

// Where an office gives single commands more time, a file of a few of them gets more as well.
emrtd::TimeLimits limitsBeside(std::chrono::milliseconds transmitTimeout) {
    emrtd::TimeLimits limits;
    limits.fileBase = std::max(limits.fileBase, 2 * transmitTimeout);
    return limits;
}

}  // namespace

bool costsOnlyTheFile(ErrorCode code) {
    return code == ErrorCode::CardFileMissing || code == ErrorCode::CardAccessRefused ||
           code == ErrorCode::CardFileMalformed || code == ErrorCode::CardFileTooLarge;
}

bool CardApproach::breaksChannel(ErrorCode code) {
    return code == ErrorCode::CardSecureMessagingFailed || code == ErrorCode::CardChannelClosed;
}

void CardApproach::startOperation() {
    operation_.emplace(*visit_.open, stop_,
                       [this](const emrtd::ReadProgress& progress) { progress_.report(progress); });
    session().endBy(end_);
}

bool CardApproach::resume() {
    if (!visit_.open || visit_.open->wasStopped() || !session().channelOpen() ||
        !visit_.open->connection().beginTransaction()) {
        visit_.open.reset();
        return false;
    }
    before_ = session().transferCount();
    startOperation();
    return true;
}

Result<void> CardApproach::connect() {
    progress_.enter(ReadPhase::connecting);
    operation_.reset();
    visit_.open.reset();
    before_ = {};
    TRY(auto connection,
        devices::CardConnection::open(order_.reader,
                                      {.transmitTimeout = order_.settings.transmitTimeout, .onStuck = order_.onStuck}));
    if (!visit_.abilities) {
        visit_.type = cardTypeOf(connection->answerToReset(), connection->protocol());
        visit_.abilities = visit_.types.recall(visit_.type);
    }
    visit_.open = std::make_unique<OpenCard>(std::move(connection),
                                             OpenCardOptions{.allowBac = order_.settings.allowBac,
                                                             .abilities = *visit_.abilities,
                                                             .cardAccess = visit_.cardAccess,
                                                             .limits = limitsBeside(order_.settings.transmitTimeout)});
    startOperation();
    return {};
}

// What is not an eMRTD gets no key, and is left alone until it changes.
Result<void> CardApproach::checkKind() {
    progress_.enter(ReadPhase::readingCardAccess);
    TRY_VOID(session().readCardAccess());
    visit_.cardAccess = session().cardAccess();
    TRY(const bool travelDocument, session().isTravelDocument());
    if (travelDocument) return {};
    visit_.notTravelDocument = true;
    return fail(ErrorCode::CardNotTravelDocument);
}

Result<void> CardApproach::openWith(const Candidate& candidate) {
    TRY_VOID(connect());
    TRY_VOID(checkKind());
    progress_.enter(ReadPhase::openingChannel);
    visit_.keys.tried(candidate.digest);
    const auto opened = session().openChannel(*candidate.key);
    // Whatever the card or the way to it answered: it may have counted the attempt.
    if (!opened && visit_.open->keyWasPresented() && !visit_.open->keyWasAccepted())
        visit_.keys.refused(candidate.digest);
    if (!opened && !session().accessProtocol()) return std::unexpected(opened.error());
    visit_.openKey = candidate.digest;
    openedWith_ = *candidate.key;
    // The channel stood, and broke with a file of chip authentication mapping.
    if (!opened && breaksChannel(opened.error().code)) return rebuild();
    if (!opened) return std::unexpected(opened.error());
    progress_.enter(ReadPhase::selectingApplication);
    return session().selectApplication();
}

Result<std::vector<CardApproach::Candidate>> CardApproach::candidates() const {
    std::vector<Candidate> keys;
    TRY(Bytes digest, keyDigest(order_.key->access));
    keys.push_back({&order_.key->access, std::move(digest)});
    if (order_.key->lifetimeVariant) {
        TRY(Bytes variant, keyDigest(*order_.key->lifetimeVariant));
        keys.push_back({&*order_.key->lifetimeVariant, std::move(variant)});
    }
    return keys;
}

// In order, as the ledger admits them; only a refused key gives way to the next. The first error is the one to tell.
Result<void> CardApproach::openWithAny(const std::vector<Candidate>& keys) {
    std::optional<Error> first;
    for (const Candidate& candidate : keys) {
        auto outcome = visit_.keys.admit(candidate.digest);
        const bool admitted = outcome.has_value();
        if (admitted) outcome = openWith(candidate);
        if (outcome) return {};
        if (!first) first = outcome.error();
        if (admitted && outcome.error().code != ErrorCode::CardWrongKey) return outcome;
    }
    return std::unexpected(*std::move(first));
}

Result<void> CardApproach::begin() {
    if (visit_.notTravelDocument) return fail(ErrorCode::CardNotTravelDocument);
    if (!order_.key) return fail(ErrorCode::CardKeyRequired);
    TRY(const auto keys, candidates());
    TRY(const bool kept, takeUp());
    if (!kept) TRY_VOID(openWithAny(keys));
    document() = CardDocument();
    document().noteChannel(session().channelOrigin());
    document().setQr(order_.key->qr);
    return {};
}

Result<bool> CardApproach::takeUp() {
    if (!order_.key) return resume();
    TRY(const auto keys, candidates());
    for (const Candidate& candidate : keys)
        if (candidate.digest == visit_.openKey && visit_.keys.admit(candidate.digest) && resume()) {
            openedWith_ = *candidate.key;
            return true;
        }
    return false;
}

Result<void> CardApproach::rebuild() {
    if (!openedWith_ || rebuilds_ == maximumRebuilds) return fail(ErrorCode::CardChannelClosed, "not to be rebuilt");
    ++rebuilds_;
    earlier_ = transferred();
    // A reader that lost a long answer is not asked for one of that size again.
    learn();
    operation_.reset();
    std::unique_ptr<OpenCard> broken = std::move(visit_.open);
    const auto opened = reopen();
    if (!opened) {
        // What was read so far outlives the card.
        operation_.reset();
        visit_.open = std::move(broken);
        before_ = session().transferCount();
        return opened;
    }
    visit_.open->document() = std::move(broken->document());
    document().noteChannel(session().channelOrigin());
    return {};
}

void CardApproach::learn() {
    visit_.abilities = session().abilities();
    visit_.types.remember(visit_.type, *visit_.abilities);
}

// The chip has accepted this key before, so whatever happens now is no word about the key.
Result<void> CardApproach::reopen() {
    TRY_VOID(connect());
    TRY_VOID(checkKind());
    progress_.enter(ReadPhase::openingChannel);
    const auto opened = session().openChannel(*openedWith_);
    if (!opened && opened.error().code == ErrorCode::CardWrongKey)
        return fail(ErrorCode::CardChannelClosed, "a key that was right is refused");
    if (!opened) return std::unexpected(opened.error());
    progress_.enter(ReadPhase::selectingApplication);
    return session().selectApplication();
}

emrtd::TransferCount CardApproach::transferred() const {
    return sum(earlier_, difference(visit_.open->session().transferCount(), before_));
}

}  // namespace cccd_bridge::host
