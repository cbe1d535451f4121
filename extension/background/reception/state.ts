// What is known of one reception: the citizen at the desk of one browser window, from the first scan to the record.
// Two tables run side by side: `identity` (who, from card or QR) and `work` (what happens in the portal's form).
import type { ErrorCode } from "../../generated/errors";
import type { Citizen, FieldName } from "../../generated/citizen";
import type { CardKey, CardProgressEvent, Difference, Problem, QrKind, QrParseResult } from "../../generated/protocol";
import type { Locator, Lookup, Role, Text } from "../../generated/site-profile";
import type { Verdicts } from "../../generated/verdicts";
import type { PlanEdits } from "../../plan/plan-edits";
import type { CommuneChoice } from "../../plan/residence";
import type { AddressCandidate, FillPlan, RefusalReason } from "../../plan/types";
import type { DocumentBinding, FieldReport, LookupAnswer, LookupInput, ScanTrouble } from "../../shared/content-protocol";
import type { ErrorParams } from "../../shared/host-errors";
import type { ScanOrigin } from "../../shared/panel-protocol";
import type { LookupMeaning } from "../../shared/record-text";

export const identityPhases = ["waitingForKey", "waitingForCard", "reading", "textShown", "complete", "readFailed", "blocked"] as const;
export type IdentityPhase = (typeof identityPhases)[number];

export const workPhases = ["idle", "previewing", "previewed", "filling", "filled", "undoing", "lookingUp", "comparing", "recording", "recorded", "proving"] as const;
export type WorkPhase = (typeof workPhases)[number];

export interface Failure {
  code: ErrorCode;
  params?: ErrorParams;
}

export interface Card {
  reader: string;
  insertion: number;
}

export interface PhotoImage {
  mediaType: string;
  /** base64 */
  data: string;
}

/** What a scan was, for the words shown about it. */
export interface Scan {
  origin: ScanOrigin;
  kind: QrKind;
  warnings: QrParseResult["warnings"];
}

/** A scanned code and what the host says it is. */
export interface ScannedCode {
  text: string;
  origin: ScanOrigin;
  result: QrParseResult;
  /** Whether the scanner's text lost letters on its way. */
  damaged?: boolean;
}

/** A scan as it comes; `result` where the host has understood it already. */
export type IncomingScan = Omit<ScannedCode, "result"> & Partial<Pick<ScannedCode, "result">>;

export type BlockReason = "mismatch" | "notAuthentic";

export interface Identity {
  phase: IdentityPhase;
  key?: CardKey;
  /** The scan that the citizen came with. */
  scan?: Scan;
  /** The last scan that was no card. */
  other?: Scan;
  /** A scan of another person, while the clerk is asked whether to leave this one. */
  asked?: ScannedCode;
  /** A scan made during a read, until the card says who it is. */
  held?: ScannedCode;
  /** Scans that wait until the one before is understood. */
  waiting?: IncomingScan[];
  /** The person of the QR code, kept to be compared with the card. */
  qr?: Citizen;
  /** Fields of `qr`, and of a code compared since, that may be wrong. */
  doubtful?: FieldName[];
  /** What a person has said of doubtful fields: right as scanned, or as typed by hand. */
  settled?: Citizen;
  /** A QR code whose person the host has not compared with the card by itself. */
  toCompare?: Citizen;
  /** Fields of `toCompare` that may be wrong. */
  toCompareDoubtful?: FieldName[];
  card?: Card;
  /** A card that served the citizen before: it is not read again until it is put down anew. */
  spent?: Card;
  /** The reader of a card that lay there when the host went: its numbers start anew, so the card is known again by the reader. */
  away?: { reader: string; spent: boolean };
  progress?: { phase: CardProgressEvent["phase"]; done?: number; total?: number };
  citizen?: Citizen;
  /** Where `citizen` comes from: the card was read, or only its QR code. */
  origin?: "card" | "qr";
  verdicts?: Verdicts;
  problems: Problem[];
  photo: { status: "none" | "loading" | "shown" | "failed"; image?: PhotoImage; failure?: Failure };
  blocked?: BlockReason;
  failure?: Failure;
}

/** A document of a tab: the top one, or that of a frame. */
export interface DocumentPlace {
  tabId: number;
  /** Chromium's id of the document; Firefox has the binding's token alone. */
  documentId?: string;
  frameId?: number;
}

/** The document a preview was made of, and those of frames of other listed origins that have a part of the form. */
export interface PortalTarget extends DocumentPlace {
  binding: DocumentBinding;
  frames?: FrameTarget[];
  /** Number of the frame that holds the profile's form, with its lookup and record; absent where that is the page itself. */
  home?: number;
}

/** A frame of another listed origin: a document of its own, whose fields have references of their own. */
export interface FrameTarget extends DocumentPlace {
  frameId: number;
  binding: DocumentBinding;
  /** The preview's reference of its first field, and how many fields it has. */
  first: number;
  count: number;
  /** What was written there and not taken back. */
  written?: Pick<FieldReport, "key" | "label">[];
}

