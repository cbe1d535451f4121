// Texts in the language the person chose, or the browser's.
import { messages, type Language, type MessageKey } from "../generated/messages";
import type { ErrorCode } from "../generated/errors";

export type { Language, MessageKey };
export type TextParams = { readonly [name: string]: string | number | boolean };
export type Translate = (key: MessageKey, params?: TextParams) => string;

/** A function that gives a text with its {placeholders} filled in. */
export function translator(language: Language): Translate {
  return (key, params = {}) =>
    messages[language][key].replace(/\{(\w+)\}/g, (whole, name: string) => (Object.hasOwn(params, name) ? String(params[name]) : whole));
}

/** The language to speak: the chosen one, else the browser's, Vietnamese unless that is English. */
export function languageOf(choice: "auto" | Language, browserLanguage: string): Language {
  if (choice !== "auto") return choice;
  return browserLanguage.toLowerCase().startsWith("en") ? "en" : "vi";
}

function errorPart(code: ErrorCode): string {
  return code.replaceAll(".", "_");
}

export function errorKey(code: ErrorCode): MessageKey {
  return `error_${errorPart(code)}` as MessageKey;
}

export function remedyKey(code: ErrorCode): MessageKey {
  return `remedy_${errorPart(code)}` as MessageKey;
}
