#include "emrtd/access_key.hpp"

#include "base/digits.hpp"
#include "emrtd/crypto/cipher.hpp"
#include "emrtd/crypto/hash.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace cccd_bridge::emrtd {

namespace {

constexpr std::size_t canLength = 6;
constexpr std::size_t minDocumentNumber = 9;
constexpr std::size_t maxDocumentNumber = 22;  // 9 characters of TD1 and 13 of its optional data
constexpr std::size_t dateLength = 6;
constexpr std::size_t seedLength = 16;

int mrzValue(char character) {
    if (isDigit(character)) return character - '0';
    if (character >= 'A' && character <= 'Z') return character - 'A' + 10;
    return character == '<' ? 0 : -1;
}

// Appends the field and its check digit; false when a character does not belong into an MRZ.
bool appendChecked(SecretBytes& out, std::string_view field) {
    const char digit = mrzCheckDigit(field);
    if (digit == '\0') return false;
    out.insert(out.end(), field.begin(), field.end());
    out.push_back(static_cast<Byte>(digit));
    return true;
}

bool isDate(std::string_view text, bool fillersAllowed) {
    return text.size() == dateLength &&
           std::ranges::all_of(text, [&](char c) { return isDigit(c) || (fillersAllowed && c == '<'); });
}

}  // namespace

char mrzCheckDigit(std::string_view text) {
    constexpr std::array<int, 3> weights{7, 3, 1};
    int sum = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int value = mrzValue(text[i]);
        if (value < 0) return '\0';
        sum = (sum + value * weights[i % weights.size()]) % 10;
    }
    return static_cast<char>('0' + sum);
}

Result<AccessKey> AccessKey::fromCan(std::string_view can) {
    if (can.size() != canLength || !std::ranges::all_of(can, isDigit))
        return fail(ErrorCode::ProtocolInvalidParams, "CAN is not six digits");
    return AccessKey(Kind::Can, SecretBytes(can.begin(), can.end()));
}

Result<AccessKey> AccessKey::fromMrz(std::string_view documentNumber, std::string_view dateOfBirth,
                                     std::string_view dateOfExpiry) {
    if (documentNumber.empty() || documentNumber.size() > maxDocumentNumber)
        return fail(ErrorCode::ProtocolInvalidParams, "document number of impossible length");
    if (!isDate(dateOfBirth, true) || !isDate(dateOfExpiry, false))
        return fail(ErrorCode::ProtocolInvalidParams, "date is not YYMMDD");
    SecretBytes padded(documentNumber.begin(), documentNumber.end());
    if (padded.size() < minDocumentNumber) padded.resize(minDocumentNumber, static_cast<Byte>('<'));
    SecretBytes text;
    text.reserve(maxDocumentNumber + 2 * dateLength + 3);
    const std::string_view number(reinterpret_cast<const char*>(padded.data()), padded.size());
    if (!appendChecked(text, number) || !appendChecked(text, dateOfBirth) || !appendChecked(text, dateOfExpiry))
        return fail(ErrorCode::ProtocolInvalidParams, "character that no MRZ has");
    return AccessKey(Kind::Mrz, std::move(text));
}

Result<SecretBytes> AccessKey::password() const {
    if (kind_ == Kind::Can) return text_;
    return secretHash(HashAlgorithm::Sha1, text_);
}

Result<SecretBytes> AccessKey::basicAccessSeed() const {
    if (kind_ == Kind::Can) return fail(ErrorCode::CardProtocolUnsupported, "BAC cannot use a CAN");
    TRY(SecretBytes seed, secretHash(HashAlgorithm::Sha1, text_));
    seed.resize(seedLength);
    return seed;
}

bool operator==(const AccessKey& left, const AccessKey& right) {
    return left.kind_ == right.kind_ && equalConstantTime(left.text_, right.text_);
}

}  // namespace cccd_bridge::emrtd
