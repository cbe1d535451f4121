// Card files: inheritance between them, then strict reading of the merged object.
#include "virtual-card/card_description.hpp"
#include "virtual-card/card_file_sections.hpp"

#include <algorithm>
#include <filesystem>
#include <utility>

namespace virtual_card {
namespace {

namespace json = boost::json;
namespace fs = std::filesystem;

constexpr int maximumDepthOfExtends = 8;
/// A contactless reader's ATR (PC/SC part 3 §3.1.3.2.3.1), T=0 and T=1 announced; and one with the same history for
/// T=0.
constexpr std::string_view defaultAnswerToReset = "3B8880010073C8400000900062";
constexpr std::string_view characterAnswerToReset = "3B080073C84000009000";

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

/// A name, or a list of them.
void resolveName(json::object& object, std::string_view key, const fs::path& directory) {
    auto* value = object.if_contains(key);
    if (!value) return;
    const auto resolveText = [&](json::value& text) {
        if (text.is_string()) text = resolve(std::string(text.get_string()), directory);
    };
    resolveText(*value);
    if (value->is_array()) std::ranges::for_each(value->get_array(), resolveText);
}

void resolveNamesIn(json::object& card, std::string_view section, std::initializer_list<std::string_view> keys,
                    const fs::path& directory) {
    auto* value = card.if_contains(section);
    if (!value) return;
    const auto resolveAll = [&](json::value& part) {
        if (!part.is_object()) return;
        for (std::string_view key : keys) resolveName(part.get_object(), key, directory);
    };
    resolveAll(*value);
    if (value->is_array()) std::ranges::for_each(value->get_array(), resolveAll);
}

/// Names become absolute before merging, since each is relative to the file it stands in.
void resolveNames(json::value& value, const fs::path& directory) {
    auto& card = value.get_object();
    resolveName(card, "photo", directory);
    resolveName(card, "files", directory);
    resolveNamesIn(card, "securityObject", {"key", "certificate", "moreCertificates"}, directory);
    resolveNamesIn(card, "cardSecurity", {"key", "certificate", "moreCertificates"}, directory);
    resolveNamesIn(card, "activeAuthentication", {"key", "signsWith"}, directory);
    resolveNamesIn(card, "chipAuthentication", {"key", "agreesWith"}, directory);
    resolveNamesIn(card, "chipAuthenticationMapping", {"key", "agreesWith"}, directory);
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
    card.activeAuthentication.emplace().keyFile = (sourceDirectory / "pki/active-authentication.key.pem").string();
    card.chipAuthentication.emplace_back().keyFile = (sourceDirectory / "pki/chip-authentication.key.pem").string();
    ObjectReader reader(value, "card");
    std::string answerToReset;
    reader.read("description", card.description);
    reader.read("layout", card.layout, {{"cccd2021", Layout::Cccd2021}, {"canCuoc2024", Layout::CanCuoc2024}});
    reader.read("photo", card.photoFile);
    reader.read("files", card.filesDirectory);
    reader.read("answerToReset", answerToReset);
    if (!card.filesDirectory.empty()) {
        card.activeAuthentication.reset();
        card.chipAuthentication.clear();
    }
    readContentSections(reader, card);
    readChipSections(reader, card);
    readBehaviourSections(reader, card);
    reader.finish();
    if (answerToReset.empty()) {
        const bool byCharacter = card.limits.transmission == Transmission::Character;
        answerToReset = byCharacter ? characterAnswerToReset : defaultAnswerToReset;
    }
    card.answerToReset = parseHex(answerToReset);
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
