import assert from "node:assert/strict";
import { test } from "node:test";
import type { Who } from "../../plan/detect/role-words";
import { whoIs } from "../../plan/detect/who";
import { detect } from "../../plan/detect/detect";
import type { SnapshotField } from "../../shared/content-protocol";
import { control } from "./builders";

const ALL = ["applicant", "owner", "authorised", "child", "spouse", "organisation"] as const;

function keys(...fields: Partial<SnapshotField>[]): { found: string[]; ambiguous: number[] } {
  const { targets, ambiguous } = detect(fields.map((over, ref) => control(ref, over)), ALL);
  return { found: targets.map(({ field }) => field.key), ambiguous: ambiguous.map(({ control: at }) => at.ref) };
}

test("known labels are found whatever stands around them", () => {
  const cases: [string, string][] = [
    ["Họ và tên khai sinh (Viết in hoa, có dấu)", "fullName"], ["Số CCCD:", "idNumber"], ["* Ngày cấp CCCD", "issueDate"], ["Nơi cấp", "issuingAuthority"],
    ["GIỚI TÍNH", "sex"], ["Quê quán", "placeOfOrigin"], ["Nơi thường trú", "placeOfResidence"], ["Số CMND cũ (nếu có)", "oldIdNumber"], ["Năm sinh", "yearOfBirth"],
  ];
  for (const [label, key] of cases) assert.deepEqual(keys({ labels: [label] }), { found: [`detected.applicant.${key}`], ambiguous: [] }, label);
});

test("labels that do not say which paper are refused", () => {
  for (const label of ["Địa chỉ", "Nơi cấp CMND *", "Số CMND", "Số giấy tờ"]) assert.deepEqual(keys({ labels: [label] }), { found: [], ambiguous: [0] }, label);
  assert.deepEqual(keys({ labels: ["Nơi cấp"], group: "Hộ chiếu" }).ambiguous, [0]);
  assert.deepEqual(keys({ labels: ["Ngày cấp"], name: "ngay_cap_giay_phep", group: "Giấy phép lái xe" }).found, []);
});

test("other labels are passed over", () => {
  for (const label of ["Tên thường gọi:", "Sở thích", "Phụ cấp", "Email", "Số điện thoại", "Họ và tên cha", "Họ và tên chủ hộ", "Chào mừng", "Ngày sinh của mẹ"]) {
    assert.deepEqual(keys({ labels: [label] }), { found: [], ambiguous: [] }, label);
  }
});

test("the role comes from the label, else from the group", () => {
  assert.deepEqual(keys({ labels: ["Họ và tên"], group: "Thông tin chủ hồ sơ" }, { labels: ["Họ và tên"], group: "Thông tin người nộp" }).found, ["detected.owner.fullName", "detected.applicant.fullName"]);
  assert.deepEqual(keys({ labels: ["Họ và tên chủ hồ sơ"] }, { labels: ["Họ tên người nộp"] }).found, ["detected.owner.fullName", "detected.applicant.fullName"]);
  assert.deepEqual(keys({ labels: ["Họ và tên"], group: "Thông tin mẹ" }).found, []);
});

test("two fields for one meaning and role are none", () => {
  assert.deepEqual(keys({ labels: ["Họ và tên"] }, { labels: ["Họ tên"] }), { found: [], ambiguous: [0, 1] });
});

test("a person or party the title names but nobody knows is refused, not taken for the applicant", () => {
  for (const group of ["Người bảo lãnh", "Bên B", "Thông tin người thừa kế", "Người sử dụng lao động", "Người bị tố cáo", "Người bảo lãnh cho công dân", "Thông tin bị đơn"]) {
    assert.deepEqual(keys({ labels: ["Họ và tên"], group }, { labels: ["Email"], group }), { found: [], ambiguous: [0] }, group);
  }
  for (const group of ["Thông tin người nộp hồ sơ", "Thông tin công dân", "Khai các mục bên dưới", "Thông tin chung"]) assert.deepEqual(keys({ labels: ["Họ và tên"], group }).found, ["detected.applicant.fullName"], group);
});

