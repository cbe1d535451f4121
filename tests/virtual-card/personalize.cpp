#include "virtual-card/personalize.hpp"

#include "virtual-card/data_groups.hpp"
#include "virtual-card/der.hpp"
#include "virtual-card/errors.hpp"
#include "virtual-card/mrz.hpp"
#include "virtual-card/security_object.hpp"

#include <algorithm>
#include <array>
#include <filesystem>

namespace virtual_card {
namespace {

constexpr int fingers = 3;  // DG3: only for government terminals
constexpr Byte passwordMrz = 0x01;
constexpr Byte passwordCan = 0x02;

using DataGroups = std::map<int, Bytes>;

DataGroups buildDataGroups(const CardDescription& card) {
    DataGroups groups{{1, buildDg1(card.document, card.holder)},
                      {2, buildDg2(readFile(card.photoFile), card.holder, card.faceFormat)},
                      {fingers, buildDg3()},
                      {13, buildDg13(card.holder, card.dg13)},
                      {14, buildDg14(card)}};
    if (card.personalDetails) groups[11] = buildDg11(*card.personalDetails);
    if (card.documentDetails) groups[12] = buildDg12(*card.documentDetails);
    if (card.activeAuthentication) groups[15] = buildDg15(*card.activeAuthentication);
    for (int absent : card.absentDataGroups) groups.erase(absent);
    return groups;
}

/// Files under the names of the public reference data set. Groups that COM lists and nobody gave are locked.
std::map<std::uint16_t, ChipFile> readGivenFiles(const std::string& directory) {
    std::map<std::uint16_t, ChipFile> files;
    const auto add = [&](std::uint16_t identifier, const std::string& name) {
        const std::string path = directory + "/" + name;
        if (std::filesystem::exists(path)) files[identifier] = {readFile(path)};
    };
    add(fid::com, "EF_COM.bin");
    add(fid::sod, "EF_SOD.bin");
    for (int number = 1; number <= 16; ++number) {
        add(fid::dataGroup(number), "Datagroup" + std::to_string(number) + ".bin");
    }
    if (!files.contains(fid::dataGroup(1))) throw CardFileError("no Datagroup1.bin in " + directory);
    const auto com = der::read(files[fid::com].content);
    const auto tags = com ? der::find(com->value, 0x5C) : std::nullopt;
    for (int number = 1; tags && number <= 16; ++number) {
        const bool listed = std::ranges::find(*tags, dataGroupTag(number)) != tags->end();
        if (listed) files.try_emplace(fid::dataGroup(number), ChipFile{{}, status::securityNotSatisfied});
    }
    return files;
}

std::map<std::uint16_t, ChipFile> issueFiles(const CardDescription& card) {
    const DataGroups groups = buildDataGroups(card);
    std::map<std::uint16_t, ChipFile> files;
    std::vector<int> numbers;
    for (const auto& [number, content] : groups) {
        numbers.push_back(number);
        files[fid::dataGroup(number)] = {content, number == fingers ? status::securityNotSatisfied : status::ok};
    }
    files[fid::com] = {buildCom(numbers, card.securityObject.ldsVersion18)};
    DataGroups hashed = groups;
    for (int omitted : card.securityObject.omittedDataGroups) hashed.erase(omitted);
    files[fid::sod] = {buildSecurityObject(hashed, card.securityObject)};
    return files;
}

std::string Holder::* holderField(const std::string& name) {
    static const std::map<std::string, std::string Holder::*> fields{{"idNumber", &Holder::idNumber},
                                                                     {"oldIdNumber", &Holder::oldIdNumber},
                                                                     {"fullName", &Holder::fullName},
                                                                     {"dateOfBirth", &Holder::dateOfBirth},
                                                                     {"sex", &Holder::sex},
                                                                     {"nationality", &Holder::nationality},
                                                                     {"placeOfOrigin", &Holder::placeOfOrigin},
                                                                     {"placeOfResidence", &Holder::placeOfResidence},
                                                                     {"issueDate", &Holder::issueDate},
                                                                     {"fatherName", &Holder::fatherName},
                                                                     {"motherName", &Holder::motherName}};
    const auto found = fields.find(name);
    if (found == fields.end()) throw CardFileError("no such field to tamper with: " + name);
    return found->second;
}

void tamperBytes(Bytes& content, const Tampering& tampering) {
    const long size = static_cast<long>(content.size());
    const long at = tampering.offset < 0 ? size + tampering.offset : tampering.offset;
    if (at < 0 || at >= size) throw CardFileError("tampering outside of " + tampering.file);
    content[static_cast<std::size_t>(at)] ^= tampering.exclusiveOr;
}

void tamper(ChipImage& image, const CardDescription& card, const Tampering& tampering) {
    const std::uint16_t identifier = *fileIdentifier(tampering.file);
    auto& files = tampering.file.starts_with("Card") ? image.masterFiles : image.applicationFiles;
    if (!files.contains(identifier)) throw CardFileError("there is no " + tampering.file + " to tamper with");
    Bytes& content = files[identifier].content;
    if (tampering.field.empty()) return tamperBytes(content, tampering);
    Holder other = card.holder;
    other.*holderField(tampering.field) = tampering.value;
    content = tampering.file == "DG1" ? buildDg1(card.document, other) : buildDg13(other, card.dg13);
}

/// The private key that the chip maps with, on the curve that the file names.
Bytes mappingScalar(const ChipAuthenticationOptions& options) {
    const PrivateKey key = readPrivateKey(options.agreesWithFile.empty() ? options.keyFile : options.agreesWithFile);
    const auto sameGroup = [&](EVP_PKEY* candidate) {
        return groupOf(candidate)->generator() == standardGroup(options.parameters.parameterId)->generator();
    };
    if (!sameGroup(key.get()) || !sameGroup(readPrivateKey(options.keyFile).get())) {
        throw CardFileError("a key of the chip authentication mapping is not of the group with its parameterId");
    }
    return privateScalar(key.get());
}

/// 9303-11 §9.7.3: SHA-1 of the MRZ information, or the CAN itself.
void setKeys(ChipImage& image, const CardDescription& card, const std::string& mrz) {
    const Bytes mrzHash = digest("SHA1", fromText(mrzInformation(mrz)));
    if (card.paceWithMrz) image.pacePasswords[passwordMrz] = mrzHash;
    if (card.paceWithCan) image.pacePasswords[passwordCan] = fromText(card.can);
    if (card.bac) image.bacSeed = Bytes(mrzHash.begin(), mrzHash.begin() + 16);
}

}  // namespace

std::string printedMrz(const CardDescription& card) {
    if (card.filesDirectory.empty()) return buildMrz(card.document, card.holder);
    const Bytes dg1 = readFile(card.filesDirectory + "/Datagroup1.bin");
    const auto outer = der::read(dg1);
    const auto zone = outer ? der::find(outer->value, 0x5F1F) : std::nullopt;
    if (!zone) throw CardFileError("there is no MRZ in Datagroup1.bin");
    return std::string(zone->begin(), zone->end());
}

std::shared_ptr<const ChipImage> personalize(const CardDescription& card) {
    auto image = std::make_shared<ChipImage>();
    image->pace = card.pace;
    image->limits = card.limits;
    image->applicationFiles = card.filesDirectory.empty() ? issueFiles(card) : readGivenFiles(card.filesDirectory);
    if (!card.pace.empty()) {
        const Bytes content = card.cardAccessContent.value_or(buildCardAccess(card));
        image->masterFiles[fid::cardAccess] = {content, card.cardAccessStatus};
    }
    if (!card.mappingKeys.empty()) {
        image->masterFiles[fid::cardSecurity] = {buildCardSecurity(buildCardSecurityInfos(card), card.cardSecurity),
                                                 status::ok, true};
    }
    for (const auto& key : card.mappingKeys) image->mappingKeys[key.parameters.parameterId] = mappingScalar(key);
    if (card.activeAuthentication) image->activeAuthentication.emplace(*card.activeAuthentication);
    for (const auto& key : card.chipAuthentication) image->chipAuthentication.emplace_back(key);
    setKeys(*image, card, printedMrz(card));
    for (const Tampering& tampering : card.tamperAfterSigning) tamper(*image, card, tampering);
    return image;
}

}  // namespace virtual_card
