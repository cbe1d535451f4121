// How much memory the helpers of a host take while it works (Linux).
import { readdirSync, readFileSync } from "node:fs";
import { setImmediate as turn } from "node:timers/promises";

const read = (path) => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return ""; // ended meanwhile
  }
};

/** Process ids of the helpers that a host has now. */
const helpersOf = (pid) => readdirSync(`/proc/${pid}/task`).flatMap((task) => read(`/proc/${pid}/task/${task}/children`).trim().split(" ").filter(Boolean));

/** KiB: the highest resident memory of any helper until `work` is done. Looked at without pause, since the system forgets it with the process. */
export async function peakOfHelpers(pid, work) {
  let done = false;
  const end = () => (done = true);
  work.then(end, end);
  let peak = 0;
  while (!done) {
    for (const helper of helpersOf(pid)) peak = Math.max(peak, Number(/VmHWM:\s*(\d+)/.exec(read(`/proc/${helper}/status`))?.[1] ?? 0));
    await turn();
  }
  return peak;
}
