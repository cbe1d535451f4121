// Frames of other origins in Firefox, where a document has no name that a message could be sent to: filled with the page, read back,
// taken back; and the guard against a keyboard scanner's keys in them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openFirefoxDesk } from "../harness/firefox-desk.mjs";
import { cardFacts, cardQr } from "../harness/stage.mjs";
import { waitFor } from "../harness/workspace.mjs";

const card = "dang-thi-bich-ngoc";
const [HOST, LISTED, OTHER, UNLISTED] = ["motcua.example.gov.vn", "dichvu.tinhmau.gov.vn", "bay.example.gov.vn", "la.khac.gov.vn"];
const INPUTS = {
  hoTen: '<p><label for="hoTen">Họ và tên</label> <input id="hoTen" name="hoTen"></p>',
  soCCCD: '<p><label for="soCCCD">Số định danh cá nhân</label> <input id="soCCCD" name="soCCCD"></p>',
  ngaySinh: '<p><label for="ngaySinh">Ngày sinh</label> <input id="ngaySinh" name="ngaySinh" placeholder="dd/mm/yyyy"></p>',
};
const frame = (name, id = "khung") => `<iframe id="${id}" src="https://${name.replace("/", ":{port}/")}" width="600" height="300"></iframe>`;
const html = (body) => `<!doctype html><html lang="vi"><meta charset="utf-8"><title>Khung</title><body>${body}`;
const FORM = Object.values(INPUTS).join("");

/** The page has a name, a frame in its own frame a number, and its own page in a listed frame a date. */
const NESTED = {
  [`${HOST}/`]: html(INPUTS.hoTen + frame(`${HOST}/vo`, "vo") + frame(`${OTHER}/`, "hai")),
  [`${HOST}/vo`]: html(frame(`${LISTED}/`)), [`${LISTED}/`]: html(INPUTS.soCCCD),
  [`${OTHER}/`]: html(frame(`${HOST}/trong`)), [`${HOST}/trong`]: html(INPUTS.ngaySinh),
};

const open = (t, pages, listed = [LISTED, OTHER]) => openFirefoxDesk(t, { page: `${HOST}/`, pages, listed });

/** The value of a field in a frame in frames. */
const valueAt = (desk, path, id) => desk.inPortal(async (firefox) => {
  for (const selector of path) await firefox.toFrame(selector);
  const value = await firefox.run("return document.getElementById(args[0])?.value;", id);
  await firefox.toFrame();
  return value;
});
const valuesOf = async (desk) => [await valueAt(desk, [], "hoTen"), await valueAt(desk, ["#vo", "#khung"], "soCCCD"), await valueAt(desk, ["#hai", "#khung"], "ngaySinh")];
const outcomes = async (desk) => Object.fromEntries(Object.entries(await desk.reports()).map(([key, outcome]) => [key.replace("detected.applicant.", ""), outcome]));

async function preview(desk) {
  await desk.firefox.click('[data-testid="action-preview"]');
  await desk.shows("document.querySelector('[data-testid=status]').dataset.work === 'previewed'");
}

async function confirm(desk) {
  await desk.firefox.click('[data-testid="action-confirm"]');
  await desk.shows("document.querySelector('[data-testid=status]').dataset.work === 'filled'");
}

test("a form over a page and frames in frames is filled and taken back in Firefox", async (t) => {
  const desk = await open(t, NESTED);
  const { citizen } = cardFacts(card);
  await desk.scan(cardQr(card));
  await preview(desk);
  const named = await desk.firefox.run("return [...document.querySelectorAll('[data-testid=preview] [data-testid^=frame-]')].map((item) => item.textContent.replace(/:\\d+/, ''));");
  assert.deepEqual(named.sort(), [`trong khung của ${LISTED}`, `trong khung của ${HOST}`]);
  await confirm(desk);
  assert.deepEqual(await outcomes(desk), { fullName: "filled", idNumber: "filled", dateOfBirth: "filled" });
  assert.deepEqual(await valuesOf(desk), [citizen.fullName, citizen.idNumber, citizen.dateOfBirth.split("-").reverse().join("/")]);
  await desk.firefox.click('[data-testid="action-undo"]');
  await desk.shows("document.querySelector('[data-testid=status]').dataset.work === 'idle'");
  assert.deepEqual(await outcomes(desk), { fullName: "undone", idNumber: "undone", dateOfBirth: "undone" });
  assert.deepEqual(await valuesOf(desk), ["", "", ""]);
});

