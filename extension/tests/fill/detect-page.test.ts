// Detection against pages: what is a control, what it is called, what a locator finds.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { test } from "node:test";
import { MAX_CONTROLS } from "../../content/controls";
import { elementsFor, Scan } from "../../content/locate";
import { Page, PageError } from "../../content/page";
import { detect } from "../../plan/detect/detect";
import { field, profile } from "./builders";
import { page } from "./dom";

const BINDING = { token: "t", origin: "https://portal.example", path: "/form" };

function labels(html: string): string[][] {
  return new Scan(page(html).body).known.map((known) => known.labels);
}

test("a label is found by every association", () => {
  const cases: [string, string][] = [
    ["for", '<label for="a">Họ tên</label><input id="a">'],
    ["wrapping", "<label>Họ tên <input></label>"],
    ["aria-label", '<input aria-label="Họ tên">'],
    ["aria-labelledby", '<span id="x">Họ</span><span id="y">tên</span><input aria-labelledby="x y">'],
    ["sibling", "<div><span>Họ tên</span><input></div>"],
    ["sibling of the wrapper", '<div class="row"><div class="col">Họ tên</div><div class="col"><div><input></div></div></div>'],
    ["text before", "<p>Họ tên <input></p>"],
    ["cell", "<table><tr><td>Họ tên</td><td><input></td></tr></table>"],
    ["column heading", "<table><tr><th>Họ tên</th><th>Tuổi</th></tr><tr><td><input></td><td>1</td></tr></table>"],
    ["placeholder", '<input placeholder="Họ tên">'],
    ["title", '<input title="Họ tên">'],
    ["form.io", '<div class="formio-component formio-component-textfield formio-component-a"><label for="other">Họ tên</label><div><input></div></div>'],
    ["flatpickr", '<label for="d">Họ tên</label><input type="hidden" id="d" class="flatpickr-input"><input type="text">'],
    ["NFD", `<label for="a">${"Họ tên".normalize("NFD")}</label><input id="a">`],
  ];
  for (const [name, html] of cases) assert.equal(labels(html)[0]?.[0], "Họ tên", name);
});

test("a label is never borrowed from the neighbour", () => {
  assert.deepEqual(labels("<div><span>Họ tên</span><input><input></div>")[1], []);
  assert.deepEqual(labels('<div><span>Họ tên</span><div><input name="a"></div><div><input name="b"></div></div>')[1], []);
  assert.deepEqual(labels('<table><tr><td>Họ tên</td><td><input></td><td><input></td></tr></table>')[1], []);
});

test("radio buttons are one control, called by their group", () => {
  const known = new Scan(page('<fieldset><legend>Giới tính</legend><label><input type="radio" name="s"> Nam</label><label><input type="radio" name="s"> Nữ</label></fieldset>').body).known;
  assert.equal(known.length, 1);
  assert.equal(known[0]?.labels[0], "Giới tính");
  assert.equal(labels('<div><span>Giới tính</span><div><input type="radio" name="s" value="1"> Nam <input type="radio" name="s" value="2"> Nữ</div></div>')[0]?.[0], "Giới tính");
  assert.equal(labels('<p>Giới tính <label><input type="radio" name="s"> Nam</label> <label><input type="radio" name="s"> Nữ</label></p>')[0]?.[0], "Giới tính");
});

test("what a person cannot see or must type alone is no control", () => {
  const hidden = [
    '<input type="hidden" name="a">', '<input type="password">', '<input type="file">', '<input style="display:none">', '<div style="visibility:hidden"><input></div>', '<div hidden><input></div>',
    '<div aria-hidden="true"><input></div>', '<div style="opacity:0"><input></div>', '<input name="otp_code">', '<input autocomplete="one-time-code">', '<label>Mã xác nhận <input></label>', '<input id="captchaText">',
    '<input type="submit" value="Gửi">', "<select multiple></select>",
  ];
  for (const html of hidden) assert.equal(labels(html).length, 0, html);
});

