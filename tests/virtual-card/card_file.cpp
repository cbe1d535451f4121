// Card files: inheritance between them, then strict reading of the merged object.
#include "virtual-card/card_description.hpp"
#include "virtual-card/object_reader.hpp"

#include <array>
#include <charconv>
#include <filesystem>
#include <utility>

namespace virtual_card {
namespace {

namespace json = boost::json;
namespace fs = std::filesystem;

constexpr int maximumDepthOfExtends = 8;
/// A contactless reader's ATR (PC/SC part 3 §3.1.3.2.3.1), T=0 and T=1 announced.
constexpr std::string_view defaultAnswerToReset = "3B8880010073C8400000900062";

const fs::path sourceDirectory = VIRTUAL_CARD_DIRECTORY;

/// Objects are merged, everything else replaces. Unlike RFC 7396, null is a value: an expiry date may be null.
void merge(json::value& base, const json::value& changes) {
    if (!base.is_object() || !changes.is_object()) {
        base = changes;
        return;
    }
    for (const auto& change : changes.get_object()) {
        auto& object = base.get_object();
        if (auto* existing = object.if_contains(change.key())) {
            merge(*existing, change.value());
        } else {
            object.emplace(change.key(), change.value());
        }
    }
}

/// A name is looked for beside the card file, then among the project's own card files, keys and documents.
std::string resolve(const std::string& name, const fs::path& directory) {
    for (const fs::path& base : {directory, sourceDirectory / "cards", sourceDirectory}) {
        std::error_code ignored;
        if (fs::exists(base / name, ignored)) return fs::weakly_canonical(base / name).string();
    }
    throw CardFileError("no such file: " + name);
}

void resolveName(json::object& object, std::string_view key, const fs::path& directory) {
    auto* value = object.if_contains(key);
    if (value && value->is_string()) *value = resolve(std::string(value->get_string()), directory);
}

/// Names become absolute before merging, since each is relative to the file it stands in.
void resolveNames(json::value& card, const fs::path& directory) {
    auto& object = card.get_object();
    resolveName(object, "photo", directory);
    resolveName(object, "files", directory);
    resolveName(object, "chipKeys", directory);
    auto* security = object.if_contains("securityObject");
    if (security && security->is_object()) {
        resolveName(security->get_object(), "key", directory);
        resolveName(security->get_object(), "certificate", directory);
    }
}

json::value loadMerged(const std::string& text, const fs::path& directory, int depth) {
    if (depth > maximumDepthOfExtends) throw CardFileError("card files extend each other too deeply");
    json::error_code error;
    json::value card = json::parse(text, error);
    if (error || !card.is_object()) throw CardFileError("the card file is not a JSON object");
    resolveNames(card, directory);
    const auto* parent = card.get_object().if_contains("extends");
    if (!parent) return card;
    if (!parent->is_string()) throw CardFileError("card.extends must be a text");
    const std::string parentFile = resolve(std::string(parent->get_string()), directory);
    card.get_object().erase("extends");
    const Bytes content = readFile(parentFile);
    json::value merged =
        loadMerged(std::string(content.begin(), content.end()), fs::path(parentFile).parent_path(), depth + 1);
    merge(merged, card);
    return merged;
}

std::uint16_t parseStatusWord(const std::string& text) {
    std::uint16_t value = 0;
    const char* end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, value, 16);
    if (error != std::errc{} || rest != end || text.size() != 4) {
        throw CardFileError("a status word has four hexadecimal digits: " + text);
    }
    return value;
}

void readStatusWord(ObjectReader& reader, std::string_view key, std::uint16_t& target) {
    std::string text;
    reader.read(key, text);
    if (!text.empty()) target = parseStatusWord(text);
}

Bytes parseBytes(const std::string& text) {
    try {
        return fromHex(text);
    } catch (const std::invalid_argument&) {
        throw CardFileError("not hexadecimal: " + text);
    }
}

void checkDate(const std::string& date) {
    static constexpr std::string_view shape = "dddd-dd-dd";
    const bool knownLength = date.empty() || date.size() == 4 || date.size() == shape.size();
    bool valid = knownLength;
    for (std::size_t i = 0; valid && i < date.size(); ++i) {
        valid = shape[i] == 'd' ? date[i] >= '0' && date[i] <= '9' : date[i] == shape[i];
    }
    if (!valid) throw CardFileError("a date is YYYY-MM-DD or YYYY: " + date);
}

void readHolder(const json::value& value, Holder& holder) {
    ObjectReader reader(value, "card.holder");
    static constexpr std::array<std::pair<std::string_view, std::string Holder::*>, 15> texts{
        {{"idNumber", &Holder::idNumber},
         {"oldIdNumber", &Holder::oldIdNumber},
         {"fullName", &Holder::fullName},
         {"dateOfBirth", &Holder::dateOfBirth},
         {"nationality", &Holder::nationality},
         {"ethnicity", &Holder::ethnicity},
         {"religion", &Holder::religion},
         {"placeOfOrigin", &Holder::placeOfOrigin},
         {"placeOfResidence", &Holder::placeOfResidence},
         {"personalIdentification", &Holder::personalIdentification},
         {"issueDate", &Holder::issueDate},
         {"fatherName", &Holder::fatherName},
         {"motherName", &Holder::motherName},
         {"spouseName", &Holder::spouseName},
         {"chipIdentifier", &Holder::chipIdentifier}}};
    for (const auto& [key, member] : texts) reader.read(key, holder.*member);
    reader.read("sex", holder.sex, {{"male", "male"}, {"female", "female"}, {"other", "other"}});
    if (const auto* expiry = reader.find("expiryDate")) {
        holder.expiryDate.reset();
        if (!expiry->is_null()) reader.read("expiryDate", holder.expiryDate.emplace());
    }
    reader.finish();
    for (const std::string* date : {&holder.dateOfBirth, &holder.issueDate}) checkDate(*date);
    if (holder.expiryDate) checkDate(*holder.expiryDate);
}

void readDocument(const json::value& value, Document& document) {
    ObjectReader reader(value, "card.document");
    reader.read("type", document.type, {{"TD1", DocumentType::Td1}, {"TD3", DocumentType::Td3}});
    reader.read("issuer", document.issuer);
    reader.read("nationality", document.nationality);
    reader.read("number", document.number);
    reader.finish();
    if (document.number.size() > 9) throw CardFileError("card.document.number has at most 9 characters");
}

PaceOption readPaceOption(const json::value& value, const std::string& where) {
    ObjectReader reader(value, where);
    PaceOption option;
    int mapping = 0;
    reader.read("mapping", mapping, {{"ecdh-gm", 0}});
    reader.read("cipher", option.cipher,
                {{"3des", Cipher::TripleDes},
                 {"aes128", Cipher::Aes128},
                 {"aes192", Cipher::Aes192},
                 {"aes256", Cipher::Aes256}});
    reader.read("parameterId", option.parameterId);
    reader.finish();
    if (option.parameterId < 8 || option.parameterId > 18) reader.complain("parameterId", "8 to 18");
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
    readStatusWord(reader, "cardAccessStatusWord", card.cardAccessStatus);
    std::string content;
    reader.read("cardAccessContent", content);
    if (!content.empty()) card.cardAccessContent = parseBytes(content);
    reader.finish();
}

void readDg13(const json::value& value, Dg13Options& options) {
    using Variant = Dg13Options::Variant;
    ObjectReader reader(value, "card.dg13");
    reader.read("variant", options.variant,
                {{"standard", Variant::Standard},
                 {"nestedParents", Variant::NestedParents},
                 {"noWrapper", Variant::NoWrapper},
                 {"opaque", Variant::Opaque}});
    reader.read("longLengths", options.longLengths);
    reader.read("reversed", options.reversed);
    reader.read("unknownLabels", options.unknownLabels);
    reader.finish();
}

void readSecurityObject(const json::value& value, SecurityObjectOptions& options) {
    using Algorithm = SecurityObjectOptions::Algorithm;
    using Identifier = SecurityObjectOptions::SignerIdentifier;
    static const std::vector<std::pair<std::string_view, std::string>> hashes{
        {"sha1", "SHA1"}, {"sha224", "SHA224"}, {"sha256", "SHA256"}, {"sha384", "SHA384"}, {"sha512", "SHA512"}};
    ObjectReader reader(value, "card.securityObject");
    reader.read("algorithm", options.algorithm,
                {{"ecdsa", Algorithm::Ecdsa}, {"rsa-pkcs1", Algorithm::RsaPkcs1}, {"rsa-pss", Algorithm::RsaPss}});
    reader.read("hash", options.hash, hashes);
    reader.read("signatureHash", options.signatureHash, hashes);
    reader.read("key", options.keyFile);
    reader.read("certificate", options.certificateFile);
    reader.read(
        "signerIdentifier", options.signerIdentifier,
        {{"issuerAndSerial", Identifier::IssuerAndSerial}, {"subjectKeyIdentifier", Identifier::SubjectKeyIdentifier}});
    reader.read("embedSigner", options.embedSigner);
    reader.read("ldsVersion", options.ldsVersion18, {{"1.7", false}, {"1.8", true}});
    reader.read("signingTime", options.signingTime);
    reader.finish();
}

Tampering readTampering(const json::value& value, const std::string& where) {
    ObjectReader reader(value, where);
    Tampering tampering;
    unsigned mask = tampering.exclusiveOr;
    reader.read("file", tampering.file);
    reader.read("field", tampering.field);
    reader.read("value", tampering.value);
    reader.read("offset", tampering.offset);
    reader.read("exclusiveOr", mask);
    reader.finish();
    if (!fileIdentifier(tampering.file)) reader.complain("file", "CardAccess, COM, SOD or DG1 to DG16");
    if (!tampering.field.empty() && tampering.file != "DG1" && tampering.file != "DG13") {
        reader.complain("field", "used with DG1 or DG13 only");
    }
    tampering.exclusiveOr = static_cast<Byte>(mask);
    return tampering;
}

void readLimits(const json::value& value, ApduLimits& limits) {
    ObjectReader reader(value, "card.apdu");
    reader.read("extendedLength", limits.extendedLength);
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
                 {"wrongMac", Kind::WrongMac}});
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

