// A private pcscd with virtual readers, for tests and for the demo. Everything lives under one directory of the caller's.
// See README.md for an example.
import { createInterface } from "node:readline";
import { mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { Daemon, run } from "./daemon.mjs";
import { ReaderDirectory, settled } from "./reader_directory.mjs";

const startDeadlineMs = 10_000;
const driverName = "libifd-virtual-reader.so";

/** Directory of the project's card files, for `insert(reader, join(cardsDirectory, "nguyen-thi-mau.json"))`. */
export const cardsDirectory = fileURLToPath(new URL("../virtual-card/cards", import.meta.url));

function friendlyName(reader) {
  return reader.friendlyName ?? `CCCD Test Reader CL ${reader.name}`;
}

function readerConfiguration(readers, library) {
  return readers
    .map((reader) => `FRIENDLYNAME "${friendlyName(reader)}"\nDEVICENAME ${reader.directory.path}\nLIBPATH ${library}\nCHANNELID 0\n`)
    .join("\n");
}

const nameAmong = (names, reader) => names.find((name) => name.startsWith(friendlyName(reader)));

/** Asks for the reader names until `enough(names)`, as long as the daemon runs. */
async function namesServed(paths, daemon, enough) {
  const deadline = Date.now() + startDeadlineMs;
  let problem = "other readers";
  while (daemon.running && Date.now() < deadline) {
    try {
      const names = (await run(paths.probe, ["list"], paths.env)).split("\n").filter(Boolean);
      if (enough(names)) return names;
    } catch (error) {
      problem = error.message;
    }
  }
  const log = await readFile(paths.log, "utf8").catch(() => "");
  throw new Error(`pcscd does not serve its readers: ${problem}\n${log}`);
}

/** Resolves when pcscd, about to start or to be given these readers, knows the cards that are in them. */
function cardsReady(list) {
  const withCard = list.map(({ directory }) => directory).filter((directory) => directory.hasCard());
  const ready = Promise.all(withCard.map((directory) => directory.waitFor(settled, directory.mark(), startDeadlineMs)));
  ready.catch(() => undefined); // when pcscd does not even start, that is the error to report
  return ready;
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
  return reader;
}

/** What tests do with the readers, whichever way they are attached. */
function readerControls(list, isServing) {
  const directoryOf = (name) => findReader(list, name).directory;
  return {
    /** Puts a card in; `card` is a card file's path or a card object. Resolves when the reader has it. */
    insert: (name, card) => directoryOf(name).insert(card, isServing(findReader(list, name))),
    /** Takes the card out. Resolves when the reader knows. */
    remove: (name) => directoryOf(name).remove(isServing(findReader(list, name))),
    /** Everything that happened at a reader: {event, time (µs), ...}; see README.md. */
    events: (name) => directoryOf(name).events(),
    /** Resolves with the first event that `predicate` accepts, past ones included. */
    waitForEvent: (name, predicate, deadlineMs) => directoryOf(name).waitFor(predicate, 0, deadlineMs),
    /** Counters of attempts at the card's keys, as last written. */
    attempts: (name) => directoryOf(name).events().findLast(({ event }) => event === "attempts"),
    hasCard: (name) => directoryOf(name).hasCard(),
  };
}

/** A crash, a new start on the same socket, the end. */
function daemonControls(daemon, list, startAndWait, directory) {
  return {
    /** SIGKILL, as a crash would be. */
    kill: () => daemon.end("SIGKILL"),
    start: startAndWait,
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

/** Paths of one private pcscd. */
function layout(buildDir, directory) {
  const base = resolve(directory);
  const build = resolve(buildDir);
  const socketPath = join(base, "pcscd.comm");
  return {
    base,
    socketPath,
    config: join(base, "config"),
    drivers: join(base, "drivers"),
    log: join(base, "pcscd.log"),
    library: join(build, "lib", driverName),
    launcher: join(build, "bin/run-pcscd"),
    probe: join(build, "bin/reader-probe"),
    env: { PCSCLITE_CSOCK_NAME: socketPath },
    pcscdArguments: ["--socket", socketPath, "--config", join(base, "config"), "--drivers", join(base, "drivers")],
  };
}

/** One object with the members of all, getters kept. */
function combine(...parts) {
  return Object.defineProperties({}, Object.assign({}, ...parts.map(Object.getOwnPropertyDescriptors)));
}

/**
 * Starts a private pcscd with fixed readers.
 * @param {{buildDir: string, directory: string, readers?: (string | {name: string, friendlyName: string})[]}} options
 *   `directory` is created, must be short (socket paths have at most 107 bytes), and is removed by `stop()`.
 */
export async function startPcscd({ buildDir, directory, readers = ["A"] }) {
  const paths = layout(buildDir, directory);
  const list = await makeReaders(readers, paths.base, ({ name }) => `reader-${name}`);
  await mkdir(paths.drivers, { recursive: true });
  await mkdir(paths.config, { recursive: true });
  await writeFile(join(paths.config, "readers"), readerConfiguration(list, paths.library));

  const daemon = new Daemon({ command: paths.launcher, args: paths.pcscdArguments, env: {}, logPath: paths.log });
  const readerNames = {};
  const start = async () => {
    const ready = cardsReady(list);
    daemon.launch();
    const served = await namesServed(paths, daemon, (names) => names.length >= list.length);
    for (const reader of list) readerNames[reader.name] = nameAmong(served, reader);
    await ready;
  };
  await start();
  const { socketPath, env } = paths;
  const controls = daemonControls(daemon, list, start, paths.base);
  /** SIGSTOP and SIGCONT: pcscd hangs, with its socket open. */
  const hanging = { pause: () => daemon.pause(true), resume: () => daemon.pause(false) };
  return combine({ socketPath, env, readerNames }, readerControls(list, () => daemon.serving), controls, hanging);
}

/** What the driver bundle says of the readers it drives: one product number each, of a vendor that exists. */
function driverBundle(list) {
  const strings = (values) => `<array>${values.map((value) => `<string>${value}</string>`).join("")}</array>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<plist version="1.0"><dict>
<key>CFBundleExecutable</key><string>${driverName}</string>
<key>CFBundleIdentifier</key><string>virtual-reader</string>
<key>ifdCapabilities</key><string>0x00000000</string>
<key>ifdVendorID</key>${strings(list.map(({ vendor }) => `0x${vendor}`))}
<key>ifdProductID</key>${strings(list.map(({ product }) => `0x${product}`))}
<key>ifdFriendlyName</key>${strings(list.map(friendlyName))}
</dict></plist>
`
    .replace(/<\/?(key|string|array)>(?=<)/g, "$&\n"); // pcscd reads one element a line
}

async function writeDriverBundle(paths, list) {
  const contents = join(paths.drivers, "virtual-reader.bundle/Contents");
  await mkdir(join(contents, "Linux"), { recursive: true });
  await symlink(paths.library, join(contents, "Linux", driverName));
  await writeFile(join(contents, "Info.plist"), driverBundle(list));
}

/** Sends orders to the pretended USB bus; each is answered with one line. */
function busOf(daemon) {
  const answers = createInterface({ input: daemon.output })[Symbol.asyncIterator]();
  return {
    answered: () => answers.next(),
    async order(action, reader) {
      daemon.input.write(`${action} ${reader.vendor} ${reader.product}\n`);
      const { done } = await answers.next();
      if (done) throw new Error("the pretended USB bus is gone");
    },
  };
}

/**
 * Starts a private pcscd whose readers are plugged and unplugged like USB devices: `plug(reader)`, `unplug(reader)`.
 * None is plugged at first. Needs umockdev and python3-gi, and the right to mount.
 * @param {{buildDir: string, directory: string, readers?: (string | {name: string, friendlyName: string})[]}} options
 */
export async function startPcscdWithHotplug({ buildDir, directory, readers = ["A"] }) {
  const paths = layout(buildDir, directory);
  const numbered = readers.map((reader, index) => ({
    ...(typeof reader === "string" ? { name: reader } : reader),
    vendor: "076b",
    product: (0x5022 + index).toString(16).padStart(4, "0"),
  }));
  const list = await makeReaders(numbered, paths.base, ({ vendor, product }) => `usb-${vendor}-${product}`);
  await mkdir(paths.config, { recursive: true });
  await writeDriverBundle(paths, list);

  const mock = fileURLToPath(new URL("mock_usb.py", import.meta.url));
  const daemon = new Daemon({
    command: "umockdev-wrapper",
    args: ["/usr/bin/python3", mock, paths.launcher, ...paths.pcscdArguments],
    env: { VIRTUAL_READER_DIRECTORY: paths.base, TMPDIR: paths.base },
    logPath: paths.log,
    orders: true,
  });
  const readerNames = {};
  let bus;
  const plugged = new Set();
  const attach = async (reader) => {
    const ready = cardsReady([reader]);
    await bus.order("plug", reader);
    const served = await namesServed(paths, daemon, (names) => nameAmong(names, reader));
    readerNames[reader.name] = nameAmong(served, reader);
    await ready;
  };
  const start = async () => {
    daemon.launch();
    bus = busOf(daemon);
    await bus.answered();
    await namesServed(paths, daemon, () => true);
    for (const reader of plugged) await attach(reader);
  };
  await start();
  const { socketPath, env } = paths;
  const hotplug = {
    plug: async (name) => {
      const reader = findReader(list, name);
      plugged.add(reader);
      await attach(reader);
    },
    unplug: async (name) => {
      const reader = findReader(list, name);
      plugged.delete(reader);
      await bus.order("unplug", reader);
      await namesServed(paths, daemon, (names) => !nameAmong(names, reader));
      delete readerNames[name];
    },
  };
  return combine(
    { socketPath, env, readerNames },
    readerControls(list, (reader) => daemon.serving && plugged.has(reader)),
    daemonControls(daemon, list, start, paths.base),
    hotplug,
  );
}
