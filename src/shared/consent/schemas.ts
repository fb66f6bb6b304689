import { z } from 'zod';
import { consentData, consentRecipients } from '../filings/fill-consent';
import {
  caseIdSchema,
  consentEntryIdSchema,
  exhibitIdSchema,
  filingIdSchema,
  memberIdSchema,
} from '../kernel/ids';
import { civilDateSchema, instantSchema } from '../kernel/time';
import { canonicalLanguage } from '../people/spoken-languages';
import { lineSchema, linesSchema } from '../people/text';

/** Those with a page of their own in the form (F2), and two without one. */
export const ledgerRecipients = [...consentRecipients, 'lawyer', 'other'] as const;
export const ledgerRecipientSchema = z.enum(ledgerRecipients);
export type LedgerRecipient = (typeof ledgerRecipients)[number];

/** Kinds of data a consent speaks of: those of the form. */
export const consentDataSchema = z.enum(consentData);
export type ConsentData = (typeof consentData)[number];

/** What something is shared for. Consent holds for one purpose and not for another (law/procedures 5.2). */
export const consentPurposes = [
  'support',
  'investigation',
  'protection',
  'stay',
  'aid',
  'care',
  'interpreting',
  'defence',
  'compensation',
  'other',
] as const;
export const consentPurposeSchema = z.enum(consentPurposes);
export type ConsentPurpose = (typeof consentPurposes)[number];

/** What the form (F2) names as purpose on the page of each recipient. */
export const purposesOfForm: Readonly<Record<LedgerRecipient, readonly ConsentPurpose[]>> = {
  centre: ['support'],
  police: ['investigation', 'protection'],
  prosecution: ['investigation', 'protection', 'stay'],
  immigrationOffice: ['stay'],
  socialWelfare: ['aid'],
  doctor: ['care'],
  interpreter: ['interpreting'],
  lawyer: ['defence'],
  other: [],
};

/** `struck`: an older entry was written down by mistake and never counted. */
export const consentKinds = ['given', 'refused', 'withdrawn', 'struck'] as const;
export type ConsentKind = (typeof consentKinds)[number];

/** How it was said: on a signed form, or by word of mouth. */
export const consentForms = ['signed', 'oral'] as const;

/** What a person enters of what she decided. Texts are empty where there is nothing to say. */
export const consentFieldsSchema = z.strictObject({
  kind: z.enum(['given', 'refused', 'withdrawn']),
  recipient: ledgerRecipientSchema,
  /** One office or person among those recipients; empty for all of them. */
  recipientName: lineSchema(200),
  /** Empty for a refusal or a withdrawal: whatever the purpose. */
  purposes: z.array(consentPurposeSchema).max(consentPurposes.length),
  /** Empty for a refusal or a withdrawal. */
  data: z.array(consentDataSchema).max(consentData.length),
  /** What stays out, or what the purpose is in words. */
  limits: linesSchema(1000),
  /** BCP 47 tag of the language it was explained in. */
  language: lineSchema(35).refine((tag) => tag === '' || canonicalLanguage(tag) !== null),
  interpreter: lineSchema(200),
  form: z.enum(consentForms),
  /** Who was there when it was said by word of mouth. */
  witness: lineSchema(200),
  /** The day she decided. */
  decidedOn: civilDateSchema,
  /** The last day it holds; null where none was agreed, and for what is not given. */
  until: civilDateSchema.nullable(),
  note: linesSchema(2000),
  /** The form (F2) it was made from or for. */
  filingId: filingIdSchema.nullable(),
  /** The signed form among the exhibits. */
  exhibitId: exhibitIdSchema.nullable(),
});
export type ConsentFields = z.output<typeof consentFieldsSchema>;

/** A line of the ledger. It never changes; a later one says what counts. */
export const consentEntrySchema = z.strictObject({
  ...consentFieldsSchema.shape,
  kind: z.enum(consentKinds),
  id: consentEntryIdSchema,
  caseId: caseIdSchema,
  /** The entry that was a mistake; null for all kinds but `struck`. */
  strikes: consentEntryIdSchema.nullable(),
  recordedAt: instantSchema,
  memberId: memberIdSchema.nullable(),
});
export type ConsentEntry = z.output<typeof consentEntrySchema>;
