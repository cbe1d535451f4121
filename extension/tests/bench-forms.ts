// Runs inside the browser's page: the content script's own look at it and the planner's own detection, beside the truth in the page.
import { Page } from "../content/page";
import { Scan } from "../content/locate";
import { detect } from "../plan/detect/detect";
import type { Role } from "../generated/site-profile";

const BINDING = { token: "bench", origin: "https://bench.invalid", path: "/" };

interface Row {
  case: string;
  expected: string;
  found: string;
  reason: string;
  label: string;
  /** One control for the three parts of a date. */
  isParted: boolean;
}

function look(roles: Role[]): Row[] {
  const controls = new Scan(document.body).known.map(({ control }) => control.radios[0] ?? control.element);
  if (controls.length === 0) return [];
  const { fields } = new Page(document, undefined).snapshot(BINDING);
  const { targets, ambiguous } = detect(fields, roles);
  return fields.map(({ ref, labels }, at): Row => {
    const data = controls[at]?.dataset ?? {};
    const target = targets.find(({ control }) => control.ref === ref);
    const doubt = ambiguous.find(({ control }) => control.ref === ref);
    return {
      case: data["case"] ?? controls[at]?.getAttribute("name") ?? "",
      expected: data["expected"] ?? data["manualScoring"] ?? "",
      found: target === undefined ? "" : target.field.key.replace("detected.", ""),
      reason: target === undefined ? (doubt?.reason ?? "") : target.reasons.map(({ kind }) => kind).join("+"),
      label: labels[0] ?? "",
      isParted: fields[at]?.widget === "date-parts",
    };
  });
}

function lookOnce(): void {
  detect(new Page(document, undefined).snapshot(BINDING).fields, ["applicant"]);
}

/** What anybody who looks at a whole page has to do: every element's own text and style, in shadow trees as well. */
function walk(tree: ParentNode): number {
  let letters = 0;
  for (const element of tree.querySelectorAll("*")) {
    const { display, visibility } = getComputedStyle(element);
    if (display !== "none" && visibility === "visible") for (const node of element.childNodes) letters += node.nodeType === Node.TEXT_NODE ? (node.nodeValue ?? "").length : 0;
    if (element.shadowRoot !== null) letters += walk(element.shadowRoot);
  }
  return letters;
}

function timed(act: () => unknown): number {
  const begin = performance.now();
  act();
  return performance.now() - begin;
}

/** Milliseconds of snapshots with detection and of plain walks, in turns. */
function time(runs: number): { looks: number[]; walks: number[] } {
  const looks: number[] = [];
  const walks: number[] = [];
  for (let run = 0; run < runs; run++) {
    looks.push(timed(lookOnce));
    walks.push(timed(() => walk(document)));
  }
  return { looks, walks };
}

Object.assign(globalThis, { benchForms: { look, lookOnce, time } });
