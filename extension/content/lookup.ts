// Presses the portal's own lookup button once and reads the portal's own answer; the program never asks the database itself.
import type { ErrorCode } from "../generated/errors";
import type { Locator, Lookup } from "../generated/site-profile";
import type { LookupAnswer } from "../shared/content-protocol";
import { clean, fold } from "../plan/fold";
import { isDisabledElement, isVisible } from "./visible";
import { textOf } from "./dom-text";
import { adapterOf } from "./execute/adapters";
import { press } from "./execute/events";
import { until } from "./execute/wait";
import { elementsFor, locateOne } from "./locate";
import type { Page } from "./page";

const MAX_MESSAGE = 500;
const MAX_RESULT = 2000;

export interface LookupOrder {
  lookup: Lookup;
  /** References of the fields that must hold a value. */
  inputs: readonly number[];
  clerk?: Locator;
  timeoutMs: number;
}

/** @returns the classified answer, or lookup.incomplete, lookup.buttonMissing, lookup.timeout. */
export async function runLookup(page: Page, order: LookupOrder): Promise<LookupAnswer | ErrorCode> {
  const { lookup } = order;
  if (order.inputs.length === 0 || !order.inputs.every((ref) => isFilled(page, ref))) return "lookup.incomplete";
  const button = locateOne(document, lookup.button);
  if (!(button instanceof HTMLElement) || !isVisible(button) || isDisabledElement(button)) return "lookup.buttonMissing";
  const answer = watchMessage(lookup, performance.now() + order.timeoutMs);
  press(button);
  const message = await answer;
  if (message === undefined) return "lookup.timeout";
  const outcome = lookup.outcomes.find(({ contains }) => fold(message).includes(fold(contains)));
  if (outcome === undefined) return "lookup.timeout";
  const clerk = order.clerk === undefined ? undefined : readValue(order.clerk);
  return { meaning: outcome.meaning, message, result: readResult(lookup), ...(clerk === undefined ? {} : { clerk }) };
}

function isFilled(page: Page, ref: number): boolean {
  const control = page.control(ref);
  return control !== undefined && adapterOf(control).read(control).trim() !== "";
}

/**
 * Waits for a message that belongs to this press: one that appears or is written after it, never what an earlier press left.
 * The same words written anew count: the observer sees the writing, not only the difference.
 */
function watchMessage(lookup: Lookup, deadline: number): Promise<string | undefined> {
  const before = messageElement(lookup);
  const old = before === undefined ? "" : messageText(before);
  let written = false;
  const observer = new MutationObserver((records) => {
    const element = messageElement(lookup);
    if (element !== undefined && records.some((record) => element.contains(record.target) && isWriting(record))) written = true;
  });
  observer.observe(document, { childList: true, characterData: true, subtree: true });
  return until(() => {
    const element = messageElement(lookup);
    if (element === undefined || !isVisible(element)) return undefined;
    const text = messageText(element);
    const isNew = element !== before || text !== old || written;
    const isFinal = lookup.outcomes.some(({ contains }) => fold(text).includes(fold(contains)));
    return text !== "" && isNew && isFinal ? text : undefined;
  }, deadline).finally(() => observer.disconnect());
}

// A spinner put beside the old words is no writing; the same words put there again are.
function isWriting(record: MutationRecord): boolean {
  return record.type === "characterData" || [...record.addedNodes, ...record.removedNodes].some((node) => (node.textContent ?? "").trim() !== "");
}

function messageElement(lookup: Lookup): Element | undefined {
  return locateOne(document, lookup.message);
}

function messageText(element: Element): string {
  return textOf(element, MAX_MESSAGE);
}

function readResult(lookup: Lookup): LookupAnswer["result"] {
  const result: LookupAnswer["result"] = {};
  for (const { field, locate } of lookup.result ?? []) {
    const value = readValue(locate);
    if (value !== undefined) result[field] = value;
  }
  return result;
}

/** Text of the one visible element a locator names; undefined when there is none, more than one, or nothing in it. */
function readValue(locator: Locator): string | undefined {
  const visible = elementsFor(document, locator).filter(isVisible);
  const [only] = visible;
  if (only === undefined || visible.length !== 1) return undefined;
  const text = only instanceof HTMLInputElement || only instanceof HTMLTextAreaElement ? clean(only.value) : textOf(only, MAX_RESULT);
  return text === "" ? undefined : text.slice(0, MAX_RESULT);
}
