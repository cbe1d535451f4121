// Images with everything real behind them: the host, a card on the reader, the portal's form.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { blank, drawCode, pngOf } from "../harness/pictures.mjs";
import { cardFacts, cardFile, cardQr, openStage } from "../harness/stage.mjs";
import { waitFor } from "../harness/workspace.mjs";

const card = "dang-thi-bich-ngoc";
const { citizen } = cardFacts(card);

test("a scanned document: its card's citizen; one of another person asks before it takes the place", async (t) => {
  const stage = await openStage({ name: "image" });
  t.after(() => stage.close());
  const folder = stage.workspace.folder("scans");
  const file = (name, text) => {
    const path = join(folder, name);
    writeFileSync(path, pngOf(drawCode(blank(1240, 1754), text, { side: 210, x: 900, y: 400, angle: 0.03 })));
    return path;
  };
  const { page, panel } = await stage.openDesk();
  await panel.part("image-file").setInputFiles(file("own.png", cardQr(card).normalize("NFD")));
  await panel.waitFor({ identity: "waitingForCard" });
  assert.equal(await panel.citizen("fullName"), citizen.fullName);
  await stage.pcscd.insert("A", cardFile(card));
  await panel.waitFor({ identity: "complete" });
  await panel.fill();
  assert.equal(await page.locator("#hoTen").inputValue(), citizen.fullName);

  await panel.part("image-file").setInputFiles(file("other.png", "001299990456||Trần Văn Thử|17081988|Nam|Số 2 Phố Thử, Thành phố Hà Nội|01072021"));
  await waitFor("the question", async () => (await panel.part("action-keepPerson").count()) === 1);
  assert.equal(await panel.citizen("fullName"), citizen.fullName);
});

test("a page without a code, and a file that is no image: said with what to do", async (t) => {
  const stage = await openStage({ name: "image-failures", readers: [] });
  t.after(() => stage.close());
  const { panel } = await stage.openDesk();
  const give = (name, buffer) => panel.part("image-file").setInputFiles({ name, mimeType: "image/png", buffer });
  await give("blank.png", pngOf(blank(800, 600)));
  await panel.waitForFailure("qr.notFound");
  await give("letter.png", Buffer.from("%PDF-1.7"));
  await panel.waitForFailure("image.unsupported");
});
