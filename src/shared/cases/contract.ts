import { z } from 'zod';
import { command, noInput, query } from '../kernel/contract';
import { caseIdSchema, personIdSchema } from '../kernel/ids';
import { civilDateSchema } from '../kernel/time';
import { linesSchema } from '../people/text';
import { personFieldsSchema, personMatchSchema, personNamesSchema } from '../people/schemas';
import {
  caseCountsSchema,
  caseFieldsSchema,
  caseGlimpseSchema,
  caseRecordSchema,
  codePrefixSchema,
  fileLanguageSchema,
} from './schemas';

const caseNotFoundSchema = z.strictObject({ kind: z.literal('caseNotFound') });
/** A case opened after it was closed, kept until a day before, or a day that has not come yet. */
const impossibleDaySchema = z.strictObject({
  kind: z.literal('impossibleDay'),
  field: z.enum(['openedOn', 'closedOn', 'keepUntil']),
});

/** Rows of one page of `cases.list`. */
export const casesPageSize = 50;

export const casesContract = {
  /**
   * Cases by their next deadline, those without one last, then by code. The filter looks at codes, official numbers and
   * every spelling of the names of clients, which it does not show.
   */
  'cases.list': query({
    input: z.strictObject({
      filter: z.string().max(200).default(''),
      state: z.enum(['open', 'closed', 'all']).default('open'),
      /** From 0. */
      page: z.int().min(0).default(0),
      /** Written to the audit log the first time in each session. */
      withNames: z.boolean().default(false),
    }),
    output: z.strictObject({
      cases: z.array(caseGlimpseSchema).max(casesPageSize),
      /** All that fit, on every page. */
      total: z.int(),
      /** Open and closed ones without the filter, for empty lists to say why they are empty. */
      openCount: z.int(),
      closedCount: z.int(),
    }),
  }),
  /** Everyone in any case who may be this person, likeliest first; at most 20. */
  'cases.searchBeforeCreate': query({
    input: personNamesSchema.partial(),
    output: z.strictObject({ matches: z.array(personMatchSchema) }),
  }),
  /**
   * Opens a case with its client. Searches again, and refuses while someone may be the same person who was not looked
   * at: `reviewedMatches` names those of whom the advocate said that they are someone else.
   */
  'cases.create': command({
    input: z.strictObject({
      ...caseFieldsSchema.partial().shape,
      fileLanguage: fileLanguageSchema,
      /** Fields of the client; names may all be empty when nobody knows one yet. */
      client: personFieldsSchema.omit({ role: true }).partial(),
      reviewedMatches: z.array(personIdSchema).default([]),
    }),
    output: z.strictObject({ caseId: caseIdSchema, code: z.string(), clientId: personIdSchema }),
    failure: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('likelySamePerson'), matches: z.array(personMatchSchema) }),
      impossibleDaySchema,
    ]),
    touches: ['cases', 'people', 'audit'],
  }),
  'cases.read': query({
    input: z.strictObject({ caseId: caseIdSchema }),
    output: z.strictObject({
      ...caseRecordSchema.shape,
      phase: caseGlimpseSchema.shape.phase,
      nextDeadline: caseGlimpseSchema.shape.nextDeadline,
      reflection: caseGlimpseSchema.shape.reflection,
      counts: caseCountsSchema,
    }),
    failure: caseNotFoundSchema,
  }),
  /** Changes the fields given. */
  'cases.change': command({
    input: z.strictObject({ caseId: caseIdSchema, changes: caseFieldsSchema.partial() }),
    output: caseRecordSchema,
    failure: z.discriminatedUnion('kind', [caseNotFoundSchema, impossibleDaySchema]),
    touches: ['cases', 'filings', 'audit'],
  }),
  /** `closedOn` defaults to today. Closing a closed case moves the day. */
  'cases.close': command({
    input: z.strictObject({
      caseId: caseIdSchema,
      closedOn: civilDateSchema.optional(),
      reason: linesSchema(1000).default(''),
      /** The last day on which it is kept. Null for none; left out, the day that the office's period gives, if it set one. */
      keepUntil: civilDateSchema.nullable().optional(),
    }),
    output: z.strictObject({}),
    failure: z.discriminatedUnion('kind', [caseNotFoundSchema, impossibleDaySchema]),
    touches: ['cases', 'deadlines', 'retention', 'audit'],
  }),
  /** What was decided about keeping it is forgotten. */
  'cases.reopen': command({
    input: z.strictObject({ caseId: caseIdSchema }),
    output: z.strictObject({}),
    failure: caseNotFoundSchema,
    touches: ['cases', 'deadlines', 'retention', 'audit'],
  }),
  'cases.readCodePrefix': query({
    input: noInput,
    output: z.strictObject({ codePrefix: codePrefixSchema }),
  }),
  /** What new codes of this vault start with; codes given stay. */
  'cases.changeCodePrefix': command({
    input: z.strictObject({ codePrefix: codePrefixSchema }),
    output: z.strictObject({}),
    touches: ['cases'],
  }),
};
