import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDraft, type Draft, type DraftCalls } from '../../../src/renderer/features/interviews/draft';
import { flushUnsaved } from '../../../src/renderer/lib/unsaved';
import { interviewIdSchema } from '../../../src/shared/kernel/ids';
import { err, ok } from '../../../src/shared/kernel/result';
import { aDocument } from '../../integration/interviews/support';

type Save = DraftCalls['save'];
type SaveInput = Parameters<Save>[0];

const interviewId = interviewIdSchema.parse('00000000-0000-7000-8000-00000000000a');
const savedAt = '2026-03-02T09:15:00.000Z';

let made: (() => Promise<void>)[] = [];
beforeEach(() => vi.useFakeTimers());
afterEach(async () => {
  // Drafts that are not done with stay registered for the next lock.
  for (const finish of made) await settled(finish());
  made = [];
  vi.useRealTimers();
});

/** A draft on a stand-in for core, which answers with `answer` after 10 ms and writes down what it was asked. */
function aDraft(answer: (input: SaveInput, call: number) => Awaited<ReturnType<Save>> = accept) {
  const saves: SaveInput[] = [];
  const kept: string[] = [];
  const needed: boolean[] = [];
  let answerNow = answer;
  const draft = createDraft({
    interviewId,
    document: aDocument('before'),
    revision: 3,
    savedAt,
    calls: {
      save: async (input) => {
        saves.push(input);
        await new Promise((resolve) => {
          setTimeout(resolve, 10);
        });
        return answerNow(input, saves.length);
      },
      keepVersion: (id) => {
        kept.push(id);
        return Promise.resolve();
      },
    },
    onNeeded: (isNeeded) => needed.push(isNeeded),
  });
  draft.enter();
  made.push(() => {
    answerNow = accept;
    return draft.leave();
  });
  return { draft, saves, kept, needed };
}

function accept(input: SaveInput): Awaited<ReturnType<Save>> {
  return ok({ revision: input.baseRevision + 1, savedAt: '2026-03-02T09:15:02.000Z' });
}

function type(draft: Draft, text: string): void {
  draft.changed(() => aDocument(text));
}

/** Settles a promise that waits for timers. */
async function settled(waiting: Promise<unknown>): Promise<void> {
  await vi.advanceTimersByTimeAsync(50);
  await waiting;
}

const textOf = ({ document }: SaveInput) => JSON.stringify(document).match(/"text":"([^"]*)"/)?.[1];

