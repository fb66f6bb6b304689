import { addExhibits } from './common-parts';
import { addCounselled, addLawyerSignature, addNarrative, printingDay, showDeadlines } from './counsel-parts';
import { addDamage, aidItems } from './damage-parts';
import type { FilingLanguage } from './kinds';
import { addParagraphs, paragraphs } from './paragraphs';
import { date, exhibit, explainedText, text, type FieldShapes, type Questions } from './questions';
import type { Sheet } from './sheet';

// F15: the petition to the Commission for financial aid: the main aid, urgent aid, or more of it afterwards.

const variants = ['main', 'urgent', 'complement'] as const;

export const financialAidQuestions = {
  'aid.variant': { kind: 'choice', choices: variants, hint: true },
  'aid.author': { kind: 'choice', choices: ['known', 'unknown'], hint: true },
  'aid.decision': { ...text, hint: true },
  'aid.decisionDate': date,
  'aid.decisionExhibit': exhibit,
  'aid.complaintDate': date,
  'aid.complaintExhibit': exhibit,
  'aid.steps': explainedText,
  'aid.items': { kind: 'choices', choices: aidItems, hint: true },
  'aid.insurance': explainedText,
  'aid.means': explainedText,
  'aid.urgency': explainedText,
  'aid.urgencyExhibit': exhibit,
  'aid.earlierDate': date,
  'aid.earlierAid': { ...text, hint: true },
  'aid.worsening': explainedText,
} as const satisfies Questions;

export const financialAidFields = {
  'aid.variant.main': 'flag',
  'aid.variant.urgent': 'flag',
  'aid.variant.complement': 'flag',
  'aid.author.known': 'flag',
  'aid.decision': 'text',
  'aid.decisionDate': 'text',
  'aid.decisionExhibit': 'text',
  'aid.complaintDate': 'text',
  'aid.complaintExhibit': 'text',
  'aid.steps': paragraphs,
  'aid.insurance': paragraphs,
  'aid.means': paragraphs,
  'aid.urgency': paragraphs,
  'aid.urgencyExhibit': 'text',
  'aid.earlierDate': 'text',
  'aid.earlierAid': 'text',
  'aid.worsening': paragraphs,
} as const satisfies FieldShapes;

export function fillFinancialAid(sheet: Sheet): void {
  sheet.answer('aid.variant', { group: 'request', required: true });
  const variant = variants.find((each) => each === sheet.answered('aid.variant')) ?? 'main';
  sheet.set('document.title', titles[variant][sheet.language]);
  const { lawyer } = addCounselled(sheet, {
    particulars: 'birthAndNationality',
    references: 'prosecution',
  });
  addNarrative(sheet, { withSteps: false });
  addCriminalCase(sheet, variant === 'urgent');

  sheet.answer('aid.items', { group: 'damage', required: true });
  const items = sheet.answered('aid.items');
  const total = addDamage(
    sheet,
    aidItems.filter((item) => Array.isArray(items) && items.includes(item)),
    true,
  );
  const group = 'circumstances';
  addParagraphs(sheet, 'aid.insurance', { group, required: true });
  addParagraphs(sheet, 'aid.means', { group, required: true });
  if (variant === 'urgent') {
    addParagraphs(sheet, 'aid.urgency', { group: 'urgency', required: true });
    sheet.exhibit('aid.urgencyExhibit', { group: 'urgency', required: true });
  }
  if (variant === 'complement') addEarlierAid(sheet);
  addExhibits(sheet, ['aid.decisionExhibit', 'aid.complaintExhibit', 'aid.urgencyExhibit']);
  addLawyerSignature(sheet, lawyer);
  sheet.warn({ kind: 'aidRulesToCheck' });
  const ceiling = ceilings[variant];
  if (total !== null && total > ceiling) sheet.warn({ kind: 'aidAboveCeiling', ceiling: ceiling / 100 });
  showDeadlines(sheet);
}

/** Where the criminal case stands. Urgent aid rests on the complaint; the others on the decision that ended the case. */
function addCriminalCase(sheet: Sheet, isUrgent: boolean): void {
  const { snapshot } = sheet;
  const group = 'decision';
  const print = printingDay(sheet);
  const ended = snapshot.events.findLast(
    ({ kind }) => kind === 'finalDecision' || kind === 'dismissedUnknownAuthor',
  );
  const stated = snapshot.events.find(({ kind }) => kind === 'statementMade');
  sheet.answer('aid.author', {
    group,
    required: true,
    ...(ended === undefined
      ? {}
      : {
          suggestion: {
            ...ended.happenedOn,
            value: ended.kind === 'dismissedUnknownAuthor' ? 'unknown' : 'known',
          },
        }),
  });
  sheet.answer('aid.complaintDate', {
    group,
    required: true,
    print,
    ...(stated === undefined ? {} : { suggestion: stated.happenedOn }),
  });
  sheet.exhibit('aid.complaintExhibit', { group, required: isUrgent });
  if (!isUrgent) {
    sheet.answer('aid.decision', { group, required: true });
    sheet.answer('aid.decisionDate', {
      group,
      required: true,
      print,
      ...(ended === undefined ? {} : { suggestion: ended.happenedOn }),
    });
    sheet.exhibit('aid.decisionExhibit', { group, required: true });
  }
  const isKnown = sheet.answered('aid.author') === 'known';
  addParagraphs(sheet, 'aid.steps', { group, required: isKnown && !isUrgent });
}

function addEarlierAid(sheet: Sheet): void {
  const group = 'circumstances';
  const paid = sheet.snapshot.events.findLast(({ kind }) => kind === 'aidPaid');
  sheet.answer('aid.earlierDate', {
    group,
    required: true,
    print: printingDay(sheet),
    ...(paid === undefined ? {} : { suggestion: paid.happenedOn }),
  });
  sheet.answer('aid.earlierAid', { group, required: true });
  addParagraphs(sheet, 'aid.worsening', { group, required: true });
}

/** The lower figure where two were read, in cents. Shown, never printed: they come from a secondary source of 2016. */
const ceilings: Readonly<Record<(typeof variants)[number], number>> = {
  main: 120_000_00,
  urgent: 30_000_00,
  complement: 120_000_00,
};

const titles: Readonly<Record<(typeof variants)[number], Readonly<Record<FilingLanguage, string>>>> = {
  main: {
    fr: 'Requête en octroi d’une aide principale',
    nl: 'Verzoekschrift tot toekenning van een hoofdhulp',
  },
  urgent: {
    fr: 'Requête en octroi d’une aide d’urgence',
    nl: 'Verzoekschrift tot toekenning van een noodhulp',
  },
  complement: {
    fr: 'Requête en octroi d’une aide complémentaire',
    nl: 'Verzoekschrift tot toekenning van een aanvullende hulp',
  },
};
