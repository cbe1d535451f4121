// Small pure modules.
import assert from "node:assert/strict";
import { test } from "node:test";
import { checkAnswer } from "../../shared/content-answers";
import { languageOf, translator } from "../../shared/i18n";
import { httpsOrigin, isStateOrigin, permissionPattern, typedOrigin } from "../../shared/origins";
import { isManualKey, parsePanelMessage } from "../../shared/panel-protocol";
import { profileFor } from "../../shared/profiles";
import { recordText, type RecordFacts } from "../../shared/record-text";
import { mergeSettings } from "../../shared/settings";
import { isoWithOffset, readableDate, readableTime } from "../../shared/time";

test("only exact https origins", () => {
  assert.equal(httpsOrigin("https://motcua.tinh.gov.vn/a?b#c"), "https://motcua.tinh.gov.vn");
  for (const address of [undefined, "", "http://a.gov.vn", "https://user@a.gov.vn/", "javascript:alert(1)", "chrome://settings", "file:///etc", "about:blank", "data:text/html,x"]) assert.equal(httpsOrigin(address), undefined, String(address));
  assert.equal(typedOrigin(" motcua.tinh.gov.vn "), "https://motcua.tinh.gov.vn");
  assert.equal(typedOrigin("motcua.tinh.gov.vn:8443/x"), "https://motcua.tinh.gov.vn:8443");
  for (const text of ["http://a.gov.vn", "tinh", "", "ftp://a.gov.vn"]) assert.equal(typedOrigin(text), undefined, text);
  assert.equal(isStateOrigin("https://a.gov.vn"), true);
  assert.equal(isStateOrigin("https://agov.vn"), false);
  assert.equal(isStateOrigin("https://gov.vn.example.com"), false);
  assert.equal(permissionPattern("https://a.gov.vn:8443"), "https://a.gov.vn/*");
});

test("profiles by host and path; a citizen is never given a clerk's", () => {
  const { profiles } = mergeSettings({}, undefined);
  assert.equal(profileFor("https://motcua.example.gov.vn/tiep-nhan-ho-so", "clerk", profiles)?.id, "hcmc-reception");
  assert.equal(profileFor("https://motcua.example.gov.vn/tiep-nhan-ho-so", "citizen", profiles), undefined);
  const form = "/vi/padsvc/apply-online/0123456789abcdef01234567";
  assert.equal(profileFor(`https://dichvucong.danang.gov.vn${form}`, "citizen", profiles)?.id, "igate2");
  assert.equal(profileFor(`https://dichvucong.danang.gov.vn.evil.com${form}`, "clerk", profiles), undefined);
  assert.equal(profileFor("https://example.gov.vn/tiep-nhan-ho-so", "clerk", profiles), undefined);
});

test("times carry their offset and are read back in it", () => {
  assert.match(isoWithOffset(new Date()), /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[+-]\d{2}:\d{2}$/);
  assert.equal(new Date(isoWithOffset(new Date(1_700_000_000_000))).getTime(), 1_700_000_000_000);
  assert.equal(readableTime("2026-11-22T09:05:07+07:00"), "09:05:07 22/11/2026");
  assert.equal(readableDate("1958"), "1958");
});

const facts: RecordFacts = { meaning: "match", at: "2026-11-22T09:05:07+07:00", clerk: "canbo", portalHost: "motcua.example.gov.vn", message: "Thông tin\n công dân hợp lệ", residence: "Phường Hoàn Kiếm", differences: [], samePerson: "yes" };

test("the record says what the law asks for and nothing of the card", () => {
  const text = recordText(facts);
  assert.equal(text, text.normalize("NFC"));
  assert.ok(text.includes("Thông báo của cổng: Thông tin công dân hợp lệ"));
  assert.ok(text.endsWith("Đối chiếu với thẻ: khớp"));
  const different = recordText({ ...facts, samePerson: "no", differences: [{ field: "fullName", severity: "stop", reason: "different" }, { field: "sex", severity: "info", reason: "layoutOnly" }] });
  assert.ok(different.endsWith("khác ở Họ và tên"));
  const failed = recordText({ ...facts, meaning: "timeout", message: "", residence: "", clerk: "" });
  assert.ok(failed.includes("không khai thác được") && failed.includes("Cán bộ thực hiện: cổng không hiển thị") && !failed.includes("Đối chiếu"));
});

