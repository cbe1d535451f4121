// What a person takes out of a plan before it is carried out. Pure.
import type { FillPlan, PlanRefusal } from "./types";

/** The three fields of one date are one thing to a person. */
function whole(key: string): string {
  return key.replace(/\.(?:day|month|year)$/u, "");
}

/**
 * @param keys of steps that are left out; a part of a date takes the other parts along, a field the ones that wait for it
 * @returns the plan with those steps among its refusals
 */
export function leaveOut(plan: FillPlan, keys: readonly string[]): FillPlan {
  const wanted = new Set(keys.map(whole));
  const left = new Map<string, PlanRefusal>();
  for (const step of plan.steps) {
    const reason = wanted.has(whole(step.key)) ? "leftOut" : step.after !== undefined && left.has(step.after) ? "afterRefused" : undefined;
    if (reason !== undefined) left.set(step.key, { key: step.key, label: step.label, reason });
  }
  if (left.size === 0) return plan;
  return { ...plan, steps: plan.steps.filter(({ key }) => !left.has(key)), refusals: [...plan.refusals, ...left.values()] };
}
