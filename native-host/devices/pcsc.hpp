// The choke point of PC/SC: every SCard call of the program is made in pcsc.cpp and comes back as a typed Result.
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cccd_bridge::devices {

/// Name of the pseudo reader whose state changes when a reader is plugged or unplugged (PC/SC part 5 §3.2.3).
inline constexpr const char* plugAndPlayReader = "\\\\?PnP?\\Notification";

/// What a wait says about a reader; several may be true.
struct ReaderFlags {
    bool changed = false;          ///< differs from the state given to the wait
    bool unknown = false;          ///< the reader is gone
    bool unavailable = false;      ///< the reader is there but cannot be used
    bool present = false;          ///< a card is in it
    bool exclusive = false;        ///< another program has it for itself
    bool mute = false;             ///< the card does not answer a reset
    std::uint16_t eventCount = 0;  ///< insertions and removals seen by the service
};

/// One reader of a wait: `known` is the raw state of the last wait (0 at first), `flags` the new one.
struct ReaderWatch {
    std::string name;
    std::uintptr_t known = 0;
    ReaderFlags flags;
};

/// How a wait ended when it did not fail.
enum class WaitEnd { changed, timeout, cancelled };

/// Handle to the smart card service; released when it goes. Only cancel() may be called from another thread.
class PcscContext {
  public:
    static Result<PcscContext> establish();
    PcscContext(PcscContext&& other) noexcept;
    PcscContext& operator=(PcscContext&& other) noexcept;
    ~PcscContext();

    /// Names of all readers, UTF-8; none is not an error.
    Result<std::vector<std::string>> listReaders() const;

    /// Blocks until a watched state differs, the time is over (none: never) or cancel(); updates `watches`.
    Result<WaitEnd> waitForChange(std::vector<ReaderWatch>& watches,
                                  std::optional<std::chrono::milliseconds> timeout) const;

    /// Ends a waitForChange of another thread.
    void cancel() const;

    std::uintptr_t handle() const { return handle_; }

  private:
    explicit PcscContext(std::uintptr_t handle) : handle_(handle), owns_(true) {}
    std::uintptr_t handle_ = 0;
    bool owns_ = false;
};

/// A shared connection to a card; left as it is (never reset) when it goes.
class PcscCard {
  public:
    /// Connects shared with T=0 or T=1. Errors: CardNone, ReaderBusy, CardUnresponsive, ReaderDisconnected…
    static Result<PcscCard> connect(const PcscContext& context, const std::string& reader);
    PcscCard(PcscCard&& other) noexcept;
    PcscCard& operator=(PcscCard&& other) noexcept;
    ~PcscCard();

    Result<void> beginTransaction();
    void endTransaction();

    /// Sends a command APDU and returns the answer with its status word (always at least 2 bytes).
    Result<Bytes> transmit(ByteView command);

    /// The card's answer to reset, 33 bytes at most (ISO/IEC 7816-3 §8.2); empty when the service gives none.
    Bytes answerToReset() const;

    /// Is the connection one over T=0 (ISO/IEC 7816-3 §12)?
    bool isT0() const;

  private:
    PcscCard(std::uintptr_t handle, unsigned long protocol) : handle_(handle), protocol_(protocol), owns_(true) {}
    void release();
    std::uintptr_t handle_ = 0;
    unsigned long protocol_ = 0;
    bool owns_ = false;
    bool inTransaction_ = false;
    std::unique_ptr<Byte[]> answer_{};  // kept from command to command: the largest answer is 64 KiB
};

/// Typed error of an SCard return code; `call` names the function for the log.
Error pcscError(std::uint32_t code, const char* call);

}  // namespace cccd_bridge::devices
