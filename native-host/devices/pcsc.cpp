#include "devices/pcsc.hpp"

#include "devices/scard.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>
#include <utility>

namespace cccd_bridge::devices {

namespace {

// Room for the longest answer of an extended APDU; pcsc-lite refuses a buffer it cannot fill.
constexpr std::size_t responseCapacity = 65536 + 2;
constexpr std::size_t maximumAnswerToReset = 33;
constexpr DWORD answerToResetAttribute = 0x00090303;  // SCARD_ATTR_ATR_STRING, PC/SC part 3 §3.1.2
constexpr std::uint32_t noService = 0x8010001D;       // SCARD_E_NO_SERVICE
constexpr std::uint32_t serviceStopped = 0x8010001E;  // SCARD_E_SERVICE_STOPPED

std::uint32_t codeOf(LONG status) { return static_cast<std::uint32_t>(status); }
SCARDCONTEXT contextOf(std::uintptr_t handle) { return static_cast<SCARDCONTEXT>(handle); }
SCARDHANDLE cardOf(std::uintptr_t handle) { return static_cast<SCARDHANDLE>(handle); }

struct CodeMapping {
    std::uint32_t code;
    ErrorCode meaning;
};

// Whatever is not listed means that the service itself is in trouble: pcsc-lite answers a dying daemon with many codes.
constexpr std::array<CodeMapping, 14> codeMappings{{
    {0x8010000C, ErrorCode::CardNone},                   // SCARD_E_NO_SMARTCARD
    {0x80100069, ErrorCode::CardRemoved},                // SCARD_W_REMOVED_CARD
    {0x80100068, ErrorCode::CardSecureMessagingFailed},  // SCARD_W_RESET_CARD: a reset ends every channel
    {0x80100067, ErrorCode::CardUnresponsive},           // SCARD_W_UNPOWERED_CARD
    {0x80100066, ErrorCode::CardUnresponsive},           // SCARD_W_UNRESPONSIVE_CARD
    {0x80100065, ErrorCode::CardUnresponsive},           // SCARD_W_UNSUPPORTED_CARD
    {0x80100016, ErrorCode::CardUnresponsive},           // SCARD_E_NOT_TRANSACTED
    {0x8010000F, ErrorCode::CardUnresponsive},           // SCARD_E_PROTO_MISMATCH
    {0x8010000B, ErrorCode::ReaderBusy},                 // SCARD_E_SHARING_VIOLATION
    {0x80100009, ErrorCode::ReaderUnknown},              // SCARD_E_UNKNOWN_READER
    {0x80100017, ErrorCode::ReaderDisconnected},         // SCARD_E_READER_UNAVAILABLE
    {0x80100010, ErrorCode::ReaderDisconnected},         // SCARD_E_NOT_READY
    {0x8010002E, ErrorCode::ReaderNone},                 // SCARD_E_NO_READERS_AVAILABLE
    {0x80100002, ErrorCode::OperationCancelled},         // SCARD_E_CANCELLED
}};

std::unexpected<Error> pcscFail(LONG status, const char* call) {
    return std::unexpected(pcscError(codeOf(status), call));
}

ReaderFlags flagsOf(DWORD event) {
    const auto has = [event](unsigned long bit) { return (static_cast<unsigned long>(event) & bit) != 0; };
    return ReaderFlags{.changed = has(SCARD_STATE_CHANGED),
                       .unknown = has(SCARD_STATE_UNKNOWN),
                       .unavailable = has(SCARD_STATE_UNAVAILABLE),
                       .present = has(SCARD_STATE_PRESENT),
                       .exclusive = has(SCARD_STATE_EXCLUSIVE),
                       .mute = has(SCARD_STATE_MUTE),
                       .eventCount = static_cast<std::uint16_t>((event >> 16) & 0xFFFF)};
}

}  // namespace

Error pcscError(std::uint32_t code, const char* call) {
    const auto* found = std::ranges::find(codeMappings, code, &CodeMapping::code);
    const bool asleep = serviceSleepsWithoutReaders && (code == noService || code == serviceStopped);
    const ErrorCode unlisted = asleep ? ErrorCode::ReaderNone : ErrorCode::PcscServiceUnavailable;
    const ErrorCode meaning = found == codeMappings.end() ? unlisted : found->meaning;
    std::array<char, 96> detail{};
    static_cast<void>(std::snprintf(detail.data(), detail.size(), "%s 0x%08X", call, code));
    return Error{meaning, detail.data(), std::source_location::current()};
}

Result<PcscContext> PcscContext::establish() {
    SCARDCONTEXT context = 0;
    const LONG status = SCardEstablishContext(SCARD_SCOPE_SYSTEM, nullptr, nullptr, &context);
    if (status != SCARD_S_SUCCESS) return pcscFail(status, "SCardEstablishContext");
    return PcscContext(static_cast<std::uintptr_t>(context));
}

PcscContext::PcscContext(PcscContext&& other) noexcept
    : handle_(std::exchange(other.handle_, 0)), owns_(std::exchange(other.owns_, false)) {}

PcscContext& PcscContext::operator=(PcscContext&& other) noexcept {
    std::swap(handle_, other.handle_);
    std::swap(owns_, other.owns_);
    return *this;
}

PcscContext::~PcscContext() {
    if (owns_) SCardReleaseContext(contextOf(handle_));
}

Result<std::vector<std::string>> PcscContext::listReaders() const {
    std::vector<std::string> names;
    const LONG status = listReaderNames(contextOf(handle_), names);
    if (codeOf(status) == codeOf(SCARD_E_NO_READERS_AVAILABLE)) return std::vector<std::string>{};
    if (status != SCARD_S_SUCCESS) return pcscFail(status, "SCardListReaders");
    return names;
}

Result<WaitEnd> PcscContext::waitForChange(std::vector<ReaderWatch>& watches,
                                           std::optional<std::chrono::milliseconds> timeout) const {
    std::vector<DWORD> events(watches.size());
    const DWORD limit = timeout ? static_cast<DWORD>(timeout->count()) : static_cast<DWORD>(INFINITE);
    const LONG status = waitForStates(contextOf(handle_), limit, watches, events);
    if (codeOf(status) == codeOf(SCARD_E_TIMEOUT)) return WaitEnd::timeout;
    if (codeOf(status) == codeOf(SCARD_E_CANCELLED)) return WaitEnd::cancelled;
    if (status != SCARD_S_SUCCESS) return pcscFail(status, "SCardGetStatusChange");
    for (std::size_t i = 0; i < watches.size(); ++i) {
        watches[i].flags = flagsOf(events[i]);
        watches[i].known = static_cast<std::uintptr_t>(events[i]) & ~static_cast<std::uintptr_t>(SCARD_STATE_CHANGED);
    }
    return WaitEnd::changed;
}

void PcscContext::cancel() const { SCardCancel(contextOf(handle_)); }

Result<PcscCard> PcscCard::connect(const PcscContext& context, const std::string& reader) {
    SCARDHANDLE card = 0;
    DWORD protocol = 0;
    const LONG status = connectShared(contextOf(context.handle()), reader, card, protocol);
    if (status != SCARD_S_SUCCESS) return pcscFail(status, "SCardConnect");
    return PcscCard(static_cast<std::uintptr_t>(card), protocol);
}

PcscCard::PcscCard(PcscCard&& other) noexcept
    : handle_(std::exchange(other.handle_, 0)),
      protocol_(other.protocol_),
      owns_(std::exchange(other.owns_, false)),
      inTransaction_(std::exchange(other.inTransaction_, false)),
      answer_(std::move(other.answer_)) {}

PcscCard& PcscCard::operator=(PcscCard&& other) noexcept {
    std::swap(handle_, other.handle_);
    std::swap(protocol_, other.protocol_);
    std::swap(owns_, other.owns_);
    std::swap(inTransaction_, other.inTransaction_);
    std::swap(answer_, other.answer_);
    return *this;
}

PcscCard::~PcscCard() { release(); }

void PcscCard::release() {
    if (!owns_) return;
    endTransaction();
    SCardDisconnect(cardOf(handle_), SCARD_LEAVE_CARD);
    owns_ = false;
}

Result<void> PcscCard::beginTransaction() {
    const LONG status = SCardBeginTransaction(cardOf(handle_));
    if (status != SCARD_S_SUCCESS) return pcscFail(status, "SCardBeginTransaction");
    inTransaction_ = true;
    return {};
}

void PcscCard::endTransaction() {
    if (!std::exchange(inTransaction_, false)) return;
    SCardEndTransaction(cardOf(handle_), SCARD_LEAVE_CARD);
}

Result<Bytes> PcscCard::transmit(ByteView command) {
    SCARD_IO_REQUEST sent{};
    sent.dwProtocol = static_cast<DWORD>(protocol_);
    sent.cbPciLength = sizeof(sent);
    // Uninitialised on purpose and kept: zeroing and wiping 64 KiB for each command costs more than the command.
    if (!answer_) answer_ = std::make_unique_for_overwrite<Byte[]>(responseCapacity);
    DWORD length = static_cast<DWORD>(responseCapacity);
    const LONG status = SCardTransmit(cardOf(handle_), &sent, command.data(), static_cast<DWORD>(command.size()),
                                      nullptr, answer_.get(), &length);
    if (status != SCARD_S_SUCCESS) return pcscFail(status, "SCardTransmit");
    // A card that vanishes during a command can give success with nothing in the buffer.
    if (length == 0) return fail(ErrorCode::CardUnresponsive, "SCardTransmit succeeded without an answer");
    if (length < 2 || length > responseCapacity)
        return fail(ErrorCode::CardProtocolViolation, "SCardTransmit answered without a status word");
    Bytes response(answer_.get(), answer_.get() + length);
    OPENSSL_cleanse(answer_.get(), length);
    return response;
}

Bytes PcscCard::answerToReset() const {
    Bytes answer(maximumAnswerToReset);
    DWORD length = static_cast<DWORD>(answer.size());
    // Asked first: pcsc-lite's SCardStatus shares a table with SCardGetStatusChange without a common lock.
    LONG status = SCardGetAttrib(cardOf(handle_), answerToResetAttribute, answer.data(), &length);
    if (status != SCARD_S_SUCCESS) {
        DWORD nameLength = 0;
        DWORD state = 0;
        DWORD protocol = 0;
        length = static_cast<DWORD>(answer.size());
        status = SCardStatus(cardOf(handle_), nullptr, &nameLength, &state, &protocol, answer.data(), &length);
    }
    answer.resize(status == SCARD_S_SUCCESS ? std::min<std::size_t>(length, answer.size()) : 0);
    return answer;
}

bool PcscCard::isT0() const { return protocol_ == SCARD_PROTOCOL_T0; }

}  // namespace cccd_bridge::devices
