// Scans that a guard sends from a portal's page. The page's process is not trusted: a scan counts only from the very document
// in which a person has started a reception, and is a text like any other.
import type { PageScan } from "../shared/content-protocol";
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

/** Whether a scan comes from the document that was armed, while its origin is still allowed. */
export function isFromGuard({ token }: PageScan, sender: Sender, { tabId, documentId, binding }: PortalTarget, allowedOrigins: readonly string[]): boolean {
  const origin = httpsOrigin(sender.url);
  const isDocument = sender.id === chrome.runtime.id && sender.frameId === 0 && sender.tab?.id === tabId && (documentId === undefined || sender.documentId === documentId);
  return isDocument && token === binding.token && origin === binding.origin && allowedOrigins.includes(origin);
}
