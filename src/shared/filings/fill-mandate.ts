import type { AnswerValue } from './answers';
import { addClient, addCode, addGuardian, addLetterDate } from './common-parts';
import { printLanguage } from './countries';
import { printDay } from './dates';
import { ageGroup, fullName, spokenName } from './people';
import { longText, text, yesOrNo, type FieldShapes, type Questions } from './questions';
import type { ReviewGroup } from './schemas';
import type { Sheet } from './sheet';
import { asSentence, endSentence, lawyerCapacity, mandateActWordings } from './wording';

// F3: the mandate.

/** Acts a mandate may cover. */
const mandateActs = ['immigrationOffice', 'prosecution', 'commune', 'centre', 'socialWelfare'] as const;
export type MandateAct = (typeof mandateActs)[number];

export const mandateQuestions = {
  'mandate.holder': { kind: 'person', roles: ['lawyer', 'centreWorker'] },
  'mandate.holderCapacity': text,
  'mandate.holderAddress': longText,
  'mandate.acts': { kind: 'choices', choices: mandateActs },
  'mandate.mayReceiveDocuments': yesOrNo,
  'mandate.hasLimits': yesOrNo,
  'mandate.limits': { ...longText, hint: true },
  'mandate.term': { kind: 'choice', choices: ['untilDone', 'untilDate'] },
  'mandate.until': { kind: 'date' },
  'mandate.understanding': { kind: 'choice', choices: ['sameLanguage', 'interpreter'] },
  'mandate.interpreter': { kind: 'person', roles: ['interpreter'] },
  'mandate.interpreterLanguage': text,
} as const satisfies Questions;

export const mandateFields = {
  'mandate.holderName': 'text',
  'mandate.holderCapacity': 'text',
  'mandate.holderAddress': 'text',
  'mandate.acts': ['act'],
  'mandate.mayReceiveDocuments': 'flag',
  'mandate.limits': 'text',
  'mandate.until': 'text',
  'mandate.signatory': 'text',
  'interpreter.name': 'text',
  'interpreter.language': 'text',
} as const satisfies FieldShapes;

export function fillMandate(sheet: Sheet): void {
  const { snapshot, language } = sheet;
  addCode(sheet);
  const client = addClient(sheet, { inText: false });
  const guardian = addGuardian(
    sheet,
    client,
    client !== undefined && ageGroup(client, snapshot.today) === 'minor',
  );
  sheet.set(
    'mandate.signatory',
    guardian !== undefined ? spokenName(guardian) : client !== undefined ? fullName(client) : '',
  );

  addHolder(sheet);
  const acts = sheet.answer('mandate.acts', {
    group: 'mandate',
    required: true,
    list: (chosen) =>
      actsInOrder(chosen).map((act, index, all) => {
        const wording = mandateActWordings[act][language];
        return { recordId: null, pieces: [index === all.length - 1 ? endSentence(wording) : wording] };
      }),
  });
  sheet.set(
    'mandate.acts',
    acts.map(([act = '']) => ({ act })),
  );
  sheet.answer('mandate.mayReceiveDocuments', { group: 'mandate', required: true });
  sheet.set('mandate.mayReceiveDocuments', sheet.answered('mandate.mayReceiveDocuments') === 'yes');
  sheet.person(client, 'electedDomicile', 'client.electedDomicile', { group: 'mandate', required: true });

  sheet.answer('mandate.hasLimits', { group: 'mandate', required: true });
  if (sheet.answered('mandate.hasLimits') === 'yes')
    sheet.answer('mandate.limits', { group: 'mandate', required: true, print: asSentence });
  sheet.answer('mandate.term', { group: 'mandate', required: true });
  if (sheet.answered('mandate.term') === 'untilDate') {
    sheet.answer('mandate.until', {
      group: 'mandate',
      required: true,
      print: (day) => printDay(day, language),
    });
  }

  addUnderstanding(sheet, 'mandate');
  sheet.answer('letter.place', { group: 'signing', required: true });
  addLetterDate(sheet, 'signing');
  if (client !== undefined && guardian === undefined && ageGroup(client, snapshot.today) === 'minor') {
    sheet.warn({ kind: 'minorWithoutGuardian' });
  }
}

function addHolder(sheet: Sheet): void {
  const { language, snapshot } = sheet;
  const group = 'mandate';
  const candidates = snapshot.people.filter(({ role }) => role === 'lawyer' || role === 'centreWorker');
  const only = candidates.length === 1 ? candidates[0] : undefined;
  sheet.answer('mandate.holder', {
    group,
    required: true,
    ...(only === undefined ? {} : { suggestion: { ...only.familyName, value: only.id } }),
    print: () => '',
  });
  const holder =
    sheet.chosen('mandate.holder') ?? (sheet.answered('mandate.holder') === undefined ? undefined : only);
  if (holder === undefined) return;
  sheet.record(
    'mandate.holderName',
    { ...holder.familyName, value: spokenName(holder) },
    { group, required: true, target: { screen: 'people', recordId: holder.id, field: 'familyName' } },
  );
  const isLawyer = holder.role === 'lawyer';
  const capacity = isLawyer ? lawyerCapacity(holder.gender.value, language) : '';
  sheet.answer('mandate.holderCapacity', {
    group,
    required: true,
    ...(capacity === '' ? {} : { suggestion: { ...holder.familyName, value: capacity } }),
  });
  const address = isLawyer ? holder.electedDomicile : snapshot.case.centreAddress;
  sheet.answer('mandate.holderAddress', {
    group,
    required: true,
    ...(address.value === '' ? {} : { suggestion: address }),
  });
}

/** How the person understood what she signs: by herself, or through an interpreter, who is named. */
export function addUnderstanding(sheet: Sheet, group: ReviewGroup): void {
  sheet.answer('mandate.understanding', { group, required: true });
  if (sheet.answered('mandate.understanding') === 'interpreter') addInterpreter(sheet, group);
}

function addInterpreter(sheet: Sheet, group: ReviewGroup): void {
  const interpreters = sheet.snapshot.people.filter(({ role }) => role === 'interpreter');
  const only = interpreters.length === 1 ? interpreters[0] : undefined;
  sheet.answer('mandate.interpreter', {
    group,
    required: true,
    ...(only === undefined ? {} : { suggestion: { ...only.familyName, value: only.id } }),
    print: () => '',
  });
  const interpreter = sheet.chosen('mandate.interpreter') ?? only;
  if (interpreter !== undefined) {
    sheet.record(
      'interpreter.name',
      { ...interpreter.familyName, value: spokenName(interpreter) },
      {
        group,
        required: true,
        target: { screen: 'people', recordId: interpreter.id, field: 'familyName' },
      },
    );
  }
  const spoken = interpreter?.spokenLanguages.value.filter((tag) => !tag.startsWith(sheet.language)) ?? [];
  const [only1] = spoken;
  sheet.answer('mandate.interpreterLanguage', {
    group,
    required: true,
    field: 'interpreter.language',
    ...(spoken.length === 1 && only1 !== undefined && interpreter !== undefined
      ? { suggestion: { ...interpreter.spokenLanguages, value: printLanguage(only1, sheet.language) } }
      : {}),
  });
}

function actsInOrder(chosen: AnswerValue): readonly MandateAct[] {
  return Array.isArray(chosen) ? mandateActs.filter((act) => chosen.includes(act)) : [];
}
