import type { CaseId } from '../../shared/kernel/ids';
import { useChannel } from './queries';

/** Whether core refuses every change of the case: it came only to be read, or was handed over. A band above it says so. */
export function useIsClosed(caseId: CaseId): boolean {
  const { data: place } = useChannel('packages.place', { caseId }, { isBeside: true });
  return place !== undefined && place !== null && place.kind !== 'checkedOut';
}
