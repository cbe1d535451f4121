// One reception a window: applies events, keeps the state over the end of the service worker, forgets in time.
import type { Settings } from "../shared/settings";
import type { Context, Effect, ReceptionEvent } from "./reception/events";
import { reduce } from "./reception/reduce";
import { isEmpty, newReception, type Card, type Reception } from "./reception/state";
import { dropReception, loadReceptions, saveReception } from "./session-store";

const alarmPrefix = "citizen:";

export interface ReceptionsOptions {
  settings(): Settings;
  cards(): readonly Card[];
  run(effect: Effect, dispatch: (event: ReceptionEvent) => void): void;
  changed(windowId: number): void;
}

export class Receptions {
  #receptions = new Map<number, Reception>();

  constructor(private readonly options: ReceptionsOptions) {}

  /** Brings back the receptions of an earlier life of the background. */
  async load(): Promise<void> {
    this.#receptions = await loadReceptions();
    for (const windowId of this.windows()) this.dispatch(windowId, { type: "workerRestarted" });
  }

  get(windowId: number): Reception {
    return this.#receptions.get(windowId) ?? newReception();
  }

  windows(): number[] {
    return [...this.#receptions.keys()];
  }

  /** Whether no window has anything of a citizen. */
  allEmpty(): boolean {
    return [...this.#receptions.values()].every(isEmpty);
  }

  /** Applies an event to a window's reception and starts what follows from it. */
  dispatch(windowId: number, event: ReceptionEvent): void {
    const before = this.get(windowId);
    const { state, effects } = reduce(before, event, this.#context());
    if (state !== before) this.#keep(windowId, state);
    if (event.type === "armed" && state !== before) this.#takeOver(windowId, event.target.binding.token);
    for (const effect of effects) if (!this.#isForAnother(windowId, effect)) this.options.run(effect, (outcome) => this.dispatch(windowId, outcome));
  }

  /** A person did something: the time after which the citizen is forgotten starts again. */
  touch(windowId: number): void {
    const when = Date.now() + this.options.settings().timeouts.citizenSeconds * 1000;
    void chrome.alarms.create(`${alarmPrefix}${windowId}`, { when });
  }

  /** To be called with every alarm. */
  alarm(name: string): void {
    if (name.startsWith(alarmPrefix)) this.dispatch(Number(name.slice(alarmPrefix.length)), { type: "timedOut" });
  }

  /** The window is gone, and its citizen with it. */
  drop(windowId: number): void {
    this.dispatch(windowId, { type: "nextCitizen" });
    this.#receptions.delete(windowId);
    void dropReception(windowId);
    void chrome.alarms.clear(`${alarmPrefix}${windowId}`);
  }

  /** The latest click decides whose guard a page has. */
  #takeOver(windowId: number, token: string): void {
    for (const other of this.windows()) if (other !== windowId) this.dispatch(other, { type: "guardLost", token });
  }

  /** Whether an effect would end a guard that another reception has taken over. */
  #isForAnother(windowId: number, effect: Effect): boolean {
    if (effect.type !== "disarm" || effect.token === undefined) return false;
    return this.windows().some((other) => {
      const guard = other === windowId ? undefined : this.get(other).guard;
      return guard?.status === "armed" && guard.target.binding.token === effect.token;
    });
  }

  #context(): Context {
    const { mode, photo, clerkAccount } = this.options.settings();
    return { mode, photo, clerkAccount, cards: this.options.cards() };
  }

  #keep(windowId: number, state: Reception): void {
    this.#receptions.set(windowId, state);
    void (isEmpty(state) ? dropReception(windowId) : saveReception(windowId, state));
    this.options.changed(windowId);
  }
}
