// Evidence of the card's read for the dossier in the portal: when it may be asked for, and what stops it.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { ReceptionEvent } from "../../background/reception/events";
import { workPhases, type Fill, type Reception } from "../../background/reception/state";
import { card, cardCitizen, clerk, evidenceRead, fill, forged, form, preview, qrCitizen, qrText, reception, run, target } from "./sample";

const at = "2026-11-22T09:00:00+07:00";
const asked: ReceptionEvent = { type: "evidenceRequested" };
const placed: ReceptionEvent = { type: "evidencePlaced", op: 3, report: { key: "evidence", label: "", outcome: "filled" } };

test("evidence: the nonce of the filled document, the card that was read, and the dossier's field", () => {
  const begun = run(reception("complete", "filled"), [asked]);
  assert.deepEqual(begun.effects, [{ type: "readEvidence", op: 2, target, nonce: { id: "n" }, card, key: { qr: qrText } }]);
  const read = run(begun.state, [{ type: "evidenceRead", op: 2, result: evidenceRead }]);
  assert.deepEqual(read.effects, [{ type: "placeEvidence", op: 3, target, field: { id: "e" }, text: evidenceRead.text }]);
  const { state } = run(read.state, [placed]);
  assert.deepEqual(state.work.evidence, { status: "written", back: "filled", text: undefined, chipSigned: true });
  assert.equal(state.work.phase, "filled");
});

test("evidence leaves a recorded lookup as it was", () => {
  const before = reception("complete", "recorded");
  const { state } = run(before, [asked, { type: "evidenceRead", op: 2, result: { ...evidenceRead, chipSigned: false } }, placed]);
  assert.deepEqual([state.work.phase, state.work.record, state.work.lookup], ["recorded", before.work.record, before.work.lookup]);
  assert.equal(state.work.evidence?.chipSigned, false);
});

test("evidence that cannot be put into the dossier is kept for the clerk", () => {
  const begun = reception("complete", "filled");
  const withoutField = { ...begun, work: { ...begun.work, fill: { ...fill, form: { ...form, evidence: { nonce: { id: "n" } } } } } };
  const kept = run(withoutField, [asked, { type: "evidenceRead", op: 2, result: evidenceRead }]);
  assert.deepEqual([kept.state.work.evidence?.status, kept.state.work.evidence?.text, kept.effects.length], ["kept", evidenceRead.text, 1]);
  const refused = run(begun, [asked, { type: "evidenceRead", op: 2, result: evidenceRead }, { type: "workFailed", op: 3, failure: { code: "evidence.notPlaced" }, at }]);
  assert.deepEqual(refused.state.work.evidence, { status: "failed", back: "filled", text: evidenceRead.text, chipSigned: true, failure: { code: "evidence.notPlaced" } });
  const odd = run(begun, [asked, { type: "evidenceRead", op: 2, result: evidenceRead }, { ...placed, report: { key: "evidence", label: "", outcome: "refused" } }]);
  assert.equal(odd.state.work.evidence?.failure?.code, "evidence.notPlaced");
});

test("what stops evidence is shown there, and costs nothing else", () => {
  const before = reception("complete", "filled");
  for (const code of ["evidence.nonceMissing", "evidence.nonceInvalid", "card.removed", "portal.navigated"] as const) {
    const { state } = run(before, [asked, { type: "workFailed", op: 2, failure: { code }, at }]);
    assert.deepEqual(state.work, { ...before.work, evidence: { status: "failed", back: "filled", failure: { code } }, failure: undefined }, code);
    assert.deepEqual(state.identity, before.identity);
  }
  const none = run(before, [asked, { type: "evidenceRead", op: 2, result: { ...evidenceRead, text: undefined } }]);
  assert.deepEqual([none.state.work.evidence?.failure?.code, none.effects.length], ["evidence.unavailable", 1]);
  const lifted = run({ ...before, identity: { ...before.identity, card: undefined } }, [asked]);
  assert.deepEqual([lifted.state.work.evidence?.failure?.code, lifted.effects.length], ["card.none", 0]);
});

