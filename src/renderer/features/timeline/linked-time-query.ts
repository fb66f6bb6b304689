import { useMemo } from 'react';
import type { CaseId, FactId } from '../../../shared/kernel/ids';
import type { NamedFact, ShownContradiction, WorkedOut } from '../../../shared/timeline/schemas';
import { useChannel } from '../../lib/queries';

/** What follows for the facts of a case from those they are linked to in time. */
export interface LinkedTime {
  readonly ranges: ReadonlyMap<FactId, WorkedOut>;
  readonly contradicted: ReadonlySet<FactId>;
  readonly contradictions: readonly ShownContradiction[];
  readonly facts: readonly NamedFact[];
}

export function useLinkedTime(caseId: CaseId): LinkedTime {
  const { data } = useChannel('timeline.linkedTime', { caseId });
  return useMemo(() => {
    const contradictions = data?.contradictions ?? [];
    return {
      ranges: new Map((data?.ranges ?? []).map(({ factId, range }) => [factId, range])),
      contradicted: new Set(
        contradictions.flatMap(({ factIds }) =>
          factIds.flatMap((factId) => (factId === null ? [] : [factId])),
        ),
      ),
      contradictions,
      facts: data?.facts ?? [],
    };
  }, [data]);
}
