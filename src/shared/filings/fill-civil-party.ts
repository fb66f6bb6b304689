import { addExhibits } from './common-parts';
import { addCounselled, addLawyerSignature, addNarrative } from './counsel-parts';
import { addDamage, civilItems } from './damage-parts';
import type { FilingLanguage } from './kinds';
import { addParagraphs, paragraphs } from './paragraphs';
import { fullName, sexAsItems } from './people';
import { exhibit, explainedText, text, yesOrNo, type FieldShapes, type Questions } from './questions';
import type { Sheet } from './sheet';

// F14: the person becomes a civil party, before the investigating judge or the court.

const offences = ['trafficking', 'smuggling', 'aggravatedSmuggling'] as const;

export const civilPartyQuestions = {
  'civil.before': { kind: 'choice', choices: ['investigatingJudge', 'court'] },
  'civil.authority': { ...text, hint: true },
  'civil.defendants': { kind: 'people', roles: ['allegedExploiter'], hint: true },
  'civil.otherDefendants': { ...text, hint: true },
  'civil.offences': { kind: 'choices', choices: offences },
  'civil.period': { ...text, hint: true },
  'civil.link': explainedText,
  'civil.claim': { kind: 'choice', choices: ['amounts', 'provisional'], hint: true },
  'civil.items': { kind: 'choices', choices: civilItems, hint: true },
  'civil.expert': yesOrNo,
  'civil.confiscated': { ...yesOrNo, hint: true },
  'civil.confiscatedDetail': explainedText,
  'civil.proDeo': exhibit,
} as const satisfies Questions;

export const civilPartyFields = {
  'civil.before.court': 'flag',
  'civil.authority': 'text',
  'civil.defendants': ['name', 'isFemale', 'isMale'],
  'civil.otherDefendants': 'text',
  'civil.offences': 'text',
  'civil.period': 'text',
  'civil.link': paragraphs,
  'civil.claim.provisional': 'flag',
  'civil.expert.yes': 'flag',
  'civil.confiscated.yes': 'flag',
  'civil.confiscatedDetail': paragraphs,
  'civil.proDeo': 'text',
} as const satisfies FieldShapes;

export function fillCivilParty(sheet: Sheet): void {
  sheet.answer('civil.before', { group: 'authority', required: true });
  const isCourt = sheet.answered('civil.before') === 'court';
  sheet.set('document.title', titles[isCourt ? 'court' : 'investigatingJudge'][sheet.language]);
  sheet.answer('civil.authority', { group: 'authority', required: true });
  const { lawyer } = addCounselled(sheet, {
    particulars: 'birthAndNationality',
    references: 'prosecution',
  });
  if (sheet.snapshot.case.prosecutionNumber.value === '') sheet.warn({ kind: 'noProsecutionNumber' });
  addOtherSide(sheet);
  addNarrative(sheet, { withSteps: false });
  addOffences(sheet);

  addParagraphs(sheet, 'civil.link', { group: 'offences', required: true });
  sheet.answer('civil.claim', { group: 'damage', required: true });
  const isProvisional = sheet.answered('civil.claim') === 'provisional';
  const chosen = chooseItems(sheet);
  addDamage(
    sheet,
    civilItems.filter((item) => chosen.includes(item)),
    !isProvisional,
  );
  if (isProvisional) sheet.answer('civil.expert', { group: 'damage', required: true });
  sheet.answer('civil.confiscated', { group: 'request', required: true });
  if (sheet.answered('civil.confiscated') === 'yes') {
    addParagraphs(sheet, 'civil.confiscatedDetail', { group: 'request' });
  }
  sheet.exhibit('civil.proDeo', { group: 'exhibits', required: false });
  addExhibits(sheet, ['civil.proDeo']);
  addLawyerSignature(sheet, lawyer);
  sheet.warn({ kind: 'criminalArticlesLeftOut' });
}

function chooseItems(sheet: Sheet): readonly string[] {
  sheet.answer('civil.items', { group: 'damage', required: true });
  const chosen = sheet.answered('civil.items');
  return Array.isArray(chosen) ? chosen : [];
}

/** People named by choice only: nobody stands in a claim because he stands in the case. */
function addOtherSide(sheet: Sheet): void {
  const group = 'offences';
  const chosen = sheet.chosenPeople('civil.defendants');
  sheet.list('civil.defendants', {
    group,
    required: false,
    target: { screen: 'people', recordId: null, field: 'allegedExploiter' },
    source: chosen[0]?.familyName,
    items: chosen.map((person) => ({
      recordId: person.id,
      values: { name: fullName(person), ...sexAsItems(person) },
      pieces: [fullName(person)],
    })),
    question: 'civil.defendants',
  });
  sheet.answer('civil.otherDefendants', { group, required: chosen.length === 0 });
}

function addOffences(sheet: Sheet): void {
  const group = 'offences';
  const [named] = sheet.answer('civil.offences', {
    group,
    required: true,
    list: (chosen) => {
      const words = offences
        .filter((offence) => Array.isArray(chosen) && chosen.includes(offence))
        .map((offence) => offenceWordings[offence][sheet.language]);
      const joined = words.join({ fr: ' et ', nl: ' en ' }[sheet.language]);
      return joined === '' ? [] : [{ recordId: null, pieces: [joined] }];
    },
  });
  sheet.set('civil.offences', named?.[0] ?? '');
  sheet.answer('civil.period', { group, required: true });
}

type Wording = Readonly<Record<FilingLanguage, string>>;

const titles = {
  investigatingJudge: { fr: 'Constitution de partie civile', nl: 'Burgerlijkepartijstelling' },
  court: {
    fr: 'Constitution de partie civile et conclusions',
    nl: 'Burgerlijkepartijstelling en conclusies',
  },
} satisfies Record<string, Wording>;

// Without article: it could not be confirmed which Criminal Code is in force.
const offenceWordings: Readonly<Record<(typeof offences)[number], Wording>> = {
  trafficking: { fr: 'traite des êtres humains', nl: 'mensenhandel' },
  smuggling: { fr: 'trafic d’êtres humains', nl: 'mensensmokkel' },
  aggravatedSmuggling: {
    fr: 'trafic d’êtres humains avec circonstances aggravantes',
    nl: 'mensensmokkel met verzwarende omstandigheden',
  },
};
