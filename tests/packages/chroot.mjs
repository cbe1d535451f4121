// A clean Debian to install packages into: an overlay on the prepared base, in a mount namespace of its own. All of it,
// mounts included, is gone with close() or with the process that opened it.
import { execFile, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, readlinkSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { cleanEnvironment, preparedBase } from "./base.mjs";

const execute = promisify(execFile);

/** The system's own folders, and the workspace under the path it has outside, so that paths mean the same on both sides. */
const mounts = `
  mount -t overlay overlay -o "lowerdir=$BASE,upperdir=$OVER/upper,workdir=$OVER/work" "$TOP" &&
  mount -t proc proc "$TOP/proc" && mount --rbind /sys "$TOP/sys" && mount --rbind /dev "$TOP/dev" && mount -t tmpfs tmpfs "$TOP/run" &&
  mkdir -p "$TOP$WORKSPACE" && mount --bind "$WORKSPACE" "$TOP$WORKSPACE" &&
  cp /etc/resolv.conf "$TOP/etc/resolv.conf" && echo mounted && exec cat >/dev/null`;

/**
 * Opens a fresh copy of the base. `workspace` is a folder of the test's own (see makeWorkspace). Needs root.
 * @returns the chroot; paths given to its functions are those inside
 */
export async function openChroot(workspace) {
  const over = workspace.folder("overlay");
  const top = workspace.folder("chroot");
  for (const part of ["upper", "work"]) mkdirSync(join(over, part));
  const shared = workspace.folder("shared");
  const holder = spawn("unshare", ["--mount", "--propagation", "private", "sh", "-c", mounts], {
    env: { ...process.env, BASE: preparedBase(), OVER: over, TOP: top, WORKSPACE: shared },
    stdio: ["pipe", "pipe", "pipe"],
  });
  const ended = new Promise((resolve) => holder.once("exit", resolve));
  let problem = "";
  holder.stderr.on("data", (data) => (problem += data));
  const { value } = await createInterface({ input: holder.stdout })[Symbol.asyncIterator]().next();
  if (value !== "mounted") throw new Error(`the chroot could not be mounted: ${problem}`);

  const entry = ["nsenter", `--mount=/proc/${holder.pid}/ns/mnt`, "chroot", top];
  const outside = (path) => join(`/proc/${holder.pid}/root`, top, path);
  const namespaceOf = (pid) => {
    try {
      return readlinkSync(`/proc/${pid}/ns/mnt`);
    } catch {
      return undefined; // ended meanwhile
    }
  };
  const programOf = (pid) => {
    try {
      return readlinkSync(`/proc/${pid}/exe`);
    } catch {
      return undefined; // ended meanwhile
    }
  };
  const processes = () =>
    readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name) && Number(name) !== holder.pid && namespaceOf(name) === namespaceOf(holder.pid))
      .map(Number);

  return {
    /** A folder with the same path inside and outside. */
    shared,
    entry,
    exists: (path) => existsSync(outside(path)),
    size: (path) => statSync(outside(path)).size,
    read: (path) => readFileSync(outside(path), "utf8"),
    write(path, text) {
      mkdirSync(join(outside(path), ".."), { recursive: true });
      writeFileSync(outside(path), text);
    },
    /** Runs a program to its end; rejects with its output if it fails. @returns its standard output */
    async run(...words) {
      const { stdout } = await execute(entry[0], [...entry.slice(1), ...words], { env: cleanEnvironment, maxBuffer: 32 << 20 });
      return stdout;
    },
    /** Starts a program with pipes. */
    start: (...words) => spawn(entry[0], [...entry.slice(1), ...words], { env: cleanEnvironment, stdio: ["pipe", "pipe", "inherit"] }),
    /** A script that runs a program inside with its arguments and the caller's environment: what a browser's driver may start. */
    launcher(name, program) {
      const path = join(workspace.directory, name);
      writeFileSync(path, `#!/bin/sh\nexec ${entry.join(" ")} ${program} "$@"\n`);
      chmodSync(path, 0o755);
      return path;
    },
    /** Every path below / but those of mounted folders, with what would tell a change: kind, size, target. */
    async inventory() {
      const listed = await this.run("find", "/", "-xdev", "-path", shared, "-prune", "-o", "(", "-type", "d", "-printf", "%p/\\n", ")", "-o", "-printf", "%p %s %l\\n");
      return new Set(listed.split("\n").filter(Boolean));
    },
    /** Process ids of everything that runs inside. */
    processes,
    /** The program a process runs, by its path. */
    programOf,
    /** The programs that run inside, by their paths. */
    programs: () => processes().map(programOf).filter(Boolean),
    async close() {
      for (const pid of processes()) {
        try {
          process.kill(pid, "SIGKILL");
        } catch {
          // ended by itself
        }
      }
      holder.stdin.end();
      await ended;
    },
  };
}
