// One injected content script over several fills: what undo gives back, and what is left when the citizen leaves.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ContentSession } from "../../content/session";
import type { DocumentBinding, FieldReport, FillStep, FormSnapshot } from "../../shared/content-protocol";
import { field, profile } from "./builders";
import { byId, page } from "./dom";

function open(html: string): ContentSession {
  const { defaultView } = page(html);
  assert.ok(defaultView);
  return new ContentSession(defaultView);
}

async function snapshot(session: ContentSession): Promise<FormSnapshot> {
  const answer = await session.answer({ kind: "snapshot" });
  assert.ok(answer.ok, "error" in answer ? answer.error : "");
  return answer.value as FormSnapshot;
}

function stepsFor({ fields }: FormSnapshot, values: Record<string, string>, over: Partial<FillStep> = {}): FillStep[] {
  return Object.entries(values).map(([id, value]): FillStep => {
    const found = fields.find((candidate) => candidate.id === id);
    assert.ok(found, id);
    return { ref: found.ref, key: id, label: id, role: "applicant", widget: found.widget, value, accepted: [], expected: found.current, waitMs: 3000, ...over };
  });
}

async function fillOnce(session: ContentSession, values: Record<string, string>): Promise<DocumentBinding> {
  const seen = await snapshot(session);
  const answer = await session.answer({ kind: "fill", binding: seen.binding, steps: stepsFor(seen, values) });
  assert.ok(answer.ok);
  return seen.binding;
}

const shown = (...ids: string[]): string[] => ids.map((id) => byId(id).value);
const FORM = '<input id="a" value="một"><input id="b"><input id="c">';

test("undo gives back what stood before the first of several fills, and a fill of nothing keeps it", async () => {
  const session = open(FORM);
  await fillOnce(session, { a: "x", b: "y" });
  await fillOnce(session, { c: "z", a: "xx" });
  const binding = await fillOnce(session, {});
  const undone = await session.answer({ kind: "undo", binding });
  assert.ok(undone.ok);
  assert.deepEqual((undone.value as FieldReport[]).map(({ key, outcome }) => [key, outcome]), [["a", "undone"], ["b", "undone"], ["c", "undone"]]);
  assert.deepEqual(shown("a", "b", "c"), ["một", "", ""]);
  assert.deepEqual(await session.answer({ kind: "undo", binding }), { ok: true, value: [] });
});

test("fields of the same key on two screens of one document are both given back", async () => {
  const session = open('<div id="form"><input id="a" value="một"></div><input id="d">');
  await fillOnce(session, { a: "x" });
  byId("a").id = "old";
  byId("d").id = "a";
  const binding = await fillOnce(session, { a: "y" });
  await session.answer({ kind: "undo", binding });
  assert.deepEqual(shown("old", "a"), ["một", ""]);
});

const LIST = '<select id="list" disabled><option value="">Chọn</option></select><input id="after">';

function offer(): void {
  byId<HTMLSelectElement>("list").disabled = false;
  byId<HTMLSelectElement>("list").innerHTML = '<option value="">Chọn</option><option value="1">Một</option>';
}

test("forget ends a running fill, frees the document at once and lets go of everything", async () => {
  const session = open(LIST);
  const seen = await snapshot(session);
  const filling = session.answer({ kind: "fill", binding: seen.binding, steps: stepsFor(seen, { list: "Một", after: "x" }) });
  assert.deepEqual(await session.answer({ kind: "snapshot" }), { ok: false, error: "protocol.busy" });
  assert.deepEqual(await session.answer({ kind: "forget" }), { ok: true, value: true });
  offer();
  assert.deepEqual(await filling, { ok: false, error: "operation.cancelled" });
  assert.deepEqual(shown("list", "after"), ["", ""]);
  assert.deepEqual(await session.answer({ kind: "undo", binding: seen.binding }), { ok: false, error: "portal.navigated" });
  const next = await snapshot(session);
  assert.deepEqual(await session.answer({ kind: "undo", binding: next.binding }), { ok: true, value: [] });
});

test("a page that is left stops writing, also should the browser bring it back", async () => {
  const session = open(LIST);
  const seen = await snapshot(session);
  const filling = session.answer({ kind: "fill", binding: seen.binding, steps: stepsFor(seen, { list: "Một", after: "x" }) });
  const { defaultView } = document;
  defaultView?.dispatchEvent(new Event("pagehide"));
  offer();
  let answered = false;
  void filling.then(() => (answered = true));
  // What it had written until then is what the next preview sees; the fill itself is over.
  let seenNext = await session.answer({ kind: "snapshot" });
  for (; !seenNext.ok && seenNext.error === "protocol.busy"; seenNext = await session.answer({ kind: "snapshot" })) await new Promise(setImmediate);
  assert.ok(seenNext.ok);
  const next = seenNext.value as FormSnapshot;
  assert.deepEqual([answered, next.fields.find(({ id }) => id === "list")?.current], [false, ""]);
  assert.equal(shown("list")[0], "");
});

