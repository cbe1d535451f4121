#include "host/card_read.hpp"

#include "emrtd/lds/dg2.hpp"
#include "host/picture_helper.hpp"

#include <array>
#include <utility>

namespace cccd_bridge::host {

namespace {

using Clock = std::chrono::steady_clock;

// Between two notices of the same phase; a photo of 60 blocks need not be 60 messages.
constexpr std::chrono::milliseconds progressInterval{50};

double millisecondsSince(Clock::time_point start) {
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

cccd::Date today() {
    const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()));
    const auto date =
        cccd::Date::ofDay(static_cast<int>(day.year()), static_cast<int>(static_cast<unsigned>(day.month())),
                          static_cast<int>(static_cast<unsigned>(day.day())));
    return date ? *date : *cccd::Date::ofYear(2000);
}

// A file that is missing, refused or broken costs that file, not the read.
bool isAboutTheFile(ErrorCode code) {
    return code == ErrorCode::CardFileMissing || code == ErrorCode::CardAccessRefused ||
           code == ErrorCode::CardFileMalformed || code == ErrorCode::CardFileTooLarge;
}

class Reading {
  public:
    Reading(CardVisit& visit, const ReadOrder& order, ReadListener& listener, std::stop_token stop)
        : visit_(visit), order_(order), listener_(listener), stop_(std::move(stop)) {}

    Result<ReadOutcome> readAll();
    Result<ReadOutcome> readPhotoOnly();

  private:
    emrtd::DocumentSession& session() { return visit_.open->session(); }
    CardDocument& document() { return visit_.open->document(); }

    Result<void> begin();
    bool resume();
    Result<void> connect();
    Result<void> checkKind();
    Result<void> openChannel(const Bytes& digest);
    Result<void> readSecurityObject();
    Result<void> readHolder();
    Result<void> readText();
    Result<void> readDetails();
    void verify();
    void announce();
    Result<void> readFace();
    Result<void> showFace();
    Result<void> probeChipKey();
    Result<void> readEverything();
    Result<bool> takeUpChannel();
    Result<void> photoOverKeptChannel();
    Result<void> photoOverNewChannel();
    ReadOutcome finish();

    void enter(ReadPhase phase);
    void report(const emrtd::ReadProgress& progress);
    template <class Steps>
    Result<ReadOutcome> run(Steps steps);

