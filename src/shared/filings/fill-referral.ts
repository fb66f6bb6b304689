import { addClient, addLetterDate } from './common-parts';
import { printLanguage } from './countries';
import { printDay } from './dates';
import { mentions } from './mentions';
import { ageGroup, fullName } from './people';
import { date, explainedText, text, yesOrNo, type FieldShapes, type Questions } from './questions';
import type { Sheet } from './sheet';
import type { SnapshotPerson } from './snapshot';
import { asOwnSentence, asSentence, sendingModes } from './wording';

// F1: the referral to the duty service of a recognised centre. It names nobody before the person has consented: the code
// of the case stands for her.

const indications = [
  'recruitment',
  'transport',
  'papers',
  'debt',
  'pay',
  'hours',
  'violence',
  'movement',
] as const;
const needs = ['accommodation', 'medical', 'psychological', 'food', 'children', 'legal', 'papers'] as const;

export const referralQuestions = {
  'referral.centre': { kind: 'choice', choices: ['pagasa', 'payoke', 'surya'] },
  'referral.by': text,
  'referral.capacity': text,
  'referral.channel': { ...text, hint: true },
  'referral.hours': text,
  'referral.personContact': { kind: 'choice', choices: ['throughReferrer', 'direct'] },
  'referral.personChannel': { ...text, hint: true },
  'referral.language': text,
  'referral.interpreter': { kind: 'choice', choices: ['none', 'any', 'woman', 'man'] },
  'referral.danger': { kind: 'choice', choices: ['immediate', 'notImmediate', 'unknown'] },
  'referral.dangerDetail': explainedText,
  'referral.children': { kind: 'choice', choices: ['none', 'present', 'elsewhere', 'unknown'] },
  'referral.childrenDetail': explainedText,
  'referral.stay': { ...text, hint: true },
  'referral.removalOrder': { kind: 'choice', choices: ['none', 'notified', 'unknown'] },
  'referral.removalOrderDate': date,
  'referral.indications': { kind: 'choices', choices: indications },
  'referral.indicationsDetail': explainedText,
  'referral.needs': { kind: 'choices', choices: needs },
  'referral.wishes': explainedText,
  'referral.consent': { ...yesOrNo, hint: true },
  'referral.consentDate': date,
  'referral.consentForm': { kind: 'choice', choices: ['written', 'oral'] },
} as const satisfies Questions;

export const referralFields = {
  'referral.centre': 'text',
  'referral.by': 'text',
  'referral.capacity': 'text',
  'referral.channel': 'text',
  'referral.hours': 'text',
  'referral.personContact.direct': 'flag',
  'referral.personChannel': 'text',
  'referral.profile': 'text',
  'referral.language': 'text',
  'referral.interpreter.none': 'flag',
  'referral.interpreter.any': 'flag',
  'referral.interpreter.woman': 'flag',
  'referral.interpreter.man': 'flag',
  'referral.danger.immediate': 'flag',
  'referral.danger.notImmediate': 'flag',
  'referral.danger.unknown': 'flag',
  'referral.dangerDetail': 'text',
  'referral.children.none': 'flag',
  'referral.children.present': 'flag',
  'referral.children.elsewhere': 'flag',
  'referral.children.unknown': 'flag',
  'referral.childrenDetail': 'text',
  'referral.stay': 'text',
  'referral.removalOrder.none': 'flag',
  'referral.removalOrder.notified': 'flag',
  'referral.removalOrder.unknown': 'flag',
  'referral.removalOrderDate': 'text',
  'referral.indications': ['indication'],
  'referral.indicationsDetail': 'text',
  'referral.needs': ['need'],
  'referral.hasNeeds': 'flag',
  'referral.wishes': 'text',
  'referral.consent.yes': 'flag',
  'referral.consentDate': 'text',
  'referral.consentForm.oral': 'flag',
} as const satisfies FieldShapes;

