// One virtual reader: its control directory, and the log of what happened at it.
import { readFileSync, statSync, watch } from "node:fs";
import { rename, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";

const eventDeadlineMs = 5_000;
/** pcscd powers every card at once: from then on clients can connect to it. */
export const settled = ({ event }) => event === "powered" || event === "cardFileError";
const presenceEvents = new Set(["inserted", "removed", "cardFileError"]);

/**
 * Waits until `attempt()` gives something other than undefined; asks again at every change in `directory`.
 * @template T
 * @param {string} directory
 * @param {() => T | undefined} attempt
 * @param {number} deadlineMs
 * @param {string} what for the error when the deadline passes
 * @returns {Promise<T>}
 */
function waitInDirectory(directory, attempt, deadlineMs, what) {
  return new Promise((fulfil, reject) => {
    const watcher = watch(directory, check);
    const timer = setTimeout(() => finish(() => reject(new Error(`${what}: not within ${deadlineMs} ms`))), deadlineMs);
    let finished = false;
    function finish(act) {
      if (finished) return;
      finished = true;
      clearTimeout(timer);
      watcher.close();
      act();
    }
    function check() {
      try {
        const value = attempt();
        if (value !== undefined) finish(() => fulfil(value));
      } catch (error) {
        finish(() => reject(error));
      }
    }
    check();
  });
}

/** One reader: its control directory and what happened there. */
export class ReaderDirectory {
  constructor(path) {
    this.path = path;
    this.eventsPath = join(path, "events.ndjson");
  }

  /** Size of the log now: events after it are new. */
  mark() {
    try {
      return statSync(this.eventsPath).size;
    } catch {
      return 0;
    }
  }

  /** All events from a mark on. A line that is still being written is left out. */
  events(from = 0) {
    let text;
    try {
      text = readFileSync(this.eventsPath).subarray(from).toString("utf8");
    } catch {
      return [];
    }
    return text.slice(0, text.lastIndexOf("\n") + 1).split("\n").filter(Boolean).map((line) => JSON.parse(line));
  }

  waitFor(predicate, from = 0, deadlineMs = eventDeadlineMs) {
    const attempt = () => this.events(from).find(predicate);
    return waitInDirectory(this.path, attempt, deadlineMs, `event of the reader in ${this.path}`);
  }

  /** Puts the card file in place in one step, so that the reader never sees half of it. */
  async insert(card, serving) {
    const description = typeof card === "string" ? { extends: resolve(card) } : card;
    const mark = this.mark();
    await writeFile(join(this.path, "card.new"), JSON.stringify(description));
    await rename(join(this.path, "card.new"), join(this.path, "card"));
    if (!serving) return undefined;
    const inserted = await this.waitFor(({ event }) => event === "inserted" || event === "cardFileError", mark);
    if (inserted.event === "cardFileError") throw new Error(`card file: ${inserted.message}`);
    await this.waitFor((event) => settled(event) && event.time >= inserted.time, mark);
    return inserted;
  }

  async remove(serving) {
    const mark = this.mark();
    const present = this.events().findLast(({ event }) => presenceEvents.has(event))?.event === "inserted";
    await rm(join(this.path, "card"), { force: true });
    if (serving && present) await this.waitFor(({ event }) => event === "removed", mark);
  }

  hasCard() {
    try {
      return statSync(join(this.path, "card")).isFile();
    } catch {
      return false;
    }
  }
}
