// Reads labelled form sets of every known shape as pages: {name, html, isForeign}.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { renderForm } from "./layouts.mjs";

const FORM = /<form[\s>][\s\S]*?<\/form>/giu;

/** Each form of a page of cases is a page of its own: the cases know nothing of each other. */
function formsOf(name, html) {
  const forms = html.match(FORM) ?? [html];
  return forms.map((form, at) => ({ name: `${name} form ${at + 1}`, html: form, isForeign: false }));
}

/** One field case of vn-fields.json as a form, in the association it names. */
function caseAsForm({ case: number, label_association: association, label, tag, attributes, expected }) {
  const { options, ...plain } = attributes;
  const marks = `data-expected="${expected}" data-case="${number}"`;
  const text = Object.entries(plain).map(([key, value]) => `${key}="${String(value).replaceAll('"', "&quot;")}"`).join(" ");
  const one = tag === "select" ? `<select ${text} ${marks}>${(options ?? []).map(([value, shown]) => `<option value="${value}">${shown}</option>`).join("")}</select>` : `<${tag} ${text} ${marks}>${tag === "textarea" ? "</textarea>" : ""}`;
  const shapes = {
    for: () => `<div><label for="${plain.id}">${label}</label>${one}</div>`,
    wrap: () => `<label><span>${label}</span>${one}</label>`,
    td: () => `<table><tr><td>${label}</td><td>${one}</td></tr></table>`,
    radio: () => `<div><label>${label}</label><div>${(options ?? []).map(([value, shown]) => `<label><input type="radio" name="${plain.name}" value="${value}" ${marks}> ${shown}</label>`).join("")}</div></div>`,
  };
  return { name: number, html: `<form>${(shapes[association] ?? (() => `<div><label>${label}</label><div>${one}</div></div>`))()}</form>`, isForeign: false };
}

function readJson(path) {
  const data = JSON.parse(readFileSync(path, "utf8"));
  if (Array.isArray(data.forms)) return data.forms.map((form) => ({ name: form.id, html: renderForm(form), isForeign: false, allRoles: true }));
  return Array.isArray(data) && data.every((entry) => "label" in entry && "expected" in entry) ? data.map(caseAsForm) : [];
}

function readHtml(path) {
  const html = readFileSync(path, "utf8");
  if (html.includes("data-manual-scoring")) return [{ name: basename(path), html, isForeign: true }];
  return html.includes("data-expected") ? formsOf(basename(path), html) : [];
}

/** All pages of a folder or a file; a page's html is taken before the json of the same name, which says the same. */
export function readSet(path) {
  if (path.endsWith(".json")) return readJson(path);
  const files = readdirSync(path).sort();
  return files.flatMap((file) => {
    if (/\.html?$/u.test(file)) return readHtml(join(path, file));
    return file.endsWith(".json") && !existsSync(join(path, file.replace(/json$/u, "html"))) ? readJson(join(path, file)) : [];
  });
}