void readDataGroups(const json::value& value, CardDescription& card) {
    ObjectReader reader(value, "card.dataGroups");
    reader.each("absent", [&card](const json::value& number, const std::string& where) {
        if (!number.is_int64() || number.get_int64() < 1 || number.get_int64() > 16) {
            throw CardFileError(where + " holds numbers from 1 to 16");
        }
        card.absentDataGroups.push_back(static_cast<int>(number.get_int64()));
    });
    reader.finish();
}

void readParts(ObjectReader& reader, CardDescription& card) {
    const auto part = [&reader](std::string_view key, auto read, auto& target) {
        if (const auto* value = reader.find(key)) read(*value, target);
    };
    part("document", readDocument, card.document);
    part("holder", readHolder, card.holder);
    part("access", readAccess, card);
    part("dataGroups", readDataGroups, card);
    part("dg13", readDg13, card.dg13);
    part("securityObject", readSecurityObject, card.securityObject);
    part("apdu", readLimits, card.limits);
    part("link", readLink, card.link);
    reader.each("tamperAfterSigning", [&card](const json::value& value, const std::string& where) {
        card.tamperAfterSigning.push_back(readTampering(value, where));
    });
    reader.each("faults", [&card](const json::value& value, const std::string& where) {
        card.faults.push_back(readFault(value, where));
    });
}

