// Rows of controls and rows of texts that take turns, cell by cell: each text is the caption of the control over it or under it.
import { hasLetter, textOf } from "./dom-text";
import { isOneOf } from "./element-kinds";
import type { Census } from "./label-places";

const MAX_CLIMB = 4;
const MAX_CELLS = 12;
const MAX_ROWS = 40;
const WHOLE: ReadonlySet<string> = new Set(["form", "body"]);

/** In a row of cells each with at most one control, the text in the same place of the row of captions over it or under it. */
export function captionInGrid(element: Element, census: Census): string {
  let cell: Element = element;
  for (let climb = 0; climb < MAX_CLIMB; climb++) {
    const row: Element | null = census.outerOf(cell);
    if (row === null || isOneOf(row, WHOLE)) return "";
    if (row.childElementCount > 1) {
      const captions = isRowOfControls(row, census) ? captionsOf(row, census) : undefined;
      if (captions !== undefined) return textOf(captions.children[[...row.children].indexOf(cell)] ?? captions);
    }
    cell = row;
  }
  return "";
}

/** The row of texts that belongs to a row of controls; none where it cannot be told. */
function captionsOf(row: Element, census: Census): Element | undefined {
  if (endsInTexts(row, census, before)) return before(row) ?? undefined;
  return endsInTexts(row, census, behind) ? (behind(row) ?? undefined) : undefined;
}

const before = (row: Element): Element | null => row.previousElementSibling;
const behind = (row: Element): Element | null => row.nextElementSibling;

/** Whether the rows that take turns from this one on, in one direction, end with texts. */
function endsInTexts(row: Element, census: Census, next: (element: Element) => Element | null): boolean {
  let isText = false;
  for (let at = next(row), count = 0; at !== null && count < MAX_ROWS; at = next(at), count++) {
    if (!(isText ? isBareRow(at, row, census) : isRowOfTexts(at, row, census))) break;
    isText = !isText;
  }
  return isText;
}

function isRowOfControls(row: Element, census: Census): boolean {
  return row.childElementCount <= MAX_CELLS && [...row.children].every((cell) => census.in(cell) === 1);
}

/** A row of as many controls that have no words of their own. */
function isBareRow(row: Element, like: Element, census: Census): boolean {
  return row.childElementCount === like.childElementCount && isRowOfControls(row, census) && [...row.children].every((cell) => !hasLetter(textOf(cell)));
}

function isRowOfTexts(row: Element, like: Element, census: Census): boolean {
  return row.childElementCount === like.childElementCount && census.in(row) === 0 && [...row.children].every((cell) => hasLetter(textOf(cell)));
}
