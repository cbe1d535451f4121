// Every fault at every command of a whole reading: a typed error or the true files, in bounded time, and the next
// reading works.
#include "emrtd/document_session.hpp"
#include "virtual_transport.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;
using test::VirtualTransport;

namespace {

/// What happens to one exchange. The answer is empty where the command never reached the card.
using Fault = std::function<Result<Bytes>(Bytes answer)>;

struct NamedFault {
    std::string name;
    Fault apply;
    bool heard = true;  ///< the card has seen the command
};

/// Hands commands on, and lets one of them go wrong.
class FaultyTransport final : public CardTransport {
  public:
    FaultyTransport(CardTransport& card, std::uint64_t faultAt, const NamedFault& fault)
        : card_(card), faultAt_(faultAt), fault_(fault) {}

    Result<Bytes> transmit(ByteView command) override {
        ++count;
        if (gone_) return std::unexpected(*gone_);
        if (count != faultAt_) return card_.transmit(command);
        Bytes answer;
        if (fault_.heard) {
            TRY(answer, card_.transmit(command));
        }
        auto spoilt = fault_.apply(std::move(answer));
        // A card or reader that is gone stays away.
        if (!spoilt && spoilt.error().code != ErrorCode::CardUnresponsive) gone_ = spoilt.error();
        return spoilt;
    }

    std::uint64_t count = 0;

  private:
    CardTransport& card_;
    std::uint64_t faultAt_;
    const NamedFault& fault_;
    std::optional<Error> gone_{};
};

NamedFault failsWith(ErrorCode code, bool heard) {
    return {"error " + std::to_string(static_cast<int>(code)) + (heard ? " after" : " before"),
            [code](const Bytes&) -> Result<Bytes> { return fail(code); }, heard};
}

NamedFault truncatedTo(const std::string& name, std::function<std::size_t(std::size_t)> length) {
    return {"truncated to " + name, [length = std::move(length)](Bytes answer) -> Result<Bytes> {
                answer.resize(std::min(answer.size(), length(answer.size())));
                return answer;
            }};
}

/// `where` between 0 and 1 of the answer.
NamedFault flipped(double where, Byte mask) {
    return {"bit flipped at " + std::to_string(where), [where, mask](Bytes answer) -> Result<Bytes> {
                const auto last = static_cast<double>(answer.size() - 1);
                answer[static_cast<std::size_t>(where * last)] ^= mask;
                return answer;
            }};
}

NamedFault answersOnly(std::uint16_t sw, bool heard) {
    return {"status " + std::to_string(sw) + (heard ? "" : " from the reader"),
            [sw](const Bytes&) -> Result<Bytes> { return Bytes{static_cast<Byte>(sw >> 8), static_cast<Byte>(sw)}; },
            heard};
}

std::vector<NamedFault> allFaults() {
    std::vector<NamedFault> faults{
        failsWith(ErrorCode::CardRemoved, true),
        failsWith(ErrorCode::ReaderDisconnected, true),
        failsWith(ErrorCode::ReaderStuck, true),
        failsWith(ErrorCode::CardUnresponsive, true),
        failsWith(ErrorCode::CardUnresponsive, false),
        truncatedTo("nothing", [](std::size_t) { return 0; }),
        truncatedTo("one byte", [](std::size_t) { return 1; }),
        truncatedTo("the first two", [](std::size_t) { return 2; }),
        truncatedTo("half", [](std::size_t size) { return size / 2; }),
        truncatedTo("all but one", [](std::size_t size) { return size - 1; }),
    };
    for (const double where : {0.0, 0.1, 0.5, 0.9, 1.0}) faults.push_back(flipped(where, 0x01));
    faults.push_back(flipped(0.3, 0x80));
    // Those after the first four stand for a reader that answers by itself.
    static constexpr std::array<std::uint16_t, 10> statusWords{0x6988, 0x6282, 0x6110, 0x6C08, 0x9000,
                                                               0x6700, 0x6A82, 0x6300, 0x6D00, 0xFFFF};
    for (std::size_t i = 0; i < statusWords.size(); ++i) faults.push_back(answersOnly(statusWords[i], i < 4));
    return faults;
}

using Files = std::map<int, SecretBytes>;

/// What outlives a reading, as in the host.
struct Memory {
    Bytes cardAccess{};
    CardAbilities abilities{};
};

struct Outcome {
    Result<Files> files;
    Memory memory;
};

Outcome readAll(CardTransport& transport, const AccessKey& key, const Memory& memory) {
    DocumentSession session(transport, {.knownCardAccess = memory.cardAccess, .abilities = memory.abilities});
    const auto steps = [&]() -> Result<Files> {
        Files files;
        TRY_VOID(session.readCardAccess());
        TRY_VOID(session.openChannel(key));
        TRY_VOID(session.selectApplication());
        TRY(files[0], session.readSecurityObject());
        for (const int number : {1, 13, 14, 2}) {
            TRY(files[number], session.readDataGroup(number));
        }
        return files;
    };
    auto files = steps();
    return {std::move(files), {session.cardAccess(), session.abilities()}};
}

/// As the host does it: a session that was lost is begun anew, once.
Outcome readStubbornly(CardTransport& transport, const AccessKey& key, const Memory& memory) {
    Outcome outcome = readAll(transport, key, memory);
    if (outcome.files || outcome.files.error().code != ErrorCode::CardSecureMessagingFailed) return outcome;
    return readAll(transport, key, outcome.memory);
}

void sweep(const std::string& cardText, const AccessKey& key) {
    VirtualTransport card = VirtualTransport::fromText(cardText);
    const NamedFault none{"none", [](Bytes answer) -> Result<Bytes> { return answer; }};
    FaultyTransport clean(card, 0, none);
    const Outcome reference = readAll(clean, key, {});
    REQUIRE(reference.files);
    for (const NamedFault& fault : allFaults())
        for (std::uint64_t k = 1; k <= clean.count; ++k) {
            CAPTURE(fault.name);
            CAPTURE(k);
            card.card.reset();
            FaultyTransport faulty(card, k, fault);
            const Outcome outcome = readAll(faulty, key, {});
            CHECK(faulty.count <= clean.count + 320);
            if (outcome.files)
                CHECK(*outcome.files == *reference.files);
            else
                CHECK(outcome.files.error().code != ErrorCode::ProtocolInternal);
            // The card has not been taken out: its session is whatever it is.
            const Memory known{reference.memory.cardAccess, outcome.memory.abilities};
            const Outcome next = readStubbornly(card, key, known);
            REQUIRE(next.files);
            CHECK(*next.files == *reference.files);
        }
}

}  // namespace

TEST_CASE("every fault at every command of a reading over PACE, extended length") {
    sweep(R"({"extends": "nguyen-thi-mau.json"})", AccessKey::fromCan("012345").value());
}

TEST_CASE("every fault at every command of a reading over BAC, short length") {
    sweep(R"({"extends": "bac-only.json", "apdu": {"extendedLength": false}})",
          AccessKey::fromMrz("199012345", "990205", "240205").value());
}
