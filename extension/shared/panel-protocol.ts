// What the panel and the background say to each other, over a runtime port that only extension pages may open.
import type { FieldName } from "../generated/citizen";
import type { ErrorCode } from "../generated/errors";
import type { Role } from "../generated/site-profile";
import type { CardKey, Reader, Scanner, ServiceState } from "../generated/protocol";
import type { Identity, Notice, Failure, Work } from "../background/reception/state";
import type { PaperInForce } from "./legal";
import { LONGEST_EDIT } from "../plan/plan-edits";
import { correctableFields, correction, type CorrectableField } from "./scan-doubt";
import type { Settings } from "./settings";
import { teachActChecks, type TeachAct, type TeachingView } from "./teach-protocol";

export const panelPortName = "panel";

export interface HostState {
  status: "closed" | "connecting" | "ready" | "failed";
  failure?: Failure;
  version?: string;
  service?: ServiceState;
  readers: Reader[];
  /** Scanners that the host itself listens to; absent where it cannot. */
  scanners?: Scanner[];
}

/** The reception as the panel may see it: without the card's key and the raw scan. */
export type PanelIdentity = Omit<Identity, "key" | "qr" | "doubtful" | "settled" | "toCompare" | "toCompareDoubtful" | "held" | "waiting" | "asked" | "spent" | "away"> & {
  /** Who was scanned while another citizen is open: the question that waits for an answer. */
  asked?: { fullName?: string; idNumber?: string };
  keyKind?: "qr" | "can" | "mrz";
  /** Fields of the scan that may be wrong: not filled before a person has compared them with the card. */
  doubts: FieldName[];
  comparing: boolean;
  /** A scanned person could not be compared with the citizen shown: nothing is fillable until that is done. */
  notCompared: boolean;
};

export interface PanelView {
  identity: PanelIdentity;
  work: Work;
  /**
   * The guard in the portal's page; `host`: the page's host name. It stands, but what is scanned now is not caught: elsewhere, since
   * another tab is in front; inFrame, since the focus is in a frame of the page that has no guard.
   */
  guard: { status: "off" | "arming" | "armed" | "elsewhere" | "inFrame" | "failed"; host?: string; failure?: Failure };
  /** Another number for every citizen: what was typed for one is not kept for the next. */
  turn: number;
  notice?: Notice;
  host: HostState;
  settings: Pick<Settings, "mode" | "language" | "photo" | "invalidPolicyKeys" | "locked" | "clerkAccount" | "allowTeaching">;
  /** Why the office's newest signed profiles are not in force. */
  profileFailure?: ErrorCode;
  /** The page that is being taught in this window. */
  teaching?: TeachingView;
  /** Papers that may be asked for: present only after a recorded failure. */
  papers?: PaperInForce[];
}

/**
 * How a scan came: keys of a keyboard scanner or of a hand in the panel; keys in the portal's page; a scanner that the host
 * listens to; the panel's camera; a picture given to the panel.
 */
export type ScanOrigin = "keys" | "page" | "scanner" | "camera" | "image";

export type PersonAct =
  | TeachAct
  | { type: "scanned"; text: string; origin: ScanOrigin }
  /** To a scan of another person: leave the citizen who is open, or stay. */
  | { type: "personSwitched" }
  | { type: "personKept" }
  /** To a doubtful text of the scan: right as it is shown, or what the card really says. */
  | { type: "fieldConfirmed"; field: FieldName; value: string }
  | { type: "fieldCorrected"; field: CorrectableField; text: string }
  | { type: "manualKey"; key: CardKey }
  | { type: "readAgain" }
  | { type: "compareAgain" }
  | { type: "photoRequested" }
  | { type: "receptionStarted"; tabId?: number }
  /** Scans in the portal's page are not wanted any more. */
  | { type: "receptionStopped" }
  | { type: "previewRequested"; tabId?: number }
  | { type: "rolesChosen"; roles: Role[] }
  /** In which of today's communes an address lies that was offered several. */
  | { type: "communeChosen"; preview: number; code: string }
  /** What a person wants in a field instead of what is planned; without a value, what is planned. */
  | { type: "planEdited"; preview: number; key: string; value?: string }
  | { type: "previewClosed" }
  | { type: "confirmed"; preview: number; ticks: string[]; leaves?: string[]; consent: boolean }
  | { type: "undoRequested" }
  | { type: "lookupRequested" }
  | { type: "recordCopied" }
  | { type: "evidenceRequested" }
  | { type: "nextCitizen" }
  | { type: "reconnect" };

