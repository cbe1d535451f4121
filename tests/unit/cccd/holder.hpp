// A synthetic holder as each source would have her.
#pragma once

#include "cccd/dg13.hpp"
#include "cccd/mrz_citizen.hpp"
#include "cccd/qr_payload.hpp"

#include <string>

namespace cccd_bridge::test {

inline constexpr const char* holderQr = "001199012345|012345678|Nguyễn Thị Mẫu|05021999|Nữ|1 Phố Mẫu, Hà Nội|10052021";

template <class T>
cccd::Field<T> from(cccd::Source source, T value) {
    return cccd::Field<T>{.value = std::move(value), .source = source};
}

inline cccd::MrzCitizen holderMrz() {
    using namespace cccd;
    MrzCitizen mrz;
    mrz.vietnamese = true;
    mrz.name = "NGUYEN THI MAU";
    mrz.citizen.idNumber = from(Source::Dg1, std::string("001199012345"));
    mrz.citizen.documentNumber = from(Source::Dg1, std::string("199012345"));
    mrz.citizen.dateOfBirth = from(Source::Dg1, *Date::fromIso("1999-02-05"));
    mrz.citizen.sex = from(Source::Dg1, Sex::Female);
    mrz.citizen.nationality = from(Source::Dg1, std::string("Việt Nam"));
    mrz.citizen.expiryDate = from(Source::Dg1, Date::fromIso("2024-02-05"));
    return mrz;
}

inline cccd::Dg13 holderDg13() {
    using namespace cccd;
    Dg13 dg13;
    dg13.status = Dg13Status::Understood;
    auto& citizen = dg13.citizen;
    citizen.idNumber = from(Source::Dg13, std::string("001199012345"));
    citizen.fullName = from(Source::Dg13, std::string("Nguyễn Thị Mẫu"));
    citizen.dateOfBirth = from(Source::Dg13, *Date::fromIso("1999-02-05"));
    citizen.sex = from(Source::Dg13, Sex::Female);
    citizen.nationality = from(Source::Dg13, std::string("Việt Nam"));
    citizen.placeOfResidence = from(Source::Dg13, std::string("1 Phố Mẫu, Hà Nội"));
    citizen.issueDate = from(Source::Dg13, *Date::fromIso("2021-05-10"));
    citizen.expiryDate = from(Source::Dg13, Date::fromIso("2024-02-05"));
    return dg13;
}

}  // namespace cccd_bridge::test
