// Decides what happens to every field of a form, before anything is touched. Pure: no page, no clock, no storage.
import type { Citizen } from "../generated/citizen";
import type { Field, Role, SiteProfile } from "../generated/site-profile";
import type { FillStep, FormSnapshot, SnapshotField } from "../shared/content-protocol";
import { sameValue } from "./compare";
import { isEditable } from "./plan-edits";
import { detect, type Candidate } from "./detect/detect";
import { levelsOf, type UnitLevels } from "./residence";
import type { FillPlan, PlanOptions, Proposal, RefusalReason } from "./types";
import { hasTwins, matchListed } from "./unit-codes";
import { propose } from "./values";
import { isBox, isChoice, type RealWidget } from "./widget-kinds";

export * from "./types";

const DEFAULT_WAIT_MS = 5000;
/** A longer list is typed into, and matched when it is filled. */
const MOST_SHOWN = 400;

/** What becomes of one profile field, remembered for those that come after it. */
type Fate = "step" | "question" | "right" | "refused";

/** A field of the form with what is meant to go into it, named by the profile or found by detection. */
export interface Target {
  field: Field;
  control: SnapshotField;
}

/**
 * @param snapshot the form as the content script found it
 * @param profile the portal's profile; without one every field is found by detection
 * @param citizen what is known of the person; an absent field is a refusal, never a guess
 * @returns what to fill and what to leave, each field in exactly one of the lists; fields of roles not asked for are in none
 */
export function makePlan(snapshot: FormSnapshot, profile: SiteProfile | undefined, citizen: Citizen, options: PlanOptions): FillPlan {
  const plan: FillPlan = { steps: [], refusals: [], comparisons: [], questions: [], alreadyRight: [] };
  const fates = new Map<string, Fate>();
  const planned = new Planner(plan, fates, new Map(profile?.fields.map(({ key, after }) => [key, after])), citizen, options);
  planned.expect(namedTargets(snapshot, profile));
  const foreign = profile !== undefined && profile.audience === "clerk" && options.mode === "citizen";
  for (const field of inOrder(profile?.fields ?? [])) {
    if (!options.roles.includes(field.role)) continue;
    const control = snapshot.fields.find((candidate) => candidate.profileKey === field.key);
    if (foreign) planned.refuse(field.key, control?.labels[0] ?? field.key, "otherAudience");
    else if (control !== undefined) planned.add({ field, control });
    else planned.addBroken(field, snapshot);
  }
  if (foreign || profile?.detectOthers === false) return plan;
  const detected = detect(snapshot.fields.filter((control) => control.profileKey === undefined), options.roles);
  planned.expect(detected.targets);
  for (const targets of inTurns(detected.targets)) planned.addTogether(targets);
  const reasons = detected.targets.map(({ field, reasons: found }) => [field.key, found] as const);
  if (reasons.length > 0) plan.reasons = Object.fromEntries(reasons);
  for (const { control, key, reason } of detected.ambiguous) planned.doubt(control, key, reason);
  return plan;
}

function namedTargets({ fields }: FormSnapshot, profile: SiteProfile | undefined): Target[] {
  return (profile?.fields ?? []).flatMap((field) => {
    const control = fields.find((candidate) => candidate.profileKey === field.key);
    return control === undefined ? [] : [{ field, control }];
  });
}

/** Candidates one by one, the province before its commune, the parts of one date in one turn. */
function inTurns(candidates: readonly Candidate[]): Candidate[][] {
  const byField = new Map(candidates.map((candidate) => [candidate.field, candidate]));
  const turns: Candidate[][] = [];
  const open = new Map<string, Candidate[]>();
  for (const field of inOrder([...byField.keys()])) {
    const candidate = byField.get(field);
    if (candidate === undefined) continue;
    const turn = candidate.together === undefined ? undefined : open.get(candidate.together);
    if (turn !== undefined) turn.push(candidate);
    else turns.push([candidate]);
    if (candidate.together !== undefined && turn === undefined) open.set(candidate.together, turns.at(-1) ?? []);
  }
  return turns;
}

class Planner {
  private readonly levels = new Map<Role, UnitLevels>();

