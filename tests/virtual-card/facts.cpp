#include "virtual-card/facts.hpp"

#include "virtual-card/data_groups.hpp"
#include "virtual-card/mrz.hpp"
#include "virtual-card/personalize.hpp"

#include <boost/json.hpp>

namespace virtual_card {
namespace {

namespace json = boost::json;

/// ddMMyyyy, or what is known of it.
std::string digitsOnlyDate(const std::string& iso) {
    if (iso.size() != 10) return iso;
    return iso.substr(8, 2) + iso.substr(5, 2) + iso.substr(0, 4);
}

std::string printedSex(const Holder& holder) {
    return holder.sex == "male" ? "Nam" : holder.sex == "female" ? "Nữ" : "Khác";
}

/// Citizen fields by the names of the citizen record; what the card does not say is absent.
json::object citizenFields(const Holder& holder) {
    json::object fields;
    const auto add = [&fields](const char* name, const std::string& value) {
        if (!value.empty()) fields[name] = value;
    };
    add("idNumber", holder.idNumber);
    add("oldIdNumber", holder.oldIdNumber);
    add("fullName", holder.fullName);
    add("dateOfBirth", holder.dateOfBirth);
    add("sex", holder.sex);
    add("nationality", holder.nationality);
    add("ethnicity", holder.ethnicity);
    add("religion", holder.religion);
    add("placeOfOrigin", holder.placeOfOrigin);
    add("placeOfResidence", holder.placeOfResidence);
    add("personalIdentification", holder.personalIdentification);
    add("issueDate", holder.issueDate);
    add("fatherName", holder.fatherName);
    add("motherName", holder.motherName);
    add("spouseName", holder.spouseName);
    fields["expiryDate"] = holder.expiryDate ? json::value(*holder.expiryDate) : json::value(nullptr);
    return fields;
}

std::string hexIdentifier(std::uint16_t identifier) {
    return toHex(Bytes{static_cast<Byte>(identifier >> 8), static_cast<Byte>(identifier)});
}

}  // namespace

std::string qrText(const CardDescription& card) {
    const Holder& holder = card.holder;
    const std::string seven = holder.idNumber + "|" + holder.oldIdNumber + "|" + holder.fullName + "|" +
                              digitsOnlyDate(holder.dateOfBirth) + "|" + printedSex(holder) + "|" +
                              holder.placeOfResidence + "|" + digitsOnlyDate(holder.issueDate);
    return card.layout == Layout::CanCuoc2024 ? seven + "||||" : seven;
}

std::string publicFacts(const CardDescription& card) {
    const std::string mrz = printedMrz(card);
    const std::string access = mrzInformation(mrz);
    json::object facts{{"description", card.description}, {"mrz", mrz}};
    facts["key"] = {{"mrz",
                     {{"documentNumber", access.substr(0, 9)},
                      {"dateOfBirth", access.substr(10, 6)},
                      {"dateOfExpiry", access.substr(17, 6)}}}};
    if (!card.can.empty()) facts["key"].get_object()["can"] = card.can;
    if (card.filesDirectory.empty()) {
        facts["layout"] = card.layout == Layout::Cccd2021 ? "cccd2021" : "canCuoc2024";
        facts["qr"] = qrText(card);
        facts["citizen"] = citizenFields(card.holder);
        const Bytes photo = readFile(card.photoFile);
        facts["photo"] = {
            {"mediaType", "image/jpeg"}, {"size", photo.size()}, {"sha256", toHex(digest("SHA256", photo))}};
    }
    return json::serialize(facts);
}

std::string filesAsJson(const CardDescription& card) {
    json::object files;
    const auto image = personalize(card);
    const auto add = [&files](const std::string& name, const ChipFile& file) {
        if (file.selectStatus == status::ok) files[name] = toBase64(file.content);
    };
    // EF.CardSecurity has the identifier of EF.SOD.
    for (const auto& [identifier, file] : image->masterFiles)
        add((identifier == fid::cardSecurity ? "MF:" : "") + hexIdentifier(identifier), file);
    for (const auto& [identifier, file] : image->applicationFiles) add(hexIdentifier(identifier), file);
    return json::serialize(files);
}

}  // namespace virtual_card
