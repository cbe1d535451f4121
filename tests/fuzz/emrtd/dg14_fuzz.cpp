// EF.DG14 up to an agreement with every key it offers, and against itself as EF.CardAccess.
#include "emrtd/crypto/key_agreement.hpp"
#include "emrtd/downgrade.hpp"
#include "emrtd/key_description.hpp"
#include "emrtd/lds/dg14.hpp"

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;

extern "C" int LLVMFuzzerTestOneInput(const Byte* data, std::size_t size) {
    const auto file = parseDataGroup14(ByteView(data, size));
    if (!file) return 0;
    for (const ChipAuthenticationOffer& offer : chipAuthenticationOffers(*file))
        if (const auto key = StaticKey::parse(offer.agreement, offer.subjectPublicKeyInfo))
            static_cast<void>(key->agree());
    for (const ChipAuthenticationKey& key : file->chipKeys) static_cast<void>(describeKey(key.subjectPublicKeyInfo));
    const auto same = checkCardAccess(file->securityInfos, file->securityInfos);
    if (same && *same == CardAccessCheck::Contradicted) __builtin_trap();
    return 0;
}
