import type { DeadlineView } from '../../../shared/deadlines/contract';

/** Names one deadline of a case among all others, also in a route. */
export function deadlineKey(deadline: Pick<DeadlineView, 'caseEventId' | 'ruleId' | 'stage'>): string {
  return `${deadline.caseEventId} ${deadline.ruleId} ${deadline.stage}`;
}
