#include "imaging/qr_image.hpp"
#include "shared_data.hpp"

#include <fstream>
#include <iterator>
#include <map>
#include <string>

using namespace cccd_bridge;
using cccd_bridge::test::sharedData;

namespace {

struct Floor {
    int read;   // pictures from which at least one symbol must come out
    int files;  // pictures in the set
};

}  // namespace

TEST_CASE("photographs: at least as many are read as before") {
    const auto folder = sharedData("qr");
    if (!folder) return;
    std::map<std::string, Floor> found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(*folder)) {
        const auto extension = entry.path().extension();
        if (extension != ".png" && extension != ".jpg") continue;
        std::ifstream file(entry.path(), std::ios::binary);
        const Bytes bytes(std::istreambuf_iterator<char>(file), {});
        const auto symbols = imaging::decodeQrImage(bytes);
        auto& set = found[std::filesystem::relative(entry.path(), *folder).begin()->string()];
        ++set.files;
        if (symbols && !symbols->empty()) ++set.read;
    }
    for (const auto& [name, set] : found) MESSAGE(name << ": " << set.read << " of " << set.files << " read");
    CHECK(found["boofcv-v3"].read >= 49);
    CHECK(found["zxing-cpp"].read >= 85);
}
