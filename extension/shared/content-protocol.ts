// What the background asks of the content script in the portal's page, and what it answers.
// The content script holds no citizen between messages; it sees values only in FillRequest and RecordRequest.
import type { ErrorCode } from "../generated/errors";
import type { SiteProfile, Lookup, Locator, Role, Widget } from "../generated/site-profile";
import type { FieldName } from "../generated/citizen";

/** Names the one document a preview was made of; every later message must carry it. */
export interface DocumentBinding {
  /** Random, made by the content script when it was injected. */
  token: string;
  origin: string;
  path: string;
}

/** How a label belongs to its control; `shape` stands for position alone (a cell above in a grid without headings). */
export type LabelSource = "label" | "aria" | "component" | "beside" | "cell" | "column" | "shape" | "placeholder" | "title" | "description";

/** One control of the page as a person would describe it; holds no citizen data but the value already there. */
export interface SnapshotField {
  /** Handle of the element inside the content script, valid for this document only. */
  ref: number;
  /** Key of the profile field it was located by, when it was. */
  profileKey?: string;
  widget: Widget;
  /** Visible label, best first, NFC. */
  labels: string[];
  /** Where each label came from, in the order of `labels`. */
  labelSources?: LabelSource[];
  /** What stands before the small cluster of controls this one is in, such as the label of a date in three fields. */
  shared?: string;
  name: string;
  id: string;
  /** What else the portal's code calls it: the binding of its framework, a data attribute. */
  codes?: string[];
  type: string;
  maxLength?: number;
  /** The pattern its value must fit. */
  pattern?: string;
  readOnly: boolean;
  disabled: boolean;
  required: boolean;
  /** What the field shows now: text, the chosen option's label, or "true"/"false". */
  current: string;
  /** Labels of the options on offer now; absent when they load later. */
  options?: string[];
  /** What the portal's code calls each of them, in their order; absent where that is no number. */
  optionValues?: string[];
  /** Title of the group or fieldset the control stands in. */
  group: string;
  /** That title and those further out, nearest first. */
  groups?: string[];
  /** Short lines between it and that title that are no headings by their markup, nearest first. */
  lines?: string[];
  /** Heads of the table's row and column it stands in, its label among them. */
  heads?: string[];
  /** Whether several controls share its row, so that the heads tell them apart. */
  isCrossed?: boolean;
  /** Host of the frame of another origin it stands in; said by the background, never by a page. */
  frame?: string;
}

/** A profile field that was not found, or found more than once. */
export interface BrokenField {
  profileKey: string;
  found: number;
}

export interface FormSnapshot {
  binding: DocumentBinding;
  fields: SnapshotField[];
  broken: BrokenField[];
  /** Places in the tab of the seen frames of other origins in the form, where they were asked for. */
  frames?: number[][];
  /** Why this document has no form of its own, though its frames may have one. */
  problem?: ErrorCode;
}

/** An administrative unit by the state's code, and the names of the others of its list, by which a list's own numbers are checked. */
export interface UnitCode {
  code: string;
  others: Readonly<Record<string, string>>;
}

/** One thing the filler will do; made by plan, executed unchanged. */
export interface FillStep {
  ref: number;
  key: string;
  label: string;
  role: Role;
  widget: Widget;
  /** Citizen field the value comes from; absent for constants and address parts. */
  field?: FieldName;
  /** Text to type, or the label to choose. */
  value: string;
  /** Other ways the portal may write the same option. */
  accepted: string[];
  /** The administrative unit that `value` names. */
  unit?: UnitCode;
  /** What the field held when the plan was made: anything else at write time is a refusal. */
  expected: string;
  /** Key of the step that must have succeeded first. */
  after?: string;
  waitMs: number;
}

export type FieldOutcome = "filled" | "alreadyRight" | "refused" | "changedByPage" | "undone" | "kept";

export interface FieldReport {
  key: string;
  label: string;
  outcome: FieldOutcome;
  /** Why it was refused or is not as filled. */
  error?: ErrorCode;
  /** What the page shows now. */
  shown?: string;
}

/** A field the lookup goes by, and what it must hold: the citizen of this reception. */
export interface LookupInput {
  ref: number;
  value: string;
  accepted: string[];
}

/** What the portal's own lookup said. */
export interface LookupAnswer {
  /** unclassified: a final message that no outcome of the profile knows; timeout: none within the deadline. */
  meaning: "match" | "noMatch" | "unavailable" | "notPermitted" | "unclassified" | "timeout";
  /** The portal's message, NFC, at most 500 characters; empty when there was none. */
  message: string;
  /** What the portal shows as returned by the database. */
  result: Partial<Record<FieldName, string>>;
  /** The clerk's account as the portal shows it. */
  clerk?: string;
}

/** Why a place in the page cannot be taught; the texts are `pick_<reason>`. noStableName: nothing tells the field from others that will be there tomorrow. */
export type PickRefusal = "notAField" | "secret" | "file" | "hidden" | "noStableName" | "outsideForm";

