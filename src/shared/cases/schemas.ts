import { z } from 'zod';
import { urgencies } from '../deadlines/case-deadlines';
import { caseIdSchema } from '../kernel/ids';
import { localizedTextSchema } from '../kernel/languages';
import { civilDateSchema, instantSchema } from '../kernel/time';
import { lineSchema, linesSchema } from '../people/text';

/** Languages in which a Belgian authority keeps a file. */
export const fileLanguages = ['fr', 'nl', 'de'] as const;
export const fileLanguageSchema = z.enum(fileLanguages);
export type FileLanguage = (typeof fileLanguages)[number];

/** What the advocate writes down about a case. Texts are empty until known. */
export const caseFieldsSchema = z.strictObject({
  /** Filings default to it. */
  fileLanguage: fileLanguageSchema,
  /** n° SP / OV-nummer of the Immigration Office */
  immigrationOfficeNumber: lineSchema(60),
  /** n° de notices / notitienummer of the prosecution */
  prosecutionNumber: lineSchema(60),
  /** n° de PV / PV-nummer */
  policeReportNumber: lineSchema(60),
  /** Who follows the case here. */
  advocateName: lineSchema(200),
  /** The recognised centre and the address it writes from. Never where the client stays. */
  centreName: lineSchema(200),
  centreAddress: linesSchema(1000),
  note: linesSchema(10_000),
  openedOn: civilDateSchema,
});
export type CaseFields = z.output<typeof caseFieldsSchema>;

/** What a new case starts from; language and day of opening are always given. */
export const emptyCaseFields: Omit<CaseFields, 'fileLanguage' | 'openedOn'> = {
  immigrationOfficeNumber: '',
  prosecutionNumber: '',
  policeReportNumber: '',
  advocateName: '',
  centreName: '',
  centreAddress: '',
  note: '',
};

export const caseRecordSchema = z.strictObject({
  id: caseIdSchema,
  /** What everyone sees instead of a name, e.g. `BR-2026-014`. */
  code: z.string(),
  ...caseFieldsSchema.shape,
  /** Null while the case is open. */
  closedOn: civilDateSchema.nullable(),
  createdAt: instantSchema,
  updatedAt: instantSchema,
});
export type CaseRecord = z.output<typeof caseRecordSchema>;

export const caseCountsSchema = z.strictObject({
  people: z.int(),
  interviews: z.int(),
  facts: z.int(),
  exhibits: z.int(),
});
export type CaseCounts = z.infer<typeof caseCountsSchema>;

/** Where a case stands in its procedure. */
export const phaseGlimpseSchema = z.strictObject({
  phaseId: z.string(),
  name: localizedTextSchema,
  /** Two or three words for a list. */
  shortName: localizedTextSchema,
});

/** The most pressing deadline of a case. */
export const nextDeadlineSchema = z.strictObject({
  /** The last safe day: a working day, never later than `lastDay`. */
  date: civilDateSchema,
  /** The last day that the law gives. */
  lastDay: civilDateSchema,
  /** Rule of the pack it follows from, e.g. `BE-R8`. */
  ruleId: z.string(),
  title: localizedTextSchema,
  urgency: z.enum(urgencies),
  /** The rule is one that must be verified before anyone relies on it. */
  verify: z.boolean(),
  /** Nobody whose key is trusted vouches for the pack it follows from. */
  unsigned: z.boolean(),
});
export type NextDeadline = z.output<typeof nextDeadlineSchema>;

/** One line of the list of cases. */
export const caseGlimpseSchema = z.strictObject({
  id: caseIdSchema,
  code: z.string(),
  openedOn: civilDateSchema,
  closedOn: civilDateSchema.nullable(),
  /** Null until a procedure was started. */
  phase: phaseGlimpseSchema.nullable(),
  /** The earliest deadline that is neither met nor set aside, overdue ones included. Null when there is none. */
  nextDeadline: nextDeadlineSchema.nullable(),
  /** Day `day` of `of` of the reflection period under way. Null outside of one. */
  reflection: z.strictObject({ day: z.int(), of: z.int() }).nullable(),
  counts: caseCountsSchema,
  /** The last change to the case or anything in it. */
  touchedAt: instantSchema,
  /** Names of the clients, as spoken. Null while names are hidden. */
  clientNames: z.array(z.string()).nullable(),
});
export type CaseGlimpse = z.output<typeof caseGlimpseSchema>;

/** One to six letters or digits, e.g. `BR`. */
export const codePrefixSchema = z.string().regex(/^[A-Z][A-Z0-9]{0,5}$/);
export const defaultCodePrefix = 'BR';
