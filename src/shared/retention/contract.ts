import { z } from 'zod';
import { command, noInput, query } from '../kernel/contract';
import { caseIdSchema } from '../kernel/ids';
import { civilDateSchema } from '../kernel/time';
import {
  backupHoldingSchema,
  legalHoldSchema,
  purgeCountsSchema,
  purgeObstacles,
  purgeSchema,
  retentionPeriodSchema,
  writtenReasonSchema,
} from './schemas';

const kind = <Kind extends string>(name: Kind) => z.strictObject({ kind: z.literal(name) });
const ofCase = z.strictObject({ caseId: caseIdSchema });
const caseNotFound = kind('caseNotFound');

export const retentionContract = {
  /** How long the office keeps closed cases; null until it has said so. */
  'retention.readPeriod': query({
    input: noInput,
    output: z.strictObject({ period: retentionPeriodSchema.nullable() }),
  }),
  /** Days that were set for cases before stay. */
  'retention.changePeriod': command({
    input: z.strictObject({ period: retentionPeriodSchema.nullable() }),
    output: z.strictObject({}),
    touches: ['retention', 'audit'],
  }),
  'retention.readCase': query({
    input: ofCase,
    output: z.strictObject({
      closedOn: civilDateSchema.nullable(),
      closingReason: z.string(),
      /** The last day on which it is kept; null where nobody decided. */
      keepUntil: civilDateSchema.nullable(),
      /** Newest first; the first one is in force when it is not lifted. */
      holds: z.array(legalHoldSchema),
      /** Null when it may be destroyed. */
      obstacle: z.enum(purgeObstacles).nullable(),
    }),
    failure: caseNotFound,
  }),
  'retention.changeKeepUntil': command({
    input: z.strictObject({ caseId: caseIdSchema, keepUntil: civilDateSchema.nullable() }),
    output: z.strictObject({}),
    failure: z.discriminatedUnion('kind', [caseNotFound, kind('caseOpen'), kind('beforeClosing')]),
    touches: ['retention', 'audit'],
  }),
  /** From now on the case cannot be destroyed, whatever its day. Open cases can be held too. */
  'retention.placeHold': command({
    input: z.strictObject({ caseId: caseIdSchema, reason: writtenReasonSchema }),
    output: z.strictObject({}),
    failure: z.discriminatedUnion('kind', [caseNotFound, kind('onHold')]),
    touches: ['retention', 'audit'],
  }),
  'retention.liftHold': command({
    input: z.strictObject({ caseId: caseIdSchema, reason: writtenReasonSchema }),
    output: z.strictObject({}),
    failure: z.discriminatedUnion('kind', [caseNotFound, kind('notOnHold')]),
    touches: ['retention', 'audit'],
  }),
  /** Closed cases whose last day has passed, the longest first. */
  'retention.listDue': query({
    input: noInput,
    output: z.array(
      z.strictObject({
        caseId: caseIdSchema,
        code: z.string(),
        closedOn: civilDateSchema,
        keepUntil: civilDateSchema,
        onHold: z.boolean(),
      }),
    ),
  }),
  /** What would go with a case, and what would stay outside of the vault. */
  'retention.lookBeforePurge': query({
    input: ofCase,
    output: z.strictObject({
      code: z.string(),
      counts: purgeCountsSchema,
      backups: z.array(backupHoldingSchema),
      /** Documents that left the vault and are not said to be back or destroyed. */
      copiesOut: z.int().nonnegative(),
      obstacle: z.enum(purgeObstacles).nullable(),
    }),
    failure: caseNotFound,
  }),
  /**
   * Destroys a closed case: rows, index, originals and what is left of them in the database file, then looks for it. Once it
   * has begun it is finished, if need be at the next opening. Work of the kind `purge`.
   */
  'retention.purge': command({
    input: z.strictObject({
      caseId: caseIdSchema,
      /** Typed by the person: the code of the case she means. */
      code: z.string().max(100),
      reason: writtenReasonSchema,
    }),
    output: purgeSchema,
    failure: z.discriminatedUnion('kind', [
      caseNotFound,
      kind('codeDiffers'),
      ...purgeObstacles.map(kind),
      kind('purgeUnderWay'),
      kind('cancelled'),
    ]),
    touches: [
      'retention',
      'cases',
      'people',
      'interviews',
      'timeline',
      'accounts',
      'procedures',
      'deadlines',
      'evidence',
      'exhibits',
      'conversations',
      'filings',
      'departures',
      'search',
      'members',
      'vault',
      'audit',
    ],
  }),
  /** Goes on with purges that were begun and not finished, for example because the disk was full. */
  'retention.finishPurges': command({
    input: noInput,
    output: z.strictObject({ unfinished: z.int().nonnegative() }),
    failure: kind('purgeUnderWay'),
    touches: ['retention', 'members', 'vault'],
  }),
  /** What was destroyed, newest first. */
  'retention.listPurges': query({ input: noInput, output: z.array(purgeSchema) }),
};
