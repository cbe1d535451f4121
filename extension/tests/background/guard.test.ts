// The guard in the portal's page: from a click until the citizen leaves, and only in that document.
import assert from "node:assert/strict";
import { test } from "node:test";
import { isFromGuard, parsePageTrouble } from "../../background/page-scans";
import { isEmpty, newReception, type Reception } from "../../background/reception/state";
import { Receptions } from "../../background/receptions";
import { panelView } from "../../background/view";
import { mergeSettings } from "../../shared/settings";
import { qrText, reception, run, target, unknown } from "./sample";

const other = { ...target, tabId: 8, binding: { ...target.binding, token: "u" } };

function armed(): Reception {
  return run(newReception(), [{ type: "receptionStarted", tabId: 7 }, { type: "armed", op: 1, target }]).state;
}

const disarmed = { type: "disarm", place: { tabId: 7, documentId: undefined }, token: "t" };
const viewOf = (state: Reception, tabInFront?: number) => panelView(state, { status: "ready", readers: [] }, mergeSettings({}, undefined), tabInFront).guard;
const types = (effects: { type: string }[]) => effects.map(({ type }) => type);

test("a click arms the page in that tab; a second one elsewhere disarms the first", () => {
  const asked = run(newReception(), [{ type: "receptionStarted", tabId: 7 }]);
  assert.deepEqual(asked.effects, [{ type: "arm", op: 1, tabId: 7 }]);
  assert.equal(asked.state.guard?.status, "arming");
  const again = run(armed(), [{ type: "receptionStarted", tabId: 8 }, { type: "armed", op: 2, target: other }]);
  assert.deepEqual(types(again.effects), ["disarm", "arm"]);
  assert.deepEqual(again.state.guard, { status: "armed", target: other });
});

test("a refusal is shown, and a late answer means nothing", () => {
  const { state } = run(newReception(), [{ type: "receptionStarted", tabId: 7 }, { type: "armFailed", op: 1, failure: { code: "portal.notAllowed" } }]);
  const view = panelView(state, { status: "ready", readers: [] }, mergeSettings({}, undefined));
  assert.deepEqual(view.guard, { status: "failed", failure: { code: "portal.notAllowed" } });
  const before = armed();
  assert.equal(run(before, [{ type: "armed", op: 1, target: other }]).state, before);
});

test("the citizen leaves, by a press or in time: the guard goes with them", () => {
  for (const type of ["nextCitizen", "timedOut"] as const) {
    const { state, effects } = run(armed(), [{ type }]);
    assert.deepEqual([state.guard, state.notice, effects], [undefined, undefined, [disarmed]]);
  }
});

test("when the tab changes, the document is asked; only a guard that is gone is said to be gone", () => {
  const before = armed();
  assert.deepEqual(types(run(before, [{ type: "tabChanged", tabId: 7 }]).effects), ["checkGuard"]);
  assert.deepEqual(run(before, [{ type: "tabChanged", tabId: 9 }]), { state: before, effects: [] });
  assert.equal(run(before, [{ type: "guardLost", token: "u" }]).state, before);
  const { state } = run(before, [{ type: "guardLost", token: "t" }]);
  assert.deepEqual([state.guard, state.notice], [undefined, "guardLost"]);
});

test("after a restart of the background a guard that stands goes on, one that was being made does not", () => {
  assert.deepEqual(types(run(armed(), [{ type: "workerRestarted" }]).effects), ["checkGuard"]);
  const { state, effects } = run(newReception(), [{ type: "receptionStarted", tabId: 7 }, { type: "workerRestarted" }]);
  assert.deepEqual([state.guard, state.pending.guard, effects.slice(1)], [undefined, undefined, [{ type: "disarm", place: { tabId: 7 } }]]);
  assert.equal(isEmpty(run(newReception(), [{ type: "receptionStarted", tabId: 7 }]).state), false, "kept, so that a restart knows of it");
});

