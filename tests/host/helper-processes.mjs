// The processes that a host starts for pictures, looked at from outside.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { within } from './client.mjs';

/** Process ids of the helpers that a host has now. */
export function helpersOf(host) {
  const tasks = `/proc/${host.process.pid}/task`;
  const children = readdirSync(tasks).flatMap((task) => {
    try {
      return readFileSync(join(tasks, task, 'children'), 'utf8').trim().split(' ');
    } catch {
      return []; // a thread that ended meanwhile
    }
  });
  return children.filter(Boolean).map(Number);
}

/** Looks again and again until `find` gives something. */
export function eventually(find, what) {
  const looking = (async () => {
    for (;;) {
      const found = await find();
      if (found !== undefined && found !== false) return found;
      await pause(5);
    }
  })();
  return within(15_000, looking, what);
}

export const statusOf = (id) => {
  try {
    return readFileSync(`/proc/${id}/status`, 'utf8');
  } catch {
    return ''; // ended meanwhile
  }
};

/** A helper that has given up its rights, so that it looks at its picture. */
export const confinedHelper = (host) =>
  eventually(() => helpersOf(host).find((id) => /Seccomp:\s*2/.test(statusOf(id))), 'a confined helper');

export const isGone = (id) => !existsSync(`/proc/${id}`);
