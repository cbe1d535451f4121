// docs/troubleshooting.md from schemas/errors.json. `node tests/lint/troubleshooting.mjs` writes it; lint compares.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = new URL("../../", import.meta.url);
const target = new URL("docs/troubleshooting.md", root);

/** The page as it should be: one section a code, Vietnamese first. */
export function troubleshootingPage() {
  const { errors } = JSON.parse(readFileSync(new URL("schemas/errors.json", root), "utf8"));
  const sections = Object.entries(errors).map(
    ([code, { message, remedy }]) =>
      `## ${code}\n\n${message.vi}\n**Cách xử lý:** ${remedy.vi}\n\n${message.en}\n**Remedy:** ${remedy.en}\n`,
  );
  return [
    "# Xử lý sự cố · Troubleshooting\n",
    "Every message carries a code; look it up here. This page is made from `schemas/errors.json`; edit the texts there.\n",
    ...sections,
  ].join("\n");
}

/** Whether the committed page is the one that errors.json gives. */
export function troubleshootingIsCurrent() {
  return readFileSync(target, "utf8") === troubleshootingPage();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(target, troubleshootingPage());
