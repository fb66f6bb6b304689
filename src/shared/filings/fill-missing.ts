import { addCode, addLetterDate, addSignatory } from './common-parts';
import { printDay } from './dates';
import type { Language } from '../kernel/languages';
import { longText, text, type FieldShapes, type Questions } from './questions';
import type { Sheet } from './sheet';
import type { OpenRequirement, SnapshotPerson } from './snapshot';
import { asOwnSentence, sendingModes } from './wording';

// L1: which documents are still missing, in plain words, to the person herself or to the centre. It says the code of the
// case and nothing of what the case is about, since others may open a letter.

export const missingQuestions = {
  'missing.to': { kind: 'choice', choices: ['client', 'centre'], hint: true },
  'missing.items': { kind: 'requirements', hint: true },
  'missing.until': { kind: 'date', hint: true },
  'missing.how': { ...longText, hint: true },
  'missing.contact': { ...text, hint: true },
} as const satisfies Questions;

export const missingFields = {
  'missing.to.client': 'flag',
  'missing.to.centre': 'flag',
  'missing.items': ['item'],
  'missing.fromReader': ['item'],
  'missing.hasOwn': 'flag',
  'missing.fromOthers': ['item', 'who'],
  'missing.fromOthers.areTold': 'flag',
  'missing.hasOthers': 'flag',
  'missing.until': 'text',
  'missing.how': 'text',
  'missing.contact': 'text',
} as const satisfies FieldShapes;

export function fillMissing(sheet: Sheet): void {
  const { snapshot, documentLanguage: language } = sheet;
  const print = (day: string): string => printDay(day, language);
  sheet.answer('missing.to', { group: 'authority', required: true });
  const reader = sheet.answered('missing.to');
  sheet.answer('sending.mode', {
    group: 'authority',
    required: true,
    print: (mode) => sendingModes[mode]?.[language] ?? '',
  });
  if (reader === 'client' && snapshot.neverWriteToClient && sheet.answered('sending.mode') !== 'byHand') {
    sheet.refuse('clientNeverWritten', { screen: 'review', recordId: null, field: 'sending.mode' });
  }
  addCode(sheet);

  const chosen = sheet.chosenRequirements('missing.items');
  const wanted = (chosen ?? snapshot.openRequirements.filter(({ isSuggested }) => isSuggested))
    // A paper may be asked for again in the next phase.
    .filter(({ name }, index, all) => all.findIndex((each) => each.name === name) === index)
    .map((item) => ({ item, from: bringerOf(item, snapshot.people) }));
  const own = wanted.filter(({ from }) => from === reader);
  // What others bring says more of the case than the person's own papers do: she is only told that it comes.
  const told = reader === 'client' ? own : wanted;
  sheet.list('missing.items', {
    group: 'request',
    required: true,
    target: { screen: 'procedure', recordId: null, field: null },
    source: { source: { kind: 'program', recordId: null }, changedAt: null },
    items: told.map(({ item }) => ({ recordId: item.id, values: { item: item.name } })),
    question: 'missing.items',
    suggested: chosen === undefined && told.length > 0,
  });
  sheet.set(
    'missing.fromReader',
    own.map(({ item }) => ({ item: item.name })),
  );
  sheet.set('missing.hasOwn', own.length > 0);
  sheet.set('missing.hasOthers', own.length < wanted.length);
  const others = told.filter((each) => !own.includes(each));
  sheet.set('missing.fromOthers.areTold', others.length > 0);
  sheet.set(
    'missing.fromOthers',
    others.map(({ item, from }) => ({ item: item.name, who: bringers[from][language] })),
  );
  if (reader !== undefined && wanted.length > 0 && own.length === 0)
    sheet.warn({ kind: 'nothingFromReader' });

  const soonest = snapshot.deadlines
    .map(({ actBy }) => actBy)
    .filter((day) => day >= snapshot.today)
    .toSorted()[0];
  sheet.answer('missing.until', {
    group: 'request',
    print,
    ...(soonest === undefined ? {} : { suggestion: sheet.proposed(soonest) }),
  });
  const until = sheet.answered('missing.until');
  if (typeof until === 'string' && until !== '' && soonest !== undefined && until > soonest) {
    sheet.warn({ kind: 'askedForTooLate', on: soonest });
  }
  sheet.answer('missing.how', { group: 'request', required: true, print: asOwnSentence });
  const worker = sheet.first('centreWorker');
  sheet.answer('missing.contact', {
    group: 'sender',
    required: true,
    ...(worker === undefined || worker.telephone.value === '' ? {} : { suggestion: worker.telephone }),
  });
  sheet.answer('letter.place', { group: 'signing', required: true });
  addLetterDate(sheet, 'signing');
  addSignatory(sheet, false);
}

type Bringer = OpenRequirement['provider'];
type Wording = Readonly<Record<Language, string>>;

/** Who is to bring it: the one written down for this case, else the one who usually does. */
function bringerOf(item: OpenRequirement, people: readonly SnapshotPerson[]): Bringer {
  const role = people.find(({ id }) => id === item.holderPersonId)?.role ?? '';
  return bringerByRole[role] ?? item.provider;
}

const bringerByRole: Readonly<Record<string, Bringer>> = {
  client: 'client',
  child: 'client',
  guardian: 'client',
  lawyer: 'lawyer',
  centreWorker: 'centre',
};

/** As they stand after the name of a document: "(the lawyer)". */
const bringers: Readonly<Record<Bringer, Wording>> = {
  client: {
    fr: 'la personne elle-même',
    nl: 'de persoon zelf',
    de: 'die Person selbst',
    en: 'the person herself or himself',
  },
  advocate: { fr: 'nous-mêmes', nl: 'wijzelf', de: 'wir selbst', en: 'we ourselves' },
  centre: { fr: 'le centre', nl: 'het centrum', de: 'das Zentrum', en: 'the centre' },
  lawyer: { fr: 'l’avocat', nl: 'de advocaat', de: 'die Anwältin oder der Anwalt', en: 'the lawyer' },
  police: { fr: 'la police', nl: 'de politie', de: 'die Polizei', en: 'the police' },
  magistrate: { fr: 'le magistrat', nl: 'de magistraat', de: 'die Staatsanwaltschaft', en: 'the magistrate' },
  court: { fr: 'le tribunal', nl: 'de rechtbank', de: 'das Gericht', en: 'the court' },
  commune: { fr: 'la commune', nl: 'de gemeente', de: 'die Gemeinde', en: 'the commune' },
  embassy: {
    fr: 'l’ambassade ou le consulat',
    nl: 'de ambassade of het consulaat',
    de: 'die Botschaft oder das Konsulat',
    en: 'the embassy or the consulate',
  },
  doctor: { fr: 'le médecin', nl: 'de arts', de: 'die Ärztin oder der Arzt', en: 'the doctor' },
};
