// Watches a reader's control directory for its `card` file.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <thread>

namespace virtual_reader {

/// One appearance of a file: another file, or the same one written or moved anew, is another.
struct FileIdentity {
    std::uint64_t device = 0;
    std::uint64_t number = 0;
    std::int64_t changedSeconds = 0;
    std::int64_t changedNanoseconds = 0;

    bool operator==(const FileIdentity&) const = default;
};

/// Calls back, on a thread of its own, whenever the `card` file may have come, gone or been replaced.
class ControlDirectory {
  public:
    ControlDirectory(std::filesystem::path directory, std::function<void()> changed);
    ~ControlDirectory();
    ControlDirectory(const ControlDirectory&) = delete;
    ControlDirectory& operator=(const ControlDirectory&) = delete;

    const std::filesystem::path& path() const { return directory; }
    std::filesystem::path cardFile() const { return directory / "card"; }
    /// Of the card file; nothing without one.
    std::optional<FileIdentity> cardIdentity() const;

  private:
    void watch();
    bool drain() const;

    std::filesystem::path directory;
    std::function<void()> changed;
    int notifications;
    int wakeUp;
    std::thread thread;
};

}  // namespace virtual_reader
