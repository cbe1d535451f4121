// The chip: files, access control and commands, answering one APDU at a time. No faults, no time: see card.hpp.
#pragma once

#include "virtual-card/active_authentication.hpp"
#include "virtual-card/apdu.hpp"
#include "virtual-card/bac.hpp"
#include "virtual-card/chip_authentication.hpp"
#include "virtual-card/pace.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>

namespace virtual_card {

/// File identifiers (9303-10 §3.4, §4.6).
namespace fid {
constexpr std::uint16_t cardAccess = 0x011C;
constexpr std::uint16_t cardSecurity = 0x011D;
constexpr std::uint16_t com = 0x011E;
constexpr std::uint16_t sod = 0x011D;
constexpr std::uint16_t dataGroup(int number) { return static_cast<std::uint16_t>(0x0100 + number); }
}  // namespace fid

/// An elementary file. A status other than 9000 is what SELECT and READ by short identifier answer.
struct ChipFile {
    Bytes content;
    std::uint16_t selectStatus = status::ok;
    bool needsChannel = false;  ///< outside of the application, where every file does
};

/// Which Le a card takes in EXTERNAL AUTHENTICATE: 28 of the worked example, or only 00, with what to say to any other;
/// the challenge is used up in any case.
enum class AuthenticationLe { Any, ZeroOrWrongLength, ZeroOrExactLength };

/// What the chip does with a READ BINARY whose answer would be longer than it can send.
enum class LongRead { Shorten, WrongLength, ExactLength, Chain };

/// How APDUs travel (ISO 7816-3 §12): with T=0 a command's answer is fetched, and lengths are exact.
enum class Transmission { Block, Character };

struct ApduLimits {
    Transmission transmission = Transmission::Block;
    bool extendedLength = true;
    bool chainLongAnswers = true;  ///< false: 6700 when the answer to INTERNAL AUTHENTICATE is too long
    AuthenticationLe authenticationLe = AuthenticationLe::Any;
    bool commandChaining = true;                ///< of MSE and of chip authentication's GENERAL AUTHENTICATE
    std::uint16_t readStatusWord = status::ok;  ///< of every READ BINARY that gives data
    std::size_t maximumRead = 65536;            ///< plain bytes of one READ BINARY
    LongRead whenLonger = LongRead::Shorten;
};

/// Everything that is fixed when the card is made; shared by all sessions with it.
struct ChipImage {
    std::map<std::uint16_t, ChipFile> masterFiles;       ///< readable with no application selected
    std::map<std::uint16_t, ChipFile> applicationFiles;  ///< of the eMRTD application
    std::vector<PaceOption> pace;
    std::map<Byte, Bytes> pacePasswords;  ///< by reference: 01 MRZ, 02 CAN
    std::map<int, Bytes> mappingKeys;     ///< private keys of the chip authentication mapping, by parameters
    std::optional<Bytes> bacSeed;         ///< absent: no BAC
    std::optional<ActiveAuthentication> activeAuthentication;
    std::vector<ChipAuthentication> chipAuthentication;
    ApduLimits limits;
};

/// What a command was about, for faults and for the log.
struct Activity {
    std::string
        phase;  ///< other | cardAccess | pace | bac | application | file | chipAuthentication | activeAuthentication
    std::string file;  ///< CardAccess, CardSecurity, COM, SOD, DG1 ...; empty when none
    bool reading = false;
};

struct AttemptCounters {
    unsigned paceStarted = 0;
    unsigned paceFailed = 0;  ///< wrong token
    unsigned bacStarted = 0;
    unsigned bacFailed = 0;
    unsigned secureMessagingErrors = 0;

    friend bool operator==(const AttemptCounters&, const AttemptCounters&) = default;
};

class Chip {
  public:
    explicit Chip(std::shared_ptr<const ChipImage> image, RandomSource random = systemRandom());

    /// Forgets session, selection and protocol state; counters stay.
    void reset();
    /// Answers any bytes at all; at least a status word.
    Bytes transmit(ByteView apdu);

    /// The session is gone, as after an error that the chip does not explain.
    void dropSession() { endSession(); }

    const Activity& lastActivity() const { return activity; }
    const AttemptCounters& attempts() const { return counters; }

  private:
    /// Static key and cipher that MSE:Set AT chose.
    struct StaticKeyInUse {
        const ChipAuthentication* key;
        Cipher cipher;
    };

    Bytes transmitProtected(const Command& command);
    Bytes transmitPlain(const Command& command);
    Bytes deliver(Bytes response, const Command& command);
    Bytes deliverByCharacter(Bytes response, const Command& command);
    Response getResponse(const Command& command);
    Response execute(const Command& command);
    std::optional<Response> collect(const Command& command);
    Response dispatch(const Command& command);
    Response select(const Command& command);
    Response selectApplication(const Command& command);
    Response selectFile(std::uint16_t identifier);
    Response readBinary(const Command& command);
    Response readBinaryOdd(const Command& command);
    Response readAt(std::size_t offset, std::optional<std::size_t> le, bool wrapped);
    std::optional<Response> fitRead(std::size_t& count, std::size_t available, std::size_t overhead);
    std::size_t readCapacity() const;
    std::size_t answerCapacity(bool chains) const;
    Response manageSecurityEnvironment(const Command& command);
    Response setPaceTemplate(const Command& command);
    Response setChipAuthenticationTemplate(const Command& command);
    Response setKeyAgreementTemplate(const Command& command);
    Response agreeWithStaticKey(const Command& command);
    const ChipAuthentication* findStaticKey(std::optional<ByteView> reference, auto fits) const;
    Response internalAuthenticate(const Command& command);
    Response generalAuthenticate(const Command& command);
    Response getChallenge(const Command& command);
    Response externalAuthenticate(const Command& command);
    Bytes mappingKeyFor(const PaceOption& option) const;
    const ChipFile* findFile(std::uint16_t identifier) const;
    bool startsAccess(const Command& command) const;
    void endSession();

    std::shared_ptr<const ChipImage> image;
    RandomSource random;
    Activity activity;
    AttemptCounters counters;

    bool applicationSelected = false;
    std::optional<std::uint16_t> currentFile;
    std::optional<SecureMessaging> channel;
    std::optional<SecureMessaging> nextChannel;  ///< agreed by the command in progress, used from the next one on
    std::optional<Pace> pace;
    std::optional<BasicAccess> bac;
    std::optional<StaticKeyInUse> staticKey;
    bool extendedCommand = false;
    bool protectedCommand = false;
    Command collected;  ///< parts of a chain that came so far
    Bytes pending;      ///< rest of a chained response, with its status word
};

/// Names as in card files: CardAccess, CardSecurity, COM, SOD, DG1 to DG16.
std::string fileName(std::uint16_t identifier, bool inApplication);
/// The inverse; nothing for an unknown name. CardSecurity and SOD
/// share one.
std::optional<std::uint16_t> fileIdentifier(const std::string& name);

}  // namespace virtual_card