    CardVisit& visit_;
    const ReadOrder& order_;
    ReadListener& listener_;
    std::stop_token stop_;
    std::optional<OpenCard::Operation> operation_;
    ReadPhase phase_ = ReadPhase::connecting;
    Clock::time_point lastReport_{};
    emrtd::TransferCount transferBefore_{};
    std::optional<double> textMs_;
    std::optional<Portrait> photo_;
};

void Reading::enter(ReadPhase phase) {
    phase_ = phase;
    lastReport_ = {};
    listener_.progress(phase, 0, 0);
}

void Reading::report(const emrtd::ReadProgress& progress) {
    const auto now = Clock::now();
    if (progress.bytesRead < progress.bytesTotal && now - lastReport_ < progressInterval) return;
    lastReport_ = now;
    listener_.progress(phase_, progress.bytesRead, progress.bytesTotal);
}

// Takes up the channel of an earlier read, if the same key opened it and the card is still at hand.
bool Reading::resume() {
    if (!visit_.open || !session().channelOpen() || !visit_.open->connection().beginTransaction()) {
        visit_.open.reset();
        return false;
    }
    transferBefore_ = session().transferCount();
    operation_.emplace(*visit_.open, stop_, [this](const emrtd::ReadProgress& progress) { report(progress); });
    return true;
}

Result<void> Reading::connect() {
    enter(ReadPhase::connecting);
    visit_.open.reset();
    TRY(auto connection,
        devices::CardConnection::open(order_.reader,
                                      {.transmitTimeout = order_.settings.transmitTimeout, .onStuck = order_.onStuck}));
    visit_.open =
        std::make_unique<OpenCard>(std::move(connection), OpenCardOptions{.allowBac = order_.settings.allowBac,
                                                                          .abilities = visit_.abilities,
                                                                          .cardAccess = visit_.cardAccess});
    operation_.emplace(*visit_.open, stop_, [this](const emrtd::ReadProgress& progress) { report(progress); });
    return {};
}

// What is not an eMRTD gets no key, and is left alone until it changes.
Result<void> Reading::checkKind() {
    enter(ReadPhase::readingCardAccess);
    TRY_VOID(session().readCardAccess());
    visit_.cardAccess = session().cardAccess();
    TRY(const bool travelDocument, session().isTravelDocument());
    if (travelDocument) return {};
    visit_.notTravelDocument = true;
    return fail(ErrorCode::CardNotTravelDocument);
}

Result<void> Reading::openChannel(const Bytes& digest) {
    enter(ReadPhase::openingChannel);
    visit_.keys.tried(digest);
    const auto opened = session().openChannel(order_.key->access);
    if (!opened) {
        // Whatever the card or the way to it answered: it may have counted the attempt.
        if (visit_.open->keyWasPresented()) visit_.keys.refused(digest);
        return std::unexpected(opened.error());
    }
    visit_.openKey = digest;
    enter(ReadPhase::selectingApplication);
    return session().selectApplication();
}

// From nothing to an open channel, or on with the one that is open.
Result<void> Reading::begin() {
    if (visit_.notTravelDocument) return fail(ErrorCode::CardNotTravelDocument);
    if (!order_.key) return fail(ErrorCode::CardKeyRequired);
    TRY(const Bytes digest, keyDigest(order_.key->access));
    TRY_VOID(visit_.keys.admit(digest));
    if (digest != visit_.openKey || !resume()) {
        TRY_VOID(connect());
        TRY_VOID(checkKind());
        TRY_VOID(openChannel(digest));
    }
    document() = CardDocument();
    document().setQr(order_.key->qr);
    return {};
}

Result<void> Reading::readSecurityObject() {
    enter(ReadPhase::readingSecurityObject);
    auto file = session().readSecurityObject();
    if (file) {
        document().setSecurityObject(std::move(*file));
        return {};
    }
    const ErrorCode code = file.error().code;
    if (!isAboutTheFile(code)) return std::unexpected(file.error());
    document().addProblem(code, 0);
    if (code == ErrorCode::CardFileMalformed || code == ErrorCode::CardFileTooLarge)
        document().setSecurityObjectMalformed();
    return {};
}

Result<void> Reading::readHolder() {
    enter(ReadPhase::readingText);
    TRY(SecretBytes file, session().readDataGroup(1));
    TRY_VOID(document().setDg1(std::move(file), today()));
    if (!document().qrFitsHolder()) return fail(ErrorCode::CitizenMismatch);
    return {};
}

Result<void> Reading::readText() {
    if (!order_.wantText) return {};
    auto file = session().readDataGroup(13);
    if (file) {
        document().setDg13(std::move(*file));
        return {};
    }
    if (!isAboutTheFile(file.error().code)) return std::unexpected(file.error());
    document().addProblem(file.error().code, 13);
    return {};
}

// Where DG13 gives no text, DG11 and DG12 may (ICAO 9303-10 §4.7.11, §4.7.12).
Result<void> Reading::readDetails() {
    if (!order_.wantText || document().hasText()) return {};
    for (const int number : {11, 12}) {
        if (!document().isSigned(number)) continue;
        auto file = session().readDataGroup(number);
        if (!file && !isAboutTheFile(file.error().code)) return std::unexpected(file.error());
        if (!file)
            document().addProblem(file.error().code, number);
        else if (number == 11)
            document().setDg11(std::move(*file));
        else
            document().setDg12(std::move(*file));
    }
    return {};
}

void Reading::verify() {
    enter(ReadPhase::verifying);
    document().verify(order_.anchors->anchors,
                      std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
    Verdicts& verdicts = document().verdicts();
    if (!verdicts.refused()) return;
    verdicts.chip = {emrtd::ChipReason::DataNotAuthentic};
    if (std::exchange(visit_.citizenDelivered, false)) listener_.withdrawn(verdicts);
}

void Reading::announce() {
    if (document().verdicts().refused()) return;
    visit_.citizenDelivered = true;
    textMs_ = millisecondsSince(order_.started);
    listener_.citizen(document().citizen(order_.sensitiveToKeep), document().verdicts());
}

Result<void> Reading::readFace() {
    enter(ReadPhase::readingPhoto);
    auto file = session().readDataGroup(2);
    if (file) {
        document().setDg2(std::move(*file));
        verify();
        return document().verdicts().refused() ? Result<void>() : showFace();
    }
    if (!isAboutTheFile(file.error().code)) return std::unexpected(file.error());
    document().addProblem(file.error().code, 2);
    return {};
}

// A photo that cannot be shown is a problem of the photo; only a cancel goes further.
Result<void> Reading::showFace() {
    const auto record = emrtd::parseDataGroup2(document().dataGroup(2));
    auto face = record ? prepareFaceApart(record->image, stop_) : std::unexpected(record.error());
    if (!face && face.error().code == ErrorCode::OperationCancelled) return std::unexpected(face.error());
    if (face)
        photo_ = Portrait{.mediaType = std::string(face->mediaType),
                          .image = SecretBytes(face->bytes.begin(), face->bytes.end())};
    else
        document().addProblem(face.error().code, 2);
    return {};
}

// The place of chip and active authentication: here only whether the card has a key that could be used.
Result<void> Reading::probeChipKey() {
    Verdicts& verdicts = document().verdicts();
    if (verdicts.refused()) return {};
    if (document().isSigned(15)) {
        verdicts.chip = {emrtd::ChipReason::NotChecked};
        return {};
    }
    verdicts.chip = {emrtd::ChipReason::NotRead};
    TRY(const bool present, session().fileExists(15));
    const auto otherwise =
        document().isSigned(14) ? emrtd::ChipReason::NotChecked : emrtd::ChipReason::NotSupportedByCard;
    verdicts.chip = {present ? emrtd::ChipReason::KeyNotSigned : otherwise};
    return {};
}

Result<void> Reading::readEverything() {
    TRY_VOID(begin());
    TRY_VOID(readSecurityObject());
    TRY_VOID(readHolder());
    TRY_VOID(readText());
    TRY_VOID(readDetails());
    verify();
    announce();
    if (document().verdicts().refused()) return {};
    if (order_.wantPhoto && !order_.settings.allowPhoto) document().addProblem(ErrorCode::PhotoWithheld, 2);
    if (order_.wantPhoto && order_.settings.allowPhoto) {
        const auto face = readFace();
        if (!face && face.error().code == ErrorCode::OperationCancelled) return face;
        // The text is there already: a photo that fails must not cost it.
        if (!face) document().addProblem(face.error().code, 2);
    }
    const auto probed = probeChipKey();
    if (!probed && probed.error().code == ErrorCode::OperationCancelled) return probed;
    return {};
}

Result<void> Reading::photoOverKeptChannel() {
    document().clearProblems();
    if (order_.key) {
        document().setQr(order_.key->qr);
        if (!document().qrFitsHolder()) return fail(ErrorCode::CitizenMismatch);
    }
    return readFace();
}

// A key that is given has to be the one that opened the channel.
Result<bool> Reading::takeUpChannel() {
    if (order_.key) {
        TRY(const Bytes digest, keyDigest(order_.key->access));
        if (digest != visit_.openKey) return false;
    }
    return resume();
}

Result<void> Reading::photoOverNewChannel() {
    TRY_VOID(begin());
    TRY_VOID(readSecurityObject());
    TRY_VOID(readHolder());
    TRY_VOID(readText());
    TRY_VOID(readDetails());
    verify();
    if (document().verdicts().refused()) return {};
    TRY_VOID(probeChipKey());
    return readFace();
}

ReadOutcome Reading::finish() {
    const emrtd::TransferCount& count = session().transferCount();
    ReadOutcome outcome{.access = session().accessProtocol().value_or(emrtd::AccessProtocol::Pace),
                        .citizen = document().citizen(order_.sensitiveToKeep),
                        .verdicts = document().verdicts(),
                        .photo = std::move(photo_),
                        .problems = document().problems(),
                        .timing = {}};
    if (outcome.verdicts.refused()) outcome.photo.reset();
    outcome.timing = {.textMs = textMs_,
                      .totalMs = millisecondsSince(order_.started),
                      .transfer = {.apdus = count.apdus - transferBefore_.apdus,
                                   .bytesSent = count.bytesSent - transferBefore_.bytesSent,
                                   .bytesReceived = count.bytesReceived - transferBefore_.bytesReceived}};
    return outcome;
}

template <class Steps>
Result<ReadOutcome> Reading::run(Steps steps) {
    const Result<void> outcome = steps();
    if (!outcome) {
        operation_.reset();
        visit_.open.reset();
        return std::unexpected(outcome.error());
    }
    visit_.abilities = session().abilities();
    ReadOutcome result = finish();
    operation_.reset();
    if (result.verdicts.refused() || !session().channelOpen()) visit_.open.reset();
    return result;
}

Result<ReadOutcome> Reading::readAll() {
    return run([this] { return readEverything(); });
}

Result<ReadOutcome> Reading::readPhotoOnly() {
    if (!order_.settings.allowPhoto) return fail(ErrorCode::PhotoWithheld);
    TRY(const bool kept, takeUpChannel());
    if (!kept && !order_.key) return fail(ErrorCode::CardChannelClosed);
    return run([this, kept] { return kept ? photoOverKeptChannel() : photoOverNewChannel(); });
}

}  // namespace

std::string_view wireName(ReadPhase phase) {
    static constexpr std::array<std::string_view, 8> names{
        "connecting",  "readingCardAccess", "openingChannel", "selectingApplication", "readingSecurityObject",
        "readingText", "verifying",         "readingPhoto"};
    return names[static_cast<std::size_t>(phase)];
}

Result<ReadOutcome> readCard(CardVisit& visit, const ReadOrder& order, ReadListener& listener, std::stop_token stop) {
    return Reading(visit, order, listener, std::move(stop)).readAll();
}

Result<ReadOutcome> readPhoto(CardVisit& visit, const ReadOrder& order, ReadListener& listener, std::stop_token stop) {
    return Reading(visit, order, listener, std::move(stop)).readPhotoOnly();
}

}  // namespace cccd_bridge::host