test("locators name exactly one control or say how many", () => {
  const scan = new Scan(page(`<div class="formio-component formio-component-email formio-component-email"><input name="data[email]"></div>
    <div class="formio-component formio-component-email formio-component-ownerEmail"><input name="data[ownerEmail]"></div>
    <label for="n">Họ và tên:</label><input id="n" name="hoTen" data-key='a"b\\' class="only x"><label>Họ và tên <input name="hoTen"></label>`).body);
  const count = (locator: Parameters<Scan["controls"]>[0]): number => scan.controls(locator).length;
  assert.equal(count({ formio: "email" }), 1);
  assert.equal(count({ formio: "ownerEmail" }), 1);
  assert.equal(count({ id: "n" }), 1);
  assert.equal(count({ name: "hoTen" }), 2);
  assert.equal(count({ label: "HỌ VÀ TÊN" }), 2);
  assert.equal(count({ class: "only" }), 1);
  assert.equal(count({ attribute: "data-key", value: 'a"b\\' }), 1);
  assert.equal(count({ id: 'x"],input,[id="' }), 0);
});

test("a caption leads to the value beside it, a text to its button", () => {
  const body = page('<table><tr><th>Nơi ở:</th><td id="v">Phường A</td></tr></table><button>Kiểm tra danh tính số</button><button style="display:none">Kiểm tra danh tính số</button>').body;
  assert.deepEqual(elementsFor(body, { label: "Nơi ở" }).map(({ id }) => id), ["v"]);
  assert.equal(elementsFor(body, { text: "kiểm tra danh tính số" }).length, 1);
});

test("a snapshot names profile fields, broken ones, and others only when allowed", () => {
  const html = '<form id="f"><label>Họ và tên <input name="a" maxlength="10" value="An"></label><label>Khác <input name="b"></label></form><input name="outside">';
  const fields = [field("fullName", { citizen: "fullName" }, { locate: { name: "a" } }), field("gone", { citizen: "sex" }, { locate: { id: "gone" } }), field("maybe", { citizen: "sex" }, { optional: true })];
  const closed = new Page(page(html), profile(fields, { form: { id: "f" } })).snapshot(BINDING);
  assert.deepEqual(closed.fields.map(({ profileKey, maxLength, current }) => [profileKey, maxLength, current]), [["fullName", 10, "An"]]);
  assert.deepEqual(closed.broken, [{ profileKey: "gone", found: 0 }]);
  const open = new Page(page(html), profile(fields, { form: { id: "f" }, detectOthers: true })).snapshot(BINDING);
  assert.deepEqual(open.fields.map(({ name }) => name), ["a", "b"]);
  assert.throws(() => new Page(page(html), profile(fields, { form: { id: "g" } })), (error) => error instanceof PageError && error.code === "portal.profileBroken");
  assert.throws(() => new Page(page("<p>không có gì</p>"), undefined), (error) => error instanceof PageError && error.code === "portal.noForm");
});

test("a page cannot make the snapshot large", () => {
  const long = "x".repeat(10_000);
  const { fields } = new Page(page(`<label>${long}<input></label><select aria-label="s">${"<option value=1>a</option>".repeat(6000)}</select>${"<input>".repeat(3000)}`), undefined).snapshot(BINDING);
  assert.equal(fields.length, MAX_CONTROLS);
  assert.equal(fields[0]?.labels[0]?.length, 200);
  assert.equal(fields[1]?.options?.length, 5000);
});

test("group titles tell two people apart", () => {
  const { known } = new Scan(page("<h3>Người nộp</h3><div><label>Họ tên <input></label></div><fieldset><legend>Chủ hồ sơ</legend><label>Họ tên <input></label></fieldset>").body);
  assert.deepEqual(known.map(({ group }) => group), ["Người nộp", "Chủ hồ sơ"]);
});

const FORMS = resolve(process.cwd(), "../../shared/data/forms/vn-fields");
// A bare "Địa chỉ" and the issuer of the old identity card.
const UNCLEAR = ["s-28", "s-31"];
const MEANING: Readonly<Record<string, string>> = {
  national_id: "idNumber", issue_date: "issueDate", issue_place: "issuingAuthority", hometown: "placeOfOrigin", full_name: "fullName", permanent_address: "placeOfResidence", gender: "sex", dob: "dateOfBirth",
};

test("Vietnamese field cases: nothing wrong, nothing clear missed", (t) => {
  if (!existsSync(FORMS)) return t.diagnostic("../shared is not beside the checkout: not compared with its field cases");
  const cases = JSON.parse(readFileSync(resolve(FORMS, "vn-fields.json"), "utf8")) as { case: string; expected: string }[];
  const expected = new Map(cases.map((entry) => [entry.case, entry.expected]));
  const wrong: string[] = [];
  const forms = [...page(readFileSync(resolve(FORMS, "vn-fields.html"), "utf8")).forms].map((form) => form.outerHTML);
  for (const form of forms) wrong.push(...misjudged(form, expected));
  assert.deepEqual(wrong, []);
});

