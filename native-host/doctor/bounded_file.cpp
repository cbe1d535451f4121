#include "doctor/bounded_file.hpp"

#include <fstream>

namespace cccd_bridge::doctor {

namespace fs = std::filesystem;

FileText readSmallFile(const fs::path& path) {
    std::error_code failure;
    const fs::file_status status = fs::status(path, failure);
    if (status.type() == fs::file_type::not_found) return {};
    // To open a pipe would wait for ever.
    if (failure || status.type() != fs::file_type::regular) return {.reading = Reading::unreadable};
    std::ifstream file(path, std::ios::binary);
    if (!file) return {.reading = Reading::unreadable};
    std::string text(longestFile + 1, '\0');
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (file.bad()) return {.reading = Reading::unreadable};
    text.resize(static_cast<std::size_t>(file.gcount()));
    if (text.size() > longestFile) return {.reading = Reading::damaged};
    return {.reading = Reading::read, .text = std::move(text)};
}

}  // namespace cccd_bridge::doctor
