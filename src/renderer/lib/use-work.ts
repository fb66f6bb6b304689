import { useQuery } from '@tanstack/react-query';
import type { Work, WorkKind } from '../../shared/work/schemas';
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
