#include "host/card_read.hpp"

#include "host/card_approach.hpp"
#include "host/chip_check.hpp"
#include "host/picture_helper.hpp"

#include <memory>
#include <utility>

namespace cccd_bridge::host {

namespace {

using Clock = std::chrono::steady_clock;

double millisecondsSince(Clock::time_point start) {
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

std::chrono::sys_seconds timeNow() {
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

cccd::Date today() {
    const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()));
    const auto date =
        cccd::Date::ofDay(static_cast<int>(day.year()), static_cast<int>(static_cast<unsigned>(day.month())),
                          static_cast<int>(static_cast<unsigned>(day.day())));
    return date ? *date : *cccd::Date::ofYear(2000);
}

class Reading {
  public:
    Reading(CardVisit& visit, const ReadOrder& order, ReadListener& listener, std::stop_token stop)
        : visit_(visit),
          order_(order),
          listener_(listener),
          progress_(listener),
          stop_(std::move(stop)),
          approach_(visit, order, progress_, stop_),
          chip_(approach_, [this] { verify(); }) {}

    Result<ReadOutcome> readAll();
    Result<ReadOutcome> readPhotoOnly();

  private:
    CardDocument& document() { return approach_.document(); }
    Result<SecretBytes> readFile(int dataGroup);

    Result<void> readSecurityObject();
    Result<void> readHolder();
    Result<void> readText();
    Result<void> readDetails();
    void checkOriginAhead();
    void verify();
    void announce();
    void withdrawIfRefused();
    Result<void> checkChip(bool photoFollows);
    void startHelperAhead();
    Result<void> readFaceAhead();
    bool faceIsLost();
    Result<SecretBytes> takeFaceFile();
    Result<void> readFace();
    Result<void> showFace();
    Result<void> readUntilVerified();
    Result<void> readEverything();
    Result<void> photoOverKeptChannel();
    Result<void> photoOverNewChannel();
    std::optional<Evidence> keepEvidence();
    ReadOutcome finish();

    template <class Steps>
    Result<ReadOutcome> run(Steps steps);

