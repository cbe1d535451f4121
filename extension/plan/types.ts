// What planning hands to the panel and to the executor.
import type { FillStep, UnitCode } from "../shared/content-protocol";
import type { FieldName, SensitiveField } from "../generated/citizen";
import type { AddressReason } from "../generated/protocol";
import type { Role, Widget } from "../generated/site-profile";

/** Why a field is left alone; the texts are `refusal_<reason>` in _locales. */
export const REFUSAL_REASONS = [
  "noValue",
  "yearOnly",
  "noExpiry",
  "nameWithoutDiacritics",
  "sensitiveNotAllowed",
  "addressNeedsResolving",
  "communeToChoose",
  "oldUnitsUnknown",
  "tooLong",
  "optionMissing",
  "optionAmbiguous",
  "fieldMissing",
  "fieldAmbiguous",
  "fieldDisabled",
  "labelAmbiguous",
  "documentUnclear",
  "addressUnclear",
  "personUnclear",
  "twoAlike",
  "contradiction",
  "leftOut",
  "afterEdited",
  "formatUnknown",
  "afterRefused",
  "otherAudience",
  "unconfirmed",
  "frameUnread",
] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

/** Why a field is taken for what it is; the texts are `reason_<kind>` in _locales, `text` is the page's own words. */
export const REASON_KINDS = ["label", "placeholder", "column", "name", "title", "dateParts", "neighbour"] as const;
export interface Reason {
  kind: (typeof REASON_KINDS)[number];
  text: string;
}

export interface PlanRefusal {
  key: string;
  label: string;
  reason: RefusalReason;
}

/** What is meant to go into a field. */
export interface Proposal {
  value: string;
  /** Other ways the portal may write it. */
  accepted: string[];
  field?: FieldName;
  /** The administrative unit that it names. */
  unit?: UnitCode;
}

/** A readonly field that already holds something: compared, never written. */
export interface PlanComparison {
  key: string;
  label: string;
  same: boolean;
  field?: FieldName;
  current: string;
  proposed: string;
}

/** A field that holds something else: filled only when the person ticks it; `step` then joins the steps. */
export interface PlanQuestion {
  key: string;
  label: string;
  current: string;
  proposed: string;
  step: FillStep;
}

/** A field that already says what would be filled. */
export interface PlanAlreadyRight {
  key: string;
  label: string;
  current: string;
}

/** A field in which a person may put something else than what was planned. */
export interface FoundField {
  ref: number;
  label: string;
  role: Role;
  widget: Widget;
  /** What it held when the plan was made. */
  expected: string;
  /** What it offers now; absent where that loads later, or the list is too long to be shown. */
  options?: string[];
  maxLength?: number;
  /** Key of the field it waits for. */
  after?: string;
  waitMs: number;
  /** What belongs there by the citizen's data, whether or not it was planned. */
  proposal?: Proposal;
}

export interface FillPlan {
  /** In the order in which they are executed. */
  steps: FillStep[];
  refusals: PlanRefusal[];
  comparisons: PlanComparison[];
  questions: PlanQuestion[];
  alreadyRight: PlanAlreadyRight[];
  /** By key, what a person may change before the fill. */
  fields?: Record<string, FoundField>;
  /** By key, why a field that no profile names is taken for what it is. */
  reasons?: Record<string, Reason[]>;
  /** By key, the host of the frame of another origin a field stands in. */
  frames?: Record<string, string>;
}

export interface PlanOptions {
  mode: "clerk" | "citizen";
  /** Which of ethnicity, religion and family names may go into a form that asks for them. */
  sensitive: readonly SensitiveField[];
  /** The roles in which this citizen stands in the form. */
  roles: readonly Role[];
  /** Fields of a scan that nobody has compared with the card yet, though they may be wrong. */
  unconfirmed?: ReadonlySet<FieldName>;
  /** placeOfResidence by the host's tables of units; absent where they do not know the text or cannot be asked. */
  residence?: Residence;
}

/** An administrative unit: its code by the National Statistics Office and its name with its kind. */
export interface Unit {
  code: string;
  name: string;
}

/** The units of the last map of three levels; a district that became a commune as a whole has no commune below it. */
export interface OldUnits {
  province: Unit;
  district: Unit;
  commune?: Unit;
}

/** A commune of today in which an address may lie. */
export interface AddressCandidate {
  province: Unit;
  commune: Unit;
  reason: AddressReason;
  /** What stands before the units if this one is meant. */
  detail: string;
}

interface ResolvedAddress {
  /** What stands before the units, as written; empty when nothing does. */
  detail: string;
  /** The old units, where the text names exactly these. */
  old?: OldUnits;
}

/** An address by today's map of two levels; ambiguous where several communes may be meant. */
export type Residence =
  | (ResolvedAddress & {
      status: "exact";
      province: Unit;
      commune: Unit;
      /** Whether the text names units of the old map. */
      isConverted: boolean;
    })
  | (ResolvedAddress & { status: "ambiguous"; candidates: AddressCandidate[] });
