import type { Work, WorkKind } from '../../shared/work/schemas';

/** What long work is given: a signal to obey, and a way to tell how far it is. */
export interface WorkContext {
  /** Aborted when the person cancels, and when the vault is about to be locked. */
  readonly signal: AbortSignal;
  /** Tells how far the work is. `step` is a name of its kind's own, which the page puts into words. */
  readonly report: (progress: {
    readonly step?: string;
    readonly done: number;
    readonly total: number | null;
  }) => void;
  /**
   * To be awaited between pieces of work, each of a few milliseconds: lets other calls be answered, and waits while the
   * person has paused it.
   */
  readonly breathe: () => Promise<void>;
  /** From here on it can't be cancelled, since stopping would leave something half done. */
  readonly pointOfNoReturn: () => void;
}

/** The long work of this process. */
export interface WorkRegistry {
  /** Runs work and shows it in `work.list` until it ends. What it returns or throws is passed on. */
  readonly run: <Value>(kind: WorkKind, work: (context: WorkContext) => Promise<Value>) => Promise<Value>;
  readonly list: () => readonly Work[];
  /** Resolves once no work of this kind is under way, however it ended. */
  readonly ended: (kind: WorkKind) => Promise<void>;
  readonly cancel: (id: string) => void;
  readonly pause: (id: string) => void;
  readonly resume: (id: string) => void;
  /** Asks all work to stop that can be stopped: the vault is about to close. */
  readonly cancelAll: () => void;
}

interface Running {
  readonly work: Work;
  readonly abort: AbortController;
  /** Wakes work that waits in a pause. */
  readonly wake: (() => void) | null;
  /** Told once it has ended, however that was. */
  readonly onEnd: (() => void)[];
}

export function createWorkRegistry(newId: () => string): WorkRegistry {
  const running = new Map<string, Running>();

  function change(id: string, changes: Partial<Work>, wake?: (() => void) | null): void {
    const before = running.get(id);
    if (before === undefined) return;
    running.set(id, {
      ...before,
      work: { ...before.work, ...changes },
      wake: wake === undefined ? before.wake : wake,
    });
  }

  function cancel(id: string): void {
    const found = running.get(id);
    if (found === undefined || !found.work.canCancel) return;
    change(id, { state: 'cancelling' }, null);
    found.abort.abort();
    found.wake?.();
  }

  async function breathe(id: string): Promise<void> {
    // Not a promise alone: only a turn of the event loop lets messages of the page in.
    await new Promise((resolve) => setImmediate(resolve));
    if (running.get(id)?.work.state !== 'paused') return;
    await new Promise<void>((resolve) => change(id, {}, resolve));
  }

  return {
    run: async (kind, work) => {
      const id = newId();
      const abort = new AbortController();
      const onEnd: (() => void)[] = [];
      running.set(id, {
        work: { id, kind, step: '', done: 0, total: null, canCancel: true, state: 'running' },
        abort,
        wake: null,
        onEnd,
      });
      try {
        return await work({
          signal: abort.signal,
          report: (progress) => change(id, progress),
          breathe: () => breathe(id),
          pointOfNoReturn: () => change(id, { canCancel: false, state: 'running' }),
        });
      } finally {
        running.delete(id);
        for (const tell of onEnd) tell();
      }
    },
    list: () => [...running.values()].map((each) => each.work),
    ended: async (kind) => {
      const ofKind = [...running.values()].filter(({ work }) => work.kind === kind);
      await Promise.all(ofKind.map(({ onEnd }) => new Promise<void>((resolve) => onEnd.push(resolve))));
    },
    cancel,
    pause: (id) => {
      const found = running.get(id)?.work;
      if (found?.state === 'running' && found.canCancel) change(id, { state: 'paused' });
    },
    resume: (id) => {
      const found = running.get(id);
      if (found?.work.state !== 'paused') return;
      change(id, { state: 'running' }, null);
      found.wake?.();
    },
    cancelAll: () => {
      for (const id of running.keys()) cancel(id);
    },
  };
}
