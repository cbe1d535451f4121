// A page of one test's own with the real libraries, served in a portal's place.
import { open, start } from "./harness.mjs";
import { widgetDocument } from "./widget-document.mjs";

const ADDRESS = "https://motcua.example.gov.vn/widgets";

/** Opens `form` with the script of that name beside this file, with the options of `open`, on a processor so many times slower; `step` makes a fill step for the field of a label. */
export async function openWidgetPage(t, form, script, { slower = 1, ...options } = {}) {
  const run = await start(t);
  const body = await widgetDocument(form, script);
  await run.context.route(ADDRESS, (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body }));
  const at = await open(run, ADDRESS, options);
  await (await run.context.newCDPSession(at.page)).send("Emulation.setCPUThrottlingRate", { rate: slower });
  const snapshot = await at.ask({ kind: "snapshot" });
  const field = (label) => snapshot.value.fields.find(({ labels }) => labels[0] === label);
  const step = (label, value, waitMs = 4000) => stepFor(field(label), label, value, waitMs);
  return { run, at, snapshot, field, step, fill: (steps) => at.ask({ kind: "fill", binding: snapshot.value.binding, steps }), undo: () => at.ask({ kind: "undo", binding: snapshot.value.binding }) };
}

/** What fills a field of a snapshot with a value. */
export function stepFor({ ref, widget, current }, label, value, waitMs) {
  return { ref, key: label, label, role: "applicant", widget, value, accepted: [], expected: current, waitMs };
}
