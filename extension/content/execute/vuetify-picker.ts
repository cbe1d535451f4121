// Vuetify 1.5's v-date-picker while it stands open: years, then months, then days; each view is drawn in place of the one before, which
// fades out beside it.
import { fold } from "../../plan/fold";
import { numberIn } from "../date-parts";
import { textOf } from "../dom-text";
import { isDisabledElement } from "../visible";
import { press } from "./events";
import { until, type Limit } from "./wait";

const OPEN = ".v-menu__content.menuable__content__active, .v-dialog__content--active";
const YEARS = ".v-date-picker-years";
const MONTHS = ".v-date-picker-table--month";
const DAYS = ".v-date-picker-table--date";
// A list of years reaches a hundred from the one that is shown: this reaches beyond every living person.
const MAX_PAGES = 3;
const AGREED = new Set(["OK", "Chọn", "Lưu", "Xong", "Đồng ý", "Xác nhận", "Áp dụng"].map(fold));
const CANCELLED = new Set(["Cancel", "Huỷ", "Huỷ bỏ", "Đóng", "Thoát", "Bỏ qua"].map(fold));

/** Menus and dialogs that stand open in a page; the form itself may be in one. */
export function openFrames(page: Document): HTMLElement[] {
  return [...page.querySelectorAll<HTMLElement>(OPEN)];
}

export class VuetifyPicker {
  private constructor(private readonly picker: HTMLElement) {}

  /** The picker in one of these frames; undefined when there is none, or more than one. */
  static in(frames: readonly HTMLElement[]): VuetifyPicker | undefined {
    const found = frames.flatMap((frame) => [...frame.querySelectorAll<HTMLElement>(".v-picker--date")]);
    return found.length === 1 && found[0] !== undefined ? new VuetifyPicker(found[0]) : undefined;
  }

  /** Clicks through to a day. @returns whether the picker let it be chosen */
  async choose(iso: string, limit: Limit): Promise<boolean> {
    const [year = 0, month = 0, day = 0] = iso.split("-").map(Number);
    if (!(await this.turnTo(year, limit))) return false;
    const months = await until(() => this.view(MONTHS), limit);
    if (months === undefined || !click(buttons(months)[month - 1])) return false;
    const days = await until(() => this.view(DAYS), limit);
    return days !== undefined && click(buttons(days).find((button) => numberIn(textOf(button)) === day));
  }

  /** Presses the button with which some portals have the choice confirmed. */
  confirm(): void {
    this.pressOne(AGREED);
  }

  /** Presses the button that takes the choice back. */
  cancel(): void {
    this.pressOne(CANCELLED);
  }

  /** Whether it is certain that no day is chosen: its title shows none, or none of a whole month's days is marked. */
  isEmpty(): boolean {
    const title = this.picker.querySelector(".v-date-picker-title__date");
    if (title !== null) return textOf(title) === "";
    const days = this.view(DAYS);
    return days !== undefined && buttons(days).every((button) => !button.classList.contains("v-btn--active"));
  }

  private pressOne(words: ReadonlySet<string>): void {
    const found = [...this.picker.querySelectorAll<HTMLButtonElement>(".v-picker__actions button")].filter((button) => button.type !== "submit" && words.has(fold(textOf(button))));
    if (found.length === 1) click(found[0]);
  }

  /** Chooses the year; months are shown then. */
  private async turnTo(year: number, limit: Limit): Promise<boolean> {
    for (let page = 0; page < MAX_PAGES; page++) {
      const list = await this.years(limit);
      const lines = [...(list?.querySelectorAll<HTMLElement>("li") ?? [])];
      const found = lines.find((line) => numberIn(textOf(line)) === year);
      if (found !== undefined) return click(found);
      const [first, last] = [lines[0], lines.at(-1)];
      if (first === undefined || last === undefined) return false;
      click(year > (numberIn(textOf(first)) ?? year) ? first : last);
      await until(() => (this.view(YEARS) === undefined ? true : undefined), limit);
    }
    return false;
  }

  /** Goes up from days to months to years. */
  private years(limit: Limit): Promise<HTMLElement | undefined> {
    return until(() => {
      const years = this.view(YEARS);
      if (years === undefined) this.body()?.querySelector<HTMLElement>(".v-date-picker-header__value button")?.click();
      return years;
    }, limit);
  }

  private view(selector: string): HTMLElement | undefined {
    return this.body()?.querySelector<HTMLElement>(selector) ?? undefined;
  }

  private body(): Element | undefined {
    return [...this.picker.querySelectorAll(".v-picker__body > *")].find((child) => !isLeaving(child));
  }
}

function buttons(table: HTMLElement): HTMLElement[] {
  const [shown] = [...table.querySelectorAll("table")].filter((part) => !isLeaving(part));
  return [...(shown?.querySelectorAll<HTMLElement>("tbody button") ?? [])];
}

function isLeaving(element: Element): boolean {
  return /-leave(?:-active|-to)?(?:\s|$)/u.test(element.className);
}

function click(target: HTMLElement | undefined): boolean {
  if (target === undefined || isDisabledElement(target)) return false;
  press(target);
  return true;
}