  constructor(
    private readonly plan: FillPlan,
    private readonly fates: Map<string, Fate>,
    /** Key of each field of the profile to that of the field it waits for. */
    private readonly afters: ReadonlyMap<string, string | undefined>,
    private readonly citizen: Citizen,
    private readonly options: PlanOptions,
  ) {}

  /** To be told of all fields before one is added: together they say which map the form is made for. */
  expect(targets: readonly Target[]): void {
    const takes = ({ field: { value } }: Target, part: string): boolean => "residence" in value && value.residence === part;
    for (const role of new Set(targets.map(({ field }) => field.role))) {
      const own = targets.filter(({ field }) => field.role === role);
      const provinces = own.find((target) => takes(target, "province"))?.control.options;
      this.levels.set(role, levelsOf(own.some((target) => takes(target, "district")), provinces));
    }
  }

  refuse(key: string, label: string, reason: RefusalReason): void {
    this.fates.set(key, "refused");
    this.plan.refusals.push({ key, label, reason });
  }

  addBroken(field: Field, snapshot: FormSnapshot): void {
    const broken = snapshot.broken.find((entry) => entry.profileKey === field.key);
    if (broken === undefined) return;
    const label = "label" in field.locate ? field.locate.label : field.key;
    this.refuse(field.key, label, broken.found > 1 ? "fieldAmbiguous" : "fieldMissing");
  }

  /** Adds fields of which all are filled or none; one that is refused refuses the others. */
  addTogether(targets: readonly Target[]): void {
    const refusals = targets.length < 2 ? [] : targets.map((target) => this.refusalOf(target));
    const reason = refusals.find((found) => found !== undefined);
    for (const target of targets) {
      if (reason === undefined) this.add(target);
      else this.refuseTarget(target, reason);
    }
  }

  private refuseTarget({ field, control }: Target, reason: RefusalReason): void {
    this.note(field, control);
    this.refuse(field.key, labelOf(control, field.key), reason);
  }

  /** A field that may be the citizen's: left alone, unless a person says what goes there. */
  doubt(control: SnapshotField, key: string, reason: RefusalReason): void {
    this.note({ key, role: "applicant" }, control);
    this.refuse(key, control.labels[0] ?? key, reason);
  }

  /** Remembers a field that a person may change; what is locked now may open once a field before it is filled. */
  private note(field: Pick<Field, "key" | "role" | "waitMs">, control: SnapshotField, proposal?: Proposal, after?: string): void {
    if (control.frame !== undefined) (this.plan.frames ??= {})[field.key] = control.frame;
    if (!isEditable(control.widget) || control.readOnly || (control.disabled && after === undefined)) return;
    const { ref, widget, current: expected, options, maxLength } = control;
    this.plan.fields ??= {};
    this.plan.fields[field.key] = {
      ref, label: labelOf(control, field.key), role: field.role, widget, expected, waitMs: field.waitMs ?? DEFAULT_WAIT_MS,
      // What a closed or waiting list holds now is not what it will offer.
      ...(options === undefined || options.length === 0 || options.length > MOST_SHOWN || after !== undefined ? {} : { options }),
      ...(maxLength === undefined ? {} : { maxLength }),
      ...(after === undefined ? {} : { after }),
      ...(proposal === undefined ? {} : { proposal }),
    };
  }

  private refusalOf(target: Target): RefusalReason | undefined {
    const proposal = this.proposalFor(target);
    if (typeof proposal === "string") return proposal;
    return this.obstacle(target, proposal, undefined);
  }

  private proposalFor({ field, control }: Target): Proposal | RefusalReason {
    return propose(field, this.citizen, control.widget as RealWidget, this.options, this.levels.get(field.role));
  }

  /** The field it waits for; one that this screen does not have is passed over for the one before that. */
  private parentOf({ after }: Field): string | undefined {
    let key = after;
    for (let steps = 0; key !== undefined && !this.fates.has(key) && steps < this.afters.size; steps++) key = this.afters.get(key);
    return key;
  }

