// Waits for a condition with a deadline, never for a time.

const POLL_MS = 40;

/**
 * Asks `probe` at once, on every change of the page and every 40 ms, until it gives something or the deadline has passed.
 * @param deadline as of `performance.now()`
 * @returns what the probe gave, or undefined; nothing is left observing.
 */
export function until<T>(probe: () => T | undefined, deadline: number, root: Node = document): Promise<T | undefined> {
  return new Promise((resolve) => {
    const ask = (): void => {
      const value = probe();
      if (value === undefined && performance.now() < deadline) return;
      observer.disconnect();
      clearInterval(timer);
      resolve(value);
    };
    const observer = new MutationObserver(ask);
    observer.observe(root, { childList: true, subtree: true, attributes: true, characterData: true });
    const timer = setInterval(ask, POLL_MS);
    ask();
  });
}

/** Lets handlers that the page has put off run. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}
