import { z } from 'zod';
import { caseIdSchema, personIdSchema } from '../kernel/ids';
import { instantSchema } from '../kernel/time';
import { isBirthDate } from './birth-date';
import { isNationalityCode, stateless } from './countries';
import { canonicalLanguage } from './spoken-languages';
import { lineSchema, linesSchema } from './text';

/** What a person is in a case, in the order in which people are listed. */
export const personRoles = [
  'client',
  'child',
  'familyMember',
  'witness',
  'allegedExploiter',
  'guardian',
  'lawyer',
  'centreWorker',
  'interpreter',
  'officer',
  'magistrate',
  'doctor',
  'other',
] as const;
export const personRoleSchema = z.enum(personRoles);
export type PersonRole = (typeof personRoles)[number];

/** As in the passport; `unknown` until asked or where no document says it. */
export const genders = ['F', 'M', 'X', 'unknown'] as const;
export type Gender = (typeof genders)[number];

/** Names as someone wrote or said them, for one person. All may be empty. */
export const personNamesSchema = z.strictObject({
  /** As in the passport; empty for a person with a single name, which then stands in `givenNames`. */
  familyName: lineSchema(200),
  givenNames: lineSchema(200),
  nativeScriptName: lineSchema(200),
  /** Other spellings and names used, one per line. */
  otherNames: linesSchema(2000),
});
export type PersonNames = z.output<typeof personNamesSchema>;

/** Everything kept about a person but safe contact. Texts are empty and lists are empty until something is known. */
export const personFieldsSchema = z.strictObject({
  role: personRoleSchema,
  ...personNamesSchema.shape,
  /** EDTF: `1998-04-17`, `1998~` (about), `199X`, `1998/1999`. Empty when unknown. */
  birthDate: lineSchema(40).refine((text) => text === '' || isBirthDate(text)),
  birthPlace: lineSchema(200),
  /** ISO 3166-1 alpha-3 codes, each once; `XXA` alone for a stateless person; empty when unknown. */
  nationalities: z
    .array(z.string().refine(isNationalityCode))
    .max(6)
    .refine((codes) => new Set(codes).size === codes.length)
    .refine((codes) => !codes.includes(stateless) || codes.length === 1),
  gender: z.enum(genders),
  /** BCP 47 tags in the order of preference, each once. */
  spokenLanguages: z
    .array(
      z
        .string()
        .max(40)
        .refine((tag) => canonicalLanguage(tag) === tag),
    )
    .max(12)
    .refine((tags) => new Set(tags).size === tags.length),
  /** Kind, number and state of the passport, identity card or consular document. */
  identityDocument: linesSchema(1000),
  /** National register or BIS number. */
  nationalNumber: lineSchema(60),
  organisation: lineSchema(200),
  telephone: lineSchema(200),
  email: lineSchema(200),
  /** Address for service (élection de domicile). Never where the person lives. */
  electedDomicile: linesSchema(1000),
  note: linesSchema(10_000),
});
export type PersonFields = z.output<typeof personFieldsSchema>;
export type PersonFieldsInput = z.input<typeof personFieldsSchema>;

export const emptyPersonFields: Omit<PersonFields, 'role'> = {
  familyName: '',
  givenNames: '',
  nativeScriptName: '',
  otherNames: '',
  birthDate: '',
  birthPlace: '',
  nationalities: [],
  gender: 'unknown',
  spokenLanguages: [],
  identityDocument: '',
  nationalNumber: '',
  organisation: '',
  telephone: '',
  email: '',
  electedDomicile: '',
  note: '',
};

const wallTimeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

const safeContactShape = {
  neverCall: z.boolean(),
  neverWrite: z.boolean(),
  leaveNoMessage: z.boolean(),
  /** Wall-clock times `HH:MM`; both null when any time is safe. Until before from: over midnight. */
  safeFrom: wallTimeSchema.nullable(),
  safeUntil: wallTimeSchema.nullable(),
  /** What both say to know that it is they, and that the person is alone. */
  codeWord: lineSchema(100),
  instructions: linesSchema(2000),
} as const;

/** How a person may be reached without putting her in danger. */
export const safeContactSchema = z
  .strictObject(safeContactShape)
  .refine(({ safeFrom, safeUntil }) => (safeFrom === null) === (safeUntil === null), { path: ['safeUntil'] })
  .refine(({ safeFrom, safeUntil }) => safeFrom === null || safeFrom !== safeUntil, { path: ['safeUntil'] });
export type SafeContact = z.output<typeof safeContactSchema>;

export const emptySafeContact: SafeContact = {
  neverCall: false,
  neverWrite: false,
  leaveNoMessage: false,
  safeFrom: null,
  safeUntil: null,
  codeWord: '',
  instructions: '',
};

/** How a person is called where names are hidden: `client`, `witness 2`. */
export const personLabelSchema = z.strictObject({
  role: personRoleSchema,
  /** From 1 in each case and role; shown where the role can have several people. */
  roleNumber: z.int().min(1),
});
export type PersonLabel = z.infer<typeof personLabelSchema>;

/** What may be seen of a person while names are hidden. */
export const personGlimpseSchema = z.strictObject({
  id: personIdSchema,
  ...personLabelSchema.shape,
  /** False when no name is known at all, so that there is nothing to show. */
  hasName: z.boolean(),
  nationalities: z.array(z.string()),
  spokenLanguages: z.array(z.string()),
  /** Null when nothing was agreed. The code word comes with the names. */
  safeContact: z
    .strictObject({ ...safeContactShape, codeWord: z.null(), hasCodeWord: z.boolean() })
    .nullable(),
});
export type PersonGlimpse = z.output<typeof personGlimpseSchema>;

/** What showing names adds to a glimpse. */
export const personNameSchema = z.strictObject({
  personId: personIdSchema,
  /** As spoken, given names first; empty when no name is known. */
  name: z.string(),
  nativeScriptName: z.string(),
  codeWord: z.string(),
});
export type PersonName = z.output<typeof personNameSchema>;

/** A person whole. */
export const personSchema = z.strictObject({
  id: personIdSchema,
  caseId: caseIdSchema,
  roleNumber: z.int().min(1),
  ...personFieldsSchema.shape,
  safeContact: safeContactSchema.nullable(),
  createdAt: instantSchema,
  updatedAt: instantSchema,
});
export type Person = z.output<typeof personSchema>;

/** Why someone may be the person looked for, strongest first. */
export const matchReasons = ['sameName', 'nearSpelling', 'nativeScript', 'otherSpelling'] as const;
export type MatchReason = (typeof matchReasons)[number];

/** Someone in a case who may be the person looked for, without her name. */
export const personMatchSchema = z.strictObject({
  personId: personIdSchema,
  caseId: caseIdSchema,
  caseCode: z.string(),
  caseClosed: z.boolean(),
  ...personLabelSchema.shape,
  /** The first sign of each word, e.g. `M… D…`. */
  maskedName: z.string(),
  reasons: z.array(z.enum(matchReasons)).min(1),
});
export type PersonMatch = z.output<typeof personMatchSchema>;
