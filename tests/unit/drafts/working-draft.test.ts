import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createWorkingDraft, type SaveCall } from '../../../src/renderer/features/drafts/working-draft';
import { draftBlockIdSchema, paragraphLimit } from '../../../src/shared/drafts/blocks';
import type { DraftCell, OpenedBlock, OpenedDraft } from '../../../src/shared/drafts/contract';
import { caseIdSchema, draftIdSchema } from '../../../src/shared/kernel/ids';
import { ok } from '../../../src/shared/kernel/result';

const idOf = (number: number) =>
  draftBlockIdSchema.parse(`00000000-0000-7000-8000-${String(number).padStart(12, '0')}`);
const at = (row: number, column: number): DraftCell => ({ table: 0, row, column, columns: 1, rows: 1 });
const block = (number: number, text: string, cell: DraftCell | null = null): OpenedBlock => ({
  id: idOf(number),
  place: number,
  base: text,
  text,
  quotes: number === 2 ? ['her own words'] : [],
  paraphrased: false,
  form: { number: '', headingLevel: null, cell, locked: false },
});
const savedAt = '2026-03-02T09:15:00.000Z';
const opened: OpenedDraft = {
  draft: {
    id: draftIdSchema.parse('00000000-0000-7000-8000-00000000000a'),
    caseId: caseIdSchema.parse('00000000-0000-7000-8000-00000000000b'),
    filingKind: 'F7',
    language: 'fr',
    startedAt: savedAt,
    savedAt,
    worked: 0,
    openComments: 0,
  },
  revision: 3,
  tables: [{ columns: [1, 1], headerRows: 0 }],
  blocks: [
    block(1, 'First.'),
    block(2, 'She said: her own words.'),
    block(3, 'one', at(0, 0)),
    block(4, '', at(0, 1)),
    block(5, 'two', at(1, 0)),
  ],
  comments: [],
  citable: [],
  quotable: [],
};

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function aWorkingDraft() {
  const saved: (readonly (string | null)[])[] = [];
  const save: SaveCall = (input) => {
    saved.push(input.blocks.map(({ text }) => text));
    return Promise.resolve(ok({ revision: input.baseRevision + 1, savedAt, numbers: {} }));
  };
  const working = createWorkingDraft(opened, save, () => undefined);
  const texts = () => working.state().blocks.map(({ text }) => text);
  return { working, saved, texts };
}

const before = opened.blocks.map(({ text }) => text);

describe('what is worked on in a draft', () => {
  it('is taken back step by step and made again, whatever was changed, and saved as it then stands', async () => {
    const { working, saved, texts } = aWorkingDraft();
    working.type(idOf(1), 'First, ', []);
    working.type(idOf(1), 'First, and', []);
    working.takeOut(idOf(1));
    const added = working.putIn(idOf(2), null);
    expect(texts()).toEqual([null, 'She said: her own words.', '', 'one', '', 'two']);

    expect(working.undo()).toBe(added);
    expect(working.undo()).toBe(idOf(1));
    expect(texts()[0]).toBe('First, and');
    // What was typed without a pause is one step.
    expect(working.undo()).toBe(idOf(1));
    expect(texts()).toEqual(before);
    expect([working.undo(), working.state().canUndo, working.state().canRedo]).toEqual([null, false, true]);
    expect(working.redo()).toBe(idOf(1));
    expect(texts()[0]).toBe('First, and');
    await vi.advanceTimersByTimeAsync(2000);
    expect(saved.at(-1)).toEqual(['First, and', ...before.slice(1)]);

    working.type(idOf(5), 'three', []);
    expect([working.redo(), working.state().canRedo]).toEqual([null, false]);
    await working.leave();
  });

  it('ends a step where the typing paused', () => {
    const { working, texts } = aWorkingDraft();
    working.type(idOf(1), 'First words', []);
    vi.advanceTimersByTime(1500);
    working.type(idOf(1), 'First words and more', []);
    working.undo();
    expect(texts()[0]).toBe('First words');
  });

  it('loses a row of a table as a whole, and its empty cells stay empty', () => {
    const { working, texts } = aWorkingDraft();
    working.takeOutRow(idOf(3));
    expect(texts()).toEqual(['First.', 'She said: her own words.', null, '', 'two']);
    working.undo();
    expect(texts()).toEqual(before);
  });

  it('takes no paragraph that would be too long, nor other words as hers, and says which it was', () => {
    const { working, texts } = aWorkingDraft();
    working.type(idOf(1), 'x'.repeat(paragraphLimit + 1), []);
    expect([texts(), working.state().refusal]).toEqual([before, { blockId: idOf(1), because: 'tooLong' }]);
    working.type(idOf(2), 'She said: other words.', []);
    expect([texts(), working.state().refusal]).toEqual([
      before,
      { blockId: idOf(2), because: 'quoteChanged' },
    ]);
  });
});
