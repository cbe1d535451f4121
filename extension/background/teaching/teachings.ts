// One page being taught a window: applies events, keeps the state over the end of the service worker.
import type { SiteProfile } from "../../generated/site-profile";
import type { PickMessage } from "../../shared/content-protocol";
import { httpsOrigin } from "../../shared/origins";
import type { Settings } from "../../shared/settings";
import type { TeachingView } from "../../shared/teach-protocol";
import { runTeaching } from "./effects";
import type { Teaching } from "./state";
import { teach, type TeachContext, type TeachEvent } from "./table";

const prefix = "teaching:";

export interface TeachingsOptions {
  settings(): Settings;
  officeProfiles(): Promise<readonly SiteProfile[]>;
  /** The citizen that may be filled in this window now. */
  context(windowId: number): TeachContext;
  changed(windowId: number): void;
}

export class Teachings {
  readonly #teachings = new Map<number, Teaching>();

  constructor(private readonly options: TeachingsOptions) {}

  /** Brings back what was taught in an earlier life of the background. */
  async load(): Promise<void> {
    const stored = await chrome.storage.session.get();
    for (const [key, value] of Object.entries(stored)) if (key.startsWith(prefix)) this.#teachings.set(Number(key.slice(prefix.length)), value as Teaching);
    this.forAll({ type: "workerRestarted" });
  }

  dispatch(windowId: number, event: TeachEvent): void {
    if (event.type === "teachRequested" && !this.options.settings().allowTeaching) return;
    const before = this.#teachings.get(windowId);
    const { state, effects } = teach(before, event, this.options.context(windowId));
    if (state !== before) this.#keep(windowId, state);
    for (const effect of effects) {
      void runTeaching(effect, this.options.settings(), this.options.officeProfiles).then((outcome) => {
        if (outcome !== undefined) this.dispatch(windowId, outcome);
      });
    }
  }

  forAll(event: TeachEvent): void {
    for (const windowId of [...this.#teachings.keys()]) this.dispatch(windowId, event);
  }

  /** To be told whenever a reception has changed: a trial goes with the citizen it was made with. */
  receptionChanged(windowId: number): void {
    const trial = this.#teachings.get(windowId)?.trial;
    if (trial !== undefined && trial.turn !== this.options.context(windowId).turn) this.dispatch(windowId, { type: "citizenLeft" });
  }

  /** To be told when the settings have changed: the office may have forbidden it. */
  settingsChanged(): void {
    if (!this.options.settings().allowTeaching) this.forAll({ type: "forbidden" });
  }

  /** The window is gone. */
  drop(windowId: number): void {
    this.dispatch(windowId, { type: "teachClosed" });
  }

  /** Takes a message of a picker. @returns whether anybody has waited for it */
  take(message: PickMessage, sender: chrome.runtime.MessageSender): boolean {
    for (const [windowId, teaching] of this.#teachings) {
      if (!this.#isFromPicker(message, sender, teaching)) continue;
      const { kind, ...rest } = message;
      // Whatever frame it was in, it is the page's.
      this.dispatch(windowId, { type: kind, ...rest, token: teaching.target?.binding.token } as TeachEvent);
      return true;
    }
    return false;
  }

  view(windowId: number): TeachingView | undefined {
    const teaching = this.#teachings.get(windowId);
    if (teaching === undefined) return undefined;
    const { target: _target, pending: _pending, nextOp: _nextOp, base, ...shown } = teaching;
    const replaced = teaching.fields.map(({ key }) => key);
    const count = base?.fields.filter(({ key }) => !teaching.broken.includes(key) && !replaced.includes(key)).length ?? 0;
    return { ...shown, ...(base === undefined ? {} : { kept: { count, title: base.title } }) };
  }

  #isFromPicker({ token }: PickMessage, sender: chrome.runtime.MessageSender, { phase, target }: Teaching): boolean {
    if (target === undefined || phase !== "picking" || sender.id !== chrome.runtime.id || sender.tab?.id !== target.tabId) return false;
    const place = [target, ...(target.frames ?? [])].find(({ binding }) => binding.token === token);
    if (place === undefined || sender.frameId !== (place.frameId ?? 0)) return false;
    const origin = httpsOrigin(sender.url);
    const isDocument = place.documentId === undefined || sender.documentId === place.documentId;
    return isDocument && origin === place.binding.origin && this.options.settings().allowedOrigins.includes(origin);
  }

  #keep(windowId: number, state: Teaching | undefined): void {
    const key = `${prefix}${windowId}`;
    if (state === undefined) {
      this.#teachings.delete(windowId);
      void chrome.storage.session.remove(key);
    } else {
      this.#teachings.set(windowId, state);
      void chrome.storage.session.set({ [key]: state });
    }
    this.options.changed(windowId);
  }
}
