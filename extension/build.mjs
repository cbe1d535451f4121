// Builds the extension: `node build.mjs` → dist/chrome and dist/firefox; `--generate-only` stops after generated/.
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { build } from "esbuild";
import { compareLanguages, generateMessages, loadTexts, writeLocales } from "./tools/locales.mjs";
import { browsers, manifestFor } from "./tools/manifest.mjs";
import { managedSchema } from "./tools/managed-schema.mjs";
import { distDirectory, extensionDirectory, generatedDirectory } from "./tools/paths.mjs";
import { generateProfiles } from "./tools/profiles.mjs";
import { generateQrPasses } from "./tools/qr-passes.mjs";
import { generateScannerQuirks } from "./tools/scanner-quirks.mjs";
import { generateShapes } from "./tools/shapes.mjs";
import { generateTypes } from "./tools/types.mjs";
import { generateUnitNames } from "./tools/unit-names.mjs";
import { generateValidators } from "./tools/validators.mjs";

const entryPoints = {
  background: "background/main.ts",
  content: "content/main.ts",
  panel: "panel/main.tsx",
  options: "options/main.tsx",
  camera: "camera/main.tsx",
  "decode-worker": "decode/worker.ts",
};
const staticFiles = [
  "panel/panel.html",
  "panel/frame.css",
  "panel/content.css",
  "panel/sources.css",
  "panel/teach/teach.css",
  "options/options.html",
  "options/options.css",
  "camera/camera.html",
  "camera/camera.css",
  "shared/style.css",
  "icons",
  "node_modules/zxing-wasm/dist/reader/zxing_reader.wasm",
];

async function generate() {
  mkdirSync(generatedDirectory, { recursive: true });
  const texts = loadTexts();
  const problems = compareLanguages(texts);
  if (problems.length > 0) throw new Error(`texts:\n  ${problems.join("\n  ")}`);
  generateMessages(texts);
  generateValidators();
  generateShapes();
  generateProfiles();
  generateScannerQuirks();
  generateQrPasses();
  generateUnitNames();
  await generateTypes();
  return texts;
}

async function bundle(browser, directory) {
  await build({
    absWorkingDir: extensionDirectory,
    entryPoints,
    outdir: directory,
    bundle: true,
    format: "iife",
    target: browsers[browser],
    jsx: "automatic",
    jsxImportSource: "preact",
    charset: "utf8",
    legalComments: "inline",
    logLevel: "warning",
  });
}

async function buildFor(browser, texts) {
  const directory = join(distDirectory, browser);
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  await bundle(browser, directory);
  for (const file of staticFiles) {
    cpSync(join(extensionDirectory, file), join(directory, basename(file)), { recursive: true, filter: (path) => !path.endsWith(".svg") });
  }
  writeFileSync(join(directory, "manifest.json"), JSON.stringify(manifestFor(browser), null, 2));
  if (browser === "chrome") writeFileSync(join(directory, "managed-schema.json"), JSON.stringify(managedSchema(), null, 1));
  writeLocales(texts, directory);
}

try {
  const texts = await generate();
  if (!process.argv.includes("--generate-only")) {
    for (const browser of Object.keys(browsers)) await buildFor(browser, texts);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
