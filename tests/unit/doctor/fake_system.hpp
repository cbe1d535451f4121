// A directory that stands for the system's root, for probes of real files.
#pragma once

#include "doctor/places.hpp"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace cccd_bridge::doctor {

/// Whoever runs the tests, until it goes nothing may be done that is for administrators only.
class OrdinaryUser {
  public:
    OrdinaryUser() : user_(geteuid()) {
        if (user_ == 0 && seteuid(nobody) != 0) std::abort();
    }
    OrdinaryUser(const OrdinaryUser&) = delete;
    OrdinaryUser& operator=(const OrdinaryUser&) = delete;
    ~OrdinaryUser() {
        if (seteuid(user_) != 0) std::abort();
    }

  private:
    static constexpr uid_t nobody = 65534;
    uid_t user_;
};

class FakeSystem {
  public:
    FakeSystem() {
        std::string pattern = (std::filesystem::temp_directory_path() / "doctor-XXXXXX").string();
        root_ = mkdtemp(pattern.data());
        std::filesystem::permissions(root_, std::filesystem::perms(0755));
    }
    FakeSystem(const FakeSystem&) = delete;
    FakeSystem& operator=(const FakeSystem&) = delete;
    ~FakeSystem() { std::filesystem::remove_all(root_); }

    /// Administered by whoever runs the tests.
    Places places() const {
        return {.root = root_,
                .home = "/home/clerk",
                .program = "/opt/host",
                .administrator = maker_,
                .administrators = makersGroup_};
    }

    std::filesystem::path at(const std::string& path) const { return places().at(path); }

    void write(const std::string& path, std::string_view text, unsigned mode = 0644) const {
        std::filesystem::create_directories(at(path).parent_path());
        std::ofstream(at(path), std::ios::binary) << text;
        std::filesystem::permissions(at(path), std::filesystem::perms(mode));
    }

    void setMode(const std::string& path, unsigned mode) const {
        std::filesystem::permissions(at(path), std::filesystem::perms(mode));
    }

  private:
    std::filesystem::path root_;
    uid_t maker_ = geteuid();
    gid_t makersGroup_ = getegid();
};

}  // namespace cccd_bridge::doctor
