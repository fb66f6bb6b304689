import { addClient, addExhibits, addGuardian, addReferences, addSignatory } from './common-parts';
import { printDay } from './dates';
import { date, exhibit, explainedText, text, type FieldShapes, type Questions } from './questions';
import {
  addAddressee,
  addCard,
  addCommune,
  addIdentity,
  addStatements,
  datedEvents,
  meeting,
  warnAboutExpiry,
} from './request-parts';
import { addSender } from './sender-parts';
import type { Sheet } from './sheet';
import { asOwnSentence, asSentence } from './wording';

// F12: the request for unlimited stay. Two grounds, either or both: a conviction to which the complaint or statements
// led, or closing submissions that keep the charge.

export const unlimitedQuestions = {
  'unlimited.grounds': { kind: 'choices', choices: ['conviction', 'chargeKept'], hint: true },
  'conviction.court': { ...text, hint: true },
  'conviction.date': date,
  'conviction.finality': { kind: 'choice', choices: ['final', 'notFinal'] },
  'conviction.contribution': explainedText,
  'conviction.exhibit': exhibit,
  'submissions.form': { kind: 'choice', choices: ['written', 'hearingRecord'] },
  'submissions.from': { kind: 'choice', choices: ['prosecutor', 'labourAuditor'] },
  'submissions.date': date,
  'submissions.charge': { kind: 'choice', choices: ['trafficking', 'aggravatedSmuggling'] },
  'submissions.exhibit': exhibit,
  'integration.situation': explainedText,
  'integration.exhibit': exhibit,
} as const satisfies Questions;

export const unlimitedFields = {
  'unlimited.grounds.conviction': 'flag',
  'unlimited.grounds.chargeKept': 'flag',
  'conviction.court': 'text',
  'conviction.date': 'text',
  'conviction.finality.final': 'flag',
  'conviction.finality.notFinal': 'flag',
  'conviction.contribution': 'text',
  'conviction.exhibit': 'text',
  'submissions.form.written': 'flag',
  'submissions.form.hearingRecord': 'flag',
  'submissions.from.labourAuditor': 'flag',
  'submissions.date': 'text',
  'submissions.charge.trafficking': 'flag',
  'submissions.exhibit': 'text',
  'integration.situation': 'text',
  'integration.exhibit': 'text',
} as const satisfies FieldShapes;

export function fillUnlimited(sheet: Sheet): void {
  const { snapshot } = sheet;
  const lawyer = addSender(sheet);
  addAddressee(sheet);
  addReferences(sheet, true);
  const client = addClient(sheet, { inText: true });
  addGuardian(sheet, client, false);
  const events = datedEvents(sheet);
  addStatements(sheet, events, false);
  addCard(sheet, events, false);
  addGrounds(sheet);

  addIdentity(sheet, client, 'BE-P4-identity');
  sheet.answer('integration.situation', { group: 'social', required: true, print: asOwnSentence });
  sheet.exhibit('integration.exhibit', {
    group: 'social',
    required: false,
    ...meeting(snapshot, 'BE-P4-integration'),
  });
  sheet.exhibit('support.exhibit', {
    group: 'social',
    required: false,
    ...meeting(snapshot, 'BE-P4-centreReport'),
  });
  addCommune(sheet);
  addExhibits(sheet, [
    'conviction.exhibit',
    'submissions.exhibit',
    'identity.exhibit',
    'integration.exhibit',
    'support.exhibit',
  ]);
  addSignatory(sheet, true, lawyer);
  warnAboutExpiry(sheet, 'aCard', events.aCard);
  sheet.warn({ kind: 'officeDecidesFreely' });
}

function addGrounds(sheet: Sheet): void {
  const { snapshot, language } = sheet;
  const group = 'conditions';
  const print = (day: string): string => printDay(day, language);
  const conviction = snapshot.events.findLast(({ kind }) => kind === 'conviction');
  const kept = snapshot.events.findLast(({ kind }) => kind === 'chargeKept');
  const known = [
    ...(conviction === undefined ? [] : ['conviction']),
    ...(kept === undefined ? [] : ['chargeKept']),
  ];
  const source = conviction ?? kept;
  sheet.answer('unlimited.grounds', {
    group,
    required: true,
    ...(source === undefined ? {} : { suggestion: { ...source.happenedOn, value: known } }),
  });
  const grounds = sheet.answered('unlimited.grounds');
  const rests = (ground: string): boolean => Array.isArray(grounds) && grounds.includes(ground);
  if (rests('conviction')) {
    sheet.answer('conviction.court', { group, required: true });
    sheet.answer('conviction.date', {
      group,
      required: true,
      print,
      ...(conviction === undefined ? {} : { suggestion: conviction.happenedOn }),
    });
    sheet.answer('conviction.finality', { group, required: true });
    sheet.answer('conviction.contribution', { group, required: true, print: asSentence });
    sheet.exhibit('conviction.exhibit', { group, required: true, ...meeting(snapshot, 'BE-P4-judgment') });
  }
  if (rests('chargeKept')) {
    sheet.answer('submissions.form', { group, required: true });
    sheet.answer('submissions.from', { group, required: true });
    sheet.answer('submissions.date', {
      group,
      required: true,
      print,
      ...(kept === undefined ? {} : { suggestion: kept.happenedOn }),
    });
    sheet.answer('submissions.charge', { group, required: true });
    sheet.exhibit('submissions.exhibit', {
      group,
      required: true,
      ...meeting(snapshot, 'BE-P4-submissions'),
    });
  }
}
