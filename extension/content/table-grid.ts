// Tables as the eye reads them: which heads stand over a cell and which before it, with spanned rows and columns counted.
import { hasLetter, textOf } from "./dom-text";
import { closestIn } from "./composed";
import type { Census } from "./label-places";

const MAX_ROWS = 300;
const MAX_COLUMNS = 40;
const MAX_HEAD_ROWS = 4;

interface Grid {
  rows: HTMLTableCellElement[][];
  places: Map<Element, { row: number; column: number }>;
  /** Numbers of the rows that only name columns. */
  heads: number[];
}

/** What a table says of one of its cells. */
export interface CellHeads {
  /** Heads of its column, the nearest first. */
  column: string[];
  /** Heads of its row, the nearest first. */
  row: string[];
  /** Several controls stand in its row: its heads tell them apart. */
  isCrossed: boolean;
}

const NONE: CellHeads = { column: [], row: [], isCrossed: false };

/** Reads each table of a page once. */
export class TableReader {
  private readonly grids = new Map<HTMLTableElement, Grid>();

  /** A control asks several times in a row. */
  private last: { element: Element; heads: CellHeads } | undefined;

  private readonly heads = new Map<Element, CellHeads>();

  constructor(private readonly census: Census) {}

  /** The heads of the cell that holds `element`; of no cell in a table larger than a form's. */
  headsOf(element: Element): CellHeads {
    if (this.last?.element !== element) this.last = { element, heads: this.look(element) };
    return this.last.heads;
  }

  private look(element: Element): CellHeads {
    const cell = closestIn(element, "td, th");
    if (cell === null) return NONE;
    let heads = this.heads.get(cell);
    if (heads === undefined) this.heads.set(cell, (heads = this.headsOfCell(cell)));
    return heads;
  }

  private headsOfCell(cell: Element): CellHeads {
    const table = cell.closest("table");
    if (table === null) return NONE;
    const grid = this.gridOf(table);
    const place = grid.places.get(cell);
    if (place === undefined) return NONE;
    const row = grid.rows[place.row] ?? [];
    const isCrossed = this.isCrossed(row);
    const column = grid.heads.filter((head) => head < place.row).reverse().map((head) => grid.rows[head]?.[place.column]);
    const before = row.slice(0, place.column).reverse().filter((other) => this.census.in(other) === 0 && (isCrossed || other.rowSpan > 1));
    const listed = isCrossed ? before.filter((other) => !hasLetter(textOf(other))).flatMap((other) => grid.heads.map((head) => grid.rows[head]?.[row.indexOf(other)])) : [];
    return { column: textsOf(column), row: [...textsOf(before), ...textsOf(listed)], isCrossed };
  }

  /** Whether two or more cells of a row hold controls and no label stands between them. */
  private isCrossed(row: readonly HTMLTableCellElement[]): boolean {
    const cells = [...new Set(row)];
    const first = cells.findIndex((cell) => this.census.in(cell) > 0);
    const behind = first < 0 ? [] : cells.slice(first + 1);
    return behind.some((cell) => this.census.in(cell) > 0) && behind.every((cell) => this.census.in(cell) > 0 || !hasLetter(textOf(cell)));
  }

  private gridOf(table: HTMLTableElement): Grid {
    const known = this.grids.get(table);
    if (known !== undefined) return known;
    const grid: Grid = { ...layOut(table), heads: [] };
    for (const [at, row] of grid.rows.entries()) {
      const cells = [...new Set(row)];
      if (cells.some((cell) => this.census.in(cell) > 0) || grid.heads.length >= MAX_HEAD_ROWS) break;
      if (isHeadRow(cells)) grid.heads.push(at);
    }
    this.grids.set(table, grid);
    return grid;
  }
}

function layOut(table: HTMLTableElement): Omit<Grid, "heads"> {
  const lines = [...table.rows].slice(0, MAX_ROWS);
  const rows: HTMLTableCellElement[][] = lines.map(() => []);
  const places: Grid["places"] = new Map();
  for (const [at, line] of lines.entries()) {
    let column = 0;
    for (const cell of line.cells) {
      while (rows[at]?.[column] !== undefined) column++;
      if (column >= MAX_COLUMNS) break;
      places.set(cell, { row: at, column });
      const end = Math.min(column + Math.max(1, cell.colSpan), MAX_COLUMNS);
      // A span of zero rows runs to the table's end.
      const last = cell.rowSpan === 0 ? rows.length : Math.min(at + cell.rowSpan, rows.length);
      for (const covered of rows.slice(at, last)) for (let to = column; to < end; to++) covered[to] ??= cell;
      column = end;
    }
  }
  return { rows, places };
}

/** Rows of texts that name columns; one of two plain cells is a label and a text shown. */
function isHeadRow(cells: readonly HTMLTableCellElement[]): boolean {
  if (cells.length < 2) return false;
  const isMarked = cells.every((cell) => cell.tagName === "TH" || cell.closest("thead") !== null);
  return isMarked || (cells.length >= 3 && cells.slice(1).every((cell) => hasLetter(textOf(cell))));
}

function textsOf(cells: readonly (HTMLTableCellElement | undefined)[]): string[] {
  const texts = [...new Set(cells)].map((cell) => (cell === undefined ? "" : textOf(cell)));
  return [...new Set(texts.filter(hasLetter))];
}
