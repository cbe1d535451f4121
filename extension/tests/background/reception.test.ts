// What the flow promises, step by step.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Context, ReceptionEvent } from "../../background/reception/events";
import { newReception, workPhases, type Reception } from "../../background/reception/state";
import type { FillPlan } from "../../plan/types";
import { stepsToFill } from "../../background/reception/work";
import { panelView, papersUnlocked } from "../../background/view";
import { mergeSettings } from "../../shared/settings";
import { card, cardCitizen, clerk, fill, form, forged, lookup, nextCard, parsed, preview, qrCitizen, qrText, readResult, reception, run, step, target, unknown } from "./sample";

const at = "2026-11-22T09:00:00+07:00";

test("scan, then card: it is read with the QR code and no typing", () => {
  const { state, effects } = run(newReception(), [
    { type: "scanned", text: qrText, origin: "keys" },
    { type: "scanParsed", op: 1, text: qrText, origin: "keys", result: parsed },
    { type: "cardInserted", card },
  ]);
  assert.equal(state.identity.phase, "reading");
  assert.deepEqual(effects.at(-1), { type: "readCard", op: 2, card, key: { qr: qrText } });
});

test("card first, then scan: it is read at once", () => {
  const { effects } = run(newReception(), [{ type: "cardInserted", card }, { type: "scanned", text: qrText, origin: "keys" }, { type: "scanParsed", op: 1, text: qrText, origin: "keys", result: parsed }]);
  assert.equal(effects.at(-1)?.type, "readCard");
});

test("a QR code alone is shown as what it is, and may be filled", () => {
  const { state } = run(newReception(), [{ type: "scanned", text: qrText, origin: "keys" }, { type: "scanParsed", op: 1, text: qrText, origin: "keys", result: parsed }]);
  assert.equal(state.identity.origin, "qr");
  assert.equal(state.identity.citizen?.idNumber?.verified, false);
  assert.equal(run(state, [{ type: "previewRequested", tabId: 7 }]).effects[0]?.type, "preview");
});

test("what is not a card's code leaves everything as it was, with a reason", () => {
  const before = reception("waitingForCard");
  const { state } = run(before, [{ type: "scanParsed", op: 1, text: "H29.26", origin: "keys", result: { kind: "dossier", warnings: [] } }]);
  assert.equal(state.identity.failure?.code, "qr.notACard");
  assert.equal(state.identity.key, before.identity.key);
});

test("QR code of another person than the card: hard stop, nothing kept", () => {
  const { state } = run(reception("reading"), [{ type: "readFailed", op: 1, failure: { code: "citizen.mismatch" } }]);
  assert.equal(state.identity.blocked, "mismatch");
  assert.ok(!JSON.stringify(state.identity).includes("Nguyễn"));
});

test("a second scan after the card is compared by the host, and the same number on another person is a hard stop", () => {
  const scanned = run(reception("complete"), [{ type: "scanParsed", op: 1, text: "other", origin: "keys", result: parsed }]);
  assert.equal(scanned.effects[0]?.type, "compareQr");
  assert.deepEqual(run(scanned.state, [{ type: "previewRequested", tabId: 7 }]).effects, [], "nothing is filled before the answer");
  const { state } = run(scanned.state, [{ type: "qrCompared", op: 2, qr: qrCitizen, result: { samePerson: "no", differences: [] } }]);
  assert.equal(state.identity.blocked, "mismatch");
});

test("a scan before a key typed by hand is compared with the card too", () => {
  const typed = run(reception("waitingForCard"), [{ type: "manualKey", key: { can: "990123" } }, { type: "cardInserted", card }]);
  assert.deepEqual(typed.state.identity.key, { can: "990123" });
  const read = run({ ...typed.state, pending: { read: 1 } }, [{ type: "readDone", op: 1, result: readResult() }]);
  assert.equal(read.effects[0]?.type, "compareQr");
  const op = read.state.pending.compare ?? 0;
  const { state } = run(read.state, [{ type: "qrCompared", op, qr: qrCitizen, result: { samePerson: "yes", differences: [] } }]);
  assert.equal(state.identity.citizen?.oldIdNumber?.value, "012345678", "what only the QR code holds is added");
  assert.equal(state.identity.citizen.fullName?.source, "dg13", "what the card holds stays");
});

