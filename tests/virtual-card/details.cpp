#include "virtual-card/details.hpp"

#include "virtual-card/der.hpp"

namespace virtual_card {
namespace {

/// Collects objects, and their tags for the list in front of them.
class Details {
  public:
    void add(unsigned tag, ByteView value) {
        if (value.empty()) return;
        list(tag);
        append(objects, der::object(tag, value));
    }
    void add(unsigned tag, const std::string& text) { add(tag, fromText(text)); }

    void addDate(unsigned tag, const std::string& digits, DateEncoding encoding) {
        add(tag, encoding == DateEncoding::Text ? fromText(digits) : fromHex(digits));
    }

    /// A0 with the number of names and each of them; the tag list has the names' tag.
    void addNames(unsigned tag, const std::vector<std::string>& names) {
        if (names.empty()) return;
        list(tag);
        Bytes content = der::integer(static_cast<unsigned>(names.size()));
        for (const std::string& name : names) append(content, der::object(tag, fromText(name)));
        append(objects, der::object(0xA0, content));
    }

    Bytes dataGroup(unsigned tag) const { return der::object(tag, concat(der::object(0x5C, tags), objects)); }

  private:
    void list(unsigned tag) {
        tags.push_back(static_cast<Byte>(tag >> 8));
        tags.push_back(static_cast<Byte>(tag));
    }

    Bytes tags;
    Bytes objects;
};

}  // namespace

Bytes buildDg11(const PersonalDetails& details) {
    Details group;
    group.add(0x5F0E, details.fullName);
    group.addNames(0x5F0F, details.otherNames);
    group.add(0x5F10, details.personalNumber);
    group.addDate(0x5F2B, details.dateOfBirth, details.dates);
    group.add(0x5F11, details.placeOfBirth);
    group.add(0x5F42, details.permanentAddress);
    group.add(0x5F12, details.telephone);
    group.add(0x5F13, details.profession);
    group.add(0x5F14, details.title);
    group.add(0x5F15, details.personalSummary);
    group.add(0x5F17, details.otherDocuments);
    group.add(0x5F18, details.custody);
    return group.dataGroup(0x6B);
}

Bytes buildDg12(const DocumentDetails& details) {
    Details group;
    group.add(0x5F19, details.issuingAuthority);
    group.addDate(0x5F26, details.issueDate, details.dates);
    group.addNames(0x5F1A, details.otherPersons);
    group.add(0x5F1B, details.endorsements);
    group.add(0x5F1C, details.taxRequirements);
    group.addDate(0x5F55, details.personalizationTime, details.dates);
    group.add(0x5F56, details.personalizationSystem);
    return group.dataGroup(0x6C);
}

}  // namespace virtual_card
