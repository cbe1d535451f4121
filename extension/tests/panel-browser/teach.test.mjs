// "Dạy lại trang này" in the real Chromium, on the sample portals: a page is taught with a real mouse, and what was taught still fills
// right when ids, classes and the order of the form are others. Needs dist/chrome (node build.mjs).
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { openTeaching } from "./teaching.mjs";

let teaching;
let desk;
before(async () => {
  teaching = await openTeaching({ quirks: { evidence: false } });
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

const reception = () => teaching.portals.urls.reception;

/** What the page holds beside the values: its nodes with their attributes, and where the focus is. */
const outside = (page) => page.evaluate(() => document.documentElement.outerHTML);

test("while picking, clicks and keys reach nothing of the page; afterwards it is as before", async () => {
  desk = await teaching.openDesk(reception());
  const { page } = desk;
  await page.evaluate(() => {
    window.heard = [];
    for (const type of ["click", "mousedown", "pointerdown", "keydown", "keypress", "input", "change", "submit", "contextmenu"]) {
      for (const element of document.querySelectorAll("input, select, textarea, button, form, label")) element.addEventListener(type, (event) => window.heard.push(`${type} ${event.currentTarget.id}`));
      document.addEventListener(type, (event) => window.heard.push(`${type} document`));
    }
  });
  const clean = await outside(page);
  const model = await desk.model();
  await desk.startTeaching();
  assert.notEqual(await outside(page), clean, "the overlay is there");
  await desk.teach(page.locator("#hoTen"), "Họ và tên");
  await desk.point(page.locator("#nutLuu"));
  await desk.said("pick_notAField");
  await page.focus("#soCCCD");
  await page.keyboard.type("12a ");
  await page.keyboard.press("Enter");
  await desk.row("Số CMND/CCCD").waitFor({ state: "attached" });
  assert.deepEqual(await page.evaluate(() => window.heard), []);
  // The page's own clicks are its own: they neither pick nor are they kept.
  await page.evaluate(() => document.querySelector("#ngayCap").click());
  assert.deepEqual(await page.evaluate(() => window.heard.splice(0)), ["click ngayCap", "click formTiepNhan", "click document"]);
  await page.keyboard.press("Escape");
  await desk.phase("resting");
  assert.equal(await desk.panel.locator(".teach-row").count(), 2);
  await page.evaluate(() => document.activeElement.blur());
  assert.equal(await outside(page), clean, "nothing is left in the page");
  assert.deepEqual(await desk.model(), model);
  await page.mouse.move(5, 5);
  await page.locator("#hoTen").click();
  assert.ok((await page.evaluate(() => window.heard)).includes("click hoTen"), "clicks are the page's again");
});
