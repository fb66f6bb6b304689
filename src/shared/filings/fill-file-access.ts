import { addExhibits } from './common-parts';
import { addCounselled, addLawyerSignature, showDeadlines } from './counsel-parts';
import { addParagraphs, paragraphs } from './paragraphs';
import { exhibit, explainedText, yesOrNo, type FieldShapes, type Questions } from './questions';
import type { Sheet } from './sheet';

// F22: consultation and copy of the administrative file.

export const fileAccessQuestions = {
  'access.form': { kind: 'choice', choices: ['copy', 'consultationAndCopy'] },
  'access.opinions': { ...yesOrNo, hint: true },
  'access.particular': explainedText,
  'access.remedy': { ...yesOrNo, hint: true },
  'access.mandate': { ...exhibit, hint: true },
} as const satisfies Questions;

export const fileAccessFields = {
  'access.form.consultationAndCopy': 'flag',
  'access.opinions.yes': 'flag',
  'access.isParticular': 'flag',
  'access.particular': paragraphs,
  'access.remedy.yes': 'flag',
  'access.mandate': 'text',
} as const satisfies FieldShapes;

export function fillFileAccess(sheet: Sheet): void {
  const { lawyer } = addCounselled(sheet, {
    particulars: 'birthAndNationality',
    officeNumberRequired: true,
  });
  sheet.exhibit('access.mandate', { group: 'mandate', required: false });
  sheet.answer('access.form', {
    group: 'request',
    required: true,
    suggestion: sheet.proposed('consultationAndCopy'),
  });
  sheet.answer('access.opinions', { group: 'request', required: true, suggestion: sheet.proposed('yes') });
  addParagraphs(sheet, 'access.particular', { group: 'request' });
  sheet.set('access.isParticular', sheet.answered('access.particular') !== undefined);
  sheet.answer('access.remedy', { group: 'request', required: true });
  addExhibits(sheet, ['access.mandate'], { required: false, onlyChosen: true });
  addLawyerSignature(sheet, lawyer);
  sheet.warn({ kind: 'secrecyMayBlock' });
  showDeadlines(sheet);
}