export function fillReferral(sheet: Sheet): void {
  const { language, snapshot } = sheet;
  const print = (day: string): string => printDay(day, language);
  addReferrer(sheet);
  sheet.answer('referral.centre', {
    group: 'authority',
    required: true,
    print: (centre) => centreNames[centre] ?? '',
  });
  sheet.answer('sending.mode', { group: 'authority', print: (mode) => sendingModes[mode]?.[language] ?? '' });
  sheet.answer('letter.place', { group: 'authority', required: true });
  addLetterDate(sheet, 'authority');

  sheet.record('case.code', snapshot.case.code, {
    group: 'references',
    required: true,
    target: { screen: 'overview', recordId: snapshot.caseId, field: 'code' },
  });
  sheet.answer('referral.consent', { group: 'consent', required: true });
  const hasConsent = sheet.answered('referral.consent') === 'yes';
  if (hasConsent) {
    sheet.answer('referral.consentDate', { group: 'consent', required: true, print });
    sheet.answer('referral.consentForm', { group: 'consent', required: true });
  }
  const client = addClient(sheet, { inText: hasConsent, particulars: hasConsent ? 'name' : 'none' });
  addProfile(sheet, client);
  addSafety(sheet);

  const found = sheet.answer('referral.indications', {
    group: 'indications',
    required: true,
    list: (chosen) => wordings(chosen, indications, indicationWordings, language),
  });
  sheet.set(
    'referral.indications',
    found.map(([indication = '']) => ({ indication })),
  );
  sheet.answer('referral.indicationsDetail', { group: 'indications', print: asOwnSentence });
  const needed = sheet.answer('referral.needs', {
    group: 'needs',
    list: (chosen) => wordings(chosen, needs, needWordings, language),
  });
  sheet.set(
    'referral.needs',
    needed.map(([need = '']) => ({ need })),
  );
  sheet.set('referral.hasNeeds', needed.length > 0);
  sheet.answer('referral.wishes', { group: 'needs', required: true, print: asSentence });

  if (!hasConsent) refuseNames(sheet);
}

/** Who refers, and how and when that person can be reached without danger. */
function addReferrer(sheet: Sheet): void {
  const advocate = sheet.snapshot.case.advocateName;
  sheet.answer('referral.by', {
    group: 'sender',
    required: true,
    ...(advocate.value === '' ? {} : { suggestion: advocate }),
  });
  sheet.answer('referral.capacity', { group: 'sender', required: true });
  sheet.answer('referral.channel', { group: 'sender', required: true });
  sheet.answer('referral.hours', { group: 'sender', required: true });
  sheet.answer('referral.personContact', {
    group: 'sender',
    required: true,
    suggestion: sheet.proposed('throughReferrer'),
  });
  if (sheet.answered('referral.personContact') === 'direct') {
    sheet.answer('referral.personChannel', { group: 'sender', required: true });
  }
}

/** Whether a woman or a man, and whether grown: what a centre needs in order to place her, without naming her. */
function addProfile(sheet: Sheet, client: SnapshotPerson | undefined): void {
  const { language, snapshot } = sheet;
  if (client !== undefined) {
    const group = ageGroup(client, snapshot.today);
    const gender = client.gender.value === 'F' || client.gender.value === 'M' ? client.gender.value : 'any';
    sheet.record(
      'referral.profile',
      { ...client.birthDate, value: profiles[group][gender][language] },
      { group: 'client', target: { screen: 'people', recordId: client.id, field: 'birthDate' } },
    );
  }
  const spoken = client?.spokenLanguages.value[0];
  sheet.answer('referral.language', {
    group: 'client',
    required: true,
    ...(client === undefined || spoken === undefined
      ? {}
      : { suggestion: { ...client.spokenLanguages, value: printLanguage(spoken, language) } }),
  });
  sheet.answer('referral.interpreter', { group: 'client', required: true });
}

function addSafety(sheet: Sheet): void {
  const { language } = sheet;
  const group = 'safety';
  sheet.answer('referral.danger', { group, required: true });
  sheet.answer('referral.dangerDetail', {
    group,
    required: sheet.answered('referral.danger') === 'immediate',
    print: asOwnSentence,
  });
  sheet.answer('referral.children', { group, required: true });
  const children = sheet.answered('referral.children');
  if (children === 'present' || children === 'elsewhere') {
    sheet.answer('referral.childrenDetail', { group, required: true, print: asOwnSentence });
  }
  sheet.answer('referral.stay', { group, required: true, print: asSentence });
  sheet.answer('referral.removalOrder', { group, required: true });
  if (sheet.answered('referral.removalOrder') === 'notified') {
    const known = sheet.snapshot.events.findLast(({ kind }) => kind === 'removalMeasureNotified');
    sheet.answer('referral.removalOrderDate', {
      group,
      required: true,
      print: (day) => printDay(day, language),
      ...(known === undefined ? {} : { suggestion: known.happenedOn }),
    });
  }
}

