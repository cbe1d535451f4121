#include "emrtd/ber.hpp"
#include "emrtd/card_security.hpp"
#include "emrtd/card_security_authentication.hpp"
#include "emrtd/crypto/certificate.hpp"
#include "emrtd/lds/dg1.hpp"
#include "emrtd/lds/dg2.hpp"
#include "emrtd/lds/ef_com.hpp"
#include "emrtd/lds/security_object.hpp"
#include "emrtd/master_list.hpp"
#include "emrtd/pace_info.hpp"
#include "emrtd/trust_anchor.hpp"
#include "shared_data.hpp"

#include <doctest/doctest.h>

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;

namespace {

// Every parser on the same bytes: what comes out does not matter, that it comes out does.
void parseEverything(const Bytes& bytes) {
    static_cast<void>(parseCardAccess(bytes));
    static_cast<void>(parseCardSecurity(bytes));
    static_cast<void>(parseCommonData(bytes));
    static_cast<void>(parseDataGroup1(bytes));
    static_cast<void>(parseDataGroup2(bytes));
    static_cast<void>(parseSecurityObject(bytes));
    static_cast<void>(parseTrustAnchors(bytes));
    static_cast<void>(withDefiniteLengths(bytes));
    static_cast<void>(derSetOf(bytes));
    static_cast<void>(RevocationList::parse(bytes));
    static_cast<void>(authenticateCardSecurity({.file = bytes}));
    if (const auto list = parseMasterList(bytes)) static_cast<void>(verifyMasterList(*list, {}));
    if (const auto certificate = Certificate::parse(bytes)) {
        static_cast<void>(certificate->subject());
        if (const auto key = certificate->publicKey()) static_cast<void>(certificate->isSignedBy(*key));
    }
}

}  // namespace

TEST_CASE("broken DER of other projects' tests is survived") {
    const auto path = test::sharedData("der-malformed");
    if (!path) return;
    int files = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(*path))
        if (entry.is_regular_file()) {
            CAPTURE(entry.path().string());
            CHECK_NOTHROW(parseEverything(test::fileBytes(entry.path())));
            ++files;
        }
    CHECK(files > 30);
}
