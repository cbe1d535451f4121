// Entry of the content script, injected after a click in the panel and never before: one listener, for our own extension only.
import type { ContentRequest } from "../shared/content-protocol";
import { ContentSession } from "./session";

const MARK = "cccdBridgeContent";
const KINDS: ReadonlySet<unknown> = new Set<ContentRequest["kind"]>(["snapshot", "fill", "undo", "forget", "arm", "disarm", "armFrame", "disarmFrame", "guarding", "lookup", "record", "nonce", "evidence", "pick", "frames", "unpick", "trialLook", "trialFill", "trialUndo"]);

function isRequest(message: unknown): message is ContentRequest {
  return typeof message === "object" && message !== null && "kind" in message && KINDS.has(message.kind);
}

// A content script in another tab has our id too; its address is the portal's.
function isOurs(sender: chrome.runtime.MessageSender): boolean {
  const isPage = sender.tab === undefined || sender.url?.startsWith(chrome.runtime.getURL("")) === true;
  return sender.id === chrome.runtime.id && isPage;
}

// The mark is a property of this extension's isolated world: the page can neither see nor set it.
function start(): void {
  if (Reflect.get(globalThis, MARK) === true) return;
  Reflect.set(globalThis, MARK, true);
  const session = new ContentSession(window);
  chrome.runtime.onMessage.addListener((message: unknown, sender, respond: (answer: unknown) => void) => {
    if (!isOurs(sender) || !isRequest(message)) return false;
    void session.answer(message).then(respond);
    return true;
  });
}

start();