/** What of the profile is needed after the preview. */
export interface PortalForm {
  title?: Text;
  roles: Role[];
  /** Order of the fields, to put ticked questions in their place. */
  order: string[];
  /** Fields that take a part of the residence. */
  residenceKeys: string[];
  lookup?: Lookup;
  /** The lookup's inputs as they were found in the document. */
  lookupInputs: { key: string; ref: number; empty: boolean }[];
  record?: { field: Locator; clerk?: Locator };
  evidence?: EvidencePlaces;
}

/** Where the portal shows the dossier's nonce, and where it takes the evidence; without a field the clerk downloads it. */
export interface EvidencePlaces {
  nonce: Locator;
  field?: Locator;
}

/** What became of a field, and why the plan had left it alone. */
export interface FillReport extends FieldReport {
  reason?: RefusalReason | "otherValue";
  /** What went there was not the citizen's data but a person's own text. */
  byHand?: true;
}

export interface Preview {
  /** Names this preview: a confirmation made for another one is void. */
  number: number;
  target: PortalTarget;
  form: PortalForm;
  plan: FillPlan;
  /** What a person has changed in it, for this fill only. */
  edits?: PlanEdits;
  /** The residence as the card writes it, by units that are no more, and the units it lies in today. */
  converted?: { from: string; to: string };
  communes?: CommuneQuestion;
}

/** An address that may lie in several of today's communes: a person says in which, and nothing is chosen before. */
export interface CommuneQuestion {
  /** As the card writes it. */
  text: string;
  candidates: AddressCandidate[];
  /** Code of the commune that was chosen. */
  chosen?: string;
}

export interface Fill {
  target: PortalTarget;
  form: PortalForm;
  reports: FillReport[];
  /** What the lookup's inputs must hold; one is missing where the form was left with something else. */
  lookupInputs: LookupInput[];
  /** By key, the host of the frame of another origin a field stands in. */
  frames?: Readonly<Record<string, string>>;
  undoable: boolean;
  undone: boolean;
}

export interface LookupOutcome {
  meaning: LookupMeaning | "unclassified";
  answer?: LookupAnswer;
  failure?: Failure;
  /** ISO 8601 with offset, when the answer came. */
  at: string;
  samePerson: "yes" | "no" | "unknown";
  differences: Difference[];
  /** What the database returned, as a citizen. */
  returned: Citizen;
}

export interface RecordState {
  text: string;
  status: "writing" | "written" | "failed" | "copied";
  failure?: Failure;
}

/** Evidence of the card's read for the dossier (docs/evidence.md). */
export interface EvidenceState {
  /** kept: the profile has no place for it; kept and failed ones with a text can be downloaded. */
  status: "reading" | "writing" | "written" | "kept" | "failed";
  /** The phase that was left for it. */
  back: "filled" | "recorded";
  /** JSON, until it is in the dossier. */
  text?: string;
  /** Whether the chip signed for this dossier; without that the evidence says nothing of the chip. */
  chipSigned?: boolean;
  failure?: Failure;
}

export interface Work {
  phase: WorkPhase;
  tabId?: number;
  /** ID number of the citizen whose data the form was planned with. */
  person?: string;
  roles: Role[];
  commune?: CommuneChoice;
  preview?: Preview;
  /** Questions that were ticked for the fill under way. */
  ticks?: string[];
  fill?: Fill;
  lookup?: LookupOutcome;
  record?: RecordState;
  evidence?: EvidenceState;
  failure?: Failure;
}

export type Notice = "timedOut" | "restarted" | "interrupted" | "scanNotCompared" | "replanned" | "otherCard" | "otherPerson" | "guardLost" | "guardRefused" | "scanRefused" | "scanBlocked" | "scanDropped" | ScanTrouble;

/** Numbers of the operations whose answers are awaited; any other answer is late and ignored. */
export interface Pending {
  scan?: number;
  read?: number;
  photo?: number;
  compare?: number;
  work?: number;
  guard?: number;
}

/** Keeps a keyboard scanner's keys out of a portal's page and takes them as scans. */
export type GuardState = { status: "arming"; tabId: number } | { status: "armed"; target: PortalTarget; isInFrame?: boolean } | { status: "failed"; failure: Failure };

export interface Reception {
  identity: Identity;
  work: Work;
  guard?: GuardState;
  pending: Pending;
  nextOp: number;
  /** Counts the citizens of this window. */
  turn: number;
  notice?: Notice;
}

/** @param firstOp a number above all those used for the citizen before, so that late answers are known as such */
export function newReception(firstOp = 1, turn = 0): Reception {
  return {
    identity: { phase: "waitingForKey", problems: [], photo: { status: "none" } },
    work: { phase: "idle", roles: ["applicant"] },
    pending: {},
    nextOp: firstOp,
    turn,
  };
}

/** Whether anything of a person or of work done for one is held. */
export function isEmpty(reception: Reception): boolean {
  const { identity, work, guard } = reception;
  const isGuardWanted = guard?.status === "armed" || guard?.status === "arming";
  return !isGuardWanted && identity.key === undefined && identity.citizen === undefined && identity.phase === "waitingForKey" && work.phase === "idle" && work.fill === undefined;
}
