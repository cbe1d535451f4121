// Worked example of ICAO 9303-11 Appendix D: Basic Access Control and secure messaging with 3DES. Hexadecimal.
#pragma once

#include <array>
#include <string_view>

namespace cccd_bridge::emrtd::vectors::bac {

inline constexpr std::string_view documentNumber = "L898902C<";
inline constexpr std::string_view dateOfBirth = "690806";
inline constexpr std::string_view dateOfExpiry = "940623";
inline constexpr std::string_view kSeed = "239AB9CB282DAF66231DC5A4DF6BFBAE";
inline constexpr std::string_view kEnc = "AB94FDECF2674FDFB9B391F85D7F76F2";
inline constexpr std::string_view kMac = "7962D9ECE03D1ACD4C76089DCE131543";
inline constexpr std::string_view rndIfd = "781723860C06C226";
inline constexpr std::string_view kIfd = "0B795240CB7049B01C19B33E32804F0B";
inline constexpr std::string_view getChallenge = "0084000008";
inline constexpr std::string_view challengeResponse = "4608F919887022129000";
inline constexpr std::string_view externalAuthenticate =
    "008200002872C29C2371CC9BDB65B779B8E8D37B29ECC154AA56A8799FAE2F498F76ED92F25F1448EEA8AD90A728";
inline constexpr std::string_view authenticateResponse =
    "46B9342A41396CD7386BF5803104D7CEDC122B9132139BAF2EEDC94EE178534F2F2D235D074D74499000";
inline constexpr std::string_view sessionEncryptionKey = "979EC13B1CBFE9DCD01AB0FED307EAE5";
inline constexpr std::string_view sessionMacKey = "F1CB1F1FB5ADF208806B89DC579DC1F8";
inline constexpr std::string_view counter = "887022120C06C226";

/// One exchange inside the session, in order.
struct Exchange {
    std::string_view plainCommand;
    std::string_view protectedCommand;
    std::string_view protectedResponse;
    std::string_view plainResponse;
};

inline constexpr std::array<Exchange, 3> exchanges{{
    {"00A4020C02011E", "0CA4020C158709016375432908C044F68E08BF8B92D635FF24F800", "990290008E08FA855A5D4C50A8ED9000",
     "9000"},
    {"00B0000004", "0CB000000D9701048E08ED6705417E96BA5500", "8709019FF0EC34F9922651990290008E08AD55CC17140B2DED9000",
     "60145F019000"},
    {"00B0000412", "0CB000040D9701128E082EA28A70F3C7B53500",
     "871901FB9235F4E4037F2327DCC8964F1F9B8C30F42C8E2FFF224A990290008E08C8B2787EAEA07D749000",
     "04303130365F36063034303030305C0261759000"},
}};

}  // namespace cccd_bridge::emrtd::vectors::bac
