// A scan whose letters may be wrong: the clerk compares them with the card before anything of them is filled. Real Chromium, a
// sample portal in the tab; the host is scripted.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { axeProblems } from "./axe.mjs";
import { cardCitizen, qrCitizen, reader, readers, readResult, wellBehaved } from "./sample.mjs";
import { openPortalStage } from "./portal-stage.mjs";

const text = "001199990123||NGUYEN THI MAU|05021999|Nu|So 1 Pho Mau, Phuong Hoan Kiem|15032022";
const field = (value) => ({ value, source: "qr", verified: false });
const scanned = { ...qrCitizen, fullName: field("NGUYEN THI MAU"), placeOfResidence: field("So 1 Pho Mau, Phuong Hoan Kiem") };
const doubtful = { kind: "cccd2021", citizen: scanned, warnings: ["fullName", "placeOfResidence"].map((name) => ({ code: "marksMissing", field: name })) };
let portals;
let stage;
let page;
let panel;

before(async () => {
  stage = await openPortalStage("doubts");
  ({ portals } = stage);
});
after(async () => {
  await stage?.close();
});
beforeEach(async () => {
  wellBehaved(stage.host);
  await stage.setOptions({ mode: "clerk", language: "vi", allowedOrigins: ["https://motcua.example.gov.vn"] });
  ({ page, panel } = await stage.openDesk(portals.urls.reception));
  stage.host.emit("scanner.scanned", { scanner: "usb-1", kind: "hidPos", text, encoding: "utf8", damaged: false, parsed: doubtful });
  await panel.waitForSelector("[data-testid=doubts]");
});
afterEach(async () => {
  stage.host.emit("reader.changed", readers());
  await panel.click("[data-testid=action-next]");
  await panel.waitForSelector("[data-testid=status][data-identity=waitingForKey]");
  await panel.close();
  await page.close();
});

const gone = (part) => panel.waitForSelector(`[data-testid=${part}]`, { state: "detached" });

async function preview() {
  await panel.click("[data-testid=action-preview]");
  await panel.waitForSelector("[data-testid=preview]");
}

test("refused until it is settled: one text is confirmed, the other corrected, and only then both are filled", async () => {
  await preview();
  await panel.waitForSelector("[data-testid=refusal-fullName][data-reason=unconfirmed]");
  await panel.click("[data-testid=doubt-yes-placeOfResidence]");
  await gone("doubt-placeOfResidence");
  await panel.waitForSelector("[data-notice=replanned]");
  await panel.click("[data-testid=doubt-edit-fullName]");
  await panel.fill("[data-testid=doubt-input-fullName]", "Nguyễn Thị Mẫu");
  await panel.press("[data-testid=doubt-input-fullName]", "Enter");
  await gone("doubts");
  await panel.waitForSelector("[data-testid=citizen-fullName] [data-source=manual]");
  await panel.waitForSelector("[data-testid=step-fullName]");
  await panel.click("[data-testid=action-confirm]");
  await panel.waitForSelector("[data-testid=status][data-work=filled]");
  assert.equal(await page.inputValue("#hoTen"), "Nguyễn Thị Mẫu");
});

test("left alone, a doubtful text never reaches the form", async () => {
  await preview();
  await panel.click("[data-testid=action-confirm]");
  await panel.waitForSelector("[data-testid=status][data-work=filled]");
  assert.equal(await page.inputValue("#hoTen"), "");
  assert.ok(!(await page.content()).includes("NGUYEN THI MAU"));
});

test("the chip's text replaces it: nothing is asked any more", async () => {
  stage.host.answers["card.read"] = () => ({ ...readResult("unknown"), reader, citizen: cardCitizen(false) });
  stage.host.emit("reader.changed", readers(7));
  await gone("doubts");
  await panel.waitForSelector("[data-testid=citizen-fullName] [data-source=dg13]");
});

test("a click made by a script settles nothing", async () => {
  await panel.evaluate(() => document.querySelector("[data-testid=doubt-yes-fullName]").click());
  await panel.waitForSelector("[data-code='action.notTrusted']");
  assert.ok(await panel.isVisible("[data-testid=doubt-fullName]"));
});

test("by keyboard alone: the focus goes on to the next question, and an empty correction is said", async () => {
  await panel.focus("[data-testid=doubt-yes-fullName]");
  await panel.keyboard.press("Enter");
  await gone("doubt-fullName");
  await panel.waitForFunction(() => document.activeElement?.dataset.testid === "doubt-yes-placeOfResidence");
  await panel.focus("[data-testid=doubt-edit-placeOfResidence]");
  await panel.keyboard.press("Enter");
  await panel.waitForFunction(() => document.activeElement?.dataset.testid === "doubt-input-placeOfResidence");
  await panel.fill("[data-testid=doubt-input-placeOfResidence]", " ");
  await panel.keyboard.press("Enter");
  await panel.waitForSelector("#doubt-input-placeOfResidence-problem");
});

test("accessible in both languages, light and dark, asked and corrected", async () => {
  const problems = [];
  for (const language of ["vi", "en"]) {
    await stage.setOptions({ mode: "clerk", language, allowedOrigins: [] });
    await panel.waitForSelector(`html[lang=${language}]`);
    for (const colorScheme of ["light", "dark"]) {
      await panel.emulateMedia({ colorScheme });
      problems.push(...(await axeProblems(panel)));
      await panel.click("[data-testid=doubt-edit-fullName]");
      problems.push(...(await axeProblems(panel)));
      await panel.click(".doubt-form button[type=button]");
    }
  }
  assert.deepEqual(problems, []);
});
