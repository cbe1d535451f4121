// Sections of a card file about what the card holds: its holder, its data groups, its security object.
#include "virtual-card/card_file_sections.hpp"

#include <array>
#include <utility>

namespace virtual_card {
namespace {

namespace json = boost::json;

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
    reader.read("type", document.type,
                {{"TD1", DocumentType::Td1}, {"TD2", DocumentType::Td2}, {"TD3", DocumentType::Td3}});
    reader.read("issuer", document.issuer);
    reader.read("nationality", document.nationality);
    reader.read("number", document.number);
    reader.read("lifetimeExpiry", document.lifetimeExpiry,
                {{"991231", LifetimeExpiry::EndOfCentury}, {"birthday", LifetimeExpiry::Birthday}});
    reader.finish();
    if (document.number.size() > 9) throw CardFileError("card.document.number has at most 9 characters");
}

void readNames(ObjectReader& reader, std::string_view key, std::vector<std::string>& target) {
    reader.each(key, [&target](const json::value& name, const std::string& where) {
        if (!name.is_string()) throw CardFileError(where + " holds texts");
        target.emplace_back(name.get_string());
    });
}

/// Fields of DG11 and DG12 in which dates have digits only.
void checkDigits(const std::string& text, std::size_t size) {
    const bool digits = text.find_first_not_of("0123456789") == std::string::npos;
    if (!digits || (!text.empty() && text.size() != size)) throw CardFileError("not digits of a date: " + text);
}

const std::vector<std::pair<std::string_view, DateEncoding>> dateEncodings{{"text", DateEncoding::Text},
                                                                           {"bcd", DateEncoding::BinaryDecimal}};

void readPersonalDetails(const json::value& value, std::optional<PersonalDetails>& target) {
    static constexpr std::array<std::pair<std::string_view, std::string PersonalDetails::*>, 11> texts{
        {{"fullName", &PersonalDetails::fullName},
         {"personalNumber", &PersonalDetails::personalNumber},
         {"dateOfBirth", &PersonalDetails::dateOfBirth},
         {"placeOfBirth", &PersonalDetails::placeOfBirth},
         {"permanentAddress", &PersonalDetails::permanentAddress},
         {"telephone", &PersonalDetails::telephone},
         {"profession", &PersonalDetails::profession},
         {"title", &PersonalDetails::title},
         {"personalSummary", &PersonalDetails::personalSummary},
         {"otherDocuments", &PersonalDetails::otherDocuments},
         {"custody", &PersonalDetails::custody}}};
    ObjectReader reader(value, "card.dg11");
    PersonalDetails& details = target.emplace();
    for (const auto& [key, member] : texts) reader.read(key, details.*member);
    readNames(reader, "otherNames", details.otherNames);
    reader.read("dates", details.dates, dateEncodings);
    reader.finish();
    checkDigits(details.dateOfBirth, 8);
}

void readDocumentDetails(const json::value& value, std::optional<DocumentDetails>& target) {
    ObjectReader reader(value, "card.dg12");
    DocumentDetails& details = target.emplace();
    reader.read("issuingAuthority", details.issuingAuthority);
    reader.read("issueDate", details.issueDate);
    readNames(reader, "otherPersons", details.otherPersons);
    reader.read("endorsements", details.endorsements);
    reader.read("taxRequirements", details.taxRequirements);
    reader.read("personalizationTime", details.personalizationTime);
    reader.read("personalizationSystem", details.personalizationSystem);
    reader.read("dates", details.dates, dateEncodings);
    reader.finish();
    checkDigits(details.issueDate, 8);
    checkDigits(details.personalizationTime, 14);
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

int readGroupNumber(const json::value& number, const std::string& where) {
    if (!number.is_int64() || number.get_int64() < 1 || number.get_int64() > 16) {
        throw CardFileError(where + " holds numbers from 1 to 16");
    }
    return static_cast<int>(number.get_int64());
}

void readSecurityObject(const json::value& value, SecurityObjectOptions& options) {
    using Algorithm = SecurityObjectOptions::Algorithm;
    using Identifier = SecurityObjectOptions::SignerIdentifier;
    using IssuerName = SecurityObjectOptions::IssuerName;
    ObjectReader reader(value, "card.securityObject");
    reader.read("algorithm", options.algorithm,
                {{"ecdsa", Algorithm::Ecdsa}, {"rsa-pkcs1", Algorithm::RsaPkcs1}, {"rsa-pss", Algorithm::RsaPss}});
    reader.read("hash", options.hash, hashNamesOfCardFiles());
    reader.read("signatureHash", options.signatureHash, hashNamesOfCardFiles());
    reader.read("key", options.keyFile);
    reader.read("certificate", options.certificateFile);
    reader.read(
        "signerIdentifier", options.signerIdentifier,
        {{"issuerAndSerial", Identifier::IssuerAndSerial}, {"subjectKeyIdentifier", Identifier::SubjectKeyIdentifier}});
    reader.read("issuerName", options.issuerName,
                {{"asCertificate", IssuerName::AsCertificate},
                 {"reversed", IssuerName::Reversed},
                 {"otherStringTypes", IssuerName::OtherStringTypes}});
    reader.read("embedSigner", options.embedSigner);
    readNames(reader, "moreCertificates", options.moreCertificateFiles);
    reader.read("algorithmNamesHash", options.algorithmNamesHash);
    reader.read("encoding", options.indefiniteLengths, {{"der", false}, {"indefinite", true}});
    reader.read("ldsVersion", options.ldsVersion18, {{"1.7", false}, {"1.8", true}});
    reader.read("signingTime", options.signingTime);
    reader.each("omit", [&options](const json::value& number, const std::string& where) {
        options.omittedDataGroups.push_back(readGroupNumber(number, where));
    });
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
    if (!fileIdentifier(tampering.file)) reader.complain("file", "CardAccess, CardSecurity, COM, SOD or DG1 to DG16");
    if (!tampering.field.empty() && tampering.file != "DG1" && tampering.file != "DG13") {
        reader.complain("field", "used with DG1 or DG13 only");
    }
    tampering.exclusiveOr = static_cast<Byte>(mask);
    return tampering;
}

void readDataGroups(const json::value& value, CardDescription& card) {
    ObjectReader reader(value, "card.dataGroups");
    reader.each("absent", [&card](const json::value& number, const std::string& where) {
        card.absentDataGroups.push_back(readGroupNumber(number, where));
    });
    reader.finish();
}

}  // namespace

void readContentSections(ObjectReader& reader, CardDescription& card) {
    readPart(reader, "document", readDocument, card.document);
    readPart(reader, "holder", readHolder, card.holder);
    readPart(reader, "dataGroups", readDataGroups, card);
    readPart(reader, "dg11", readPersonalDetails, card.personalDetails);
    readPart(reader, "dg12", readDocumentDetails, card.documentDetails);
    readPart(reader, "dg13", readDg13, card.dg13);
    reader.read("faceFormat", card.faceFormat,
                {{"iso19794-5", FaceFormat::Iso19794}, {"iso39794-5", FaceFormat::Iso39794}});
    readPart(reader, "securityObject", readSecurityObject, card.securityObject);
    card.cardSecurity = card.securityObject;
    readPart(reader, "cardSecurity", readSecurityObject, card.cardSecurity);
    reader.each("tamperAfterSigning", [&card](const json::value& value, const std::string& where) {
        card.tamperAfterSigning.push_back(readTampering(value, where));
    });
}

}  // namespace virtual_card