/** What the overlay says, in the person's language. */
export interface PickTexts {
  hint: string;
  refusals: { [R in PickRefusal]: string };
}

/** A field that a person pointed at. */
export interface Pick {
  /** Finds this field now, and no other. */
  locate: Locator;
  /** `current` is always empty: what stands in the page is nobody's profile. `profileKey`: the profile given knows it by that name. */
  field: SnapshotField;
}

/** The page at the start of picking, held against a profile. */
export interface PickStart {
  binding: DocumentBinding;
  /** Whether the profile's form is in the page. */
  formFound: boolean;
  broken: BrokenField[];
}

export type TeachRequest =
  /** Lets the person point at fields, each sent as a PickMessage, until `unpick` or Escape. @param once until the first only @param openings places of the frames that have a picker of their own */
  | { kind: "pick"; profile?: SiteProfile; once: boolean; texts: PickTexts; openings?: number[][] }
  /** The places of the seen frames of other origins. */
  | { kind: "frames" }
  | { kind: "unpick" }
  /** The form as one profile sees it, for a trial beside whatever preview is open. */
  | { kind: "trialLook"; binding: DocumentBinding; profile: SiteProfile }
  | { kind: "trialFill"; binding: DocumentBinding; steps: FillStep[] }
  | { kind: "trialUndo"; binding: DocumentBinding };

export type ContentRequest =
  | TeachRequest
  /** @param withFrames also tells the frames of other origins; a document that has those alone is no error then */
  | { kind: "snapshot"; profile?: SiteProfile; withFrames?: true }
  | { kind: "fill"; binding: DocumentBinding; steps: FillStep[] }
  | { kind: "undo"; binding: DocumentBinding }
  /** Stops what is running between two steps and forgets every value held; sent when the citizen leaves. */
  | { kind: "forget" }
  /** Takes a keyboard scanner's keys in this page and sends each scan as a PageScan, until `disarm`. */
  | { kind: "arm" }
  | { kind: "disarm" }
  /** The same in a frame of that page, which tells by the page's own token; the only requests that a frame answers. */
  | { kind: "armFrame"; token: string }
  | { kind: "disarmFrame"; token: string }
  /** Asks whether the guard of that document still stands. */
  | { kind: "guarding"; binding: DocumentBinding }
  | { kind: "lookup"; binding: DocumentBinding; lookup: Lookup; inputs: LookupInput[]; clerk?: Locator; timeoutMs: number }
  | { kind: "record"; binding: DocumentBinding; field: Locator; text: string }
  /** Reads what the portal wants the chip to sign for this dossier. */
  | { kind: "nonce"; binding: DocumentBinding; locate: Locator }
  | { kind: "evidence"; binding: DocumentBinding; field: Locator; text: string };

/** What an armed guard sends of its own accord; the answer is whether it was taken, and a guard that is refused stops. */
export interface PageScan {
  kind: "pageScan";
  /** Of the binding that `arm` gave. */
  token: string;
  text: string;
}

/** Why a scan in the page was not sent, or what it left there: it was cut short, too long, or some of its letters stand in a field. */
export type ScanTrouble = "scanCut" | "scanTooLong" | "scanLeftovers";

/** What an armed guard tells of its own accord of a scan that went wrong; it holds nothing of the scan. */
export interface PageTrouble {
  kind: "pageTrouble";
  /** Of the binding that `arm` gave. */
  token: string;
  trouble: ScanTrouble;
}

/** What an armed guard tells of the focus: keys pressed in a frame of the page do not come by it. The answer is whether it was heard. */
export interface PageFocus {
  kind: "pageFocus";
  /** Of the binding that `arm` gave. */
  token: string;
  isInFrame: boolean;
}

/** What happens while a person picks; the answer is whether it was heard, and a picker that is not stops. */
export type PickMessage =
  /** `token`: of the binding that `pick` gave. */
  | { kind: "picked"; token: string; pick: Pick }
  | { kind: "pickRefused"; token: string; reason: PickRefusal }
  /** The person pressed Escape. */
  | { kind: "pickEnded"; token: string };

/** All that an armed guard sends of its own accord. */
export type PageMessage = PageScan | PageTrouble | PageFocus;

export type ContentAnswer<T> = { ok: true; value: T } | { ok: false; error: ErrorCode };

/** Which answer belongs to which request. */
export interface ContentResults {
  snapshot: FormSnapshot;
  fill: FieldReport[];
  undo: FieldReport[];
  forget: true;
  arm: DocumentBinding;
  disarm: true;
  /** Whether the focus is in that very frame. */
  armFrame: boolean;
  disarmFrame: true;
  guarding: boolean;
  lookup: LookupAnswer;
  record: FieldReport;
  nonce: { nonce: string };
  evidence: FieldReport;
  pick: PickStart;
  frames: number[][];
  unpick: true;
  trialLook: FormSnapshot;
  trialFill: FieldReport[];
  trialUndo: FieldReport[];
}
