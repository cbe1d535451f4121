// The only code that reaches into pages: injects the content script after a person's click, into the top frame and frames of
// allowed origins and no other; every later message goes to the same document.
import type { ContentRequest, ContentResults, DocumentBinding } from "../shared/content-protocol";
import { checkAnswer } from "../shared/content-answers";
import { BridgeError } from "../shared/host-errors";
import { framePlace, isFramePlace, type FramePlace } from "../shared/frame-place";
import { httpsOrigin, permissionPattern } from "../shared/origins";
import type { DocumentPlace, PortalTarget } from "./reception/state";

export interface OpenPage {
  tabId: number;
  documentId?: string;
  /** The page's https address. */
  address: string;
  origin: string;
}

type Kind = ContentRequest["kind"];
type RequestOf<K extends Kind> = Extract<ContentRequest, { kind: K }>;

export async function hasPermission(origin: string): Promise<boolean> {
  return chrome.permissions.contains({ origins: [permissionPattern(origin)] });
}

/** Without a permission the browser hides the address; the page may then still be an allowed one that lacks it. */
async function refusalOfHiddenPage(allowedOrigins: readonly string[]): Promise<BridgeError> {
  const permitted = await Promise.all(allowedOrigins.map(hasPermission));
  return new BridgeError(permitted.includes(false) ? "portal.noPermission" : "portal.notAllowed");
}

/** Injects the content script into the tab's top document, if its origin is allowed. */
export async function openPage(tabId: number, allowedOrigins: readonly string[]): Promise<OpenPage> {
  const tab = await chrome.tabs.get(tabId).catch(() => undefined);
  if (tab?.url === undefined) throw await refusalOfHiddenPage(allowedOrigins);
  const origin = httpsOrigin(tab.url);
  if (origin === undefined || !allowedOrigins.includes(origin)) throw new BridgeError("portal.notAllowed");
  if (!(await hasPermission(origin))) throw new BridgeError("portal.noPermission");
  const documentId = await inject(tabId).catch(() => {
    throw new BridgeError("portal.noPermission");
  });
  return { tabId, documentId, address: tab.url, origin };
}

function isChromium(): boolean {
  return chrome.runtime.getURL("").startsWith("chrome-extension:");
}

async function inject(tabId: number): Promise<string | undefined> {
  const [injected] = await chrome.scripting.executeScript({ target: { tabId, frameIds: [0] }, files: ["content.js"] });
  // Firefox may name the document but cannot send a message to it by that name; the binding's token guards there.
  return isChromium() ? injected?.documentId : undefined;
}

/** A frame of a page, the origin and place it has said itself. */
export interface OpenFrame extends DocumentPlace, FramePlace {
  frameId: number;
}

/** The frames of a tab that the extension may enter anyway; only their origin and place are asked for. */
export async function framesOf(tabId: number): Promise<OpenFrame[]> {
  const found = await chrome.scripting.executeScript({ target: { tabId, allFrames: true }, func: framePlace, injectImmediately: true });
  return found.flatMap(({ frameId, documentId, result }) => {
    if (frameId === 0 || !isFramePlace(result)) return [];
    return [{ tabId, frameId, ...(isChromium() ? { documentId } : {}), origin: result.origin, path: result.path }];
  });
}

/** Puts the content script into one frame; throws where that is gone. */
export async function injectFrame({ tabId, frameId, documentId }: DocumentPlace): Promise<void> {
  const target = documentId === undefined ? { tabId, frameIds: [frameId ?? 0] } : { tabId, documentIds: [documentId] };
  await chrome.scripting.executeScript({ target, files: ["content.js"] });
}

function addressOf({ frameId = 0, documentId }: DocumentPlace): chrome.tabs.MessageSendOptions {
  return documentId === undefined ? { frameId } : { documentId };
}

/** A document that heard a request and left before it answered: how far it got is not known. */
export class LeftWithoutAnswer extends BridgeError {
  constructor() {
    super("portal.navigated");
  }
}

/** Whether a browser's complaint about a message means that nobody was there to hear it (Chromium's and Firefox's words). */
function isUnheard(complaint: unknown): boolean {
  return complaint instanceof Error && complaint.message.includes("Receiving end does not exist");
}

/**
 * Asks the content script of one document.
 * @throws BridgeError portal.navigated when it is gone; LeftWithoutAnswer when it went after the request had reached it
 */