describe('a draft', () => {
  it('saves once typing has paused, and says so only when core has', async () => {
    const { draft, saves } = aDraft();
    type(draft, 'a');
    type(draft, 'ab');
    expect(draft.state().status).toEqual({ kind: 'saving' });

    await vi.advanceTimersByTimeAsync(599);
    expect(saves).toEqual([]);
    await vi.advanceTimersByTimeAsync(5);
    expect(saves.map(textOf)).toEqual(['ab']);
    expect(draft.state().status).toEqual({ kind: 'saving' });

    await vi.advanceTimersByTimeAsync(10);
    expect(draft.state()).toEqual({
      status: { kind: 'saved', savedAt: '2026-03-02T09:15:02.000Z' },
      revision: 4,
      conflictAt: null,
    });
  });

  it('saves within a second and a half while typing never pauses', async () => {
    const { draft, saves } = aDraft();
    for (let key = 0; key < 60; key += 1) {
      type(draft, `text ${key}`);
      await vi.advanceTimersByTimeAsync(100);
    }
    // Six seconds of typing: four saves, and no text older than 1.5 s was ever unsaved.
    expect(saves.length).toBe(4);
    expect(saves.map(({ baseRevision }) => baseRevision)).toEqual([3, 4, 5, 6]);
    expect(saves.map(({ firstSinceOpening }) => firstSinceOpening)).toEqual([true, false, false, false]);
    await settled(draft.flush());
    expect(saves.map(textOf).at(-1)).toBe('text 59');
  });

  it('saves at once what is unsaved when the vault is about to lock', async () => {
    const { draft, saves } = aDraft();
    type(draft, 'last words');
    await settled(flushUnsaved());
    expect(saves.map(textOf)).toEqual(['last words']);
    expect(draft.state().status.kind).toBe('saved');
  });

  it('flushes what was typed while a save was under way', async () => {
    const { draft, saves } = aDraft();
    type(draft, 'a');
    const flushed = draft.flush();
    await vi.advanceTimersByTimeAsync(1);
    type(draft, 'ab');
    await settled(flushed);
    expect(saves.map(textOf)).toEqual(['a', 'ab']);
    expect(draft.state().status.kind).toBe('saved');
  });

  it('keeps its text when core is lost, and saves it after unlocking', async () => {
    let isLost = true;
    const { draft, saves, needed } = aDraft((input) => (isLost ? err({ kind: 'coreLost' }) : accept(input)));
    type(draft, 'kept');
    await vi.advanceTimersByTimeAsync(700);
    expect(draft.state().status).toEqual({ kind: 'notSaved', failure: { kind: 'coreLost' } });

    // The screen goes away with the lock screen; the text must not.
    await settled(draft.leave());
    expect(needed).toEqual([true]);
    expect(draft.document()).toEqual(aDocument('kept'));

    isLost = false;
    await settled(flushUnsaved());
    expect(saves.map(textOf).at(-1)).toBe('kept');
    expect(draft.state().status.kind).toBe('saved');
    expect(needed).toEqual([true, false]);
  });

  it('takes its own text for saved when core was lost before it could say so', async () => {
    const { draft, saves } = aDraft((input, call) => {
      if (call === 1) return err({ kind: 'coreLost' });
      const current = { revision: 4, savedAt: '2026-03-02T09:15:01.000Z', document: input.document };
      return err({ kind: 'revisionConflict', current });
    });
    type(draft, 'written already');
    await vi.advanceTimersByTimeAsync(700);
    await settled(draft.flush());
    expect(saves.length).toBe(2);
    expect(draft.state()).toEqual({
      status: { kind: 'saved', savedAt: '2026-03-02T09:15:01.000Z' },
      revision: 4,
      conflictAt: null,
    });
  });

  it('keeps both texts when another one was saved in between, and says so', async () => {
    const { draft, saves } = aDraft((input, call) => {
      if (call > 1) return accept(input);
      const current = { revision: 9, savedAt: '2026-03-02T09:14:00.000Z', document: aDocument('theirs') };
      return err({ kind: 'revisionConflict', current });
    });
    type(draft, 'mine');
    await settled(draft.flush());
    // `firstSinceOpening` makes core keep the other text as a version before this one goes on top.
    expect(saves.map(({ baseRevision, firstSinceOpening }) => [baseRevision, firstSinceOpening])).toEqual([
      [3, true],
      [9, true],
    ]);
    expect(draft.state()).toMatchObject({ revision: 10, conflictAt: '2026-03-02T09:14:00.000Z' });
    draft.putConflictAway();
    expect(draft.state().conflictAt).toBeNull();
  });

  it('tries a full disk again by itself, a text too large only after it changed', async () => {
    const full = aDraft(() => err({ kind: 'diskFull' }));
    type(full.draft, 'a');
    await vi.advanceTimersByTimeAsync(700);
    expect(full.draft.state().status).toEqual({ kind: 'notSaved', failure: { kind: 'diskFull' } });
    await vi.advanceTimersByTimeAsync(5100);
    expect(full.saves.length).toBe(2);

    const large = aDraft(() =>
      err({
        kind: 'documentTooLarge',
        sizeBytes: 3,
        limitBytes: 2,
        largestBlock: { id: interviewId, place: 1, characters: 3 },
      }),
    );
    type(large.draft, 'a');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(large.saves.length).toBe(1);
    type(large.draft, 'b');
    await vi.advanceTimersByTimeAsync(700);
    expect(large.saves.map(textOf)).toEqual(['a', 'b']);
  });

  it('keeps a version when the editor is left, and is done with once all is saved', async () => {
    const { draft, saves, kept, needed } = aDraft();
    type(draft, 'a');
    await settled(draft.leave());
    expect([saves.map(textOf), kept, needed]).toEqual([['a'], [interviewId], [true, false]]);
    await settled(flushUnsaved());
    expect(saves.length).toBe(1);
  });

  it('stays when the editor comes back before leaving was done', async () => {
    const { draft, needed } = aDraft();
    type(draft, 'a');
    const left = draft.leave();
    draft.enter();
    await settled(left);
    expect(needed).toEqual([true, true]);
  });

  it('takes over a restored text without saving it again', async () => {
    const { draft, saves } = aDraft();
    draft.replaced({ document: aDocument('restored'), revision: 8, savedAt });
    await settled(draft.flush());
    expect([saves.length, draft.state().revision, draft.document()]).toEqual([0, 8, aDocument('restored')]);
  });
});