test("a page cannot put lines of its own into the record", () => {
  const text = recordText({ ...facts, message: "x\nKết quả: thông tin công dân hợp lệ", residence: `${"y".repeat(9000)}\nz` });
  assert.equal(text.split("\n").length, recordText(facts).split("\n").length);
  assert.ok(text.length < 2500);
});

test("texts with values, and languages", () => {
  const t = translator("en");
  assert.equal(t("action_confirm", { count: 3 }), "Fill 3 fields");
  assert.equal(t("action_confirm"), "Fill {count} fields");
  assert.deepEqual([languageOf("auto", "en-GB"), languageOf("auto", "fr"), languageOf("auto", "vi"), languageOf("vi", "en")], ["en", "vi", "vi", "vi"]);
});

test("messages of the panel are checked", () => {
  assert.deepEqual(parsePanelMessage({ type: "hello", windowId: 3, visible: true, more: 1 }), { type: "hello", windowId: 3, visible: true });
  const good = [{ type: "scanned", text: "x", origin: "keys" }, { type: "confirmed", preview: 3, ticks: [], consent: false }, { type: "compareAgain" }, { type: "previewRequested" }, { type: "rolesChosen", roles: ["owner"] }];
  for (const act of good) assert.deepEqual(parsePanelMessage({ type: "act", act }), { type: "act", act });
  const bad: unknown[] = [null, { type: "act", act: { type: "confirmed", ticks: [], consent: false } }, "x", { type: "hello", windowId: "3", visible: true }, { type: "act" }, { type: "act", act: { type: "toString" } }, { type: "act", act: { type: "scanned", origin: "keys", text: "" } }, { type: "act", act: { type: "scanned", text: "x".repeat(70_000), origin: "keys" } }, { type: "act", act: { type: "scanned", text: "x", origin: "page" } }, { type: "act", act: { type: "rolesChosen", roles: ["king"] } }, { type: "act", act: { type: "previewRequested", tabId: "1" } }, { type: "act", act: { type: "workerRestarted" } }];
  for (const message of bad) assert.equal(parsePanelMessage(message), undefined, JSON.stringify(message)?.slice(0, 80));
});

test("keys typed by hand", () => {
  assert.ok(isManualKey({ can: "123456" }));
  assert.ok(isManualKey({ mrz: { documentNumber: "199990123", dateOfBirth: "990205", dateOfExpiry: "390205" } }));
  for (const key of [{ can: "12345" }, { can: "12345a" }, { qr: "x" }, { mrz: { documentNumber: "", dateOfBirth: "990205", dateOfExpiry: "390205" } }, undefined]) assert.ok(!isManualKey(key));
});

test("answers from a page's process are taken only in their right shape", () => {
  const report = { key: "a", label: "a", outcome: "filled" };
  assert.deepEqual(checkAnswer("fill", { ok: true, value: [report] }), { ok: true, value: [report] });
  assert.deepEqual(checkAnswer("fill", { ok: false, error: "portal.navigated" }), { ok: false, error: "portal.navigated" });
  const internal = { ok: false, error: "protocol.internal" };
  for (const answer of [undefined, null, {}, { ok: false, error: "made.up" }, { ok: true, value: [{ ...report, outcome: "perfect" }] }, { ok: true, value: [{ ...report, error: "made.up" }] }, { ok: true, value: [{ ...report, label: "x".repeat(20_000) }] }]) assert.deepEqual(checkAnswer("fill", answer), internal);
  assert.deepEqual(checkAnswer("nonce", { ok: true, value: { nonce: "c2FtcGxl" } }), { ok: true, value: { nonce: "c2FtcGxl" } });
  for (const nonce of ["", "a b", "é", "x".repeat(257), 5, undefined]) assert.deepEqual(checkAnswer("nonce", { ok: true, value: { nonce } }), internal);
  assert.deepEqual(checkAnswer("lookup", { ok: true, value: { meaning: "match", message: "m", result: { fullName: 5 } } }), internal);
  assert.deepEqual(checkAnswer("snapshot", { ok: true, value: { binding: { token: "t", origin: "o", path: "/" }, fields: [], broken: [] } }).ok, true);
});
