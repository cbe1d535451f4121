// The panel's line to the background. The browser may end the background at any time: the line is then made anew.
import { useEffect, useState } from "preact/hooks";
import { panelPortName, type PanelMessage, type PanelView, type PersonAct } from "../shared/panel-protocol";

type Port = chrome.runtime.Port;

export class Connection {
  #port: Port | undefined;
  #windowId: number | undefined;

  constructor(private readonly show: (view: PanelView) => void) {}

  async start(): Promise<void> {
    const own = await chrome.windows.getCurrent();
    this.#windowId = own.id;
    this.#connect();
    document.addEventListener("visibilitychange", () => this.#send({ type: "visibility", visible: isVisible() }));
  }

  act(act: PersonAct): void {
    this.#send({ type: "act", act });
  }

  #connect(): void {
    if (this.#windowId === undefined) return;
    const port = chrome.runtime.connect({ name: panelPortName });
    port.onMessage.addListener((view: PanelView) => this.show(view));
    port.onDisconnect.addListener(() => {
      if (this.#port === port) this.#connect();
    });
    this.#port = port;
    port.postMessage({ type: "hello", windowId: this.#windowId, visible: isVisible() } satisfies PanelMessage);
  }

  #send(message: PanelMessage): void {
    try {
      this.#port?.postMessage(message);
    } catch {
      // The port died and its end has not been announced yet: say it over a new one.
      this.#connect();
      this.#port?.postMessage(message);
    }
  }
}

function isVisible(): boolean {
  return document.visibilityState === "visible";
}

export interface Panel {
  view: PanelView | undefined;
  send(act: PersonAct): void;
}

/** What there is to show, and a way to act. */
export function usePanel(): Panel {
  const [view, setView] = useState<PanelView>();
  const [connection] = useState(() => new Connection(setView));
  useEffect(() => void connection.start(), [connection]);
  return { view, send: (act) => connection.act(act) };
}
