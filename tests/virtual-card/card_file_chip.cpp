// Sections of a card file about the chip's protocols: access, active and chip authentication.
#include "virtual-card/card_file_sections.hpp"

#include <algorithm>

namespace virtual_card {
namespace {

namespace json = boost::json;

const std::vector<std::pair<std::string_view, Cipher>> ciphers{
    {"3des", Cipher::TripleDes}, {"aes128", Cipher::Aes128}, {"aes192", Cipher::Aes192}, {"aes256", Cipher::Aes256}};

/// Mappings by name, and which parameters fit (9303-11 §9.5.1: secp224r1, 10, has no integrated mapping).
PaceOption readPaceOption(const json::value& value, const std::string& where) {
    using Mapping = PaceOption::Mapping;
    ObjectReader reader(value, where);
    PaceOption option;
    std::string name = "ecdh-gm";
    reader.read("mapping", name);
    reader.read("mapping", option.mapping,
                {{"ecdh-gm", Mapping::Generic},
                 {"ecdh-im", Mapping::Integrated},
                 {"ecdh-cam", Mapping::ChipAuthentication},
                 {"dh-gm", Mapping::Generic},
                 {"dh-im", Mapping::Integrated}});
    const bool modular = name.starts_with("dh");
    if (modular) option.parameterId = 0;
    reader.read("cipher", option.cipher, ciphers);
    reader.read("parameterId", option.parameterId);
    reader.finish();
    const auto [first, last] = modular ? std::pair{0, 2} : std::pair{8, 18};
    if (option.parameterId < first || option.parameterId > last) reader.complain("parameterId", "one of the mapping");
    if (option.mapping == Mapping::Integrated && option.parameterId == 10) {
        reader.complain("parameterId", "a curve with integrated mapping");
    }
    if (option.mapping == Mapping::ChipAuthentication && option.cipher == Cipher::TripleDes) {
        reader.complain("cipher", "AES");
    }
    return option;
}

void readAccess(const json::value& value, CardDescription& card) {
    ObjectReader reader(value, "card.access");
    reader.read("can", card.can);
    reader.read("bac", card.bac);
    reader.read("paceWithCan", card.paceWithCan);
    reader.read("paceWithMrz", card.paceWithMrz);
    if (reader.find("pace")) card.pace.clear();
    reader.each("pace", [&card](const json::value& option, const std::string& where) {
        card.pace.push_back(readPaceOption(option, where));
    });
    if (reader.find("paceInDg14")) card.signedPace.emplace();
    reader.each("paceInDg14", [&card](const json::value& option, const std::string& where) {
        card.signedPace->push_back(readPaceOption(option, where));
    });
    readStatusWord(reader, "cardAccessStatusWord", card.cardAccessStatus);
    std::string content;
    reader.read("cardAccessContent", content);
    if (!content.empty()) card.cardAccessContent = parseHex(content);
    reader.finish();
}

void readActiveAuthentication(const json::value& value, std::optional<ActiveAuthenticationOptions>& target) {
    if (value.is_null()) return target.reset();
    using Trailer = ActiveAuthenticationOptions::Trailer;
    using Encoding = ActiveAuthenticationOptions::Encoding;
    ObjectReader reader(value, "card.activeAuthentication");
    ActiveAuthenticationOptions options = target.value_or(ActiveAuthenticationOptions{});
    reader.read("key", options.keyFile);
    reader.read("signsWith", options.signsWithFile);
    reader.read("hash", options.hash, hashNamesOfCardFiles());
    reader.read("trailer", options.trailer, {{"byHash", Trailer::ByHash}, {"implicit", Trailer::Implicit}});
    reader.read("smallerValue", options.smallerValue);
    reader.read("encoding", options.encoding, {{"plain", Encoding::Plain}, {"der", Encoding::Der}});
    if (reader.find("info")) reader.read("info", options.info.emplace());
    reader.finish();
    if (options.keyFile.empty()) reader.complain("key", "given");
    target = options;
}

Cipher readCipher(const json::value& value, const std::string& where) {
    const auto found = std::ranges::find_if(
        ciphers, [&](const auto& known) { return value.is_string() && value.get_string() == known.first; });
    if (found == ciphers.end()) throw CardFileError(where + " holds names of ciphers");
    return found->second;
}

ChipAuthenticationOptions readStaticKey(const json::value& value, const std::string& where,
                                        ChipAuthenticationOptions options) {
    using Encoding = KeyParameters::Encoding;
    ObjectReader reader(value, where);
    reader.read("key", options.keyFile);
    reader.read("agreesWith", options.agreesWithFile);
    if (reader.find("ciphers")) options.ciphers.clear();
    reader.each("ciphers", [&options](const json::value& name, const std::string& place) {
        options.ciphers.push_back(readCipher(name, place));
    });
    if (reader.find("keyId")) reader.read("keyId", options.keyId.emplace());
    reader.read(
        "parameters", options.parameters.encoding,
        {{"named", Encoding::Named}, {"explicit", Encoding::Explicit}, {"standardized", Encoding::Standardized}});
    reader.read("parameterId", options.parameters.parameterId);
    reader.read("info", options.info);
    reader.finish();
    if (options.keyFile.empty()) reader.complain("key", "given");
    return options;
}

void checkMappingKey(const PaceOption& option, const CardDescription& card) {
    if (option.mapping != PaceOption::Mapping::ChipAuthentication) return;
    const auto fits = [&](const auto& key) { return key.parameters.parameterId == option.parameterId; };
    if (std::ranges::none_of(card.mappingKeys, fits)) {
        throw CardFileError("card.chipAuthenticationMapping needs a key with the parameterId of the PACE option");
    }
}

}  // namespace

void readChipSections(ObjectReader& reader, CardDescription& card) {
    readPart(reader, "access", readAccess, card);
    readPart(reader, "activeAuthentication", readActiveAuthentication, card.activeAuthentication);
    if (reader.find("chipAuthentication")) card.chipAuthentication.clear();
    reader.each("chipAuthentication", [&card](const json::value& value, const std::string& where) {
        card.chipAuthentication.push_back(readStaticKey(value, where, {}));
    });
    if (reader.find("chipAuthenticationMapping")) card.mappingKeys.clear();
    reader.each("chipAuthenticationMapping", [&card](const json::value& value, const std::string& where) {
        ChipAuthenticationOptions options;
        options.parameters.encoding = KeyParameters::Encoding::Standardized;
        card.mappingKeys.push_back(readStaticKey(value, where, options));
    });
    for (const PaceOption& option : card.pace) checkMappingKey(option, card);
}

}  // namespace virtual_card
