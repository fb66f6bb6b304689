import type { CivilDate } from '../kernel/time';
import { describeUncertainDate } from '../timeline/describe-date';
import { isValidEdtf, uncertainDateOfEdtf } from '../timeline/uncertain-date';
import type { FilingLanguage } from './kinds';

/** A day as it is written in a letter: `2 mars 2026`, `1er mars 2026`, `2 maart 2026`. */
export function printDay(day: CivilDate, language: FilingLanguage): string {
  return printEdtf(day, language);
}

/** Any EDTF date in words, doubt included: `vers mai 2023`. '' for no date and for one that cannot be read. */
export function printEdtf(edtf: string, language: FilingLanguage): string {
  return isValidEdtf(edtf) ? describeUncertainDate(edtf, language) : '';
}

/** True for '' and for every date that can be put into words. */
export function isReadableEdtf(edtf: string): boolean {
  return edtf === '' || isValidEdtf(edtf);
}

/** First and last day an EDTF date allows; null at an open end, and for a date that cannot be read. */
export function edtfRange(edtf: string): {
  readonly earliest: CivilDate | null;
  readonly latest: CivilDate | null;
} {
  const date = uncertainDateOfEdtf(edtf);
  return { earliest: date?.earliest ?? null, latest: date?.latest ?? null };
}
