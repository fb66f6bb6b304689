import { addClient, addCode, addGuardian, addLetterDate } from './common-parts';
import { printDay } from './dates';
import { addUnderstanding } from './fill-mandate';
import { ageGroup, fullName, spokenName } from './people';
import { date, explainedText, text, yesOrNo, type FieldShapes, type Questions } from './questions';
import type { Sheet } from './sheet';
import { asSentence } from './wording';

// F2: the informed consent to share information, one page for each recipient. What is shared, why and at what risk stands
// in the template; what was agreed to is asked for.

export const consentRecipients = [
  'centre',
  'police',
  'prosecution',
  'immigrationOffice',
  'socialWelfare',
  'doctor',
  'interpreter',
] as const;

/** Kinds of data that can be shared. */
export const consentData = [
  'identity',
  'contact',
  'account',
  'papers',
  'stay',
  'health',
  'children',
] as const;
const dataQuestion = { kind: 'choices', choices: consentData } as const;

export const consentQuestions = {
  'consent.recipients': { kind: 'choices', choices: consentRecipients, hint: true },
  'consent.centre.data': dataQuestion,
  'consent.police.data': dataQuestion,
  'consent.prosecution.data': dataQuestion,
  'consent.immigrationOffice.data': dataQuestion,
  'consent.socialWelfare.data': dataQuestion,
  'consent.doctor.data': dataQuestion,
  'consent.interpreter.data': dataQuestion,
  'consent.hasLimits': yesOrNo,
  'consent.limits': explainedText,
  'consent.until': date,
  'consent.form': { kind: 'choice', choices: ['signed', 'oral'] },
  'consent.receivedBy': { ...text, hint: true },
} as const satisfies Questions;

const dataItem = ['item'] as const;

export const consentFields = {
  'consent.recipients.centre': 'flag',
  'consent.recipients.police': 'flag',
  'consent.recipients.prosecution': 'flag',
  'consent.recipients.immigrationOffice': 'flag',
  'consent.recipients.socialWelfare': 'flag',
  'consent.recipients.doctor': 'flag',
  'consent.recipients.interpreter': 'flag',
  'consent.centre.data': dataItem,
  'consent.police.data': dataItem,
  'consent.prosecution.data': dataItem,
  'consent.immigrationOffice.data': dataItem,
  'consent.socialWelfare.data': dataItem,
  'consent.doctor.data': dataItem,
  'consent.interpreter.data': dataItem,
  'consent.limits': 'text',
  'consent.until': 'text',
  'consent.form.oral': 'flag',
  'consent.receivedBy': 'text',
  'consent.giver': 'text',
} as const satisfies FieldShapes;

export function fillConsent(sheet: Sheet): void {
  const { language, snapshot } = sheet;
  addCode(sheet);
  const client = addClient(sheet, { inText: true, particulars: 'name' });
  const guardian = addGuardian(sheet, client, true);
  sheet.set(
    'consent.giver',
    guardian !== undefined ? spokenName(guardian) : client !== undefined ? fullName(client) : '',
  );

  sheet.answer('consent.recipients', { group: 'consent', required: true });
  const recipients = sheet.answered('consent.recipients');
  for (const recipient of consentRecipients) {
    if (!Array.isArray(recipients) || !recipients.includes(recipient)) continue;
    const shared = sheet.answer(`consent.${recipient}.data`, {
      group: 'consent',
      required: true,
      list: (chosen) => {
        const named = consentData.filter((kind) => Array.isArray(chosen) && chosen.includes(kind));
        return named.map((kind, index) => {
          const end = index === named.length - 1 ? '.' : { fr: '\u00a0;', nl: ';' }[language];
          return { recordId: null, pieces: [`${dataWordings[kind][language]}${end}`] };
        });
      },
    });
    sheet.set(
      `consent.${recipient}.data`,
      shared.map(([item = '']) => ({ item })),
    );
  }
  sheet.answer('consent.hasLimits', { group: 'consent', required: true });
  if (sheet.answered('consent.hasLimits') === 'yes') {
    sheet.answer('consent.limits', { group: 'consent', required: true, print: asSentence });
  }
  sheet.answer('consent.until', {
    group: 'consent',
    required: true,
    print: (day) => printDay(day, language),
  });

  addUnderstanding(sheet, 'consent');
  sheet.answer('consent.form', { group: 'signing', required: true });
  const advocate = snapshot.case.advocateName;
  sheet.answer('consent.receivedBy', {
    group: 'signing',
    required: true,
    ...(advocate.value === '' ? {} : { suggestion: advocate }),
  });
  sheet.answer('letter.place', { group: 'signing', required: true });
  addLetterDate(sheet, 'signing');

  const until = sheet.answered('consent.until');
  const given = sheet.answered('letter.date');
  if (typeof until === 'string' && until !== '' && typeof given === 'string' && until <= given) {
    sheet.refuse('consentEndsTooEarly', { screen: 'review', recordId: null, field: 'consent.until' });
  }
  if (client !== undefined && guardian === undefined && ageGroup(client, snapshot.today) === 'minor') {
    sheet.warn({ kind: 'minorWithoutGuardian' });
  }
}

const dataWordings: Readonly<
  Record<(typeof consentData)[number], { readonly fr: string; readonly nl: string }>
> = {
  identity: {
    fr: 'l’identité\u00a0: nom, date et lieu de naissance, nationalité, documents d’identité',
    nl: 'de identiteit: naam, geboortedatum en -plaats, nationaliteit, identiteitsdocumenten',
  },
  contact: {
    fr: 'la manière sûre de prendre contact, jamais l’adresse de résidence',
    nl: 'de veilige manier om contact op te nemen, nooit het verblijfsadres',
  },
  account: { fr: 'ce qui s’est passé, en résumé', nl: 'wat er is gebeurd, in het kort' },
  papers: {
    fr: 'les pièces du dossier qui y sont utiles',
    nl: 'de stukken van het dossier die daarvoor nuttig zijn',
  },
  stay: {
    fr: 'la situation de séjour et l’état des procédures',
    nl: 'de verblijfssituatie en de stand van de procedures',
  },
  health: { fr: 'la santé physique et psychique', nl: 'de lichamelijke en geestelijke gezondheid' },
  children: { fr: 'la situation des enfants', nl: 'de situatie van de kinderen' },
};
