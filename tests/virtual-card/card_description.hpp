// What a card file says, as values. Meaning of every field: README.md and card-file.schema.json.
#pragma once

#include "virtual-card/active_authentication.hpp"
#include "virtual-card/chip.hpp"
#include "virtual-card/chip_authentication.hpp"
#include "virtual-card/details.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace virtual_card {

enum class Layout { Cccd2021, CanCuoc2024 };
enum class DocumentType { Td1, Td2, Td3 };
enum class FaceFormat { Iso19794, Iso39794 };
/// What the MRZ says of a card without expiry (không thời hạn): 991231, or 99 with month and day of birth.
enum class LifetimeExpiry { EndOfCentury, Birthday };

/// The person on the card. Dates are ISO 8601 ("1999-02-05" or "1999"); empty text = not on the card.
struct Holder {
    std::string idNumber;
    std::string oldIdNumber;
    std::string fullName;
    std::string dateOfBirth;
    std::string sex = "female";  ///< male | female | other
    std::string nationality = "Việt Nam";
    std::string ethnicity;
    std::string religion;
    std::string placeOfOrigin;
    std::string placeOfResidence;
    std::string personalIdentification;
    std::string issueDate;
    std::optional<std::string> expiryDate;  ///< nothing = không thời hạn
    std::string fatherName;
    std::string motherName;
    std::string spouseName;
    std::string chipIdentifier;  ///< field 16 of DG13

    friend bool operator==(const Holder&, const Holder&) = default;
};

struct Document {
    DocumentType type = DocumentType::Td1;
    std::string issuer = "VNM";
    std::string nationality = "VNM";
    LifetimeExpiry lifetimeExpiry = LifetimeExpiry::EndOfCentury;
    std::string number;  ///< empty: last 9 digits of the ID number, as on Vietnamese cards
};

/// How DG13 is written; the alternatives are those that public parsers disagree about.
struct Dg13Options {
    enum class Variant { Standard, NestedParents, NoWrapper, Opaque };
    Variant variant = Variant::Standard;
    bool longLengths = false;    ///< every length in the four-byte form
    bool reversed = false;       ///< labels in falling order
    bool unknownLabels = false;  ///< labels 17 and 99 besides the known ones
};

struct SecurityObjectOptions {
    enum class Algorithm { Ecdsa, RsaPkcs1, RsaPss };
    enum class SignerIdentifier { IssuerAndSerial, SubjectKeyIdentifier };
    /// How the signer's issuer is named beside the serial number.
    enum class IssuerName {
        AsCertificate,
        Reversed,         ///< attributes from last to first
        OtherStringTypes  ///< PrintableString for UTF8String and the reverse
    };
    Algorithm algorithm = Algorithm::Ecdsa;
    std::string hash = "SHA256";           ///< of the data groups
    std::string signatureHash = "SHA256";  ///< of the signed attributes
    std::string keyFile;
    std::string certificateFile;
    SignerIdentifier signerIdentifier = SignerIdentifier::IssuerAndSerial;
    IssuerName issuerName = IssuerName::AsCertificate;
    bool embedSigner = true;
    std::vector<std::string> moreCertificateFiles;  ///< embedded besides
    bool algorithmNamesHash = true;                 ///< false: ecPublicKey or rsaEncryption as the signature algorithm
    bool indefiniteLengths = false;                 ///< BER: open lengths, the content in pieces
    bool ldsVersion18 = false;                      ///< version 1 with LDS and Unicode versions (9303-10 §4.6.2.2)
    std::string signingTime;                        ///< UTCTime text, empty = attribute absent
    std::vector<int> omittedDataGroups;             ///< on the card, but without a hash in the security object
};

/// A change made after the security object was signed: a holder field, or bytes.
struct Tampering {
    std::string file;
    std::string field;  ///< of DG1 or DG13; empty = bytes
    std::string value;
    long offset = 0;  ///< negative = from the end
    Byte exclusiveOr = 0x01;
};

struct Fault {
    enum class Kind { Remove, Stall, Truncate, FlipBit, StatusWord, WrongMac, EndSession, Endless };
    Kind kind = Kind::Remove;
    unsigned atApdu = 0;                    ///< 1 = first of the session; 0 = by phase or file
    std::string onFile;                     ///< first READ BINARY of that file
    std::string onPhase;                    ///< cardAccess | pace | bac | application
    unsigned occurrence = 1;                ///< the n-th that matches
    std::size_t keep = 0;                   ///< truncate: bytes that are left
    std::size_t bit = 0;                    ///< flipBit: counted from the first byte's highest
    std::uint16_t statusWord = 0x6F00;      ///< statusWord, endSession
    std::chrono::milliseconds duration{0};  ///< stall: 0 = until the card is taken away
};

/// Time that the link takes; nothing is waited for inside the card, see Exchange::duration.
struct LinkCost {
    std::chrono::microseconds perApdu{0};
    std::uint64_t bitsPerSecond = 0;  ///< 0 = no cost for the bytes
};

struct CardDescription {
    std::string description;
    Layout layout = Layout::Cccd2021;
    Document document;
    Holder holder;
    std::string can;  ///< empty: last six digits of the ID number
    std::vector<PaceOption> pace{PaceOption{}};
    std::optional<std::vector<PaceOption>> signedPace;   ///< in DG14 and EF.CardSecurity; default: the same
    std::vector<ChipAuthenticationOptions> mappingKeys;  ///< of the chip authentication mapping
    bool paceWithCan = true;
    bool paceWithMrz = true;
    bool bac = true;
    std::uint16_t cardAccessStatus = status::ok;
    std::optional<Bytes> cardAccessContent;  ///< instead of the one made from `pace`
    std::vector<int> absentDataGroups;       ///< neither on the card nor in COM and SOD
    std::string photoFile;
    FaceFormat faceFormat = FaceFormat::Iso19794;
    std::optional<PersonalDetails> personalDetails;  ///< DG11
    std::optional<DocumentDetails> documentDetails;  ///< DG12
    Dg13Options dg13;
    SecurityObjectOptions securityObject;
    SecurityObjectOptions cardSecurity;  ///< of EF.CardSecurity's signature; default: the same
    std::vector<Tampering> tamperAfterSigning;
    ApduLimits limits;
    LinkCost link;
    std::vector<Fault> faults;
    std::string filesDirectory;                                       ///< serve these files instead of making any
    std::optional<ActiveAuthenticationOptions> activeAuthentication;  ///< absent: no DG15, no such command
    std::vector<ChipAuthenticationOptions> chipAuthentication;        ///< keys in DG14
    Bytes answerToReset;
};

/// Reads a card file, with everything it extends. Throws CardFileError.
CardDescription loadCardFile(const std::string& path);
/// The same for a text; names in it are relative to `directory`.
CardDescription parseCardFile(const std::string& text, const std::string& directory);

}  // namespace virtual_card
