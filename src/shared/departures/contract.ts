import { z } from 'zod';
import { consentPurposeSchema, ledgerRecipientSchema } from '../consent/schemas';
import { command, noInput, query } from '../kernel/contract';
import {
  caseIdSchema,
  copyIdSchema,
  departureIdSchema,
  filingIdSchema,
  guardedWordsIdSchema,
} from '../kernel/ids';
import { civilDateSchema } from '../kernel/time';
import { lineSchema, linesSchema } from '../people/text';
import { interruptedCopySchema } from './copies';
import {
  addressedSchema,
  consentLookSchema,
  departureSchema,
  departureStates,
  findingSchema,
  guardedFieldsSchema,
  guardedWordsSchema,
  objectionSchema,
  toldKinds,
} from './schemas';

const caseNotFound = z.strictObject({ kind: z.literal('caseNotFound') });
const withNames = z.boolean().default(false);

export const departuresContract = {
  /** Who would learn what from a filing, and what speaks against letting it out. Changes nothing. */
  'departures.lookAtFiling': query({
    input: z.strictObject({
      filingId: filingIdSchema,
      /** Null for those the filing is made for. */
      to: addressedSchema.nullable().default(null),
      withNames,
    }),
    output: z.strictObject({
      to: addressedSchema,
      /** Kinds of data that stand in it; null for a filing of an older program, whose record cannot be read any more. */
      told: z.array(z.enum(toldKinds)).nullable(),
      consent: consentLookSchema,
      findings: z.array(findingSchema),
      /** Those that want a written reason. */
      objections: z.array(objectionSchema),
    }),
    failure: z.strictObject({ kind: z.literal('filingNotFound') }),
  }),
  /** Everything of a case that left the vault as a document, newest first. */
  'departures.list': query({
    input: z.strictObject({ caseId: caseIdSchema }),
    output: z.array(departureSchema),
    failure: caseNotFound,
  }),
  /**
   * The copies that a decision on sharing is about, newest first: those that went to such a recipient for such a purpose,
   * and those of which nobody wrote down where they went.
   */
  'departures.listSentTo': query({
    input: z.strictObject({
      caseId: caseIdSchema,
      recipient: ledgerRecipientSchema,
      /** Empty for all of them. */
      recipientName: lineSchema(200),
      /** Empty for whatever purpose. */
      purposes: z.array(consentPurposeSchema),
    }),
    output: z.strictObject({ sent: z.array(departureSchema), unknown: z.array(departureSchema) }),
    failure: caseNotFound,
  }),
  /** Writes down on which day a copy that is out was asked back; null takes that back. */
  'departures.askBack': command({
    input: z.strictObject({ departureId: departureIdSchema, on: civilDateSchema.nullable() }),
    output: departureSchema,
    failure: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('departureNotFound') }),
      /** It came back or was destroyed already. */
      z.strictObject({ kind: z.literal('notOut') }),
      /** Before it left, or in the future. */
      z.strictObject({ kind: z.literal('dayImpossible') }),
    ]),
    touches: ['departures', 'audit'],
  }),
  /** Writes down that a copy came back or was destroyed, or takes that back. */
  'departures.settle': command({
    input: z.strictObject({
      departureId: departureIdSchema,
      state: z.enum(departureStates),
      /** The day; null for one that is still out. */
      on: civilDateSchema.nullable(),
      note: linesSchema(1000).default(''),
    }),
    output: departureSchema,
    failure: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('departureNotFound') }),
      /** It is said to be out and settled, or settled on no day. */
      z.strictObject({ kind: z.literal('dayDoesNotFit') }),
      /** Before it left, or in the future. */
      z.strictObject({ kind: z.literal('dayImpossible') }),
    ]),
    touches: ['departures', 'audit'],
  }),
  /**
   * Copies of any case, and of none, that were interrupted and that the program could not settle by itself; oldest first.
   * Answered once those that an opening has found are settled, as far as they can be.
   */
  'departures.interrupted': query({ input: noInput, output: z.array(interruptedCopySchema) }),
  /** Tries again to settle them, as after a stick was plugged in. Gives those that are left. */
  'departures.settleInterrupted': command({
    input: noInput,
    output: z.array(interruptedCopySchema),
    touches: ['departures', 'audit'],
  }),
  /** Forgets one of them: the person says that what was written of it is not there any more. */
  'departures.sayGone': command({
    input: z.strictObject({ copyId: copyIdSchema }),
    output: noInput,
    failure: z.strictObject({ kind: z.literal('copyNotFound') }),
    touches: ['departures', 'audit'],
  }),
  /** What of a case must never leave: the address and telephone of a shelter, a school, a name. */
  'departures.guarded': query({
    input: z.strictObject({ caseId: caseIdSchema, withNames }),
    output: z.array(guardedWordsSchema),
    failure: caseNotFound,
  }),
  'departures.guard': command({
    input: z.strictObject({ caseId: caseIdSchema, ...guardedFieldsSchema.shape }),
    output: guardedWordsSchema,
    failure: caseNotFound,
    touches: ['departures', 'audit'],
  }),
  'departures.unguard': command({
    input: z.strictObject({ guardedId: guardedWordsIdSchema }),
    output: noInput,
    failure: z.strictObject({ kind: z.literal('guardedNotFound') }),
    touches: ['departures', 'audit'],
  }),
};
