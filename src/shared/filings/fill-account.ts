import { addCode, addLetterDate } from './common-parts';
import { addFacts, toldFact } from './fact-wording';
import { explainedText, text, type FieldShapes, type Questions } from './questions';
import type { Sheet } from './sheet';
import type { SnapshotFact } from './snapshot';
import { printEdtf } from './dates';
import { asOwnSentence } from './wording';

// F5: the account, a private working paper made of facts of the chronology, each with its source and how sure it is. It
// names nobody of itself: the code of the case stands for the person.

const facts = { kind: 'facts', hint: true } as const;
const chapter = { kind: 'facts' } as const;

export const accountQuestions = {
  'account.recruitment': facts,
  'account.journey': chapter,
  'account.exploitation': chapter,
  'account.control': chapter,
  'account.exit': chapter,
  'account.fears': chapter,
  'account.gaps': explainedText,
  'account.madeBy': text,
} as const satisfies Questions;

export const accountFields = {
  'account.recruitment': toldFact,
  'account.journey': toldFact,
  'account.exploitation': toldFact,
  'account.control': toldFact,
  'account.exit': toldFact,
  'account.fears': toldFact,
  'account.gaps': 'text',
  'account.madeBy': 'text',
  'account.citesExhibits': 'flag',
  'account.exhibits': ['number', 'title', 'date'],
} as const satisfies FieldShapes;

const chapters = [
  'account.recruitment',
  'account.journey',
  'account.exploitation',
  'account.control',
  'account.exit',
  'account.fears',
] as const;

export function fillAccount(sheet: Sheet): void {
  const { snapshot } = sheet;
  addCode(sheet);
  const tellsNothing = chapters.every((name) => sheet.chosenFacts(name).length === 0);
  const all: SnapshotFact[] = [];
  for (const name of chapters) {
    all.push(...addFacts(sheet, name, { required: tellsNothing && name === 'account.recruitment' }));
  }
  sheet.answer('account.gaps', { group: 'account', print: asOwnSentence });

  const cited = new Set(
    all.flatMap(({ citations }) =>
      citations.flatMap((citation) => (citation.kind === 'exhibit' ? [String(citation.exhibitId)] : [])),
    ),
  );
  sheet.set('account.citesExhibits', cited.size > 0);
  sheet.set(
    'account.exhibits',
    snapshot.exhibits
      .filter(({ id }) => cited.has(id))
      .map((exhibit) => ({
        number: exhibit.number.value,
        title: exhibit.title.value,
        date: printEdtf(exhibit.date.value, sheet.language),
      })),
  );
  const advocate = snapshot.case.advocateName;
  sheet.answer('account.madeBy', {
    group: 'signing',
    required: true,
    ...(advocate.value === '' ? {} : { suggestion: advocate }),
  });
  addLetterDate(sheet, 'signing');

  if (snapshot.events.some(({ kind }) => kind === 'statementMade')) {
    sheet.warn({ kind: 'alreadyHeard' });
  }
  sheet.warn({ kind: 'factsAsWritten' });
  if (new Set(all.map(({ id }) => id)).size < all.length) sheet.warn({ kind: 'factToldTwice' });
}
