// ./dev bench chip: what reading the chip costs on links of every speed, beside what the link itself must take.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildDirectory, Host } from "../host/client.mjs";
import { present, startDesk } from "../host/desk.mjs";
import { cardsDirectory } from "../virtual-reader/index.mjs";
import { peakOfHelpers } from "./memory.mjs";
import { fewestCommands, linkTime, totalBytes } from "./bound.mjs";
import { median } from "./measure.mjs";

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const reference = JSON.parse(readFileSync(here("reference.json"), "utf8"));
const repeats = Number(process.env.BENCH_REPEATS ?? 5);
const processorRepeats = 30;
const clockTick = 10; // ms: the unit of /proc/PID/stat (USER_HZ is 100)

const work = mkdtempSync(join(tmpdir(), "bench-"));
const card = { ...reference.card, extends: join(cardsDirectory, reference.card.extends), photo: here(reference.card.photo) };

/** Bytes of every file on the card, by identifier. */
function fileSizes() {
  const path = join(work, "card.json");
  writeFileSync(path, JSON.stringify(card));
  const files = JSON.parse(execFileSync(join(buildDirectory, "bin", "cccd-card"), ["files", path], { encoding: "utf8" }));
  return Object.fromEntries(Object.entries(files).map(([name, data]) => [name, Buffer.from(data, "base64").length]));
}

/** The virtual reader counts eight bits a byte. */
const simulated = (link) => ({
  perApduMicroseconds: link.perApduMicroseconds,
  bitsPerSecond: Math.round((link.bitsPerSecond * 8) / link.bitsPerByte),
});

/** A host of its own for each kind of card: they all answer a reset alike, and what one taught it is no measure for the next. */
async function withHost(desk, env, use) {
  const host = new Host({ configDirectory: desk.configDirectory, env: { ...desk.pcscd.env, ...env } });
  try {
    await host.start({ channelOpenMs: 0 });
    return await use(host);
  } finally {
    host.process.kill("SIGKILL");
    await host.exited;
  }
}

/** One card put in and read, text and photo: the host's own times and counts. */
async function readOnce(desk, host, options) {
  await present(desk, host, { ...card, ...options });
  const result = await host.request("card.read", { key: reference.key, dataGroups: ["DG1", "DG13", "DG2"] }, 60_000);
  if (!result.photo || result.problems.length > 0) throw new Error(`not a whole read: ${JSON.stringify(result.problems)}`);
  return { ...result.timing, verdicts: result.verdicts };
}

/** One more than needed: the first teaches the host what card and reader carry. */
async function readOften(desk, host, options, count) {
  const first = await readOnce(desk, host, options);
  const times = [];
  for (let i = 0; i < count; i += 1) times.push(await readOnce(desk, host, options));
  const column = (name) => median(times.map((time) => time[name]));
  const names = ["apdus", "bytesSent", "bytesReceived", "textMs", "totalMs"];
  const best = (name) => Math.min(...times.map((time) => time[name]));
  return {
    ...Object.fromEntries(names.map((name) => [name, column(name)])),
    best: { textMs: best("textMs"), totalMs: best("totalMs") },
    firstApdus: first.apdus,
    verdicts: first.verdicts,
  };
}

const processorTime = (pid) => {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
  return (Number(fields[11]) + Number(fields[12])) * clockTick;
};

/** Processor milliseconds of one read on a link that costs nothing, and how many of them are elliptic curves. */
async function processorCost(desk, host, options) {
  await readOnce(desk, host, options);
  const curves = () => Number(readFileSync(curveClock).readBigUInt64LE()) / 1e6;
  const before = { all: processorTime(host.process.pid), curves: curves() };
  for (let i = 0; i < processorRepeats; i += 1) await readOnce(desk, host, options);
  const all = (processorTime(host.process.pid) - before.all) / processorRepeats;
  const curve = (curves() - before.curves) / processorRepeats;
  return { all, curve, rest: all - curve };
}

const ms = (value) => `${value.toFixed(value >= 100 ? 0 : 1)} ms`.padStart(9);
const ratio = (value, bound) => (value / bound).toFixed(3);

/** Median and bound; the best run in brackets, since other programs only add time. */
const compare = (measured, name, bound, aim) =>
  `${ms(measured[name])} / ${ms(bound)} = ${ratio(measured[name], bound)} (${ratio(measured.best[name], bound)})` +
  (measured[name] / bound <= aim ? " " : "!");

