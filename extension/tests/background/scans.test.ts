// Scans of every kind in every phase: another person is asked about, none of two fast ones is lost, nothing is lost on no.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { QrParseResult } from "../../generated/protocol";
import type { ReceptionEvent } from "../../background/reception/events";
import { newReception, type IdentityPhase, type Reception } from "../../background/reception/state";
import { isUsable } from "../../background/reception/steps";
import { panelView } from "../../background/view";
import { mergeSettings } from "../../shared/settings";
import { card, clerk, nextCard, parsed, qrCitizen, qrText, reception, readResult, run } from "./sample";

const otherText = "079199990002||Trần Văn Thử|01011990|Nam|Phường Bến Nghé|01012022";
const other: QrParseResult = {
  kind: "cccd2021",
  citizen: { idNumber: { value: "079199990002", source: "qr", verified: false }, fullName: { value: "Trần Văn Thử", source: "qr", verified: false } },
  warnings: [],
};
const bare = (value: string): QrParseResult => ({ kind: "idNumber", citizen: { idNumber: { value, source: "qr", verified: false } }, warnings: [] });

function parsedScan(text: string, result: QrParseResult, op = 1): ReceptionEvent {
  return { type: "scanParsed", op, text, origin: "keys", result };
}

function scanOf(before: Reception, text: string, result: QrParseResult) {
  return run({ ...before, pending: { ...before.pending, scan: 1 } }, [parsedScan(text, result)]);
}

const open: readonly IdentityPhase[] = ["waitingForCard", "reading", "textShown", "complete", "readFailed"];

for (const phase of open) {
  test(`another person's code in ${phase}: asked first; no loses nothing, yes begins with the other`, () => {
    const before = reception(phase, "filled");
    const { state, effects } = scanOf(before, otherText, other);
    assert.deepEqual(effects, []);
    assert.deepEqual({ ...state.identity, asked: undefined }, { ...before.identity, asked: undefined });
    assert.deepEqual(state.work, before.work);
    const kept = run(state, [{ type: "personKept" }]);
    assert.deepEqual(kept.effects, []);
    assert.deepEqual({ ...kept.state, pending: {} }, { ...before, pending: {}, identity: { ...before.identity, asked: undefined } });
    const switched = run(state, [{ type: "personSwitched" }], { ...clerk, cards: phase === "waitingForCard" ? [] : [card] });
    assert.deepEqual([switched.state.identity.citizen, switched.state.identity.phase, switched.state.turn], [other.citizen, "waitingForCard", before.turn + 1]);
    assert.ok(!JSON.stringify(switched.state).includes("Nguyễn"), "nothing of the first is kept");
    assert.equal(run(switched.state, [{ type: "cardInserted", card: nextCard }]).effects[0]?.type, "readCard");
  });

  test(`the citizen's own code or number once more in ${phase} asks nothing and keeps the key`, () => {
    for (const [text, result] of [[qrText, parsed], ["001199990123", bare("001199990123")]] as const) {
      const before = reception(phase);
      const { state } = scanOf(before, text, result);
      assert.deepEqual([state.identity.asked, state.identity.key, state.identity.qr], [undefined, before.identity.key, qrCitizen]);
    }
    const { state } = scanOf(reception(phase), "079199990002", bare("079199990002"));
    assert.equal(state.identity.asked?.text, "079199990002", "a number typed by hand is a scan like any other");
  });
}

test("the question is shown without the code, and answered by the citizen's own code", () => {
  const { state } = scanOf(reception("complete"), otherText, other);
  const view = panelView(state, { status: "ready", readers: [] }, mergeSettings({}, undefined));
  assert.deepEqual(view.identity.asked, { fullName: "Trần Văn Thử", idNumber: "079199990002" });
  assert.ok(!JSON.stringify(view).includes(otherText));
  assert.equal(scanOf(state, qrText, parsed).state.identity.asked, undefined);
});

test("an answer nobody was asked for changes nothing", () => {
  for (const type of ["personKept", "personSwitched"] as const) {
    const before = reception("complete", "filled");
    assert.deepEqual(run(before, [{ type }]), { state: before, effects: [] });
  }
});

test("a code scanned while a card of an unknown holder is read waits for the card: asked about, or compared", () => {
  const before = reception("reading");
  before.identity = { ...before.identity, key: { can: "990123" }, qr: undefined, citizen: undefined, origin: undefined };
  const waits = scanOf(before, otherText, other);
  assert.deepEqual([waits.state.identity.held?.text, waits.effects], [otherText, []]);
  assert.ok(!isUsable(run(waits.state, [{ type: "readText", op: 1, citizen: qrCitizen, verdicts: readResult().verdicts }]).state));
  const read = run(waits.state, [{ type: "readDone", op: 1, result: readResult() }]);
  assert.deepEqual([read.state.identity.asked?.text, read.state.identity.held, read.state.identity.phase], [otherText, undefined, "complete"]);
  const same = run(scanOf(before, qrText, parsed).state, [{ type: "readDone", op: 1, result: readResult() }]);
  assert.equal(same.effects[0]?.type, "compareQr");
  const failed = run(scanOf(before, qrText, parsed).state, [{ type: "readFailed", op: 1, failure: { code: "card.wrongKey" } }]);
  assert.deepEqual(failed.effects.map((effect) => effect.type === "readCard" && effect.key), [{ qr: qrText }], "the code is a better key than the one typed");
});

test("two scans fast after each other: both are understood, in their order", () => {
  const scans: ReceptionEvent[] = [qrText, otherText].map((text) => ({ type: "scanned", text, origin: "scanner" }));
  const first = run(newReception(), scans);
  assert.deepEqual(first.effects.map((effect) => effect.type === "parseScan" && effect.text), [qrText]);
  const second = run(first.state, [parsedScan(qrText, parsed)]);
  assert.deepEqual(second.effects.map((effect) => effect.type === "parseScan" && effect.text), [otherText]);
  const { state } = run(second.state, [parsedScan(otherText, other, second.state.pending.scan)]);
  assert.deepEqual([state.identity.asked?.text, state.identity.citizen, state.identity.waiting], [otherText, qrCitizen, undefined]);
});

test("a scan that fails lets the next one through, and a flood is cut", () => {
  const flood: ReceptionEvent[] = Array.from({ length: 50 }, (_, index) => ({ type: "scanned", text: `scan ${index}`, origin: "page" }));
  const { state } = run(newReception(), flood);
  assert.equal(state.identity.waiting?.length, 8);
  const { effects } = run(state, [{ type: "scanFailed", op: state.pending.scan ?? 0, failure: { code: "host.exited" } }]);
  assert.deepEqual(effects.map((effect) => effect.type === "parseScan" && effect.text), ["scan 1"]);
});

test("what was no card is told apart from the scan the citizen came with", () => {
  const { state } = scanOf(reception("complete"), "H29.26", { kind: "dossier", warnings: [] });
  assert.deepEqual([state.identity.other?.kind, state.identity.scan, state.identity.failure?.code], ["dossier", undefined, "qr.notACard"]);
  const next = run({ ...state, pending: {} }, [{ type: "scanned", text: qrText, origin: "keys" }]);
  assert.deepEqual([next.state.identity.other, next.state.identity.failure], [undefined, undefined]);
});
