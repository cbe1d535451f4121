#include "doctor/file_rights.hpp"

#include "fake_system.hpp"

#include <doctest/doctest.h>

using namespace cccd_bridge::doctor;

namespace {

constexpr std::uint32_t somebodyElse = 4321;

/// A file and its folder, of which the tests' user is owner and group.
struct OneFile : FakeSystem {
    explicit OneFile(std::string name) : path(std::move(name)) { write(path, ""); }

    /// Whether others can change or replace the file with these rights on it and on its folder.
    bool isOpen(unsigned file, unsigned folder, const Places& places) const {
        setMode(path, file);
        setMode(std::filesystem::path(path).parent_path(), folder);
        return isReplaceableByOthers(places, path);
    }
    /// The same for a machine that another administers: the tests' user is a person there.
    Places asPerson() const {
        Places places = this->places();
        places.administrator = somebodyElse;
        return places;
    }
    std::string path;
};

}  // namespace

TEST_CASE("what an administrator owns is open to his group and no other") {
    const OneFile file("/etc/a/a.json");
    CHECK_FALSE(file.isOpen(0644, 0755, file.places()));
    CHECK_FALSE(file.isOpen(0664, 0775, file.places()));
    CHECK(file.isOpen(0646, 0755, file.places()));
    CHECK(file.isOpen(0644, 0757, file.places()));
    CHECK_FALSE(file.isOpen(0644, 01777, file.places()));
    CHECK_FALSE(isWritableByOthers(file.places(), "/etc/a/none"));
}

TEST_CASE("what a person owns is his to change, whatever its rights say") {
    const OneFile file("/etc/a/a.json");
    CHECK(file.isOpen(0644, 0755, file.asPerson()));
    CHECK(file.isOpen(0444, 0555, file.asPerson()));
    CHECK(isWritableByOthers(file.asPerson(), file.path));
}

TEST_CASE("in his home a person may own what he starts") {
    const OneFile file("/home/clerk/.config/a/a.json");
    CHECK_FALSE(file.isOpen(0644, 0755, file.asPerson()));
    CHECK_FALSE(file.isOpen(0644, 0700, file.asPerson()));
    CHECK(file.isOpen(0646, 0755, file.asPerson()));
    CHECK(file.isOpen(0644, 0757, file.asPerson()));
    const OneFile other("/home/other/.config/a/a.json");
    CHECK(other.isOpen(0644, 0755, other.asPerson()));
}

TEST_CASE("another group than the administrator's may change what he owns") {
    const OneFile file("/etc/a/a.json");
    Places places = file.places();
    places.administrators = somebodyElse;
    CHECK(file.isOpen(0664, 0755, places));
    CHECK(file.isOpen(0644, 0775, places));
    CHECK_FALSE(file.isOpen(0644, 01775, places));
    CHECK_FALSE(file.isOpen(0644, 0755, places));
}
