import { z } from 'zod';
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
import { filingKindSchema } from '../filings/kinds';
import { languageSchema } from '../kernel/languages';
import { leakKinds } from './leak-kinds';
import { findingKinds } from './objections';

export const findingSchema = z.strictObject({
  kind: z.enum(findingKinds),
  /** Who of the case it is; null for anything else. */
  personId: personIdSchema.nullable(),
  /** Code of the other case it belongs to; null for this one. */
  otherCase: z.string().nullable(),
  /** Kind of the trace, e.g. `author`; null for anything else. */
  trace: z.enum(leakKinds).nullable(),
  places: z.array(
    z.strictObject({
      part: z.enum(['text', 'header', 'footer', 'notes']),
      paragraph: z.int(),
      /** Null while names are hidden. */
      excerpt: z.string().nullable(),
    }),
  ),
});
export type Finding = z.infer<typeof findingSchema>;

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

/** Who a filing goes to, as far as consent is concerned. `herself`: it stays with the person and those she chooses. */
export const recipientKinds = [
  'herself',
  'centre',
  'police',
  'prosecution',
  'immigrationOffice',
  'socialWelfare',
  'court',
  'other',
] as const;
export type RecipientKind = (typeof recipientKinds)[number];

/** What the consent on record (F2, the newest one) says of a filing. */
export const consentLookSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('notAsked') }),
  z.strictObject({ kind: z.literal('noneOnRecord') }),
  /** The consent speaks of no such recipient. */
  z.strictObject({ kind: z.literal('recipientNotListed'), until: civilDateSchema.nullable() }),
  z.strictObject({ kind: z.literal('covers'), until: civilDateSchema.nullable() }),
  z.strictObject({ kind: z.literal('ended'), until: civilDateSchema }),
  z.strictObject({ kind: z.literal('notForRecipient') }),
  z.strictObject({ kind: z.literal('notForData'), data: z.array(z.enum(toldKinds)).min(1) }),
]);
export type ConsentLook = z.infer<typeof consentLookSchema>;

/** What speaks against letting a document out, by kind. */
export const objectionKinds = [
  ...findingKinds,
  'consentEnded',
  'consentNotForRecipient',
  'consentNotForData',
] as const;
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

/** What can leave a case as a copy: plain, but for a package, which is encrypted to the one who gets it. */
export const departureKinds = [
  'filing',
  'chronology',
  'custodyAnnex',
  'transcript',
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
  objections: z.array(objectionSchema),
  reason: z.string(),
  leftAt: instantSchema,
  memberId: memberIdSchema.nullable(),
  state: z.enum(departureStates),
  settledOn: civilDateSchema.nullable(),
  settledNote: z.string(),
  /** To whom, in the advocate's words; empty where nobody said. */
  recipient: z.string(),
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
