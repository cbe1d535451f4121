// What stands around a field on a whole page: the site's own search, lists of people, captions, the names of tabs.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Page } from "../../content/page";
import { detect } from "../../plan/detect/detect";
import { page } from "./dom";

const ALL = ["applicant", "owner", "authorised", "child", "spouse", "organisation"] as const;

/** Names of the controls with what each was found to be. */
function found(html: string): Record<string, string> {
  const { fields } = new Page(page(html), undefined).snapshot({ token: "t", origin: "https://portal.example", path: "/" });
  return Object.fromEntries(detect(fields, ALL).targets.map(({ control, field }) => [control.name, field.key.replace("detected.", "")]));
}

test("the site's own search box does not make the form's title a stranger's", () => {
  const form = '<h2>TỜ KHAI THAY ĐỔI THÔNG TIN CƯ TRÚ</h2><form><p>Họ và tên <input name="a"></p><p>Số CCCD <input name="b"></p></form>';
  assert.deepEqual(found(`<nav><div role="search"><input name="q" placeholder="Tìm kiếm..."></div></nav>${form}`), { a: "applicant.fullName", b: "applicant.idNumber" });
});

test("rows that are counted or ask for a relation are a list of people", () => {
  const row = (head: string, cells: string): string => `<table><thead><tr>${head}</tr></thead><tbody><tr>${cells}</tr></tbody></table>`;
  const cells = '<td><input name="a"></td><td><input name="b"></td><td><input name="c"></td>';
  assert.deepEqual(found(row("<th>STT</th><th>Họ và tên</th><th>Số CCCD</th><th>Nghề nghiệp</th>", `<td>1</td>${cells}`)), {});
  assert.deepEqual(found(row("<th>Họ và tên</th><th>Số CCCD</th><th>Quan hệ với chủ hộ</th>", cells)), {});
  assert.deepEqual(found(row("<th>Họ và tên</th><th>Số CCCD</th><th>Nghề nghiệp</th>", cells)), { a: "applicant.fullName", b: "applicant.idNumber" });
});

test("of two alike the only one that says whose it is is taken", () => {
  const list = '<div>Họ và tên <input name="x"></div>';
  assert.deepEqual(found(`${list}<fieldset><legend>Người kê khai</legend><div>Họ tên <input name="a"></div></fieldset>`), { a: "applicant.fullName" });
  assert.deepEqual(found(`<fieldset><legend>Người nộp</legend>${list}</fieldset><fieldset><legend>Người kê khai</legend><div>Họ tên <input name="a"></div></fieldset>`), {});
});

test("a caption is the label of the first field behind it where the others have words of their own", () => {
  const line = (caption: string): string => `<dl><dt>${caption}</dt><dd><input name="a"> cấp ngày <input name="b"> tại <input name="c"></dd></dl>`;
  assert.deepEqual(found(line("10. Căn cước công dân số")), { a: "applicant.idNumber", b: "applicant.issueDate", c: "applicant.issuingAuthority" });
  assert.deepEqual(found(line("Hộ chiếu số")), {});
  assert.deepEqual(found('<dl><dt>Họ và tên</dt><dd><input name="a"> <input name="b"></dd></dl>'), {}, "two parts of one name");
  assert.deepEqual(found('<dl><dt>Nơi thường trú</dt><dd><input name="a"> xã <input name="b"> tỉnh <input name="c"></dd></dl>')["a"], undefined, "the rest of an address");
});

test("the names of all tabs are no caption of the first", () => {
  const tabs = '<div role="tablist"><div role="tab" id="t0">Thông tin người nộp</div><div role="tab">Người nhận kết quả</div></div>';
  assert.deepEqual(found(`<div>${tabs}<div role="tabpanel" aria-labelledby="t0"><p><span>Họ tên</span><input name="a"></p><p><span>Ngày sinh</span><input name="b"></p></div></div>`), { a: "applicant.fullName", b: "applicant.dateOfBirth" });
});

test("a line that names somebody over a field with a label of its own says whose it is", () => {
  const block = (line: string, at: number): string => `<p>${line}</p><div><input id="i${at}" name="n${at}"><label for="i${at}">Full name</label></div>`;
  assert.deepEqual(found(`<form>${block("Applicant (Vietnamese citizen)", 1)}${block("Emergency contact", 2)}</form>`), { n1: "applicant.fullName" });
  assert.deepEqual(found(`<form>${block("Emergency contact", 2)}</form>`), {});
});

test("numbers of footnotes and a paper's general name in brackets say nothing", () => {
  assert.deepEqual(found('<p>Nơi thường trú<sup>2</sup> <input name="a"></p><p>Tên tôi là¹: <input name="b"></p><p>Số CMND cũ (ID number) <input name="c"></p>'), { a: "applicant.placeOfResidence", b: "applicant.fullName", c: "applicant.oldIdNumber" });
});

