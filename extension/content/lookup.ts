// Presses the portal's own lookup button once and reads the portal's own answer; the program never asks the database itself.
import type { ErrorCode } from "../generated/errors";
import type { Locator, Lookup } from "../generated/site-profile";
import { sameValue } from "../plan/compare";
import type { LookupAnswer, LookupInput } from "../shared/content-protocol";
import { AnswerWatch, readValue } from "./answer-watch";
import { isElement } from "./element-kinds";
import { adapterOf } from "./execute/adapters";
import { press } from "./execute/events";
import { within } from "./execute/wait";
import { locateOne } from "./locate";
import type { Page } from "./page";
import { isDisabledElement, isVisible } from "./visible";

export interface LookupOrder {
  lookup: Lookup;
  /** What the fields it goes by must hold. */
  inputs: readonly LookupInput[];
  clerk?: Locator;
  timeoutMs: number;
}

/**
 * @returns the classified answer (meaning timeout when none came), or lookup.incomplete, lookup.formDiffers, lookup.buttonMissing
 * @throws Stopped when the signal is aborted
 */
export async function runLookup(page: Page, order: LookupOrder, signal: AbortSignal): Promise<LookupAnswer | ErrorCode> {
  const obstacle = obstacleIn(page, order.inputs);
  if (obstacle !== undefined) return obstacle;
  const button = locateOne(document, order.lookup.button);
  if (!isElement(button) || !isVisible(button) || isDisabledElement(button)) return "lookup.buttonMissing";
  const watch = new AnswerWatch(order.lookup, button);
  press(button as HTMLElement);
  const answer = await watch.answer(within(order.timeoutMs, signal));
  const clerk = order.clerk === undefined ? undefined : readValue(order.clerk);
  return { ...answer, ...(clerk === undefined ? {} : { clerk }) };
}

/** Why the form as it stands may not be looked up: a field is empty, or holds another person's data. */
function obstacleIn(page: Page, inputs: readonly LookupInput[]): ErrorCode | undefined {
  const shown = inputs.map(({ ref }) => {
    const control = page.control(ref);
    return control === undefined ? undefined : { widget: control.widget, text: adapterOf(control).read(control) };
  });
  if (shown.length === 0 || shown.some((field) => field === undefined || field.text.trim() === "")) return "lookup.incomplete";
  const agree = inputs.every(({ value, accepted }, index) => {
    const field = shown[index];
    return field !== undefined && value !== "" && sameValue(field.widget, field.text, value, accepted);
  });
  return agree ? undefined : "lookup.formDiffers";
}
