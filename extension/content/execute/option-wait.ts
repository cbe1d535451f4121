// Waits until a list offers the wanted option, and tells "not there" from "not there yet".
import type { ErrorCode } from "../../generated/errors";
import { matchListed } from "../../plan/unit-codes";
import { isAlive, type Control } from "../controls";
import { signature, UNSEEN, type Wanted } from "./adapter";
import { until, type Limit } from "./wait";

// A list that has not changed for so long is complete.
const SETTLED_MS = 400;
// A portal that means to replace a list after its parent changed begins within this time.
const REPLACED_MS = 1500;

/**
 * @param offered labels on offer, undefined while the list is disabled or loading
 * @param values what stands behind the labels, in their order
 * @param canBeEmpty whether an empty list is an answer (a search that found nothing) or only one that is not filled yet
 * @returns index of the option, or why there is none; fill.fieldGone as soon as the control is replaced
 */
export async function awaitOption(control: Control, offered: () => string[] | undefined, wanted: Wanted, canBeEmpty = false, values: () => string[] | undefined = () => undefined): Promise<number | ErrorCode> {
  const isStale = staleness(wanted);
  const start = performance.now();
  let seen: string | undefined;
  let since = start;
  const outcome: { atDeadline: ErrorCode } = { atDeadline: "fill.timeout" };
  const found = await until<number | ErrorCode>(() => {
    if (!isAlive(control)) return "fill.fieldGone";
    const labels = offered();
    const now = performance.now();
    const sign = signature(labels);
    if (sign !== seen) {
      seen = sign;
      since = now;
    }
    if (labels === undefined || (labels.length === 0 && !canBeEmpty)) return undefined;
    const stale = isStale(sign);
    if (stale && now - start < REPLACED_MS) return undefined;
    const match = matchListed(labels, values(), wanted);
    if ("index" in match) return match.index;
    outcome.atDeadline = "fill.optionMissing";
    return !stale && now - since >= SETTLED_MS ? "fill.optionMissing" : undefined;
  }, wanted.limit);
  return found ?? outcome.atDeadline;
}

/** Waits until there is a list that is not the former choice's. @returns why there is none, or nothing */
export async function awaitList(control: Control, offered: () => string[] | undefined, wanted: Wanted): Promise<ErrorCode | undefined> {
  const isStale = staleness(wanted);
  const start = performance.now();
  return untilReady(
    control,
    () => {
      const labels = offered();
      const stale = isStale(signature(labels));
      return labels !== undefined && labels.length > 0 && (!stale || performance.now() - start >= REPLACED_MS);
    },
    wanted.limit,
  );
}

// A list nobody has looked at before counts as the former choice's as long as it stays what it is at first sight.
function staleness({ stale }: Wanted): (sign: string) => boolean {
  let first: string | undefined;
  return (sign) => {
    first ??= sign;
    return sign !== "" && sign === (stale === UNSEEN ? first : stale);
  };
}

/** Waits until a control is ready to be used. @returns why it is not, or nothing */
export async function untilReady(control: Control, ready: () => boolean, limit: Limit): Promise<ErrorCode | undefined> {
  const outcome = await until<ErrorCode | "ready">(() => (!isAlive(control) ? "fill.fieldGone" : ready() ? "ready" : undefined), limit);
  return outcome === "ready" ? undefined : (outcome ?? "fill.timeout");
}
