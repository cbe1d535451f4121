// A clock for the guard that only the told times of keys move: no timer of its ends a scan because the machine is slow. Put into the
// extension's own world of a page, before the content script.
if (globalThis.guardClock === undefined) {
  const timers = new Map();
  let now = performance.now();
  let last = 0;
  performance.now = () => now;
  globalThis.setTimeout = (act, delay = 0) => {
    timers.set(++last, { act, due: now + delay });
    return last;
  };
  globalThis.clearTimeout = (id) => timers.delete(id);

  const next = () => [...timers].sort(([, one], [, other]) => one.due - other.due)[0];

  const runUntil = (end) => {
    for (let timer = next(); timer !== undefined && timer[1].due < end; timer = next()) {
      const [id, { act, due }] = timer;
      timers.delete(id);
      now = Math.max(now, due);
      act();
    }
  };

  const advanceTo = (end) => {
    runUntil(end);
    now = Math.max(now, end);
  };

  for (const type of ["keydown", "keypress", "keyup"]) addEventListener(type, ({ timeStamp }) => advanceTo(timeStamp), true);
  globalThis.guardClock = { advance: (milliseconds) => advanceTo(now + milliseconds), drain: () => runUntil(Infinity) };
}
