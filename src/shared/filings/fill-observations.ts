import { addExhibits } from './common-parts';
import { addCounselled, addLawyerSignature, printingDay } from './counsel-parts';
import { addParagraphs, paragraphs, paragraphsOf } from './paragraphs';
import { date, explainedText, text, yesOrNo, type FieldShapes, type Questions } from './questions';
import { datedEvents } from './request-parts';
import type { Sheet } from './sheet';
import type { FilingLanguage } from './kinds';

// F20: what the person has to say before the Office takes her document or her stay away.

const documents = ['annexe15', 'ai', 'aCard'] as const;
type Document = (typeof documents)[number];
const groundNames = ['ties', 'cooperation', 'procedureEnded', 'fraud', 'publicOrder'] as const;
type GroundName = (typeof groundNames)[number];

export const observationsQuestions = {
  'observations.letterDate': date,
  'observations.letterReference': text,
  'observations.answerBy': date,
  'observations.document': { kind: 'choice', choices: documents, hint: true },
  'observations.grounds': { kind: 'choices', choices: groundNames, hint: true },
  'observations.contact': { kind: 'choice', choices: ['none', 'byOthers', 'explained'] },
  'observations.ties': explainedText,
  'observations.cooperation': explainedText,
  'observations.procedureEnded': explainedText,
  'observations.fraud': explainedText,
  'observations.publicOrder': explainedText,
  'observations.newElements': explainedText,
  'observations.personal': explainedText,
  'observations.hearing': yesOrNo,
  'observations.interpreterLanguage': { ...text, hint: true },
} as const satisfies Questions;

export const observationsFields = {
  'observations.letterDate': 'text',
  'observations.letterReference': 'text',
  'observations.answerBy': 'text',
  'observations.document.annexe15': 'flag',
  'observations.document.ai': 'flag',
  'observations.document.aCard': 'flag',
  // Answers ground by ground: a title, then what the program and the lawyer say to it.
  'observations.answers': ['title', 'paragraph'],
  'observations.hasNewElements': 'flag',
  'observations.newElements': paragraphs,
  'observations.personal': paragraphs,
  'observations.hearing.yes': 'flag',
  'observations.interpreterLanguage': 'text',
} as const satisfies FieldShapes;

export function fillObservations(sheet: Sheet): void {
  const { snapshot } = sheet;
  const { lawyer } = addCounselled(sheet, { particulars: 'birthAndNationality' });
  addLetterOfOffice(sheet);
  addAnswers(sheet);
  addParagraphs(sheet, 'observations.newElements', { group: 'circumstances' });
  sheet.set('observations.hasNewElements', sheet.answered('observations.newElements') !== undefined);
  addParagraphs(sheet, 'observations.personal', { group: 'circumstances', required: true });
  sheet.answer('observations.hearing', {
    group: 'request',
    required: true,
    suggestion: sheet.proposed('yes'),
  });
  if (sheet.answered('observations.hearing') === 'yes') {
    sheet.answer('observations.interpreterLanguage', { group: 'request' });
  }
  addExhibits(sheet, [], { required: false, onlyChosen: true });
  addLawyerSignature(sheet, lawyer);
  const answerBy = sheet.answered('observations.answerBy');
  if (typeof answerBy === 'string' && answerBy !== '') {
    sheet.warn({ kind: answerBy < snapshot.today ? 'answerTimeOver' : 'answerTimeRuns', on: answerBy });
  }
}

/** The letter that announces the decision, and the day it gives for an answer. */
function addLetterOfOffice(sheet: Sheet): void {
  const group = 'decision';
  const print = printingDay(sheet);
  const events = datedEvents(sheet);
  sheet.answer('observations.letterDate', { group, required: true, print });
  sheet.answer('observations.letterReference', { group });
  sheet.answer('observations.answerBy', { group, required: true, print });
  const latest: Document | undefined =
    events.aCard !== undefined
      ? 'aCard'
      : events.ai !== undefined
        ? 'ai'
        : events.annexe15 !== undefined
          ? 'annexe15'
          : undefined;
  sheet.answer('observations.document', {
    group,
    required: true,
    ...(latest === undefined ? {} : { suggestion: sheet.proposed(latest) }),
  });
}