test("a page that was armed too late for anybody is disarmed; one that is wanted is not", () => {
  const armedLate = { type: "armed", op: 1, target } as const;
  for (const event of [{ type: "nextCitizen" }, { type: "timedOut" }, { type: "receptionStopped" }, { type: "workerRestarted" }, { type: "armFailed", op: 1, failure: { code: "fill.timeout" } }] as const) {
    const left = run(newReception(), [{ type: "receptionStarted", tabId: 7 }, event]).state;
    const late = run(left, [armedLate]);
    assert.deepEqual([late.state, late.effects], [left, [disarmed]], event.type);
  }
  const again = run(newReception(), [{ type: "receptionStarted", tabId: 7 }, { type: "nextCitizen" }, { type: "receptionStarted", tabId: 7 }]).state;
  assert.deepEqual(run(again, [armedLate]).effects, [], "the second click's answer is still to come");
  assert.deepEqual(run(again, [{ type: "armed", op: 2, target }, armedLate]).effects, []);
  assert.deepEqual(run(newReception(), [{ type: "receptionStarted", tabId: 7 }, { type: "receptionStarted", tabId: 7 }]).effects.length, 1, "a second click while the first is under way");
});

test("another person without a word: the form's values are let go, the guard stands", () => {
  const { state, effects } = run({ ...reception("reading", "previewed"), work: { ...reception("reading", "previewed").work, person: "001199990123" }, guard: { status: "armed", target } }, [
    { type: "readText", op: 1, citizen: { idNumber: { value: "001199990999", source: "dg1", verified: false } }, verdicts: unknown },
  ]);
  assert.deepEqual([state.notice, state.guard?.status, types(effects)], ["otherPerson", "armed", ["forget"]]);
});

test("green only where scans are caught: not in another tab, not in a frame", () => {
  assert.equal(viewOf(armed()).status, "armed");
  assert.equal(viewOf(armed(), 7).status, "armed");
  assert.deepEqual(viewOf(armed(), 8), { status: "elsewhere", host: "motcua.example.gov.vn" });
  const { state } = run(armed(), [{ type: "focusMoved", token: "t", isInFrame: true }]);
  assert.deepEqual([viewOf(state, 7).status, viewOf(state, 8).status], ["inFrame", "elsewhere"]);
  assert.equal(viewOf(run(state, [{ type: "focusMoved", token: "t", isInFrame: false }]).state).status, "armed");
  assert.equal(viewOf(run(state, [{ type: "receptionStarted", tabId: 7 }, { type: "armed", op: 2, target }]).state).status, "armed", "armed anew, the focus is told anew");
  const before = armed();
  assert.equal(run(before, [{ type: "focusMoved", token: "u", isInFrame: true }]).state, before);
});

test("a frame is heard by the page's token, in the same tab and from an allowed origin; the page itself only from its own document", () => {
  const allowed = ["https://motcua.example.gov.vn", "https://bay.example.gov.vn"];
  Object.assign(globalThis, { chrome: { runtime: { id: "own" } } });
  const from = (sender: object, token = "t") => isFromGuard({ kind: "pageScan", token, text: "x" }, { id: "own", tab: { id: 7 }, ...sender } as chrome.runtime.MessageSender, { ...target, documentId: "D" }, allowed);
  const frame = { frameId: 3, documentId: "F", origin: "https://bay.example.gov.vn", url: "about:srcdoc" };
  assert.ok(from(frame));
  assert.ok(from({ frameId: 0, documentId: "D", url: "https://motcua.example.gov.vn/a" }));
  for (const wrong of [{ tab: { id: 8 } }, { id: "other" }, { origin: "https://evil.example.com" }, { origin: "null" }, { frameId: 0 }, { frameId: undefined }]) assert.ok(!from({ ...frame, ...wrong }), JSON.stringify(wrong));
  assert.ok(!from(frame, "u"));
  assert.ok(!from({ frameId: 0, documentId: "E", origin: "https://motcua.example.gov.vn" }));
  Reflect.deleteProperty(globalThis, "chrome");
});

test("a person ends the guard and stays with the citizen", () => {
  const { state, effects } = run({ ...reception("complete"), guard: { status: "armed", target } }, [{ type: "receptionStopped" }]);
  assert.deepEqual([state.guard, state.identity.phase, effects], [undefined, "complete", [disarmed]]);
});

