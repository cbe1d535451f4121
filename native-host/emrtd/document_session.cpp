#include "emrtd/document_session.hpp"

#include "emrtd/active_authentication.hpp"
#include "emrtd/bac.hpp"
#include "emrtd/pace.hpp"
#include "emrtd/status_error.hpp"

#include <array>
#include <utility>

namespace cccd_bridge::emrtd {

namespace {

// LDS1 eMRTD application (ICAO 9303-10 §3.4).
constexpr std::array<Byte, 7> applicationId{0xA0, 0x00, 0x00, 0x02, 0x47, 0x10, 0x01};

// In the master file, where EF.SOD's identifiers mean EF.CardSecurity (ICAO 9303-10 §3.11.4).
constexpr ElementaryFile cardSecurityFile{0x011D, 0x1D, maxTextFileSize, textFirstRead};

CommandApdu selectByName() {
    return {0x00, 0xA4, 0x04, 0x0C, Bytes(applicationId.begin(), applicationId.end()), std::nullopt};
}

// The card has an answer, and it is that the file cannot be had.
bool meansAbsent(ErrorCode code) {
    return code == ErrorCode::CardFileMissing || code == ErrorCode::CardAccessRefused ||
           code == ErrorCode::CardProtocolViolation;
}

// The file is missing, closed or broken, but card and channel are as before.
bool leavesTheCard(ErrorCode code) {
    return meansAbsent(code) || code == ErrorCode::CardFileMalformed || code == ErrorCode::CardFileTooLarge;
}

bool hasSeveralParameters(const std::vector<PaceInfo>& offers) {
    for (const PaceInfo& offer : offers)
        if (offer.parameterId != offers.front().parameterId) return true;
    return false;
}

SessionOptions optionsFor(const CardTransport& transport, SessionOptions options) {
    // ISO/IEC 7816-3 §12.2: so a card that took extended lengths in another reader is not asked for them here.
    if (transport.protocol() == TransmissionProtocol::T0) options.abilities.extendedLength = false;
    return options;
}

}  // namespace

DocumentSession::DocumentSession(CardTransport& transport, SessionOptions options)
    : options_(optionsFor(transport, std::move(options))),
      time_(transport, options_.limits),
      channel_(time_, options_.stopToken),
      reader_(channel_, options_.abilities, options_.progress, &time_) {}

Result<void> DocumentSession::readCardAccess() {
    cardAccess_.clear();
    cardAccessSource_ = CardAccessSource::Absent;
    const auto file = reader_.read(cardAccessFile);
    if (!file && meansAbsent(file.error().code)) {
        cardAccess_ = options_.knownCardAccess;
        if (!cardAccess_.empty()) cardAccessSource_ = CardAccessSource::Card;
        return {};
    }
    if (!file) {
        cardAccessSource_ = CardAccessSource::NotRead;
        return std::unexpected(file.error());
    }
    cardAccess_.assign(file->begin(), file->end());
    cardAccessSource_ = CardAccessSource::Card;
    return {};
}

Result<bool> DocumentSession::isTravelDocument() {
    if (cardAccessSource_ == CardAccessSource::NotRead) TRY_VOID(readCardAccess());
    if (cardAccessSource_ == CardAccessSource::Card) return true;
    TRY(const ResponseApdu response, channel_.transmit(selectByName()));
    return response.ok();
}

Result<AccessProtocol> DocumentSession::openChannel(const AccessKey& key) {
    if (channel_.isClosed()) return fail(ErrorCode::CardChannelClosed, "the session has ended");
    if (protocol_) return fail(ErrorCode::ProtocolInternal, "the channel is open already");
    if (cardAccessSource_ == CardAccessSource::NotRead) TRY_VOID(readCardAccess());
    if (cardAccessSource_ == CardAccessSource::Card) {
        channelOrigin_ = {ChannelOrigin::Source::CardAccess, cardAccess_};
        return openWithPace(key, cardAccess_);
    }
    channelOrigin_ = {};
    if (key.kind() == AccessKey::Kind::Mrz) return openWithBac(key);
    const Bytes assumed = std::exchange(options_.fallbackCardAccess, {});
    if (assumed.empty())
        return fail(ErrorCode::CardProtocolUnsupported, "EF.CardAccess is missing and the key is a CAN");
    channelOrigin_ = {ChannelOrigin::Source::Assumed, assumed};
    auto opened = openWithPace(key, assumed);
    if (!opened && opened.error().code == ErrorCode::CardProtocolUnsupported) {
        // The assumption did not hold: perhaps this is no eMRTD at all.
        TRY(const bool travelDocument, isTravelDocument());
        if (!travelDocument) return fail(ErrorCode::CardNotTravelDocument, "no EF.CardAccess, no application");
    }
    return opened;
}

Result<AccessProtocol> DocumentSession::openWithPace(const AccessKey& key, ByteView cardAccess) {
    TRY(const auto offers, parseCardAccess(cardAccess));
    // ICAO 9303-11 §4.2: BAC only where the card offers no PACE at all; failed PACE is never followed by it.
    if (offers.empty()) return openWithBac(key);
    const PaceInfo* chosen = choosePace(offers);
    if (chosen == nullptr) return fail(ErrorCode::CardProtocolUnsupported, "no supported PACE among the card's offers");
    RandomSource& random = options_.random ? *options_.random : systemRandom();
    TRY(PaceSession session, performPace(channel_, {chosen, hasSeveralParameters(offers)}, key, random));
    channel_.protect(std::move(session.secureMessaging));
    protocol_ = AccessProtocol::Pace;
    if (session.chipMapping) TRY_VOID(proveChipMapping(*session.chipMapping));
    return AccessProtocol::Pace;
}

// ICAO 9303-11 §6, way 3: a file that cannot be had leaves the chip unproven and costs nothing else.
Result<void> DocumentSession::proveChipMapping(const ChipMappingData& data) {
    const auto file = reader_.read(cardSecurityFile);
    if (!file && (channel_.isClosed() || !leavesTheCard(file.error().code))) return std::unexpected(file.error());
    TRY(chipMapping_, judgeChipMapping(data, file ? Bytes(file->begin(), file->end()) : Bytes{}));
    return {};
}

Result<AccessProtocol> DocumentSession::openWithBac(const AccessKey& key) {
    if (!options_.allowBac) return fail(ErrorCode::CardBacNotAllowed, "the card offers BAC only");
    if (key.kind() == AccessKey::Kind::Can) return fail(ErrorCode::CardProtocolUnsupported, "BAC cannot use a CAN");
    // BAC happens inside the application, PACE outside of it (ICAO 9303-11 §4.2).
    TRY(const ResponseApdu selected, channel_.transmit(selectByName()));
    if (!selected.ok())
        return fail(ErrorCode::CardNotTravelDocument, statusError(selected.sw, "SELECT").error().detail);
    RandomSource& random = options_.random ? *options_.random : systemRandom();
    // Such a card has shown nothing of its lengths yet.
    TRY(auto challenge, reader_.probeExtendedLength(challengeCommand()));
    TRY(SecureMessaging session,
        performBasicAccessControl(channel_, key, random, std::move(challenge).value_or(SecretBytes())));
    channel_.protect(std::move(session));
    applicationSelected_ = true;
    protocol_ = AccessProtocol::Bac;
    return AccessProtocol::Bac;
}

Result<void> DocumentSession::selectApplication() {
    TRY_VOID(requireChannel());
    if (applicationSelected_) return {};
    TRY(const ResponseApdu response, channel_.transmit(selectByName()));
    if (!response.ok())
        return fail(ErrorCode::CardNotTravelDocument, statusError(response.sw, "SELECT").error().detail);
    applicationSelected_ = true;
    return {};
}

Result<SecretBytes> DocumentSession::readSecurityObject() { return readFile(securityObjectFile); }

Result<SecretBytes> DocumentSession::readCommonData() { return readFile(commonDataFile); }

Result<SecretBytes> DocumentSession::readDataGroup(int number) {
    if (number < 1 || number > 16) return fail(ErrorCode::ProtocolInternal, "no such data group");
    return readFile(dataGroupFile(number));
}

Result<bool> DocumentSession::fileExists(int dataGroup) {
    if (dataGroup < 1 || dataGroup > 16) return fail(ErrorCode::ProtocolInternal, "no such data group");
    TRY_VOID(requireChannel());
    const auto selected = reader_.select(dataGroupFile(dataGroup));
    if (selected || selected.error().code == ErrorCode::CardAccessRefused) return true;
    if (selected.error().code == ErrorCode::CardFileMissing) return false;
    return std::unexpected(selected.error());
}

Result<ChipAuthenticationResult> DocumentSession::authenticateChip(const ChipAuthenticationOffer& offer,
                                                                   const NextStep& next) {
    TRY_VOID(requireChannel());
    TRY_VOID(selectApplication());
    const CardAbilities& abilities = reader_.abilities();
    // A reader that lost long answers is not trusted with a long command first.
    const bool carriesLong = abilities.maxRead > maxShortLe;
    const auto extendedLength = carriesLong ? abilities.extendedLength : std::optional<bool>{};
    return performChipAuthentication(channel_, offer, extendedLength, next);
}

Result<Bytes> DocumentSession::signChallenge(const PublicKey& key, ByteView challenge) {
    TRY_VOID(requireChannel());
    TRY_VOID(selectApplication());
    return internalAuthenticate(channel_, key, challenge, reader_.abilities().extendedLength);
}

Result<void> DocumentSession::requireChannel() const {
    if (channel_.isClosed()) return fail(ErrorCode::CardChannelClosed, "the secure channel broke earlier");
    if (!channel_.isProtected()) return fail(ErrorCode::CardKeyRequired, "the channel is not open");
    return {};
}

Result<SecretBytes> DocumentSession::readFile(const ElementaryFile& file) {
    TRY_VOID(requireChannel());
    TRY_VOID(selectApplication());
    return reader_.read(file);
}

}  // namespace cccd_bridge::emrtd
