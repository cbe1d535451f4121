// The preview as a person meets it: which commune is asked, which fields can be changed, and what a press sends.
import assert from "node:assert/strict";
import { test } from "node:test";
import { render } from "preact";
import type { Preview as PreviewState } from "../../background/reception/state";
import { panelView } from "../../background/view";
import { Preview } from "../../panel/components/preview";
import { PanelProvider } from "../../panel/context";
import { makePlan } from "../../plan/plan";
import type { PersonAct } from "../../shared/panel-protocol";
import { translator } from "../../shared/i18n";
import { mergeSettings } from "../../shared/settings";
import { form, reception, target } from "../background/sample";
import { CITIZEN, control, field, OPTIONS, profile, snapshot } from "../fill/builders";
import { page } from "../fill/dom";

const FIELDS = [field("fullName", { citizen: "fullName" }), field("country", { citizen: "nationality" }), field("commune", { residence: "commune" }), field("account", { citizen: "idNumber" })];
const hanoi = { code: "01", name: "Thành phố Hà Nội" };
const communes: PreviewState["communes"] = {
  text: "Tổ 2, Kim Mã, Ba Đình, Hà Nội",
  candidates: [{ province: hanoi, commune: { code: "00025", name: "Phường Giảng Võ" }, reason: "split", detail: "Tổ 2" }, { province: hanoi, commune: { code: "00008", name: "Phường Ngọc Hà" }, reason: "wholePopulation", detail: "Tổ 2, ngõ 5" }],
};

function planned(): PreviewState["plan"] {
  const controls = [
    control(0, { profileKey: "fullName", labels: ["Họ và tên *"] }), control(1, { profileKey: "country", labels: ["Quốc gia"], widget: "select", options: ["Việt Nam", "Lào"] }),
    control(2, { profileKey: "commune", labels: ["Phường/xã"] }), control(3, { profileKey: "account", labels: ["Số định danh"], readOnly: true, current: "1" }),
  ];
  const residence = { status: "ambiguous", detail: "Tổ 2", candidates: communes?.candidates ?? [] } as const;
  return makePlan(snapshot(controls), profile(FIELDS), CITIZEN, { ...OPTIONS, residence: { ...residence, candidates: [...residence.candidates] } });
}

/** Draws a preview and gives what presses in it send. */
function draw(change: Partial<PreviewState> = {}): { part(name: string): HTMLElement; count(name: string): number; press(name: string): Promise<void>; acts: PersonAct[] } {
  const document = page('<div id="root"></div>');
  const root = document.getElementById("root");
  assert.ok(root);
  const host = { status: "ready", readers: [] } as const;
  const view = panelView(reception("complete", "previewed"), { ...host, readers: [] }, mergeSettings({}, undefined));
  const acts: PersonAct[] = [];
  const preview: PreviewState = { number: 4, target, form, plan: planned(), ...change };
  render(
    <PanelProvider value={{ t: translator("vi"), language: "vi", view, act: (_event, act) => acts.push(act), scanned: () => undefined }}>
      <Preview preview={preview} choices={{ ticks: [], leaves: [], consent: false }} toggle={() => undefined} setConsent={() => undefined} />
    </PanelProvider>,
    root,
  );
  const all = (name: string) => [...document.querySelectorAll<HTMLElement>(`[data-testid="${name}"]`)];
  const part = (name: string): HTMLElement => {
    const [only, more] = all(name);
    assert.ok(only !== undefined && more === undefined, `${name}: ${all(name).length}`);
    return only;
  };
  const press = async (name: string): Promise<void> => {
    part(name).click();
    // The library draws in its next turn.
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { part, count: (name) => all(name).length, press, acts };
}

test("an address in several communes: each with its hamlet and its reason, none chosen, the field refused until then", async () => {
  const { part, press, acts } = draw({ communes });
  assert.equal(part("refusal-commune").dataset["reason"], "communeToChoose");
  const radios = [...part("communes").querySelectorAll<HTMLInputElement>("input")];
  assert.deepEqual(radios.map(({ checked }) => checked), [false, false]);
  assert.match(part("communes").textContent, /Tổ 2, Kim Mã, Ba Đình, Hà Nội.*Phường Giảng Võ, Thành phố Hà Nội.*Phường Ngọc Hà, Thành phố Hà Nội.*toàn bộ dân cư.*Tổ 2, ngõ 5/u);
  await press("commune-00008");
  assert.deepEqual(acts, [{ type: "communeChosen", preview: 4, code: "00008" }]);
});

test("what was chosen is marked; a preview without such an address asks nothing", () => {
  const { part } = draw({ communes: { ...communes, chosen: "00025" } });
  assert.deepEqual([...part("communes").querySelectorAll<HTMLInputElement>("input")].map(({ checked }) => checked), [true, false]);
  assert.equal(draw().count("communes"), 0);
});

async function use(at: ReturnType<typeof draw>, key: string, value: string): Promise<void> {
  await at.press(`edit-${key}`);
  (at.part("edit-entry") as HTMLInputElement).value = value;
  const submit = new window.Event("submit", { bubbles: true, cancelable: true });
  Object.defineProperty(globalThis, "FormData", { value: (window as unknown as { FormData: unknown }).FormData, configurable: true });
  at.part("edit-entry").closest("form")?.dispatchEvent(submit);
  await new Promise((resolve) => setTimeout(resolve));
}

test("a field is changed in its own row: a text, an option, what was left alone; a locked one is not", async () => {
  const at = draw();
  assert.equal(at.count("edit-account"), 0);
  await at.press("edit-fullName");
  assert.equal((at.part("edit-entry") as HTMLInputElement).value, "Nguyễn Thị Thủy");
  await at.press("edit-close");
  await use(at, "fullName", "Nguyễn Thị Thuỷ A");
  await use(at, "country", "Lào");
  await use(at, "commune", "Phường Ngọc Hà");
  assert.deepEqual(at.acts, [["fullName", "Nguyễn Thị Thuỷ A"], ["country", "Lào"], ["commune", "Phường Ngọc Hà"]].map(([key, value]) => ({ type: "planEdited", preview: 4, key, value })));
});

test("a list starts at the planned option; what a field cannot take is said and not sent", async () => {
  const at = draw();
  await at.press("edit-country");
  assert.equal((at.part("edit-entry") as HTMLSelectElement).value, "Việt Nam");
  await at.press("edit-close");
  await use(at, "fullName", "   ");
  assert.equal(at.acts.length, 0);
  assert.match(at.part("preview").textContent, /Ô này không nhận giá trị đó/u);
});

test("a changed field says so, shows its new text, and can be put back", async () => {
  const at = draw({ edits: { fullName: "Nguyễn Thị Thuỷ A" } });
  assert.match(at.part("step-fullName").textContent, /Nguyễn Thị Thuỷ A.*sửa tay/u);
  assert.equal(at.count("by-hand-country"), 0);
  await at.press("unedit-fullName");
  assert.deepEqual(at.acts, [{ type: "planEdited", preview: 4, key: "fullName" }]);
});
