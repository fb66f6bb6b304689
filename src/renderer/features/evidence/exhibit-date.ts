import type { Language } from '../../../shared/kernel/languages';
import type { CivilDate } from '../../../shared/kernel/time';
import { describeUncertainDate } from '../../../shared/timeline/describe-date';
import { isValidEdtf, readUncertainDate } from '../../../shared/timeline/uncertain-date';

/** How the date of an exhibit was understood. */
export type ExhibitDateReading =
  | { readonly kind: 'read'; readonly edtf: string; readonly inWords: string }
  /** 05/06/2023 where readers count both ways; both in words. */
  | { readonly kind: 'ambiguous'; readonly readings: readonly string[] }
  | { readonly kind: 'unreadable' };

/** Reads what was typed as a date, as the timeline does: "12 mars 2026", "about May 2023", or EDTF. */
export function readExhibitDate(typed: string, language: Language, today: CivilDate): ExhibitDateReading {
  if (typed.trim() === '') return { kind: 'read', edtf: '', inWords: '' };
  const read = readUncertainDate(typed, { language, today });
  if (read.ok) {
    return { kind: 'read', edtf: read.value.edtf, inWords: describeUncertainDate(read.value.edtf, language) };
  }
  if (read.error.kind !== 'ambiguousDayMonth') return { kind: 'unreadable' };
  return {
    kind: 'ambiguous',
    readings: read.error.readings.map(({ edtf }) => describeUncertainDate(edtf, language)),
  };
}

/** A stored date in words; what cannot be put into words is shown as it is stored. */
export function describeExhibitDate(edtf: string, language: Language): string {
  return isValidEdtf(edtf) ? describeUncertainDate(edtf, language) : edtf;
}