export async function ask<K extends Kind>(
  place: DocumentPlace,
  request: RequestOf<K>,
): Promise<ContentResults[K]> {
  const { tabId } = place;
  const raw: unknown = await chrome.tabs.sendMessage(tabId, request, addressOf(place)).catch((complaint: unknown) => {
    throw isUnheard(complaint) ? new BridgeError("portal.navigated") : new LeftWithoutAnswer();
  });
  const answer = checkAnswer(request.kind, raw);
  if (answer.ok) return answer.value;
  throw new BridgeError(answer.error);
}

/** Puts a guard against a keyboard scanner's keys into the tab's document, if its origin is allowed. */
export async function armGuard(tabId: number, allowedOrigins: readonly string[]): Promise<PortalTarget> {
  const page = await openPage(tabId, allowedOrigins);
  const binding = await ask(page, { kind: "arm" });
  checkBinding(binding, page);
  return { tabId, documentId: page.documentId, binding };
}

/**
 * Puts the guard of an armed page into its frames, too: those that the extension may enter anyway, and whose origin is allowed.
 * Before that only the origin is asked for.
 * @returns whether the focus is in one of them
 */
export async function armFrames({ tabId, documentId, binding }: PortalTarget, allowedOrigins: readonly string[]): Promise<boolean> {
  const found = await chrome.scripting.executeScript({ target: { tabId, allFrames: true }, func: () => self.origin }).catch(() => []);
  // Another page may be in the tab by now.
  if (documentId !== undefined && !found.some((top) => top.documentId === documentId)) return false;
  const frames = found.filter(({ frameId, result }) => frameId !== 0 && typeof result === "string" && allowedOrigins.includes(result));
  const focused = await Promise.all(frames.map((frame) => armFrame(tabId, frame, binding.token)));
  return focused.includes(true);
}

/** A frame that is gone by now has no focus. */
async function armFrame(tabId: number, { frameId, documentId }: chrome.scripting.InjectionResult<unknown>, token: string): Promise<boolean> {
  const isNamed = isChromium();
  try {
    await chrome.scripting.executeScript({ target: isNamed ? { tabId, documentIds: [documentId] } : { tabId, frameIds: [frameId] }, files: ["content.js"] });
    const answer: unknown = await chrome.tabs.sendMessage(tabId, { kind: "armFrame", token } satisfies ContentRequest, isNamed ? { documentId } : { frameId });
    const checked = checkAnswer("armFrame", answer);
    return checked.ok && checked.value;
  } catch {
    return false;
  }
}

/** Takes the guard out of a document and, by its token, out of the frames; one that is gone has none. */
export function disarmIn(place: Pick<PortalTarget, "tabId" | "documentId">, token: string | undefined): void {
  void ask(place, { kind: "disarm" }).catch(() => undefined);
  if (token !== undefined) void chrome.tabs.sendMessage(place.tabId, { kind: "disarmFrame", token } satisfies ContentRequest).catch(() => undefined);
}

/** Whether the guard of this very document still stands. */
export async function isGuarding(target: PortalTarget): Promise<boolean> {
  return ask(target, { kind: "guarding", binding: target.binding }).catch(() => false);
}

/** Tells a page to stop what it does and to let go of every value. A page that is gone has done so. */
export function forgetIn(place: DocumentPlace): void {
  const request: ContentRequest = { kind: "forget" };
  void chrome.tabs.sendMessage(place.tabId, request, addressOf(place)).catch(() => undefined);
}

/**
 * Refuses when the tab is no longer on the origin the preview was made of, or that origin is no longer allowed.
 * @returns the origin, as the browser says it
 */
export async function stillThere({ tabId, binding }: PortalTarget, allowedOrigins: readonly string[]): Promise<string> {
  const tab = await chrome.tabs.get(tabId).catch(() => undefined);
  const origin = httpsOrigin(tab?.url);
  if (origin === undefined || origin !== binding.origin) throw new BridgeError("portal.navigated");
  if (!allowedOrigins.includes(origin)) throw new BridgeError("portal.notAllowed");
  return origin;
}

/** The snapshot must come from the origin that was checked before the injection. */
export function checkBinding(binding: DocumentBinding, page: Pick<OpenPage, "origin">): void {
  if (binding.origin !== page.origin) throw new BridgeError("portal.navigated");
}
