// A Windows to install into: a fresh wine prefix, gone with close().
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const execute = promisify(execFile);
/** A prefix of Windows' own files takes half a minute on a busy machine. */
const longest = 300_000;

/** Opens a fresh Windows 10 below `workspace` (see makeWorkspace). `winPath` and `outside` turn paths of one side into the other's. */
export async function openWindows(workspace) {
  let counted = 0;
  const prefix = join(workspace.directory, "windows");
  const env = {
    PATH: process.env.PATH, HOME: workspace.folder("home"), LANG: "C.UTF-8", WINEPREFIX: prefix, WINEDEBUG: "-all",
    // No Mono and no Gecko are asked for, and no menus are made of this machine's desktop.
    WINEDLLOVERRIDES: "mscoree,mshtml,winemenubuilder.exe=",
  };
  // Into a file: services that wine starts on the way hold a pipe open long after the program's end.
  async function wine(words) {
    const file = join(workspace.directory, `output-${++counted}`);
    const output = openSync(file, "w");
    const child = spawn("wine", words, { env, stdio: ["ignore", output, "ignore"], timeout: longest });
    closeSync(output);
    const [status, signal] = await once(child, "exit");
    if (signal) throw new Error(`${words[0]} took longer than ${longest} ms`);
    return { status, output: readFileSync(file, "utf8") };
  }
  mkdirSync(prefix);
  // Or each program would boot Windows anew, since its server goes with the last one; close() ends it.
  await once(spawn("wineserver", ["--persistent"], { env, stdio: "ignore" }), "exit");
  await wine(["winecfg", "-v", "win10"]);
  const outside = (path) => join(prefix, "drive_c", path.replace(/^C:\\?/i, "").replaceAll("\\", "/"));

  const winPath = (path) => `Z:${path.replaceAll("/", "\\")}`;

  return {
    env,
    outside,
    winPath,
    exists: (path) => existsSync(outside(path)),
    read: (path) => readFileSync(outside(path), "utf8"),
    /** Runs a program to its end. @returns {Promise<{status: number, output: string}>} the status as Unix has it, modulo 256 */
    run: (...words) => wine(words),
    /** The words that have a line of a command prompt run exactly as it is; given as words, wine would quote them anew. */
    batch(line) {
      // One each: a command prompt reads on in its file when the line has ended.
      const file = join(workspace.directory, `line-${++counted}.bat`);
      writeFileSync(file, `@${line}\r\n`);
      return ["cmd", "/d", "/c", winPath(file)];
    },
    /** What installations write to in HKLM, as maps: keys (without HKLM\) to names to values; the key's own value has the name "". */
    async registry() {
      const keys = new Map();
      for (const key of ["SOFTWARE", "System\\CurrentControlSet\\Services"]) {
        await this.run("reg", "export", `HKLM\\${key}`, "C:\\registry.reg", "/y");
        readRegistry(readFileSync(outside("C:\\registry.reg"), "utf16le"), keys);
        rmSync(outside("C:\\registry.reg"));
      }
      return keys;
    },
    /** Every path of drive C, with the size of files. */
    files: () => new Map(readdirSync(outside("C:"), { recursive: true }).map((name) => [name, sizeOf(join(outside("C:"), name))])),
    /** Ends every process of this Windows. */
    async close() {
      await execute("wineserver", ["--kill", "--wait"], { env }).catch(() => undefined);
    },
  };
}

function sizeOf(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  return found?.isFile() ? found.size : undefined;
}

/** Adds what regedit exports. */
function readRegistry(text, keys) {
  let values;
  for (const line of text.replace(/\\\r?\n\s*/g, "").split(/\r?\n/)) {
    const key = /^\[HKEY_LOCAL_MACHINE\\(.*)\]$/.exec(line)?.[1];
    const value = /^(?:@|"((?:[^"\\]|\\.)*)")=(.*)$/.exec(line);
    if (key) keys.set(key, (values = new Map()));
    else if (value) values.set(unescape(value[1] ?? ""), /^"(.*)"$/.test(value[2]) ? unescape(value[2].slice(1, -1)) : value[2]);
  }
}

const unescape = (text) => text.replace(/\\(.)/g, "$1");