function printLine(name, mode, bound, link, measured) {
  const text = compare(measured, "textMs", linkTime(bound.text, link), 1.1);
  const total = compare(measured, "totalMs", linkTime(bound.all, link), 1.05);
  console.log(`  ${name.padEnd(18)} ${mode.padEnd(8)} ${text}   ${total}`);
}

async function measureLinks(desk, sizes) {
  console.log("\nTime from the request: median / the link's lower bound = ratio (of the best run); aims: text ≤ 1.100, total ≤ 1.050, ! marks a miss");
  console.log(`  ${"link".padEnd(18)} ${"length".padEnd(8)} ${"text".padEnd(39)}    total`);
  const fastest = reference.links.at(-1);
  const others = reference.otherPerApduMicroseconds.map((perApduMicroseconds) => ({
    ...fastest,
    perApduMicroseconds,
    name: `${fastest.name}, ${perApduMicroseconds / 1000} ms`,
  }));
  for (const link of [...reference.links, ...others])
    for (const [mode, { apdu, longestAnswer }] of Object.entries(reference.modes)) {
      const measured = await withHost(desk, {}, (host) => readOften(desk, host, { apdu, link: simulated(link) }, repeats));
      printLine(link.name, mode, fewestCommands({ ...reference, sizes, longestAnswer }), link, measured);
    }
}

async function measureCounts(desk, sizes) {
  console.log("\nCommands and bytes of a whole read (text, chip, photo); in brackets the first read, which tries what the card can");
  const costs = {};
  for (const [mode, { apdu, longestAnswer }] of Object.entries(reference.modes)) {
    const bound = fewestCommands({ ...reference, sizes, longestAnswer });
    const read = await withHost(desk, {}, (host) => readOften(desk, host, { apdu }, 1));
    const bytes = read.bytesSent + read.bytesReceived;
    console.log(
      `  ${mode.padEnd(8)} ${read.apdus} APDUs (${read.firstApdus}), fewest ${bound.all.length}; ` +
        `${bytes} bytes, fewest ${totalBytes(bound.all)}; chip: ${read.verdicts.chip.status} (${read.verdicts.chip.reason})`,
    );
    costs[mode] = await withHost(desk, clock, (host) => processorCost(desk, host, { apdu }));
  }
  console.log("\nProcessor time of the host for a whole read (aim: ≤ 10 ms besides the curves)");
  for (const [mode, { all, curve, rest }] of Object.entries(costs))
    console.log(`  ${mode.padEnd(8)} ${ms(all)}, of it elliptic curves ${ms(curve)}, the rest ${ms(rest)}`);
}

/** A face of as many pixels as the program takes, in the format that needs most memory. */
async function measureMemory(desk) {
  const photo = here("largest-face.jp2");
  await withHost(desk, {}, async (host) => {
    await present(desk, host, { ...card, photo });
    const reading = host.request("card.read", { key: reference.key, dataGroups: ["DG1", "DG13", "DG2"] }, 60_000);
    const [result, helper] = await Promise.all([reading, peakOfHelpers(host.process.pid, reading)]);
    if (!result.photo || result.problems.length > 0) throw new Error(`not a whole read: ${JSON.stringify(result.problems)}`);
    const mib = (kib) => `${(kib / 1024).toFixed(1)} MiB`;
    console.log("\nHighest resident memory while a JPEG 2000 face of 4096 × 4096 pixels is read");
    console.log(`  host ${mib(host.peakMemory())} (limit 64 MiB), the picture's helper ${mib(helper)} (limit 192 MiB of address space)`);
  });
}

const curveClock = join(work, "curve-clock");
const clock = { LD_PRELOAD: join(buildDirectory, "lib", "libcurve-clock.so"), CURVE_CLOCK_FILE: curveClock };
const desk = await startDesk();
try {
  desk.installAnchor("csca-vn.cert.pem");
  const sizes = fileSizes();
  console.log(`CCCD Bridge, chip: ${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpus()[0].model}, median of ${repeats}`);
  console.log(`Reference card, PACE-CAN ECDH-GM AES-128: ${Object.entries(sizes).map(([file, size]) => `${file} ${size}`).join(", ")} bytes`);
  console.log(`Links: ${reference.links.map(({ name, perApduMicroseconds }) => `${name} with ${perApduMicroseconds / 1000} ms an APDU`).join(", ")} (see reference.json)`);
  await measureCounts(desk, sizes);
  await measureLinks(desk, sizes);
  await measureMemory(desk);
} finally {
  await desk.stop();
  rmSync(work, { recursive: true, force: true });
}
