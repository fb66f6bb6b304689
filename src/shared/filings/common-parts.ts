import type { AnswerName } from './answers';
import { printCountry, printLanguage } from './countries';
import { isReadableEdtf, printBirthDate, printDay, printEdtf } from './dates';
import type { FilingLanguage } from './kinds';
import { ageGroup, fullName, nameInText, sexOf, spokenName } from './people';
import { confirmation, longText, text, type FieldShapes, type Questions } from './questions';
import { pictureMark } from './pictures';
import type { FillTarget, ReviewGroup } from './schemas';
import type { Sheet } from './sheet';
import type { SnapshotExhibit, SnapshotPerson, Sourced } from './snapshot';
import { numberPrinted } from '../drafts/citations';
import { compareExhibitNumbers, readExhibitNumber, type ExhibitNumber } from '../exhibits/numbering';
import { capitalised, concerned, exhibitRemark, lawyerCapacity, withdrawnExhibit } from './wording';

// Parts that several filings have.

export const commonQuestions = {
  'letter.place': text,
  'letter.date': { kind: 'date' },
  'authority.address': { ...longText, hint: true },
  'sending.mode': { kind: 'choice', choices: ['email', 'registered', 'byHand'] },
  'signatory.name': text,
  'signatory.capacity': text,
  'client.person': { kind: 'person', roles: ['client'] },
  'exhibits.attached': { kind: 'exhibits' },
  'confirm.birthDateUnknown': confirmation,
  'confirm.nationalityUnknown': confirmation,
} as const satisfies Questions;

export const commonFields = {
  'letter.place': 'text',
  'letter.date': 'text',
  'authority.address': 'text',
  'sending.mode': 'text',
  'signatory.name': 'text',
  'signatory.capacity': 'text',
  'case.code': 'text',
  'case.immigrationOfficeNumber': 'text',
  'case.prosecutionNumber': 'text',
  'client.inText': 'text',
  'client.inTextAtStart': 'text',
  'client.concerned': 'text',
  'client.concernedAtStart': 'text',
  'client.familyName': 'text',
  'client.givenNames': 'text',
  'client.nativeScriptName': 'text',
  'client.birthDate': 'text',
  'client.birthPlace': 'text',
  'client.nationality': 'text',
  'client.nationalNumber': 'text',
  'client.identityDocument': 'text',
  'client.electedDomicile': 'text',
  'client.isMale': 'flag',
  'client.isFemale': 'flag',
  'client.hasGuardian': 'flag',
  'guardian.inText': 'text',
  'guardian.inTextAtStart': 'text',
  'guardian.isFemale': 'flag',
  'guardian.isMale': 'flag',
  exhibits: ['number', 'title', 'date', 'author', 'pages', 'remark', 'picture'],
  // Never up: what stands between is a list of tags at hand, see core/templates/starter.ts.
  'tags.shown': 'flag',
  'exhibits.count': 'text',
  'exhibits.areAttached': 'flag',
  'exhibits.areSeveral': 'flag',
  'exhibits.hasHashes': 'flag',
  exhibitHashes: ['number', 'sha256'],
} as const satisfies FieldShapes;

export function addCode(sheet: Sheet): void {
  sheet.record('case.code', sheet.snapshot.case.code, {
    group: 'references',
    required: true,
    target: { screen: 'overview', recordId: sheet.snapshot.caseId, field: 'code' },
  });
}

export function addProsecutionNumber(sheet: Sheet): void {
  const { case: record, caseId } = sheet.snapshot;
  sheet.record('case.prosecutionNumber', record.prosecutionNumber, {
    group: 'references',
    target: { screen: 'overview', recordId: caseId, field: 'prosecutionNumber' },
  });
}

/** @param expected warn when the authority would look for a number that is not known yet */
export function addReferences(sheet: Sheet, expected: boolean): void {
  const { case: record, caseId } = sheet.snapshot;
  addCode(sheet);
  sheet.record('case.immigrationOfficeNumber', record.immigrationOfficeNumber, {
    group: 'references',
    target: { screen: 'overview', recordId: caseId, field: 'immigrationOfficeNumber' },
  });
  addProsecutionNumber(sheet);
  if (!expected) return;
  if (record.prosecutionNumber.value === '') sheet.warn({ kind: 'noProsecutionNumber' });
  if (record.immigrationOfficeNumber.value === '') sheet.warn({ kind: 'noOfficeNumber' });
}

