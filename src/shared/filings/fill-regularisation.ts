import { addExhibits } from './common-parts';
import { addCounselled, addLawyerSignature, addNarrative, addResidence } from './counsel-parts';
import { addParagraphs, paragraphs } from './paragraphs';
import {
  confirmation,
  exhibit,
  explainedText,
  text,
  yesOrNo,
  type FieldShapes,
  type Questions,
} from './questions';
import type { Sheet } from './sheet';
import { ofPlace } from './wording';

// F16: the request for stay under article 9bis, through the mayor of the place where she lives.

export const regularisationQuestions = {
  'regularisation.commune': { ...text, hint: true },
  'regularisation.identity': { kind: 'choice', choices: ['document', 'exempt'] },
  'regularisation.identityExhibit': exhibit,
  'regularisation.exemption': explainedText,
  'regularisation.exceptional': explainedText,
  'regularisation.integration': explainedText,
  'regularisation.vulnerability': explainedText,
  'regularisation.cooperation': explainedText,
  'regularisation.convention': explainedText,
  'regularisation.child': explainedText,
  'regularisation.fee': { kind: 'choice', choices: ['paid', 'exempt'], hint: true },
  'regularisation.feeExhibit': exhibit,
  'regularisation.feeExemption': { ...text, hint: true },
  'regularisation.earlier': yesOrNo,
  'confirm.newElements': confirmation,
  'confirm.withdrawsEarlier': confirmation,
} as const satisfies Questions;

export const regularisationFields = {
  'regularisation.ofCommune': 'text',
  'regularisation.commune': 'text',
  'regularisation.identity.document': 'flag',
  'regularisation.identityExhibit': 'text',
  'regularisation.exemption': paragraphs,
  'regularisation.exceptional': paragraphs,
  'regularisation.integration': paragraphs,
  'regularisation.vulnerability': paragraphs,
  'regularisation.cooperation': paragraphs,
  'regularisation.convention': paragraphs,
  'regularisation.child': paragraphs,
  // Each reason has a heading of its own; a list cannot be asked about without repeating it.
  'regularisation.hasIntegration': 'flag',
  'regularisation.hasVulnerability': 'flag',
  'regularisation.hasCooperation': 'flag',
  'regularisation.hasConvention': 'flag',
  'regularisation.hasChild': 'flag',
  'regularisation.fee.paid': 'flag',
  'regularisation.feeExhibit': 'text',
  'regularisation.feeExemption': 'text',
} as const satisfies FieldShapes;

const reasons = [
  ['regularisation.integration', 'regularisation.hasIntegration'],
  ['regularisation.vulnerability', 'regularisation.hasVulnerability'],
  ['regularisation.cooperation', 'regularisation.hasCooperation'],
  ['regularisation.convention', 'regularisation.hasConvention'],
  ['regularisation.child', 'regularisation.hasChild'],
] as const;

export function fillRegularisation(sheet: Sheet): void {
  sheet.answer('regularisation.commune', { group: 'authority', required: true });
  const commune = sheet.answered('regularisation.commune');
  sheet.set(
    'regularisation.ofCommune',
    typeof commune === 'string' ? ofPlace(commune.trim(), sheet.language) : '',
  );
  const { lawyer } = addCounselled(sheet);
  addResidence(sheet);
  addIdentityDocument(sheet);
  addNarrative(sheet, { withSteps: true });

  addParagraphs(sheet, 'regularisation.exceptional', { group: 'circumstances', required: true });
  for (const [name] of reasons) addParagraphs(sheet, name, { group: 'grounds' });
  const given = reasons.filter(([name]) => sheet.answered(name) !== undefined);
  if (given.length === 0) sheet.require('regularisation.integration');
  for (const [, flag] of given) sheet.set(flag, true);
  sheet.answer('confirm.newElements', { group: 'grounds', required: true });

  addFee(sheet);
  sheet.answer('regularisation.earlier', { group: 'request', required: true });
  if (sheet.answered('regularisation.earlier') === 'yes') {
    sheet.answer('confirm.withdrawsEarlier', { group: 'request', required: true });
  }
  addExhibits(sheet, ['regularisation.identityExhibit', 'regularisation.feeExhibit']);
  addLawyerSignature(sheet, lawyer);
  sheet.warn({ kind: 'withdrawsEarlier' });
}

function addIdentityDocument(sheet: Sheet): void {
  const group = 'identity';
  sheet.answer('regularisation.identity', { group, required: true });
  if (sheet.answered('regularisation.identity') === 'exempt') {
    addParagraphs(sheet, 'regularisation.exemption', { group, required: true });
    return;
  }
  sheet.require('client.identityDocument');
  sheet.exhibit('regularisation.identityExhibit', { group, required: true });
}

function addFee(sheet: Sheet): void {
  const group = 'request';
  sheet.answer('regularisation.fee', { group, required: true });
  if (sheet.answered('regularisation.fee') === 'exempt') {
    sheet.answer('regularisation.feeExemption', { group, required: true });
    return;
  }
  sheet.exhibit('regularisation.feeExhibit', { group, required: true });
}
