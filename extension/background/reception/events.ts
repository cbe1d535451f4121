// What may happen to a reception, and what it may ask to be done.
import type { Citizen, FieldName } from "../../generated/citizen";
import type { CardKey, CardReadResult, CitizenCompareResult } from "../../generated/protocol";
import type { Locator, Lookup, Role } from "../../generated/site-profile";
import type { Verdicts } from "../../generated/verdicts";
import type { CommuneChoice } from "../../plan/residence";
import type { FieldReport, FillStep, LookupAnswer, LookupInput, ScanTrouble } from "../../shared/content-protocol";
import type { PersonAct } from "../../shared/panel-protocol";
import type { TeachAct } from "../../shared/teach-protocol";
import type { Card, DocumentPlace, Failure, Identity, IncomingScan, PhotoImage, PortalTarget, Preview, Reception, ScannedCode } from "./state";

/** Acts of the person, through the panel; the tab of a preview is known by now. */
export type PersonEvent =
  | Exclude<PersonAct, TeachAct | { type: "scanned" | "previewRequested" | "receptionStarted" | "reconnect" }>
  | ({ type: "scanned" } & IncomingScan)
  | { type: "previewRequested"; tabId: number }
  | { type: "receptionStarted"; tabId: number };

/** News of the host; those with `op` answer an effect. */
export type HostSideEvent =
  | ({ type: "scanParsed"; op: number } & ScannedCode)
  | { type: "scanFailed"; op: number; failure: Failure }
  /** A scanner lost a scan on its way. */
  | { type: "scanLost"; failure: Failure }
  | { type: "cardInserted"; card: Card }
  | { type: "cardRemoved"; card: Card }
  | { type: "readProgress"; op: number; progress: NonNullable<Identity["progress"]> }
  | { type: "readText"; op: number; citizen: Citizen; verdicts: Verdicts }
  | { type: "readWithdrawn"; op: number; verdicts: Verdicts }
  | { type: "readDone"; op: number; result: CardReadResult; photo?: PhotoImage }
  | { type: "readFailed"; op: number; failure: Failure }
  | { type: "photoDone"; op: number; verdicts: Verdicts; photo?: PhotoImage; failure?: Failure }
  | { type: "photoFailed"; op: number; failure: Failure }
  | { type: "qrCompared"; op: number; qr: Citizen; result: CitizenCompareResult }
  | { type: "qrCompareFailed"; op: number; qr: Citizen }
  | { type: "hostLost"; failure: Failure };

/** Answers from the portal's page. */
export type PortalEvent =
  | { type: "previewReady"; op: number; preview: Omit<Preview, "number"> }
  | { type: "filled"; op: number; reports: FieldReport[] }
  | { type: "undone"; op: number; reports: FieldReport[] }
  | { type: "lookedUp"; op: number; answer: LookupAnswer; returned: Citizen; at: string }
  | { type: "lookupCompared"; op: number; result: CitizenCompareResult }
  | { type: "recorded"; op: number; report: FieldReport }
  | { type: "evidenceRead"; op: number; result: EvidenceRead }
  | { type: "evidencePlaced"; op: number; report: FieldReport }
  | { type: "workFailed"; op: number; failure: Failure; at: string }
  | { type: "armed"; op: number; target: PortalTarget }
  | { type: "armFailed"; op: number; failure: Failure }
  /** A tab went to another page, or is gone. */
  | { type: "tabChanged"; tabId: number }
  /** A tab with a guard was put into another window. */
  | { type: "tabMoved"; tabId: number }
  /** The list of portals is another. */
  | { type: "originsChanged"; allowed: readonly string[] }
  /** The focus of the guarded page went into a frame that has no guard, or came back. */
  | { type: "focusMoved"; token: string; isInFrame: boolean }
  | { type: "guardLost"; token: string }
  /** A scan that a page's guard sent was not taken, and that guard has ended. */
  | { type: "scanRefused"; token: string }
  /** A scan in the portal's page did not come whole, or left letters there. */
  | { type: "scanSpoilt"; trouble: ScanTrouble };

/** What a card read for evidence said. */
export interface EvidenceRead {
  verdicts: Verdicts;
  citizen: Citizen;
  /** The evidence as JSON; absent where the host keeps none of this read. */
  text?: string;
  chipSigned: boolean;
}

export type TimeEvent = { type: "timedOut" } | { type: "workerRestarted" };

export type ReceptionEvent = PersonEvent | HostSideEvent | PortalEvent | TimeEvent;
export type EventType = ReceptionEvent["type"];
export type EventOf<T extends EventType> = Extract<ReceptionEvent, { type: T }>;

/** A document, or the top document of a tab, to which the citizen's values may have gone. */
export type Place = DocumentPlace;

export type Effect =
  | { type: "forget"; place: Place }
  | { type: "arm"; op: number; tabId: number }
  /** `token`: of the guard, where it is known; a guard that another reception has taken over stays. */
  | { type: "disarm"; place: Place; token?: string }
  | { type: "checkGuard"; target: PortalTarget }
  | ({ type: "parseScan"; op: number } & IncomingScan)
  | { type: "readCard"; op: number; card: Card; key: CardKey }
  | { type: "cancelRead"; op: number }
  | { type: "readPhoto"; op: number; card: Card; key: CardKey }
  | { type: "compareQr"; op: number; card: Citizen; qr: Citizen }
  | { type: "preview"; op: number; tabId: number; roles: Role[]; citizen: Citizen; unconfirmed: FieldName[]; commune?: CommuneChoice }
  | { type: "fill"; op: number; target: PortalTarget; steps: FillStep[] }
  | { type: "undo"; op: number; target: PortalTarget }
  | { type: "lookup"; op: number; target: PortalTarget; lookup: Lookup; inputs: LookupInput[]; clerk?: Locator }
  | { type: "compareLookup"; op: number; card: Citizen; returned: Citizen }
  | { type: "record"; op: number; target: PortalTarget; field: Locator; text: string }
  | { type: "readEvidence"; op: number; target: PortalTarget; nonce: Locator; card: Card; key: CardKey }
  | { type: "placeEvidence"; op: number; target: PortalTarget; field: Locator; text: string };

/** What the tables may look at beside the state. */
export interface Context {
  mode: "clerk" | "citizen";
  photo: "never" | "onRequest" | "always";
  /** Account to record where the portal shows none. */
  clerkAccount: string;
  /** Cards on the readers now. */
  cards: readonly Card[];
}

export interface Step {
  state: Reception;
  effects: Effect[];
}