test("evidence is asked for only of a card that was read, for a form that was filled, by a clerk, where the profile wants it", () => {
  const before = reception("complete", "filled");
  const change = (identity: object, filled: Fill = fill): Reception => ({ ...before, identity: { ...before.identity, ...identity }, work: { ...before.work, fill: filled } });
  for (const state of [change({ origin: "qr" }), change({ key: undefined }), change({ toCompare: qrCitizen }), change({}, { ...fill, undone: true }), change({}, { ...fill, form: { ...form, evidence: undefined } })]) {
    assert.equal(run(state, [asked]).state, state);
  }
  assert.equal(run(before, [asked], { ...clerk, mode: "citizen" }).state, before);
  for (const phase of workPhases.filter((name) => name !== "filled" && name !== "recorded")) assert.equal(run(reception("complete", phase), [asked]).effects.length, 0, phase);
});

test("a card that turns out forged, or another person's, while it gives evidence is a hard stop: nothing is put into the dossier", () => {
  const begun = run(reception("complete", "filled"), [asked]).state;
  const other = { ...cardCitizen, idNumber: { value: "001199990999", source: "dg1", verified: false } as const };
  const cases: [ReceptionEvent, string][] = [
    [{ type: "evidenceRead", op: 2, result: { ...evidenceRead, verdicts: forged } }, "notAuthentic"],
    [{ type: "evidenceRead", op: 2, result: { ...evidenceRead, citizen: other } }, "mismatch"],
    [{ type: "evidenceRead", op: 2, result: { ...evidenceRead, citizen: {} } }, "mismatch"],
    [{ type: "workFailed", op: 2, failure: { code: "citizen.mismatch" }, at }, "mismatch"],
  ];
  for (const [event, blocked] of cases) {
    const { state, effects } = run(begun, [event]);
    assert.deepEqual([state.identity.phase, state.identity.blocked, effects, state.work.evidence, state.work.phase], ["blocked", blocked, [], undefined, "filled"], blocked);
  }
});

test("evidence that waits goes with the data when that is withdrawn, with the citizen, and with the next fill", () => {
  const begun = reception("complete", "filled");
  const kept = run(begun, [asked, { type: "evidenceRead", op: 2, result: evidenceRead }, { type: "workFailed", op: 3, failure: { code: "evidence.notPlaced" }, at }]).state;
  const withdrawn = run({ ...kept, pending: { photo: 1 } }, [{ type: "photoDone", op: 1, verdicts: forged }]).state;
  assert.deepEqual([withdrawn.identity.phase, withdrawn.work.evidence], ["blocked", undefined]);
  const reading = run(begun, [asked]).state;
  const gone = run(reading, [{ type: "nextCitizen" }]);
  assert.ok(gone.effects.some((effect) => effect.type === "cancelRead" && effect.op === 2), "the read is cancelled, too");
  assert.equal(gone.state.work.evidence, undefined);
  const again = run({ ...kept, work: { ...kept.work, phase: "filling", preview }, pending: { work: 9 } }, [{ type: "filled", op: 9, reports: [] }]).state;
  assert.equal(again.work.evidence, undefined);
});

test("evidence under way when the background was ended is not there, and the form is as it was", () => {
  const reading = run(reception("complete", "recorded"), [asked]).state;
  const { state, effects } = run(reading, [{ type: "workerRestarted" }]);
  assert.deepEqual([state.work.phase, state.work.evidence, state.notice, effects], ["recorded", undefined, "interrupted", []]);
});

test("evidence read while the card is being read anew is not put in", () => {
  const reading = run(reception("complete", "filled"), [asked]).state;
  const { state, effects } = run({ ...reading, identity: { ...reading.identity, phase: "reading" } }, [{ type: "evidenceRead", op: 2, result: evidenceRead }]);
  assert.deepEqual([state.work.evidence?.failure?.code, effects], ["operation.cancelled", []]);
});
