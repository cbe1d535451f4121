#include "emrtd/downgrade.hpp"

#include "emrtd/tlv.hpp"
#include "support/scripted_transport.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;
using test::hex;

namespace {

Bytes set(const std::vector<Bytes>& infos) {
    Bytes content;
    for (const Bytes& info : infos) content.insert(content.end(), info.begin(), info.end());
    return makeTlv(0x31, content);
}

const Bytes strong = hex("3012060A04007F0007020204020402010202010D");
const Bytes weak = hex("3012060A04007F00070202040201020102020108");
const Bytes mapping = hex("3012060A04007F0007020204060202010202010D");
const Bytes ownParameters = hex("301A060904007F000702020402300A06082A8648CE3D030107020121");
const Bytes chip = hex("300F060A04007F00070202030202020101");
const Bytes chipWithKey = hex("3012060A04007F0007020203020202010102010D");
const Bytes otherChip = hex("300F060A04007F00070202030204020101");
const Bytes terminal = hex("300D060804007F0007020202020101");

CardAccessCheck check(const std::vector<Bytes>& cardAccess, const std::vector<Bytes>& signedInfos) {
    return checkCardAccess(set(cardAccess), set(signedInfos)).value();
}

}  // namespace

TEST_CASE("the same offers in any order are confirmed") {
    CHECK(check({strong, weak}, {weak, terminal, strong}) == CardAccessCheck::Confirmed);
    CHECK(check({strong, terminal}, {strong, chip}) == CardAccessCheck::Confirmed);
    CHECK(check({strong, chip}, {strong, chip, otherChip}) == CardAccessCheck::Confirmed);
    CHECK(check({strong, chip}, {strong, chipWithKey}) == CardAccessCheck::Confirmed);
    CHECK(check({strong, chip}, {strong}) == CardAccessCheck::Confirmed);
    CHECK(check({strong, mapping}, {strong}) == CardAccessCheck::Confirmed);
    CHECK(check({strong, ownParameters}, {strong, ownParameters}) == CardAccessCheck::Confirmed);
}

TEST_CASE("an offer that was hidden, added or changed is a contradiction") {
    CHECK(check({weak}, {strong, weak}) == CardAccessCheck::Contradicted);
    CHECK(check({strong, weak}, {strong}) == CardAccessCheck::Contradicted);
    CHECK(check({weak}, {strong}) == CardAccessCheck::Contradicted);
    CHECK(check({terminal}, {strong}) == CardAccessCheck::Contradicted);
    CHECK(check({strong}, {strong, mapping}) == CardAccessCheck::Contradicted);
    CHECK(check({strong}, {strong, ownParameters}) == CardAccessCheck::Contradicted);
    CHECK(check({strong, chip}, {strong, otherChip}) == CardAccessCheck::Contradicted);
    CHECK(check({strong, chip}, {otherChip}) == CardAccessCheck::Contradicted);
}

TEST_CASE("a signed copy without PACE cannot be compared") {
    CHECK(check({strong, chip}, {chip, terminal}) == CardAccessCheck::NotComparable);
    CHECK(check({strong}, {}) == CardAccessCheck::NotComparable);
}

TEST_CASE("a channel without EF.CardAccess is contradicted by a signed copy that names other PACE") {
    using Source = ChannelOrigin::Source;
    const auto channel = [](Source source, const std::vector<Bytes>& offers, const std::vector<Bytes>& signedInfos) {
        const Bytes assumed = source == Source::Nothing ? Bytes{} : set(offers);
        return checkChannel({source, assumed}, set(signedInfos)).value();
    };
    CHECK(channel(Source::Nothing, {}, {strong, chip}) == CardAccessCheck::Contradicted);
    CHECK(channel(Source::Nothing, {}, {mapping}) == CardAccessCheck::Contradicted);
    CHECK(channel(Source::Nothing, {}, {chip, terminal}) == CardAccessCheck::NotComparable);
    // What was assumed of chip authentication is not the card's word.
    CHECK(channel(Source::Assumed, {weak, otherChip}, {chip, weak}) == CardAccessCheck::Confirmed);
    CHECK(channel(Source::Assumed, {weak}, {weak, strong}) == CardAccessCheck::Contradicted);
    CHECK(channel(Source::Assumed, {weak}, {strong}) == CardAccessCheck::Contradicted);
    CHECK(channel(Source::Assumed, {weak}, {chip}) == CardAccessCheck::NotComparable);
    CHECK(channel(Source::CardAccess, {weak, chip}, {weak, otherChip}) == CardAccessCheck::Contradicted);
    CHECK(checkChannel({}, hex("3000")).error().code == ErrorCode::CardFileMalformed);
}

TEST_CASE("malformed files are errors") {
    CHECK(checkCardAccess(hex("3000"), set({strong})).error().code == ErrorCode::CardFileMalformed);
    CHECK(checkCardAccess(set({strong}), hex("3000")).error().code == ErrorCode::CardFileMalformed);
}
