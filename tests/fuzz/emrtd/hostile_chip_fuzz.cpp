// A whole session with the simulated card, protocols and channel working, whose files are changed before it protects
// them and whose answers are changed on the way: what a script of answers cannot reach, since it knows no keys.
//
// Input: the card (1 byte); up to 8 changes of files, ended by FF: file (1), offset (2), exclusive or (1); then changes
// of answers: number of the command (1), what happens (1), where (1).
#include "emrtd/active_authentication.hpp"
#include "emrtd/document_session.hpp"
#include "emrtd/downgrade.hpp"
#include "emrtd/lds/dg1.hpp"
#include "emrtd/lds/dg14.hpp"
#include "emrtd/lds/dg15.hpp"
#include "emrtd/lds/security_object.hpp"
#include "virtual-card/card.hpp"
#include "virtual-card/errors.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string>

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;

namespace {

constexpr std::array<const char*, 6> cardFiles{"nguyen-thi-mau", "ca-dh",    "ca-two-keys",
                                               "aa-ecdsa",       "pace-cam", "bac-only"};
constexpr std::array<const char*, 5> changedFiles{"DG1", "DG13", "DG14", "DG15", "SOD"};
constexpr unsigned maximumChanges = 8;

class Input {
  public:
    explicit Input(ByteView bytes) : bytes_(bytes) {}
    bool has(std::size_t count) const { return bytes_.size() >= count; }
    Byte next() {
        if (bytes_.empty()) return 0;
        const Byte value = bytes_.front();
        bytes_ = bytes_.subspan(1);
        return value;
    }

  private:
    ByteView bytes_;
};

const virtual_card::CardDescription& cardFile(std::size_t index) {
    static std::map<std::size_t, virtual_card::CardDescription> loaded;
    const auto [position, isNew] = loaded.try_emplace(index);
    if (isNew)
        position->second = virtual_card::loadCardFile(std::string(CCCD_SOURCE_DIR) + "/tests/virtual-card/cards/" +
                                                      cardFiles.at(index) + ".json");
    return position->second;
}

virtual_card::CardDescription describe(Input& input) {
    virtual_card::CardDescription description = cardFile(input.next() % cardFiles.size());
    for (unsigned i = 0; i < maximumChanges && input.has(4); ++i) {
        const Byte file = input.next();
        if (file == 0xFF) break;
        const long offset = input.next() << 8 | input.next();
        virtual_card::Tampering change;
        change.file = changedFiles.at(file % changedFiles.size());
        change.offset = offset;
        change.exclusiveOr = input.next();
        description.tamperAfterSigning.push_back(change);
    }
    return description;
}

class HostileChip final : public CardTransport {
  public:
    explicit HostileChip(Input& input) : card_(describe(input)) {
        while (input.has(3)) {
            const Byte command = input.next();
            changes_[command] = {input.next(), input.next()};
        }
    }

    Result<Bytes> transmit(ByteView command) override {
        auto answer = card_.transmit(command);
        if (answer.empty()) return fail(ErrorCode::CardRemoved);
        const auto change = changes_.find(count_++);
        if (change != changes_.end()) apply(change->second, answer);
        return Bytes(answer.begin(), answer.end());
    }

  private:
    struct Change {
        Byte kind;
        Byte where;
    };

    static void apply(const Change& change, virtual_card::Bytes& answer) {
        const std::size_t position = change.where * answer.size() / 256;
        switch (change.kind % 4) {
            case 0:
                answer[position] ^= static_cast<Byte>(change.kind | 1);
                break;
            case 1:
                answer.resize(position);
                break;
            case 2:
                answer = {change.kind, change.where};
                break;
            default:
                answer.insert(answer.begin() + static_cast<std::ptrdiff_t>(position), change.where, change.kind);
        }
    }

    virtual_card::Card card_;
    std::map<unsigned, Change> changes_;
    unsigned count_ = 0;
};

void proveChip(DocumentSession& session) {
    std::optional<HashAlgorithm> hash;
    const auto offers = session.readDataGroup(14);
    if (const auto file = offers ? parseDataGroup14(*offers) : fail(offers.error().code)) {
        hash = file->activeAuthenticationHash;
        static_cast<void>(checkCardAccess(session.cardAccess(), file->securityInfos));
        for (const ChipAuthenticationOffer& offer : chipAuthenticationOffers(*file))
            if (session.authenticateChip(offer)) break;
    }
    const auto keyFile = session.readDataGroup(15);
    const auto key = keyFile ? parseDataGroup15(*keyFile) : fail(keyFile.error().code);
    if (!key) return;
    const Bytes challenge(activeAuthenticationChallengeLength, 0x5A);
    if (auto signature = session.signChallenge(*key, challenge))
        static_cast<void>(verifyActiveAuthentication(*key, hash, {challenge, std::move(*signature)}));
}

void read(Input input) {
    HostileChip chip(input);
    DocumentSession session(chip, {});
    if (!session.readCardAccess()) return;
    if (!session.openChannel(AccessKey::fromMrz("199012345", "990205", "240205").value())) return;
    if (!session.selectApplication()) return;
    if (const auto file = session.readSecurityObject()) static_cast<void>(parseSecurityObject(*file));
    if (const auto file = session.readDataGroup(1)) static_cast<void>(parseDataGroup1(*file));
    proveChip(session);
    static_cast<void>(session.readDataGroup(13));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const Byte* data, std::size_t size) {
    try {
        read(Input({data, size}));
    } catch (const virtual_card::CardFileError&) {
        // No card can be made so: a change beyond the end of a file.
        return -1;
    }
    return 0;
}