  add(target: Target): void {
    const { field, control } = target;
    const label = labelOf(control, field.key);
    const proposal = this.proposalFor(target);
    const before = this.parentOf(field);
    this.note(field, control, typeof proposal === "string" ? undefined : proposal, before);
    if (typeof proposal === "string") return this.refuse(field.key, label, proposal);
    const same = saysAlready(control, proposal);
    if (control.readOnly && control.current !== "") return this.compare(target, label, proposal, same);
    const parent = before === undefined ? undefined : this.fates.get(before);
    if (same && (parent === undefined || parent === "right")) return this.right(field.key, label, control.current);
    const reason = this.obstacle(target, proposal, parent);
    if (reason !== undefined) return this.refuse(field.key, label, reason);
    const waits = before === undefined || parent === undefined || parent === "right" ? {} : { after: before };
    this.place({ ...stepFor(target, label, proposal), ...waits }, control, proposal, parent);
  }

  private compare({ field, control }: Target, label: string, proposal: Proposal, same: boolean): void {
    this.fates.set(field.key, same ? "right" : "refused");
    const source = proposal.field === undefined ? {} : { field: proposal.field };
    this.plan.comparisons.push({ key: field.key, label, same, ...source, current: control.current, proposed: proposal.value });
  }

  private right(key: string, label: string, current: string): void {
    this.fates.set(key, "right");
    this.plan.alreadyRight.push({ key, label, current });
  }

  private obstacle({ control }: Target, proposal: Proposal, parent: Fate | undefined): RefusalReason | undefined {
    if (parent === "refused") return "afterRefused";
    const parentMoves = parent === "step" || parent === "question";
    // A child of a field that will be filled is disabled and empty until then.
    if ((control.disabled || control.readOnly) && !parentMoves) return "fieldDisabled";
    if (!isChoice(control.widget)) return control.maxLength !== undefined && proposal.value.length > control.maxLength ? "tooLong" : undefined;
    if (parentMoves || control.options === undefined || control.options.length === 0) return undefined;
    const match = matchListed(control.options, control.optionValues, proposal);
    if ("index" in match) return undefined;
    return match.reason === "ambiguous" ? "optionAmbiguous" : "optionMissing";
  }

  private place(step: FillStep, control: SnapshotField, proposal: Proposal, parent: Fate | undefined): void {
    const untouched = control.current === "" || (isBox(control.widget) && control.current === "false");
    if (untouched || saysAlready(control, proposal)) {
      this.fates.set(step.key, parent === "question" ? "question" : "step");
      this.plan.steps.push(step);
      return;
    }
    this.fates.set(step.key, "question");
    this.plan.questions.push({ key: step.key, label: step.label, current: control.current, proposed: proposal.value, step });
  }
}

function labelOf({ labels, shared }: SnapshotField, key: string): string {
  return labels[0] ?? shared ?? key;
}

/** Whether the field shows what is meant, or the option that its code says is meant. */
function saysAlready({ widget, current, options = [], optionValues }: SnapshotField, proposal: Proposal): boolean {
  if (sameValue(widget, current, proposal.value, proposal.accepted)) return !hasTwins(options, proposal);
  const match = current === "" || optionValues === undefined ? undefined : matchListed(options, optionValues, proposal);
  return match !== undefined && "index" in match && options[match.index] === current;
}

function stepFor({ field, control }: Target, label: string, proposal: Proposal): FillStep {
  return {
    ref: control.ref,
    key: field.key,
    label,
    role: field.role,
    widget: control.widget,
    ...(proposal.field === undefined ? {} : { field: proposal.field }),
    value: proposal.value,
    accepted: proposal.accepted,
    ...(proposal.unit === undefined ? {} : { unit: proposal.unit }),
    expected: control.current,
    waitMs: field.waitMs ?? DEFAULT_WAIT_MS,
  };
}

/** Profile order, except that a field comes after the one it waits for. */
function inOrder(fields: readonly Field[]): Field[] {
  const byKey = new Map(fields.map((field) => [field.key, field]));
  const done = new Set<string>();
  const out: Field[] = [];
  const visit = (field: Field): void => {
    if (done.has(field.key)) return;
    done.add(field.key);
    const before = field.after === undefined ? undefined : byKey.get(field.after);
    if (before !== undefined) visit(before);
    out.push(field);
  };
  for (const field of fields) visit(field);
  return out;
}