test("a tab that goes to another window, or an origin that is not allowed any more, ends the guard; the panel says which", () => {
  const moved = run(armed(), [{ type: "tabMoved", tabId: 7 }]);
  assert.deepEqual([moved.state.guard, moved.state.notice, moved.effects], [undefined, "guardLost", [disarmed]]);
  const refused = run(armed(), [{ type: "originsChanged", allowed: ["https://bay.example.gov.vn"] }]);
  assert.deepEqual([refused.state.guard, refused.state.notice, refused.effects], [undefined, "guardRefused", [disarmed]]);
  const before = armed();
  for (const event of [{ type: "tabMoved", tabId: 8 }, { type: "originsChanged", allowed: [target.binding.origin] }] as const) assert.deepEqual(run(before, [event]), { state: before, effects: [] });
});

test("a scan that nobody takes is told: of a page that was given up, of a citizen who is refused, of one too many", () => {
  const refused = run(armed(), [{ type: "scanRefused", token: "t" }]).state;
  assert.deepEqual([refused.guard, refused.notice], [undefined, "scanRefused"]);
  const elsewhere = run(armed(), [{ type: "scanRefused", token: "u" }]).state;
  assert.deepEqual([elsewhere.guard?.status, elsewhere.notice], ["armed", "scanRefused"], "the page of an earlier reception");
  const scanned = { type: "scanned", text: qrText, origin: "page" } as const;
  const blocked = run({ ...reception("blocked"), notice: "timedOut" }, [scanned]);
  assert.deepEqual([blocked.state.identity, blocked.state.notice, blocked.effects], [reception("blocked").identity, "scanBlocked", []]);
  const many = run(newReception(), Array.from({ length: 10 }, () => scanned));
  assert.deepEqual([many.state.identity.waiting?.length, many.state.notice], [8, "scanDropped"]);
});

/** Receptions without a browser; gives what each window was told to do. */
function desks() {
  const done: [string, number | undefined][] = [];
  const nothing = () => Promise.resolve();
  const stub = { storage: { session: { set: nothing, remove: nothing } } };
  Object.assign(globalThis, { chrome: stub });
  const receptions = new Receptions({ settings: () => mergeSettings({}, undefined), cards: () => [], run: (effect) => done.push([effect.type, "op" in effect ? effect.op : undefined]), changed: () => undefined });
  return { receptions, done };
}

test("the latest click decides whose guard a page has; who loses it does not take it out", () => {
  const { receptions, done } = desks();
  for (const [windowId, op] of [[1, 1], [2, 1]] as const) {
    receptions.dispatch(windowId, { type: "receptionStarted", tabId: 7 });
    receptions.dispatch(windowId, { type: "armed", op, target });
  }
  assert.deepEqual([receptions.get(1).guard, receptions.get(1).notice, receptions.get(2).guard?.status], [undefined, "guardLost", "armed"]);
  receptions.dispatch(1, { type: "receptionStarted", tabId: 7 });
  receptions.dispatch(1, { type: "nextCitizen" });
  done.length = 0;
  receptions.dispatch(1, { type: "armed", op: 2, target });
  assert.deepEqual(done, [], "window 2 has it");
  receptions.dispatch(2, { type: "nextCitizen" });
  assert.deepEqual(done, [["disarm", undefined]]);
});

test("what the panel is told of the guard holds no token", () => {
  const { state } = run(armed(), [{ type: "scanned", text: qrText, origin: "page" }]);
  const view = panelView(state, { status: "ready", readers: [] }, mergeSettings({}, undefined));
  assert.deepEqual(view.guard, { status: "armed", host: "motcua.example.gov.vn" });
});

test("a scan that went wrong in the page is told; the next scan is as good as any", () => {
  for (const trouble of ["scanCut", "scanTooLong", "scanLeftovers"] as const) {
    const { state, effects } = run(armed(), [{ type: "scanSpoilt", trouble }]);
    assert.deepEqual([state.notice, state.guard?.status, effects], [trouble, "armed", []]);
    assert.equal(run(state, [{ type: "scanned", text: qrText, origin: "page" }]).state.notice, undefined);
  }
  assert.deepEqual(parsePageTrouble({ kind: "pageTrouble", token: "t", trouble: "scanCut", more: 1 }), { kind: "pageTrouble", token: "t", trouble: "scanCut" });
  for (const wrong of [undefined, {}, { kind: "pageTrouble", token: 1, trouble: "scanCut" }, { kind: "pageTrouble", token: "t", trouble: "timedOut" }, { kind: "pageScan", token: "t", text: "x" }]) assert.equal(parsePageTrouble(wrong), undefined);
});
