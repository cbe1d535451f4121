// What the panel and the background say to each other of a page that is being taught.
import type { Role } from "../generated/site-profile";
import type { Teaching } from "../background/teaching/state";
import { valueChoices, type ChoiceId } from "./teach-values";

export type TeachAct =
  /** Begin, or go on pointing at fields. @param key the field of a broken profile that is to be pointed at */
  | { type: "teachRequested"; tabId?: number; key?: string }
  /** Enough pointed at for now. */
  | { type: "teachPaused" }
  | { type: "teachAssigned"; field: number; choice: ChoiceId; constant: string; role: Role }
  | { type: "teachRemoved"; field: number }
  /** Fill this one field with what the citizen at the desk has. */
  | { type: "teachTried"; field: number }
  | { type: "teachTrialUndone" }
  | { type: "teachDetect"; others: boolean }
  | { type: "teachSaved" }
  /** Away with it, saved or not. */
  | { type: "teachClosed" };

/** What the panel may see of it. */
export type TeachingView = Omit<Teaching, "target" | "pending" | "nextOp" | "base"> & {
  /** Fields of the profile that stay as they are, and that profile's title. */
  kept?: { count: number; title: { vi: string; en: string } };
};

const roles: readonly Role[] = ["applicant", "owner", "authorised", "child", "spouse", "organisation"];

type Bag = { readonly [name: string]: unknown };

function isId(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

const isField = (act: Bag): boolean => isId(act["field"]);

/** Whether the rest of an act fits its type. */
export const teachActChecks: { readonly [T in TeachAct["type"]]: (act: Bag) => boolean } = {
  teachRequested: ({ tabId, key }) => (tabId === undefined || isId(tabId)) && (key === undefined || (typeof key === "string" && key.length <= 64)),
  teachPaused: () => true,
  teachAssigned: (act) => isField(act) && valueChoices.some(({ id }) => id === act["choice"]) && typeof act["constant"] === "string" && act["constant"].length <= 200 && roles.includes(act["role"] as Role),
  teachRemoved: isField,
  teachTried: isField,
  teachTrialUndone: () => true,
  teachDetect: (act) => typeof act["others"] === "boolean",
  teachSaved: () => true,
  teachClosed: () => true,
};

/** Whether an act of the panel is one of these. */
export function isTeachAct(act: { type: string }): act is TeachAct {
  return Object.hasOwn(teachActChecks, act.type);
}
