import { isAnswerName, questionOf } from '../../../shared/filings/answers';

/** Values of records whose label does not say all there is to know; questions say it of themselves. */
export const recordsWithHint: ReadonlySet<string> = new Set(['client.electedDomicile']);

/** Whether `filings.hint.<field>` is to be shown beside the label. */
export function hasHint(field: string): boolean {
  return recordsWithHint.has(field) || (isAnswerName(field) && questionOf(field).hint === true);
}
