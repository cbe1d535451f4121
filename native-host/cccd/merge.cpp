#include "cccd/merge.hpp"

#include "cccd/expiry.hpp"
#include "cccd/issuer.hpp"
#include "cccd/text.hpp"

#include <algorithm>
#include <string>

namespace cccd_bridge::cccd {
namespace {

constexpr int noExpiryYear = 2099;  // what some writers put for không thời hạn

// Two spellings of one text agree: the sources differ in capitals and in where the tone mark stands.
bool agree(const std::string& left, const std::string& right) {
    return compareText(left, right) <= TextDifference::Layout;
}
template <class T>
bool agree(const T& left, const T& right) {
    return left == right;
}

class Merger {
  public:
    Merger(const MrzCitizen* dg1, const Dg13* dg13, const QrPayload* qr, const Citizen* details) : dg1_(dg1) {
        if (dg13 != nullptr) {
            sources_.push_back(&dg13->citizen);
            if (dg1 != nullptr) compareDg13(dg13->citizen);
        }
        if (details != nullptr) useDetails(*details);
        if (dg1 != nullptr) sources_.push_back(&dg1->citizen);
        if (qr != nullptr && qr->citizen) useQr(*qr->citizen);
    }

    MergedCitizen merge() {
        forEachMember([&](FieldName name, auto member) { mergeField(name, member); });
        derive();
        return std::move(result_);
    }

  private:
    bool contradicted(FieldName name) const {
        return std::ranges::find(result_.contradictions, name) != result_.contradictions.end();
    }

    void compareDg13(const Citizen& dg13) {
        const bool otherName = dg13.fullName && !dg1_->name.empty() && hasOneMrzSpelling(dg13.fullName->value) &&
                               !nameFitsMrz(dg13.fullName->value, *dg1_);
        if (otherName) result_.contradictions.push_back(FieldName::FullName);
        findContradictions(dg13);
        if (!result_.contradictions.empty()) result_.contradictingDataGroups.push_back(13);
    }

    void useDetails(const Citizen& details) {
        details_ = details;
        if (dg1_ != nullptr && !dg1_->vietnamese) details_.idNumber.reset();
        sources_.push_back(&details_);
        if (dg1_ == nullptr) return;
        const auto before = result_.contradictions.size();
        findContradictions(details_);
        if (result_.contradictions.size() > before)
            result_.contradictingDataGroups.insert(result_.contradictingDataGroups.begin(), 11);
    }

    void findContradictions(const Citizen& other) {
        const auto& dg1 = dg1_->citizen;
        const auto check = [&](FieldName name, bool contradicts) {
            if (contradicts) result_.contradictions.push_back(name);
        };
        check(FieldName::IdNumber, other.idNumber && dg1.idNumber && other.idNumber->value != dg1.idNumber->value);
        check(FieldName::DateOfBirth,
              other.dateOfBirth && dg1.dateOfBirth && !compatible(other.dateOfBirth->value, dg1.dateOfBirth->value));
        check(FieldName::Sex, other.sex && dg1.sex && other.sex->value != dg1.sex->value);
        check(FieldName::ExpiryDate, other.expiryDate && dg1.expiryDate && expiryContradicts(other, dg1));
    }

    static bool expiryContradicts(const Citizen& dg13, const Citizen& dg1) {
        const auto unlimited = [](const std::optional<Date>& date) { return !date || date->year() == noExpiryYear; };
        const auto& left = dg13.expiryDate->value;
        const auto& right = dg1.expiryDate->value;
        if (!left || !right) return unlimited(left) != unlimited(right);
        return !compatible(*left, *right);
    }

    // A QR code without the chip's number cannot be said to belong to the card.
    void useQr(const Citizen& qr) {
        const auto chip =
            std::ranges::find_if(sources_, [](const Citizen* source) { return source->idNumber.has_value(); });
        const bool chipRead = !sources_.empty();
        if (chipRead) {
            if (chip == sources_.end() || !qr.idNumber) return;
            if ((*chip)->idNumber->value != qr.idNumber->value) {
                result_.qrOfAnotherPerson = true;
                return;
            }
        }
        sources_.push_back(&qr);
    }

    template <class Member>
    void mergeField(FieldName name, Member member) {
        if (contradicted(name)) return;
        auto& merged = result_.citizen.*member;
        for (const auto* source : sources_) {
            const auto& field = source->*member;
            if (!field || (name == FieldName::FullName && !nameMayBeOffered(*source))) continue;
            if (!merged) {
                merged = field;
                merged->verified = false;
                merged->confirmedBy.clear();
            } else if (agree(merged->value, field->value)) {
                merged->confirmedBy.push_back(field->source);
            }
        }
        if (name == FieldName::FullName) confirmNameByMrz(result_.citizen.fullName);
    }

    // The name of a QR code or of DG11 has to give the name of the chip's MRZ; one of DG11 that has no marks may have
    // lost them.
    bool nameMayBeOffered(const Citizen& source) const {
        const auto& name = *source.fullName;
        if (dg1_ == nullptr || (name.source != Source::Qr && name.source != Source::Dg11)) return true;
        if (name.source == Source::Dg11 && dg1_->vietnamese && stripDiacritics(name.value) == name.value) return false;
        return nameFitsMrz(name.value, *dg1_);
    }

    void confirmNameByMrz(TextField& name) const {
        if (!name || dg1_ == nullptr || name->source == Source::Dg1 || !nameFitsMrz(name->value, *dg1_)) return;
        const auto& known = name->confirmedBy;
        if (std::ranges::find(known, Source::Dg1) == known.end()) name->confirmedBy.insert(known.begin(), Source::Dg1);
    }

    void derive() {
        auto& citizen = result_.citizen;
        // The rules are those of the identity card, of which DG12 does not speak.
        if (!citizen.issueDate || citizen.issueDate->source == Source::Dg12) return;
        const auto issue = citizen.issueDate->value;
        if (const auto authority = issuingAuthorityOn(issue); authority && !citizen.issuingAuthority) {
            citizen.issuingAuthority = {.value = std::string(*authority), .source = Source::Derived};
        }
        if (citizen.expiryDate || contradicted(FieldName::ExpiryDate) || !citizen.dateOfBirth) return;
        if (const auto expiry = deriveExpiry(citizen.dateOfBirth->value, issue)) {
            citizen.expiryDate = Field<std::optional<Date>>{.value = expiry->date, .source = Source::Derived};
        }
    }

    const MrzCitizen* dg1_;
    Citizen details_;
    std::vector<const Citizen*> sources_;  // best first
    MergedCitizen result_;
};

}  // namespace

MergedCitizen mergeCitizen(const MrzCitizen* dg1, const Dg13* dg13, const QrPayload* qr, const Citizen* details) {
    return Merger(dg1, dg13, qr, details).merge();
}

}  // namespace cccd_bridge::cccd
