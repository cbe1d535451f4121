// Which document of a form a field stands in, and what was written where. Pure.
import type { FieldReport } from "../../shared/content-protocol";
import type { FrameTarget, PortalTarget, Preview } from "./state";

/** The frame that holds a field of the preview; undefined for one of the page itself. */
export function frameOf({ frames = [] }: PortalTarget, ref: number): FrameTarget | undefined {
  return frames.find(({ first, count }) => ref >= first && ref < first + count);
}

/** The frame that holds the profile's form; undefined where that is the page itself. */
export function homeFrame({ frames = [], home }: PortalTarget): FrameTarget | undefined {
  return home === undefined ? undefined : frames[home];
}

/** @returns the target with what is written in its frames, by this fill and, where `before` is given, by earlier ones of the same page */
export function withWritten({ target, plan }: Preview, reports: readonly FieldReport[], before: PortalTarget | undefined): PortalTarget {
  const former = before?.frames ?? [];
  if (target.frames === undefined && former.length === 0) return target;
  const steps = [...plan.steps, ...plan.questions.map(({ step }) => step)];
  const refs = new Map([...Object.entries(plan.fields ?? {}).map(([key, { ref }]) => [key, ref] as const), ...steps.map(({ key, ref }) => [key, ref] as const)]);
  const changed = reports.filter(({ outcome }) => outcome === "filled" || outcome === "changedByPage");
  const frames = (target.frames ?? []).map((frame): FrameTarget => {
    const fresh = changed.filter(({ key }) => frameOf(target, refs.get(key) ?? -1) === frame).map(({ key, label }) => ({ key, label }));
    const old = former.find((other) => isSame(other, frame))?.written ?? [];
    return { ...frame, written: [...old.filter(({ key }) => !fresh.some((other) => other.key === key)), ...fresh] };
  });
  // A frame that the new preview does not see has no fields in it, but what was written there can be taken back.
  const unseen = former.filter((other) => !frames.some((frame) => isSame(frame, other))).map((frame) => ({ ...frame, first: 0, count: 0 }));
  return { ...target, frames: [...frames, ...unseen] };
}

function isSame(one: FrameTarget, other: FrameTarget): boolean {
  return one.binding.token === other.binding.token;
}
