// A date in three parts: the year first, because the days of a month depend on it; each part by the adapter of its own widget.
import type { ErrorCode } from "../../generated/errors";
import { isoDate } from "../../plan/compare";
import { saysSame } from "../../plan/options";
import { datePartSpellings } from "../../plan/values";
import { numberIn, PARTS, type Part } from "../date-parts";
import type { Control } from "../controls";
import type { Adapter, Memento, Wanted } from "./adapter";
import { adapterOf } from "./adapters";
import type { Limit } from "./wait";

const ORDER: readonly Part[] = ["year", "month", "day"];
const MONTHS = Array.from({ length: 12 }, (_, index) => datePartSpellings("month", String(index + 1).padStart(2, "0")));

export const datePartsAdapter: Adapter = {
  read(control: Control): string {
    const [day, month, year] = PARTS.map((part) => shown(control, part));
    if (day === "" && month === "") return year ?? "";
    return [day, month, year].join("/");
  },

  options: () => undefined,

  async write(control: Control, wanted: Wanted): Promise<ErrorCode | undefined> {
    const values = partsOf(wanted.value);
    if (values === undefined) return "fill.optionMissing";
    const before = datePartsAdapter.remember(control);
    for (const part of ORDER) {
      const error = await writePart(control, part, values[part], wanted);
      if (error === undefined) continue;
      // A date in which one part is missing is no date.
      if (error !== "fill.fieldGone") await datePartsAdapter.restore(control, before, wanted.limit);
      return error;
    }
    return undefined;
  },

  remember(control: Control): Memento {
    const mementos = ORDER.map((part) => remembered(control, part));
    return { shown: datePartsAdapter.read(control), raw: JSON.stringify(mementos) };
  },

  async restore(control: Control, memento: Memento, limit: Limit): Promise<void> {
    const mementos = JSON.parse(memento.raw) as Memento[];
    for (const [index, part] of ORDER.entries()) {
      const before = mementos[index];
      const own = control.parts?.[part];
      if (own !== undefined && before !== undefined) await adapterOf(own).restore(own, before, limit);
    }
  },
};

function shown(control: Control, part: Part): string {
  const own = control.parts?.[part];
  const number = own === undefined ? undefined : readPart(own, part);
  if (number === undefined) return "";
  return String(number).padStart(part === "year" ? 4 : 2, "0");
}

function readPart(own: Control, part: Part): number | undefined {
  const text = adapterOf(own).read(own);
  const number = numberIn(text);
  if (number !== undefined || part !== "month" || text === "") return number;
  const named = MONTHS.findIndex((spellings) => saysSame(text, "", spellings));
  return named < 0 ? undefined : named + 1;
}

function remembered(control: Control, part: Part): Memento {
  const own = control.parts?.[part];
  return own === undefined ? { shown: "", raw: "" } : adapterOf(own).remember(own);
}

/** dd/MM/yyyy or yyyy-MM-dd; a year alone leaves day and month as they are. */
function partsOf(text: string): Record<Part, number | undefined> | undefined {
  if (/^\d{4}$/u.test(text)) return { day: undefined, month: undefined, year: Number(text) };
  const [year, month, day] = (isoDate(text) ?? "").split("-").map(Number);
  return year === undefined || month === undefined || day === undefined ? undefined : { day, month, year };
}

async function writePart(control: Control, part: Part, value: number | undefined, wanted: Wanted): Promise<ErrorCode | undefined> {
  const own = control.parts?.[part];
  if (own === undefined) return "fill.fieldGone";
  if (value === undefined) return undefined;
  const padded = String(value).padStart(part === "year" ? 4 : 2, "0");
  const accepted = part === "year" ? [`Năm ${padded}`] : datePartSpellings(part, padded);
  const error = await adapterOf(own).write(own, { ...wanted, value: padded, accepted, follows: false });
  return error ?? (readPart(own, part) === value ? undefined : "fill.changedByPage");
}
