import { z } from 'zod';
import { command, noInput, query } from '../kernel/contract';
import { accountIdSchema, caseIdSchema, factIdSchema } from '../kernel/ids';
import { namedFactSchema } from '../timeline/schemas';
import { askAgainReasonSchema, knownFactSchema, tellingSchema } from './before-asking';
import { accountFieldsSchema, accountSchema, accountStatementSchema, comparisonSchema } from './schemas';

const caseNotFound = z.strictObject({ kind: z.literal('caseNotFound') });
const accountNotFound = z.strictObject({ kind: z.literal('accountNotFound') });
const fieldFailures = [
  z.strictObject({ kind: z.literal('badDate') }),
  /** The exhibit or the interview that it is said to stand in is not of this case. */
  z.strictObject({ kind: z.literal('placeNotFound') }),
  z.strictObject({ kind: z.literal('twoPlaces') }),
] as const;

const touches = ['accounts', 'cases', 'audit'] as const;

// Nothing of this goes into a chronology, a filing or an exhibit: it is work of the office.
export const accountsContract = {
  /** Every earlier account of a case, every fact, and how far they were compared. */
  'accounts.concordance': query({
    input: z.strictObject({ caseId: caseIdSchema }),
    output: z.strictObject({
      /** In the order in which they were written down. */
      accounts: z.array(accountSchema),
      /** In the order of the timeline. */
      facts: z.array(namedFactSchema),
      statements: z.array(accountStatementSchema),
    }),
    failure: caseNotFound,
  }),
  /** What is known of a case and how often it had to be told, for the time before one asks again. */
  'accounts.beforeAsking': query({
    input: z.strictObject({ caseId: caseIdSchema }),
    output: z.strictObject({
      /** By their days; those without one last. */
      tellings: z.array(tellingSchema),
      /** In the order of the timeline. */
      facts: z.array(knownFactSchema),
    }),
    failure: caseNotFound,
  }),
  /** Writes down why a fact has to be told once more; null takes that back. */
  'accounts.askAgain': command({
    input: z.strictObject({ factId: factIdSchema, reason: askAgainReasonSchema.nullable() }),
    output: noInput,
    failure: z.strictObject({ kind: z.literal('factNotFound') }),
    touches,
  }),
  'accounts.create': command({
    input: z.strictObject({ caseId: caseIdSchema, account: accountFieldsSchema }),
    output: accountSchema,
    failure: z.discriminatedUnion('kind', [caseNotFound, ...fieldFailures]),
    touches,
  }),
  'accounts.change': command({
    input: z.strictObject({ accountId: accountIdSchema, account: accountFieldsSchema }),
    output: accountSchema,
    failure: z.discriminatedUnion('kind', [accountNotFound, ...fieldFailures]),
    touches,
  }),
  /** Takes an account out with all that was compared. `accounts.restore` undoes it until the vault is locked. */
  'accounts.remove': command({
    input: z.strictObject({ accountId: accountIdSchema }),
    output: noInput,
    failure: accountNotFound,
    touches,
  }),
  /** Facts, exhibits and interviews that have gone since stay away. */
  'accounts.restore': command({
    input: z.strictObject({ accountId: accountIdSchema }),
    output: accountSchema,
    failure: accountNotFound,
    touches,
  }),
  /** Writes down how a fact stands in an account; null takes that back. */
  'accounts.compare': command({
    input: z.strictObject({
      accountId: accountIdSchema,
      factId: factIdSchema,
      comparison: comparisonSchema.nullable(),
    }),
    output: noInput,
    failure: z.discriminatedUnion('kind', [
      accountNotFound,
      z.strictObject({ kind: z.literal('factNotFound') }),
    ]),
    touches,
  }),
};
