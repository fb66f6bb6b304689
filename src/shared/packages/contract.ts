import { z } from 'zod';
import { departureReasonSchema } from '../departures/schemas';
import { command, noInput, query } from '../kernel/contract';
import { caseIdSchema } from '../kernel/ids';
import { lineSchema } from '../people/text';
import {
  lookAtPackageFailureSchema,
  makePackageFailureSchema,
  takeInFailureSchema,
  undoFailureSchema,
} from './failures';
import { mostCasesInPackage, packagePurposes } from './head';
import {
  casePlaceSchema,
  choiceSchema,
  decisionSchema,
  listedPackageSchema,
  lookedAtPackageSchema,
  planEntrySchema,
  receivedLogSchema,
} from './schemas';

const kind = <Kind extends string>(name: Kind) => z.strictObject({ kind: z.literal(name) });
const caseNotFound = kind('caseNotFound');

const everythingOfACase = [
  'cases',
  'people',
  'interviews',
  'timeline',
  'accounts',
  'procedures',
  'packs',
  'deadlines',
  'evidence',
  'exhibits',
  'conversations',
  'filings',
  'departures',
  'packages',
  'search',
  'audit',
] as const;

export const packagesContract = {
  /** The public key that colleagues encrypt packages for this vault to; null until one was made. */
  'packages.key': query({
    input: noInput,
    output: z.strictObject({ publicKey: z.string().nullable(), fingerprint: z.string() }),
  }),
  'packages.makeKey': command({
    input: noInput,
    output: z.strictObject({ publicKey: z.string() }),
    touches: ['packages', 'audit'],
  }),
  /**
   * Writes cases into one encrypted file outside of the vault, and notes that they left. Work of the kind `makePackage`.
   */
  'packages.create': command({
    input: z.strictObject({
      caseIds: z.array(caseIdSchema).min(1).max(mostCasesInPackage),
      lock: z.discriminatedUnion('kind', [
        z.strictObject({
          kind: z.literal('publicKeys'),
          recipients: z.array(z.string().max(200)).min(1).max(8),
        }),
        z.strictObject({ kind: z.literal('passphrase'), passphrase: z.string().max(1000) }),
      ]),
      /** To whom, in the advocate's words. */
      recipient: lineSchema(200).refine((text) => text.trim() !== ''),
      purpose: z.enum(packagePurposes),
      forReading: z.boolean().default(false),
      reason: departureReasonSchema,
    }),
    output: z.strictObject({
      packageId: z.uuid(),
      fileName: z.string(),
      sha256: z.string(),
      sizeBytes: z.int(),
      rows: z.int(),
      originals: z.int(),
    }),
    failure: makePackageFailureSchema,
    touches: ['packages', 'cases', 'departures', 'evidence', 'audit'],
  }),
  /**
   * Reads a package to its end, and says what is in it and what taking it in would change. Changes nothing. Work of the kind
   * `readPackage`.
   */
  'packages.look': command({
    input: z.strictObject({
      /** Null: a dialog asks for the file. */
      handle: z.uuid().nullable(),
      passphrase: z.string().max(1000).nullable(),
    }),
    output: lookedAtPackageSchema,
    failure: lookAtPackageFailureSchema,
    touches: ['packages'],
  }),
  /** Row by row how a case of a package differs from the same case here. */
  'packages.differences': query({
    input: z.strictObject({
      handle: z.uuid(),
      caseId: caseIdSchema,
      withNames: z.boolean().default(false),
      /** Entries to leave out, from the first on. */
      from: z.int().nonnegative().default(0),
      limit: z.int().min(1).max(500).default(200),
    }),
    output: z.strictObject({ entries: z.array(planEntrySchema), total: z.int() }),
    failure: z.discriminatedUnion('kind', [kind('packageNotOpen'), caseNotFound]),
  }),
  /** Takes in a package that was looked at, whole or not at all. Work of the kind `takeInPackage`. */
  'packages.takeIn': command({
    input: z.strictObject({
      handle: z.uuid(),
      choices: z.array(choiceSchema).max(20_000).default([]),
      makerConfirmed: z.boolean().default(false),
    }),
    output: z.strictObject({
      packageId: z.uuid(),
      cases: z.array(
        z.strictObject({
          caseId: caseIdSchema,
          code: z.string(),
          isNew: z.boolean(),
          added: z.int(),
          changed: z.int(),
        }),
      ),
    }),
    failure: takeInFailureSchema,
    touches: everythingOfACase,
  }),
  /** Takes out again what came with a package, for as long as nothing of it was changed or used. */
  'packages.undo': command({
    input: z.strictObject({ packageId: z.uuid() }),
    output: z.strictObject({ cases: z.int() }),
    failure: undoFailureSchema,
    touches: everythingOfACase,
  }),
  /** Every package that was made here or taken in, newest first. */
  'packages.list': query({ input: noInput, output: z.array(listedPackageSchema) }),
  /** Where a case is worked on at present; null for here. */
  'packages.place': query({
    input: z.strictObject({ caseId: caseIdSchema }),
    output: casePlaceSchema.nullable(),
    failure: caseNotFound,
  }),
  /** Says that a case which was checked out or handed over is worked on here again. */
  'packages.takeBack': command({
    input: z.strictObject({ caseId: caseIdSchema }),
    output: noInput,
    failure: z.discriminatedUnion('kind', [caseNotFound, kind('notElsewhere'), kind('onlyForReading')]),
    touches: ['packages', 'cases', 'audit'],
  }),
  /** What was different on both sides when a package was taken in: both versions, newest first. */
  'packages.decisions': query({
    input: z.strictObject({ caseId: caseIdSchema, withNames: z.boolean().default(false) }),
    output: z.array(decisionSchema),
    failure: caseNotFound,
  }),
  /** The part of its maker's log that came with a package, checked anew each time it is read. */
  'packages.log': query({
    input: z.strictObject({
      packageId: z.uuid(),
      caseId: caseIdSchema,
      /** Entries to give, from the newest on. */
      limit: z.int().min(1).max(100_000).default(200),
    }),
    output: receivedLogSchema,
    /** `packageNotFound`: it was not taken in here with this case, or was taken out again. */
    failure: z.discriminatedUnion('kind', [caseNotFound, kind('packageNotFound')]),
  }),
};