test("a verdict of no, at once or later, withdraws the citizen", () => {
  for (const [phase, event] of [
    ["reading", { type: "readText", op: 1, citizen: cardCitizen, verdicts: forged }],
    ["reading", { type: "readDone", op: 1, result: readResult(forged) }],
    ["textShown", { type: "readDone", op: 1, result: readResult(forged) }],
    ["textShown", { type: "readWithdrawn", op: 1, verdicts: forged }],
    ["complete", { type: "photoDone", op: 1, verdicts: forged }],
  ] as const) {
    const { state } = run(reception(phase), [event]);
    assert.equal(state.identity.blocked, "notAuthentic", `${phase} ${event.type}`);
    assert.equal(state.identity.citizen, undefined);
    assert.deepEqual(state.identity.verdicts, forged, "the reason is shown");
  }
});

test("an answer for the photo that only a later extension understands takes the chip's text away", () => {
  const failed = (code: "extension.outdated" | "photo.formatUnsupported") => run(reception("complete"), [{ type: "photoFailed", op: 1, failure: { code } }]).state.identity;
  assert.deepEqual([failed("photo.formatUnsupported").phase, failed("extension.outdated").phase], ["complete", "readFailed"]);
  const { citizen, qr, failure } = failed("extension.outdated");
  assert.deepEqual([citizen, failure?.code], [qr, "extension.outdated"]);
});

test("withdrawn while anything is under way in the form: no lookup, no record, undo offered for what was filled", () => {
  for (const work of workPhases) {
    const { state, effects } = run(reception("textShown", work), [{ type: "readWithdrawn", op: 1, verdicts: forged }]);
    assert.deepEqual(effects, [], work);
    assert.ok(["idle", "filled", "filling", "undoing", "recorded"].includes(state.work.phase), `${work} → ${state.work.phase}`);
    if (state.work.phase === "filled") assert.equal(run(state, [{ type: "undoRequested" }]).effects[0]?.type, "undo");
    assert.deepEqual(run(state, [{ type: "lookupRequested" }]).effects, [], work);
  }
});

test("the answer of a lookup that comes after the withdrawal is not recorded", () => {
  const { state } = run(reception("textShown", "lookingUp"), [{ type: "readWithdrawn", op: 1, verdicts: forged }]);
  const late = run(state, [{ type: "lookedUp", op: 1, answer: { meaning: "match", message: "", result: {} }, returned: {}, at }]);
  assert.deepEqual(late.effects, []);
  assert.equal(late.state.work.record, undefined);
});

test("card pulled during reading: message, and the next insertion is read", () => {
  const pulled = run(reception("reading"), [{ type: "cardRemoved", card }, { type: "readFailed", op: 1, failure: { code: "card.removed" } }]);
  assert.equal(pulled.state.identity.phase, "readFailed");
  assert.equal(pulled.state.identity.failure?.code, "card.removed");
  assert.equal(pulled.state.identity.citizen, pulled.state.identity.qr, "only the unverified QR data is left");
  const { state, effects } = run(pulled.state, [{ type: "cardInserted", card: nextCard }]);
  assert.equal(effects[0]?.type, "readCard");
  assert.equal(state.identity.failure, undefined);
});

test("a card put back before its failure is known is read too", () => {
  const context = { ...clerk, cards: [nextCard] };
  const { effects } = run(reception("reading"), [{ type: "cardRemoved", card }, { type: "cardInserted", card: nextCard }, { type: "readFailed", op: 1, failure: { code: "card.removed" } }], context);
  assert.deepEqual(effects.map(({ type }) => type), ["readCard"]);
});

test("after a wrong key the same insertion is read only with another key", () => {
  const failed = reception("readFailed");
  assert.deepEqual(run(failed, [{ type: "cardInserted", card }]).effects, []);
  const [effect] = run(failed, [{ type: "manualKey", key: { can: "123456" } }]).effects;
  assert.deepEqual(effect, { type: "readCard", op: 2, card, key: { can: "123456" } });
});

test("the card of the citizen before is not read with the code of the next", () => {
  const context = { ...clerk, cards: [card] };
  const after = run(reception("complete"), [{ type: "nextCitizen" }, { type: "scanned", text: qrText, origin: "keys" }], context);
  const scanned = run(after.state, [{ type: "scanParsed", op: 2, text: qrText, origin: "keys", result: parsed }], context);
  assert.equal(scanned.state.identity.phase, "waitingForCard");
  assert.equal(run(scanned.state, [{ type: "cardInserted", card: nextCard }], context).effects[0]?.type, "readCard");
});

