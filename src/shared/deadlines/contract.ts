import { z } from 'zod';
import { command, noInput, query } from '../kernel/contract';
import { caseEventIdSchema, caseIdSchema } from '../kernel/ids';
import { languageSchema } from '../kernel/languages';
import { civilDateSchema } from '../kernel/time';
import { lineSchema } from '../people/text';
import { eventDraftSchema, factViewSchema } from '../procedures/contract';
import { markSchema } from '../procedures/schemas';
import { urgencies } from './case-deadlines';
import { deadlinePointSchema, settlementOutcomeSchema } from './schemas';

const explainedStepSchema = z.strictObject({
  kind: z.string(),
  text: z.string(),
  mark: markSchema.nullable(),
});

/** Names one deadline of a case: the event it follows from, the rule, and which of its dates ('' for the only one). */
const deadlineKeyShape = {
  caseEventId: caseEventIdSchema,
  ruleId: z.string().max(60),
  stage: z.string().max(60).default(''),
};

const glimpseShape = {
  caseEventId: caseEventIdSchema,
  ruleId: z.string(),
  stage: z.string(),
  title: z.string(),
  /** Last day on which the law allows it; never shown without `actBy`. */
  date: civilDateSchema,
  /** Last day on which it is safe: a working day, not after `date`. */
  actBy: civilDateSchema,
  /** The later date where the start is disputed. */
  laterDate: civilDateSchema.nullable(),
  points: z.array(deadlinePointSchema),
  urgency: z.enum(urgencies),
  mark: markSchema,
  verify: z.boolean(),
};

export const deadlineViewSchema = z.strictObject({
  ...glimpseShape,
  eventName: z.string(),
  eventDate: civilDateSchema,
  /** What must be done, and what happens otherwise. */
  consequence: z.string(),
  note: z.string(),
  steps: z.array(explainedStepSchema),
  /** From the later of two disputed starts. Empty when none is disputed. */
  laterSteps: z.array(explainedStepSchema),
  fact: factViewSchema,
  /** Null while it is open. */
  settled: z
    .strictObject({
      outcome: settlementOutcomeSchema,
      on: civilDateSchema,
      note: z.string(),
      /** Name of the later event that met it; null when a person said so. */
      byEvent: z.string().nullable(),
    })
    .nullable(),
});
export type DeadlineView = z.infer<typeof deadlineViewSchema>;

export const agendaEntrySchema = z.strictObject({
  ...glimpseShape,
  caseId: caseIdSchema,
  caseCode: z.string(),
  /** Who follows the case; '' when not said. */
  advocateName: z.string(),
  /** Day to look at it: the day practice advises while that is to come, then the last safe day. */
  attentionOn: civilDateSchema,
  consequence: z.string(),
});
export type AgendaEntry = z.infer<typeof agendaEntrySchema>;

const touches = ['deadlines', 'procedures', 'cases', 'audit'] as const;
const notFoundSchema = z.strictObject({ kind: z.literal('deadlineNotFound') });

export const deadlinesContract = {
  /** Every deadline of a case by its last safe day, settled ones included. */
  'deadlines.list': query({
    input: z.strictObject({ caseId: caseIdSchema, language: languageSchema }),
    output: z.strictObject({ today: civilDateSchema, deadlines: z.array(deadlineViewSchema) }),
    failure: z.strictObject({ kind: z.literal('caseNotFound') }),
  }),
  /** The open deadlines of all open cases, with the code of the case and no name of a person. */
  'deadlines.agenda': query({
    input: z.strictObject({ language: languageSchema }),
    output: z.strictObject({
      today: civilDateSchema,
      entries: z.array(agendaEntrySchema),
      /** Open cases, for an empty agenda to say why it is empty. */
      openCases: z.int(),
    }),
  }),
  /** The deadlines an event would bring if it were recorded; none while what they depend on is not said. */
  'deadlines.preview': query({
    input: z.strictObject({ caseId: caseIdSchema, event: eventDraftSchema, language: languageSchema }),
    output: z.strictObject({
      deadlines: z.array(
        z.strictObject({
          ruleId: z.string(),
          stage: z.string(),
          title: z.string(),
          date: civilDateSchema,
          actBy: civilDateSchema,
          laterDate: civilDateSchema.nullable(),
        }),
      ),
    }),
  }),
  /** How many of the agenda press: for the mark in the navigation. */
  'deadlines.pressing': query({
    input: noInput,
    output: z.strictObject({ overdue: z.int(), today: z.int() }),
  }),
  /** Says that a deadline was met, or that it does not matter in this case. */
  'deadlines.settle': command({
    input: z.strictObject({
      ...deadlineKeyShape,
      outcome: settlementOutcomeSchema,
      /** Today unless given. */
      settledOn: civilDateSchema.optional(),
      note: lineSchema(500).default(''),
    }),
    output: z.strictObject({}),
    failure: z.discriminatedUnion('kind', [
      notFoundSchema,
      z.strictObject({ kind: z.literal('inFuture'), today: civilDateSchema }),
      /** A deadline set aside without a reason would be a riddle to the next colleague. */
      z.strictObject({ kind: z.literal('reasonMissing') }),
    ]),
    touches,
  }),
  'deadlines.reopen': command({
    input: z.strictObject(deadlineKeyShape),
    output: z.strictObject({}),
    failure: notFoundSchema,
    touches,
  }),
};
