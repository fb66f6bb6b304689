import { z } from 'zod';
import { command, noInput, query } from '../kernel/contract';
import { caseEventIdSchema, caseIdSchema } from '../kernel/ids';
import { languageSchema } from '../kernel/languages';
import { civilDateSchema } from '../kernel/time';
import { signatureStateSchema } from '../packs/signature';
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

/** Put off until a day, with the reason. A deadline that presses, or is overdue, is shown all the same. */
const snoozeViewSchema = z.strictObject({
  until: civilDateSchema,
  reason: z.string(),
  /** It rests: neither its last safe day nor the day chosen has come. */
  rests: z.boolean(),
});
export type SnoozeView = z.infer<typeof snoozeViewSchema>;

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
  /** Null when it was never put off, or was taken up again. */
  snooze: snoozeViewSchema.nullable(),
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
  /** Who vouches for the rules it follows from. */
  signature: signatureStateSchema,
});
export type AgendaEntry = z.infer<typeof agendaEntrySchema>;

/** A fork at which a case stands, such as its criminal case having ended: it must be decided how to go on. */
export const agendaForkSchema = z.strictObject({
  id: z.string(),
  caseId: caseIdSchema,
  caseCode: z.string(),
  advocateName: z.string(),
  title: z.string(),
  urgency: z.enum(['atOnce', 'beforeExpiry', 'whenPossible']),
  /** Last safe day of the document the person holds, where it must be done before; null otherwise. */
  by: civilDateSchema.nullable(),
  mark: markSchema,
  verify: z.boolean(),
  signature: signatureStateSchema,
});
export type AgendaFork = z.infer<typeof agendaForkSchema>;

const agendaFilterShape = {
  /** Only cases followed by this advocate; null for all. */
  advocateName: lineSchema(200).nullable().default(null),
};

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
      /** The most urgent first. */
      forks: z.array(agendaForkSchema),
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
  /** Puts a deadline off until a day, with the reason. An earlier word on it is replaced. */
  'deadlines.snooze': command({
    input: z.strictObject({ ...deadlineKeyShape, until: civilDateSchema, reason: lineSchema(500) }),
    output: z.strictObject({}),
    failure: z.discriminatedUnion('kind', [
      notFoundSchema,
      z.strictObject({ kind: z.literal('alreadySettled') }),
      z.strictObject({ kind: z.literal('reasonMissing') }),
      /** The day has come already. */
      z.strictObject({ kind: z.literal('notInFuture'), today: civilDateSchema }),
      /** It would rest beyond its last safe day. */
      z.strictObject({ kind: z.literal('afterSafeDay'), actBy: civilDateSchema }),
      /** What presses today or is overdue cannot be put off. */
      z.strictObject({ kind: z.literal('pressesNow') }),
    ]),
    touches,
  }),
  /** Takes a deadline up again before its day. */
  'deadlines.wake': command({
    input: z.strictObject(deadlineKeyShape),
    output: z.strictObject({}),
    failure: notFoundSchema,
    touches,
  }),
  /**
   * Writes the open deadlines into a calendar file (RFC 5545) at a place the person chooses: the code of the case and a
   * neutral word, and nothing else.
   */
  'deadlines.exportCalendar': command({
    input: z.strictObject(agendaFilterShape),
    output: z.discriminatedUnion('outcome', [
      z.strictObject({ outcome: z.literal('saved'), fileName: z.string(), entries: z.int() }),
      z.strictObject({ outcome: z.literal('cancelled') }),
    ]),
    failure: z.discriminatedUnion('kind', [
      /** There is no open deadline to write. */
      z.strictObject({ kind: z.literal('nothingOpen') }),
      z.strictObject({ kind: z.literal('targetFull') }),
      z.strictObject({ kind: z.literal('targetNotWritable') }),
      z.strictObject({ kind: z.literal('targetMissing') }),
      z.strictObject({ kind: z.literal('writtenWrongly') }),
    ]),
    touches: ['audit'],
  }),
  /** Prints what the page shows for printing: the calendar, with codes and neutral words. */
  'deadlines.printCalendar': command({
    input: noInput,
    output: z.strictObject({}),
    failure: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('printCancelled') }),
      z.strictObject({ kind: z.literal('printFailed') }),
    ]),
    touches: ['audit'],
  }),
  'deadlines.reopen': command({
    input: z.strictObject(deadlineKeyShape),
    output: z.strictObject({}),
    failure: notFoundSchema,
    touches,
  }),
};
