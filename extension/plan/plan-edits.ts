// What a person puts into fields of a plan by hand, for this one fill. Pure.
import type { FillStep } from "../shared/content-protocol";
import { isoDate } from "./compare";
import { clean } from "./fold";
import type { FillPlan, FoundField, PlanRefusal } from "./types";
import { isBox, isChoice } from "./widget-kinds";

/** By key of the field, the text that goes there instead of what was planned. */
export type PlanEdits = Readonly<Record<string, string>>;

const DATES: ReadonlySet<string> = new Set(["date", "flatpickr", "bootstrap-datepicker", "date-parts", "date-picker", "antd-date", "mat-date", "vuetify-date"]);
export const LONGEST_EDIT = 2000;

/** Whether what goes into this kind of field is a text or an option, which a person can say in the panel. */
export function isEditable(widget: FoundField["widget"]): boolean {
  return !isBox(widget) && widget !== "month";
}

/** @returns what a person's text is in this field; undefined where the field cannot take it */
export function editedValue({ widget, options, maxLength, proposal }: FoundField, text: string): string | undefined {
  const value = clean(text);
  if (value === "" || value.length > (maxLength ?? LONGEST_EDIT)) return undefined;
  if (isChoice(widget)) return options === undefined || options.some((option) => clean(option) === value) ? value : undefined;
  if (widget === "number") return /^\d+$/u.test(value) ? value : undefined;
  return DATES.has(widget) ? dateIn(widget, value, proposal?.value) : value;
}

/** A day in the form in which this field gets its days. */
function dateIn(widget: string, text: string, planned: string | undefined): string | undefined {
  const iso = isoDate(text);
  if (iso === undefined || Number.isNaN(Date.parse(iso))) return undefined;
  const [year = "", month = "", day = ""] = iso.split("-");
  return widget === "date" || planned?.includes("-") === true ? iso : `${day}/${month}/${year}`;
}

/** The plan as it is carried out: with what a person has changed, and without what hangs on that unseen. */
export function editedPlan({ plan, edits = {} }: { plan: FillPlan; edits?: PlanEdits }): FillPlan {
  const fields = new Map(Object.entries(plan.fields ?? {}));
  const edited = new Map(Object.entries(edits).filter(([key]) => fields.has(key)));
  if (edited.size === 0) return plan;
  const hangs = (key: string): boolean => !edited.has(key) && befores(fields, key).some((before) => edited.has(before));
  const stays = ({ key }: { key: string }): boolean => !edited.has(key) && !hangs(key);
  const dropped = [...plan.steps, ...plan.questions, ...plan.alreadyRight].filter(({ key }) => hangs(key));
  const waiting = new Set([...edited.keys(), ...[...plan.steps, ...plan.questions].filter(stays).map(({ key }) => key)]);
  const stepFor = (key: string): FillStep[] => {
    const [field, value] = [fields.get(key), edited.get(key)];
    return field === undefined || value === undefined ? [] : [stepOf(key, field, value, waiting)];
  };
  const planned = new Set(plan.steps.map(({ key }) => key));
  return {
    ...plan,
    steps: [...plan.steps.flatMap((step) => (stays(step) ? [step] : stepFor(step.key))), ...[...edited.keys()].filter((key) => !planned.has(key)).flatMap(stepFor)],
    refusals: [
      ...plan.refusals.filter(({ key }) => !edited.has(key)).map((refusal): PlanRefusal => (refusal.reason === "afterRefused" && hangs(refusal.key) ? { ...refusal, reason: "afterEdited" } : refusal)),
      ...dropped.map(({ key, label }): PlanRefusal => ({ key, label, reason: "afterEdited" })),
    ],
    questions: plan.questions.filter(stays),
    alreadyRight: plan.alreadyRight.filter(stays),
  };
}

/** Keys of the fields this one waits for, nearest first. */
function befores(fields: ReadonlyMap<string, FoundField>, key: string): string[] {
  const found: string[] = [];
  for (let at = fields.get(key)?.after; at !== undefined && !found.includes(at); at = fields.get(at)?.after) found.push(at);
  return found;
}

function stepOf(key: string, field: FoundField, value: string, waiting: ReadonlySet<string>): FillStep {
  const { ref, label, role, widget, expected, after, waitMs, proposal } = field;
  const planned = value === proposal?.value ? proposal : undefined;
  const unit = planned?.unit === undefined ? {} : { unit: planned.unit };
  return { ref, key, label, role, widget, value, accepted: planned?.accepted ?? [], ...unit, expected, ...(after !== undefined && waiting.has(after) ? { after } : {}), waitMs };
}

/** Keys of the fields that get something else than the citizen's data. */
export function keysByHand({ plan, edits = {} }: { plan: FillPlan; edits?: PlanEdits }): ReadonlySet<string> {
  return new Set(Object.entries(edits).filter(([key, value]) => plan.fields?.[key]?.proposal?.value !== value).map(([key]) => key));
}
