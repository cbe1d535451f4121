// Small makers of synthetic input.
import type { Citizen } from "../../generated/citizen";
import type { Field, SiteProfile } from "../../generated/site-profile";
import type { FormSnapshot, SnapshotField } from "../../shared/content-protocol";
import type { PlanOptions } from "../../plan/types";

export const CITIZEN: Citizen = {
  idNumber: { value: "079099990001", source: "dg13", verified: false },
  fullName: { value: "Nguyễn Thị Thủy", source: "dg13", verified: false },
  dateOfBirth: { value: "1999-02-05", source: "dg13", verified: false },
  sex: { value: "female", source: "dg13", verified: false },
  nationality: { value: "Việt Nam", source: "dg13", verified: false },
  ethnicity: { value: "Kinh", source: "dg13", verified: false },
  placeOfResidence: { value: "Tổ 10, Phường Bình Thọ, Thành phố Hồ Chí Minh", source: "dg13", verified: false },
  issueDate: { value: "2022-08-10", source: "dg13", verified: false },
  expiryDate: { value: null, source: "dg13", verified: false },
  issuingAuthority: { value: "Cục Cảnh sát quản lý hành chính về trật tự xã hội", source: "derived", verified: false },
};

export const OPTIONS: PlanOptions = { mode: "clerk", sensitive: [], roles: ["applicant"] };

export function control(ref: number, over: Partial<SnapshotField>): SnapshotField {
  return { ref, widget: "text", labels: [`Ô ${ref}`], name: "", id: "", type: "text", readOnly: false, disabled: false, required: false, current: "", group: "", ...over };
}

export function field(key: string, value: Field["value"], over: Partial<Field> = {}): Field {
  return { key, role: "applicant", locate: { id: key }, widget: "auto", value, ...over };
}

export function profile(fields: Field[], over: Partial<SiteProfile> = {}): SiteProfile {
  return {
    format: 1,
    id: "test",
    version: 1,
    title: { vi: "Thử", en: "Test" },
    provenance: { source: "test", date: "2026-01-01", triedOnLivePortal: false },
    audience: "clerk",
    match: [{ hosts: ["portal.example"], paths: ["/"] }],
    fields,
    detectOthers: false,
    ...over,
  };
}

export function snapshot(fields: SnapshotField[], broken: FormSnapshot["broken"] = []): FormSnapshot {
  return { binding: { token: "t", origin: "https://portal.example", path: "/" }, fields, broken };
}