test("a frame that shows another document after the preview gets nothing, and every field of it has its line", async (t) => {
  const desk = await open(t, { [`${HOST}/`]: html(INPUTS.hoTen + frame(`${LISTED}/`)), [`${LISTED}/`]: html(INPUTS.soCCCD + INPUTS.ngaySinh), [`${OTHER}/`]: html(FORM), [`${UNLISTED}/`]: html(FORM) });
  await desk.scan(cardQr(card));
  for (const next of [LISTED, OTHER, UNLISTED]) {
    await desk.inPortal(async (firefox) => {
      await firefox.run("document.getElementById('hoTen').value = ''; document.getElementById('khung').src = `https://${args[0]}:${location.port}/`; await new Promise((done) => document.getElementById('khung').addEventListener('load', done, { once: true }));", LISTED);
    });
    await preview(desk);
    await desk.inPortal((firefox) => firefox.run("document.getElementById('khung').src = `https://${args[0]}:${location.port}/`; await new Promise((done) => document.getElementById('khung').addEventListener('load', done, { once: true }));", next));
    await confirm(desk);
    assert.deepEqual(await outcomes(desk), { fullName: "filled", idNumber: "refused", dateOfBirth: "refused" }, next);
    assert.equal(await desk.firefox.text("[data-testid='report-detected.applicant.idNumber'] .code"), "fill.fieldGone");
    assert.equal(await valueAt(desk, ["#khung"], "soCCCD"), "", next);
  }
});

test("a frame that is not listed is refused by name in Firefox", async (t) => {
  const desk = await open(t, { [`${HOST}/`]: html(frame(`${UNLISTED}/`)), [`${UNLISTED}/`]: html(FORM) }, []);
  await desk.scan(cardQr(card));
  await desk.firefox.click('[data-testid="action-preview"]');
  await desk.shows("document.querySelector(\"[data-code='portal.foreignFrame']\") !== null");
  assert.equal(await valueAt(desk, ["#khung"], "hoTen"), "");
});

const SCANNED = { "the page": [[], "hoTen", HOST], "a listed frame in the page's own": [["#vo", "#khung"], "soCCCD", LISTED], "the page's own in a listed frame": [["#hai", "#khung"], "ngaySinh", OTHER] };

for (const [place, [path, id, host]] of Object.entries(SCANNED)) {
  test(`Start reception in Firefox: a scan into a field of ${place} is caught, and the field is as it was`, async (t) => {
    const desk = await open(t, NESTED);
    await desk.firefox.click('[data-testid="action-startReception"]');
    await desk.shows("document.querySelector('[data-testid=guard][data-status=armed]') !== null");
    const code = cardQr(card).normalize("NFD").replace(/[^\x20-\x7e]/g, "");
    await desk.inPortal(async (firefox, panelShows) => {
      for (const selector of path) await firefox.toFrame(selector);
      await firefox.click(`#${id}`);
      await firefox.toFrame();
      await panelShows(`(await browser.scripting.executeScript({ target: { tabId: Number(new URLSearchParams(location.search).get("tabId")), allFrames: true }, func: () => location.hostname + ":" + globalThis.cccdBridgeContent })).some(({ result }) => result === "${host}:true")`);
      await panelShows("document.querySelector('[data-testid=guard]').dataset.status === 'armed'");
      await firefox.keys(`${code}\uE007`);
    });
    await desk.shows("document.querySelector('[data-testid=citizen-idNumber] .value') !== null");
    assert.equal(await valueAt(desk, path, id), "");
  });
}
