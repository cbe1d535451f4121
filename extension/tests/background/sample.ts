// A person who does not exist, and receptions in every phase.
import type { Citizen } from "../../generated/citizen";
import type { CardReadResult, QrParseResult } from "../../generated/protocol";
import type { Verdicts } from "../../generated/verdicts";
import type { FillPlan } from "../../plan/types";
import type { Context, Effect, EvidenceRead, ReceptionEvent } from "../../background/reception/events";
import { reduce } from "../../background/reception/reduce";
import {
  newReception,
  type Card,
  type Fill,
  type IdentityPhase,
  type LookupOutcome,
  type PortalForm,
  type PortalTarget,
  type Preview,
  type Reception,
  type WorkPhase,
} from "../../background/reception/state";
import type { FillStep } from "../../shared/content-protocol";

export const qrText = "001199990123||Nguyễn Thị Mẫu|05021999|Nữ|Phường Hoàn Kiếm, Thành phố Hà Nội|15032022";
export const qrCitizen: Citizen = {
  idNumber: { value: "001199990123", source: "qr", verified: false },
  fullName: { value: "Nguyễn Thị Mẫu", source: "qr", verified: false },
  oldIdNumber: { value: "012345678", source: "qr", verified: false },
};
export const cardCitizen: Citizen = {
  idNumber: { value: "001199990123", source: "dg1", verified: false, confirmedBy: ["qr"] },
  fullName: { value: "Nguyễn Thị Mẫu", source: "dg13", verified: false },
};
export const card: Card = { reader: "Reader 0", insertion: 1 };
export const nextCard: Card = { reader: "Reader 0", insertion: 2 };
export const parsed: QrParseResult = { kind: "cccd2021", citizen: qrCitizen, warnings: [] };

export const unknown: Verdicts = {
  data: { status: "unknown", reason: "issuerNotInstalled" },
  chip: { status: "unknown", reason: "notChecked" },
  certificate: { status: "unknown", reason: "issuerNotInstalled" },
};
export const forged: Verdicts = { ...unknown, data: { status: "no", reason: "hashMismatch" } };

export function readResult(verdicts: Verdicts = unknown): CardReadResult {
  const timing = { totalMs: 1, apdus: 1, bytesSent: 1, bytesReceived: 1 };
  return { ...card, access: "pace", citizen: verdicts === forged ? {} : cardCitizen, verdicts, problems: [], timing };
}

export function step(key: string): FillStep {
  return { ref: 1, key, label: key, role: "applicant", widget: "text", value: "x", accepted: [], expected: "", waitMs: 1000 };
}

export const target: PortalTarget = { tabId: 7, binding: { token: "t", origin: "https://motcua.example.gov.vn", path: "/" } };
export const form: PortalForm = {
  roles: ["applicant"],
  order: ["fullName", "province", "commune"],
  residenceKeys: [],
  lookup: {
    button: { text: "Kiểm tra danh tính số" },
    inputs: ["fullName"],
    message: { id: "m" },
    outcomes: [{ contains: "hợp lệ", meaning: "match" }],
    timeoutMs: 1000,
  },
  lookupInputs: [{ key: "fullName", ref: 1, empty: false }],
  record: { field: { id: "r" } },
  evidence: { nonce: { id: "n" }, field: { id: "e" } },
};
export const plan: FillPlan = {
  steps: [step("commune"), step("fullName")],
  refusals: [],
  comparisons: [],
  questions: [{ key: "province", label: "province", current: "a", proposed: "b", step: step("province") }],
  alreadyRight: [{ key: "country", label: "country", current: "Việt Nam" }],
};
export const preview: Preview = { number: 1, target, form, plan };
export const fill: Fill = { target, form, reports: [{ key: "fullName", label: "fullName", outcome: "filled" }], lookupInputs: [{ ref: 1, value: "x", accepted: [] }], undoable: true, undone: false };
export const evidenceRead: EvidenceRead = { verdicts: unknown, citizen: cardCitizen, text: '{"format":"cccd-bridge.evidence"}', chipSigned: true };
export const lookup: LookupOutcome = { meaning: "match", at: "2026-11-22T09:00:00+07:00", samePerson: "yes", differences: [], returned: {} };
export const clerk: Context = { mode: "clerk", photo: "onRequest", clerkAccount: "canbo01", cards: [] };

const identities: { readonly [P in IdentityPhase]: Partial<Reception["identity"]> } = {
  waitingForKey: {},
  waitingForCard: { key: { qr: qrText }, qr: qrCitizen, citizen: qrCitizen, origin: "qr" },
  reading: { key: { qr: qrText }, qr: qrCitizen, citizen: qrCitizen, origin: "qr", card },
  textShown: { key: { qr: qrText }, qr: qrCitizen, citizen: cardCitizen, origin: "card", verdicts: unknown, card },
  complete: { key: { qr: qrText }, qr: qrCitizen, citizen: cardCitizen, origin: "card", verdicts: unknown, card },
  readFailed: { key: { qr: qrText }, qr: qrCitizen, citizen: qrCitizen, origin: "qr", card, failure: { code: "card.wrongKey" } },
  blocked: { blocked: "mismatch", card },
};
const works: { readonly [P in WorkPhase]: Partial<Reception["work"]> } = {
  idle: {},
  previewing: { tabId: 7 },
  previewed: { tabId: 7, preview },
  filling: { tabId: 7, preview },
  filled: { tabId: 7, fill },
  undoing: { tabId: 7, fill },
  lookingUp: { tabId: 7, fill },
  comparing: { tabId: 7, fill, lookup },
  recording: { tabId: 7, fill, lookup, record: { text: "record", status: "writing" } },
  recorded: { tabId: 7, fill, lookup, record: { text: "record", status: "failed" } },
  proving: { tabId: 7, fill, evidence: { status: "reading", back: "filled" } },
};

/** A reception in these phases that awaits operation 1 of every kind. */
export function reception(identity: IdentityPhase, work: WorkPhase = "idle"): Reception {
  const fresh = newReception(2);
  return {
    ...fresh,
    identity: { ...fresh.identity, ...identities[identity], phase: identity },
    work: { ...fresh.work, ...works[work], phase: work },
    pending: { scan: 1, read: 1, photo: 1, work: 1 },
  };
}

/** Applies events one after the other; gives the last state and all effects. */
export function run(state: Reception, events: ReceptionEvent[], context: Context = clerk): { state: Reception; effects: Effect[] } {
  return events.reduce<{ state: Reception; effects: Effect[] }>(
    ({ state: now, effects }, event) => {
      const next = reduce(now, event, context);
      return { state: next.state, effects: [...effects, ...next.effects] };
    },
    { state, effects: [] },
  );
}