void checkWhole(CardDescription& card) {
    if (card.filesDirectory.empty()) {
        const std::string& number = card.holder.idNumber;
        if (number.size() != 12 || number.find_first_not_of("0123456789") != std::string::npos) {
            throw CardFileError("card.holder.idNumber has 12 digits");
        }
        if (card.holder.dateOfBirth.empty() || card.holder.fullName.empty()) {
            throw CardFileError("card.holder needs a name and a date of birth");
        }
        if (card.can.empty()) card.can = number.substr(6);
    }
    if (card.can.empty()) card.paceWithCan = false;
}

CardDescription describe(const json::value& value) {
    CardDescription card;
    card.photoFile = (sourceDirectory / "photo/portrait.jpg").string();
    card.securityObject.keyFile = (sourceDirectory / "pki/ds-vn.key.pem").string();
    card.securityObject.certificateFile = (sourceDirectory / "pki/ds-vn.cert.pem").string();
    card.keyDirectory = (sourceDirectory / "pki").string();
    ObjectReader reader(value, "card");
    std::string answerToReset(defaultAnswerToReset);
    reader.read("description", card.description);
    reader.read("layout", card.layout, {{"cccd2021", Layout::Cccd2021}, {"canCuoc2024", Layout::CanCuoc2024}});
    reader.read("photo", card.photoFile);
    reader.read("files", card.filesDirectory);
    reader.read("chipKeys", card.keyDirectory);
    reader.read("answerToReset", answerToReset);
    card.answerToReset = parseBytes(answerToReset);
    readParts(reader, card);
    reader.finish();
    checkWhole(card);
    return card;
}

}  // namespace

CardDescription parseCardFile(const std::string& text, const std::string& directory) {
    return describe(loadMerged(text, directory, 0));
}

CardDescription loadCardFile(const std::string& path) {
    std::error_code ignored;
    const fs::path real = fs::weakly_canonical(path, ignored);
    const Bytes content = readFile(real.string());
    return parseCardFile(std::string(content.begin(), content.end()), real.parent_path().string());
}

}  // namespace virtual_card
