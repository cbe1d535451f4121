// Watches a reader's control directory for its `card` file.
#pragma once

#include <filesystem>
#include <functional>
#include <thread>

namespace virtual_reader {

/// Calls back, on a thread of its own, whenever the `card` file may have come, gone or been replaced.
class ControlDirectory {
  public:
    ControlDirectory(std::filesystem::path directory, std::function<void()> changed);
    ~ControlDirectory();
    ControlDirectory(const ControlDirectory&) = delete;
    ControlDirectory& operator=(const ControlDirectory&) = delete;

    const std::filesystem::path& path() const { return directory; }
    std::filesystem::path cardFile() const { return directory / "card"; }

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