/** The person the filing is about, with what her documents say. Asked for when the case has several clients. */
export function addClient(
  sheet: Sheet,
  options: {
    readonly inText: boolean;
    /** How much of her the filing prints; all that her documents say unless given. */
    readonly particulars?: 'none' | 'name' | 'birthAndNationality';
  },
): SnapshotPerson | undefined {
  const { snapshot, language } = sheet;
  const clients = snapshot.people.filter(({ role }) => role === 'client');
  if (clients.length > 1) sheet.answer('client.person', { group: 'client', required: true });
  const client = clients.length > 1 ? sheet.chosen('client.person') : clients[0];
  if (client === undefined) {
    if (clients.length === 0) {
      sheet.missing('client.fullName', 'client', { screen: 'people', recordId: null, field: 'client' });
    }
    return undefined;
  }
  sheet.set('client.isFemale', client.gender.value === 'F');
  sheet.set('client.isMale', client.gender.value === 'M');
  const reference = concerned(client.gender.value, language);
  sheet.set('client.concerned', reference);
  sheet.set('client.concernedAtStart', capitalised(reference));
  if (options.inText) {
    const name = inText(sheet, client);
    sheet.set('client.inText', name);
    sheet.set('client.inTextAtStart', capitalised(name));
  }

  if (options.particulars === 'none') return client;

  const target = (field: string): FillTarget => ({ screen: 'people', recordId: client.id, field });
  if (fullName(client) === '') sheet.missing('client.familyName', 'client', target('familyName'));
  sheet.person(client, 'familyName', 'client.familyName', { group: 'client' });
  sheet.person(client, 'givenNames', 'client.givenNames', { group: 'client' });
  if (options.particulars === 'name') return client;

  const inFull = options.particulars === undefined;
  if (inFull) sheet.person(client, 'nativeScriptName', 'client.nativeScriptName', { group: 'client' });
  addOrSayUnknown(
    sheet,
    'client.birthDate',
    { ...client.birthDate, value: printBirthDate(client.birthDate.value, language) },
    target('birthDate'),
  );
  if (inFull) sheet.person(client, 'birthPlace', 'client.birthPlace', { group: 'client' });
  addOrSayUnknown(
    sheet,
    'client.nationality',
    {
      ...client.nationalities,
      value: client.nationalities.value.map((code) => printCountry(code, language)).join(', '),
    },
    target('nationalities'),
  );
  if (inFull) {
    sheet.person(client, 'nationalNumber', 'client.nationalNumber', { group: 'client' });
    sheet.person(client, 'identityDocument', 'client.identityDocument', { group: 'client' });
  }
  return client;
}

/**
 * A particular that every authority asks for. Where nobody knows it, the filing says so, once someone has confirmed that
 * it is unknown and not only left out.
 */
function addOrSayUnknown(
  sheet: Sheet,
  field: 'client.birthDate' | 'client.nationality',
  sourced: Sourced<string>,
  target: FillTarget,
): void {
  if (sourced.value !== '') {
    sheet.record(field, sourced, { group: 'client', required: true, target });
    return;
  }
  const question = field === 'client.birthDate' ? 'confirm.birthDateUnknown' : 'confirm.nationalityUnknown';
  const isUnknown = sheet.snapshot.answers[question]?.value === true;
  const value = isUnknown ? unknownParticulars[field][sheet.language] : '';
  sheet.record(field, { ...sourced, value }, { group: 'client', required: true, target });
  sheet.answer(question, { group: 'client' });
}

const unknownParticulars = {
  'client.birthDate': { fr: 'inconnue', nl: 'onbekend' },
  'client.nationality': { fr: 'indéterminée', nl: 'onbepaald' },
} satisfies Record<string, Readonly<Record<FilingLanguage, string>>>;

