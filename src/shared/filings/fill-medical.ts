import { lastDayOfMonths } from '../deadlines/calendar';
import { addExhibits } from './common-parts';
import { addCounselled, addLawyerSignature, addResidence, printingDay, showDeadlines } from './counsel-parts';
import { addParagraphs, paragraphs } from './paragraphs';
import { confirmation, date, exhibit, explainedText, type FieldShapes, type Questions } from './questions';
import type { Refusal } from './schemas';
import type { Sheet } from './sheet';

// F17: the request for stay under article 9ter, for serious illness, by registered mail.

export const medicalQuestions = {
  'medical.identityExhibit': { ...exhibit, hint: true },
  'medical.certificateDate': date,
  'medical.certificateExhibit': exhibit,
  'medical.illness': explainedText,
  'medical.severity': explainedText,
  'medical.treatment': explainedText,
  'medical.availability': explainedText,
  'medical.accessibility': explainedText,
  'confirm.healthConsent': confirmation,
  'confirm.onlyMedicalRequest': confirmation,
} as const satisfies Questions;

export const medicalFields = {
  'medical.identityExhibit': 'text',
  'medical.certificateDate': 'text',
  'medical.certificateExhibit': 'text',
  'medical.illness': paragraphs,
  'medical.severity': paragraphs,
  'medical.treatment': paragraphs,
  'medical.availability': paragraphs,
  'medical.accessibility': paragraphs,
} as const satisfies FieldShapes;

export function fillMedical(sheet: Sheet): void {
  const { lawyer } = addCounselled(sheet, { sending: 'registered' });
  if (sheet.answered('sending.mode') !== 'registered') refuse(sheet, 'notRegistered', 'sending.mode');
  addResidence(sheet);
  sheet.exhibit('medical.identityExhibit', { group: 'identity', required: true });

  const group = 'health';
  sheet.answer('confirm.healthConsent', { group, required: true });
  addCertificate(sheet);
  addParagraphs(sheet, 'medical.illness', { group, required: true });
  addParagraphs(sheet, 'medical.severity', { group, required: true });
  addParagraphs(sheet, 'medical.treatment', { group, required: true });
  addParagraphs(sheet, 'medical.availability', { group, required: true });
  addParagraphs(sheet, 'medical.accessibility', { group, required: true });
  sheet.answer('confirm.onlyMedicalRequest', { group: 'request', required: true });
  addExhibits(sheet, ['medical.identityExhibit', 'medical.certificateExhibit']);
  addLawyerSignature(sheet, lawyer);
  showDeadlines(sheet);
}

/** The standard certificate must be younger than three months on the day the request is sent. */
function addCertificate(sheet: Sheet): void {
  const group = 'health';
  const dated = sheet.snapshot.events.findLast(({ kind }) => kind === 'medicalCertificateDated');
  sheet.answer('medical.certificateDate', {
    group,
    required: true,
    print: printingDay(sheet),
    ...(dated === undefined ? {} : { suggestion: dated.happenedOn }),
  });
  sheet.exhibit('medical.certificateExhibit', { group, required: true });
  const written = sheet.answered('medical.certificateDate');
  const sent = sheet.answered('letter.date');
  if (typeof written !== 'string' || typeof sent !== 'string' || written === '') return;
  if (written > sent) refuse(sheet, 'certificateInFuture', 'medical.certificateDate');
  else if (sent > lastDayOfMonths(written, 3)) refuse(sheet, 'certificateTooOld', 'medical.certificateDate');
}

function refuse(sheet: Sheet, kind: Refusal['kind'], field: string): void {
  sheet.refuse(kind, { screen: 'review', recordId: null, field });
}
