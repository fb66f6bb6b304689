import { z } from 'zod';
import { consentPurposeSchema, ledgerRecipients, type LedgerRecipient } from '../consent/schemas';
import {
  memberIdSchema,
  caseIdSchema,
  departureIdSchema,
  filingIdSchema,
  guardedWordsIdSchema,
  personIdSchema,
} from '../kernel/ids';
import { civilDateSchema, instantSchema } from '../kernel/time';
import { lineSchema, linesSchema } from '../people/text';
import { isOnlyTold, originalTraces } from '../evidence/traces';
import { filingKindSchema } from '../filings/kinds';
import { languageSchema } from '../kernel/languages';
import { leakKinds } from './leak-kinds';
import { documentParts, findingKinds } from './objections';

export const findingSchema = z.strictObject({
  kind: z.enum(findingKinds),
  /** Who of the case it is; null for anything else. */
  personId: personIdSchema.nullable(),
  /** Code of the other case it belongs to; null for this one. */
  otherCase: z.string().nullable(),
  /** Kind of the trace, e.g. `author`; of an original that leaves, e.g. `place`; null for anything else. */
  trace: z.union([z.enum(leakKinds), z.enum(originalTraces)]).nullable(),
  places: z.array(
    z.strictObject({
      part: z.enum(documentParts),
      paragraph: z.int(),
      /** Number of the exhibit, of a place in an original that stands in one. */
      exhibit: z.string().nullable(),
      /** Null while names are hidden. */
      excerpt: z.string().nullable(),
    }),
  ),
});
export type Finding = z.infer<typeof findingSchema>;

/** Whether it wants a written reason, and is not only told. */
export function isAgainst({ kind, trace }: Pick<Finding, 'kind' | 'trace'>): boolean {
  return kind !== 'named' && kind !== 'pictureMissing' && !isOnlyTold(trace);
}

/** Kinds of data a consent speaks of, and two that it does not. */
export const toldKinds = [
  'identity',
  'contact',
  'account',
  'papers',
  'stay',
  'health',
  'children',
  'social',
  'guardian',
] as const;
export type ToldKind = (typeof toldKinds)[number];

/**
 * Who a copy goes to, as far as consent is concerned. `herself`: it stays with the person and those she chooses; `office`:
 * with those who work on the case; `court`: her lawyer brings it there in her name.
 */
export const recipientKinds = ['herself', 'office', 'court', ...ledgerRecipients] as const;
export type RecipientKind = (typeof recipientKinds)[number];

/** Whether a recipient is one that consent is asked for. */
export function isOfLedger(recipient: RecipientKind): recipient is LedgerRecipient {
  return ledgerRecipients.some((each) => each === recipient);
}

/** To whom a copy goes, and what for. */
export const addressedSchema = z.strictObject({
  recipient: z.enum(recipientKinds),
  /** Which of them; empty where that is not known. */
  recipientName: lineSchema(200).default(''),
  /** Null where it goes along with any other. */
  purpose: consentPurposeSchema.nullable().default(null),
});
export type Addressed = z.output<typeof addressedSchema>;

/** What the ledger of consents says of a copy. */
export const consentLookSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('notAsked') }),
  /** No entry speaks of this recipient. */
  z.strictObject({ kind: z.literal('noneOnRecord') }),
  z.strictObject({
    kind: z.literal('covers'),
    until: civilDateSchema.nullable(),
    /** Names, where she agreed to some of these recipients alone; empty where to any of them. */
    onlyFor: z.array(z.string()),
  }),
  z.strictObject({ kind: z.literal('ended'), until: civilDateSchema }),
  z.strictObject({ kind: z.literal('withdrawn'), on: civilDateSchema }),
  z.strictObject({ kind: z.literal('refused'), on: civilDateSchema }),
  /** She agreed to tell this recipient, for other purposes; these. */
  z.strictObject({ kind: z.literal('notForPurpose'), agreed: z.array(consentPurposeSchema) }),
  z.strictObject({ kind: z.literal('notForData'), data: z.array(z.enum(toldKinds)).min(1) }),
]);
export type ConsentLook = z.infer<typeof consentLookSchema>;

