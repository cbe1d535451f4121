// The card against the worked examples of 9303-11: same random numbers in, same bytes out.
#include "virtual-card/chip.hpp"
#include "virtual-card/der.hpp"

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

// In the following examples the card's private keys are not published, the terminal's are: the card takes the
// terminal's part, and what is sent to it is what the chip of the example sent. Keys and tokens are the same,
// crosswise.
namespace {

struct Example {
    PaceOption option;
    Bytes passwordKeyOf;  ///< what the password key is derived from
    std::string encryptedNonce;
    std::deque<Bytes> random;
    Bytes staticKey;
    std::string mappingSent;
    std::string mappingReceived;
    std::string keySent;
    std::string keyReceived;
    std::string tokenSent;
    std::string lastReceived;  ///< token, and the chip authentication data
};

std::string object(unsigned tag, const std::string& value) { return toHex(der::object(tag, fromHex(value))); }

/// The answer to one step, without its 7C; the step before must not have failed.
std::string step(Pace& pace, const std::string& content, bool last = false) {
    const Response response = pace.step(fromHex(object(0x7C, content)), last);
    REQUIRE(response.status == 0x9000);
    const auto outer = der::read(response.data);
    REQUIRE(outer);
    return toHex(outer->value);
}

void replay(const Example& example) {
    Pace pace(example.option, example.passwordKeyOf, scripted(example.random), example.staticKey);
    CHECK(step(pace, {}) == object(0x80, example.encryptedNonce));
    CHECK(step(pace, object(0x81, example.mappingSent)) == object(0x82, example.mappingReceived));
    CHECK(step(pace, object(0x83, example.keySent)) == object(0x84, example.keyReceived));
    CHECK(step(pace, object(0x85, example.tokenSent), true) == example.lastReceived);
    CHECK(pace.channel());
}

}  // namespace

TEST_CASE("PACE with generic mapping over Diffie-Hellman of 9303-11 appendix G.2") {
    replay(
        {.option = {Cipher::Aes128, 0},
         .passwordKeyOf = digest("SHA1", fromText("T22000129364081251010318")),
         .encryptedNonce = "854D8DF5827FA6852D1A4FA701CDDDCA",
         .random = {fromHex("FA5B7E3E49753A0DB9178B7B9BD898C8"), fromHex("5265030F751F4AD18B08AC565FC7AC952E41618D"),
                    fromHex("89CCD99B0E8D3B1F11E1296DCA68EC53411CF2CA")},
         .staticKey = {},
         .mappingSent =
             "78879F57225AA8080D52ED0FC890A4B25336F699AA89A2D3A189654AF70729E623EA5738B26381E4DA19E004706FACE7B235C2DB"
             "F2F38748312F3C98C2DD4882A41947B324AA1259AC22579DB93F7085655AF30889DBB845D9E6783FE42C9F2449400306254C8AE8"
             "EE9DD812A804C0B66E8CAFC14F84D8258950A91B44126EE6",
         .mappingReceived =
             "23FB3749EA030D2A25B278D2A562047ADE3F01B74F17A15402CB7352CA7D2B3EB71C343DB13D1DEBCE9A3666DBCFC920B49174A6"
             "02CB47965CAA73DC702489A44D41DB914DE9613DC5E98C94160551C0DF86274B9359BC0490D01B03AD54022DCB4F57FAD6322497"
             "D7A1E28D46710F461AFE710FBBBC5F8BA166F4311975EC6C",
         .keySent =
             "075693D9AE941877573E634B6E644F8E60AF17A0076B8B123D9201074D36152BD8B3A213F53820C42ADC79AB5D0AEEC3AEFB9139"
             "4DA476BD97B9B14D0A65C1FC71A0E019CB08AF55E1F729005FBA7E3FA5DC41899238A250767A6D46DB974064386CD456743585F8"
             "E5D90CC8B4004B1F6D866C79CE0584E49687FF61BC29AEA1",
         .keyReceived =
             "907D89E2D425A178AA81AF4A7774EC8E388C115CAE67031E85EECE520BD911551B9AE4D04369F29A02626C86FBC6747CC7BC3526"
             "45B6161A2A42D44EDA80A08FA8D61B76D3A154AD8A5A51786B0BC07147057871A922212C5F67F43173172236B7747D1671E6D692"
             "A3C7D40A0C3C5CE397545D015C175EB5130551EDBC2EE5D4",
         .tokenSent = "917F37B5C0E6D8D1",
         .lastReceived = object(0x86, "B46DD9BD4D98381F")});
}

