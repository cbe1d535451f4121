// What the content script takes from a page for the chip to sign, and where the evidence goes.
import assert from "node:assert/strict";
import { test } from "node:test";
import { placeEvidence, readNonce } from "../../content/evidence";
import { ContentSession } from "../../content/session";
import type { FormSnapshot } from "../../shared/content-protocol";
import { byId, page } from "./dom";

const place = { id: "nonce" };
const { signal } = new AbortController();
const evidence = JSON.stringify({ format: "cccd-bridge.evidence", version: 1, files: { DG1: "YV1f" } });

test("the nonce is the trimmed value of a field, hidden or not, or the text of an element", () => {
  for (const html of [
    '<input id="nonce" type="hidden" value="c2FtcGxl=">',
    '<input id="nonce" value=" c2FtcGxl= ">',
    '<textarea id="nonce" hidden>\nc2FtcGxl=\n</textarea>',
    '<span id="nonce">  <b>c2FtcGxl=</b> </span>',
  ]) {
    page(html);
    assert.deepEqual(readNonce(place), { nonce: "c2FtcGxl=" }, html);
  }
  page('<table><tr><th>Mã đối chứng</th><td>abc-123</td></tr></table>');
  assert.deepEqual(readNonce({ label: "Mã đối chứng:" }), { nonce: "abc-123" });
  page(`<input id="nonce" value="${"x".repeat(256)}">`);
  assert.deepEqual(readNonce(place), { nonce: "x".repeat(256) });
});

test("no element, several, an empty one, or one that a person types secrets into: there is no nonce", () => {
  for (const html of ['<input id="other" value="a">', '<i id="nonce">a</i><i id="nonce">a</i>', '<i id="nonce"> </i>', '<input id="nonce">', '<input id="nonce" type="password" value="a">']) {
    page(html);
    assert.equal(readNonce(place), "evidence.nonceMissing", html);
  }
});

test("what no portal could mean as a nonce is not shortened or mended, but refused", () => {
  for (const value of ["x".repeat(257), `${" ".repeat(100)}${"x".repeat(100_000)}`, "a b", "mã", "a\u200bb", "a&#10;b"]) {
    page(`<textarea id="nonce">${value}</textarea>`);
    assert.equal(readNonce(place), "evidence.nonceInvalid", value.slice(0, 20));
    page(`<p id="nonce">${value}</p>`);
    assert.equal(readNonce(place), "evidence.nonceInvalid", value.slice(0, 20));
  }
});

test("a nonce that reads like one of our refusals is a nonce all the same", async () => {
  const { defaultView } = page('<input id="a"><input id="nonce" type="hidden" value="evidence.nonceMissing">');
  assert.ok(defaultView);
  const session = new ContentSession(defaultView);
  const seen = await session.answer({ kind: "snapshot" });
  assert.ok(seen.ok);
  const { binding } = seen.value as FormSnapshot;
  assert.deepEqual(await session.answer({ kind: "nonce", binding, locate: place }), { ok: true, value: { nonce: "evidence.nonceMissing" } });
  assert.deepEqual(await session.answer({ kind: "nonce", binding: { ...binding, token: "other" }, locate: place }), { ok: false, error: "portal.navigated" });
});

test("evidence goes into an empty field, and in the place of earlier evidence", async () => {
  for (const there of ["", " ", '{"format": "cccd-bridge.evidence", "version": 1}']) {
    page('<label for="e">Bằng chứng</label><textarea id="e"></textarea>');
    byId("e").value = there;
    assert.deepEqual(await placeEvidence({ id: "e" }, evidence, signal), { key: "evidence", label: "Bằng chứng", outcome: "filled" });
    assert.equal(byId("e").value, evidence);
  }
});

test("evidence is not put where something else stands, where it does not fit, or where nobody sees it", async () => {
  for (const html of [
    '<textarea id="e">Ghi chú của cán bộ</textarea>', '<textarea id="e">{"format":"other"}</textarea>', '<textarea id="e">null</textarea>', '<textarea id="e" maxlength="20"></textarea>',
    '<textarea id="e" readonly></textarea>', '<textarea id="e" disabled></textarea>', '<input id="e" type="hidden">', '<select id="e"><option>a</option></select>',
    '<input id="other">', '<textarea id="e"></textarea><textarea id="e"></textarea>',
  ]) {
    page(html);
    const before = [...document.querySelectorAll<HTMLTextAreaElement>("textarea")].map(({ value }) => value);
    assert.equal(await placeEvidence({ id: "e" }, evidence, signal), "evidence.notPlaced", html);
    assert.deepEqual([...document.querySelectorAll<HTMLTextAreaElement>("textarea")].map(({ value }) => value), before, html);
  }
});

test("a page that changes the evidence as it is written is noticed", async () => {
  page('<textarea id="e"></textarea>');
  byId("e").addEventListener("input", () => (byId("e").value = byId("e").value.slice(0, 10)));
  assert.equal(await placeEvidence({ id: "e" }, evidence, signal), "evidence.notPlaced");
});