function inText(sheet: Sheet, person: SnapshotPerson): string {
  return nameInText(person, sheet.language, ageGroup(person, sheet.snapshot.today) === 'minor');
}

/** The guardian of a client who is or may be a minor; undefined when nobody represents her. */
export function addGuardian(
  sheet: Sheet,
  client: SnapshotPerson | undefined,
  mayBeRequired: boolean,
): SnapshotPerson | undefined {
  const age = client === undefined ? 'adult' : ageGroup(client, sheet.snapshot.today);
  if (age === 'adult') return undefined;
  const guardian = sheet.first('guardian');
  if (guardian === undefined) {
    if (age === 'minor' && mayBeRequired) {
      sheet.missing('guardian.inText', 'guardian', { screen: 'people', recordId: null, field: 'guardian' });
    }
    return undefined;
  }
  sheet.set('client.hasGuardian', true);
  const name = nameInText(guardian, sheet.language, false);
  sheet.set('guardian.inTextAtStart', capitalised(name));
  sheet.set('guardian.isFemale', sexOf(guardian).isFemale);
  sheet.set('guardian.isMale', sexOf(guardian).isMale);
  sheet.record(
    'guardian.inText',
    { ...guardian.familyName, value: name },
    {
      group: 'guardian',
      required: true,
      target: { screen: 'people', recordId: guardian.id, field: 'familyName' },
    },
  );
  return guardian;
}

/**
 * The exhibits that go with the filing: those chosen, and always those a sentence refers to. While none is chosen all of
 * them go with it, or with `onlyChosen` none.
 */
export function addExhibits(
  sheet: Sheet,
  citing: readonly AnswerName[],
  {
    required = true,
    onlyChosen = false,
    cited: citedByFacts = [],
  }: {
    readonly required?: boolean;
    readonly onlyChosen?: boolean;
    /** Ids of exhibits that facts in the filing rest on. */
    readonly cited?: readonly string[];
  } = {},
): void {
  const { snapshot, language } = sheet;
  const chosen = sheet.chosenExhibits('exhibits.attached');
  const cited = new Set(citing.flatMap((name) => sheet.chosenExhibit(name) ?? []));
  const attached = snapshot.exhibits.filter(
    (exhibit) =>
      (chosen === undefined ? !onlyChosen : chosen.includes(exhibit)) ||
      cited.has(exhibit) ||
      citedByFacts.includes(exhibit.id),
  );
  sheet.list('exhibits', {
    group: 'exhibits',
    required,
    target: { screen: 'exhibits', recordId: null, field: null },
    source: attached[0]?.number,
    items: withWithdrawn(
      attached.map((exhibit) => ({ recordId: exhibit.id, values: printExhibit(exhibit, sheet) })),
      attached.length === snapshot.exhibits.length ? sheet : null,
    ).map((item) => ({ ...item, pieces: wordsOf(item) })),
    question: 'exhibits.attached',
    answer: attached.map(({ id }) => id),
    suggested: chosen === undefined && attached.length > 0,
  });
  const hashed = attached.filter(({ sha256 }) => sha256.value !== '');
  sheet.set('exhibits.count', String(attached.length));
  sheet.set('exhibits.areAttached', attached.length > 0);
  sheet.set('exhibits.areSeveral', attached.length > 1);
  sheet.set('exhibits.hasHashes', hashed.length > 0);
  if (snapshot.filingKind === 'F13' && hashed.length > 0) {
    sheet.list('exhibitHashes', {
      group: 'exhibits',
      required: false,
      target: { screen: 'exhibits', recordId: null, field: 'sha256' },
      source: hashed[0]?.sha256,
      items: hashed.map((exhibit) => ({
        recordId: exhibit.id,
        values: { number: exhibit.number.value, sha256: exhibit.sha256.value },
      })),
    });
  }

  if (required && snapshot.exhibits.length === 0) sheet.warn({ kind: 'noExhibits' });
  const leftOut = snapshot.exhibits.length - attached.length;
  if (leftOut > 0 && attached.length > 0) sheet.warn({ kind: 'exhibitsLeftOut', count: leftOut });
  for (const exhibit of attached) {
    const named = { exhibitId: exhibit.id, number: exhibit.number.value };
    if (needsTranslation(exhibit, language)) sheet.warn({ kind: 'exhibitNeedsTranslation', ...named });
    if (!isReadableEdtf(exhibit.date.value)) sheet.warn({ kind: 'exhibitDateUnreadable', ...named });
  }
}

