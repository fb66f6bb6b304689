import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Result } from '../../../shared/kernel/result';
import { registerUnsaved } from '../../lib/unsaved';

/** After the last key. Someone who goes on typing is saved after `longestWaitMs`. */
const pauseMs = 700;
const longestWaitMs = 1800;

/** Where a form stands: `unsaved` holds something that is not on the disk yet. */
export type SaveState<Failure> =
  { readonly kind: 'saved' | 'unsaved' | 'saving' } | { readonly kind: 'failed'; readonly error: Failure };

export interface Autosave<Fields, Failure> {
  readonly fields: Fields;
  readonly change: (changes: Partial<Fields>) => void;
  readonly state: SaveState<Failure>;
  /** Saves at once what is unsaved. */
  readonly saveNow: () => Promise<void>;
}

/**
 * A form that saves itself: within two seconds of the first change, before the vault locks, and when it goes away. Give
 * the component a `key` so that another record makes another form.
 *
 * @param stored   the fields as stored when the form appeared; later answers do not overwrite what is typed
 * @param save     stores the changes; called one at a time
 */
export function useAutosave<Fields extends object, Failure>(
  stored: Fields,
  save: (changes: Partial<Fields>) => Promise<Result<unknown, Failure>>,
): Autosave<Fields, Failure> {
  const [fields, setFields] = useState(stored);
  const [state, setState] = useState<SaveState<Failure>>({ kind: 'saved' });
  const unsaved = useRef<Partial<Fields>>({});
  const running = useRef<Promise<void> | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const firstChangeAt = useRef<number | null>(null);
  const latestSave = useRef(save);
  useEffect(() => {
    latestSave.current = save;
  }, [save]);

  const saveNow = useCallback(async () => {
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
    while (running.current !== null) await running.current;
    if (Object.keys(unsaved.current).length === 0) return;

    const attempt = async () => {
      const changes = unsaved.current;
      unsaved.current = {};
      firstChangeAt.current = null;
      setState({ kind: 'saving' });
      const result = await latestSave.current(changes);
      running.current = null;
      if (result.ok) {
        setState({ kind: Object.keys(unsaved.current).length === 0 ? 'saved' : 'unsaved' });
        return;
      }
      // Kept for the next attempt; what was typed in the meantime is newer.
      unsaved.current = { ...changes, ...unsaved.current };
      setState({ kind: 'failed', error: result.error });
    };
    running.current = attempt();
    await running.current;
  }, []);

  const change = useCallback(
    (changes: Partial<Fields>) => {
      setFields((before) => ({ ...before, ...changes }));
      unsaved.current = { ...unsaved.current, ...changes };
      setState({ kind: 'unsaved' });
      const now = Date.now();
      firstChangeAt.current ??= now;
      if (timer.current !== null) clearTimeout(timer.current);
      const wait = Math.max(0, Math.min(pauseMs, firstChangeAt.current + longestWaitMs - now));
      timer.current = setTimeout(() => void saveNow(), wait);
    },
    [saveNow],
  );

  useEffect(() => {
    const takeBack = registerUnsaved(saveNow);
    return () => {
      void saveNow().finally(takeBack);
    };
  }, [saveNow]);

  return useMemo(() => ({ fields, change, state, saveNow }), [fields, change, state, saveNow]);
}
