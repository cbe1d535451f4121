// The guard in the portal's page: from a click until the citizen leaves, and only in that document.
import assert from "node:assert/strict";
import { test } from "node:test";
import { parsePageTrouble } from "../../background/page-scans";
import { newReception, type Reception } from "../../background/reception/state";
import { panelView } from "../../background/view";
import { mergeSettings } from "../../shared/settings";
import { qrText, run, target } from "./sample";

const other = { ...target, tabId: 8, binding: { ...target.binding, token: "u" } };

function armed(): Reception {
  return run(newReception(), [{ type: "receptionStarted", tabId: 7 }, { type: "armed", op: 1, target }]).state;
}

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
    assert.deepEqual([state.guard, state.notice, effects], [undefined, undefined, [{ type: "forget", place: { tabId: 7, documentId: undefined } }]]);
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
  const { state } = run(newReception(), [{ type: "receptionStarted", tabId: 7 }, { type: "workerRestarted" }]);
  assert.deepEqual([state.guard, state.pending.guard], [undefined, undefined]);
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
