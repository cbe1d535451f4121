// Every phase with every event: what is listed here happens, everything else must change nothing.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { EventType, ReceptionEvent } from "../../background/reception/events";
import { reduce } from "../../background/reception/reduce";
import { identityPhases, workPhases, type IdentityPhase, type WorkPhase } from "../../background/reception/state";
import { card, cardCitizen, clerk, evidenceRead, forged, lookup, nextCard, parsed, preview, qrCitizen, qrText, readResult, reception, unknown } from "./sample";

const at = lookup.at;
const failure = { code: "card.removed" } as const;

/** One of each event that the identity table knows. */
const identityEvents: ReceptionEvent[] = [
  { type: "scanned", text: qrText, origin: "keys" },
  { type: "scanLost", failure: { code: "scanner.disconnected" } },
  { type: "personKept" },
  { type: "fieldConfirmed", field: "fullName", value: "Nguyễn Thị Mẫu" },
  { type: "fieldCorrected", field: "fullName", text: "Nguyễn Thị Mầu" },
  { type: "manualKey", key: { can: "990123" } },
  { type: "readAgain" },
  { type: "photoRequested" },
  { type: "scanParsed", op: 1, text: "other", origin: "keys", result: parsed },
  { type: "scanFailed", op: 1, failure },
  { type: "cardInserted", card: nextCard },
  { type: "cardRemoved", card },
  { type: "readProgress", op: 1, progress: { phase: "readingText" } },
  { type: "readText", op: 1, citizen: cardCitizen, verdicts: unknown },
  { type: "readWithdrawn", op: 1, verdicts: forged },
  { type: "readDone", op: 1, result: readResult() },
  { type: "readFailed", op: 1, failure },
  { type: "photoDone", op: 1, verdicts: unknown, photo: { mediaType: "image/jpeg", data: "" } },
  { type: "photoFailed", op: 1, failure },
  { type: "qrCompared", op: 1, qr: qrCitizen, result: { samePerson: "yes", differences: [] } },
  { type: "qrCompareFailed", op: 1, qr: qrCitizen },
  { type: "hostLost", failure },
];

/** Phase after each event; events left out mean nothing there. */
const identityExpected: { readonly [P in IdentityPhase]: { readonly [T in EventType]?: IdentityPhase } } = {
  waitingForKey: { scanned: "waitingForKey", manualKey: "waitingForCard", scanParsed: "waitingForCard", scanFailed: "waitingForKey", scanLost: "waitingForKey", cardInserted: "waitingForKey", hostLost: "waitingForKey" },
  waitingForCard: { scanned: "waitingForCard", manualKey: "waitingForCard", scanParsed: "waitingForCard", scanFailed: "waitingForCard", scanLost: "waitingForCard", cardInserted: "reading", hostLost: "waitingForCard" },
  reading: { scanned: "reading", scanParsed: "reading", scanFailed: "reading", scanLost: "reading", cardRemoved: "reading", readProgress: "reading", readText: "textShown", readWithdrawn: "blocked", readDone: "complete", readFailed: "readFailed", hostLost: "reading" },
  textShown: { scanned: "textShown", scanParsed: "textShown", scanFailed: "textShown", scanLost: "textShown", cardRemoved: "textShown", readProgress: "textShown", readWithdrawn: "blocked", readDone: "complete", readFailed: "readFailed", hostLost: "textShown" },
  complete: { scanned: "complete", cardInserted: "complete", readAgain: "reading", photoRequested: "complete", scanParsed: "complete", scanFailed: "complete", scanLost: "complete", cardRemoved: "complete", photoDone: "complete", photoFailed: "complete", qrCompared: "complete", qrCompareFailed: "complete", hostLost: "complete" },
  readFailed: { scanned: "readFailed", manualKey: "reading", readAgain: "reading", scanParsed: "reading", scanFailed: "readFailed", scanLost: "readFailed", cardInserted: "reading", cardRemoved: "readFailed", hostLost: "readFailed" },
  blocked: { scanned: "blocked", cardRemoved: "blocked", hostLost: "blocked" },
};

for (const phase of identityPhases) {
  for (const event of identityEvents) {
    const expected = identityExpected[phase][event.type];
    test(`identity ${phase} + ${event.type} → ${expected ?? "nothing"}`, () => {
      const before = reception(phase);
      if (phase === "complete") before.pending.compare = 1;
      const { state, effects } = reduce(before, event, clerk);
      if (expected === undefined) {
        assert.equal(state, before);
        assert.deepEqual(effects, []);
      } else {
        assert.notEqual(state, before);
        assert.equal(state.identity.phase, expected);
      }
    });
  }
}

