import { addDays } from '../deadlines/calendar';
import { addClient, addExhibits, addGuardian, addReferences, addSignatory } from './common-parts';
import { exhibit, explainedText, yesOrNo, type FieldShapes, type Questions } from './questions';
import {
  addAddressee,
  addCard,
  addCentre,
  addCommune,
  addConditions,
  addGround,
  addIdentity,
  addOpinion,
  addStatements,
  citedInRequests,
  datedEvents,
  meeting,
  type DatedEvents,
} from './request-parts';
import type { Sheet } from './sheet';
import { asOwnSentence } from './wording';

// F11: the request to renew the A card, with the social report.

export const renewalQuestions = {
  'card.exhibit': exhibit,
  'report.housing': explainedText,
  'report.training': explainedText,
  'report.work': explainedText,
  'report.healthConsent': { ...yesOrNo, hint: true },
  'report.health': explainedText,
  'report.contacts': explainedText,
  'report.cooperation': explainedText,
  'report.exhibit': exhibit,
} as const satisfies Questions;

export const renewalFields = {
  'renewal.isInTime': 'flag',
  'card.exhibit': 'text',
  'report.housing': 'text',
  'report.training': 'text',
  'report.work': 'text',
  'report.health': 'text',
  'report.contacts': 'text',
  'report.cooperation': 'text',
  'report.exhibit': 'text',
} as const satisfies FieldShapes;

export function fillRenewal(sheet: Sheet): void {
  const { snapshot } = sheet;
  addCentre(sheet);
  addAddressee(sheet);
  addReferences(sheet, true);
  const client = addClient(sheet, { inText: true });
  addGuardian(sheet, client, false);
  const events = datedEvents(sheet);
  addGround(sheet);
  addStatements(sheet, events, false);
  addCard(sheet, events, true);
  sheet.exhibit('card.exhibit', {
    group: 'history',
    required: false,
    ...meeting(snapshot, 'BE-P3r-cardCopy'),
  });
  checkWindow(sheet, events);
  addConditions(sheet, { provesStatement: false, caseOngoing: true, accompaniment: 'BE-P3r-accompaniment' });
  addOpinion(sheet, 'BE-P3r-opinion');
  addIdentity(sheet, client, 'BE-P3-identityEfforts');
  addReport(sheet);
  addCommune(sheet);
  addExhibits(sheet, [...citedInRequests, 'card.exhibit', 'report.exhibit']);
  addSignatory(sheet, true);
  sheet.warn({ kind: 'onlyCentresFile' });
}

/** What the centre reports. Nothing on health unless the person has agreed to that. */
function addReport(sheet: Sheet): void {
  const group = 'social';
  sheet.answer('report.housing', { group, required: true, print: asOwnSentence });
  sheet.answer('report.training', { group, required: true, print: asOwnSentence });
  sheet.answer('report.work', { group, required: true, print: asOwnSentence });
  sheet.answer('report.healthConsent', { group, required: true });
  if (sheet.answered('report.healthConsent') === 'yes') {
    sheet.answer('report.health', { group, required: true, print: asOwnSentence });
  }
  sheet.answer('report.contacts', { group, required: true, print: asOwnSentence });
  sheet.answer('report.cooperation', { group, required: true, print: asOwnSentence });
  sheet.exhibit('report.exhibit', {
    group,
    required: false,
    ...meeting(sheet.snapshot, 'BE-P3r-workAndTraining'),
  });
}

/** The request is made between 45 and 30 days before the card expires, and before it expires in any case. */
function checkWindow(sheet: Sheet, { aCard }: DatedEvents): void {
  const until = aCard?.printedUntil.value;
  const dated = sheet.answered('letter.date');
  const day = typeof dated === 'string' && dated !== '' ? dated : sheet.snapshot.today;
  if (typeof until !== 'string') return;
  sheet.set('renewal.isInTime', day <= until);
  const opens = addDays(until, -45);
  const target = addDays(until, -30);
  if (day > until) sheet.warn({ kind: 'documentExpired', document: 'aCard', on: until });
  else if (day > target) sheet.warn({ kind: 'renewalPastTarget', target, last: until });
  else if (day < opens) sheet.warn({ kind: 'renewalTooEarly', opens, target });
}
