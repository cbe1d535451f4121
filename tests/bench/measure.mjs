// Small tools of the measures: medians, a table, times taken inside the panel's page.

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

const number = (value) => (value >= 100 ? value.toFixed(0) : value.toFixed(1));

/** min, median and max of milliseconds or counts, as one row's text. */
export const spread = (values, unit) => `${number(median(values))} ${unit}  (${number(Math.min(...values))} – ${number(Math.max(...values))})`;

export function printTable(title, rows) {
  const width = Math.max(...rows.map(([name]) => name.length));
  console.log(`\n${title}`);
  for (const [name, value, aim = ""] of rows) console.log(`  ${name.padEnd(width)}  ${value.padEnd(32)} ${aim}`);
}

/**
 * Notes, in the panel's own page, when each phase of the status line first shows; read with takePhaseTimes.
 * Times are milliseconds since the epoch, so that they compare with times taken outside.
 */
export async function notePhases(page) {
  await page.evaluate(() => {
    globalThis.phaseTimes = {};
    globalThis.phaseWatch?.disconnect();
    const now = () => performance.timeOrigin + performance.now();
    globalThis.phaseWatch = new MutationObserver(() => {
      const status = document.querySelector("[data-testid=status]");
      for (const phase of [status?.dataset.identity, status?.dataset.work]) if (phase) globalThis.phaseTimes[phase] ??= now();
      if (document.querySelector("[data-testid=photo]")) globalThis.phaseTimes.photo ??= now();
    });
    globalThis.phaseWatch.observe(document.body, { subtree: true, childList: true, attributes: true });
    addEventListener("click", () => (globalThis.phaseTimes.click = now()), { capture: true, once: true });
  });
}

export const takePhaseTimes = (page) => page.evaluate(() => globalThis.phaseTimes);

export const epochNow = () => performance.timeOrigin + performance.now();
