import { describe, expect, it } from 'vitest';
import { columnShares, layTable, splitByTable } from '../../../src/renderer/features/drafts/table-layout';
import { draftBlockIdSchema } from '../../../src/shared/drafts/blocks';
import type { DraftCell, OpenedBlock } from '../../../src/shared/drafts/contract';

const block = (text: string, cell: DraftCell | null, locked = false): OpenedBlock => ({
  id: draftBlockIdSchema.parse(crypto.randomUUID()),
  place: 0,
  base: text,
  text,
  quotes: [],
  paraphrased: false,
  form: { number: '', headingLevel: null, cell, locked },
});
const at = (row: number, column: number, columns = 1, rows = 1, table = 0): DraftCell => ({
  table,
  row,
  column,
  columns,
  rows,
});
const drawn = (blocks: readonly OpenedBlock[], columns: number): readonly string[] =>
  layTable(blocks, columns).map(({ cells, canGo }) =>
    [
      ...cells.map((cell) => `${cell.blocks.map(({ text }) => text).join('/')}${cell.columns}${cell.rows}`),
      canGo ? 'may go' : 'stays',
    ].join(' '),
  );

describe('a table of a draft', () => {
  it('has each cell where it stands, merged ones once, and an empty one where there is none', () => {
    const blocks = [
      block('head', at(0, 0, 3)),
      block('a', at(1, 0, 1, 2)),
      block('b', at(1, 1)),
      block('c', at(1, 2)),
      block('c too', at(1, 2)),
      block('d', at(2, 1, 2)),
      block('e', at(4, 1)),
      block('picture', at(5, 0), true),
    ];
    expect(drawn(blocks, 3)).toEqual([
      'head31 may go',
      'a12 b11 c/c too11 stays',
      'd21 stays',
      '11 11 11 may go',
      '11 e11 11 may go',
      'picture11 11 11 stays',
    ]);
  });

  it('stands apart from the paragraphs around it and from the next table', () => {
    const blocks = [
      block('before', null),
      block('one', at(0, 0)),
      block('two', at(0, 0, 1, 1, 1)),
      block('after', null),
      block('end', null),
    ];
    expect(splitByTable(blocks).map(({ table, blocks: own }) => [table, own.length])).toEqual([
      [null, 1],
      [0, 1],
      [1, 1],
      [null, 2],
    ]);
  });

  it('is as wide as drawn, its narrow columns wide enough for a citation', () => {
    expect(columnShares([1000, 5000, 4000])).toEqual([12.6, 48.5, 38.8]);
    expect(columnShares([0, 0])).toEqual([50, 50]);
    expect(columnShares(Array.from({ length: 20 }, () => 400))).toEqual(Array.from({ length: 20 }, () => 5));
  });
});