test("new data makes a preview anew; the plan of the old data cannot be confirmed", () => {
  const { state, effects } = run(reception("reading", "previewed"), [{ type: "readText", op: 1, citizen: cardCitizen, verdicts: unknown }]);
  assert.equal(state.work.phase, "previewing");
  assert.equal(state.notice, "replanned");
  assert.deepEqual(effects.map(({ type }) => type), ["preview"]);
});

test("ticked questions join the steps in the order of the form, unticked ones do not", () => {
  assert.deepEqual(stepsToFill(preview, []).map(({ key }) => key), ["fullName", "commune"]);
  assert.deepEqual(stepsToFill(preview, ["province"]).map(({ key }) => key), ["fullName", "province", "commune"]);
});

test("nothing to fill: a confirmation means nothing, and the lookup may follow at once", () => {
  const empty = reception("complete", "previewed");
  const right = [{ key: "fullName", label: "fullName", current: "Nguyễn Thị Mẫu" }];
  empty.work.preview = { ...preview, plan: { ...preview.plan, steps: [], questions: [], alreadyRight: right } };
  assert.equal(run(empty, [{ type: "confirmed", preview: 1, ticks: [], consent: false }]).state, empty);
  const [effect] = run(empty, [{ type: "lookupRequested" }]).effects;
  assert.deepEqual(effect?.type === "lookup" && effect.inputs, [{ ref: 1, value: "Nguyễn Thị Mẫu", accepted: [] }]);
  assert.deepEqual(run(reception("complete", "previewed"), [{ type: "lookupRequested" }]).effects, [], "steps are first filled");
});

test("a confirmation names its preview: one made for another means nothing", () => {
  const before = reception("complete", "previewed");
  assert.equal(run(before, [{ type: "confirmed", preview: 99, ticks: [], consent: false }]).state, before);
  const { state } = run(reception("complete", "previewing"), [{ type: "previewReady", op: 1, preview }]);
  assert.equal(state.work.preview?.number, 1);
});

test("the next citizen and the time-out tell every page of the work to let go, before anything else", () => {
  for (const type of ["nextCitizen", "timedOut"] as const) {
    assert.deepEqual(run(reception("complete", "filling"), [{ type }]).effects[0], { type: "forget", place: { tabId: 7, documentId: undefined } });
    assert.deepEqual(run(reception("complete", "previewing"), [{ type }]).effects[0], { type: "forget", place: { tabId: 7 } });
    assert.deepEqual(run(reception("complete", "lookingUp"), [{ type }]).effects[0]?.type, "forget");
  }
  assert.notEqual(run(reception("complete"), [{ type: "nextCitizen" }]).state.turn, reception("complete").turn, "what was typed goes too");
});

function confirmWith(change: Partial<FillPlan>, ticks: string[] = []): Reception {
  const before = reception("complete", "previewed");
  const fullName = { ...step("fullName"), value: "Nguyễn Thị Mẫu" };
  before.work.preview = { ...preview, plan: { ...preview.plan, steps: [step("commune")], questions: [], alreadyRight: [], ...change } };
  if (change.steps === undefined && ticks.includes("fullName")) before.work.preview.plan.questions = [{ key: "fullName", label: "", current: "other", proposed: "x", step: fullName }];
  const confirmed = run(before, [{ type: "confirmed", preview: 1, ticks, consent: false }]);
  return run(confirmed.state, [{ type: "filled", op: 2, reports: [{ key: "commune", label: "", outcome: "filled" }] }]).state;
}

test("the form of another person is not looked up: an input that was left with something else asks no page", () => {
  const question = { key: "fullName", label: "", current: "other", proposed: "x", step: step("fullName") };
  const comparison = { key: "fullName", label: "", same: false, current: "other", proposed: "x" };
  const refusal = { key: "fullName", label: "", reason: "nameWithoutDiacritics" } as const;
  for (const change of [{ questions: [question] }, { comparisons: [comparison] }, { refusals: [refusal] }]) {
    const { state, effects } = run(confirmWith(change), [{ type: "lookupRequested" }]);
    assert.deepEqual(effects, [], JSON.stringify(change));
    assert.equal(state.work.failure?.code, "lookup.formDiffers");
    const report = state.work.fill?.reports.find(({ key }) => key === "fullName");
    assert.equal(report?.outcome, "refused", "it counts in the result");
    assert.equal(report?.reason, "refusals" in change ? "nameWithoutDiacritics" : "otherValue");
  }
  const [effect] = run(confirmWith({}, ["fullName"]), [{ type: "lookupRequested" }]).effects;
  assert.deepEqual(effect?.type === "lookup" && effect.inputs, [{ ref: 1, value: "Nguyễn Thị Mẫu", accepted: [] }], "a ticked one is settled");
});

