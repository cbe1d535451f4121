// The table of teaching: what a click in the page, the panel, a navigation and a change of citizen do to a half-made profile.
import assert from "node:assert/strict";
import { test } from "node:test";
import { parsePickMessage } from "../../background/teaching/pick-messages";
import { teach, type TeachContext, type TeachEffect, type TeachEvent } from "../../background/teaching/table";
import { fieldsOf, taughtProfile } from "../../background/teaching/taught-profile";
import type { Teaching } from "../../background/teaching/state";
import { siteProfile } from "../../generated/validators.mjs";
import type { Locator, SiteProfile } from "../../generated/site-profile";
import type { Pick } from "../../shared/content-protocol";
import { lintProfile } from "../../shared/profile-lint.mjs";
import { parsePanelMessage } from "../../shared/panel-protocol";
import { CITIZEN, control, field, profile } from "../fill/builders";

const context: TeachContext = { citizen: CITIZEN, unconfirmed: [], turn: 3 };
const page = { origin: "https://a.gov.vn", host: "a.gov.vn", path: "/ho-so/nop/1.004222", title: "Nộp hồ sơ", audience: "clerk" } as const;
const target = { tabId: 7, binding: { token: "t", origin: page.origin, path: page.path } };

const pick = (label: string, locate: Locator = { label }, over: Partial<Pick["field"]> = {}): TeachEvent => ({ type: "picked", token: "t", pick: { locate, field: control(0, { labels: [label], ...over }) } });

function run(events: readonly (TeachEvent | ((state: Teaching) => TeachEvent))[], state?: Teaching, at: TeachContext = context): { state: Teaching | undefined; effects: TeachEffect[] } {
  const effects: TeachEffect[] = [];
  for (const event of events) {
    const step = teach(state, typeof event === "function" ? event(state!) : event, at);
    state = step.state;
    effects.push(...step.effects);
  }
  return { state, effects };
}

const started = (over: object = {}) => (state: Teaching): TeachEvent => ({ type: "started", op: state.pending!, target, page, formFound: true, broken: [], ...over });
const opening = [{ type: "teachRequested", tabId: 7 } as TeachEvent, started()];

function picking(...more: Parameters<typeof run>[0]): Teaching {
  const { state } = run([...opening, ...more]);
  assert.ok(state);
  return state;
}

test("fields that are pointed at become rows with the meaning their label has; what is unclear waits for a person", () => {
  const state = picking(pick("Họ và tên"), pick("Ô lạ"), pick("Họ và tên chủ hồ sơ", { name: "chuHoTen" }));
  assert.deepEqual(state.fields.map(({ label, role, value }) => [label, role, value]), [
    ["Họ và tên", "applicant", { citizen: "fullName" }], ["Ô lạ", "applicant", undefined], ["Họ và tên chủ hồ sơ", "owner", { citizen: "fullName" }],
  ]);
  assert.equal(teach(state, { type: "teachSaved" }, context).state?.problem, "unassigned");
  const whole = run([{ type: "teachAssigned", field: 2, choice: "constant", constant: " Việt Nam ", role: "applicant" }, { type: "teachSaved" }], state);
  assert.deepEqual(whole.effects.map(({ type }) => type), ["stop", "save"]);
  assert.deepEqual(whole.state?.fields[1]?.value, { constant: "Việt Nam" });
});

test("the same place twice is said, and kept once", () => {
  const state = picking(pick("Họ và tên"), pick("Họ và tên"));
  assert.equal(state.fields.length, 1);
  assert.equal(state.notice, "taken");
});

test("nothing of another document, of a late answer or after the end is taken", () => {
  const state = picking();
  const foreign: TeachEvent = { ...(pick("Họ và tên") as Extract<TeachEvent, { type: "picked" }>), token: "other" };
  assert.equal(teach(state, foreign, context).state, state);
  assert.equal(teach(state, { type: "saved", op: 99, saved: { id: "x", version: 1, title: "x", text: "", file: "" } }, context).state, state);
  const rested = teach(state, { type: "pickEnded", token: "t" }, context).state!;
  assert.equal(teach(rested, pick("Họ và tên"), context).state, rested);
  assert.deepEqual(teach(undefined, { type: "teachSaved" }, context), { state: undefined, effects: [] });
});

