#include "host/document_files.hpp"

#include "emrtd/file_reader.hpp"
#include "host/params.hpp"
#include "host/wire_verdicts.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace cccd_bridge::host {

namespace {

constexpr int dataGroupCount = 16;
constexpr std::size_t maximumFiles = 64;
constexpr std::size_t maximumIdentifier = 16;

struct NamedFile {
    std::string_view identifier;
    std::string_view name;
};
constexpr std::array<NamedFile, 4> namedFiles{
    {{"011C", "CardAccess"}, {"MF:011D", "CardSecurity"}, {"011E", "COM"}, {"011D", "SOD"}}};

char upper(char letter) { return letter >= 'a' && letter <= 'f' ? static_cast<char>(letter - 'a' + 'A') : letter; }

bool isIdentifier(std::string_view text) {
    constexpr std::string_view others = ":._-";
    const auto fits = [&](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || others.contains(c);
    };
    return !text.empty() && text.size() <= maximumIdentifier && std::ranges::all_of(text, fits);
}

std::string dataGroupIdentifier(int number) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    const auto value = static_cast<std::size_t>(number);
    return std::string("01") + digits[value / 16] + digits[value % 16];
}

}  // namespace

std::optional<std::string> fileNameOf(std::string_view identifier) {
    std::string wanted(identifier);
    std::ranges::transform(wanted, wanted.begin(), upper);
    for (const NamedFile& file : namedFiles)
        if (file.identifier == wanted || file.name == identifier) return std::string(file.name);
    for (int number = 1; number <= dataGroupCount; ++number)
        if (dataGroupIdentifier(number) == wanted || dataGroupName(number) == identifier) return dataGroupName(number);
    return std::nullopt;
}

std::optional<int> dataGroupOf(std::string_view fileName) {
    for (int number = 1; number <= dataGroupCount; ++number)
        if (dataGroupName(number) == fileName) return number;
    return std::nullopt;
}

std::size_t largestSize(std::string_view fileName) {
    const auto number = dataGroupOf(fileName);
    return number ? emrtd::dataGroupFile(*number).maxSize : emrtd::maxTextFileSize;
}

Result<GivenFiles> documentFilesFromJson(const json::object& files) {
    if (files.size() > maximumFiles) return fail(ErrorCode::ProtocolInvalidParams, "too many files");
    GivenFiles result;
    for (const auto& [identifier, content] : files) {
        const std::string_view given(identifier.data(), identifier.size());
        const json::string* text = content.if_string();
        if (!isIdentifier(given) || text == nullptr) return fail(ErrorCode::ProtocolInvalidParams, "files");
        TRY(const Bytes bytes, decodeBase64({text->data(), text->size()}));
        const auto name = fileNameOf(given);
        if (!name)
            result.unknown.emplace_back(given);
        else if (!result.files.emplace(*name, SecretBytes(bytes.begin(), bytes.end())).second)
            return fail(ErrorCode::ProtocolInvalidParams, "a file twice");
    }
    return result;
}

}  // namespace cccd_bridge::host
