// Sections of a card file about how the card answers: its limits, its link, its faults.
#include "virtual-card/card_file_sections.hpp"

#include <charconv>

namespace virtual_card {
namespace {

namespace json = boost::json;

std::uint16_t parseStatusWord(const std::string& text) {
    std::uint16_t value = 0;
    const char* end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, value, 16);
    if (error != std::errc{} || rest != end || text.size() != 4) {
        throw CardFileError("a status word has four hexadecimal digits: " + text);
    }
    return value;
}

void readLimits(const json::value& value, ApduLimits& limits) {
    ObjectReader reader(value, "card.apdu");
    reader.read("transmission", limits.transmission, {{"T=1", Transmission::Block}, {"T=0", Transmission::Character}});
    reader.read("extendedLength", limits.extendedLength);
    reader.read("chainLongAnswers", limits.chainLongAnswers);
    reader.read("commandChaining", limits.commandChaining);
    reader.read("authenticationLe", limits.authenticationLe,
                {{"any", AuthenticationLe::Any},
                 {"zeroOrWrongLength", AuthenticationLe::ZeroOrWrongLength},
                 {"zeroOrExactLength", AuthenticationLe::ZeroOrExactLength}});
    readStatusWord(reader, "readStatusWord", limits.readStatusWord);
    reader.read("maximumRead", limits.maximumRead);
    reader.read("whenLonger", limits.whenLonger,
                {{"shorten", LongRead::Shorten},
                 {"wrongLength", LongRead::WrongLength},
                 {"exactLength", LongRead::ExactLength},
                 {"chain", LongRead::Chain}});
    reader.finish();
}

void readLink(const json::value& value, LinkCost& link) {
    ObjectReader reader(value, "card.link");
    unsigned perApdu = 0;
    reader.read("perApduMicroseconds", perApdu);
    reader.read("bitsPerSecond", link.bitsPerSecond);
    reader.finish();
    link.perApdu = std::chrono::microseconds(perApdu);
}

Fault readFault(const json::value& value, const std::string& where) {
    using Kind = Fault::Kind;
    ObjectReader reader(value, where);
    Fault fault;
    unsigned milliseconds = 0;
    reader.read("kind", fault.kind,
                {{"remove", Kind::Remove},
                 {"stall", Kind::Stall},
                 {"truncate", Kind::Truncate},
                 {"flipBit", Kind::FlipBit},
                 {"statusWord", Kind::StatusWord},
                 {"wrongMac", Kind::WrongMac},
                 {"endSession", Kind::EndSession},
                 {"endless", Kind::Endless}});
    if (fault.kind == Kind::EndSession) fault.statusWord = status::secureMessagingWrong;
    reader.read("atApdu", fault.atApdu);
    reader.read("onFile", fault.onFile);
    reader.read("onPhase", fault.onPhase);
    reader.read("occurrence", fault.occurrence);
    reader.read("keep", fault.keep);
    reader.read("bit", fault.bit);
    readStatusWord(reader, "statusWord", fault.statusWord);
    reader.read("milliseconds", milliseconds);
    reader.finish();
    fault.duration = std::chrono::milliseconds(milliseconds);
    const int places = (fault.atApdu ? 1 : 0) + (fault.onFile.empty() ? 0 : 1) + (fault.onPhase.empty() ? 0 : 1);
    if (places != 1) throw CardFileError(where + " needs exactly one of atApdu, onFile, onPhase");
    if (!fault.onFile.empty() && !fileIdentifier(fault.onFile)) reader.complain("onFile", "a known file");
    return fault;
}

}  // namespace

void readStatusWord(ObjectReader& reader, std::string_view key, std::uint16_t& target) {
    std::string text;
    reader.read(key, text);
    if (!text.empty()) target = parseStatusWord(text);
}

Bytes parseHex(const std::string& text) {
    try {
        return fromHex(text);
    } catch (const std::invalid_argument&) {
        throw CardFileError("not hexadecimal: " + text);
    }
}

const std::vector<std::pair<std::string_view, std::string>>& hashNamesOfCardFiles() {
    static const std::vector<std::pair<std::string_view, std::string>> names{
        {"sha1", "SHA1"}, {"sha224", "SHA224"}, {"sha256", "SHA256"}, {"sha384", "SHA384"}, {"sha512", "SHA512"}};
    return names;
}

void readBehaviourSections(ObjectReader& reader, CardDescription& card) {
    readPart(reader, "apdu", readLimits, card.limits);
    readPart(reader, "link", readLink, card.link);
    reader.each("faults", [&card](const json::value& value, const std::string& where) {
        card.faults.push_back(readFault(value, where));
    });
}

}  // namespace virtual_card
