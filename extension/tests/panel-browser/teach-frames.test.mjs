// "Dạy lại trang này" where the form stands in frames of the page's own origin: pointed at with a real mouse and with keys, saved, and
// filled after a reload. Needs dist/chrome (node build.mjs).
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { openTeaching } from "./teaching.mjs";

const PAGE = "https://motcua.example.gov.vn/khung";
const MODEL = "<script>window.held = {}; window.heard = []; document.addEventListener('input', ({ target }) => { held[target.name] = target.value; }); for (const type of ['click', 'mousedown', 'keydown']) document.addEventListener(type, () => heard.push(type));</script>";
const html = (body) => `<!doctype html><html lang="vi"><meta charset="utf-8"><title>Khung</title><body>${body}${MODEL}`;
const frame = (name, style) => `<iframe id="khung" src="${PAGE}/${name}" style="${style}" width="700" height="400"></iframe>`;
const input = (name, label) => `<p><label for="${name}">${label}</label> <input id="${name}" name="${name}"></p>`;

/** A page with a frame that is drawn smaller, in it one with a broad border that is scrolled, in it the form. */
const DOCUMENTS = {
  "": html(`<h1>Nộp hồ sơ</h1>${frame("vo", "transform: scale(0.8); transform-origin: 0 0; padding: 17px; border: 3px solid")}`),
  "/vo": html(`<p>Tờ khai</p>${frame("to-khai", "border: 21px solid; height: 150px")}`),
  "/to-khai": html(`<div style="height: 300px"></div>${input("hoTenNguoiNop", "Họ và tên")}${input("soDinhDanh", "Số định danh cá nhân")}${input("noiSinh", "Quê quán")}<div style="height: 900px"></div>`),
};

let teaching;
let desk;
before(async () => {
  teaching = await openTeaching();
});
after(() => teaching?.close());
afterEach(async () => {
  if (await desk?.part("teach-close").isVisible()) await desk.press("teach-close");
  if (await desk?.part("action-next").isVisible()) await desk.press("action-next");
  await desk?.panel.close();
  await desk?.page.close();
  desk = undefined;
  await teaching.forgetProfiles();
});

const form = () => desk.page.frameLocator("#khung").frameLocator("#khung");
const inForm = (work) => desk.page.frames().find((candidate) => candidate.url() === `${PAGE}/to-khai`).evaluate(work);

test("fields in frames in frames are pointed at by mouse and by keys, saved, and filled after a reload", async () => {
  desk = await teaching.openDesk(PAGE, (page) => page.route(/\/khung(?:\/.*)?$/u, (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body: DOCUMENTS[route.request().url().slice(PAGE.length)] })));
  await form().locator("#noiSinh").waitFor();
  await desk.startTeaching();
  await desk.teach(form().locator("#hoTenNguoiNop"), "Họ và tên");
  await desk.teach(form().locator("#soDinhDanh"), "Số định danh cá nhân");
  // The focus is brought there as by Tab; what is typed is the picker's.
  await inForm(() => document.getElementById("noiSinh").focus());
  await desk.page.keyboard.type("12a ");
  await desk.page.keyboard.press("Enter");
  await desk.row("Quê quán").waitFor({ state: "attached" });
  assert.deepEqual(await inForm(() => [window.heard, document.getElementById("noiSinh").value]), [[], ""]);
  await desk.page.keyboard.press("Escape");
  await desk.phase("resting");
  await desk.save();
  const [{ fields }] = await teaching.stored();
  assert.deepEqual(fields.map(({ locate }) => locate), [{ id: "hoTenNguoiNop" }, { id: "soDinhDanh" }, { id: "noiSinh" }]);
  await desk.page.reload();
  await form().locator("#noiSinh").waitFor();
  await desk.scan();
  assert.deepEqual([...new Set(Object.values(await desk.fill()))], ["filled"]);
  assert.deepEqual(await inForm(() => window.held), { hoTenNguoiNop: "Nguyễn Thị Mẫu", soDinhDanh: "001199990123", noiSinh: "Phường Ba Đình, Thành phố Hà Nội" });
});

const LISTED = "https://dichvu.tinhmau.gov.vn/khung";
const UNLISTED = "https://la.khac.gov.vn/khung";
const foreign = (src, id) => `<iframe id="${id}" src="${src}" width="700" height="260" style="border: 9px solid"></iframe>`;
const SPLIT = { [PAGE]: html(input("hoTenNguoiNop", "Họ và tên") + foreign(LISTED, "ho-so") + foreign(UNLISTED, "la")), [LISTED]: html(input("soDinhDanh", "Số định danh cá nhân")), [UNLISTED]: html(input("khac", "Quê quán")) };

test("a frame of another listed origin is taught with the page: picked, tried, saved, filled; one that is not listed stays shut", async () => {
  await teaching.setOptions({ allowedOrigins: [PAGE, LISTED].map((address) => new URL(address).origin) });
  desk = await teaching.openDesk(PAGE, (page) => page.route(/\/khung$/u, (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body: SPLIT[route.request().url()] })));
  const inside = (address, work) => desk.page.frames().find((candidate) => candidate.url() === address).evaluate(work);
  await desk.page.frameLocator("#la").locator("#khac").waitFor();
  await desk.scan();
  await desk.startTeaching();
  await desk.teach(desk.page.locator("#hoTenNguoiNop"), "Họ và tên");
  await desk.teach(desk.page.frameLocator("#ho-so").locator("#soDinhDanh"), "Số định danh cá nhân");
  await desk.point(desk.page.frameLocator("#la").locator("#khac"));
  await desk.said("pick_notAField");
  assert.deepEqual([await inside(LISTED, () => window.heard), await inside(UNLISTED, () => window.heard)], [[], []]);
  // The focus is in the listed frame; its Escape ends the picking everywhere.
  await inside(LISTED, () => document.getElementById("soDinhDanh").focus());
  await desk.page.keyboard.press("Escape");
  await desk.phase("resting");
  await desk.point(desk.page.frameLocator("#ho-so").locator("#soDinhDanh"));
  await desk.point(desk.page.locator("#hoTenNguoiNop"));
  assert.deepEqual([await inside(LISTED, () => window.heard), await inside(PAGE, () => window.heard)], [["mousedown", "click"], ["mousedown", "click"]]);
  await desk.panel.bringToFront();
  const row = desk.row("Số định danh cá nhân");
  await row.locator("[data-testid^=teach-try]").click();
  await row.locator("[data-outcome=filled]").waitFor();
  assert.deepEqual(await inside(LISTED, () => window.held), { soDinhDanh: "001199990123" });
  await row.locator("[data-testid^=teach-undo]").click();
  await row.locator("[data-outcome=undone]").waitFor();
  assert.deepEqual(await inside(LISTED, () => window.held), { soDinhDanh: "" });
  await desk.save();
  await desk.page.reload();
  await desk.page.frameLocator("#ho-so").locator("#soDinhDanh").waitFor();
  assert.deepEqual([...new Set(Object.values(await desk.fill()))], ["filled"]);
  assert.deepEqual([await inside(PAGE, () => window.held), await inside(LISTED, () => window.held), await inside(UNLISTED, () => window.held)], [{ hoTenNguoiNop: "Nguyễn Thị Mẫu" }, { soDinhDanh: "001199990123" }, {}]);
});
