import {
  draftBlockIdSchema,
  isWorked,
  lostQuotes,
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

type SaveFailure = ChannelFailure<'drafts.save'> | CallError;

export type SaveStatus =
  | { readonly kind: 'saved'; readonly savedAt: Instant }
  | { readonly kind: 'saving' }
  | { readonly kind: 'notSaved'; readonly failure: SaveFailure };

export interface WorkingState {
  readonly status: SaveStatus;
  readonly revision: number;
  readonly blocks: readonly OpenedBlock[];
  /** The paragraph in which a change of her own words was refused last; null when that was put right. */
  readonly refusedId: DraftBlockId | null;
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
    refusedId: null,
  };
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

  function changeBlocks(blocks: readonly OpenedBlock[]): void {
    isDirty = true;
    change({ blocks, refusedId: null, status: { kind: 'saving' } });
    if (pauseTimer !== null) clearTimeout(pauseTimer);
    pauseTimer = setTimeout(() => void saveOnce(), pauseMs);
    latestTimer ??= setTimeout(() => void saveOnce(), latestMs);
  }

  function changeBlock(id: DraftBlockId, next: (block: OpenedBlock) => OpenedBlock): void {
    const before = state.blocks.find((block) => block.id === id);
    if (before === undefined) return;
    const after = next(before);
    if (lostQuotes(after).length > 0) {
      change({ refusedId: id });
      return;
    }
    changeBlocks(state.blocks.map((block) => (block.id === id ? after : block)));
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
      changeBlock(id, (block) => ({
        ...block,
        text: keepCitations(shown, citable, textsWithCitations(state.blocks)),
      })),
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
        form: { number: '', headingLevel: null, inTable: false, locked: false },
      };
      changeBlocks(state.blocks.flatMap((block) => (block.id === behind ? [block, added] : [block])));
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