test("a picker that opens after it was given up is closed again", () => {
  const { state } = run([{ type: "teachRequested", tabId: 7 }, { type: "tabChanged", tabId: 7 }]);
  assert.equal(state?.notice, "navigated");
  const late = teach(state, { type: "started", op: 1, target, page, formFound: true, broken: [] }, context);
  assert.deepEqual(late.effects, [{ type: "stop", target }]);
});

test("a navigation ends the picking and keeps what was taught; the citizen's leaving takes the trial alone", () => {
  const state = picking(pick("Họ và tên"));
  const gone = teach(state, { type: "tabChanged", tabId: 7 }, context).state!;
  assert.deepEqual([gone.phase, gone.notice, gone.fields.length], ["resting", "navigated", 1]);
  assert.equal(teach(state, { type: "tabChanged", tabId: 8 }, context).state, state);
  const tried = run([{ type: "teachTried", field: 1 }, (now) => ({ type: "tried", op: now.pending!, field: 1, turn: 3, reports: [{ key: "fullName", label: "Họ và tên", outcome: "filled", shown: "Nguyễn Thị Thủy" }] })], state).state!;
  assert.equal(tried.trial?.isUndoable, true);
  const left = teach(tried, { type: "citizenLeft" }, context).state!;
  assert.equal(left.trial, undefined);
  assert.equal(left.fields.length, 1);
  assert.doesNotMatch(JSON.stringify(left), /Thủy/);
});

test("a trial needs a citizen and a meaning, ends the picking, and answers for that citizen only", () => {
  const state = picking(pick("Họ và tên"), pick("Ô lạ"));
  assert.equal(teach(state, { type: "teachTried", field: 2 }, context).state?.problem, "unassigned");
  assert.equal(teach(state, { type: "teachTried", field: 1 }, { unconfirmed: [], turn: 3 }).state?.problem, "noCitizen");
  const { state: trying, effects } = teach(state, { type: "teachTried", field: 1 }, context);
  assert.deepEqual(effects.map(({ type }) => type), ["stop", "try"]);
  assert.equal(trying?.phase, "trying");
  const left = teach(trying, { type: "citizenLeft" }, context).state!;
  assert.equal(left.phase, "resting");
  assert.equal(teach(left, { type: "tried", op: trying.pending!, field: 1, turn: 3, reports: [] }, context).state, left);
});

test("the background's end and the office's ban: nothing hangs, and a ban closes the picker", () => {
  const saving = run([{ type: "teachSaved" }], picking(pick("Họ và tên"))).state!;
  const back = teach(saving, { type: "workerRestarted" }, context).state!;
  assert.deepEqual([back.phase, back.notice], ["resting", "interrupted"]);
  const state = picking();
  assert.equal(teach(state, { type: "workerRestarted" }, context).state, state);
  assert.deepEqual(teach(state, { type: "forbidden" }, context), { state: undefined, effects: [{ type: "stop", target }] });
});

test("nobody's name or number goes into a profile", () => {
  assert.equal(picking(pick("Hồ sơ của NGUYỄN THỊ THỦY")).problem, "personal");
  assert.equal(picking(pick("Số", { name: "hs_079099990001" })).problem, "personal");
  const state = picking(pick("Ô lạ"));
  assert.equal(teach(state, { type: "teachAssigned", field: 1, choice: "constant", constant: "nguyễn thị thủy", role: "applicant" }, context).state?.problem, "personal");
  const titled = run([{ type: "teachRequested", tabId: 7 }, started({ page: { ...page, title: "Hồ sơ Nguyễn Thị Thủy" } }), pick("Họ và tên"), { type: "teachSaved" }]);
  const [save] = titled.effects.filter(({ type }) => type === "save");
  assert.doesNotMatch(JSON.stringify(save), /Thủy/);
});

