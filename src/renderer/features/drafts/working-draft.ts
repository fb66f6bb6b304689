import {
  draftBlockIdSchema,
  isWorked,
  lostQuotes,
  paragraphLimit,
  withoutQuotationMarks,
  type DraftBlockId,
} from '../../../shared/drafts/blocks';
import { citationsIn, keepCitations, type Citable } from '../../../shared/drafts/citations';
import type { OpenedBlock, OpenedDraft } from '../../../shared/drafts/contract';
import type { DraftId } from '../../../shared/kernel/ids';
import type { Result } from '../../../shared/kernel/result';
import type { Instant } from '../../../shared/kernel/time';
import type { CallError, ChannelFailure, ChannelInput, ChannelOutput } from '../../lib/core';
import { isCallError } from '../../lib/queries';
import { registerUnsaved } from '../../lib/unsaved';

/** Typing is saved once it has paused this long… */
const pauseMs = 500;
/** …and at the latest this long after the first unsaved key. */
const latestMs = 1500;
/** After a failure of the disk it is tried again by itself. */
const retryMs = 5000;

/** A pause in typing this long ends what is taken back in one step. */
const stepPauseMs = 1000;
/** Nobody takes back more. */
const mostSteps = 200;

type SaveFailure = ChannelFailure<'drafts.save'> | CallError;

export type SaveStatus =
  | { readonly kind: 'saved'; readonly savedAt: Instant }
  | { readonly kind: 'saving' }
  | { readonly kind: 'notSaved'; readonly failure: SaveFailure };

