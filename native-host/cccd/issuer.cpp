#include "cccd/issuer.hpp"

namespace cccd_bridge::cccd {
namespace {

bool notBefore(const Date& date, int year, int month, int day) { return date >= *Date::ofDay(year, month, day); }

}  // namespace

bool issuedUnderIdentityLaw2023(const Date& issueDate) { return notBefore(issueDate, 2024, 7, 1); }

std::optional<std::string_view> issuingAuthorityOn(const Date& issueDate) {
    if (issueDate.yearOnly() || !notBefore(issueDate, 2016, 1, 1)) return std::nullopt;
    if (issuedUnderIdentityLaw2023(issueDate)) return "Bộ Công an";
    if (notBefore(issueDate, 2018, 10, 10)) return "Cục Cảnh sát quản lý hành chính về trật tự xã hội";
    return "Cục Cảnh sát đăng ký, quản lý cư trú và dữ liệu quốc gia về dân cư";
}

}  // namespace cccd_bridge::cccd
