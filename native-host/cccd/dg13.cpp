#include "cccd/dg13.hpp"

#include "cccd/dg13_fields.hpp"
#include "cccd/id_number.hpp"
#include "cccd/text.hpp"

#include <algorithm>
#include <map>

namespace cccd_bridge::cccd {
namespace {

// Numbers of the fields as every known reader of the card has them; 16 is an identifier of unknown meaning.
constexpr int labelIdNumber = 1;
constexpr int labelDateOfBirth = 3;
constexpr int labelSex = 4;
constexpr int labelIssueDate = 11;
constexpr int labelExpiryDate = 12;
constexpr int labelParents = 13;
constexpr int labelSpouse = 14;
constexpr int labelOldIdNumber = 15;
constexpr int labelSixteen = 16;

struct TextLabel {
    int label;
    TextField Citizen::* field;
};
constexpr std::array<TextLabel, 7> textLabels{{
    {2, &Citizen::fullName},
    {5, &Citizen::nationality},
    {6, &Citizen::ethnicity},
    {7, &Citizen::religion},
    {8, &Citizen::placeOfOrigin},
    {9, &Citizen::placeOfResidence},
    {10, &Citizen::personalIdentification},
}};

// All sequences of one label taken together.
struct Gathered {
    std::vector<std::optional<std::string>> slots;
    bool malformed = false;

    std::vector<std::string> texts() const {
        std::vector<std::string> texts;
        for (const auto& slot : slots) {
            if (slot && std::ranges::find(texts, *slot) == texts.end()) texts.push_back(*slot);
        }
        return texts;
    }
};

template <class T>
Field<T> fromCard(T value) {
    return Field<T>{.value = std::move(value), .source = Source::Dg13};
}

// Turns labels and strings into a citizen. A label that gave nothing usable is remembered so that its bytes are kept.
class Reader {
  public:
    explicit Reader(Dg13Structure structure) : fields_(std::move(structure.fields)) {
        result_.problems = std::move(structure.problems);
        for (const auto& field : fields_) {
            auto& gathered = labels_[field.label];
            gathered.slots.insert(gathered.slots.end(), field.values.begin(), field.values.end());
            gathered.malformed = gathered.malformed || field.malformed;
        }
    }

    Dg13 read() {
        readText();
        readNumbersAndDates();
        readFamily();
        keepUnknown();
        result_.status = isEmpty(result_.citizen) ? Dg13Status::NotUnderstood : Dg13Status::Understood;
        return std::move(result_);
    }

  private:
    // The one value of a label; nothing when it is missing, and a problem when it is malformed or not one.
    std::optional<std::string> single(int label) {
        const auto found = labels_.find(label);
        if (found == labels_.end()) return std::nullopt;
        if (found->second.malformed) return refuse(label, Dg13ProblemKind::ValueMalformed);
        auto texts = found->second.texts();
        if (texts.size() > 1) return refuse(label, Dg13ProblemKind::Ambiguous);
        if (texts.empty()) return std::nullopt;
        return std::move(texts.front());
    }

    std::nullopt_t refuse(int label, Dg13ProblemKind kind) {
        result_.problems.push_back({kind, label});
        refused_.push_back(label);
        return std::nullopt;
    }

    void readText() {
        for (const auto& [label, field] : textLabels) {
            if (auto text = single(label)) result_.citizen.*field = fromCard(*std::move(text));
        }
    }

    void readDate(int label, DateField& field) {
        const auto text = single(label);
        if (!text) return;
        if (const auto date = Date::fromVietnamese(*text)) {
            field = fromCard(*date);
        } else {
            refuse(label, Dg13ProblemKind::ValueMalformed);
        }
    }

