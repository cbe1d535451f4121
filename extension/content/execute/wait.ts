// Waits for a condition with a deadline, never for a time.

const POLL_MS = 20;
// While a page's thread is busy nobody can look: a look that comes late counts no longer than this.
const LONGEST_LOOK_MS = 30;
// A page that never stops moving is waited for so many times as long, a machine that is never free so many times.
const RESTLESS = 3;
const SLOWEST = 10;

/** How long something may be waited for, and what ends the waiting before that. */
export interface Limit {
  /** As of `performance.now()`. */
  deadline: number;
  /** Aborted when the citizen leaves: nothing is written after it. */
  signal: AbortSignal;
  /** How often to ask when nothing in the page moves; 20 ms unless said. */
  pollMs?: number;
  /** The waiting ends earlier when nothing has moved in the page for so long, its thread being free. */
  quietMs?: number;
}

/** What was going on has been stopped; no more of it happens. */
export class Stopped extends Error {}

/** @throws Stopped */
export function throwIfStopped(signal: AbortSignal): void {
  if (signal.aborted) throw new Stopped();
}

export function within(milliseconds: number, signal: AbortSignal): Limit {
  return { deadline: performance.now() + milliseconds, signal };
}

/** For what the page's own scripts answer, which takes a slow machine longer: until the page has had so much time free and made no more of it. */
export function quiet(milliseconds: number, signal: AbortSignal): Limit {
  return { deadline: performance.now() + SLOWEST * milliseconds, signal, quietMs: milliseconds };
}

/** Counts the time in which a page was free to answer. */
class QuietClock {
  private last = performance.now();

  private left: number;

  private total: number;

  constructor(private readonly milliseconds: number) {
    this.left = milliseconds;
    this.total = RESTLESS * milliseconds;
  }

  /** The page has moved: what it does next gets its time anew. */
  stir(): void {
    this.look();
    this.left = this.milliseconds;
  }

  /** @returns whether it has been quiet for long enough */
  look(): boolean {
    const now = performance.now();
    const free = Math.min(now - this.last, LONGEST_LOOK_MS);
    this.last = now;
    this.left -= free;
    this.total -= free;
    return this.left <= 0 || this.total <= 0;
  }
}

/**
 * Asks `probe` at once, on every change of the page and every few milliseconds, until it gives something or the deadline has passed.
 * @returns what the probe gave, or undefined; nothing is left observing.
 * @throws Stopped as soon as the signal is aborted
 */
export function until<T>(probe: () => T | undefined, { deadline, signal, pollMs = POLL_MS, quietMs = Infinity }: Limit, root: Node = document): Promise<T | undefined> {
  const clock = new QuietClock(quietMs);
  return new Promise((resolve, reject) => {
    const end = (): void => {
      observer.disconnect();
      clearInterval(timer);
      signal.removeEventListener("abort", stop);
    };
    const stop = (): void => {
      end();
      reject(new Stopped());
    };
    const ask = (): void => {
      const value = probe();
      if (value === undefined && performance.now() < deadline && !clock.look()) return;
      end();
      resolve(value);
    };
    const observer = new MutationObserver(() => {
      clock.stir();
      ask();
    });
    const timer = setInterval(ask, pollMs);
    if (signal.aborted) return stop();
    signal.addEventListener("abort", stop);
    observer.observe(root, { childList: true, subtree: true, attributes: true, characterData: true });
    ask();
  });
}

/** Lets handlers that the page has put off run. @throws Stopped */
export function nextTurn(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    setTimeout(() => (signal.aborted ? reject(new Stopped()) : resolve()), 0);
  });
}

/** Lets what has already come for the page (an answer of its server) be handled; timers that were put off come later. @throws Stopped */
export function breathe(signal: AbortSignal): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve, reject) => {
    port1.onmessage = () => {
      port1.close();
      if (signal.aborted) reject(new Stopped());
      else resolve();
    };
    port2.postMessage(undefined);
  });
}
