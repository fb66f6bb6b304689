import { z } from 'zod';
import { civilDateSchema } from '../kernel/time';
import { commonQuestions } from './common-parts';
import { accountQuestions } from './fill-account';
import { complaintQuestions } from './fill-complaint';
import { consentQuestions } from './fill-consent';
import { referralQuestions } from './fill-referral';
import { reflectionQuestions } from './fill-reflection';
import { renewalQuestions } from './fill-renewal';
import { extensionQuestions } from './fill-extension';
import { magistrateQuestions } from './fill-magistrate';
import { unlimitedQuestions } from './fill-unlimited';
import { senderQuestions } from './sender-parts';
import { counselQuestions } from './counsel-parts';
import { damageQuestions } from './damage-parts';
import { civilPartyQuestions } from './fill-civil-party';
import { financialAidQuestions } from './fill-financial-aid';
import { medicalQuestions } from './fill-medical';
import { regularisationQuestions } from './fill-regularisation';
import { fileAccessQuestions } from './fill-file-access';
import { inventoryQuestions } from './fill-inventory';
import { minorQuestions } from './fill-minor';
import { missingQuestions } from './fill-missing';
import { observationsQuestions } from './fill-observations';
import { petitionQuestions } from './fill-petition';
import { mandateQuestions } from './fill-mandate';
import { attestationQuestions } from './fill-attestation';
import type { Question } from './questions';
import { requestQuestions } from './request-parts';

// Values of a filing that belong to no record of the case: they are given on the review screen and kept for the filing.
// Each filing declares its questions beside the function that fills it in.
export const answerControls = {
  ...commonQuestions,
  ...requestQuestions,
  ...mandateQuestions,
  ...attestationQuestions,
  ...senderQuestions,
  ...referralQuestions,
  ...consentQuestions,
  ...reflectionQuestions,
  ...accountQuestions,
  ...complaintQuestions,
  ...magistrateQuestions,
  ...extensionQuestions,
  ...renewalQuestions,
  ...unlimitedQuestions,
  ...inventoryQuestions,
  ...counselQuestions,
  ...damageQuestions,
  ...civilPartyQuestions,
  ...financialAidQuestions,
  ...regularisationQuestions,
  ...medicalQuestions,
  ...petitionQuestions,
  ...observationsQuestions,
  ...minorQuestions,
  ...fileAccessQuestions,
  ...missingQuestions,
} as const satisfies Readonly<Record<string, Question>>;

export type AnswerName = keyof typeof answerControls;

/** Text and ids as they are, '' for none; several ids or acts as a list; a confirmation as true. */
export const answerValueSchema = z.union([
  z.string().max(4000),
  z.boolean(),
  z.array(z.string().max(100)).max(2000),
]);
export type AnswerValue = z.infer<typeof answerValueSchema>;

export function isAnswerName(name: string): name is AnswerName {
  return Object.hasOwn(answerControls, name);
}

export function questionOf(name: AnswerName): Question {
  return answerControls[name];
}

/** Whether a value can be the answer to this question. An empty one takes the answer back. */
export function isFittingAnswer(name: AnswerName, value: AnswerValue): boolean {
  const control = questionOf(name);
  switch (control.kind) {
    case 'text':
      return typeof value === 'string' && value.length <= control.maximum && !value.includes('\n');
    case 'longText':
      return typeof value === 'string' && value.length <= control.maximum;
    case 'date':
      return typeof value === 'string' && (value === '' || civilDateSchema.safeParse(value).success);
    case 'choice':
      return typeof value === 'string' && (value === '' || control.choices.includes(value));
    case 'choices':
      return Array.isArray(value) && value.every((choice) => control.choices.includes(choice));
    case 'confirmation':
      return typeof value === 'boolean';
    case 'exhibit':
    case 'person':
    case 'event':
      return typeof value === 'string' && (value === '' || z.uuid().safeParse(value).success);
    case 'requirements':
      return Array.isArray(value) && value.every((id) => /^[\w-]+$/.test(id));
    case 'exhibits':
    case 'facts':
    case 'people':
      return Array.isArray(value) && value.every((id) => z.uuid().safeParse(id).success);
  }
}
