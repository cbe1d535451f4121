// Who issued a card and how portals abbreviate it; the official names follow TT 06/2021/TT-BCA and TT 16/2024/TT-BCA.
import { fold } from "./fold";

const POLICE_ORDER = [
  "Cục Cảnh sát quản lý hành chính về trật tự xã hội",
  "Cục trưởng Cục Cảnh sát quản lý hành chính về trật tự xã hội",
  "Cục Cảnh sát QLHC về trật tự xã hội",
  "Cục Cảnh sát QLHC về TTXH",
  "Cục CS QLHC về TTXH",
  "Cục CSQLHC về TTXH",
  "Cục trưởng Cục Cảnh sát QLHC về TTXH",
];
const RESIDENCE_DATA = [
  "Cục Cảnh sát đăng ký, quản lý cư trú và dữ liệu quốc gia về dân cư",
  "Cục Cảnh sát đăng ký quản lý cư trú và dữ liệu quốc gia về dân cư",
  "Cục trưởng Cục Cảnh sát đăng ký, quản lý cư trú và dữ liệu quốc gia về dân cư",
  "Cục Cảnh sát ĐKQL cư trú và DLQG về dân cư",
  "Cục CS ĐKQL cư trú và DLQG về dân cư",
];
const MINISTRY = ["Bộ Công an", "BCA"];

/** Every known spelling of an issuer given in any of them; empty when it is not one of the three. */
export function issuerSpellings(issuer: string): readonly string[] {
  const wanted = fold(issuer);
  return [POLICE_ORDER, RESIDENCE_DATA, MINISTRY].find((list) => list.some((name) => fold(name) === wanted)) ?? [];
}
