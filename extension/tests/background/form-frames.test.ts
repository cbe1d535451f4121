// What a frame's process may say and what is made of it, with a browser that the test plays: a frame costs its own part, never another's.
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { readForm } from "../../background/form-frames";
import { fillForm, undoForm } from "../../background/form-work";
import type { OpenPage } from "../../background/portal";
import type { PortalTarget } from "../../background/reception/state";
import type { FieldReport, FillStep, FormSnapshot, SnapshotField } from "../../shared/content-protocol";
import { BridgeError } from "../../shared/host-errors";
import { field, profile as profileOf } from "../fill/builders";

const world = globalThis as { chrome?: unknown };
const own = "chrome-extension://dlldhokgppgibghijpoppanchojffeli/";
const top = "https://motcua.example.gov.vn";
const listed = "https://dichvu.tinhmau.gov.vn";
const page: OpenPage = { tabId: 7, documentId: "D0", address: `${top}/`, origin: top };

type Answer = { ok: true; value: unknown } | { ok: false; error: string };
type Asked = { kind: string; steps?: FillStep[]; profile?: { form?: unknown } };

/** Documents by Chromium's names, each with its place and what it answers. */
function play(documents: Record<string, { origin: string; path: unknown; answer: (request: Asked) => Answer | undefined }>, permitted = [top, listed]) {
  const entered: string[] = [];
  const asked: [string, Asked][] = [];
  world.chrome = {
    runtime: { getURL: (path: string) => own + path },
    permissions: { contains: ({ origins }: { origins: string[] }) => Promise.resolve(permitted.some((origin) => origins.includes(`${origin}/*`))) },
    scripting: {
      executeScript: ({ target }: { target: { allFrames?: boolean; documentIds?: string[] } }) => {
        if (target.allFrames === true) return Promise.resolve(Object.entries(documents).map(([documentId, { origin, path }], frameId) => ({ frameId, documentId, result: { origin, path } })));
        entered.push(...(target.documentIds ?? []));
        return Promise.resolve([{}]);
      },
    },
    tabs: {
      sendMessage: (_tab: number, request: Asked, { documentId }: { documentId: string }) => {
        asked.push([documentId, request]);
        const answer = documents[documentId]?.answer(request);
        return answer === undefined ? Promise.reject(new Error("Could not establish connection. Receiving end does not exist.")) : Promise.resolve(answer);
      },
    },
  };
  return { entered, asked };
}

afterEach(() => {
  delete world.chrome;
});

const seen = (ref: number, more: Partial<SnapshotField> = {}): SnapshotField => ({ ref, widget: "text", labels: [`Ô ${ref}`], name: "", id: "", type: "text", readOnly: false, disabled: false, required: false, current: "", group: "", ...more });
const snapshot = (origin: string, fields: SnapshotField[], more: Partial<FormSnapshot> = {}): Answer => ({ ok: true, value: { binding: { token: origin, origin, path: "/" }, fields, broken: [], ...more } });
const around = (fields: SnapshotField[] = [seen(0)], more: Partial<FormSnapshot> = {}) => ({ origin: top, path: [], answer: () => snapshot(top, fields, { frames: [[0]], ...more }) });

test("the parts make one form: references count on, and only the background says in which frame a field stands", async () => {
  play({ D0: around([seen(0, { frame: "gia.example.gov.vn" })]), D1: { origin: listed, path: [0], answer: () => snapshot(listed, [seen(0, { frame: "motcua.example.gov.vn" }), seen(1)]) } });
  const { snapshot: whole, frames, unread } = await readForm(page, undefined, [top, listed]);
  assert.deepEqual(whole.fields.map(({ ref, frame }) => [ref, frame]), [[0, undefined], [1, "dichvu.tinhmau.gov.vn"], [2, "dichvu.tinhmau.gov.vn"]]);
  assert.deepEqual(frames.map(({ documentId, first, count }) => [documentId, first, count]), [["D1", 1, 2]]);
  assert.deepEqual(unread, []);
});

const LIES: Record<string, Answer> = {
  "another origin": snapshot(top, [seen(0)]),
  "no origin": snapshot("null", [seen(0)]),
  "a field of another document": snapshot(listed, [seen(1)]),
  "one reference twice": snapshot(listed, [seen(0), seen(0)]),
  "no shape": { ok: true, value: { fields: "nhiều" } },
  "too many fields": snapshot(listed, Array.from({ length: 2000 }, (_, ref) => seen(ref))),
  "an error that is none": { ok: false, error: "không có" },
};