/** Pictures are only there for templates that ask for them; what is looked over before is words. */
function wordsOf({ values: { picture: _picture, ...words } }: PrintedExhibit): readonly string[] {
  return Object.values(words);
}

interface PrintedExhibit {
  readonly recordId: string;
  readonly values: Record<string, string>;
}

/**
 * Where all exhibits are listed, numbers that were sent and withdrawn since stand among them, so that nobody looks for what
 * is missing.
 */
function withWithdrawn(items: readonly PrintedExhibit[], sheet: Sheet | null): readonly PrintedExhibit[] {
  if (sheet === null || sheet.snapshot.withdrawnNumbers.length === 0) return items;
  const withdrawn = sheet.snapshot.withdrawnNumbers.map((number) => ({
    recordId: `withdrawn ${number}`,
    values: {
      number,
      title: withdrawnExhibit[sheet.language],
      date: '',
      author: '',
      pages: '',
      remark: '',
      picture: '',
    },
  }));
  return [...items, ...withdrawn].toSorted((one, other) =>
    compareExhibitNumbers(numberOf(one), numberOf(other)),
  );
}

function numberOf({ values }: PrintedExhibit): ExhibitNumber {
  return readExhibitNumber(numberPrinted(values['number'] ?? '')) ?? { main: 0, insertion: 0 };
}

function printExhibit(exhibit: SnapshotExhibit, { language }: Sheet): Record<string, string> {
  const tag = exhibit.language.value;
  return {
    number: exhibit.number.value,
    title: exhibit.title.value,
    date: printEdtf(exhibit.date.value, language),
    author: exhibit.author.value,
    pages: exhibit.pages.value === null ? '' : String(exhibit.pages.value),
    remark: exhibitRemark(
      {
        languageName: isReadByAuthorities(tag) ? '' : printLanguage(tag, language),
        translation: exhibit.translation.value,
      },
      language,
    ),
    picture: exhibit.pictures.map(pictureMark).join('\n'),
  };
}

function needsTranslation(exhibit: SnapshotExhibit, language: string): boolean {
  const tag = exhibit.language.value;
  if (exhibit.translation.value === 'needed') return true;
  return exhibit.translation.value === 'none' && !isReadByAuthorities(tag) && !tag.startsWith(language);
}

/** Exhibits in a language of the country's administration, or without words, need no translation for it. */
function isReadByAuthorities(tag: string): boolean {
  return tag === '' || /^(?:fr|nl|de)(?:-|$)/.test(tag);
}

/** @param signer who signs unless someone else is chosen; else the centre worker, else the advocate of the case */
export function addSignatory(sheet: Sheet, withCapacity: boolean, signer?: SnapshotPerson): void {
  const person = signer ?? sheet.first('centreWorker');
  const advocate = sheet.snapshot.case.advocateName;
  const suggestion =
    person !== undefined && fullName(person) !== ''
      ? { ...person.familyName, value: spokenName(person) }
      : advocate.value === ''
        ? undefined
        : advocate;
  sheet.answer('signatory.name', {
    group: 'signing',
    required: true,
    ...(suggestion === undefined ? {} : { suggestion }),
  });
  if (!withCapacity) return;
  const capacity = signer?.role === 'lawyer' ? lawyerCapacity(signer.gender.value, sheet.language) : '';
  sheet.answer('signatory.capacity', {
    group: 'signing',
    ...(signer === undefined || capacity === ''
      ? {}
      : { suggestion: { ...signer.familyName, value: capacity } }),
  });
}

export function addLetterDate(sheet: Sheet, group: ReviewGroup): void {
  sheet.answer('letter.date', {
    group,
    required: true,
    suggestion: sheet.proposed(sheet.snapshot.today),
    print: (day) => printDay(day, sheet.documentLanguage),
  });
}
