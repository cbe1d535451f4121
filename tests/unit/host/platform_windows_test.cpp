// Windows' files, rights and memory as the host uses them.
#include "doctor/file_rights.hpp"
#include "doctor/file_rights_windows.hpp"
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
    // Owned by whoever runs the tests, so in his home.
    const doctor::Places places{.home = folder.path};
    CHECK_FALSE(doctor::isWritableByOthers(places, file));
    setRights(file, L"D:P(A;;FA;;;BA)(A;;FA;;;WD)");
    CHECK(doctor::isWritableByOthers(places, file));
    CHECK_FALSE(doctor::isWritableByOthers(places, folder.path / "none"));
}

TEST_CASE("only administrators may own or change what the program trusts") {
    const auto letsOthersChange = [](const wchar_t* text) {
        PSECURITY_DESCRIPTOR descriptor = nullptr;
        REQUIRE(ConvertStringSecurityDescriptorToSecurityDescriptorW(text, SDDL_REVISION_1, &descriptor, nullptr) !=
                FALSE);
        const bool lets = doctor::letsOthersChange(descriptor, nullptr);
        LocalFree(descriptor);
        return lets;
    };
    const std::wstring clerk = L"S-1-5-21-1-2-3-1104";
    const std::wstring domain = L"S-1-5-21-1-2-3-";
    const std::wstring good = L"O:BAD:P(A;;FA;;;BA)(A;;FA;;;SY)";
    CHECK_FALSE(letsOthersChange(good.c_str()));
    // As the system's folder of programs: its installer owns it, users read, creators inherit.
    const std::wstring installer = L"S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464";
    CHECK_FALSE(letsOthersChange(
        (L"O:" + installer + L"D:P(A;;FA;;;" + installer + L")(A;;FRFX;;;BU)(A;OICIIO;GA;;;CO)(A;;FA;;;BA)").c_str()));
    CHECK_FALSE(letsOthersChange((L"O:" + domain + L"512D:P(A;;FA;;;" + domain + L"519)").c_str()));
    CHECK(letsOthersChange((L"O:" + clerk + L"D:P(A;;FA;;;BA)").c_str()));
    CHECK(letsOthersChange(L"D:P(A;;FA;;;BA)"));
    CHECK(letsOthersChange(L"O:BA"));
    for (const std::wstring& who :
         {clerk, domain + L"513", std::wstring(L"BU"), std::wstring(L"WD"), std::wstring(L"AU")}) {
        CHECK(letsOthersChange((good + L"(A;;FW;;;" + who + L")").c_str()));
        CHECK(letsOthersChange((good + L"(A;;WD;;;" + who + L")").c_str()));
        CHECK_FALSE(letsOthersChange((good + L"(A;;FRFX;;;" + who + L")").c_str()));
        CHECK_FALSE(letsOthersChange((good + L"(A;OICIIO;FA;;;" + who + L")").c_str()));
        CHECK_FALSE(letsOthersChange((good + L"(D;;FW;;;" + who + L")").c_str()));
    }
}

TEST_CASE("the size of a block of memory is at least what was asked for") {
    void* memory = std::malloc(100);
    CHECK(platform::heapBlockSize(memory) >= 100);
    std::free(memory);
}

TEST_CASE("the configuration is where administrators keep it") {
    CHECK(platform::defaultConfigDirectory().filename() == "CCCD Bridge");
}
