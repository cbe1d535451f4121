// The panel's pure parts: status, offered acts, keys, pace of a scanner.
import assert from "node:assert/strict";
import { test } from "node:test";
import { identityPhases, workPhases } from "../../background/reception/state";
import { panelView } from "../../background/view";
import { messages } from "../../generated/messages";
import { offered, primaryAction } from "../../panel/actions";
import { groupedId, isExpired, shownLabel, shownValue } from "../../panel/format";
import { ScanBurst } from "../../panel/scan-burst";
import { scannedText } from "../../shared/key-text";
import { shortcutOf } from "../../panel/shortcut-keys";
import { statusOf } from "../../panel/status";
import type { FieldReport } from "../../shared/content-protocol";
import { mergeSettings } from "../../shared/settings";
import { translator } from "../../shared/i18n";
import { cardCitizen, lookup, reception, unknown } from "../background/sample";

const host = { status: "ready", service: "running", readers: [] } as const;
const view = (identity: (typeof identityPhases)[number], work: (typeof workPhases)[number], mode: "clerk" | "citizen" = "clerk") =>
  panelView(reception(identity, work), { ...host, readers: [] }, mergeSettings({ mode }, undefined));

test("every state has a status line in both languages", () => {
  for (const identity of identityPhases) {
    for (const work of workPhases) {
      for (const mode of ["clerk", "citizen"] as const) {
        const { text, hint } = statusOf(view(identity, work, mode));
        for (const language of ["vi", "en"] as const) {
          assert.ok(text in messages[language], text);
          if (hint !== undefined) assert.ok(hint in messages[language], hint);
        }
      }
    }
  }
});

test("a hard stop goes before everything, a card in reading before the form", () => {
  for (const work of workPhases) {
    assert.equal(statusOf(view("blocked", work)).tone, "stop");
    assert.equal(statusOf(view("reading", work)).text, "status_reading");
  }
});

test("a card is good on its last day, expired on the next, and never without one", () => {
  const until = (value: string | null) => ({ ...cardCitizen, expiryDate: { value, source: "dg1", verified: true } }) as typeof cardCitizen;
  assert.equal(isExpired(until("2026-11-22"), new Date(2026, 10, 22, 23, 59)), false);
  assert.equal(isExpired(until("2026-11-22"), new Date(2026, 10, 23, 0, 0)), true);
  assert.equal(isExpired(until(null), new Date(2126, 0, 1)), false);
});

test("green is kept for what was verified", () => {
  assert.equal(statusOf(view("complete", "idle")).tone, "read");
});

const shown = (change: (state: ReturnType<typeof reception>) => void, work: (typeof workPhases)[number] = "idle", mode: "clerk" | "citizen" = "clerk") => {
  const state = reception("complete", work);
  change(state);
  return panelView(state, { ...host, readers: [] }, mergeSettings({ mode }, undefined));
};

test("a missing root certificate is calm; a missing signature, signer or algorithm is not, and says which", () => {
  for (const reason of ["securityObjectMissing", "signerMissing", "algorithmUnsupported"] as const) {
    const status = statusOf(shown((state) => (state.identity.verdicts = { ...unknown, data: { status: "unknown", reason } })));
    assert.deepEqual([status.tone, status.hint], ["attention", `verdictWhy_data_${reason}`]);
  }
  assert.deepEqual([statusOf(view("complete", "idle")).tone, statusOf(view("complete", "idle")).hint], ["read", "hint_completeUnknown"]);
});

test("an unknown message and another person are no result", () => {
  const stop = shown((state) => (state.work.lookup = { ...lookup, samePerson: "no" }), "filled");
  assert.deepEqual([statusOf(stop).tone, statusOf(stop).text], ["stop", "status_lookupOther"]);
  const unclear = shown((state) => (state.work.lookup = { ...lookup, meaning: "unclassified" }), "filled");
  assert.deepEqual([statusOf(unclear).tone, statusOf(unclear).code], ["attention", "lookup.unclassified"]);
  assert.equal(primaryAction(unclear), "lookup");
});

test("a field that was left alone needs a look", () => {
  const view = shown((state) => state.work.fill?.reports.push({ key: "province", label: "", outcome: "refused", reason: "otherValue" }), "filled");
  assert.equal(statusOf(view).text, "status_filledSome");
});

test("undone is said of all only when all of it is", () => {
  const after = (...outcomes: string[]) => statusOf(shown((state) => {
    const fill = reception("complete", "filled").work.fill;
    assert.ok(fill !== undefined);
    state.work.fill = { ...fill, undone: true, reports: outcomes.map((said, at) => {
      const [outcome, error] = said.split(":") as [FieldReport["outcome"], FieldReport["error"]];
      return { key: `f${at}`, label: "", outcome, ...(error === undefined ? {} : { error }) };
    }) };
  }));
  assert.deepEqual([after("undone", "undone").text, after("undone", "undone").tone], ["status_undone", "idle"]);
  assert.equal(after("undone", "refused:fill.valueChanged").text, "status_undone");
  for (const other of ["kept", "changedByPage", "refused"] as const) assert.deepEqual([after("undone", other).text, after("undone", other).tone], ["status_undoneSome", "attention"]);
});

