// ./dev demo: the main job in front of your eyes, or headless where there is no display.
//   --reader        a real reader and a real card of your own (nothing of it is saved anywhere, no screenshots)
//   --document bsi  the BSI reference document instead of a CCCD
//   --headless      no window even where there is a display
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { storedDossiers } from "../harness/dossiers.mjs";
import { cardFacts, cardFile, cardQr, openStage } from "../harness/stage.mjs";
import { root } from "../harness/workspace.mjs";
import { besideEachOther } from "./picture.mjs";
import { Story } from "./story.mjs";

const { values: options } = parseArgs({
  options: { reader: { type: "boolean" }, document: { type: "string" }, headless: { type: "boolean" } },
});
if (options.document !== undefined && options.document !== "bsi") stop(`There is no document '${options.document}'; there is: bsi`);
if (options.reader && options.document) stop("--reader and --document do not go together");
if (options.reader && !existsSync("/run/pcscd/pcscd.comm")) stop("The smart card service is not running; start it: sudo systemctl start pcscd.socket");

const hasDisplay = Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY) && !options.headless;
const card = options.document ?? "dang-thi-bich-ngoc";
const pictures = join(root, "out/demo");

function stop(line) {
  console.error(line);
  process.exit(2);
}

/** What opens the chip: typed or scanned by the person with a real card, made from the card file otherwise. */
async function giveKey(panel) {
  if (options.document) return panel.typeMrz(cardFacts(card).key.mrz);
  if (!options.reader) return panel.scan(cardQr(card));
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const typed = (await terminal.question("Scan the QR code of your card here, or type the last 6 digits of the ID number: ")).trim();
  terminal.close();
  await (/^\d{6}$/.test(typed) ? panel.typeCan(typed) : panel.scan(typed));
  console.log("Now put the card on the reader.");
}

async function readCard(story, stage, panel) {
  await giveKey(panel);
  await panel.waitFor({ identity: ["waitingForCard", "reading", "textShown", "complete"] });
  await story.step(options.document ? "key typed from the machine readable zone" : "key from the QR code, nothing typed");
  if (!options.reader) await stage.pcscd.insert("A", cardFile(card));
  await story.step("card on the reader");
  await panel.waitFor({ identity: ["textShown", "complete"] }, { timeoutMs: options.reader ? 120_000 : 15_000, everyMs: 5 });
  await story.step("text in the panel");
  await panel.waitFor({ identity: "complete" });
  for (const kind of ["data", "chip", "certificate"]) {
    const { status, reason } = await panel.verdict(kind);
    story.note(`${kind}: ${status} (${reason})`);
  }
}

async function showPhoto(story, panel) {
  await panel.part("show-photo").click();
  await panel.part("photo").waitFor();
  await story.step("photo shown");
}

async function fillForm(story, panel) {
  await panel.press("preview");
  await panel.waitFor({ work: "previewed" });
  await story.step("preview of every field, nothing touched yet", "2-preview");
  await panel.press("confirm");
  await panel.waitFor({ work: "filled" });
  const outcomes = Object.values(await panel.reports());
  const count = (wanted) => outcomes.filter((outcome) => outcome === wanted).length;
  const rest = outcomes.length - count("filled") - count("alreadyRight");
  await story.step(`form filled and read back: ${count("filled")} fields filled, ${count("alreadyRight")} already right, ${rest} left open`, "3-filled");
}

async function lookUp(story, panel) {
  await panel.press("lookup");
  await panel.waitFor({ work: "recorded" });
  await story.step("the portal's own lookup pressed, answer compared and recorded", "4-recorded");
  story.note(`portal: ${await panel.part("lookup-message").innerText()}`);
}

async function saveDossier(story, stage, page) {
  await page.getByRole("button", { name: "Lưu hồ sơ" }).click();
  await page.locator("#soHoSo").waitFor();
  const dossier = storedDossiers(stage.portals.databasePath, "reception").at(-1);
  await story.step("clerk saves; the dossier is in the database");
  story.note(options.reader ? `dossier ${dossier.number}` : `dossier ${dossier.number}: ${dossier.hoTen}, ${dossier.soCCCD}, ${dossier.diaChi}, ${dossier.phuongXa}, ${dossier.tinhThanh}`);
  if (!options.reader) for (const line of dossier.ghiNhan.split("\n")) story.note(`  ${line}`);
}

const tryThis = `
Try this, the browser is yours now:
  · in the panel's tab press "Công dân tiếp theo", then scan another code into the box:
      build/bin/cccd-card qr tests/virtual-card/cards/le-hoang-dai.json
  · undo a fill (Alt+Z), change a field by hand and preview again, look at the options.
Close the browser window to end.`;

const story = new Story();
console.log(`CCCD Bridge demo${options.reader ? " with your own reader" : ""}${hasDisplay ? "" : " (no display: headless)"}`);
const stage = await openStage({
  name: "demo",
  people: options.reader || options.document ? [] : [card],
  virtualReader: !options.reader,
  headless: !hasDisplay,
});
for (const signal of ["SIGINT", "SIGTERM"])
  process.once(signal, () => void stage.close().finally(() => process.exit(130)));
try {
  const { page, panel } = await stage.openDesk();
  if (!options.reader) {
    rmSync(pictures, { recursive: true, force: true });
    mkdirSync(pictures, { recursive: true });
    story.takePictures((name) => besideEachOther(stage.browser.context, page, panel.page, join(pictures, `${name}.png`)));
  }
  await story.step("pcscd, reader, portal, database and Chromium are up");
  await readCard(story, stage, panel);
  await showPhoto(story, panel);
  await story.picture("1-card");
  await fillForm(story, panel);
  if (options.document) {
    story.note("no lookup: the population database holds Vietnamese citizens only");
  } else {
    await lookUp(story, panel);
    await saveDossier(story, stage, page);
  }
  story.end(options.reader ? undefined : pictures);
  if (hasDisplay) {
    console.log(tryThis);
    await new Promise((resolve) => stage.browser.context.once("close", resolve));
  }
} finally {
  await stage.close();
}