/** Before consent no text may name the client or a child of hers. */
function refuseNames(sheet: Sheet): void {
  const names = sheet.snapshot.people
    .filter(({ role }) => role === 'client' || role === 'child')
    .flatMap((person) => [
      fullName(person),
      person.familyName.value,
      ...person.givenNames.value.split(/\s+/),
      person.nativeScriptName.value,
    ]);
  const texts = [
    'referral.channel',
    'referral.personChannel',
    'referral.dangerDetail',
    'referral.childrenDetail',
    'referral.stay',
    'referral.indicationsDetail',
    'referral.wishes',
  ] as const;
  for (const field of texts) {
    const typed = sheet.answered(field);
    if (typeof typed === 'string' && mentions(typed, names)) {
      sheet.refuse('namesPersonWithoutConsent', { screen: 'review', recordId: null, field });
    }
  }
}

type Wording = Readonly<Record<'fr' | 'nl', string>>;

function wordings<Choice extends string>(
  chosen: unknown,
  choices: readonly Choice[],
  words: Readonly<Record<Choice, Wording>>,
  language: 'fr' | 'nl',
): { readonly recordId: null; readonly pieces: readonly string[] }[] {
  const named = choices.filter((choice) => Array.isArray(chosen) && chosen.includes(choice));
  return named.map((choice, index) => {
    const end = index === named.length - 1 ? '.' : { fr: '\u00a0;', nl: ';' }[language];
    return { recordId: null, pieces: [`${words[choice][language]}${end}`] };
  });
}

const centreNames: Readonly<Record<string, string>> = { pagasa: 'PAG-ASA', payoke: 'Payoke', surya: 'Sürya' };

const profiles: Readonly<
  Record<'adult' | 'minor' | 'unknown', Readonly<Record<'F' | 'M' | 'any', Wording>>>
> = {
  adult: {
    F: { fr: 'femme, majeure', nl: 'vrouw, meerderjarig' },
    M: { fr: 'homme, majeur', nl: 'man, meerderjarig' },
    any: { fr: 'personne majeure', nl: 'meerderjarige persoon' },
  },
  minor: {
    F: { fr: 'fille, mineure', nl: 'meisje, minderjarig' },
    M: { fr: 'garçon, mineur', nl: 'jongen, minderjarig' },
    any: { fr: 'personne mineure', nl: 'minderjarige persoon' },
  },
  unknown: {
    F: { fr: 'femme, âge non établi', nl: 'vrouw, leeftijd niet vastgesteld' },
    M: { fr: 'homme, âge non établi', nl: 'man, leeftijd niet vastgesteld' },
    any: { fr: 'personne dont l’âge n’est pas établi', nl: 'persoon van wie de leeftijd niet vaststaat' },
  },
};

const indicationWordings: Readonly<Record<(typeof indications)[number], Wording>> = {
  recruitment: {
    fr: 'recrutement\u00a0: promesse trompeuse ou recrutement par un tiers',
    nl: 'rekrutering: misleidende belofte of rekrutering door een derde',
  },
  transport: {
    fr: 'transport\u00a0: voyage organisé ou payé par autrui',
    nl: 'vervoer: reis georganiseerd of betaald door een ander',
  },
  papers: {
    fr: 'documents\u00a0: documents d’identité retenus par autrui',
    nl: 'documenten: identiteitsdocumenten bijgehouden door een ander',
  },
  debt: {
    fr: 'dette\u00a0: dette à rembourser par le travail',
    nl: 'schuld: schuld die met werk moet worden terugbetaald',
  },
  pay: {
    fr: 'rémunération\u00a0: absente, insuffisante ou retenue',
    nl: 'loon: geen, te weinig of ingehouden loon',
  },
  hours: {
    fr: 'horaires\u00a0: horaires excessifs ou sans repos',
    nl: 'arbeidstijd: overdreven lange werktijden of geen rust',
  },
  violence: {
    fr: 'violence\u00a0: violences, menaces ou pressions',
    nl: 'geweld: geweld, bedreigingen of druk',
  },
  movement: {
    fr: 'liberté de mouvement\u00a0: restreinte ou surveillée',
    nl: 'bewegingsvrijheid: beperkt of gecontroleerd',
  },
};

const needWordings: Readonly<Record<(typeof needs)[number], Wording>> = {
  accommodation: { fr: 'hébergement sûr', nl: 'veilige opvang' },
  medical: { fr: 'soins médicaux', nl: 'medische zorg' },
  psychological: { fr: 'soutien psychologique', nl: 'psychologische ondersteuning' },
  food: { fr: 'nourriture, vêtements ou moyens de subsistance', nl: 'voedsel, kleding of bestaansmiddelen' },
  children: { fr: 'prise en charge d’enfants', nl: 'opvang van kinderen' },
  legal: { fr: 'aide juridique', nl: 'juridische bijstand' },
  papers: { fr: 'récupération de documents', nl: 'terugkrijgen van documenten' },
};