test("an answer about somebody else is a stop: no record, papers locked", () => {
  const { state, effects } = run(reception("complete", "comparing"), [{ type: "lookupCompared", op: 1, result: { samePerson: "no", differences: [] } }]);
  assert.deepEqual(effects, []);
  assert.deepEqual([state.work.phase, state.work.record, state.work.lookup?.samePerson], ["filled", undefined, "no"]);
  assert.equal(papersUnlocked(state.work), false);
});

test("a message that no outcome knows is shown and not recorded; a time-out keeps clerk and message", () => {
  const answer = { message: "Vui lòng nhập mã", result: {}, clerk: "canbo.mau" };
  const unclear = run(reception("complete", "lookingUp"), [{ type: "lookedUp", op: 1, answer: { ...answer, meaning: "unclassified" }, returned: {}, at }]);
  assert.deepEqual(unclear.effects, []);
  assert.deepEqual([unclear.state.work.phase, unclear.state.work.failure?.code, unclear.state.work.lookup?.answer?.message], ["filled", "lookup.unclassified", "Vui lòng nhập mã"]);
  assert.equal(papersUnlocked(unclear.state.work), false);
  assert.equal(run(unclear.state, [{ type: "lookupRequested" }]).effects[0]?.type, "lookup");
  const late = run(reception("complete", "lookingUp"), [{ type: "lookedUp", op: 1, answer: { ...answer, meaning: "timeout" }, returned: {}, at }]);
  const text = late.effects[0]?.type === "record" ? late.effects[0].text : "";
  assert.ok(text.includes("canbo.mau") && text.includes("Vui lòng nhập mã") && text.includes("hết thời gian"), text);
  assert.equal(papersUnlocked(run(late.state, [{ type: "recorded", op: 2, report: { key: "r", label: "", outcome: "filled" } }]).state.work), true);
});

test("another person's code before any card was read drops the work done with the first, once the clerk says so", () => {
  const other = { ...parsed, citizen: { ...qrCitizen, idNumber: { value: "001199990999", source: "qr", verified: false } } } as const;
  for (const work of ["filled", "previewed", "filling"] as const) {
    const before = reception("waitingForCard", work);
    before.work.person = "001199990123";
    const asked = run(before, [{ type: "scanParsed", op: 1, text: "other", origin: "keys", result: other }]);
    assert.deepEqual([asked.state.work, asked.effects], [before.work, []], "nothing before the answer");
    const { state, effects } = run(asked.state, [{ type: "personSwitched" }]);
    assert.deepEqual([state.work.phase, state.work.fill, state.identity.citizen], ["idle", undefined, other.citizen]);
    assert.equal(effects[0]?.type, "forget");
    assert.equal(state.pending.work, undefined, "its answers are late");
    assert.equal(run(before, [{ type: "scanParsed", op: 1, text: "same", origin: "keys", result: parsed }]).state.notice, undefined);
  }
});

test("undo stays after a second confirmation of the same document", () => {
  const before = reception("complete", "previewed");
  before.work.fill = fill;
  const { state } = run(before, [
    { type: "confirmed", preview: 1, ticks: [], consent: false },
    { type: "filled", op: 2, reports: [{ key: "commune", label: "", outcome: "refused" }] },
  ]);
  assert.equal(state.work.fill?.undoable, true);
});

test("nothing is filled while a scanned person is not compared, or could not be; comparing again is offered", () => {
  const other = { ...qrCitizen, idNumber: { value: "001199990999", source: "qr", verified: false } } as const;
  const waiting = reception("textShown");
  waiting.identity.toCompare = other;
  assert.deepEqual(run(waiting, [{ type: "previewRequested", tabId: 7 }]).effects, []);
  const failing = reception("complete");
  failing.identity.toCompare = other;
  failing.pending.compare = 1;
  const { state } = run(failing, [{ type: "qrCompareFailed", op: 1, qr: other }]);
  assert.deepEqual(run(state, [{ type: "previewRequested", tabId: 7 }]).effects, []);
  assert.equal(panelView(state, { status: "ready", readers: [] }, mergeSettings({}, undefined)).identity.notCompared, true);
  const again = run(state, [{ type: "compareAgain" }]);
  assert.equal(again.effects[0]?.type, "compareQr");
  const same = run(again.state, [{ type: "qrCompared", op: again.state.pending.compare ?? 0, qr: qrCitizen, result: { samePerson: "yes", differences: [] } }]);
  assert.equal(run(same.state, [{ type: "previewRequested", tabId: 7 }]).effects[0]?.type, "preview");
});

