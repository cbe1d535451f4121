// One reception of a card: the steps from EF.CardAccess to the data groups, over one secure channel.
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "emrtd/access_key.hpp"
#include "emrtd/card_channel.hpp"
#include "emrtd/card_security.hpp"
#include "emrtd/card_transport.hpp"
#include "emrtd/chip_authentication.hpp"
#include "emrtd/crypto/signature.hpp"
#include "emrtd/downgrade.hpp"
#include "emrtd/file_reader.hpp"
#include "emrtd/pace_info.hpp"
#include "emrtd/random_source.hpp"
#include "emrtd/timed_transport.hpp"

#include <optional>
#include <stop_token>

namespace cccd_bridge::emrtd {

enum class AccessProtocol { Pace, Bac };

/// Where the parameters of PACE came from.
enum class CardAccessSource { NotRead, Card, Absent };

struct SessionOptions {
    Bytes fallbackCardAccess{};  ///< EF.CardAccess to assume once, with a CAN, where the card's cannot be read; may be
                                 ///< empty
    Bytes knownCardAccess{};     ///< EF.CardAccess as read from this very card before: a card whose application is
                                 ///< selected does not give it again until it is powered anew; may be empty
    bool allowBac = true;
    std::stop_token stopToken{};      ///< honoured before every APDU: OperationCancelled
    ReadProgressCallback progress{};  ///< called after every block of a file; may be empty
    CardAbilities abilities{};        ///< what is known of the card from an earlier session
    TimeLimits limits{};              ///< how long a file may take: CardTooSlow
    RandomSource* random = nullptr;   ///< null: systemRandom()
};

/// Usage: readCardAccess, openChannel, selectApplication, then files in any order. Not for use by two threads at once.
/// After CardSecureMessagingFailed every further step gives CardChannelClosed; the card needs a new session.
class DocumentSession {
  public:
    DocumentSession(CardTransport& transport, SessionOptions options);

    /// Reads EF.CardAccess without selecting the master file, which Vietnamese cards refuse (ICAO 9303-11 §9.2.11).
    /// A card without it is no error. Errors: CardFileMalformed, CardFileTooLarge, and the transport's.
    Result<void> readCardAccess();

    /// Is this an eMRTD at all? Needs no key: EF.CardAccess is there, or the application can be selected.
    Result<bool> isTravelDocument();

    /// Opens the channel by PACE, or by BAC where the card offers no PACE and the options allow it. PACE that fails is
    /// never followed by BAC. Tries the key once. After chip authentication mapping EF.CardSecurity is read as well,
    /// because it can be had only before the application is selected.
    /// Errors: CardWrongKey, CardProtocolUnsupported, CardProtocolViolation, CardBacNotAllowed, CardAccessRefused,
    /// CardNotTravelDocument.
    Result<AccessProtocol> openChannel(const AccessKey& key);

    /// Selects the eMRTD application inside the channel (ICAO 9303-10 §3.6.1); after BAC it is selected already.
    /// Errors: CardNotTravelDocument.
    Result<void> selectApplication();

    /// EF.SOD. Errors: CardFileMissing, CardFileMalformed, CardFileTooLarge, CardAccessRefused, CardChannelClosed.
    Result<SecretBytes> readSecurityObject();

    /// EF.COM. Errors as above.
    Result<SecretBytes> readCommonData();

    /// EF.DGn, n = 1..16. Errors as above.
    Result<SecretBytes> readDataGroup(int number);

    /// Can EF.DGn be selected? True also for a file that needs more rights to be read.
    Result<bool> fileExists(int dataGroup);

    /// Chip authentication by an offer of DG14; once it is proven the channel runs under the new keys. `next` may read
    /// a file through this session.
    /// Errors: those of performChipAuthentication, CardKeyRequired, CardChannelClosed.
    Result<ChipAuthenticationResult> authenticateChip(const ChipAuthenticationOffer& offer, const NextStep& next = {});

    /// The chip's signature of an 8-byte challenge, to be checked with verifyActiveAuthentication under the key of
    /// DG15. Errors: those of internalAuthenticate, CardKeyRequired, CardChannelClosed.
    Result<Bytes> signChallenge(const PublicKey& key, ByteView challenge);

    /// Every command from now on is sent before that, or gives CardTooSlow.
    void endBy(TimeLimits::Clock::time_point end) { time_.endBy(end); }

    /// Used whenever a command is under way.
    SpareTime& spareTime() { return channel_.spareTime(); }

    bool channelOpen() const { return channel_.isProtected(); }
    std::optional<AccessProtocol> accessProtocol() const { return protocol_; }
    CardAccessSource cardAccessSource() const { return cardAccessSource_; }
    /// EF.CardAccess as read from the card; empty when absent.
    const Bytes& cardAccess() const { return cardAccess_; }
    /// What the open channel was chosen from, for the comparison with what is signed.
    const ChannelOrigin& channelOrigin() const { return channelOrigin_; }
    /// What the chip proved by chip authentication mapping; empty when that was not the mapping.
    const std::optional<ChipMappingProof>& chipMapping() const { return chipMapping_; }
    const TransferCount& transferCount() const { return channel_.transferCount(); }
    /// What was learnt of the card; worth passing to the next session with it.
    const CardAbilities& abilities() const { return reader_.abilities(); }

  private:
    Result<AccessProtocol> openWithPace(const AccessKey& key, ByteView cardAccess);
    Result<void> proveChipMapping(const ChipMappingData& data);
    Result<AccessProtocol> openWithBac(const AccessKey& key);
    Result<void> requireChannel() const;
    Result<SecretBytes> readFile(const ElementaryFile& file);

    SessionOptions options_;
    TimedTransport time_;
    CardChannel channel_;
    FileReader reader_;
    Bytes cardAccess_{};
    CardAccessSource cardAccessSource_ = CardAccessSource::NotRead;
    ChannelOrigin channelOrigin_{};
    std::optional<AccessProtocol> protocol_{};
    std::optional<ChipMappingProof> chipMapping_{};
    bool applicationSelected_ = false;
};

}  // namespace cccd_bridge::emrtd
