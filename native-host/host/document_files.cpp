#include "host/document_files.hpp"

#include "host/params.hpp"
#include "host/wire_verdicts.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace cccd_bridge::host {

namespace {

constexpr int dataGroupCount = 16;

struct NamedFile {
    std::string_view identifier;
    std::string_view name;
};
constexpr std::array<NamedFile, 4> namedFiles{
    {{"011C", "CardAccess"}, {"MF:011D", "CardSecurity"}, {"011E", "COM"}, {"011D", "SOD"}}};

char upper(char letter) { return letter >= 'a' && letter <= 'f' ? static_cast<char>(letter - 'a' + 'A') : letter; }

std::string dataGroupIdentifier(int number) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    const auto value = static_cast<std::size_t>(number);
    return std::string("01") + digits[value / 16] + digits[value % 16];
}

}  // namespace

std::optional<std::string> fileNameOf(std::string_view identifier) {
    std::string wanted(identifier);
    std::ranges::transform(wanted, wanted.begin(), upper);
    const auto found = std::ranges::find(namedFiles, wanted, &NamedFile::identifier);
    if (found != namedFiles.end()) return std::string(found->name);
    for (int number = 1; number <= dataGroupCount; ++number)
        if (dataGroupIdentifier(number) == wanted) return dataGroupName(number);
    return std::nullopt;
}

std::optional<int> dataGroupOf(std::string_view fileName) {
    for (int number = 1; number <= dataGroupCount; ++number)
        if (dataGroupName(number) == fileName) return number;
    return std::nullopt;
}

Result<DocumentFiles> documentFilesFromJson(const json::object& files) {
    DocumentFiles result;
    for (const auto& [identifier, content] : files) {
        const auto name = fileNameOf({identifier.data(), identifier.size()});
        const json::string* text = content.if_string();
        if (!name || text == nullptr) return fail(ErrorCode::ProtocolInvalidParams, "files");
        TRY(const Bytes bytes, decodeBase64({text->data(), text->size()}));
        if (!result.emplace(*name, SecretBytes(bytes.begin(), bytes.end())).second)
            return fail(ErrorCode::ProtocolInvalidParams, "a file twice");
    }
    return result;
}

}  // namespace cccd_bridge::host