    void readNumbersAndDates() {
        auto& citizen = result_.citizen;
        if (auto number = single(labelIdNumber)) {
            if (isIdNumber(*number)) {
                citizen.idNumber = fromCard(*std::move(number));
            } else {
                refuse(labelIdNumber, Dg13ProblemKind::ValueMalformed);
            }
        }
        readDate(labelDateOfBirth, citizen.dateOfBirth);
        readDate(labelIssueDate, citizen.issueDate);
        if (const auto text = single(labelSex)) {
            if (const auto sex = sexFromVietnamese(*text)) {
                citizen.sex = fromCard(*sex);
            } else {
                refuse(labelSex, Dg13ProblemKind::ValueMalformed);
            }
        }
        readExpiry();
    }

    void readExpiry() {
        const auto text = single(labelExpiryDate);
        if (!text) return;
        const auto date = Date::fromVietnamese(*text);
        if (date || foldForSearch(*text) == "KHONG THOI HAN") {
            result_.citizen.expiryDate = fromCard(date);
        } else {
            refuse(labelExpiryDate, Dg13ProblemKind::ValueMalformed);
        }
    }

    // Parents are two places, father first, as two sequences or nested in one; one place alone does not say whose it
    // is, and then the spouse's label is in doubt too (one known reader takes 14 for the mother and 15 for the spouse).
    void readFamily() {
        const auto& parents = labels_[labelParents];
        const auto parentNames = parents.texts();
        bool shifted = !readOldIdNumber();
        if (parents.malformed) {
            refuse(labelParents, Dg13ProblemKind::ValueMalformed);
        } else if (!parentNames.empty() && (parents.slots.size() != 2 || shifted)) {
            refuse(labelParents, Dg13ProblemKind::Ambiguous);
            shifted = shifted || parents.slots.size() == 1;
        } else if (!parentNames.empty()) {
            if (parents.slots[0]) result_.citizen.fatherName = fromCard(*parents.slots[0]);
            if (parents.slots[1]) result_.citizen.motherName = fromCard(*parents.slots[1]);
        }
        readSpouse(shifted);
    }

    void readSpouse(bool shifted) {
        const auto& spouses = labels_[labelSpouse];
        const auto names = spouses.texts();
        if (spouses.malformed) {
            refuse(labelSpouse, Dg13ProblemKind::ValueMalformed);
        } else if (!names.empty() && shifted) {
            refuse(labelSpouse, Dg13ProblemKind::Ambiguous);
        } else if (!names.empty()) {
            auto joined = names.front();
            for (std::size_t index = 1; index < names.size(); ++index) joined += ", " + names[index];
            if (joined.size() > maxTextBytes) {
                refuse(labelSpouse, Dg13ProblemKind::ValueMalformed);
            } else {
                result_.citizen.spouseName = fromCard(std::move(joined));
            }
        }
    }

    // False when label 15 holds words, which means that the family's labels are shifted.
    bool readOldIdNumber() {
        auto number = single(labelOldIdNumber);
        if (number && (isOldIdNumber(*number) || isIdNumber(*number))) {
            result_.citizen.oldIdNumber = fromCard(*std::move(number));
            return true;
        }
        if (number) {
            refuse(labelOldIdNumber, Dg13ProblemKind::ValueMalformed);
            return false;
        }
        // Readers disagree on 15 and 16; nine digits cannot be the sixteen characters of the identifier.
        const auto sixteen = labels_[labelSixteen].texts();
        if (sixteen.size() == 1 && isOldIdNumber(sixteen.front())) {
            result_.citizen.oldIdNumber = fromCard(sixteen.front());
        }
        return true;
    }

    void keepUnknown() {
        for (const auto& field : fields_) {
            const bool known = field.label < labelSixteen && std::ranges::find(refused_, field.label) == refused_.end();
            if (!known) result_.unknown.push_back({field.label, Bytes(field.content.begin(), field.content.end())});
        }
    }

    std::vector<Dg13Field> fields_;
    std::map<int, Gathered> labels_;
    std::vector<int> refused_;
    Dg13 result_;
};

}  // namespace

Dg13 parseDg13(ByteView file) {
    if (file.empty()) return {};
    return Reader(walkDg13(file)).read();
}

}  // namespace cccd_bridge::cccd