for (const [name, answer] of Object.entries(LIES)) {
  test(`a frame that says ${name}: its host is named as unread, the page's part stands`, async () => {
    play({ D0: around(), D1: { origin: listed, path: [0], answer: () => answer } });
    const { snapshot: whole, frames, unread } = await readForm(page, undefined, [top, listed]);
    assert.deepEqual([whole.fields.length, frames, unread], [1, [], ["dichvu.tinhmau.gov.vn"]]);
  });
}

const UNENTERED: Record<string, [string, unknown, string[], string[]]> = {
  "of an origin that is not listed": ["https://la.example.gov.vn", [0], [top, listed], [top, "https://la.example.gov.vn"]],
  "of a listed origin without https": ["http://la.example.gov.vn", [0], [top, "http://la.example.gov.vn"], [top, "https://la.example.gov.vn"]],
  "that may not be entered": [listed, [0], [top, listed], [top]],
  "in a place where nobody sees one": [listed, [1], [top, listed], [top, listed]],
  "whose place is none": [listed, "0", [top, listed], [top, listed]],
};

for (const [name, [origin, path, allowed, permitted]] of Object.entries(UNENTERED)) {
  test(`a frame ${name} gets no script`, async () => {
    const { entered } = play({ D0: around(), D1: { origin, path, answer: () => snapshot(origin, [seen(0)]) } }, permitted);
    const { frames } = await readForm(page, undefined, allowed);
    assert.deepEqual([entered, frames], [[], []]);
  });
}

test("a page without a form whose frames have none says why; one that lies about references is refused whole", async () => {
  play({ D0: around([], { problem: "portal.foreignFrame" }), D1: { origin: listed, path: [0], answer: () => ({ ok: false, error: "portal.noForm" }) } });
  await assert.rejects(readForm(page, undefined, [top, listed]), (error) => error instanceof BridgeError && error.code === "portal.foreignFrame");
  play({ D0: around([seen(1)]) });
  await assert.rejects(readForm(page, undefined, [top, listed]), (error) => error instanceof BridgeError && error.code === "protocol.internal");
});

test("frames that hold one another without end are looked into only so often", async () => {
  const deep = Object.fromEntries(Array.from({ length: 24 }, (_, depth) => [`D${depth + 1}`, { origin: listed, path: Array<number>(depth + 1).fill(0), answer: () => snapshot(listed, [seen(0)], { frames: [Array<number>(depth + 2).fill(0)] }) }]));
  play({ D0: around(), ...deep });
  const { frames, unread } = await readForm(page, undefined, [top, listed]);
  assert.deepEqual([frames.length, unread.length], [16, 1]);
});

test("a field of the profile is found once in all documents together; in a form that was found, a frame has none of its own", async () => {
  const value = { constant: "x" };
  const profile = profileOf([field("a", value), field("b", value), field("c", value, { optional: true })], { form: { id: "f" } });
  const { asked } = play({
    D0: around([seen(0, { profileKey: "a" })], { broken: [{ profileKey: "b", found: 0 }] }),
    D1: { origin: listed, path: [0], answer: () => snapshot(listed, [seen(0, { profileKey: "b" })], { broken: [{ profileKey: "a", found: 0 }] }) },
  });
  const { snapshot: whole } = await readForm(page, profile, [top, listed]);
  assert.deepEqual([whole.fields.map(({ profileKey }) => profileKey), whole.broken], [["a", "b"], []]);
  assert.deepEqual(asked.map(([, request]) => request.profile?.form), [{ id: "f" }, undefined]);
  play({ D0: around([seen(0, { profileKey: "a" })]), D1: { origin: listed, path: [0], answer: () => snapshot(listed, [seen(0, { profileKey: "a" }), seen(1)]) } });
  const twice = await readForm(page, profile, [top, listed]);
  assert.deepEqual([twice.snapshot.fields.map(({ ref }) => ref), twice.snapshot.broken], [[2], [{ profileKey: "a", found: 2 }, { profileKey: "b", found: 0 }]]);
});

