import { addClient, addCode, addExhibits, addLetterDate } from './common-parts';
import { printingDay, refuseShelterAddress } from './counsel-parts';
import { printCountry, printLanguage } from './countries';
import { printBirthDate } from './dates';
import { addParagraphs, paragraphs } from './paragraphs';
import { ageGroup } from './people';
import { date, explainedText, text, yesOrNo, type FieldShapes, type Questions } from './questions';
import type { FillTarget } from './schemas';
import type { Sheet } from './sheet';
import type { SnapshotPerson } from './snapshot';
import { asSentence, capitalised, sendingModes } from './wording';

// F21: anyone reports an unaccompanied minor to the Guardianship Service and asks for a guardian. Much may be unknown:
// only the name as it was given and the age that is claimed are needed.

export const minorQuestions = {
  'reporter.name': text,
  'reporter.capacity': text,
  'reporter.contact': explainedText,
  'minor.aliases': text,
  'minor.claimedAge': { ...text, hint: true },
  'minor.documents': explainedText,
  'minor.languages': text,
  'minor.foundOn': date,
  'minor.foundAt': explainedText,
  'minor.circumstances': explainedText,
  'minor.indications': explainedText,
  'minor.safety': explainedText,
  'minor.inCharge': explainedText,
  'minor.centreCopied': { ...yesOrNo, hint: true },
  'minor.youthProsecutorCopied': yesOrNo,
} as const satisfies Questions;

export const minorFields = {
  'reporter.name': 'text',
  'reporter.capacity': 'text',
  'reporter.contact': 'text',
  'minor.aliases': 'text',
  'minor.claimedAge': 'text',
  'minor.gender': 'text',
  'minor.documents': 'text',
  'minor.languages': 'text',
  'minor.foundOn': 'text',
  'minor.foundAt': 'text',
  'minor.circumstances': paragraphs,
  'minor.indications': paragraphs,
  'minor.safety': paragraphs,
  'minor.inCharge': 'text',
  'minor.isCopied': 'flag',
  'minor.centreCopied.yes': 'flag',
  'minor.youthProsecutorCopied.yes': 'flag',
} as const satisfies FieldShapes;

export function fillMinor(sheet: Sheet): void {
  const { language, snapshot } = sheet;
  const { advocateName } = snapshot.case;
  const sender = 'sender';
  sheet.answer('reporter.name', {
    group: sender,
    required: true,
    ...(advocateName.value === '' ? {} : { suggestion: advocateName }),
  });
  sheet.answer('reporter.capacity', { group: sender, required: true });
  sheet.answer('reporter.contact', { group: sender, required: true });
  sheet.answer('sending.mode', { group: 'authority', print: (mode) => sendingModes[mode]?.[language] ?? '' });
  sheet.answer('authority.address', { group: 'authority', required: true });
  sheet.answer('letter.place', { group: 'authority', required: true });
  addLetterDate(sheet, 'authority');
  addCode(sheet);

  addMinor(sheet);
  const group = 'indications';
  sheet.answer('minor.foundOn', { group, required: true, print: printingDay(sheet) });
  sheet.answer('minor.foundAt', { group, required: true });
  addParagraphs(sheet, 'minor.circumstances', { group });
  addParagraphs(sheet, 'minor.indications', { group, required: true });
  addParagraphs(sheet, 'minor.safety', { group: 'safety', required: true });
  sheet.answer('minor.inCharge', {
    group: 'safety',
    required: true,
    print: (typed) => capitalised(asSentence(typed)),
  });
  sheet.answer('minor.centreCopied', { group: 'request', required: true, suggestion: sheet.proposed('yes') });
  sheet.answer('minor.youthProsecutorCopied', {
    group: 'request',
    required: true,
    suggestion: sheet.proposed('yes'),
  });
  sheet.set(
    'minor.isCopied',
    (['minor.centreCopied', 'minor.youthProsecutorCopied'] as const).some(
      (name) => sheet.answered(name) === 'yes',
    ),
  );
  addExhibits(sheet, [], { required: false, onlyChosen: true });
  refuseShelterAddress(sheet);
  sheet.warn({ kind: 'whereMinorStays' });
}

/** What the child says of himself, nothing of it required but a name and an age. */
function addMinor(sheet: Sheet): void {
  const { snapshot, language } = sheet;
  const group = 'client';
  const client = addClient(sheet, { inText: false, particulars: 'name' });
  if (client === undefined) return;
  const target = (field: string): FillTarget => ({ screen: 'people', recordId: client.id, field });
  sheet.person(client, 'nativeScriptName', 'client.nativeScriptName', { group });
  sheet.answer('minor.aliases', { group });
  sheet.record('client.birthDate', client.birthDate, {
    group,
    target: target('birthDate'),
    print: (day) => printBirthDate(day, language),
  });
  sheet.answer('minor.claimedAge', { group, required: client.birthDate.value === '' });
  sheet.record(
    'minor.gender',
    { ...client.gender, value: genders[client.gender.value]?.[language] ?? '' },
    { group, target: target('gender') },
  );
  sheet.person(client, 'birthPlace', 'client.birthPlace', { group });
  sheet.record(
    'client.nationality',
    {
      ...client.nationalities,
      value: client.nationalities.value.map((code) => printCountry(code, language)).join(', '),
    },
    { group, target: target('nationalities') },
  );
  addDocumentsAndLanguages(sheet, client);
  if (ageGroup(client, snapshot.today) === 'adult') sheet.refuse('notAMinor', target('birthDate'));
}

function addDocumentsAndLanguages(sheet: Sheet, client: SnapshotPerson): void {
  const group = 'client';
  const { language } = sheet;
  sheet.answer('minor.documents', {
    group,
    ...(client.identityDocument.value === '' ? {} : { suggestion: client.identityDocument }),
  });
  const spoken = client.spokenLanguages.value.map((tag) => printLanguage(tag, language)).join(', ');
  sheet.answer('minor.languages', {
    group,
    required: true,
    ...(spoken === '' ? {} : { suggestion: { ...client.spokenLanguages, value: spoken } }),
  });
}

const genders: Readonly<Record<string, Readonly<Record<'fr' | 'nl', string>>>> = {
  F: { fr: 'féminin', nl: 'vrouwelijk' },
  M: { fr: 'masculin', nl: 'mannelijk' },
};
