import { useMemo } from 'react';
import { birthDateParts } from '../../../shared/people/birth-date';
import { useFormats, useText, type Formats, type Text } from '../../lib/text';

export interface BirthDates {
  /** As a sentence reads it: `17 April 1998`, `about 1998`, `1998 or 1999`. The EDTF itself where it has no better words. */
  readonly write: (edtf: string) => string;
  /** As one would type it: `17/04/1998`, `about 1998`. */
  readonly writeTyped: (edtf: string) => string;
}

/** Writes dates of birth, which are often known in part only. */
export function useBirthDates(): BirthDates {
  const text = useText();
  const formats = useFormats();
  return useMemo(
    () => ({
      write: (edtf) => phrase(text, edtf, (date) => writeDate(formats, date)),
      writeTyped: (edtf) => phrase(text, edtf, (date) => date.split('-').toReversed().join('/')),
    }),
    [text, formats],
  );
}

function phrase(text: Text, edtf: string, write: (date: string) => string): string {
  const parts = birthDateParts(edtf);
  if (parts === null || edtf.includes('X')) return edtf;
  const { kind, from, until } = parts;
  if (kind === 'between' && !(isYear(from) && isYear(until))) return edtf;
  return text(`people.birth.${kind}`, { from: write(from), until: write(until) });
}

function isYear(date: string): boolean {
  return date.length === 4;
}

function writeDate(formats: Formats, date: string): string {
  if (date.length === 10) return formats.date(date);
  return date.split('-').toReversed().join('/');
}
