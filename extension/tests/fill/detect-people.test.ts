// Whose field it is where the label itself does not say so: never the applicant's in another person's place.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Page } from "../../content/page";
import { detect } from "../../plan/detect/detect";
import { whoIs } from "../../plan/detect/who";
import type { SnapshotField } from "../../shared/content-protocol";
import { control } from "./builders";
import { page } from "./dom";

const BINDING = { token: "t", origin: "https://portal.example", path: "/form" };

/** What is found for the applicant, as "place:key", and the places refused. */
function applicant(fields: Partial<SnapshotField>[]): { found: string[]; refused: number[] } {
  const { targets, ambiguous } = detect(fields.map((over, ref) => control(ref, over)), ["applicant"]);
  return { found: targets.map(({ field, control: { ref } }) => `${ref}:${field.key.split(".").at(-1) ?? ""}`), refused: ambiguous.map(({ control: { ref } }) => ref) };
}

function labelled(...labels: string[]): ReturnType<typeof applicant> {
  return applicant(labels.map((label) => ({ labels: [label] })));
}

function onPage(html: string): string[] {
  return detect(new Page(page(html), undefined).snapshot(BINDING).fields, ["applicant"]).targets.map(({ field }) => field.key.replace("detected.applicant.", ""));
}

test("what follows a person's name is that person's until another name comes", () => {
  const own = ["Họ và tên", "Số CCCD", "Ngày cấp"];
  for (const name of ["Họ và tên vợ (chồng)", "Họ tên cha", "Người bị kiện", "Họ và tên Sponsor", "Tên người sử dụng đất", "Mother's name"]) {
    const { found } = labelled(...own, name, "Số CCCD", "Ngày cấp", "Năm sinh", "Nghề nghiệp", "Dân tộc");
    assert.deepEqual(found, ["0:fullName", "1:idNumber", "2:issueDate"], name);
  }
  assert.deepEqual(labelled("Họ tên cha", "Năm sinh", "Họ và tên", "Ngày sinh").found, ["2:fullName", "3:dateOfBirth"]);
});

test("a name asked for by a placeholder alone, or by a starred label, begins that person's fields too", () => {
  const own = { labels: ["Họ và tên"] };
  const asked = (label: string, source: "placeholder" | "title"): Partial<SnapshotField> => ({ labels: [label], labelSources: [source] });
  for (const source of ["placeholder", "title"] as const) assert.deepEqual(applicant([own, asked("Họ và tên Sponsor", source), asked("Số CCCD", source)]).found, ["0:fullName"], source);
  assert.deepEqual(labelled("Họ và tên", "Father's full name *", "Số CCCD").found, ["0:fullName"]);
  const row = (label: string): string => `<div><div>${label}<span>*</span></div><div><input></div></div>`;
  assert.deepEqual(onPage(`<div>${["Họ và tên", "Họ và tên cổ đông", "Số CCCD", "Ngày cấp"].map(row).join("")}</div>`), ["fullName"]);
});

test("other names of the same person, and who is only related, begin nobody's block", () => {
  assert.deepEqual(labelled("Họ và tên", "Họ và tên gọi khác", "Ngày sinh").found, ["0:fullName", "2:dateOfBirth"]);
  assert.deepEqual(labelled("Họ và tên", "Họ tên chủ hộ", "Quan hệ với chủ hộ", "Nơi thường trú").found, ["0:fullName", "3:placeOfResidence"]);
});

test("date and issuer belong to the person whose number they stand behind", () => {
  assert.deepEqual(labelled("Họ và tên", "Số CCCD của mẹ", "Ngày cấp", "Nơi cấp").found, ["0:fullName"]);
  assert.deepEqual(labelled("Số CCCD của mẹ", "Ngày cấp", "Số CCCD", "Ngày cấp").found, ["2:idNumber", "3:issueDate"]);
});

