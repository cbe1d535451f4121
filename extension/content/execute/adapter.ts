// What every widget family can do; one file each implements it.
import type { ErrorCode } from "../../generated/errors";
import type { UnitCode } from "../../shared/content-protocol";
import type { Control } from "../controls";
import type { Limit } from "./wait";

/** What is wanted in a field. */
export interface Wanted {
  value: string;
  accepted: readonly string[];
  unit?: UnitCode;
  /** Whether a field it waits for was changed just before, so that its options are about to be replaced. */
  follows: boolean;
  /** Signature of the options before that change; UNSEEN when there were some that nobody has looked at. */
  stale?: string;
  /** Whether the page has wiped it before: it is then written with the true focus, for components that take nothing without. */
  again?: boolean;
  limit: Limit;
}

/** Enough to put a field back as it was. */
export interface Memento {
  /** What was shown. */
  shown: string;
  /** The value behind it, where that is another text. */
  raw: string;
}

export interface Adapter {
  /** What the field shows: text, the chosen option's label, "" when nothing is chosen. */
  read(control: Control): string;
  /** Labels on offer now; undefined when they are only known once the list is open. */
  options(control: Control): string[] | undefined;
  /** What the portal's code calls them, in the same order; undefined where that is not in the page. */
  values?(control: Control): string[] | undefined;
  /** @returns why it was not written; nothing when it was (what stands there then is read back by the caller). */
  write(control: Control, wanted: Wanted): Promise<ErrorCode | undefined>;
  remember(control: Control): Memento;
  restore(control: Control, memento: Memento, limit: Limit): Promise<void>;
  /** Last touch after a restore, when the page's own handlers have run. */
  tidy?(control: Control, memento: Memento): void;
}

export function signature(options: readonly string[] | undefined): string {
  return (options ?? []).join("\n");
}

/** Stands for options that may be there and were not read. */
export const UNSEEN = "\u0000";
