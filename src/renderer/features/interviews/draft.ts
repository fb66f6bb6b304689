import type { InterviewDocument } from '../../../shared/interviews/document';
import type { InterviewId } from '../../../shared/kernel/ids';
import type { Instant } from '../../../shared/kernel/time';
import type { CallError, ChannelFailure, ChannelInput, ChannelOutput } from '../../lib/core';
import { isCallError } from '../../lib/queries';
import { registerUnsaved } from '../../lib/unsaved';
import type { Result } from '../../../shared/kernel/result';

/** Typing is saved once it has paused this long… */
const pauseMs = 600;
/** …and at the latest this long after the first unsaved key. */
const latestMs = 1500;
/** After a failure of the disk it is tried again by itself. */
const retryMs = 5000;

type SaveFailure = ChannelFailure<'interviews.saveDocument'> | CallError;

export type DraftStatus =
  /** What stands in the editor is what stands in the vault: core has said so. */
  | { readonly kind: 'saved'; readonly savedAt: Instant }
  | { readonly kind: 'saving' }
  | { readonly kind: 'notSaved'; readonly failure: Exclude<SaveFailure, { kind: 'revisionConflict' }> };

export interface DraftState {
  readonly status: DraftStatus;
  /** The revision core has acknowledged last. */
  readonly revision: number;
  /**
   * When the text was changed in another place since this page read it: both texts were kept, this one on top. Null
   * when that did not happen or was read and put away.
   */
  readonly conflictAt: Instant | null;
}

/** The calls a draft makes; the page gives it core, a test a stand-in. */
export interface DraftCalls {
  readonly save: (
    input: ChannelInput<'interviews.saveDocument'>,
  ) => Promise<Result<ChannelOutput<'interviews.saveDocument'>, SaveFailure>>;
  readonly keepVersion: (interviewId: InterviewId) => Promise<unknown>;
}

/**
 * The text of one interview between the editor and the vault. It outlives the editor: as long as something is unsaved
 * it stays in memory and is saved as soon as that is possible, whatever is on the screen.
 */
export interface Draft {
  readonly interviewId: InterviewId;
  readonly state: () => DraftState;
  readonly subscribe: (listener: () => void) => () => void;
  /** The newest text there is. */
  readonly document: () => InterviewDocument;
  /** Says that the text changed. `read` gives the whole of it and is called when it is saved. */
  readonly changed: (read: () => InterviewDocument) => void;
  /** Saves what is unsaved, now; settles when core has answered. Also tries again what could not be saved. */
  readonly flush: () => Promise<void>;
  /** Takes over a text that core itself wrote as this revision. */
  readonly replaced: (saved: {
    readonly document: InterviewDocument;
    readonly revision: number;
    readonly savedAt: Instant;
  }) => void;
  readonly putConflictAway: () => void;
  /** An editor shows this draft. */
  readonly enter: () => void;
  /** The editor goes away: saves, keeps a version, and is done once all of it is in the vault. */
  readonly leave: () => Promise<void>;
}

export function createDraft(options: {
  readonly interviewId: InterviewId;
  readonly document: InterviewDocument;
  readonly revision: number;
  readonly savedAt: Instant;
  readonly calls: DraftCalls;
  /** Called with true when an editor shows the draft, with false when it was left and everything is saved. */
  readonly onNeeded: (isNeeded: boolean) => void;
}): Draft {
  const { interviewId, calls } = options;
  let state: DraftState = {
    status: { kind: 'saved', savedAt: options.savedAt },
    revision: options.revision,
    conflictAt: null,
  };
  let read: () => InterviewDocument = () => options.document;
  let isDirty = false;
  let firstSinceOpening = true;
  let isLeft = false;
  let pauseTimer: ReturnType<typeof setTimeout> | null = null;
  let latestTimer: ReturnType<typeof setTimeout> | null = null;
  let saving: Promise<void> | null = null;
  let unregister: (() => void) | null = null;
  const listeners = new Set<() => void>();

  function change(next: Partial<DraftState>): void {
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  }

  function stopTimers(): void {
    if (pauseTimer !== null) clearTimeout(pauseTimer);
    if (latestTimer !== null) clearTimeout(latestTimer);
    pauseTimer = null;
    latestTimer = null;
  }

  function schedule(delayMs: number): void {
    if (pauseTimer !== null) clearTimeout(pauseTimer);
    pauseTimer = setTimeout(() => void saveOnce(), delayMs);
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
    change({ status: { kind: 'saving' } });
    saving = send(read(), state.revision, firstSinceOpening).finally(() => {
      saving = null;
    });
    await saving;
  }

  async function flush(): Promise<void> {
    do await saveOnce();
    while (isDirty && state.status.kind !== 'notSaved');
  }

  async function send(document: InterviewDocument, baseRevision: number, keepBoth: boolean): Promise<void> {
    const saved = await calls.save({ interviewId, baseRevision, document, firstSinceOpening: keepBoth });
    if (saved.ok) {
      firstSinceOpening = false;
      const { revision, savedAt } = saved.value;
      change({ revision, status: isDirty ? { kind: 'saving' } : { kind: 'saved', savedAt } });
      return;
    }
    if (saved.error.kind === 'revisionConflict') {
      const { current } = saved.error;
      if (JSON.stringify(current.document) === JSON.stringify(document)) {
        // Core had written it and was lost before it could say so.
        change({
          revision: current.revision,
          status: isDirty ? { kind: 'saving' } : { kind: 'saved', savedAt: current.savedAt },
        });
        return;
      }
      // Someone else's text is kept as a version before this one goes on top, and the page says so.
      change({ revision: current.revision, conflictAt: current.savedAt });
      await send(document, current.revision, true);
      return;
    }
    isDirty = true;
    change({ status: { kind: 'notSaved', failure: saved.error } });
    if (retriesByItself(saved.error)) schedule(retryMs);
  }

  async function leave(): Promise<void> {
    isLeft = true;
    await flush();
    if (isDirty) return;
    await calls.keepVersion(interviewId);
    if (!isLeft || isDirty) return;
    stopTimers();
    unregister?.();
    unregister = null;
    options.onNeeded(false);
  }

  return {
    interviewId,
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    document: () => read(),
    changed: (readNow) => {
      read = readNow;
      isDirty = true;
      if (state.status.kind === 'saved') change({ status: { kind: 'saving' } });
      // A text that core refused for its size is only looked at again when it has changed, like any other.
      schedule(pauseMs);
      latestTimer ??= setTimeout(() => void saveOnce(), latestMs);
    },
    flush,
    replaced: ({ document, revision, savedAt }) => {
      stopTimers();
      read = () => document;
      isDirty = false;
      change({ revision, status: { kind: 'saved', savedAt } });
    },
    putConflictAway: () => change({ conflictAt: null }),
    enter: () => {
      isLeft = false;
      // After core was lost the page flushes again once the vault is open; a draft that was left is then done with.
      unregister ??= registerUnsaved(() => (isLeft ? leave() : flush()));
      options.onNeeded(true);
    },
    leave: () => {
      // The editor is about to be taken down: its text must be held here.
      const document = read();
      read = () => document;
      return leave();
    },
  };
}

/** Failures of the disk may pass; all others need a person: unlocking, deleting text, opening the newer text. */
function retriesByItself(failure: SaveFailure): boolean {
  return (
    isCallError(failure) &&
    (failure.kind === 'diskFull' || failure.kind === 'readOnlyFolder' || failure.kind === 'unexpected')
  );
}
