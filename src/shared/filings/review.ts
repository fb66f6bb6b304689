import { birthDateRange } from '../people/birth-date';
import { isAnswerName, questionOf } from './answers';
import { isOwnLetter } from './kinds';
import { fills } from './registry';
import type { FilingReview, ReviewControl } from './schemas';
import { createSheet, type FieldValues, type Sheet } from './sheet';
import type { FilingSnapshot } from './snapshot';

/**
 * Works out every value of a filing from its snapshot. What the review screen shows and what is printed come from this
 * one place, so they cannot differ.
 */
export function reviewFiling(snapshot: FilingSnapshot): {
  readonly review: FilingReview;
  readonly values: FieldValues;
} {
  const sheet = createSheet(snapshot);
  const fill = fills[snapshot.filingKind];
  if (fill === undefined) throw new Error(`There is no ${snapshot.filingKind} to fill in`);
  // A letter of our own has no official form to be compared with.
  if (!isOwnLetter(snapshot.filingKind)) sheet.warn({ kind: 'notAnOfficialForm' });
  fill(sheet);
  // Who a letter is written to reads another language than the authority's file is in.
  if (!isOwnLetter(snapshot.filingKind) && snapshot.language !== snapshot.case.fileLanguage.value) {
    sheet.warn({ kind: 'languageDiffersFromFile', fileLanguage: snapshot.case.fileLanguage.value });
  }
  warnOfImpossibleDays(sheet);
  const entries = sheet.entries();
  const refusals = sheet.refusals();
  return {
    review: {
      draft: { caseId: snapshot.caseId, filingKind: snapshot.filingKind, language: snapshot.language },
      entries,
      warnings: sheet.warnings(),
      refusals,
      canGenerate: refusals.length === 0 && entries.every((entry) => entry.state !== 'missing'),
    },
    values: sheet.values(),
  };
}

/**
 * Such days are refused when an event is written down, but a clock that was wrong, or a date of birth put right later,
 * leaves them in the case.
 */
function warnOfImpossibleDays(sheet: Sheet): void {
  const { events, people, today } = sheet.snapshot;
  const days = events.map(({ happenedOn }) => happenedOn.value).toSorted();
  const last = days.at(-1);
  if (last !== undefined && last > today) sheet.warn({ kind: 'eventInFuture', on: last });
  const births = people
    .filter(({ role }) => role === 'client')
    .map(({ birthDate }) => birthDateRange(birthDate.value)?.earliest);
  const [first] = days;
  if (
    first !== undefined &&
    births.length > 0 &&
    births.every((birth) => birth !== undefined && first < birth)
  )
    sheet.warn({ kind: 'eventBeforeBirth', on: first });
}

/** Values that are the name of a person, which the screen shows only when names are shown. */
const nameFields: ReadonlySet<string> = new Set([
  'client.familyName',
  'client.givenNames',
  'client.nativeScriptName',
  'guardian.inText',
  'children',
  'mandate.holderName',
  'magistrate.name',
  'sender.name',
  'complaint.suspects',
  'complaint.witnesses',
  'interpreter.name',
]);

/** Questions answered by choosing people, whose names stand in the options. */
function choosesPeople(name: string): boolean {
  if (!isAnswerName(name)) return false;
  const { kind } = questionOf(name);
  return kind === 'person' || kind === 'people';
}

/** The same review without anybody's name: what is missing and where it is from stays. */
export function withoutNames(review: FilingReview): FilingReview {
  return {
    ...review,
    entries: review.entries.map((entry) => {
      if (nameFields.has(entry.field) && entry.state === 'given')
        return { ...entry, shown: { kind: 'hiddenName' } };
      const { control, question } = entry;
      if (control?.kind !== 'record' && control?.kind !== 'records') return entry;
      if (question === null || !choosesPeople(question)) return entry;
      return {
        ...entry,
        shown: entry.shown.kind === 'list' && entry.state === 'given' ? { kind: 'hiddenName' } : entry.shown,
        control: withoutNamesOf(control),
      };
    }),
  };
}

function withoutNamesOf(control: Extract<ReviewControl, { kind: 'record' | 'records' }>): ReviewControl {
  return control.kind === 'record'
    ? { kind: 'record', options: control.options.map(({ id }) => ({ id, name: '' })) }
    : { kind: 'records', options: control.options.map((option) => ({ ...option, name: '' })) };
}
