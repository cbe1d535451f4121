// The open panels. Only our own panel page may connect: content scripts and other extensions are refused.
import { parsePanelMessage, type PanelMessage, type PanelView } from "../shared/panel-protocol";

type Port = chrome.runtime.Port;

export interface PanelsOptions {
  received(windowId: number, message: Extract<PanelMessage, { type: "act" }>["act"]): void;
  /** A panel appeared, vanished, was hidden or shown. */
  visibilityChanged(): void;
  view(windowId: number): PanelView;
}

interface OpenPanel {
  windowId: number;
  visible: boolean;
}

/** Whether a connection comes from our own panel page and from nothing else that runs under our id. */
export function isPanel(sender: chrome.runtime.MessageSender | undefined): boolean {
  if (sender?.id !== chrome.runtime.id || sender.url === undefined || !URL.canParse(sender.url)) return false;
  const { origin, pathname } = new URL(sender.url);
  const own = new URL(chrome.runtime.getURL("panel.html"));
  return origin === own.origin && pathname === own.pathname;
}

export class Panels {
  readonly #panels = new Map<Port, OpenPanel>();
  /** Windows in the order of their last use, latest first. */
  #recent: number[] = [];

  constructor(private readonly options: PanelsOptions) {}

  connect(port: Port): void {
    if (!isPanel(port.sender)) {
      port.disconnect();
      return;
    }
    port.onMessage.addListener((message) => this.#receive(port, message));
    port.onDisconnect.addListener(() => {
      this.#panels.delete(port);
      this.options.visibilityChanged();
    });
  }

  anyVisible(): boolean {
    return [...this.#panels.values()].some(({ visible }) => visible);
  }

  /** The person turned to this window. */
  focused(windowId: number): void {
    if (windowId >= 0) this.#use(windowId);
  }

  /** The window used last of those with a panel: news of cards and scanners are for it. */
  activeWindow(): number | undefined {
    const open = [...this.#panels.values()].filter(({ visible }) => visible).map(({ windowId }) => windowId);
    return this.#recent.find((windowId) => open.includes(windowId)) ?? open[0];
  }

  /** Sends every panel of a window, or all panels, what there is to show now. */
  show(windowId?: number): void {
    for (const [port, panel] of this.#panels) {
      if (windowId === undefined || panel.windowId === windowId) port.postMessage(this.options.view(panel.windowId));
    }
  }

  #receive(port: Port, raw: unknown): void {
    const message = parsePanelMessage(raw);
    if (message === undefined) return;
    if (message.type === "hello") {
      this.#panels.set(port, { windowId: message.windowId, visible: message.visible });
      this.#use(message.windowId);
      port.postMessage(this.options.view(message.windowId));
      this.options.visibilityChanged();
      return;
    }
    const panel = this.#panels.get(port);
    if (panel === undefined) return;
    this.#use(panel.windowId);
    if (message.type === "act") this.options.received(panel.windowId, message.act);
    else {
      panel.visible = message.visible;
      this.options.visibilityChanged();
    }
  }

  #use(windowId: number): void {
    this.#recent = [windowId, ...this.#recent.filter((other) => other !== windowId)].slice(0, 50);
  }
}