test("parents and spouse are nobody the applicant's data fits", () => {
  for (const who of ["cha", "mẹ", "bố đẻ", "vợ", "chồng", "vợ/chồng", "mẹ nuôi", "cha dượng"]) {
    for (const what of ["Họ và tên", "Số CCCD của", "Ngày sinh", "Số định danh cá nhân của", "Nơi thường trú của"]) assert.deepEqual(labelled(`${what} ${who}`).found, [], `${what} ${who}`);
  }
  for (const name of ["hoTenCha", "ho_ten_me", "cccdVo", "soDinhDanhChong", "fatherName", "motherIdNumber", "spouse_dob"]) assert.deepEqual(applicant([{ name }]).found, [], name);
});

test("the kind of an identity paper is chosen by a person", () => {
  const kind = { labels: ["Loại giấy tờ định danh"], name: "NYC_LoaiGiayToDinhDanhC", widget: "select" as const, options: ["Căn cước công dân", "Thẻ căn cước", "Hộ chiếu"] };
  assert.deepEqual(applicant([kind, { labels: ["Số định danh"], name: "NYC_SoDinhDanhC" }]).found, ["1:idNumber"]);
  assert.deepEqual(applicant([{ ...kind, labels: [] }]).found, []);
});

test("what a known person is besides changes nobody", () => {
  assert.equal(whoIs("Người làm đơn là cha, mẹ hoặc người giám hộ"), "applicant");
  assert.equal(whoIs("Mẹ là người nộp hồ sơ"), "stranger");
  assert.equal(whoIs("Phần dành cho cán bộ tiếp nhận"), "stranger");
  assert.equal(whoIs("Kính gửi: Chủ tịch Ủy ban nhân dân"), undefined);
});

test("an applicant named among the rows of an unknown party is one of the two", () => {
  assert.deepEqual(applicant([{ labels: ["Họ tên người làm thủ tục"], group: "Phần chủ xe tự kê khai" }]), { found: [], refused: [0] });
});

test("a sentence or half a name in the middle changes whose the rest is", () => {
  const lead = "Đề nghị cấp Giấy xác nhận tình trạng hôn nhân cho người có tên dưới đây:";
  assert.deepEqual(onPage(`<form><p>Họ tên người yêu cầu: <input></p><p>${lead}</p><p>Ngày sinh: <input></p><p>Dân tộc: <input></p></form>`), ["fullName"]);
  assert.deepEqual(labelled("Tôi tên là", "CCCD số", "Là cha/mẹ của em", "Sinh ngày", "Dân tộc").found, ["0:fullName", "1:idNumber"]);
  assert.deepEqual(labelled("Tôi là", "CCCD số", "Bảo lãnh cho ông/bà", "CCCD số", "Năm sinh").found, ["0:fullName", "1:idNumber"]);
  assert.deepEqual(labelled("Họ và tên", "Số con", "Dân tộc").found, ["0:fullName", "2:ethnicity"]);
});

test("who says I under the name of a form speaks of himself until another is named", () => {
  const group = "ĐƠN XIN TẠM TRÚ CHO HỘ GIA ĐÌNH";
  const fields = ["Tôi tên là", "Số CCCD", "Họ tên chủ hộ", "Ngày sinh"].map((label) => ({ labels: [label], group }));
  assert.deepEqual(applicant(fields).found, ["0:fullName", "1:idNumber"]);
  assert.deepEqual(applicant([{ labels: ["Tôi tên là"], group: "Bên bán" }]).found, []);
});

test("a spouse in somebody else's block is nobody we know", () => {
  const { targets } = detect(["Họ và tên vợ", "Số CCCD của vợ"].map((label, ref) => control(ref, { labels: [label], group: "Bên bán" })), ["applicant", "spouse"]);
  assert.deepEqual(targets, []);
});