    CardVisit& visit_;
    const ReadOrder& order_;
    ReadListener& listener_;
    ReadProgressTeller progress_;
    std::stop_token stop_;
    CardApproach approach_;
    ChipCheck chip_;
    std::optional<emrtd::Ahead<emrtd::SecurityObjectCheck>> origin_;
    std::optional<emrtd::Ahead<std::unique_ptr<FaceHelper>>> helper_;
    std::optional<Result<SecretBytes>> faceFile_;
    std::optional<double> textMs_;
    std::optional<Portrait> photo_;
};

Result<SecretBytes> Reading::readFile(int dataGroup) {
    return approach_.withChannel([&] { return approach_.session().readDataGroup(dataGroup); });
}

Result<void> Reading::readSecurityObject() {
    progress_.enter(ReadPhase::readingSecurityObject);
    auto file = approach_.withChannel([&] { return approach_.session().readSecurityObject(); });
    if (file) {
        document().setSecurityObject(std::move(*file));
        checkOriginAhead();
        return {};
    }
    const ErrorCode code = file.error().code;
    if (!costsOnlyTheFile(code)) return std::unexpected(file.error());
    document().addProblem(code, 0);
    if (code == ErrorCode::CardFileMalformed || code == ErrorCode::CardFileTooLarge)
        document().setSecurityObjectMalformed();
    return {};
}

Result<void> Reading::readHolder() {
    progress_.enter(ReadPhase::readingText);
    TRY(SecretBytes file, readFile(1));
    TRY_VOID(document().setDg1(std::move(file), today()));
    if (!document().qrFitsHolder()) return fail(ErrorCode::CitizenMismatch);
    return {};
}

Result<void> Reading::readText() {
    if (!order_.wantText) return {};
    auto file = readFile(13);
    if (file) {
        document().setDg13(std::move(*file));
        return {};
    }
    if (!costsOnlyTheFile(file.error().code)) return std::unexpected(file.error());
    document().addProblem(file.error().code, 13);
    return {};
}

// Where DG13 gives no text, DG11 and DG12 may (ICAO 9303-10 §4.7.11, §4.7.12).
Result<void> Reading::readDetails() {
    if (!order_.wantText || document().hasText()) return {};
    for (const int number : {11, 12}) {
        if (!document().isSigned(number)) continue;
        auto file = readFile(number);
        if (!file && !costsOnlyTheFile(file.error().code)) return std::unexpected(file.error());
        if (!file)
            document().addProblem(file.error().code, number);
        else if (number == 11)
            document().setDg11(std::move(*file));
        else
            document().setDg12(std::move(*file));
    }
    return {};
}

// Signatures take milliseconds: done while the next files are read, and once a reading.
void Reading::checkOriginAhead() {
    origin_.emplace(approach_.session().spareTime(), [this] {
        return emrtd::checkSecurityObject(document().securityObject(), order_.anchors->view(), timeNow());
    });
}

void Reading::verify() {
    progress_.enter(ReadPhase::verifying);
    if (!origin_) checkOriginAhead();
    document().verify(origin_->get(), order_.anchors->view(), timeNow(), order_.settings.weakAlgorithms);
    withdrawIfRefused();
}

void Reading::withdrawIfRefused() {
    const Verdicts& verdicts = document().verdicts();
    if (verdicts.refused() && std::exchange(visit_.citizenDelivered, false)) listener_.withdrawn(verdicts);
}

void Reading::announce() {
    if (document().verdicts().refused()) return;
    visit_.citizenDelivered = true;
    textMs_ = millisecondsSince(order_.started);
    listener_.citizen(document().citizen(order_.sensitiveToKeep), document().verdicts());
}

// The text is there already: whatever ends the check must not cost it.
Result<void> Reading::checkChip(bool photoFollows) {
    if (document().verdicts().refused()) return {};
    progress_.enter(ReadPhase::verifying);
    // The photo's first answer may be the proof, unless a signature is wanted: that is not put at the photo's risk.
    const bool together = photoFollows && !order_.challenge;
    const auto checked =
        chip_.run(order_.challenge, together ? emrtd::NextStep([this] { return readFaceAhead(); }) : emrtd::NextStep());
    if (!checked && checked.error().code == ErrorCode::OperationCancelled) return checked;
    // What ended the check while it read the photo is a problem of the photo.
    if (!checked && !faceIsLost()) document().addProblem(checked.error().code, 0);
    withdrawIfRefused();
    return {};
}

// The photo's helper needs its time to start.
void Reading::startHelperAhead() {
    helper_.emplace(approach_.session().spareTime(), [] { return std::make_unique<FaceHelper>(); });
}

// Called while chip authentication has yet to be proven; what fails with the channel is read again.
Result<void> Reading::readFaceAhead() {
    progress_.enter(ReadPhase::readingPhoto);
    startHelperAhead();
    faceFile_ = approach_.session().readDataGroup(2);
    if (!*faceFile_) return std::unexpected(faceFile_->error());
    return {};
}

// The file cannot be had, or what failed took the card with it.
bool Reading::faceIsLost() {
    if (!faceFile_ || *faceFile_) return false;
    const ErrorCode code = faceFile_->error().code;
    return costsOnlyTheFile(code) || (!CardApproach::breaksChannel(code) && !approach_.session().channelOpen());
}

Result<SecretBytes> Reading::takeFaceFile() {
    if (faceFile_ && (*faceFile_ || faceIsLost())) return *std::exchange(faceFile_, std::nullopt);
    progress_.enter(ReadPhase::readingPhoto);
    startHelperAhead();
    return readFile(2);
}

Result<void> Reading::readFace() {
    auto file = takeFaceFile();
    if (file) {
        document().setDg2(std::move(*file));
        verify();
        return document().verdicts().refused() ? Result<void>() : showFace();
    }
    if (!costsOnlyTheFile(file.error().code)) return std::unexpected(file.error());
    document().addProblem(file.error().code, 2);
    return {};
}

// A photo that cannot be shown is a problem of the photo; only a cancel goes further.
Result<void> Reading::showFace() {
    auto portrait = portraitOf(document().dataGroup(2), *helper_->get(), stop_);
    if (portrait)
        photo_ = std::move(*portrait);
    else if (portrait.error().code == ErrorCode::OperationCancelled)
        return std::unexpected(portrait.error());
    else
        document().addProblem(portrait.error().code, 2);
    return {};
}

Result<void> Reading::readUntilVerified() {
    TRY_VOID(approach_.begin());
    TRY_VOID(readSecurityObject());
    TRY_VOID(readHolder());
    TRY_VOID(readText());
    TRY_VOID(readDetails());
    verify();
    return {};
}

Result<void> Reading::readEverything() {
    TRY_VOID(readUntilVerified());
    announce();
    TRY_VOID(checkChip(order_.wantPhoto && order_.settings.allowPhoto));
    if (document().verdicts().refused() || !order_.wantPhoto) return {};
    if (!order_.settings.allowPhoto) {
        document().addProblem(ErrorCode::PhotoWithheld, 2);
        return {};
    }
    const auto face = readFace();
    if (!face && face.error().code == ErrorCode::OperationCancelled) return face;
    // A photo that fails must not cost the text.
    if (!face) document().addProblem(face.error().code, 2);
    return {};
}

Result<void> Reading::photoOverKeptChannel() {
    document().clearProblems();
    if (order_.key) {
        document().setQr(order_.key->qr);
        if (!document().qrFitsHolder()) return fail(ErrorCode::CitizenMismatch);
    }
    checkOriginAhead();
    return readFace();
}

Result<void> Reading::photoOverNewChannel() {
    TRY_VOID(readUntilVerified());
    TRY_VOID(checkChip(true));
    if (document().verdicts().refused()) return {};
    return readFace();
}

// Of data that is refused nothing is handed on, not even as evidence.
std::optional<Evidence> Reading::keepEvidence() {
    if (!order_.evidence) return std::nullopt;
    auto evidence = document().verdicts().refused()
                        ? std::nullopt
                        : makeEvidence(document(), *order_.evidence, chip_.exchange(),
                                       std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
    if (!evidence) document().addProblem(ErrorCode::EvidenceUnavailable, 0);
    return evidence;
}

ReadOutcome Reading::finish() {
    auto evidence = keepEvidence();
    ReadOutcome outcome{.access = approach_.session().accessProtocol().value_or(emrtd::AccessProtocol::Pace),
                        .citizen = document().citizen(order_.sensitiveToKeep),
                        .verdicts = document().verdicts(),
                        .photo = std::move(photo_),
                        .activeAuthentication = chip_.exchange(),
                        .evidence = std::move(evidence),
                        .problems = document().problems(),
                        .timing = {}};
    if (outcome.verdicts.refused()) outcome.photo.reset();
    outcome.timing = {
        .textMs = textMs_, .totalMs = millisecondsSince(order_.started), .transfer = approach_.transferred()};
    return outcome;
}

template <class Steps>
Result<ReadOutcome> Reading::run(Steps steps) {
    const Result<void> outcome = steps();
    if (!outcome) {
        approach_.leave();
        visit_.open.reset();
        return std::unexpected(outcome.error());
    }
    approach_.learn();
    ReadOutcome result = finish();
    approach_.leave();
    if (result.verdicts.refused() || !approach_.session().channelOpen()) visit_.open.reset();
    return result;
}

Result<ReadOutcome> Reading::readAll() {
    return run([this] { return readEverything(); });
}

Result<ReadOutcome> Reading::readPhotoOnly() {
    if (!order_.settings.allowPhoto) return fail(ErrorCode::PhotoWithheld);
    TRY(const bool kept, approach_.takeUp());
    if (!kept && !order_.key) return fail(ErrorCode::CardChannelClosed);
    return run([this, kept] { return kept ? photoOverKeptChannel() : photoOverNewChannel(); });
}

}  // namespace

Result<ReadOutcome> readCard(CardVisit& visit, const ReadOrder& order, ReadListener& listener, std::stop_token stop) {
    return Reading(visit, order, listener, std::move(stop)).readAll();
}

Result<ReadOutcome> readPhoto(CardVisit& visit, const ReadOrder& order, ReadListener& listener, std::stop_token stop) {
    return Reading(visit, order, listener, std::move(stop)).readPhotoOnly();
}

}  // namespace cccd_bridge::host
