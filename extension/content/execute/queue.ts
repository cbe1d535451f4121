// In which order a form is filled: choices first, since values behind a choice must stand longest, and what can be typed while a list loads.
import { isTyped } from "../../plan/widget-kinds";
import type { FillStep } from "../../shared/content-protocol";

/** What the queue must know of the page. */
export interface Lists {
  /** Whether the list of a step offers what is wanted by now. */
  isListed(step: FillStep): boolean;
}

export class Queue {
  private left: FillStep[];

  constructor(steps: readonly FillStep[]) {
    const typed = steps.filter(({ widget }) => isTyped(widget));
    this.left = [...steps.filter(({ widget }) => !isTyped(widget)), ...typed];
  }

  /** Whether a list is on its way for some step, so that time given to the page is not lost. */
  get isWaiting(): boolean {
    const keys = new Set(this.left.map(({ key }) => key));
    return this.left.some(({ after }) => after !== undefined && !keys.has(after));
  }

  /** Takes the next step out: one that need not wait, else the first whose list has to be waited for; undefined at the end. */
  next(lists: Lists): FillStep | undefined {
    const keys = new Set(this.left.map(({ key }) => key));
    const free = this.left.filter(({ after }) => after === undefined || !keys.has(after));
    const next = free.find((step) => step.after === undefined || lists.isListed(step)) ?? free[0] ?? this.left[0];
    this.left = this.left.filter((step) => step !== next);
    return next;
  }
}
