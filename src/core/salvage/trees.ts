import type { SqlValue } from '../db/sql';
import type { DamagedFile } from './damaged-file';
import { parseRecord, parseTreePage, readPayload, type Cell, type TreePage } from './records';

/** A record found in a tree. */
export interface FoundRecord {
  readonly rowId: number | null;
  readonly values: readonly (SqlValue | undefined)[];
  readonly whole: boolean;
}

/** What was found in a tree, page by page; `null` for a page or a cell that is lost. */
export type Found = { readonly page: number; readonly records: readonly (FoundRecord | null)[] } | null;

/** Walks trees, and keeps account of which page belongs to what: a page has one use. */
export interface TreeReader {
  /** The records of a tree, page by page. */
  readonly walk: (root: number, tree: 'rows' | 'keys') => Generator<Found, void, undefined>;
  /** Pages of trees that no other page leads to, because the ones above them are lost. Each stands for its subtree. */
  readonly orphans: () => readonly { readonly page: number; readonly tree: 'rows' | 'keys' }[];
  /** How many lost pages something led to. */
  readonly missed: () => number;
}

export function createTreeReader(file: DamagedFile): TreeReader {
  const used = new Set<number>();
  const missed = new Set<number>();

  function take(number: number): Buffer | null {
    if (number < 1 || number > file.pages || used.has(number)) return null;
    const page = file.read(number);
    (page === null ? missed : used).add(number);
    return page;
  }

  /** The rest of a record. A page of a tree is none, and one that is in use already belongs to another record. */
  function takeOverflow(number: number): Buffer | null {
    const page = take(number);
    return page === null || page.readUInt8(0) !== 0 ? null : page;
  }

  function readCell(cell: Cell): FoundRecord | null {
    if (cell.payload === null) return null;
    const bytes = readPayload(cell.payload, takeOverflow);
    const record = parseRecord(bytes);
    if (record === null) return null;
    return {
      rowId: cell.rowId,
      values: record.values,
      whole: record.whole && bytes.byteLength === cell.payload.length,
    };
  }

  function* walk(root: number, tree: 'rows' | 'keys'): Generator<Found, void, undefined> {
    const content = take(root);
    const page = content === null ? null : parseTreePage(content, root);
    if (page === null || page.tree !== tree) {
      yield null;
      return;
    }
    const withPayload = page.cells.filter((cell) => cell.payload !== null);
    yield {
      page: root,
      records: [
        ...withPayload.map(readCell),
        ...Array.from({ length: page.brokenCells }, (): FoundRecord | null => null),
      ],
    };
    for (const child of childrenOf(page)) yield* walk(child, tree);
  }

  return {
    walk,
    orphans: () => {
      const left: { readonly number: number; readonly page: TreePage }[] = [];
      for (let number = 2; number <= file.pages; number += 1) {
        const content = used.has(number) ? null : file.read(number);
        const page = content === null ? null : parseTreePage(content, number);
        if (page !== null && page.cells.length > 0) left.push({ number, page });
      }
      const children = new Set(left.flatMap(({ page }) => childrenOf(page)));
      return left
        .filter(({ number }) => !children.has(number))
        .map(({ number, page }) => ({ page: number, tree: page.tree }));
    },
    missed: () => missed.size,
  };
}

function childrenOf(page: TreePage): readonly number[] {
  if (page.right === null) return [];
  return [...page.cells.flatMap(({ left }) => (left === null ? [] : [left])), page.right];
}