test("a preview of text that a restart takes back is made anew", () => {
  const { state, effects } = run(reception("textShown", "previewed"), [{ type: "workerRestarted" }]);
  assert.equal(state.work.phase, "previewing");
  assert.deepEqual(effects.map(({ type }) => type), ["preview"]);
});

test("another card while a citizen is shown is said and not read", () => {
  const { state, effects } = run(reception("complete"), [{ type: "cardRemoved", card }, { type: "cardInserted", card: nextCard }]);
  assert.deepEqual([effects, state.notice, state.identity.card], [[], "otherCard", undefined]);
});

test("a card that lay there when the host went is the same card when it is back", () => {
  const lost: ReceptionEvent = { type: "hostLost", failure: { code: "host.exited" } };
  const back = run(reception("complete"), [lost, { type: "cardInserted", card }]);
  assert.deepEqual([back.state.identity.card, back.state.notice], [card, undefined], "its photo can be asked for");
  const next = run(reception("complete"), [lost, { type: "nextCitizen" }, { type: "cardInserted", card }], { ...clerk, cards: [card] });
  const scanned = run({ ...next.state, pending: { scan: 1 } }, [{ type: "scanParsed", op: 1, text: qrText, origin: "keys", result: parsed }], { ...clerk, cards: [card] });
  assert.equal(scanned.state.identity.phase, "waitingForCard", "not read with the next citizen's code");
});

test("a card taken away before the host went is no longer known by its reader", () => {
  const lost: ReceptionEvent = { type: "hostLost", failure: { code: "host.exited" } };
  const next = run(reception("complete"), [{ type: "nextCitizen" }], { ...clerk, cards: [card] });
  assert.deepEqual(next.state.identity.spent, card);
  const { state } = run({ ...next.state, pending: { scan: 1 } }, [{ type: "cardRemoved", card }, lost, { type: "scanParsed", op: 1, text: qrText, origin: "keys", result: parsed }]);
  assert.equal(run(state, [{ type: "cardInserted", card }]).state.identity.phase, "reading");
});

test("a complaint about a scan ends with the next scan", () => {
  const before = run(reception("complete"), [{ type: "scanParsed", op: 1, text: "x", origin: "keys", result: { kind: "dossier", warnings: [] } }]).state;
  assert.equal(before.identity.failure?.code, "qr.notACard");
  assert.equal(run(before, [{ type: "scanned", text: qrText, origin: "keys" }]).state.identity.failure, undefined);
});

test("a stop opens no papers, whatever is said to be copied", () => {
  const state = reception("blocked", "recorded");
  state.work.lookup = { ...lookup, meaning: "unavailable" };
  assert.equal(run(state, [{ type: "recordCopied" }]).state, state);
  state.work.record = { text: "", status: "copied" };
  assert.equal(panelView(state, { status: "ready", readers: [] }, mergeSettings({}, undefined)).papers, undefined);
});

test("a citizen confirms only with the tick, and has no lookup", () => {
  const citizen: Context = { ...clerk, mode: "citizen" };
  assert.deepEqual(run(reception("complete", "previewed"), [{ type: "confirmed", preview: 1, ticks: [], consent: false }], citizen).effects, []);
  assert.equal(run(reception("complete", "previewed"), [{ type: "confirmed", preview: 1, ticks: [], consent: true }], citizen).effects[0]?.type, "fill");
  assert.deepEqual(run(reception("complete", "filled"), [{ type: "lookupRequested" }], citizen).effects, []);
});

test("no lookup while a verdict may still turn", () => {
  for (const phase of ["reading", "textShown"] as const) assert.deepEqual(run(reception(phase, "filled"), [{ type: "lookupRequested" }]).effects, []);
});