function profileOf(state: Teaching, versionBefore = 0): SiteProfile {
  const made = taughtProfile(state, state.page!, "2026-11-22", () => versionBefore);
  assert.equal(siteProfile(made), true, JSON.stringify(made));
  assert.deepEqual(lintProfile(made), []);
  return made;
}

test("what was taught becomes a profile for this host and the lasting part of its path", () => {
  const state = picking(pick("Tỉnh/Thành phố", { name: "tinh" }, { widget: "select2" }), pick("Phường/Xã", { name: "xa" }, { widget: "select2" }), pick("Họ và tên"), pick("Họ tên", { name: "ten2" }), pick("Ngày sinh"));
  const chosen = run([
    { type: "teachAssigned", field: 1, choice: "residence.province", constant: "", role: "applicant" }, { type: "teachAssigned", field: 2, choice: "residence.commune", constant: "", role: "applicant" },
    { type: "teachAssigned", field: 4, choice: "fullName", constant: "", role: "applicant" },
  ], state).state;
  assert.ok(chosen);
  const made = profileOf(chosen);
  assert.deepEqual(made.match, [{ hosts: ["a.gov.vn"], paths: ["/ho-so/nop/"] }]);
  assert.deepEqual([made.id, made.version, made.title.vi, made.audience, made.detectOthers], ["local-a-gov-vn-ho-so-nop", 1, "Nộp hồ sơ", "clerk", true]);
  assert.deepEqual(made.provenance, { source: "Made with the picker on a.gov.vn. Not reviewed.", date: "2026-11-22", triedOnLivePortal: false });
  assert.deepEqual(made.fields.map(({ key, after }) => [key, after]), [["province", undefined], ["commune", "province"], ["fullName", undefined], ["fullName.n2", undefined], ["dateOfBirth", undefined]]);
  assert.deepEqual(made.fields[4]?.value, { citizen: "dateOfBirth", format: "dd/MM/yyyy" });
  assert.equal(profileOf({ ...state, fields: made.fields.map((one, id) => ({ id, label: "x", group: "", widget: "text", locate: one.locate, role: one.role, value: one.value })) }, 4).version, 5);
});

test("the lists of an old address wait for one another, also in a profile whose commune waited for the province", () => {
  const units = [field("province", { residence: "province" }, { locate: { name: "tinh" } }), field("commune", { residence: "commune" }, { locate: { name: "xa" }, after: "province" })];
  const { state } = run([{ type: "teachRequested", tabId: 7 }, started({ base: profile(units, { match: [{ hosts: ["a.gov.vn"], paths: ["/ho-so"] }] }) }), pick("Quận/Huyện", { name: "huyen" }, { widget: "select" }), { type: "teachAssigned", field: 1, choice: "residence.district", constant: "", role: "applicant" }]);
  assert.deepEqual(profileOf(state!).fields.map(({ key, after }) => [key, after]), [["province", undefined], ["commune", "district"], ["district", "province"]]);
});

const base = profile([
  field("fullName", { citizen: "fullName" }, { locate: { id: "ten" } }), field("sex", { citizen: "sex" }, { locate: { id: "gioi" }, options: [{ value: "male", labels: ["Nam"] }] }), field("note", { constant: "x" }, { locate: { id: "ghi" }, after: "sex" }),
], { id: "shipped", version: 7, form: { id: "f" }, match: [{ hosts: ["*.gov.vn.example", "a.gov.vn"], paths: ["/ho-so"] }], lookup: { button: { id: "b" }, inputs: ["fullName"], message: { id: "m" }, outcomes: [{ contains: "x", meaning: "match" }], timeoutMs: 5000 } });

