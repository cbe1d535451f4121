// Texts of a scan that may be wrong: nothing of them is filled before a person has settled them, and the chip's text ends the doubt.
import assert from "node:assert/strict";
import { test } from "node:test";
import { doubtsOf, unconfirmedOf } from "../../background/reception/doubts";
import type { ReceptionEvent } from "../../background/reception/events";
import { newReception, type IdentityPhase, type Reception } from "../../background/reception/state";
import { panelView } from "../../background/view";
import type { Citizen } from "../../generated/citizen";
import type { QrParseResult } from "../../generated/protocol";
import { mergeSettings } from "../../shared/settings";
import { card, cardCitizen, parsed, qrText, reception, readResult, run, unknown } from "./sample";

const text = "001199990123||NGUYEN THI MAU|05021999|Nu|So 1 Pho Mau|15032022";
const scanned: Citizen = {
  idNumber: { value: "001199990123", source: "qr", verified: false },
  fullName: { value: "NGUYEN THI MAU", source: "qr", verified: false },
  placeOfResidence: { value: "So 1 Pho Mau", source: "qr", verified: false },
};
const result: QrParseResult = { kind: "cccd2021", citizen: scanned, warnings: [{ code: "marksMissing", field: "fullName" }, { code: "marksMissing", field: "placeOfResidence" }] };
const parsedScan: ReceptionEvent = { type: "scanParsed", op: 1, text, origin: "keys", result };
const yes: ReceptionEvent = { type: "fieldConfirmed", field: "fullName", value: "NGUYEN THI MAU" };
const corrected: ReceptionEvent = { type: "fieldCorrected", field: "fullName", text: " Nguyễn  Thị Mẫu " };
const byHand = { value: "Nguyễn Thị Mẫu", source: "manual", verified: false };

function afterScan(events: ReceptionEvent[] = [], from: IdentityPhase = "waitingForKey") {
  return run(reception(from), [parsedScan, ...events]);
}

/** The state of a read that gave only what the host makes of DG1 and the code. */
function readWith(citizen: Citizen, before: Reception): Reception {
  const { state } = run(before, [{ type: "cardInserted", card }]);
  return run(state, [{ type: "readDone", op: state.pending.read ?? 0, result: { ...readResult(), citizen } }]).state;
}

test("a code without marks: both texts are asked about, and the plan is told so", () => {
  const { state } = afterScan();
  assert.deepEqual(doubtsOf(state.identity), ["fullName", "placeOfResidence"]);
  const { effects } = run(state, [{ type: "previewRequested", tabId: 7 }]);
  assert.deepEqual(effects.map((effect) => effect.type === "preview" && effect.unconfirmed), [["fullName", "placeOfResidence"]]);
  const view = panelView(state, { status: "ready", readers: [] }, mergeSettings({}, undefined));
  assert.deepEqual(view.identity.doubts, ["fullName", "placeOfResidence"]);
  assert.ok(!("settled" in view.identity) && !("doubtful" in view.identity));
});

test("yes settles one text and only the one that was shown", () => {
  const { state } = afterScan([yes]);
  assert.deepEqual(doubtsOf(state.identity), ["placeOfResidence"]);
  assert.deepEqual(state.identity.citizen?.fullName, { ...scanned.fullName, confirmedBy: ["manual"] });
  const stale = afterScan([{ ...yes, value: "TRAN VAN AN" }]);
  assert.deepEqual(doubtsOf(stale.state.identity), ["fullName", "placeOfResidence"]);
  const undoubted = run(reception("waitingForCard"), [yes]);
  assert.equal(undoubted.state.identity.settled, undefined);
});

test("a correction is a value typed by hand; the same text is a yes; what is no text changes nothing", () => {
  const { state } = afterScan([corrected]);
  assert.deepEqual([state.identity.citizen?.fullName, state.identity.qr?.fullName], [byHand, byHand]);
  assert.deepEqual(doubtsOf(state.identity), ["placeOfResidence"]);
  assert.equal(afterScan([{ type: "fieldCorrected", field: "fullName", text: "NGUYEN THI MAU" }]).state.identity.citizen?.fullName?.source, "qr");
  for (const bad of ["", "  ", "a\u0000b", "x".repeat(2000)]) assert.equal(doubtsOf(afterScan([{ type: "fieldCorrected", field: "fullName", text: bad }]).state.identity).length, 2);
});

test("an open preview is made anew when a doubt is settled", () => {
  const { state } = run({ ...reception("waitingForCard", "previewed"), identity: { ...afterScan().state.identity } }, [yes]);
  assert.deepEqual([state.work.phase, state.notice], ["previewing", "replanned"]);
});