const workEvents: ReceptionEvent[] = [
  { type: "previewRequested", tabId: 7 },
  { type: "rolesChosen", roles: ["applicant", "owner"] },
  { type: "previewClosed" },
  { type: "confirmed", preview: 1, ticks: [], consent: false },
  { type: "undoRequested" },
  { type: "lookupRequested" },
  { type: "recordCopied" },
  { type: "previewReady", op: 1, preview },
  { type: "filled", op: 1, reports: [] },
  { type: "undone", op: 1, reports: [] },
  { type: "lookedUp", op: 1, answer: { meaning: "match", message: "hợp lệ", result: {} }, returned: {}, at },
  { type: "lookupCompared", op: 1, result: { samePerson: "yes", differences: [] } },
  { type: "recorded", op: 1, report: { key: "record", label: "", outcome: "filled" } },
  { type: "evidenceRequested" },
  { type: "evidenceRead", op: 1, result: evidenceRead },
  { type: "evidencePlaced", op: 1, report: { key: "evidence", label: "", outcome: "filled" } },
  { type: "workFailed", op: 1, failure: { code: "portal.navigated" }, at },
];

const workExpected: { readonly [P in WorkPhase]: { readonly [T in EventType]?: WorkPhase } } = {
  idle: { previewRequested: "previewing" },
  previewing: { previewReady: "previewed", previewClosed: "idle", workFailed: "idle" },
  previewed: { previewRequested: "previewing", rolesChosen: "previewing", previewClosed: "idle", confirmed: "filling" },
  filling: { filled: "filled", workFailed: "idle" },
  filled: { previewRequested: "previewing", undoRequested: "undoing", lookupRequested: "lookingUp", evidenceRequested: "proving" },
  undoing: { undone: "idle", workFailed: "filled" },
  lookingUp: { lookedUp: "recording", workFailed: "filled" },
  comparing: { lookupCompared: "recording", workFailed: "recording" },
  recording: { recorded: "recorded", workFailed: "recorded" },
  recorded: { previewRequested: "previewing", undoRequested: "undoing", lookupRequested: "lookingUp", recordCopied: "recorded", evidenceRequested: "proving" },
  proving: { evidenceRead: "proving", evidencePlaced: "filled", workFailed: "filled" },
};

for (const phase of workPhases) {
  for (const event of workEvents) {
    const expected = workExpected[phase][event.type];
    test(`work ${phase} + ${event.type} → ${expected ?? "nothing"}`, () => {
      const before = reception("complete", phase);
      const { state, effects } = reduce(before, event, clerk);
      if (expected === undefined) {
        assert.equal(state, before);
        assert.deepEqual(effects, []);
      } else {
        assert.notEqual(state, before);
        assert.equal(state.work.phase, expected);
      }
    });
  }
}

test("an answer to an operation that is no longer awaited changes nothing, in any phase", () => {
  for (const phase of identityPhases) {
    for (const work of workPhases) {
      for (const event of [...identityEvents, ...workEvents].filter((candidate) => "op" in candidate)) {
        const before = reception(phase, work);
        assert.equal(reduce(before, { ...event, op: 99 }, clerk).state, before, `${phase} ${work} ${event.type}`);
      }
    }
  }
});

test("whatever happens, the next citizen starts from nothing", () => {
  for (const phase of identityPhases) {
    for (const work of workPhases) {
      const { state } = reduce(reception(phase, work), { type: "nextCitizen" }, clerk);
      assert.equal(state.identity.phase, "waitingForKey");
      assert.equal(state.work.phase, "idle");
      const text = JSON.stringify(state);
      assert.ok(!text.includes("Nguyễn") && !text.includes("001199990123"), `${phase} ${work}: ${text}`);
    }
  }
});

test("a blocked reception previews, fills, looks up and records nothing, whatever the person presses", () => {
  for (const work of workPhases) {
    for (const event of workEvents.filter((candidate) => !("op" in candidate) && candidate.type !== "undoRequested")) {
      const { effects } = reduce(reception("blocked", work), event, clerk);
      assert.deepEqual(effects, [], `${work} ${event.type}`);
    }
  }
});

