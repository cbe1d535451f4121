// Texts: the hand-written ones of _locales/*.json and those of every error, checked for completeness both ways.
import { readFileSync, readdirSync, statSync, writeFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { extensionDirectory, generatedDirectory } from "./paths.mjs";
import { loadErrors } from "./schemas.mjs";

export const languages = ["vi", "en"];

/** `card.wrongKey` → `card_wrongKey`: the browser takes no dots in message names. */
function keyPart(code) {
  return code.replaceAll(".", "_");
}

function errorTexts(language) {
  const texts = {};
  for (const [code, error] of Object.entries(loadErrors().errors)) {
    texts[`error_${keyPart(code)}`] = error.message[language];
    texts[`remedy_${keyPart(code)}`] = error.remedy[language];
  }
  return texts;
}

/** @returns {Record<string, Record<string, string>>} texts by language and key */
export function loadTexts() {
  return Object.fromEntries(languages.map((language) => {
    const own = JSON.parse(readFileSync(join(extensionDirectory, "_locales", `${language}.json`), "utf8"));
    return [language, { ...own, ...errorTexts(language) }];
  }));
}

function placeholders(text) {
  return [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort().join(",");
}

/** @returns {string[]} what is wrong between the languages: missing keys, other placeholders, text not in NFC */
export function compareLanguages(texts) {
  const problems = [];
  for (const [one, other] of [["vi", "en"], ["en", "vi"]]) {
    for (const [key, text] of Object.entries(texts[one])) {
      if (text.trim() === "") problems.push(`${one}: ${key} is empty`);
      if (text !== text.normalize("NFC")) problems.push(`${one}: ${key} is not NFC`);
      if (!(key in texts[other])) problems.push(`${other}: ${key} is missing`);
      else if (placeholders(text) !== placeholders(texts[other][key])) problems.push(`${key}: placeholders differ`);
    }
  }
  return [...new Set(problems)];
}

function sourceFiles(directory) {
  return readdirSync(directory).flatMap((name) => {
    const path = join(directory, name);
    if (["node_modules", "generated", "dist", "tests", "tools"].includes(name)) return [];
    if (statSync(path).isDirectory()) return sourceFiles(path);
    return /\.(tsx?|html)$/.test(name) ? [path] : [];
  });
}

/** @returns {string[]} hand-written keys that no source file mentions, whole or by a prefix that ends with `_` */
export function unusedKeys(texts) {
  const sources = sourceFiles(extensionDirectory).map((path) => readFileSync(path, "utf8")).join("\n");
  const isUsed = (key) => {
    if (key === "appName" || key === "appDescription") return true;
    if (sources.includes(`"${key}"`)) return true;
    const prefixes = [...key.matchAll(/_/g)].map(({ index }) => key.slice(0, index + 1));
    return prefixes.some((prefix) => sources.includes(`\`${prefix}\${`));
  };
  return Object.keys(texts.vi).filter((key) => !isUsed(key));
}

/** Writes generated/messages.ts: both languages, so that the panel may speak another one than the browser. */
export function generateMessages(texts) {
  const code = [
    "// Generated from _locales/ and schemas/errors.json; do not edit.",
    `export const messages = ${JSON.stringify(texts, null, 2)} as const;`,
    "export type Language = keyof typeof messages;",
    "export type MessageKey = keyof (typeof messages)[\"vi\"];",
    "",
  ].join("\n");
  writeFileSync(join(generatedDirectory, "messages.ts"), code);
}

/** Writes DIRECTORY/_locales/LANGUAGE/messages.json in the browser's own form. */
export function writeLocales(texts, directory) {
  for (const language of languages) {
    const entries = Object.entries(texts[language]).map(([key, text]) => [key, { message: text.replaceAll("$", "$$$$") }]);
    mkdirSync(join(directory, "_locales", language), { recursive: true });
    writeFileSync(join(directory, "_locales", language, "messages.json"), JSON.stringify(Object.fromEntries(entries), null, 1));
  }
}
