// The card against the worked examples of 9303-11: same random numbers in, same bytes out.
#include "virtual-card/chip.hpp"

#include <doctest/doctest.h>

#include <deque>
#include <memory>

using namespace virtual_card;

namespace {

/// Hands out prepared "random" values in the order in which the card asks for them.
RandomSource scripted(std::deque<Bytes> values) {
    return [values = std::move(values)](std::size_t count) mutable {
        REQUIRE(!values.empty());
        Bytes next = values.front();
        values.pop_front();
        REQUIRE(next.size() == count);
        return next;
    };
}

std::string answer(Chip& chip, const std::string& command) { return toHex(chip.transmit(fromHex(command))); }

}  // namespace

TEST_CASE("Basic Access Control and secure messaging of 9303-11 appendix D") {
    auto image = std::make_shared<ChipImage>();
    const Bytes hash = digest("SHA1", fromText("L898902C<369080619406236"));
    image->bacSeed = Bytes(hash.begin(), hash.begin() + 16);
    CHECK(toHex(*image->bacSeed) == "239AB9CB282DAF66231DC5A4DF6BFBAE");
    image->applicationFiles[fid::com] = {fromHex("60145F0104303130365F36063034303030305C026175")};
    Chip chip(image, scripted({fromHex("4608F91988702212"), fromHex("0B4F80323EB3191CB04970CB4052790B")}));

    CHECK(answer(chip, "00A4040C07A0000002471001") == "9000");
    CHECK(answer(chip, "0084000008") == "4608F919887022129000");
    CHECK(
        answer(chip, "008200002872C29C2371CC9BDB65B779B8E8D37B29ECC154AA56A8799FAE2F498F76ED92F25F1448EEA8AD90A728") ==
        "46B9342A41396CD7386BF5803104D7CEDC122B9132139BAF2EEDC94EE178534F2F2D235D074D74499000");
    CHECK(answer(chip, "0CA4020C158709016375432908C044F68E08BF8B92D635FF24F800") == "990290008E08FA855A5D4C50A8ED9000");
    CHECK(answer(chip, "0CB000000D9701048E08ED6705417E96BA5500") ==
          "8709019FF0EC34F9922651990290008E08AD55CC17140B2DED9000");
    CHECK(answer(chip, "0CB000040D9701128E082EA28A70F3C7B53500") ==
          "871901FB9235F4E4037F2327DCC8964F1F9B8C30F42C8E2FFF224A990290008E08C8B2787EAEA07D749000");
    CHECK(chip.attempts().bacFailed == 0);
}

TEST_CASE("PACE with generic mapping of 9303-11 appendix G.1") {
    auto image = std::make_shared<ChipImage>();
    image->pace = {{Cipher::Aes128, 13}};
    image->pacePasswords[0x01] = digest("SHA1", fromText("T22000129364081251010318"));
    CHECK(toHex(image->pacePasswords[0x01]) == "7E2D2A41C74EA0B38CD36F863939BFA8E9032AAD");
    Chip chip(image, scripted({fromHex("3F00C4D39D153F2B2A214A078D899B22"),
                               fromHex("498FF49756F2DC1587840041839A85982BE7761D14715FB091EFA7BCE9058560"),
                               fromHex("107CF58696EF6155053340FD633392BA81909DF7B9706F226F32086C7AFF974A")}));

    CHECK(answer(chip, "0022C1A412800A04007F0007020204020283010184010D") == "9000");
    CHECK(answer(chip, "10860000027C0000") == "7C12801095A3A016522EE98D01E76CB6B98B42C39000");
    CHECK(
        answer(
            chip,
            "10860000457C438141047ACF3EFC982EC45565A4B155129EFBC74650DCBFA6362D896FC70262E0C2CC5E544552DCB6725218799115"
            "B55C9BAA6D9F6BC3A9618E70C25AF71777A9C4922D00") ==
        "7C43824104824FBA91C9CBE26BEF53A0EBE7342A3BF178CEA9F45DE0B70AA601651FBA3F5730D8C879AAA9C9F73991E61B58F4D52EB87A"
        "0A"
        "0C709A49DC63719363CCD13C549000");
    CHECK(
        answer(
            chip,
            "10860000457C438341042DB7A64C0355044EC9DF190514C625CBA2CEA48754887122F3A5EF0D5EDD301C3556F3B3B186DF10B857B5"
            "8F6A7EB80F20BA5DC7BE1D43D9BF850149FBB3646200") ==
        "7C438441049E880F842905B8B3181F7AF7CAA9F0EFB743847F44A306D2D28C1D9EC65DF6DB7764B22277A2EDDC3C265A9F018F9CB852E1"
        "11"
        "B768B326904B59A0193776F0949000");
    CHECK(answer(chip, "008600000C7C0A8508C2B0BD78D94BA86600") == "7C0A86083ABB9674BCE93C089000");
    CHECK(chip.attempts().paceStarted == 1);
    CHECK(chip.attempts().paceFailed == 0);
}
