// docs/troubleshooting.md from schemas/errors.json and schemas/doctor.json. `node tests/lint/troubleshooting.mjs` writes it; lint compares.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = new URL("../../", import.meta.url);
const target = new URL("docs/troubleshooting.md", root);

const load = (name) => JSON.parse(readFileSync(new URL(`schemas/${name}`, root), "utf8"));

/** One code: what it says and, unless all is well, what to do. */
function section(heading, { message, remedy }) {
  const part = (text, label, advice) => (advice === undefined ? `${text}\n` : `${text}\n**${label}:** ${advice}\n`);
  return `## ${heading}\n\n${part(message.vi, "Cách xử lý", remedy?.vi)}\n${part(message.en, "Remedy", remedy?.en)}`;
}

const sections = (texts, headingOf = (code) => code) => Object.entries(texts).map(([code, text]) => section(headingOf(code), text));

/** The page as it should be: one section a code, Vietnamese first. */
export function troubleshootingPage() {
  const { errors } = load("errors.json");
  // A heading is what links point at: a code that both tables have stands there once as it is.
  const doctorHeading = (code) => (code in errors ? `${code} (doctor)` : code);
  return [
    "# Xử lý sự cố · Troubleshooting\n",
    "Every message carries a code; look it up here. This page is made from `schemas/errors.json` and `schemas/doctor.json`; edit the texts there.\n",
    "Máy chưa dùng được: chạy `cccd-bridge doctor`. / Where a desk does not work, run `cccd-bridge doctor`.\n",
    ...sections(errors),
    "# cccd-bridge doctor\n",
    ...sections(load("doctor.json").findings, doctorHeading),
  ].join("\n");
}

/** Whether the committed page is the one that errors.json gives. */
export function troubleshootingIsCurrent() {
  return readFileSync(target, "utf8") === troubleshootingPage();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(target, troubleshootingPage());
