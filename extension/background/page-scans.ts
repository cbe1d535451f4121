// Scans that a guard sends from a portal's page. The page's process is not trusted: a scan counts only from the very document
// in which a person has started a reception, or a frame in it that was told its token, and is a text like any other.
import type { PageFocus, PageMessage, PageScan, PageTrouble, ScanTrouble } from "../shared/content-protocol";
import { httpsOrigin } from "../shared/origins";
import { isScanText } from "../shared/panel-protocol";
import type { PortalTarget } from "./reception/state";

type Sender = chrome.runtime.MessageSender;

/** The message of a guard; undefined for anything else. */
export function parsePageScan(message: unknown): PageScan | undefined {
  if (typeof message !== "object" || message === null) return undefined;
  const { kind, token, text } = message as { readonly [name: string]: unknown };
  return kind === "pageScan" && typeof token === "string" && isScanText(text) ? { kind, token, text } : undefined;
}

const troubles: ReadonlySet<unknown> = new Set<ScanTrouble>(["scanCut", "scanTooLong", "scanLeftovers"]);

/** What a guard tells of a scan that went wrong; undefined for anything else. */
export function parsePageTrouble(message: unknown): PageTrouble | undefined {
  if (typeof message !== "object" || message === null) return undefined;
  const { kind, token, trouble } = message as { readonly [name: string]: unknown };
  return kind === "pageTrouble" && typeof token === "string" && troubles.has(trouble) ? { kind, token, trouble: trouble as ScanTrouble } : undefined;
}

/** What a guard tells of the focus; undefined for anything else. */
export function parsePageFocus(message: unknown): PageFocus | undefined {
  if (typeof message !== "object" || message === null) return undefined;
  const { kind, token, isInFrame } = message as { readonly [name: string]: unknown };
  return kind === "pageFocus" && typeof token === "string" && typeof isInFrame === "boolean" ? { kind, token, isInFrame } : undefined;
}

/** Any message of a guard; undefined for anything else. */
export function parsePageMessage(message: unknown): PageMessage | undefined {
  return parsePageScan(message) ?? parsePageTrouble(message) ?? parsePageFocus(message);
}

/** Whether a scan, or what is told of one, comes from the document that was armed or a frame of its tab, while the origin is still allowed. */
export function isFromGuard({ token }: PageMessage, sender: Sender, { tabId, documentId, binding }: PortalTarget, allowedOrigins: readonly string[]): boolean {
  // The address of a frame that the page has written itself holds no origin.
  const origin = httpsOrigin(sender.origin ?? sender.url);
  const isTop = sender.frameId === 0 && origin === binding.origin && (documentId === undefined || sender.documentId === documentId);
  const isOurs = sender.id === chrome.runtime.id && sender.tab?.id === tabId && token === binding.token;
  return isOurs && (isTop || (sender.frameId ?? 0) > 0) && origin !== undefined && allowedOrigins.includes(origin);
}