export interface WorkingState {
  readonly status: SaveStatus;
  readonly revision: number;
  readonly blocks: readonly OpenedBlock[];
  /** The change that was not taken last; null when that was put right. */
  readonly refusal: Refusal | null;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

export interface Refusal {
  readonly blockId: DraftBlockId;
  /** Her own words would be changed, or the paragraph is longer than any may be. */
  readonly because: 'quoteChanged' | 'tooLong';
}

/** A text that was there before a change, and the paragraph that was changed. */
interface Step {
  readonly blocks: readonly OpenedBlock[];
  readonly blockId: DraftBlockId;
}

export type SaveCall = (
  input: ChannelInput<'drafts.save'>,
) => Promise<Result<ChannelOutput<'drafts.save'>, SaveFailure>>;

/** The text of a draft between the screen and the vault. It outlives the screen for as long as something is unsaved. */
export interface WorkingDraft {
  readonly draftId: DraftId;
  /** Tells it from one that was made for the same draft before. */
  readonly serial: number;
  readonly state: () => WorkingState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Takes what was typed, unless it would change words of a sealed statement. */
  readonly type: (id: DraftBlockId, shown: string, citable: readonly Citable[]) => void;
  readonly takeOut: (id: DraftBlockId) => void;
  /** All paragraphs of the row of a table in which this one stands. */
  readonly takeOutRow: (id: DraftBlockId) => void;
  /** Takes the last change back, or makes it again. Gives the paragraph that it changed; null when there is none. */
  readonly undo: () => DraftBlockId | null;
  readonly redo: () => DraftBlockId | null;
  /** The paragraph as it was generated. */
  readonly asGenerated: (id: DraftBlockId) => void;
  readonly paraphrase: (id: DraftBlockId) => void;
  /** Puts a paragraph in behind another one, with words of a sealed statement or empty. Gives its id. */
  readonly putIn: (
    behind: DraftBlockId,
    quote: { readonly text: string; readonly words: string } | null,
  ) => DraftBlockId;
  /** Saves what is unsaved, now; settles when core has answered. */
  readonly flush: () => Promise<void>;
  /** The screen goes away. */
  readonly leave: () => Promise<void>;
  readonly enter: () => void;
}

let lastSerial = 0;

export function createWorkingDraft(opened: OpenedDraft, save: SaveCall, onDone: () => void): WorkingDraft {
  const draftId = opened.draft.id;
  let state: WorkingState = {
    status: { kind: 'saved', savedAt: opened.draft.savedAt },
    revision: opened.revision,
    blocks: opened.blocks,
    refusal: null,
    canUndo: false,
    canRedo: false,
  };
  let past: readonly Step[] = [];
  let future: readonly Step[] = [];
  /** What is typed into one paragraph without a pause is one step. */
  let typing: { readonly blockId: DraftBlockId; readonly at: number } | null = null;
  let isDirty = false;
  let isFirst = true;
  let isLeft = false;
  let pauseTimer: ReturnType<typeof setTimeout> | null = null;
  let latestTimer: ReturnType<typeof setTimeout> | null = null;
  let saving: Promise<void> | null = null;
  let unregister: (() => void) | null = null;
  const listeners = new Set<() => void>();

  function change(next: Partial<WorkingState>): void {
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  }

  function changeBlocks(blocks: readonly OpenedBlock[], blockId: DraftBlockId, isTyped = false): void {
    const now = Date.now();
    const goesOn = isTyped && typing?.blockId === blockId && now - typing.at < stepPauseMs;
    if (!goesOn) past = [...past.slice(-mostSteps), { blocks: state.blocks, blockId }];
    future = [];
    typing = isTyped ? { blockId, at: now } : null;
    showBlocks(blocks);
  }

  function showBlocks(blocks: readonly OpenedBlock[]): void {
    isDirty = true;
    change({
      blocks,
      refusal: null,
      status: { kind: 'saving' },
      canUndo: past.length > 0,
      canRedo: future.length > 0,
    });
    if (pauseTimer !== null) clearTimeout(pauseTimer);
    pauseTimer = setTimeout(() => void saveOnce(), pauseMs);
    latestTimer ??= setTimeout(() => void saveOnce(), latestMs);
  }

  function changeBlock(id: DraftBlockId, next: (block: OpenedBlock) => OpenedBlock, isTyped = false): void {
    const before = state.blocks.find((block) => block.id === id);
    if (before === undefined) return;
    const after = next(before);
    if (lostQuotes(after).length > 0) {
      change({ refusal: { blockId: id, because: 'quoteChanged' } });
      return;
    }
    if ((after.text ?? '').length > paragraphLimit) {
      change({ refusal: { blockId: id, because: 'tooLong' } });
      return;
    }
    changeBlocks(
      state.blocks.map((block) => (block.id === id ? after : block)),
      id,
      isTyped,
    );
  }

  function stepBack(): DraftBlockId | null {
    const step = past.at(-1);
    if (step === undefined) return null;
    past = past.slice(0, -1);
    future = [...future, { blocks: state.blocks, blockId: step.blockId }];
    typing = null;
    showBlocks(step.blocks);
    return step.blockId;
  }

  function stepForward(): DraftBlockId | null {
    const step = future.at(-1);
    if (step === undefined) return null;
    future = future.slice(0, -1);
    past = [...past, { blocks: state.blocks, blockId: step.blockId }];
    typing = null;
    showBlocks(step.blocks);
    return step.blockId;
  }

  function stopTimers(): void {
    if (pauseTimer !== null) clearTimeout(pauseTimer);
    if (latestTimer !== null) clearTimeout(latestTimer);
    pauseTimer = null;
    latestTimer = null;
  }

  /** One save at a time; what is typed meanwhile has timers of its own. */
  async function saveOnce(): Promise<void> {
    if (saving !== null) {
      await saving;
      await saveOnce();
      return;
    }
    if (!isDirty) return;
    stopTimers();
    isDirty = false;
    saving = send().finally(() => {
      saving = null;
    });
    await saving;
  }

  async function send(): Promise<void> {
    const saved = await save({
      draftId,
      baseRevision: state.revision,
      blocks: state.blocks.map(({ id, text, paraphrased, quotes }) => ({ id, text, paraphrased, quotes })),
      firstSinceOpening: isFirst,
    });
    if (saved.ok) {
      isFirst = false;
      const { revision, savedAt, numbers } = saved.value;
      change({
        revision,
        status: isDirty ? { kind: 'saving' } : { kind: 'saved', savedAt },
        blocks: state.blocks.map((block) => withNumber(block, numbers[block.id] ?? '')),
      });
      return;
    }
    isDirty = true;
    change({ status: { kind: 'notSaved', failure: saved.error } });
    // Failures of the disk may pass; all others need a person.
    if (isCallError(saved.error) && ['diskFull', 'readOnlyFolder', 'unexpected'].includes(saved.error.kind)) {
      pauseTimer = setTimeout(() => void saveOnce(), retryMs);
    }
  }

  async function flush(): Promise<void> {
    do await saveOnce();
    while (isDirty && state.status.kind !== 'notSaved');
  }

  async function leave(): Promise<void> {
    isLeft = true;
    await flush();
    if (!isLeft || isDirty) return;
    stopTimers();
    unregister?.();
    unregister = null;
    onDone();
  }

  lastSerial += 1;
  return {
    draftId,
    serial: lastSerial,
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    type: (id, shown, citable) =>
      changeBlock(
        id,
        (block) => ({ ...block, text: keepCitations(shown, citable, textsWithCitations(state.blocks)) }),
        true,
      ),
    takeOutRow: (id) => {
      const row = rowOf(state.blocks.find((block) => block.id === id));
      if (row === null) return;
      changeBlocks(
        state.blocks.map((block) =>
          rowOf(block) === row ? { ...block, text: block.base === '' ? '' : null } : block,
        ),
        id,
      );
    },
    undo: stepBack,
    redo: stepForward,
    takeOut: (id) => changeBlock(id, (block) => ({ ...block, text: null })),
    asGenerated: (id) => changeBlock(id, (block) => ({ ...block, text: block.base, paraphrased: false })),
    paraphrase: (id) =>
      changeBlock(id, (block) => ({
        ...block,
        paraphrased: true,
        text: block.text === null ? null : withoutQuotationMarks(block.text, block.quotes),
      })),
    putIn: (behind, quote) => {
      const id = draftBlockIdSchema.parse(crypto.randomUUID());
      const added: OpenedBlock = {
        id,
        place: null,
        base: null,
        text: quote?.text ?? '',
        quotes: quote === null ? [] : [quote.words],
        paraphrased: false,
        form: {
          number: '',
          headingLevel: null,
          cell: state.blocks.find((block) => block.id === behind)?.form.cell ?? null,
          locked: false,
        },
      };
      changeBlocks(
        state.blocks.flatMap((block) => (block.id === behind ? [block, added] : [block])),
        id,
      );
      return id;
    },
    flush,
    leave,
    enter: () => {
      isLeft = false;
      unregister ??= registerUnsaved(() => (isLeft ? leave() : flush()));
    },
  };
}

/** The row of a table that a paragraph stands in, by a name of its own. */
function rowOf(block: OpenedBlock | undefined): string | null {
  const cell = block?.form.cell ?? null;
  return cell === null ? null : `${cell.table} ${cell.row}`;
}

/** Whether it can be put back to how it was generated. */
export function canBeAsGenerated(block: OpenedBlock): boolean {
  return block.base !== null && isWorked(block);
}

function withNumber(block: OpenedBlock, number: string): OpenedBlock {
  return block.form.number === number ? block : { ...block, form: { ...block.form, number } };
}

function textsWithCitations(blocks: readonly OpenedBlock[]): readonly string[] {
  return blocks.flatMap(({ text }) => (text !== null && citationsIn(text).length > 0 ? [text] : []));
}