test("a line over a block is its title where other blocks have others, and a hint is none", () => {
  const card = (line: string, ...labels: string[]): string => `<div><div>${line}</div><div>${labels.map((label) => `<div><div>${label}</div><input></div>`).join("")}</div></div>`;
  assert.deepEqual(onPage(card("Thông tin cá nhân", "Họ và tên", "Ngày sinh") + card("Sponsor", "Số CCCD", "Quê quán")), ["fullName", "dateOfBirth"]);
  assert.deepEqual(onPage(card("Thông tin cá nhân", "Họ và tên", "Ngày sinh") + card("Vui lòng ghi như trên thẻ", "Số CCCD", "Quê quán")), ["fullName", "dateOfBirth", "idNumber", "placeOfOrigin"]);
  assert.deepEqual(onPage(card("II. Đón trả", "Số CCCD") + card("I. Thông tin cá nhân", "Họ và tên")), ["fullName"]);
});

test("a child or spouse is meant only by a title that is understood to its end", () => {
  for (const [group, count] of [["Thông tin trẻ", 1], ["Đón trả trẻ", 0], ["Bảo mẫu của bé", 0], ["Thông tin vợ (chồng)", 1], ["Công ty nơi vợ làm", 0]] as const) {
    const { targets } = detect([control(0, { labels: ["Họ và tên"], group })], ["child", "spouse"]);
    assert.equal(targets.length, count, group);
  }
  assert.deepEqual(applicant([{ labels: ["Họ và tên"], group: "Nhà thầu của người đề nghị" }]).found, []);
});

test("date and issuer behind the number of the card before are that card's", () => {
  assert.deepEqual(labelled("Họ và tên", "CMND/CCCD cũ số", "Ngày cấp", "Nơi cấp").found, ["0:fullName"]);
});

test("a name that says only that it is a date of a paper says no number", () => {
  assert.deepEqual(applicant([{ labels: ["Số CCCD"], name: "cccd" }, { labels: ["Ngày cấp"], name: "cccd_date" }]).found, ["0:idNumber", "1:issueDate"]);
  assert.deepEqual(applicant([{ name: "cccd_date" }]).found, []);
});

test("a date whose caption stands before its day is still in three parts", () => {
  const { targets } = detect(["Sinh ngày", "tháng", "năm"].map((label, ref) => control(ref, { labels: [label] })), ["applicant"]);
  assert.deepEqual(targets.map(({ field: { value } }) => value), ["day", "month", "yyyy"].map((format) => ({ citizen: "dateOfBirth", format })));
});

test("a block for searching is no part of the form", () => {
  const search = (label: string): Partial<SnapshotField> => ({ labels: [label], group: "Tra cứu hồ sơ" });
  const own = (label: string): Partial<SnapshotField> => ({ labels: [label], group: "Người nộp hồ sơ" });
  assert.deepEqual(applicant([search("Họ tên người nộp"), search("Số CCCD"), own("Họ tên người nộp"), own("Số CCCD")]), { found: ["2:fullName", "3:idNumber"], refused: [0, 1] });
  assert.deepEqual(onPage('<form role="search"><input placeholder="Số CCCD"></form><form><label>Số CCCD <input></label><label>Họ tên <input></label></form>'), ["idNumber", "fullName"]);
});

test("blocks on land, business, other papers or a second applicant are not the applicant's", () => {
  for (const group of ["Thông tin thửa đất", "Thông tin giấy phép", "Nhận kết quả", "Joint applicant", "Người nộp thứ hai"]) {
    assert.deepEqual(applicant([{ labels: ["Họ và tên"], group: "Thông tin cá nhân" }, { labels: ["Số CCCD"], group }]).found, ["0:fullName"], group);
  }
});