/** What speaks against letting a document out, by kind. */
export const objectionKinds = [
  ...findingKinds,
  'consentMissing',
  'consentEnded',
  'consentWithdrawn',
  'consentRefused',
  'consentNotForPurpose',
  'consentNotForData',
  /** Of older copies alone: the newest form (F2) left the recipient out. */
  'consentNotForRecipient',
] as const;
/** Whether it is the person's will that speaks against it, and not what stands in the document. */
export function isOfConsent(objection: Objection): boolean {
  return objection.startsWith('consent');
}
export const objectionSchema = z.enum(objectionKinds);
export type Objection = z.infer<typeof objectionSchema>;

/** Something speaks against it, and no reason was given. Excerpts are left out. */
export const reasonNeededSchema = z.strictObject({
  kind: z.literal('reasonNeeded'),
  objections: z.array(objectionSchema).min(1),
  findings: z.array(findingSchema),
});
/** Why it leaves all the same; '' where nothing is known to speak against it. */
export const departureReasonSchema = linesSchema(2000).default('');
export const shortestReason = 10;

/**
 * What kind of reason it is. A legal duty to inform is not consent (law/procedures 5.2): police and inspection have one
 * towards the Immigration Office (article 61/2 § 1), none was found for organisations and lawyers.
 */
export const reasonKinds = ['askedSince', 'danger', 'legalDuty', 'other'] as const;
export const reasonKindSchema = z.enum(reasonKinds);
export type ReasonKind = (typeof reasonKinds)[number];

/** What is said of a copy that leaves. */
export const leavesShape = {
  /** Null for a filing where it goes to those it is made for, and for all others where nobody said to whom. */
  to: addressedSchema.nullable().default(null),
  reason: departureReasonSchema,
  reasonKind: reasonKindSchema.default('other'),
};

/** What can leave a case as a copy: plain, but for a package, which is encrypted to the one who gets it. */
export const departureKinds = [
  'filing',
  'chronology',
  'custodyAnnex',
  'transcript',
  'coverage',
  'bundle',
  'original',
  'folder',
  'package',
] as const;

export const departureStates = ['out', 'returned', 'destroyed'] as const;
export type DepartureState = (typeof departureStates)[number];

export const departureSchema = z.strictObject({
  id: departureIdSchema,
  caseId: caseIdSchema,
  kind: z.enum(departureKinds),
  /** Null for what is no filing. */
  filing: z
    .strictObject({ id: filingIdSchema, filingKind: filingKindSchema, language: languageSchema })
    .nullable(),
  /** Empty for what was saved before file names were written down. */
  fileName: z.string(),
  /** Empty for a folder of several files. */
  sha256: z.string(),
  sizeBytes: z.int(),
  /** Null where nobody wrote down to whom it went. */
  recipient: z.enum(recipientKinds).nullable(),
  /** Which of them; empty where that is not known. */
  recipientName: z.string(),
  purpose: consentPurposeSchema.nullable(),
  objections: z.array(objectionSchema),
  reason: z.string(),
  /** Null where there was no reason to give. */
  reasonKind: reasonKindSchema.nullable(),
  leftAt: instantSchema,
  memberId: memberIdSchema.nullable(),
  state: z.enum(departureStates),
  /** The day it was asked back; null while it was not. */
  askedBackOn: civilDateSchema.nullable(),
  settledOn: civilDateSchema.nullable(),
  settledNote: z.string(),
  /**
   * Whether what left against an objection still says what the log sealed then; `none` where nothing spoke against it, and
   * where this vault's log does not speak of it.
   */
  seal: z.enum(['whole', 'changed', 'none']),
});
export type Departure = z.infer<typeof departureSchema>;

export const guardedKinds = ['address', 'telephone', 'words'] as const;
export const guardedFieldsSchema = z.strictObject({
  kind: z.enum(guardedKinds),
  text: lineSchema(300).refine((text) => text.trim().length >= 3),
});
export const guardedWordsSchema = z.strictObject({
  id: guardedWordsIdSchema,
  kind: z.enum(guardedKinds),
  /** Null while names are hidden. */
  text: z.string().nullable(),
});
export type GuardedWords = z.infer<typeof guardedWordsSchema>;
