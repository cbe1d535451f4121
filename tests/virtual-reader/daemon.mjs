// Programs that tests run: to their end, or as a daemon that can be killed and started again.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";

const endDeadlineMs = 3_000;

/** Runs a program to its end; its standard output, or an error with what it said. */
export async function run(program, args, env) {
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  let problem = "";
  child.stdout.on("data", (data) => (output += data));
  child.stderr.on("data", (data) => (problem += data));
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(problem.trim() || `${program} ended with ${code}`);
  return output;
}

/** A daemon that can be ended and started again on the same socket. */
export class Daemon {
  constructor({ command, args, env, logPath, orders = false }) {
    Object.assign(this, { command, args, env, logPath, orders, child: undefined, exited: undefined, paused: false });
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
    const stdio = this.orders ? ["pipe", "pipe", log] : ["ignore", log, log];
    const child = spawn(this.command, this.args, { env: { ...process.env, ...this.env }, stdio });
    closeSync(log);
    this.child = child;
    this.paused = false;
    this.exited = new Promise((fulfil) => child.once("close", fulfil).once("error", fulfil));
    this.exited.then(() => {
      if (this.child === child) this.child = undefined;
    });
  }

  /** Where orders go and where they are answered, of a daemon that takes any. */
  get input() {
    return this.child.stdin;
  }
  get output() {
    return this.child.stdout;
  }

  /** Ends it with that signal and waits; a daemon that does not go in time is killed. */
  async end(signal) {
    const { child, exited } = this;
    if (!child) return;
    this.child = undefined;
    child.kill("SIGCONT");
    child.kill(signal);
    const timer = setTimeout(() => child.kill("SIGKILL"), endDeadlineMs);
    await exited;
    clearTimeout(timer);
  }
}
