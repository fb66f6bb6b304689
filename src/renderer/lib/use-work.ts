import { useQuery } from '@tanstack/react-query';
import type { Work, WorkKind } from '../../shared/work/schemas';
import { useEffect, useState } from 'react';
import { call } from './core';

const askEveryMs = 400;

/** Long work of this kind that is under way, as it is now; null when there is none. */
export function useWork(kind: WorkKind): Work | null {
  const query = useQuery({
    queryKey: ['work', 'work.list', {}],
    queryFn: async () => {
      const listed = await call('work.list', {});
      // Core is gone or the vault is locked: then nothing is under way either.
      return listed.ok ? listed.value : [];
    },
    refetchInterval: askEveryMs,
  });
  return query.data?.find((work) => work.kind === kind) ?? null;
}

/**
 * Stops what a dialog has begun, whichever of its pieces of work is under way, as soon as one can be stopped.
 *
 * @param isRunning the command of the dialog has not answered yet
 * @param work      the piece that is under way; null while there is none, such as before the first
 */
export function useStop(
  isRunning: boolean,
  work: Work | null,
): { readonly isAsked: boolean; readonly ask: () => void } {
  const [isAsked, setAsked] = useState(false);
  // The next attempt begins without it.
  if (isAsked && !isRunning) setAsked(false);
  const idToStop = isAsked && work?.canCancel === true && work.state !== 'cancelling' ? work.id : null;
  useEffect(() => {
    if (idToStop !== null) void call('work.cancel', { id: idToStop });
  }, [idToStop]);
  return { isAsked, ask: () => setAsked(true) };
}