test("a block is called by the tab that opens it, whatever the library", () => {
  const fields = (at: number): string => `<div><label>Họ và tên</label><input name="a${at}"></div><div><label>Ngày sinh</label><input name="b${at}"></div>`;
  const bars = [
    '<ul class="nav nav-tabs"><li><a data-toggle="tab" href="#p1">Người nộp</a></li><li><a data-toggle="tab" href="#p2">Người giám hộ</a></li></ul>',
    '<ul><li><button type="button" data-bs-toggle="pill" data-bs-target="#p1">Người nộp</button></li><li><button type="button" data-bs-toggle="pill" data-bs-target="#p2">Người giám hộ</button></li></ul>',
    '<div class="v-tabs__bar"><div class="v-tabs__div"><a href="#p1" class="v-tabs__item">Người nộp</a></div><div class="v-tabs__div"><a href="#p2" class="v-tabs__item">Người giám hộ</a></div></div>',
  ];
  for (const bar of bars) {
    assert.deepEqual(found(`<form>${bar}<div><div id="p1">${fields(1)}</div><div id="p2">${fields(2)}</div></div></form>`), { a1: "applicant.fullName", b1: "applicant.dateOfBirth" }, bar);
    assert.deepEqual(found(`<form>${bar}<div><div id="p1" style="display:none">${fields(1)}</div><div id="p2">${fields(2)}</div></div></form>`), {}, bar);
  }
});

test("the step that is reached says whose its fields are", () => {
  const bar = (first: string, second: string): string => `<div class="el-steps"><div class="el-step ${first}">1 Người nộp hồ sơ</div><div class="el-step ${second}">2 Chủ hồ sơ</div><div class="el-step">3 Lệ phí</div></div>`;
  const form = '<form><div><label>Họ và tên</label><input name="a"></div><div><label>Số CCCD</label><input name="b"></div></form>';
  assert.deepEqual(found(bar("is-active", "") + form), { a: "applicant.fullName", b: "applicant.idNumber" });
  assert.deepEqual(found(bar("", "is-active") + form), { a: "owner.fullName", b: "owner.idNumber" });
});

test("a heading in a box beside its block, with a sentence under it, is the block's title", () => {
  const block = (title: string, fields: string): string => `<div><div><h3>${title}</h3><p>Thông tin này được dùng để liên hệ và trả kết quả giải quyết hồ sơ.</p></div><div><div>${fields}</div></div></div>`;
  const html = block("Người nộp hồ sơ", '<p>Họ tên <input name="a"></p><p>Số CCCD <input name="b"></p>') + block("Người giám hộ", '<p>Ngày sinh <input name="c"></p><p>Dân tộc <input name="d"></p>');
  assert.deepEqual(found(`<form>${html}</form>`), { a: "applicant.fullName", b: "applicant.idNumber" });
});

test("a form whose buttons only look something up is none to fill in", () => {
  const form = (button: string): string => `<h1>Quản lý hồ sơ</h1><form><p>Họ và tên <input name="a"></p><p>Số CCCD <input name="b"></p>${button}</form>`;
  assert.deepEqual(found(form("<button>Tìm kiếm</button><button>Làm mới</button>")), {});
  assert.deepEqual(found(form("<button>Tìm kiếm</button><button>Tiếp tục</button>")), { a: "applicant.fullName", b: "applicant.idNumber" });
});

test("a row with a block's name and no control is a title without any markup", () => {
  const rows = (first: string, second: string): string => `<table><tr><td>${first}</td><td></td></tr><tr><td>Họ tên</td><td><input name="a"></td></tr><tr><td>${second}</td><td></td></tr><tr><td>Họ tên</td><td><input name="b"></td></tr><tr><td>Quê quán</td><td><input name="c"></td></tr></table>`;
  assert.deepEqual(found(rows("A. Người yêu cầu", "B. Người bảo lãnh")), { a: "applicant.fullName" });
});

test("the same person's name after a change begins nobody's block", () => {
  assert.deepEqual(found('<p>Họ và tên <input name="a"></p><p>Họ và tên sau khi thay đổi <input name="b"></p><p>Nơi thường trú <input name="c"></p>'), { a: "applicant.fullName", c: "applicant.placeOfResidence" });
});

