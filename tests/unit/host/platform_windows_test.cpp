// Windows' files, rights and memory as the host uses them.
#include "doctor/file_rights.hpp"
#include "host/platform.hpp"

#include <doctest/doctest.h>

#include <windows.h>

#include <aclapi.h>
#include <sddl.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

using namespace cccd_bridge;
using namespace cccd_bridge::host;
namespace fs = std::filesystem;

namespace {

struct Folder {
    fs::path path = fs::temp_directory_path() / ("cccd-bridge-cầu-nối-" + std::to_string(GetCurrentProcessId()));
    Folder() { fs::create_directories(path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() { fs::remove_all(path); }
};

std::string contentOf(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// Rights in the security descriptor language: BA administrators, BU users, WD everyone, AU authenticated users.
void setRights(const fs::path& path, const wchar_t* list) {
    PSECURITY_DESCRIPTOR descriptor = nullptr;
    REQUIRE(ConvertStringSecurityDescriptorToSecurityDescriptorW(list, SDDL_REVISION_1, &descriptor, nullptr) != FALSE);
    const BOOL set = SetFileSecurityW(path.c_str(), DACL_SECURITY_INFORMATION, descriptor);
    LocalFree(descriptor);
    REQUIRE(set != FALSE);
}

}  // namespace

TEST_CASE("a file is replaced as a whole, and no other is left beside it") {
    const Folder folder;
    const fs::path file = folder.path / "neo tin cậy.pem";
    for (const std::string text : {"first", "the second, longer", ""}) {
        const ByteView bytes(reinterpret_cast<const Byte*>(text.data()), text.size());
        REQUIRE(platform::writeFileAtomically(file, bytes));
        CHECK(contentOf(file) == text);
    }
    CHECK(std::distance(fs::directory_iterator(folder.path), fs::directory_iterator()) == 1);
    const auto refused = platform::writeFileAtomically(folder.path / "none" / "file", {});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::TrustDirectoryNotWritable);
}

TEST_CASE("who may write is told by the list of rights") {
    const Folder folder;
    const fs::path file = folder.path / "anchor.pem";
    REQUIRE(platform::writeFileAtomically(file, {}));
    setRights(file, L"D:P(A;;FA;;;BA)(A;;FA;;;SY)(A;;FR;;;BU)");
    CHECK_FALSE(doctor::isWritableByAnybody(file));
    setRights(file, L"D:P(A;;FA;;;BA)(A;;FA;;;WD)");
    CHECK(doctor::isWritableByAnybody(file));
    CHECK_FALSE(doctor::isWritableByAnybody(folder.path / "none"));
}

TEST_CASE("the size of a block of memory is at least what was asked for") {
    void* memory = std::malloc(100);
    CHECK(platform::heapBlockSize(memory) >= 100);
    std::free(memory);
}

TEST_CASE("the configuration is where administrators keep it") {
    CHECK(platform::defaultConfigDirectory().filename() == "CCCD Bridge");
}
