// The chip's security commands: MSE, GENERAL, EXTERNAL and INTERNAL AUTHENTICATE, GET CHALLENGE.
#include "virtual-card/chip.hpp"
#include "virtual-card/der.hpp"

#include <algorithm>
#include <utility>

namespace virtual_card {

Response Chip::manageSecurityEnvironment(const Command& command) {
    switch (command.offset()) {
        case 0xC1A4:
            return setPaceTemplate(command);
        case 0x41A4:
            return setChipAuthenticationTemplate(command);
        case 0x41A6:
            return setKeyAgreementTemplate(command);
        default:
            return failure(status::wrongParameters);
    }
}

/// MSE:Set AT for PACE (9303-11 §4.4.4.1).
Response Chip::setPaceTemplate(const Command& command) {
    activity.phase = "pace";
    pace.reset();
    staticKey.reset();
    if (image->pace.empty()) return failure(status::wrongInstruction);
    const auto identifier = der::find(command.data, 0x80);
    const auto reference = der::find(command.data, 0x83);
    const auto parameter = der::find(command.data, 0x84);
    if (!identifier || !reference || reference->size() != 1) return failure(status::wrongData);
    const auto sameProtocol = [&](const PaceOption& candidate) {
        return std::ranges::equal(paceObjectIdentifier(candidate), *identifier);
    };
    const auto fits = [&](const PaceOption& candidate) {
        return sameProtocol(candidate) &&
               (!parameter || (parameter->size() == 1 && candidate.parameterId == parameter->front()));
    };
    if (std::ranges::none_of(image->pace, sameProtocol)) return failure(status::wrongData);
    // Without a reference it must be clear which parameters are meant.
    const auto option = std::ranges::find_if(image->pace, fits);
    const auto password = image->pacePasswords.find(reference->front());
    if (std::ranges::count_if(image->pace, fits) != 1 || password == image->pacePasswords.end()) {
        return failure(status::referenceNotFound);
    }
    ++counters.paceStarted;
    pace.emplace(*option, password->second, random, mappingKeyFor(*option));
    return {};
}

/// Private key for the chip authentication mapping in the group of that option; empty for the other mappings.
Bytes Chip::mappingKeyFor(const PaceOption& option) const {
    if (option.mapping != PaceOption::Mapping::ChipAuthentication) return {};
    const auto key = image->mappingKeys.find(option.parameterId);
    return key == image->mappingKeys.end() ? Bytes{} : key->second;
}

/// The key that the terminal's reference names, or the only one that fits (9303-11 §6.2.4.1, §6.2.4.2).
const ChipAuthentication* Chip::findStaticKey(std::optional<ByteView> reference, auto fits) const {
    std::optional<unsigned> wanted;
    if (reference) {
        wanted = 0;
        for (Byte byte : *reference) wanted = *wanted << 8 | byte;
    }
    const ChipAuthentication* found = nullptr;
    for (const ChipAuthentication& key : image->chipAuthentication) {
        if (!fits(key) || (wanted && key.keyId() != wanted)) continue;
        if (found) return nullptr;  // without a reference it must be clear which key is meant
        found = &key;
    }
    return found;
}

/// MSE:Set KAT: the whole of chip authentication with 3DES (9303-11 §6.2.4.1).
Response Chip::setKeyAgreementTemplate(const Command& command) {
    activity.phase = "chipAuthentication";
    if (!applicationSelected || !protectedCommand) return failure(status::securityNotSatisfied);
    const auto terminalKey = der::find(command.data, 0x91);
    if (!terminalKey) return failure(status::wrongData);
    const ChipAuthentication* key = findStaticKey(
        der::find(command.data, 0x84), [](const ChipAuthentication& candidate) { return candidate.servesTripleDes(); });
    if (!key) return failure(status::referenceNotFound);
    nextChannel = key->agree(*terminalKey, Cipher::TripleDes);
    return nextChannel ? Response{} : failure(status::wrongData);
}

/// MSE:Set AT of chip authentication with any cipher (9303-11 §6.2.4.2).
Response Chip::setChipAuthenticationTemplate(const Command& command) {
    activity.phase = "chipAuthentication";
    pace.reset();
    staticKey.reset();
    if (!applicationSelected || !protectedCommand) return failure(status::securityNotSatisfied);
    const auto identifier = der::find(command.data, 0x80);
    if (!identifier) return failure(status::wrongData);
    const auto offered = [&](const ChipAuthentication& key) { return key.cipherFor(*identifier).has_value(); };
    const ChipAuthentication* key = findStaticKey(der::find(command.data, 0x84), offered);
    if (!key) {
        return failure(std::ranges::any_of(image->chipAuthentication, offered) ? status::referenceNotFound
                                                                               : status::wrongData);
    }
    staticKey = StaticKeyInUse{key, *key->cipherFor(*identifier)};
    return {};
}

/// The one GENERAL AUTHENTICATE of chip authentication: the terminal's key in, an empty object out.
Response Chip::agreeWithStaticKey(const Command& command) {
    activity.phase = "chipAuthentication";
    const StaticKeyInUse inUse = *std::exchange(staticKey, std::nullopt);
    const auto outer = der::read(command.data);
    const auto terminalKey = outer && outer->tag == 0x7C ? der::find(outer->value, 0x80) : std::nullopt;
    if (!terminalKey) return failure(status::wrongData);
    nextChannel = inUse.key->agree(*terminalKey, inUse.cipher);
    if (!nextChannel) return failure(status::wrongData);
    return {status::ok, der::object(0x7C, {})};
}

Response Chip::generalAuthenticate(const Command& command) {
    if (command.p1 != 0 || command.p2 != 0) return failure(status::wrongParameters);
    if (staticKey) return agreeWithStaticKey(command);
    activity.phase = "pace";
    if (!pace) return failure(status::conditionsNotSatisfied);
    Response response = pace->step(command.data, (command.cla & 0x10) == 0);
    if (response.status != status::ok) {
        counters.paceFailed += pace->failedAtToken() ? 1 : 0;
        pace.reset();
    } else if (auto agreed = pace->channel()) {
        nextChannel = std::move(agreed);
        currentFile.reset();
        pace.reset();
    }
    return response;
}

/// Active authentication (9303-11 §6.1.4).
Response Chip::internalAuthenticate(const Command& command) {
    activity.phase = "activeAuthentication";
    if (!image->activeAuthentication) return failure(status::wrongInstruction);
    if (!applicationSelected || !protectedCommand) return failure(status::securityNotSatisfied);
    if (command.offset() != 0) return failure(status::wrongParameters);
    if (command.data.size() != 8 || !command.le) return failure(status::wrongLength);
    Bytes signature = image->activeAuthentication->sign(command.data, random);
    // An Le of 256 asks for everything, which may come in several parts.
    if (signature.size() > *command.le && *command.le != 256) return failure(status::wrongLength);
    if (signature.size() > answerCapacity(image->limits.chainLongAnswers)) return failure(status::wrongLength);
    return {status::ok, std::move(signature)};
}

Response Chip::getChallenge(const Command& command) {
    activity.phase = "bac";
    if (!image->bacSeed) return failure(status::wrongInstruction);
    if (!applicationSelected) return failure(status::conditionsNotSatisfied);
    if (command.offset() != 0 || command.le != 8) return failure(status::wrongLength);
    bac.emplace(*image->bacSeed, random);
    return bac->challenge();
}

Response Chip::externalAuthenticate(const Command& command) {
    activity.phase = "bac";
    if (!bac || protectedCommand) return failure(status::conditionsNotSatisfied);
    if (const auto limit = image->limits.authenticationLe; limit != AuthenticationLe::Any && command.le != 256) {
        bac.reset();
        constexpr std::uint16_t all = 0x6C00;
        return failure(limit == AuthenticationLe::ZeroOrExactLength ? all : status::wrongLength);
    }
    ++counters.bacStarted;
    Response response = bac->authenticate(command.data);
    if (response.status == status::ok) {
        nextChannel = bac->channel();
    } else {
        ++counters.bacFailed;
    }
    bac.reset();
    return response;
}

}  // namespace virtual_card