test("a broken profile: the field is pointed at once, everything else of the profile stays, and it says where it comes from", () => {
  const broken = [{ profileKey: "sex", found: 0 }];
  const { state, effects } = run([{ type: "teachRequested", tabId: 7, key: "sex" }, started({ base, broken }), pick("Phái", { label: "Phái" }, { widget: "radio" })]);
  assert.deepEqual(effects.map((effect) => effect.type === "start" && effect.once), [true]);
  assert.equal(state?.phase, "resting");
  assert.deepEqual(state.fields.map(({ key, value }) => [key, value]), [["sex", { citizen: "sex" }]]);
  const made = profileOf(state);
  assert.deepEqual(made.fields, base.fields.map((one) => (one.key === "sex" ? { ...one, locate: { label: "Phái" }, widget: "radio" } : one)));
  assert.deepEqual([made.lookup, made.form, made.detectOthers], [base.lookup, base.form, base.detectOthers]);
  assert.deepEqual(made.match, [{ hosts: ["a.gov.vn"], paths: ["/ho-so"] }]);
  assert.match(made.provenance.source, /from profile shipped version 7\. Not reviewed/);
});

test("a field that was not taught anew is left out, and with it a lookup that needs it", () => {
  const { state } = run([{ type: "teachRequested", tabId: 7 }, started({ base, formFound: false, broken: [{ profileKey: "fullName", found: 2 }, { profileKey: "sex", found: 0 }] }), pick("Số định danh", { name: "so" })]);
  const made = profileOf(state!);
  assert.deepEqual(made.fields.map(({ key, after }) => [key, after]), [["note", undefined], ["idNumber", undefined]]);
  assert.deepEqual([made.lookup, made.form], [undefined, undefined]);
});

test("a field that the profile knows is corrected, not doubled; one of another key is not taken for it", () => {
  const known = (profileKey: string) => ({ profileKey });
  const { state } = run([{ type: "teachRequested", tabId: 7 }, started({ base }), pick("Tên", { name: "ten" }, known("fullName"))]);
  assert.deepEqual(fieldsOf(state!).map(({ key, locate }) => [key, locate]), [["fullName", { name: "ten" }], ["sex", { id: "gioi" }], ["note", { id: "ghi" }]]);
  const other = run([{ type: "teachRequested", tabId: 7, key: "sex" }, started({ base }), pick("Tên", { name: "ten" }, known("fullName"))]);
  assert.deepEqual([other.state?.notice, other.state?.fields.length], ["taken", 0]);
});

test("messages of a page that lies are none: unknown reasons, positions, classes, what stands in a field", () => {
  const good = { kind: "picked", token: "t", pick: { locate: { name: "ten" }, field: control(0, { current: "Nguyễn Thị Mẫu" }) } };
  const parsed = parsePickMessage(good);
  assert.equal(parsed?.kind === "picked" && parsed.pick.field.current, "");
  for (const locate of [{ class: "x" }, { text: "Lưu" }, { name: "" }, { css: "input:nth-child(2)" }, { name: "a", id: "b" }, [], null]) assert.equal(parsePickMessage({ ...good, pick: { ...good.pick, locate } }), undefined, JSON.stringify(locate));
  for (const bad of [null, [], {}, { kind: "picked" }, { ...good, token: 7 }, { ...good, pick: { locate: { name: "a" } } }, { kind: "pickRefused", token: "t", reason: "because" }]) assert.equal(parsePickMessage(bad), undefined);
});

test("acts of a panel are checked", () => {
  const act = (value: object) => parsePanelMessage({ type: "act", act: value });
  assert.ok(act({ type: "teachRequested", tabId: 3, key: "sex" }));
  assert.ok(act({ type: "teachAssigned", field: 1, choice: "dateOfBirth.yyyy", constant: "", role: "owner" }));
  for (const bad of [{ type: "teachAssigned", field: 1, choice: "toString", constant: "", role: "owner" }, { type: "teachAssigned", field: 1, choice: "sex", constant: "", role: "king" }, { type: "teachRemoved" }, { type: "teachDetect" }, { type: "teachRequested", key: 1 }]) assert.equal(act(bad), undefined, JSON.stringify(bad));
});