test("a title with a word nobody knows refuses its block, and a title over the whole page does not", () => {
  const own = { labels: ["Số CCCD"], groups: ["Thông tin cá nhân", "Cổng dịch vụ điện tử Hoàng Mai"] };
  for (const title of ["Sponsor", "Cấp dưỡng viên", "Trường THPT lớp 12", "Thông tin cổ phần"]) {
    const other = { labels: ["Ngày sinh"], groups: [title, "Cổng dịch vụ điện tử Hoàng Mai"] };
    assert.deepEqual(keys(own, other), { found: ["detected.applicant.idNumber"], ambiguous: [1] }, title);
  }
  const inner = { labels: ["Ngày sinh"], groups: ["Thông tin cá nhân", "Sponsor", "Cổng dịch vụ điện tử Hoàng Mai"] };
  assert.deepEqual(keys(own, inner), { found: ["detected.applicant.idNumber"], ambiguous: [1] });
});

test("a block titled only by an address goes on with the person before it", () => {
  const address = { labels: ["Tỉnh/Thành phố"], group: "Địa chỉ thường trú" };
  assert.deepEqual(keys({ labels: ["Họ và tên"], group: "Chủ hộ kinh doanh" }, address), { found: [], ambiguous: [0, 1] });
  assert.deepEqual(keys({ labels: ["Họ và tên"], group: "Thông tin cá nhân" }, address).found, ["detected.applicant.fullName", "detected.applicant.province"]);
});

test("an address of several parts in one field is all of it or refused", () => {
  const group = "Nơi thường trú";
  assert.deepEqual(keys({ labels: ["Số nhà, đường, xã/phường, tỉnh"], group }).found, ["detected.applicant.placeOfResidence"]);
  assert.deepEqual(keys({ labels: ["Huyện, tỉnh"], group }), { found: [], ambiguous: [0] });
});

test("somebody who declares for another is not the applicant; a declaration of a change is the applicant's", () => {
  const titles: [string, Who][] = [
    ["Thông tin người khai thay", "unclear"], ["Người kê khai thay", "unclear"], ["Người nộp thay", "unclear"], ["Người viết thay", "unclear"],
    ["Người khai thay đổi thông tin", "applicant"], ["Người kê khai thay đổi", "applicant"], ["Người khai hộ tịch", "applicant"], ["Người nộp hồ sơ", "applicant"],
  ];
  for (const [title, who] of titles) assert.equal(whoIs(title), who, title);
});

test("words in brackets say which address is meant where those outside leave it open", () => {
  for (const label of ["Nơi cư trú (Permanent address)", "Địa chỉ (nơi thường trú)"]) assert.deepEqual(keys({ labels: [label] }).found, ["detected.applicant.placeOfResidence"], label);
  for (const label of ["Nơi cư trú", "Địa chỉ hiện nay (thường trú)", "Nơi cư trú (thường trú hoặc tạm trú)", "Nghề nghiệp (thường trú)"]) assert.deepEqual(keys({ labels: [label] }).found, [], label);
});

test("a hint where to copy from asks for nothing", () => {
  const asked = (hint: string): string[] => keys({ labels: ["Nơi thường trú", hint], labelSources: ["label", "placeholder"] }).found;
  for (const hint of ["Theo căn cước", "Ghi đúng theo CCCD", "As on ID card", "Trên thẻ căn cước"]) assert.deepEqual(asked(hint), ["detected.applicant.placeOfResidence"], hint);
  assert.deepEqual(asked("Số căn cước"), []);
  assert.deepEqual(keys({ labels: ["Số theo căn cước"] }).found, ["detected.applicant.idNumber"]);
});

test("smaller parts of an address go on with what the larger ones before them say", () => {
  const rows = (...labels: string[]): string[] => keys(...labels.map((label) => ({ labels: [label] }))).found.map((key) => key.replace("detected.applicant.", ""));
  assert.deepEqual(rows("Tỉnh/Thành phố thường trú", "Phường/Xã thường trú", "Địa chỉ chi tiết"), ["province", "commune", "detail"]);
  assert.deepEqual(rows("Tỉnh/Thành phố thường trú", "Phường/Xã", "Địa chỉ chi tiết"), ["province", "commune", "detail"]);
  assert.deepEqual(rows("Tỉnh/Thành phố tạm trú", "Phường/Xã tạm trú", "Địa chỉ chi tiết"), []);
  assert.deepEqual(rows("Tỉnh/Thành phố thường trú", "Phường/Xã tạm trú", "Địa chỉ chi tiết"), ["province"]);
  assert.deepEqual(rows("Tỉnh/Thành phố thường trú", "Phường/Xã thường trú", "Nghề nghiệp", "Địa chỉ chi tiết"), ["province", "commune"]);
});
