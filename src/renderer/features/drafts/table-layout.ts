import type { OpenedBlock } from '../../../shared/drafts/contract';

/** What stands between two tables, or one of them. */
export type DraftStretch =
  | { readonly table: null; readonly blocks: readonly OpenedBlock[] }
  | { readonly table: number; readonly blocks: readonly OpenedBlock[] };

/** The paragraphs of a draft, those of one table together. */
export function splitByTable(blocks: readonly OpenedBlock[]): readonly DraftStretch[] {
  const stretches: { table: number | null; blocks: OpenedBlock[] }[] = [];
  for (const block of blocks) {
    const table = block.form.cell?.table ?? null;
    const last = stretches.at(-1);
    if (last?.table === table) last.blocks.push(block);
    else stretches.push({ table, blocks: [block] });
  }
  return stretches;
}

export interface LaidCell {
  readonly column: number;
  readonly columns: number;
  readonly rows: number;
  readonly blocks: readonly OpenedBlock[];
}

export interface LaidRow {
  readonly row: number;
  readonly cells: readonly LaidCell[];
  /** No cell in it goes on into another row, and none holds more than words. */
  readonly canGo: boolean;
}

/** The rows of a table as they are drawn: a place that no cell takes is an empty cell. */
export function layTable(blocks: readonly OpenedBlock[], columns: number): readonly LaidRow[] {
  const cells = new Map<
    string,
    { row: number; column: number; columns: number; rows: number; blocks: OpenedBlock[] }
  >();
  for (const block of blocks) {
    const { cell } = block.form;
    if (cell === null) continue;
    const name = `${cell.row} ${cell.column}`;
    const found = cells.get(name);
    if (found === undefined) cells.set(name, { ...cell, blocks: [block] });
    else found.blocks.push(block);
  }
  const cellsByRow: (LaidCell & { readonly row: number })[][] = [];
  for (const cell of cells.values())
    for (let row = cell.row; row < cell.row + cell.rows; row += 1) (cellsByRow[row] ??= []).push(cell);
  return Array.from(cellsByRow, (reaching = [], row) => {
    const laid: LaidCell[] = [];
    for (let column = 0; column < columns; column += 1) {
      const cell = reaching.find((each) => each.column <= column && column < each.column + each.columns);
      if (cell === undefined) laid.push({ column, columns: 1, rows: 1, blocks: [] });
      else if (cell.row === row && cell.column === column) laid.push(cell);
    }
    return {
      row,
      cells: laid,
      canGo: reaching.every((cell) => cell.rows === 1 && cell.blocks.every(({ form }) => !form.locked)),
    };
  });
}

/** A column for a number is widened: a citation in it has words on the screen. */
const leastShare = 0.13;

/** What each column takes of the width of a table, in percent. */
export function columnShares(widths: readonly number[]): readonly number[] {
  const shareOf = (all: readonly number[]): readonly number[] => {
    const sum = all.reduce((total, width) => total + width, 0);
    return all.map((width) => (sum === 0 ? 1 / all.length : width / sum));
  };
  const least = Math.min(leastShare, 1 / widths.length);
  return shareOf(shareOf(widths).map((share) => Math.max(share, least))).map(
    (share) => Math.round(1000 * share) / 10,
  );
}