export type PanelMessage =
  | { type: "hello"; windowId: number; visible: boolean }
  | { type: "visibility"; visible: boolean }
  | { type: "act"; act: PersonAct };

const roles: readonly Role[] = ["applicant", "owner", "authorised", "child", "spouse", "organisation"];
/** What the panel itself can have scanned. */
const panelOrigins: ReadonlySet<unknown> = new Set<ScanOrigin>(["keys", "camera", "image"]);
const longestScan = 65_536;

type Bag = { readonly [name: string]: unknown };

function isBag(value: unknown): value is Bag {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isStrings(value: unknown, longest: number): value is string[] {
  return Array.isArray(value) && value.length <= longest && value.every((item) => typeof item === "string" && item.length <= 64);
}

/** Whether this can be the text of one scan: not empty, and no longer than any code. */
export function isScanText(value: unknown): value is string {
  return typeof value === "string" && value.length > 0 && value.length <= longestScan;
}

function isEditText(value: unknown): boolean {
  return typeof value === "string" && value.length <= LONGEST_EDIT;
}

function isId(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** A key typed by hand: six digits, or the three fields of the machine readable zone. */
export function isManualKey(value: unknown): value is CardKey {
  if (!isBag(value)) return false;
  if (typeof value["can"] === "string") return /^\d{6}$/.test(value["can"]);
  const mrz = value["mrz"];
  if (!isBag(mrz)) return false;
  const fits = (name: string, pattern: RegExp) => typeof mrz[name] === "string" && pattern.test(mrz[name]);
  return fits("documentNumber", /^[A-Z0-9<]{1,24}$/) && fits("dateOfBirth", /^[0-9<]{6}$/) && fits("dateOfExpiry", /^\d{6}$/);
}

const actChecks: { readonly [T in PersonAct["type"]]: (act: Bag) => boolean } = {
  scanned: (act) => isScanText(act["text"]) && panelOrigins.has(act["origin"]),
  personSwitched: () => true,
  personKept: () => true,
  fieldConfirmed: (act) => typeof act["field"] === "string" && typeof act["value"] === "string",
  fieldCorrected: (act) => correctableFields.some((field) => field === act["field"]) && correction(act["text"]) !== undefined,
  manualKey: (act) => isManualKey(act["key"]),
  readAgain: () => true,
  compareAgain: () => true,
  photoRequested: () => true,
  receptionStarted: (act) => act["tabId"] === undefined || isId(act["tabId"]),
  receptionStopped: () => true,
  previewRequested: (act) => act["tabId"] === undefined || isId(act["tabId"]),
  rolesChosen: (act) => isStrings(act["roles"], roles.length) && act["roles"].every((role) => roles.includes(role as Role)),
  communeChosen: (act) => isId(act["preview"]) && typeof act["code"] === "string" && /^\d{5}$/.test(act["code"]),
  planEdited: (act) => isId(act["preview"]) && isStrings([act["key"]], 1) && (act["value"] === undefined || isEditText(act["value"])),
  previewClosed: () => true,
  confirmed: (act) => isId(act["preview"]) && isStrings(act["ticks"], 500) && (act["leaves"] === undefined || isStrings(act["leaves"], 500)) && typeof act["consent"] === "boolean",
  undoRequested: () => true,
  lookupRequested: () => true,
  recordCopied: () => true,
  evidenceRequested: () => true,
  nextCitizen: () => true,
  reconnect: () => true,
  ...teachActChecks,
};

function isAct(value: unknown): value is PersonAct {
  if (!isBag(value) || typeof value["type"] !== "string" || !Object.hasOwn(actChecks, value["type"])) return false;
  return actChecks[value["type"] as PersonAct["type"]](value);
}

/** Checks a message of the panel; undefined for anything that is not one. */
export function parsePanelMessage(value: unknown): PanelMessage | undefined {
  if (!isBag(value)) return undefined;
  const { type, visible, windowId, act } = value;
  if (type === "hello" && isId(windowId) && typeof visible === "boolean") return { type, windowId, visible };
  if (type === "visibility" && typeof visible === "boolean") return { type, visible };
  if (type === "act" && isAct(act)) return { type, act };
  return undefined;
}
