// A private pcscd with virtual readers, for tests and for the demo. Everything lives under one directory of the caller's.
// See README.md for an example.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync, statSync, watch } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const startDeadlineMs = 10_000;
const eventDeadlineMs = 5_000;
/** pcscd powers every card at once: from then on clients can connect to it. */
const settled = ({ event }) => event === "powered" || event === "cardFileError";
const presenceEvents = new Set(["inserted", "removed", "cardFileError"]);

/** Directory of the project's card files, for `insert(reader, join(cardsDirectory, "nguyen-thi-mau.json"))`. */
export const cardsDirectory = fileURLToPath(new URL("../virtual-card/cards", import.meta.url));

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

/** Runs a program to its end; its standard output, or an error with what it said. */
async function run(program, args, env) {
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  let problem = "";
  child.stdout.on("data", (data) => (output += data));
  child.stderr.on("data", (data) => (problem += data));
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(problem.trim() || `${program} ended with ${code}`);
  return output;
}

/** One reader: its control directory and what happened there. */
class ReaderDirectory {
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

/** A daemon that can be ended and started again on the same socket. */
class Daemon {
  constructor({ directory, command, args, env, logPath }) {
    Object.assign(this, { directory, command, args, env, logPath, child: undefined, exited: undefined, paused: false });
  }

  get running() {
    return this.child !== undefined;
  }

  /** Does anything happen when a card comes or goes? */
  get serving() {
    return this.running && !this.paused;
  }

  pause(paused) {
    this.paused = paused;
    this.child?.kill(paused ? "SIGSTOP" : "SIGCONT");
  }

  launch() {
    const log = openSync(this.logPath, "a");
    const child = spawn(this.command, this.args, { env: { ...process.env, ...this.env }, stdio: ["pipe", log, log] });
    closeSync(log);
    this.child = child;
    this.paused = false;
    this.exited = new Promise((fulfil) => child.once("close", fulfil).once("error", fulfil));
    this.exited.then(() => {
      if (this.child === child) this.child = undefined;
    });
  }

  /** Ends it with that signal and waits; a daemon that does not go in time is killed. */
  async end(signal) {
    const { child, exited } = this;
    if (!child) return;
    this.child = undefined;
    child.kill("SIGCONT");
    child.kill(signal);
    const timer = setTimeout(() => child.kill("SIGKILL"), 3000);
    await exited;
    clearTimeout(timer);
  }
}

function friendlyName(reader) {
  return reader.friendlyName ?? `CCCD Test Reader CL ${reader.name}`;
}

function readerConfiguration(readers, library) {
  return readers
    .map((reader) => `FRIENDLYNAME "${friendlyName(reader)}"\nDEVICENAME ${reader.directory.path}\nLIBPATH ${library}\nCHANNELID 0\n`)
    .join("\n");
}

/** Asks for the reader names until there are at least `count`, as long as the daemon runs. */
async function namesServed(probe, env, daemon, count) {
  const deadline = Date.now() + startDeadlineMs;
  let problem = "";
  while (daemon.running && Date.now() < deadline) {
    try {
      const names = (await run(probe, ["list"], env)).split("\n").filter(Boolean);
      if (names.length >= count) return names;
    } catch (error) {
      problem = error.message;
    }
  }
  const log = await readFile(daemon.logPath, "utf8").catch(() => "");
  throw new Error(`pcscd does not serve its readers: ${problem}\n${log}`);
}

async function makeReaders(readers, directory, directoryName) {
  const list = readers.map((reader) => (typeof reader === "string" ? { name: reader } : { ...reader }));
  for (const reader of list) {
    reader.directory = new ReaderDirectory(join(directory, directoryName(reader)));
    await mkdir(reader.directory.path, { recursive: true });
  }
  return list;
}

function findReader(list, name) {
  const reader = list.find((candidate) => candidate.name === name);
  if (!reader) throw new Error(`no reader ${name}`);
  return reader.directory;
}

/** What tests do with the readers, whichever way they are attached. */
function readerControls(list, daemon) {
  return {
    /** Puts a card in; `card` is a card file's path or a card object. Resolves when the reader has it. */
    insert: (reader, card) => findReader(list, reader).insert(card, daemon.serving),
    /** Takes the card out. Resolves when the reader knows. */
    remove: (reader) => findReader(list, reader).remove(daemon.serving),
    /** Everything that happened at a reader: {event, time (µs), ...}; see README.md. */
    events: (reader) => findReader(list, reader).events(),
    /** Resolves with the first event that `predicate` accepts, past ones included. */
    waitForEvent: (reader, predicate, deadlineMs) => findReader(list, reader).waitFor(predicate, 0, deadlineMs),
    /** Counters of attempts at the card's keys, as last written. */
    attempts: (reader) => findReader(list, reader).events().filter(({ event }) => event === "attempts").at(-1),
    hasCard: (reader) => findReader(list, reader).hasCard(),
  };
}

/** SIGKILL, SIGSTOP and the like, and a new start on the same socket. */
function daemonControls(daemon, list, startAndWait, directory) {
  return {
    /** SIGKILL, as a crash would be. */
    kill: () => daemon.end("SIGKILL"),
    start: startAndWait,
    pause: () => daemon.pause(true),
    resume: () => daemon.pause(false),
    get running() {
      return daemon.running;
    },
    /** Ends pcscd and removes everything it left in the directory. */
    stop: async () => {
      // A stalled command would keep pcscd from leaving; it ends with the card.
      await Promise.all(list.map(({ directory: reader }) => rm(join(reader.path, "card"), { force: true })));
      await daemon.end("SIGTERM");
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/**
 * Starts a private pcscd with fixed readers.
 * @param {{buildDir: string, directory: string, readers?: (string | {name: string, friendlyName: string})[]}} options
 *   `directory` is created, must be short (socket paths have at most 107 bytes), and is removed by `stop()`.
 */
export async function startPcscd({ buildDir, directory, readers = ["A"] }) {
  const base = resolve(directory);
  const bin = join(resolve(buildDir), "bin");
  const list = await makeReaders(readers, base, ({ name }) => `reader-${name}`);
  await mkdir(join(base, "drivers"), { recursive: true });
  await mkdir(join(base, "config"), { recursive: true });
  const library = join(resolve(buildDir), "lib/libifd-virtual-reader.so");
  await writeFile(join(base, "config/readers"), readerConfiguration(list, library));

  const socketPath = join(base, "pcscd.comm");
  const env = { PCSCLITE_CSOCK_NAME: socketPath };
  const daemon = new Daemon({
    directory: base,
    command: join(bin, "run-pcscd"),
    args: ["--socket", socketPath, "--config", join(base, "config"), "--drivers", join(base, "drivers")],
    env: {},
    logPath: join(base, "pcscd.log"),
  });
  const readerNames = {};
  const start = async () => {
    const withCard = list.map(({ directory: reader }) => reader).filter((reader) => reader.hasCard());
    const ready = Promise.all(withCard.map((reader) => reader.waitFor(settled, reader.mark(), startDeadlineMs)));
    ready.catch(() => undefined); // when pcscd does not even start, that is the error to report
    daemon.launch();
    const served = await namesServed(join(bin, "reader-probe"), env, daemon, list.length);
    for (const reader of list) readerNames[reader.name] = served.find((name) => name.startsWith(friendlyName(reader)));
    await ready;
  };
  await start();
  const controls = daemonControls(daemon, list, start, base);
  return Object.defineProperties({ socketPath, env, readerNames }, {
    ...Object.getOwnPropertyDescriptors(readerControls(list, daemon)),
    ...Object.getOwnPropertyDescriptors(controls),
  });
}
