#include "virtual-card/data_groups.hpp"
#include "virtual-card/der.hpp"

#include <algorithm>

namespace virtual_card {
namespace {

constexpr unsigned utf8String = 0x0C;
constexpr unsigned printableString = 0x13;
constexpr unsigned sequenceTag = 0x30;

/// dd/MM/yyyy, or what is known of it.
std::string printedDate(const std::string& iso) {
    if (iso.size() != 10) return iso;
    return iso.substr(8, 2) + "/" + iso.substr(5, 2) + "/" + iso.substr(0, 4);
}

/// Writes the numbered fields with the length form that the options ask for.
class FieldWriter {
  public:
    explicit FieldWriter(const Dg13Options& dg13Options) : options(dg13Options) {}

    Bytes object(unsigned tag, ByteView value) const {
        return options.longLengths ? der::objectWithLongLength(tag, value) : der::object(tag, value);
    }
    Bytes text(unsigned tag, const std::string& value) const { return object(tag, fromText(value)); }
    void add(unsigned label, ByteView values) {
        fields.push_back(object(sequenceTag, concat(der::integer(label), values)));
    }
    void addText(unsigned label, unsigned tag, const std::string& value) { add(label, text(tag, value)); }
    void addNames(unsigned label, const std::vector<std::string>& names);
    std::vector<Bytes> take() { return std::move(fields); }

  private:
    const Dg13Options& options;
    std::vector<Bytes> fields;
};

/// Names of relatives: one SEQUENCE each, or one around all of them in the other reading.
void FieldWriter::addNames(unsigned label, const std::vector<std::string>& names) {
    const bool nested = options.variant == Dg13Options::Variant::NestedParents;
    Bytes values;
    for (const std::string& name : names) {
        if (name.empty()) continue;
        const Bytes string = text(utf8String, name);
        append(values, nested ? string : object(sequenceTag, string));
    }
    if (nested && !values.empty()) values = object(sequenceTag, values);
    add(label, values);
}

std::vector<Bytes> writeFields(const Holder& holder, const Dg13Options& options) {
    FieldWriter writer(options);
    const std::string sex = holder.sex == "male" ? "Nam" : holder.sex == "female" ? "Nữ" : "Khác";
    writer.addText(1, printableString, holder.idNumber);
    writer.addText(2, utf8String, holder.fullName);
    writer.addText(3, printableString, printedDate(holder.dateOfBirth));
    writer.addText(4, utf8String, sex);
    writer.addText(5, utf8String, holder.nationality);
    writer.addText(6, utf8String, holder.ethnicity);
    writer.addText(7, utf8String, holder.religion);
    writer.addText(8, utf8String, holder.placeOfOrigin);
    writer.addText(9, utf8String, holder.placeOfResidence);
    writer.addText(10, utf8String, holder.personalIdentification);
    writer.addText(11, printableString, printedDate(holder.issueDate));
    writer.addText(12, utf8String, holder.expiryDate ? printedDate(*holder.expiryDate) : "Không thời hạn");
    writer.addNames(13, {holder.fatherName, holder.motherName});
    writer.addNames(14, {holder.spouseName});
    if (!holder.oldIdNumber.empty()) writer.addText(15, printableString, holder.oldIdNumber);
    if (!holder.chipIdentifier.empty()) writer.addText(16, printableString, holder.chipIdentifier);
    if (options.unknownLabels) {
        writer.addText(17, utf8String, "nhãn mới");
        writer.addText(99, printableString, "NEW LABEL");
    }
    return writer.take();
}

}  // namespace

Bytes buildDg13(const Holder& holder, const Dg13Options& options) {
    using Variant = Dg13Options::Variant;
    std::vector<Bytes> fields = writeFields(holder, options);
    if (options.reversed) std::ranges::reverse(fields);
    Bytes all;
    for (const Bytes& field : fields) append(all, field);
    if (options.variant == Variant::NoWrapper) return der::object(0x6D, all);
    // As an encrypted DG13 would look from outside: no structure.
    if (options.variant == Variant::Opaque)
        return der::object(0x6D, concat(digest("SHA512", all), digest("SHA384", all)));
    const Bytes character = der::objectIdentifier("1.0.10646.1.0.8");
    return der::object(0x6D, der::sequence({der::integer(1), character, der::object(0x31, all)}));
}

}  // namespace virtual_card