test("a match is compared, then recorded with method, clerk, time, message and residence", () => {
  const answer = { meaning: "match", message: "Thông tin công dân hợp lệ", result: {} } as const;
  const returned = { placeOfResidence: { value: "Phường Hoàn Kiếm, Thành phố Hà Nội", source: "lookup", verified: false } } as const;
  const looked = run(reception("complete", "lookingUp"), [{ type: "lookedUp", op: 1, answer, returned, at }]);
  assert.equal(looked.effects[0]?.type, "compareLookup");
  const { state, effects } = run(looked.state, [{ type: "lookupCompared", op: 2, result: { samePerson: "yes", differences: [{ field: "religion", severity: "info", reason: "rightMissing" }] } }]);
  assert.deepEqual(state.work.lookup?.differences, [], "what the database does not have is no difference");
  const text = effects[0]?.type === "record" ? effects[0].text : "";
  for (const part of ["điểm a khoản 2 Điều 14", "canbo01", at, "09:00:00 22/11/2026", "Thông tin công dân hợp lệ", "Phường Hoàn Kiếm"]) assert.ok(text.includes(part), part);
});

test("lookup down: the failure is recorded, and only then the papers appear", () => {
  const failed = run(reception("complete", "lookingUp"), [{ type: "workFailed", op: 1, failure: { code: "lookup.timeout" }, at }]);
  assert.equal(failed.effects[0]?.type, "record");
  assert.equal(papersUnlocked(failed.state.work), false);
  const written = run(failed.state, [{ type: "recorded", op: 2, report: { key: "record", label: "", outcome: "filled" } }]);
  assert.equal(papersUnlocked(written.state.work), true);
  const refused = run(failed.state, [{ type: "recorded", op: 2, report: { key: "record", label: "", outcome: "refused", error: "record.fieldMissing" } }]);
  assert.equal(papersUnlocked(refused.state.work), false);
  assert.equal(papersUnlocked(run(refused.state, [{ type: "recordCopied" }]).state.work), true);
});

test("a lookup that could not even be asked is neither recorded nor opens the papers", () => {
  const { state, effects } = run(reception("complete", "lookingUp"), [{ type: "workFailed", op: 1, failure: { code: "lookup.incomplete" }, at }]);
  assert.deepEqual(effects, []);
  assert.equal(state.work.phase, "filled");
  assert.equal(papersUnlocked(state.work), false);
});

test("a match never shows papers; a portal without a record field shows the text to copy", () => {
  const before = reception("complete", "comparing");
  before.work.fill = { ...fill, form: { ...form, record: undefined } };
  const { state } = run(before, [{ type: "lookupCompared", op: 1, result: { samePerson: "yes", differences: [] } }]);
  assert.equal(state.work.record?.status, "failed");
  const copied = run(state, [{ type: "recordCopied" }]);
  assert.equal(papersUnlocked(copied.state.work), false);
});

test("background ended in the middle of a read: the text is taken back and the read starts cleanly again", () => {
  const { state } = run(reception("textShown"), [{ type: "workerRestarted" }]);
  assert.equal(state.identity.phase, "waitingForCard");
  assert.equal(state.notice, "restarted");
  assert.equal(state.identity.verdicts, undefined);
  assert.equal(state.identity.citizen, state.identity.qr);
  assert.equal(run(state, [{ type: "cardInserted", card }]).effects[0]?.type, "readCard", "the first card of the new host has the same number");
});

test("background ended during work in the page: nothing is taken for done", () => {
  const phases = (phase: (typeof workPhases)[number]) => run(reception("complete", phase), [{ type: "workerRestarted" }]);
  assert.equal(phases("previewing").state.work.phase, "idle");
  const cut = phases("filling").state;
  assert.deepEqual([cut.work.phase, cut.notice, cut.work.fill?.undoable], ["filled", "interrupted", true]);
  assert.equal(phases("lookingUp").state.work.phase, "filled");
  const [again] = phases("recording").effects;
  assert.deepEqual(again, { type: "record", op: 2, target, field: { id: "r" }, text: "record" });
  assert.equal(phases("recorded").state.work.phase, "recorded");
});

test("time-out forgets the citizen and says so; with nobody there nothing happens", () => {
  const { state, effects } = run(reception("reading"), [{ type: "timedOut" }]);
  assert.equal(state.notice, "timedOut");
  assert.deepEqual(effects, [{ type: "cancelRead", op: 1 }]);
  const fresh = newReception();
  assert.equal(run(fresh, [{ type: "timedOut" }]).state, fresh);
});

test("the panel is never given the card's key or the scan", () => {
  const view = panelView(reception("complete"), { status: "ready", readers: [] }, mergeSettings({}, undefined));
  assert.ok(!JSON.stringify(view).includes(qrText));
  assert.equal(view.identity.keyKind, "qr");
});