TEST_CASE("PACE with integrated mapping of 9303-11 appendix H.1") {
    replay(
        {.option = {Cipher::Aes128, 13, PaceOption::Mapping::Integrated},
         .passwordKeyOf = fromText("123456"),
         .encryptedNonce = "143DC40C08C8E891FBED7DEDB92B64AD",
         .random = {fromHex("2923BE84E16CD6AE529049F1F1BBE9EB"),
                    fromHex("A73FB703AC1436A18E0CFA5ABB3F7BEC7A070E7A6788486BEE230C4A22762595")},
         .staticKey = {},
         .mappingSent = "5DD4CBFC96F5453B130D890A1CDBAE32",
         .mappingReceived = "",
         .keySent =
             "0467F78E5F7F7686082B293E8D087E056916D0F74BC01A5F8957D0DE45691E51E8932B69A962B52A0985AD2C0A271EE6A13A8ADD"
             "DCD1A3A994B9DED257F4D22753",
         .keyReceived =
             "0489CBA23FFE96AA18D824627C3E934E54A9FD0B87A95D1471DC1C0ABFDCD640D46755DE9B7B778280B6BEBD57439ADFEB0E21FD"
             "4ED6DF42578C13418A59B34C37",
         .tokenSent = "75D4D96E8D5B0308",
         .lastReceived = object(0x86, "450F02B86F6A0909")});
}

TEST_CASE("PACE with integrated mapping over Diffie-Hellman of 9303-11 appendix H.2") {
    replay(
        {.option = {Cipher::Aes128, 0, PaceOption::Mapping::Integrated},
         .passwordKeyOf = fromText("123456"),
         .encryptedNonce = "9ABB8864CA0FF1551E620D1EF4E13510",
         .random = {fromHex("FA5B7E3E49753A0DB9178B7B9BD898C8"), fromHex("89CCD99B0E8D3B1F11E1296DCA68EC53411CF2CA")},
         .staticKey = {},
         .mappingSent = "B3A6DB3C870C3E99245E0D1C06B747DE",
         .mappingReceived = "",
         .keySent =
             "928D9A0F9DBA450F13FC859C6F290D1D36E42431138A4378500BEB4E0401854CFF111F71CB6DC1D0335807A11388CC8EAA87B079"
             "07AAD9FBA6B169AF6D8C26AF8DDDC39ADC3AD2E3FF882B84D23E9768E95A80E4746FB07A9767679FE92133B4D379935C771BD7FB"
             "ED6C7BB4B1708B275EA75679524CDC9C6A91370CC662A2F3",
         .keyReceived =
             "0F0CC62945A8029251FB7EF3C094E12EC68E4EF07F27CB9D9CD04C5C4250FAE0E4F8A951557E929AEB48E5C6DD47F2F5CD7C351A"
             "9BD2CD722C07EDE166770F08FFCB370262CF308DD7B07F2E0DA9CAAA1492344C852906919538C98A4BA4187E76CE9D87832386D3"
             "19CE2E043C3343AEAE6EDBA1A9894DC5094D22F7FE1351D5",
         .tokenSent = "C2F04230187E1525",
         .lastReceived = object(0x86, "55D61977CBF5307E")});
}

TEST_CASE("PACE with chip authentication mapping of 9303-11 appendix I.1") {
    replay(
        {.option = {Cipher::Aes128, 13, PaceOption::Mapping::ChipAuthentication},
         .passwordKeyOf = digest("SHA1", fromText("C11T002JM496081222310314")),
         .encryptedNonce = "CB60E8E0D85B76A9BD304747C2AD42E2",
         .random = {fromHex("658B860BC94DF6F044FCE6D5C82CF8E5"),
                    fromHex("9E56A6B59C95D06ECE5CD10F983BB2F4F1943528E577F23881D89D8C3BBEE0AA"),
                    fromHex("76ECFDAA9841C323A3F5FC5E88B88DB3EFF7E35EBF57A7E6946CB630006C2120")},
         .staticKey = fromHex("86C88A4579CE48135878E6348A734B5D47CE5BC1E54C0E8978687B49FDE2E2C2"),
         .mappingSent =
             "047F1D410ADB7DDB3B84BF1030800981A9105D7457B4A3ADE002384F3086C67EDE1AB889104A27DB6D842B019020FBF3CEACB0DC"
             "627F7BDCAC29969E19D0E553C1",
         .mappingReceived =
             "04A234236AA9B9621E8EFB73B5245C0E09D2576E5277183C1208BDD55280CAE8B304F365713A356E65A451E165ECC9AC0AC46E37"
             "71342C8FE5AEDD092685338E23",
         .keySent =
             "0402AD566F3C6EC7F9324509AD50A51FA52030782A4968FCFEDF737DAEA993333111C3B9B4C2287789BD137E7F8AA882E2A3C633"
             "CCD6ECC2C63C57AD401A09C2E1",
         .keyReceived =
             "04446C934084D9DAB863944F219520076C29EE3F7AE6722B11FF319EC1C7728F955483400BFF60BF0C5929270009277DC2A515E1"
             "2575010AD9BA916CF1BF86FEFC",
         .tokenSent = "8596CF055C67C1A3",
         .lastReceived =
             object(0x86, "E86BD06018A1CD3B") +
             object(
                 0x8A,
                 "1EEA964DAAE372AC990E3EFDE6333353BFC89A6704D93DA8798CF77F5B7A54BD10CBA372B42BE0B9B5F28AA8DE2F4F92")});
}