test("the chip's text ends the doubt and replaces what was typed", () => {
  for (const events of [[], [yes], [corrected]]) {
    const state = readWith({ ...cardCitizen, placeOfResidence: { value: "Số 1 Phố Mẫu", source: "dg13", verified: false } }, afterScan(events).state);
    assert.deepEqual([state.identity.phase, state.identity.citizen?.fullName, doubtsOf(state.identity)], ["complete", cardCitizen.fullName, []]);
  }
});

test("a chip without those texts leaves the doubt; what was settled before stays so", () => {
  const onlyMrz: Citizen = { ...scanned, fullName: { value: "NGUYEN THI MAU", source: "qr", verified: false, confirmedBy: ["dg1"] } };
  assert.deepEqual(doubtsOf(readWith(onlyMrz, afterScan().state).identity), ["fullName", "placeOfResidence"]);
  const confirmed = readWith(onlyMrz, afterScan([yes]).state);
  assert.deepEqual([confirmed.identity.citizen?.fullName?.confirmedBy, doubtsOf(confirmed.identity)], [["dg1", "manual"], ["placeOfResidence"]]);
  assert.deepEqual(readWith(onlyMrz, afterScan([corrected]).state).identity.citizen?.fullName, byHand);
  const other = readWith(onlyMrz, afterScan([{ type: "fieldCorrected", field: "fullName", text: "Trần Văn An" }]).state);
  assert.deepEqual([other.identity.citizen?.fullName?.value, doubtsOf(other.identity)[0]], ["NGUYEN THI MAU", "fullName"], "the chip knows other letters");
});

test("a read that fails falls back to what the person has settled", () => {
  const { state } = run(afterScan([corrected]).state, [{ type: "cardInserted", card }]);
  const failed = run(state, [{ type: "readFailed", op: state.pending.read ?? 0, failure: { code: "card.removed" } }]).state;
  assert.deepEqual([failed.identity.phase, failed.identity.citizen?.fullName], ["readFailed", byHand]);
});

test("a later scan of the same person starts its own doubts; a compared one adds those of what it gave", () => {
  assert.deepEqual(doubtsOf(run({ ...afterScan([yes]).state, pending: { scan: 1 } }, [{ ...parsedScan, text: `${text}|` }]).state.identity), ["fullName", "placeOfResidence"]);
  const clean = run({ ...afterScan([yes]).state, pending: { scan: 1 } }, [{ ...parsedScan, text: qrText, result: parsed }]).state;
  assert.deepEqual(doubtsOf(clean.identity), []);
  const asked = run(reception("complete"), [parsedScan]);
  const [effect] = asked.effects;
  assert.equal(effect?.type, "compareQr");
  const compared = run(asked.state, [{ type: "qrCompared", op: asked.state.pending.compare ?? 0, qr: scanned, result: { samePerson: "yes", differences: [] } }]).state;
  assert.deepEqual(doubtsOf(compared.identity), ["placeOfResidence"], "the name is the chip's");
});

test("letters that the scanner lost make the texts doubtful without any warning", () => {
  const { state } = run(newReception(), [{ type: "scanned", text, origin: "scanner", damaged: true, result: { ...result, warnings: [] } }]);
  const effect = run(newReception(), [{ type: "scanned", text, origin: "scanner", damaged: true, result: { ...result, warnings: [] } }]).effects[0];
  assert.ok(effect?.type === "parseScan" && effect.result !== undefined, "what the host has said is not asked again");
  const understood = run(state, [{ ...effect, type: "scanParsed", result: effect.result }]).state;
  assert.deepEqual(doubtsOf(understood.identity), ["fullName", "placeOfResidence"]);
});

test("what was concluded from a doubtful date is not filled either", () => {
  const identity = reception("complete").identity;
  const citizen: Citizen = { issueDate: { value: "2031-03-15", source: "qr", verified: false }, issuingAuthority: { value: "Bộ Công an", source: "derived", verified: false }, expiryDate: { value: "2039-02-05", source: "dg1", verified: false } };
  assert.deepEqual(unconfirmedOf({ ...identity, citizen, doubtful: ["issueDate"] }), ["issueDate", "issuingAuthority"]);
});

test("the next citizen is told nothing of it, a refused card neither", () => {
  const { state } = afterScan([corrected]);
  assert.ok(!JSON.stringify(run(state, [{ type: "nextCitizen" }]).state).includes("Nguyễn"));
  const read = run(state, [{ type: "cardInserted", card }]).state;
  const blocked = run(read, [{ type: "readWithdrawn", op: read.pending.read ?? 0, verdicts: unknown }]).state;
  assert.ok(!JSON.stringify(blocked.identity).includes("Nguyễn"));
});