const step = (key: string, ref: number, more: Partial<FillStep> = {}): FillStep => ({ ref, key, label: key, role: "applicant", widget: "text", value: "x", accepted: [], expected: "", waitMs: 100, ...more });
const target: PortalTarget = {
  tabId: 7, documentId: "D0", binding: { token: "t", origin: top, path: "/" },
  frames: [{ tabId: 7, frameId: 1, documentId: "D1", binding: { token: "f", origin: listed, path: "/" }, first: 2, count: 2, written: [{ key: "c", label: "c" }] }],
};
const filled = ({ steps = [] }: Asked): Answer => ({ ok: true, value: steps.map(({ key, label }): FieldReport => ({ key, label, outcome: "filled" })) });
const lines = (reports: readonly FieldReport[]): string[] => reports.map(({ key, outcome, error }) => [key, outcome, error].filter((word) => word !== undefined).join(" "));

test("each document gets its own steps by its own references; what waits for another document is left and said", async () => {
  const { asked } = play({ D0: { origin: top, path: [], answer: filled }, D1: { origin: listed, path: [0], answer: filled } });
  const reports = await fillForm(target, [step("c", 2), step("a", 0), step("d", 3, { after: "a" }), step("b", 1, { after: "a" })], [top, listed]);
  assert.deepEqual(lines(reports), ["c filled", "a filled", "d refused fill.dependsOnUnfilled", "b filled"]);
  assert.deepEqual(asked.map(([document, { steps = [] }]) => [document, steps.map(({ key, ref, after }) => [key, ref, after])]), [["D0", [["a", 0, undefined], ["b", 1, "a"]]], ["D1", [["c", 0, undefined]]]]);
});

test("a frame that is gone, not listed or invents lines: a line for each of its own fields, none for others", async () => {
  const steps = [step("a", 0), step("c", 2), step("d", 3)];
  play({ D0: { origin: top, path: [], answer: filled } });
  assert.deepEqual(lines(await fillForm(target, steps, [top, listed])), ["a filled", "c refused fill.fieldGone", "d refused fill.fieldGone"]);
  assert.deepEqual(lines(await fillForm(target, steps, [top])), ["a filled", "c refused portal.notAllowed", "d refused portal.notAllowed"]);
  play({ D0: { origin: top, path: [], answer: filled }, D1: { origin: listed, path: [0], answer: () => ({ ok: true, value: [{ key: "a", label: "a", outcome: "refused" }, { key: "c", label: "c", outcome: "filled" }] }) } });
  assert.deepEqual(lines(await fillForm(target, steps, [top, listed])), ["a filled", "c filled", "d refused protocol.internal"]);
});

test("a citizen who leaves in the middle ends the fill of all documents; a page that is gone is one refusal", async () => {
  play({ D0: { origin: top, path: [], answer: filled }, D1: { origin: listed, path: [0], answer: () => ({ ok: false, error: "operation.cancelled" }) } });
  await assert.rejects(fillForm(target, [step("a", 0), step("c", 2)], [top, listed]), (error) => error instanceof BridgeError && error.code === "operation.cancelled");
  const { asked } = play({ D1: { origin: listed, path: [0], answer: filled } });
  await assert.rejects(fillForm(target, [step("c", 2)], [top, listed]), (error) => error instanceof BridgeError && error.code === "portal.navigated");
  assert.deepEqual(asked.map(([document]) => document), ["D0"]);
});

test("a page that leaves while it is written: nobody knows how far it got, so each of its fields says that it is gone", async () => {
  play({ D0: { origin: top, path: [], answer: filled }, D1: { origin: listed, path: [0], answer: filled } });
  const { tabs } = (world as { chrome: { tabs: { sendMessage: (...sent: unknown[]) => Promise<unknown> } } }).chrome;
  const sendMessage = tabs.sendMessage;
  tabs.sendMessage = (...sent) => ((sent[2] as { documentId: string }).documentId === "D0" ? Promise.reject(new Error("The message port closed before a response was received.")) : sendMessage(...sent));
  assert.deepEqual(lines(await fillForm(target, [step("a", 0), step("b", 1), step("c", 2)], [top, listed])), ["a refused fill.fieldGone", "b refused fill.fieldGone", "c filled"]);
});

test("undo asks the page and the frames that were written in, and says what a frame has taken along", async () => {
  play({ D0: { origin: top, path: [], answer: () => ({ ok: true, value: [{ key: "a", label: "a", outcome: "undone" }] }) } });
  assert.deepEqual(lines(await undoForm(target, [top, listed])), ["a undone", "c refused fill.fieldGone"]);
});