test("words behind a line's last control that lead over to another person hold for what follows", () => {
  const line = (lead: string): string => `<form><p>Số CCCD: <input name="a"></p><p>Đề nghị cấp trích lục <select><option>khai sinh</option></select> ${lead}</p><p>Ngày sinh: <input name="b"></p><p>Dân tộc: <input name="c"></p></form>`;
  assert.deepEqual(found(line("cho người có tên dưới đây:")), { a: "applicant.idNumber" });
  assert.deepEqual(found(line("<span>cho người có tên dưới đây:</span>")), { a: "applicant.idNumber" });
  assert.deepEqual(found(line("cho người được cấp:")), { a: "applicant.idNumber" });
  assert.deepEqual(found(line("cho người có tên trên.")), { a: "applicant.idNumber", b: "applicant.dateOfBirth", c: "applicant.ethnicity" }, "leads over to nothing");
});

test("captions under their fields are theirs, and one under buttons is nobody else's", () => {
  const under = (control: string, caption: string): string => `<div class="cell"><div class="box"><div>${control}</div></div><div>${caption}</div></div>`;
  const buttons = under('<button type="button">Nam</button><button type="button">Nữ</button>', "GIỚI TÍNH / SEX");
  assert.deepEqual(found(`<form>${buttons}${under('<input name="a">', "SỐ CĂN CƯỚC / ID NUMBER")}${buttons}${under('<input name="b">', "NƠI THƯỜNG TRÚ")}</form>`), { a: "applicant.idNumber", b: "applicant.placeOfResidence" });
  assert.deepEqual(found(`<form>${buttons}${under('<input name="a">', "")}</form>`), {});
  const help = '<div>Họ và tên <button type="button">?</button> <button type="button">Trợ giúp</button></div><div><input name="a"></div>';
  assert.deepEqual(found(`<form>${help}</form>`), { a: "applicant.fullName" }, "a button for help is no answer");
});

test("a date in three fields over its caption is that date", () => {
  const parts = ["NGÀY", "THÁNG", "NĂM"].map((part, at) => `<input name="${"abc"[at] ?? ""}" placeholder="${part}">`).join(" / ");
  const date = (caption: string): string => `<form><div><div>${parts}</div><div>${caption}</div></div><div>Số CCCD <input name="d"></div></form>`;
  assert.equal(found(date("NGÀY SINH / DATE OF BIRTH"))["a"], "applicant.dateOfBirth");
  assert.deepEqual(found(date("NGÀY HẸN")), { d: "applicant.idNumber" });
});

test("of a line that goes on behind a control only what leads over to somebody begins a block", () => {
  const form = (behind: string): string => `<form><p>Xin cấp cho người có tên sau đây:</p><p>Lý do <input name="a">${behind}</p><p>Tôn giáo: <input name="b"></p></form>`;
  assert.deepEqual(found(form(" và nhận thay kết quả là:")), {});
  assert.deepEqual(found(form(" với thông tin cá nhân như sau:")), { b: "applicant.religion" });
});

test("of boxes with captions under what they draw, each keeps its own", () => {
  const boxes = (...inner: [string, string][]): string => `<form>${inner.map(([drawn, caption]) => `<div class="q"><div>${drawn}</div><p>${caption}</p></div>`).join("")}</form>`;
  assert.deepEqual(found(boxes(["<i>Nam</i><i>Nữ</i>", "Giới tính"], ['<input name="a">', "Số ghế"], ["<canvas></canvas>", "Họ và tên"], ['<input name="b">', "Số CCCD"])), { b: "applicant.idNumber" });
  const rows = '<div class="q"><div><i></i></div><div>Họ và tên</div></div><div class="q"><div><input name="a"></div><small></small></div><p>Xem lại trước khi nộp</p>';
  assert.deepEqual(found(`<form><section>${rows}</section></form>`), { a: "applicant.fullName" }, "no caption of its own");
});

test("captions in the row under their controls are theirs, also where more controls follow", () => {
  const drawn = (row: string, cell: string, rows: string[][]): string => rows.map((cells) => `<${row}>${cells.map((text) => `<${cell}>${text === text.toLowerCase() ? `<input name="${text}">` : text}</${cell}>`).join("")}</${row}>`).join("");
  const grid = (...rows: string[][]): string => `<form><section>${drawn("div", "div", rows)}</section></form>`;
  const table = (...rows: string[][]): string => `<form><table>${drawn("tr", "td", rows)}</table></form>`;
  const [names, numbers] = [["Họ và tên", "Ngày sinh", "Quốc tịch"], ["Dân tộc", "Số CCCD", "Số ghế"]];
  const all = { a: "applicant.fullName", b: "applicant.dateOfBirth", c: "applicant.nationality", d: "applicant.ethnicity", e: "applicant.idNumber" };
  for (const made of [grid, table]) {
    assert.deepEqual(found(made(["a", "b", "c"], names, ["d", "e", "f"], numbers)), all);
    assert.deepEqual(found(made(["a", "b", "c"], names, ["d", "e", "f"])), {}, "nobody can tell");
  }
  assert.deepEqual(found(grid(names, ["a", "b", "c"], numbers, ["d", "e", "f"])), all);
});
