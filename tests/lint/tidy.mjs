// clang-tidy of the host, several files of a library as one unit: what they include is read and matched once, a third of the time.
// node tests/lint/tidy.mjs shallow|deep: how far the analyzer follows paths; shallow takes a third of deep's time.
// Needs build/compile_commands.json and the generated headers.
import { execFile, execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");
const directory = join(root, ".cache/tidy");
const depth = process.argv[2];
const UNIT_SIZE = 12;

/** Compile commands of the host's own files for this system; what is Windows' is compiled by another compiler. */
function commands() {
  const listed = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "native-host/*.cpp", ":!native-host/*_windows*.cpp"], { cwd: root, encoding: "utf8" });
  const wanted = new Set(listed.trim().split("\n").map((path) => join(root, path)));
  const all = JSON.parse(readFileSync(join(root, "build/compile_commands.json"), "utf8"));
  // Every file with its own includes, whatever is precompiled.
  return all.filter(({ file }) => wanted.has(file)).map(({ file, command, ...rest }) => ({ ...rest, file, command: command.replace(/ -include \S*cmake_pch\.hxx/, "").replace(" -Winvalid-pch", "") }));
}

/** Files compiled alike, up to UNIT_SIZE together: [{name, directory, command, files}]. */
function units(alone) {
  const groups = new Map();
  for (const { file, command, directory: at } of alone) {
    // The options alone: what is compiled and where it goes stand at the end.
    const options = command.slice(0, command.indexOf(" -o "));
    if (!groups.has(options)) groups.set(options, { at, files: [] });
    groups.get(options).files.push(file);
  }
  const made = [];
  for (const [options, { at, files }] of groups) {
    for (let from = 0; from < files.length; from += UNIT_SIZE) {
      // The analyzer looks into files included by one of this name, and by no other.
      const name = join(directory, `UnifiedSource${made.length}.cpp`);
      made.push({ name, directory: at, command: `${options} -Wno-shadow -c ${name}`, files: files.slice(from, from + UNIT_SIZE) });
    }
  }
  return made;
}

/** What clang-tidy prints of these files; empty when it finds nothing. */
function tidy(files) {
  const analyzer = ["-Xclang", "-analyzer-config", "-Xclang", `mode=${depth}`].map((argument) => `--extra-arg=${argument}`);
  return new Promise((done) => {
    execFile("clang-tidy-19", ["--quiet", "-p", directory, "--extra-arg=-Wno-unknown-warning-option", ...analyzer, ...files], { cwd: root, maxBuffer: 1 << 28 }, (error, stdout, stderr) => done(error === null ? "" : stdout || stderr));
  });
}

async function check({ name, files }) {
  const found = await tidy([name]);
  // Two files that give something of their own the same name are looked at alone.
  return found.includes("[clang-diagnostic-") ? tidy(files) : found;
}

rmSync(directory, { recursive: true, force: true });
mkdirSync(directory, { recursive: true });
const alone = commands();
const together = units(alone);
for (const { name, files } of together) writeFileSync(name, files.map((file) => `#include "${file}"  // NOLINT(bugprone-suspicious-include)\n`).join(""));
writeFileSync(join(directory, "compile_commands.json"), JSON.stringify([...alone, ...together.map(({ name, directory: at, command }) => ({ directory: at, command, file: name }))]));

const waiting = [...together];
let isClean = true;
await Promise.all(Array.from({ length: availableParallelism() }, async () => {
  for (let unit = waiting.shift(); unit !== undefined; unit = waiting.shift()) {
    const found = await check(unit);
    if (found === "") continue;
    isClean = false;
    console.log(found);
  }
}));
process.exitCode = isClean ? 0 : 1;
