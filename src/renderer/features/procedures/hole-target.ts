import type { CaseId } from '../../../shared/kernel/ids';
import type { CoverageRow } from '../../../shared/procedures/coverage';
import { navigate } from '../../lib/navigation';

/** Goes to the list where a hole is filled: the chronology, the document that is still missing, or the exhibits. */
export function holeTarget(
  caseId: CaseId,
  row: Pick<CoverageRow, 'requirements'>,
  hole: CoverageRow['holes'][number],
): void {
  if (hole === 'noFact') {
    navigate({ kind: 'case', caseId, section: 'timeline' });
    return;
  }
  const wanted =
    row.requirements.find(({ state }) => state === 'missing') ??
    row.requirements.find(({ state }) => state !== 'notNeeded') ??
    row.requirements[0];
  if (wanted === undefined) navigate({ kind: 'case', caseId, section: 'exhibits' });
  else navigate({ kind: 'case', caseId, section: 'procedure', focusId: wanted.id });
}