/** Cases of one form that are neither found as expected nor refused for being unclear. */
function misjudged(form: string, expected: ReadonlyMap<string, string>): string[] {
  const document = page(form);
  const names = new Scan(document.body).known.map(({ control }) => control.element.dataset.case ?? control.radios[0]?.dataset.case ?? "");
  const { targets, ambiguous } = detect(new Page(document, undefined).snapshot(BINDING).fields, ["applicant"]);
  return names.flatMap((name, ref) => {
    const wanted = MEANING[expected.get(name) ?? ""];
    const found = targets.find(({ control }) => control.ref === ref)?.field.key.split(".").at(-1);
    const isUnclear = ambiguous.some(({ control }) => control.ref === ref);
    return isUnclear ? (UNCLEAR.includes(name) ? [] : [`${name} refused`]) : found === wanted ? [] : [`${name}: ${found ?? "nothing"}, not ${wanted ?? "nothing"}`];
  });
}

/** What detection finds on a page, and how many fields it refuses. */
function found(html: string): { found: string[]; refused: number } {
  const { targets, ambiguous } = detect(new Page(page(html), undefined).snapshot(BINDING).fields, ["applicant"]);
  return { found: targets.map(({ field: { key } }) => key), refused: ambiguous.length };
}

test("a table's row and column heads say whose a cell is", () => {
  const row = "<td><input></td><td><input></td>";
  assert.deepEqual(found(`<table><tr><th></th><th>Họ và tên</th><th>Năm sinh</th></tr><tr><th>Bố đẻ</th>${row}</tr></table>`), { found: [], refused: 0 });
  assert.equal(found(`<table><tr><th></th><th>Họ và tên</th><th>Năm sinh</th></tr><tr><th>Sponsor</th>${row}</tr></table>`).refused, 2);
  assert.equal(found(`<table><tr><th></th><th>Bên nữ</th><th>Ghi chú</th></tr><tr><td>Họ và tên</td>${row}</tr></table>`).found.length, 0);
  assert.deepEqual(found(`<table><tr><th></th><th>Họ và tên</th><th>Năm sinh</th></tr><tr><th>Người nộp</th>${row}</tr></table>`).found, ["detected.applicant.fullName", "detected.applicant.yearOfBirth"]);
  assert.deepEqual(found('<table><tr><td rowspan="2">Cha</td><td>Họ và tên</td><td><input></td></tr><tr><td>Năm sinh</td><td><input></td></tr></table>').found, []);
  const spanned = '<tr><th colspan="2">Mẹ</th><th colspan="2">Người nộp</th></tr><tr><th>Họ và tên</th><th>Số CCCD</th><th>Họ và tên</th><th>Số CCCD</th></tr>';
  assert.deepEqual(found(`<table>${spanned}<tr>${row}${row}</tr></table>`).found, ["detected.applicant.fullName", "detected.applicant.idNumber"]);
});

test("a person in a plain line over a block is no other's", () => {
  const block = "<div><label>Họ và tên</label><input></div><div><label>Số CCCD</label><input></div>";
  assert.deepEqual(found(`<div><div>Người làm chứng</div>${block}</div>`), { found: [], refused: 0 });
  assert.deepEqual(found(`<div><b>Mẹ</b><br>Họ và tên<br><input><br>Năm sinh<br><input></div>`).found, []);
  assert.equal(found(`<div><div>Ghi đúng như trên thẻ</div>${block}</div>`).found.length, 2);
});

test("a label behind its control counts where nothing stands before it", () => {
  assert.deepEqual(found('<div><input><span>Họ và tên</span></div><div><input><span>Ngày sinh</span></div>').found, ["detected.applicant.fullName", "detected.applicant.dateOfBirth"]);
  assert.deepEqual(labels("<p>Họ tên <input> Ngày sinh <input></p>").map(([first]) => first), ["Họ tên", "Ngày sinh"]);
});

test("a title by the name of its element tells blocks apart", () => {
  const card = (title: string, label: string): string => `<mat-card><mat-card-title>${title}</mat-card-title><label>${label} <input></label></mat-card>`;
  assert.deepEqual(found(card("Personal information", "Full name") + card("Sponsor", "Citizen ID")), { found: ["detected.applicant.fullName"], refused: 1 });
});
