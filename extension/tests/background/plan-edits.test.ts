// What a person says of a plan before it is carried out: the commune of an address in several, and other texts for its fields.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Preview, Reception } from "../../background/reception/state";
import type { FoundField } from "../../plan/types";
import { parsePanelMessage } from "../../shared/panel-protocol";
import { clerk, form, plan, preview, reception, run } from "./sample";

const HANOI = { code: "01", name: "Thành phố Hà Nội" };
const communes: Preview["communes"] = {
  text: "Tổ 2, Kim Mã, Ba Đình, Hà Nội",
  candidates: [{ province: HANOI, commune: { code: "00025", name: "Phường Giảng Võ" }, reason: "split", detail: "Tổ 2" }, { province: HANOI, commune: { code: "00008", name: "Phường Ngọc Hà" }, reason: "split", detail: "Tổ 2" }],
};

function previewed(change: Partial<Preview>): Reception {
  const state = reception("complete", "previewed");
  return { ...state, work: { ...state.work, preview: { ...preview, ...change } } };
}

test("a chosen commune makes the plan anew with it, for this address and this citizen only", () => {
  const { state, effects } = run(previewed({ communes }), [{ type: "communeChosen", preview: 1, code: "00008" }]);
  assert.equal(state.work.phase, "previewing");
  const [effect] = effects;
  assert.deepEqual(effect?.type === "preview" && effect.commune, { text: communes?.text, code: "00008" });
  const again = run(state, [{ type: "previewClosed" }, { type: "previewRequested", tabId: 7 }]).effects[0];
  assert.deepEqual(again?.type === "preview" && again.commune?.code, "00008");
  assert.equal(run(state, [{ type: "nextCitizen" }]).state.work.commune, undefined);
});

test("a commune that was not offered, or offered in another preview, is none", () => {
  const before = previewed({ communes });
  for (const [number, code] of [[2, "00008"], [1, "00070"]] as const) assert.equal(run(before, [{ type: "communeChosen", preview: number, code }]).state, before);
  const certain = previewed({});
  assert.equal(run(certain, [{ type: "communeChosen", preview: 1, code: "00008" }]).state, certain);
});

const found = (key: string, ref: number, over: Partial<FoundField> = {}): FoundField => ({ ref, label: key, role: "applicant", widget: "text", expected: "", waitMs: 1000, ...over });
const open = { ...plan, fields: { fullName: found("fullName", 1, { proposal: { value: "x", accepted: [] } }), commune: found("commune", 2) } };
const edit = (key: string, value?: string, number = 1) => ({ type: "planEdited", preview: number, key, ...(value === undefined ? {} : { value }) }) as const;

test("a change is another preview: what was confirmed of the one before is void, and the fill writes the new text", () => {
  const changed = run(previewed({ plan: open }), [edit("commune", "Phường  Ngọc Hà")]).state;
  assert.deepEqual([changed.work.preview?.number, changed.work.preview?.edits], [2, { commune: "Phường Ngọc Hà" }]);
  assert.equal(run(changed, [{ type: "confirmed", preview: 1, ticks: [], consent: false }]).state, changed);
  const { state, effects } = run(changed, [{ type: "confirmed", preview: 2, ticks: [], consent: false }]);
  const [effect] = effects;
  assert.deepEqual(effect?.type === "fill" && effect.steps.map(({ key, value }) => [key, value]), [["fullName", "x"], ["commune", "Phường Ngọc Hà"]]);
  const reports = ["commune", "fullName"].map((key) => ({ key, label: key, outcome: "filled" }) as const);
  const filled = run(state, [{ type: "filled", op: 3, reports: [...reports] }]).state.work;
  assert.deepEqual(filled.fill?.reports.map(({ key, byHand }) => [key, byHand]).slice(0, 2), [["commune", true], ["fullName", undefined]]);
  assert.equal(filled.preview, undefined, "a change outlives no fill");
});

test("a change is taken back; unknown fields, empty texts and other previews change nothing", () => {
  const before = previewed({ plan: open });
  for (const event of [edit("nobody", "x"), edit("commune", "  "), edit("commune", "x", 9), edit("constructor", "x")]) assert.equal(run(before, [event]).state, before, JSON.stringify(event));
  const back = run(before, [edit("commune", "Phường Ngọc Hà"), edit("commune", undefined, 2)]).state.work.preview;
  assert.deepEqual(back?.edits, {});
});

function lookUpWith(value: string): Reception {
  const lookupInputs = [{ key: "fullName", ref: 1, empty: true }];
  const state = run(previewed({ plan: open, form: { ...form, lookupInputs } }), [edit("fullName", value), { type: "confirmed", preview: 2, ticks: [], consent: false }, { type: "filled", op: 3, reports: [{ key: "fullName", label: "", outcome: "filled" }] }, { type: "lookupRequested" }], clerk);
  return state.state;
}

test("the lookup never goes by what a person wrote instead of the citizen's own", () => {
  assert.deepEqual([lookUpWith("Trần Văn B").work.phase, lookUpWith("Trần Văn B").work.failure], ["filled", { code: "lookup.formDiffers" }]);
  assert.equal(lookUpWith("x").work.phase, "lookingUp");
});

test("acts of a panel are checked", () => {
  const act = (value: object) => parsePanelMessage({ type: "act", act: value });
  assert.ok(act({ type: "communeChosen", preview: 1, code: "00008" }));
  assert.ok(act({ type: "planEdited", preview: 1, key: "fullName", value: "" }));
  assert.ok(act({ type: "planEdited", preview: 1, key: "fullName" }));
  const bad = [{ type: "communeChosen", preview: 1, code: "8" }, { type: "communeChosen", code: "00008" }, { type: "planEdited", preview: 1, key: 3 }, { type: "planEdited", preview: 1, key: "x".repeat(65) }, { type: "planEdited", preview: 1, key: "a", value: "x".repeat(2001) }, { type: "planEdited", key: "a" }];
  for (const value of bad) assert.equal(act(value), undefined, JSON.stringify(value).slice(0, 80));
});