test("nothing is offered while the scan could not be compared, but comparing again", () => {
  const view = shown((state) => (state.identity.toCompare = { idNumber: { value: "001199990999", source: "qr", verified: false } }));
  const actions = offered(view);
  assert.ok(actions.has("compareAgain") && !actions.has("preview") && !actions.has("lookup"));
  assert.equal(statusOf(view).text, "status_notCompared");
});

test("a citizen is not told of clerks", () => {
  const view = shown((state) => Object.assign(state.identity, { phase: "blocked", blocked: "notAuthentic" }), "idle", "citizen");
  assert.equal(statusOf(view).hint, "hint_blockedNotAuthenticOwn");
  for (const language of ["vi", "en"] as const) {
    const own = Object.entries(messages[language]).filter(([name]) => name.endsWith("Own"));
    for (const [name, text] of own) assert.doesNotMatch(text, /cán bộ|công dân tiếp theo|người phụ trách|clerk|next citizen/i, name);
  }
});

test("acts that make sense, and the next one", () => {
  assert.equal(primaryAction(view("waitingForKey", "idle")), undefined);
  assert.equal(primaryAction(view("complete", "idle")), "preview");
  assert.equal(primaryAction(view("complete", "previewed")), "confirm");
  assert.equal(primaryAction(view("complete", "filled")), "lookup");
  assert.equal(primaryAction(view("complete", "filled", "citizen")), "next");
  assert.equal(primaryAction(view("complete", "recorded")), "next");
  assert.equal(primaryAction(view("complete", "filling")), undefined);
  for (const work of workPhases) {
    const actions = offered(view("blocked", work));
    assert.ok(!actions.has("preview") && !actions.has("lookup"), work);
  }
  assert.ok(offered(view("blocked", "filled")).has("undo"));
  for (const work of workPhases) assert.equal(offered(view("complete", work)).has("evidence"), work === "filled" || work === "recorded", work);
  for (const phase of identityPhases.filter((name) => name !== "complete")) assert.ok(!offered(view(phase, "filled")).has("evidence"), phase);
  assert.ok(!offered(view("complete", "filled", "citizen")).has("evidence"));
  assert.ok(!offered(view("textShown", "filled")).has("lookup"));
  for (const work of workPhases) assert.ok(!offered(view("complete", work, "citizen")).has("lookup"), work);
});

const key = (change: object) => ({ key: "", code: "", altKey: false, ctrlKey: false, metaKey: false, repeat: false, target: null, ...change });

test("keys", () => {
  assert.equal(shortcutOf(key({ key: "Enter" })), undefined, "Enter is the key gate's");
  assert.equal(shortcutOf(key({ key: "z", code: "KeyZ", altKey: true, repeat: true })), undefined, "a held key acts once");
  assert.equal(shortcutOf(key({ key: "Escape" })), "closePreview");
  assert.equal(shortcutOf(key({ key: "z", code: "KeyZ", altKey: true })), "undo");
  assert.equal(shortcutOf(key({ key: "z", code: "KeyZ", altKey: true, ctrlKey: true })), undefined);
});

function typed(text: string, gap: number): ScanBurst {
  const burst = new ScanBurst();
  [...text].forEach((letter, index) => burst.key(letter === "\n", index * gap));
  return burst;
}

test("a scanner's burst is complete without a line end, a person's typing is not, and a slow scanner's is by its code", () => {
  const complete = (text: string, gap: number) => typed(text, gap).isComplete(scannedText(text));
  assert.equal(complete("001199990123|", 5), true);
  assert.equal(complete("001199990123|", 120), false);
  assert.equal(complete("0011", 5), false);
  assert.equal(complete("0011\n", 120), true);
  assert.equal(complete("]Q1001199990123||NGUYEN THI MAU|05021999|Nu|Ha Noi|15032022||||", 120), true);
  assert.equal(complete("001199990123||NGUYEN THI MAU|05021999|Nu|Ha Noi|1503", 120), false);
});

test("the pause that ends a code fits the scanner", () => {
  assert.deepEqual([typed("0011\n", 5).pause, typed("0011", 5).pause, typed("0011\n", 100).pause, typed("00\n", 5000).pause], [80, 250, 200, 400]);
});

test("a line break inside a code does not end it; the one behind it is not part of it", () => {
  assert.equal(typed("ab\ncd", 5).isComplete("ab\ncd"), false);
  assert.equal(scannedText("a|b\nc|d\r\n"), "a|b\nc|d");
  assert.equal(scannedText("\n"), "");
});

test("values as people read them", () => {
  const t = translator("vi");
  assert.equal(groupedId("001199990123"), "001\u00a0199\u00a0990\u00a0123");
  assert.equal(shownLabel("Họ và tên *:"), "Họ và tên");
  assert.equal(shownLabel("*"), "*");
  assert.equal(shownValue("expiryDate", { expiryDate: { value: null, source: "dg13", verified: false } }, t), "Không thời hạn");
  assert.equal(shownValue("dateOfBirth", { dateOfBirth: { value: "1999-02-05", source: "dg1", verified: false } }, t), "05/02/1999");
  assert.equal(shownValue("dateOfBirth", { dateOfBirth: { value: "1958", source: "dg1", verified: false } }, t), "1958");
  assert.equal(shownValue("sex", { sex: { value: "female", source: "dg1", verified: false } }, t), "Nữ");
  assert.equal(shownValue("religion", cardCitizen, t), "");
});