function addAnswers(sheet: Sheet): void {
  const { language } = sheet;
  const group = 'grounds';
  sheet.answer('observations.grounds', { group, required: true });
  const chosen = sheet.answered('observations.grounds');
  const document = documents.find((each) => each === sheet.answered('observations.document'));
  const answers: Record<string, string>[] = [];
  for (const ground of groundNames) {
    if (!Array.isArray(chosen) || !chosen.includes(ground)) continue;
    answers.push({ title: titles[ground][language], paragraph: '' });
    const say = (paragraph: string): void => void answers.push({ title: '', paragraph });
    const isInLaw = document === undefined || statutoryGrounds[document].includes(ground);
    if (!isInLaw) {
      if (ground !== 'ties' && ground !== 'publicOrder') sheet.warn({ kind: 'groundNotInLaw', ground });
      say(notInLaw(document, language));
    }
    const needsText = ground === 'ties' ? addTies(sheet, document, say) : isInLaw;
    const print = (typed: string): string => paragraphsOf(typed).join('\n');
    sheet.answer(`observations.${ground}`, { group, required: needsText, print });
    const typed = sheet.answered(`observations.${ground}`);
    if (typeof typed === 'string') paragraphsOf(typed).forEach(say);
  }
  sheet.set('observations.answers', answers);
}

/** The law speaks of contact that the person herself took up again. Gives whether more has to be said. */
function addTies(sheet: Sheet, document: Document | undefined, say: (paragraph: string) => void): boolean {
  const { language } = sheet;
  sheet.answer('observations.contact', { group: 'grounds', required: true });
  const contact = sheet.answered('observations.contact');
  if (document !== undefined) say(tiesTest(document, language));
  if (contact === 'none') say(noContact[language]);
  if (contact === 'byOthers') say(contactByOthers[language]);
  return contact !== 'none';
}

type Wording = Readonly<Record<FilingLanguage, string>>;

/** Articles 61/2 § 3, 61/3 § 3 and 61/4 § 2: the last one alone knows the three grounds on the criminal case. */
const statutoryGrounds: Readonly<Record<Document, readonly GroundName[]>> = {
  annexe15: ['ties', 'publicOrder'],
  ai: ['ties', 'publicOrder'],
  aCard: groundNames,
};

const provisions: Readonly<Record<Document, Wording>> = {
  annexe15: { fr: 'l’article 61/2, §\u00a03', nl: 'artikel 61/2, §\u00a03' },
  ai: { fr: 'l’article 61/3, §\u00a03', nl: 'artikel 61/3, §\u00a03' },
  aCard: { fr: 'l’article 61/4, §\u00a02', nl: 'artikel 61/4, §\u00a02' },
};

const titles: Readonly<Record<GroundName, Wording>> = {
  ties: { fr: 'Lien avec les auteurs présumés', nl: 'Contact met de vermoedelijke daders' },
  cooperation: { fr: 'Coopération avec les autorités', nl: 'Medewerking met de overheden' },
  procedureEnded: { fr: 'État de la procédure judiciaire', nl: 'Stand van de gerechtelijke procedure' },
  fraud: {
    fr: 'Caractère sérieux de la coopération et de la plainte',
    nl: 'Ernst van de medewerking en van de klacht',
  },
  publicOrder: {
    fr: 'Ordre public et sécurité nationale',
    nl: 'Openbare orde en nationale veiligheid',
  },
};

function notInLaw(document: Document, language: FilingLanguage): string {
  const provision = provisions[document][language];
  return language === 'fr'
    ? `Ce motif n’est pas de ceux pour lesquels ${provision}, de la loi du 15 décembre 1980 permet de mettre fin au séjour à ce stade de la procédure.`
    : `Dit is geen van de gronden waarop ${provision}, van de wet van 15 december 1980 toelaat om in deze fase van de procedure een einde te maken aan het verblijf.`;
}

function tiesTest(document: Document, language: FilingLanguage): string {
  const provision = provisions[document][language];
  return language === 'fr'
    ? `Selon ${provision}, de la loi du 15 décembre 1980, il ne peut être mis fin au séjour pour ce motif que si le lien avec les auteurs présumés a été renoué activement, volontairement et d’initiative.`
    : `Volgens ${provision}, van de wet van 15 december 1980 kan op deze grond slechts een einde worden gemaakt aan het verblijf als het contact met de vermoedelijke daders actief, vrijwillig en op eigen initiatief werd hernomen.`;
}

const noContact: Wording = {
  fr: 'Il n’y a eu aucun contact avec les auteurs présumés depuis la rupture.',
  nl: 'Sinds de breuk is er geen enkel contact geweest met de vermoedelijke daders.',
};

const contactByOthers: Wording = {
  fr: 'Le contact visé a été pris par les auteurs présumés ou pour leur compte. Il ne répond pas à cette condition.',
  nl: 'Het bedoelde contact ging uit van de vermoedelijke daders of van iemand voor hen. Het voldoet niet aan die voorwaarde.',
};
