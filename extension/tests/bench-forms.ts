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
    };
  });
}

/** Milliseconds of a snapshot with detection, once warm. */
function time(runs: number): number[] {
  return Array.from({ length: runs }, () => {
    const begin = performance.now();
    detect(new Page(document, undefined).snapshot(BINDING).fields, ["applicant"]);
    return performance.now() - begin;
  });
}

Object.assign(globalThis, { benchForms: { look, time } });
