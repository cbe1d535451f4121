// The whole way: scan → card → preview → fill → the portal's own lookup → record → dossier in the database.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { storedDossiers, vietnameseDate } from "../harness/dossiers.mjs";
import { cardFacts, cardFile, cardQr, openStage } from "../harness/stage.mjs";

const card = "dang-thi-bich-ngoc";
let stage;
before(async () => (stage = await openStage({ name: "main-job" })));
after(() => stage?.close());

test("a card on the reader becomes a looked-up, recorded dossier in the database", async () => {
  const { citizen } = cardFacts(card);
  const { page, panel } = await stage.openDesk();
  await panel.waitFor({ identity: "waitingForKey" });

  await panel.scan(cardQr(card));
  await panel.waitFor({ identity: "waitingForCard" });
  await stage.pcscd.insert("A", cardFile(card));
  await panel.waitFor({ identity: "complete" });
  assert.equal(await panel.citizen("fullName"), citizen.fullName);
  assert.deepEqual(await panel.verdict("data"), { status: "unknown", reason: "issuerNotInstalled" });
  assert.deepEqual(await panel.verdict("certificate"), { status: "unknown", reason: "issuerNotInstalled" });
  assert.equal((await panel.verdict("chip")).status, "unknown");

  await panel.fill();
  const reports = await panel.reports();
  for (const key of ["fullName", "dateOfBirth", "sex", "idNumber", "issueDate", "issuingAuthority", "province", "commune", "addressDetail"])
    assert.equal(reports[key], "filled", `${key}: ${JSON.stringify(reports)}`);

  await panel.press("lookup");
  await panel.waitFor({ work: "recorded" });
  assert.equal(await panel.part("lookup").getAttribute("data-meaning"), "match");
  assert.match(await panel.part("lookup-message").innerText(), /Thông tin công dân hợp lệ/);
  assert.equal(await panel.part("record").getAttribute("data-status"), "written");

  // The clerk, not the extension, saves the dossier.
  assert.equal(storedDossiers(stage.portals.databasePath, "reception").length, 0);
  await page.getByRole("button", { name: "Lưu hồ sơ" }).click();
  await page.getByText(/H29\.26-\d+/).first().waitFor();

  const [dossier, ...others] = storedDossiers(stage.portals.databasePath, "reception");
  assert.equal(others.length, 0);
  assert.equal(dossier.hoTen, citizen.fullName);
  assert.equal(dossier.hoTen, dossier.hoTen.normalize("NFC"));
  assert.equal(dossier.ngaySinh, vietnameseDate(citizen.dateOfBirth));
  assert.equal(dossier.gioiTinh, "Nữ");
  assert.equal(dossier.soCCCD, citizen.idNumber);
  assert.equal(dossier.soCMNDCu, citizen.oldIdNumber);
  assert.equal(dossier.ngayCap, vietnameseDate(citizen.issueDate));
  assert.match(dossier.noiCap, /trật tự xã hội|QLHC/i);
  assert.match(dossier.tinhThanh, /Hồ Chí Minh/);
  assert.match(dossier.phuongXa, /Sài Gòn/);
  assert.equal(dossier.diaChi, "25 Đường Mẫu");
  assert.match(dossier.ketQuaTraCuu, /hợp lệ/);
  assert.match(dossier.ghiNhan, /Điều 14/);
  assert.match(dossier.ghiNhan, /điểm a khoản 2/);
  assert.match(dossier.ghiNhan, /Thông tin công dân hợp lệ/);
  assert.match(dossier.ghiNhan, new RegExp(stage.portals.clerk.account.replaceAll(".", "\\.")));
  assert.match(dossier.ghiNhan, /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d/);
  assert.match(dossier.ghiNhan, /Sài Gòn/i);
  assert.doesNotMatch(dossier.ghiNhan, new RegExp(citizen.idNumber), "the record holds no copy of the card");
  // The lookup reached the population service once, by the portal's own server.
  assert.equal(stage.portals.control.lookupLog().length, 1);
});

test("the next citizen leaves nothing of the one before", async () => {
  const [panelPage] = stage.browser.context.pages().filter((page) => page.url().includes("panel.html"));
  await panelPage.getByTestId("action-next").click();
  await panelPage.getByTestId("citizen").waitFor({ state: "detached" });
  const stored = await stage.browser.inWorker(async () => JSON.stringify([await chrome.storage.session.get(), await chrome.storage.local.get()]));
  const { citizen } = cardFacts(card);
  for (const value of [citizen.fullName, citizen.idNumber, citizen.placeOfResidence]) assert.ok(!stored.includes(value), `still held: ${value}`);
});
