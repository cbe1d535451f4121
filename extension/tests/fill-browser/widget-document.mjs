// A document of one test's own: a form and a script bundled with the real libraries.
import { resolve } from "node:path";
import { build } from "esbuild";

const LIBRARIES = resolve(import.meta.dirname, "../../../tests/node_modules");
// The build with the template compiler, one and the same for the page and its library.
const VUE = resolve(LIBRARIES, "vue/dist/vue.common.prod.js");

/** `form` with the script of that name beside this file. */
export async function widgetDocument(form, script) {
  const { outputFiles } = await build({ entryPoints: [resolve(import.meta.dirname, script)], bundle: true, format: "iife", write: false, loader: { ".css": "text" }, nodePaths: [LIBRARIES], alias: { vue: VUE }, logLevel: "warning" });
  return `<!doctype html><html lang="vi"><meta charset="utf-8"><title>Widgets</title><body><form>${form}</form><script>${outputFiles[0].text.replaceAll("</script", "<\\/script")}</script>`;
}
