// A page of one test's own: a form and a script bundled with the real libraries, served in a portal's place.
import { resolve } from "node:path";
import { build } from "esbuild";
import { open, start } from "./harness.mjs";

const LIBRARIES = resolve(import.meta.dirname, "../../../tests/node_modules");
// The build with the template compiler, one and the same for the page and its library.
const VUE = resolve(LIBRARIES, "vue/dist/vue.common.prod.js");
const ADDRESS = "https://motcua.example.gov.vn/widgets";

/** Opens `form` with the script of that name beside this file, with the options of `open`, on a processor so many times slower; `step` makes a fill step for the field of a label. */
export async function openWidgetPage(t, form, script, { slower = 1, ...options } = {}) {
  const run = await start(t);
  const { outputFiles } = await build({ entryPoints: [resolve(import.meta.dirname, script)], bundle: true, format: "iife", write: false, loader: { ".css": "text" }, nodePaths: [LIBRARIES], alias: { vue: VUE }, logLevel: "warning" });
  const body = `<!doctype html><html lang="vi"><meta charset="utf-8"><title>Widgets</title><body><form>${form}</form><script>${outputFiles[0].text.replaceAll("</script", "<\\/script")}</script>`;
  await run.context.route(ADDRESS, (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body }));
  const at = await open(run, ADDRESS, options);
  await (await run.context.newCDPSession(at.page)).send("Emulation.setCPUThrottlingRate", { rate: slower });
  const snapshot = await at.ask({ kind: "snapshot" });
  const field = (label) => snapshot.value.fields.find(({ labels }) => labels[0] === label);
  const step = (label, value, waitMs = 4000) => {
    const { ref, widget, current } = field(label);
    return { ref, key: label, label, role: "applicant", widget, value, accepted: [], expected: current, waitMs };
  };
  return { run, at, snapshot, field, step, fill: (steps) => at.ask({ kind: "fill", binding: snapshot.value.binding, steps }), undo: () => at.ask({ kind: "undo", binding: snapshot.value.binding }) };
}