test("what took a value only with the true focus is taken back with it", async () => {
  const session = open('<input id="a" value="một">');
  byId("a").addEventListener("input", () => {
    if (document.activeElement !== byId("a")) byId("a").value = "";
  });
  const binding = await fillOnce(session, { a: "x" });
  assert.deepEqual(shown("a"), ["x"]);
  await session.answer({ kind: "undo", binding });
  assert.deepEqual(shown("a"), ["một"]);
});

test("fields that are drawn anew beside a password are the login's, but where there was a password from the start", async () => {
  for (const [before, after, value] of [["", '<input type="password">', "refused"], ['<input type="password">', '<input type="password">', "filled"], ["", '<form><input type="password"></form>', "filled"]] as const) {
    const session = open(`<input id="a"><div id="rest"><label>Họ và tên <input id="b"></label>${before}</div>`);
    const seen = await snapshot(session);
    byId("a").addEventListener("change", () => (byId("rest").innerHTML = `<label>Họ và tên <input id="b"></label>${after}`));
    const answer = await session.answer({ kind: "fill", binding: seen.binding, steps: stepsFor(seen, { a: "x", b: "y" }) });
    assert.ok(answer.ok);
    assert.deepEqual((answer.value as FieldReport[]).map(({ outcome }) => outcome), ["filled", value], `${before} ${after}`);
  }
});

test("a field that the page keeps empty does not count as still holding what was filled", async () => {
  const session = open('<input id="a" value="một">');
  byId("a").addEventListener("input", () => (byId("a").value = ""));
  const binding = await fillOnce(session, { a: "x" });
  const undone = await session.answer({ kind: "undo", binding });
  assert.ok(undone.ok);
  assert.deepEqual((undone.value as FieldReport[]).map(({ outcome, error }) => [outcome, error]), [["changedByPage", "fill.changedByPage"]]);
});

test("forget during an undo leaves the rest as it is; the next citizen's fill is undone alone", async () => {
  const session = open(FORM);
  const binding = await fillOnce(session, { a: "x", b: "y" });
  const undoing = session.answer({ kind: "undo", binding });
  await session.answer({ kind: "forget" });
  assert.deepEqual(await undoing, { ok: false, error: "operation.cancelled" });
  const next = await fillOnce(session, { c: "z" });
  const undone = await session.answer({ kind: "undo", binding: next });
  assert.ok(undone.ok);
  assert.deepEqual((undone.value as FieldReport[]).map(({ key }) => key), ["c"]);
});

test("a page without the form says so: nothing of the profile, a part of it, or a frame without origin", async () => {
  const site = profile([field("a", { citizen: "fullName" })], { form: { id: "form" } });
  const cases: [string, string][] = [
    ["<p>Trang chủ</p>", "portal.noForm"], ['<input id="search">', "portal.noForm"], ['<input id="a">', "portal.profileBroken"], ['<form id="form"><input id="x"></form>', "portal.noForm"],
    ['<iframe sandbox="allow-scripts"></iframe>', "portal.opaqueOrigin"], ['<iframe sandbox="allow-scripts allow-same-origin"></iframe>', "portal.noForm"], ['<iframe sandbox hidden></iframe>', "portal.noForm"],
  ];
  for (const [html, error] of cases) assert.deepEqual(await open(html).answer({ kind: "snapshot", profile: site }), { ok: false, error }, html);
  assert.deepEqual(await open('<iframe sandbox=""></iframe>').answer({ kind: "snapshot" }), { ok: false, error: "portal.opaqueOrigin" });
});

test("a field for the record that takes nothing, or too little, is said so", async () => {
  for (const attributes of ["readonly", "disabled", 'maxlength="5"']) {
    const session = open(`<textarea id="note" ${attributes}></textarea>`);
    const { binding } = await snapshot(session);
    const answer = await session.answer({ kind: "record", binding, field: { id: "note" }, text: "Đã tra cứu" });
    assert.equal(answer.ok ? (answer.value as FieldReport).error : answer.error, "record.notWritable", attributes);
    assert.equal(byId("note").value, "");
  }
});