test("a block on papers goes on with the person before it, one on land or a page's own title does not", () => {
  const own = { labels: ["Họ và tên"], group: "Người nộp hồ sơ" };
  assert.deepEqual(applicant([own, { labels: ["Số CCCD"], group: "Thẻ căn cước" }]).found, ["0:fullName", "1:idNumber"]);
  assert.deepEqual(applicant([own, { labels: ["Số CCCD"], group: "Thông tin thửa đất" }]).found, ["0:fullName"]);
  assert.deepEqual(applicant([{ labels: ["Họ và tên"], group: "Giám đốc" }, { labels: ["Số CCCD"], group: "Thẻ căn cước" }]).found, []);
  const [page, person] = [{ groups: ["Đăng ký"], group: "Đăng ký" }, { lines: ["Giám đốc"] }];
  assert.deepEqual(applicant([{ ...page, ...person, labels: ["Họ và tên"] }, { ...page, lines: ["Thông tin cá nhân"], labels: ["Số CCCD"] }]).found, ["1:idNumber"]);
});

test("a head at the side of several rows tells whose they are; a column's head that is the label names nobody", () => {
  const side = (head: string): string => `<table><tr><td rowspan="2">${head}</td><td>Họ và tên</td><td><input></td></tr><tr><td>Số CCCD</td><td><input></td></tr></table>`;
  assert.deepEqual(onPage(side("Thông tin gia đình")), []);
  assert.deepEqual(onPage(side("Người nộp hồ sơ")), ["fullName", "idNumber"]);
  assert.deepEqual(onPage("<h3>Người cao tuổi</h3><table><tr><th>Full name</th><th>Citizen ID number</th></tr><tr><td><input></td><td><input></td></tr></table>"), []);
});

test("the row of a table's heads is no line over it, and a column may be a person's nobody lists in full", () => {
  const cells = "<td><input></td><td><input></td>";
  const heads = "<thead><tr><th></th><th>Citizen ID</th><th>Họ tên</th></tr></thead>";
  assert.deepEqual(onPage(`<h3>Các bên</h3><table>${heads}<tr><th>Thông tin gia đình</th>${cells}</tr></table>`), []);
  const columns = "<thead><tr><th></th><th>Người yêu cầu công chứng</th><th>Người được tặng cho</th></tr></thead>";
  assert.deepEqual(onPage(`<table>${columns}<tr><th>Số CCCD</th>${cells}</tr><tr><th>Dân tộc</th>${cells}</tr></table>`), ["idNumber", "ethnicity"]);
});

test("the rest of an address is all of it where no list asks for province or commune", () => {
  assert.deepEqual(labelled("Địa chỉ thường trú chi tiết"), { found: [], refused: [0] });
  assert.deepEqual(labelled("Tỉnh/thành phố nơi thường trú", "Xã/phường nơi thường trú", "Địa chỉ thường trú chi tiết").found, ["0:province", "1:commune", "2:detail"]);
});

test("one small word is the issuer only beside the date", () => {
  assert.deepEqual(labelled("CCCD số", "cấp ngày", "tại").found, ["0:idNumber", "1:issueDate", "2:issuingAuthority"]);
  assert.deepEqual(labelled("CCCD số", "do", "cấp ngày").found, ["0:idNumber", "1:issuingAuthority", "2:issueDate"]);
  assert.deepEqual(labelled("Giấy phép lái xe số", "cấp ngày", "tại").found, []);
  assert.deepEqual(labelled("CCCD số", "tại").found, ["0:idNumber"]);
});

test("numbers before a label go, words cut short stay", () => {
  for (const label of ["Câu 1: Họ và tên của bạn?", "1/ Họ và tên", "I.1. Họ và tên", "[01]. Họ và tên", "H.tên", "a. Họ và tên"]) assert.deepEqual(labelled(label).found, ["0:fullName"], label);
  assert.deepEqual(labelled("G.tính").found, ["0:sex"]);
  assert.deepEqual(labelled("D.O.B").found, ["0:dateOfBirth"]);
});

test("a label in the cell behind its control counts where the row has no other", () => {
  assert.deepEqual(onPage("<table><tr><td><input></td><td>Họ và tên</td></tr><tr><td><input></td><td>Số CCCD</td></tr></table>"), ["fullName", "idNumber"]);
  assert.deepEqual(onPage("<table><tr><td><input></td><td>Họ và tên</td><td><input></td></tr></table>"), ["fullName"]);
});
