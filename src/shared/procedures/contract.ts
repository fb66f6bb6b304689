import { z } from 'zod';
import { isCivilDate } from '../deadlines/calendar';
import { notificationChannelSchema, settlementOutcomeSchema } from '../deadlines/schemas';
import { filingKindSchema } from '../filings/kinds';
import { command, query } from '../kernel/contract';
import { caseEventIdSchema, caseIdSchema, exhibitIdSchema, personIdSchema } from '../kernel/ids';
import { languageSchema } from '../kernel/languages';
import { civilDateSchema, instantSchema } from '../kernel/time';
import { signatureStateSchema } from '../packs/signature';
import { lineSchema, linesSchema } from '../people/text';
import { eventGroups, markSchema, providers } from './schemas';

const caseNotFoundSchema = z.strictObject({ kind: z.literal('caseNotFound') });
const notStartedSchema = z.strictObject({ kind: z.literal('notStarted') });
const unknownPhaseSchema = z.strictObject({ kind: z.literal('unknownPhase') });
const inFutureSchema = z.strictObject({ kind: z.literal('inFuture'), today: civilDateSchema });
const eventNotFoundSchema = z.strictObject({ kind: z.literal('eventNotFound') });

/** A day that exists, in the years that procedures deal with. */
const dateSchema = civilDateSchema.refine(isCivilDate);

/** How far a statement of law can be trusted and where it comes from, in the language asked for. */
export const factViewSchema = z.strictObject({
  mark: markSchema,
  verify: z.boolean(),
  /** Why it must be verified; '' when no reason is given. */
  verifyBecause: z.string(),
  /** Places in the law, e.g. `loi du 15 décembre 1980, art. 61/2, § 1`. */
  basis: z.array(z.string()),
  sources: z.array(z.strictObject({ key: z.string(), title: z.string(), date: z.string().nullable() })),
  /** Version of the law it was read in, as a day, month or year; null when the text itself was not read. */
  lawAsOf: z.string().nullable(),
});
export type FactView = z.infer<typeof factViewSchema>;

export const packViewSchema = z.strictObject({
  id: z.string(),
  version: z.string(),
  jurisdiction: z.string(),
  title: z.string(),
  /** For the head of a screen. */
  shortTitle: z.string(),
  lawAsOf: civilDateSchema,
  review: z.strictObject({
    state: z.enum(['unreviewed', 'reviewed']),
    by: z.string().nullable(),
    on: civilDateSchema.nullable(),
  }),
  /** The texts of this language are a working translation. */
  isWorkingTranslation: z.boolean(),
});
export type PackView = z.infer<typeof packViewSchema>;

const phaseViewSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  shortName: z.string(),
  summary: z.string(),
  kind: z.enum(['main', 'side']),
  document: z.strictObject({ name: z.string(), discreet: z.boolean() }).nullable(),
  duration: z.string(),
  filedWith: z.string(),
  discretion: z.string(),
  work: z.strictObject({ text: z.string(), mark: markSchema }).nullable(),
  needs: z.array(z.string()),
  endGrounds: z.array(z.strictObject({ id: z.string(), text: z.string(), fact: factViewSchema })),
  nextStep: z.string(),
  next: z.array(z.string()),
  /** `past`: the case has been in it. `skipped`: the case went on without it. `ahead`: not reached yet. */
  state: z.enum(['past', 'current', 'skipped', 'ahead']),
  /** When the case last came into it; null when it never did. */
  since: civilDateSchema.nullable(),
  fact: factViewSchema,
});
export type PhaseView = z.infer<typeof phaseViewSchema>;

export const conditionViewSchema = z.strictObject({
  id: z.string(),
  kind: z.enum(['scope', 'basic', 'phase']),
  name: z.string(),
  text: z.string(),
  fact: factViewSchema,
});
export type ConditionView = z.infer<typeof conditionViewSchema>;

export const requirementStates = ['missing', 'requested', 'received', 'notNeeded'] as const;
export const requirementStateSchema = z.enum(requirementStates);
export type RequirementState = (typeof requirementStates)[number];

const requirementViewSchema = z.strictObject({
  id: z.string(),
  phaseId: z.string(),
  name: z.string(),
  hint: z.string(),
  provider: z.enum(providers),
  need: z.enum(['required', 'oneOf', 'helpful']),
  proves: z.array(z.string()),
  filings: z.array(z.string()),
  fact: factViewSchema,
  state: requirementStateSchema,
  /** Who has it or must bring it; null when not said, or when it is someone who is no person of the case. */
  holderPersonId: personIdSchema.nullable(),
  holderNote: z.string(),
  exhibit: z.strictObject({ id: exhibitIdSchema, number: z.string(), title: z.string() }).nullable(),
  note: z.string(),
});
export type RequirementView = z.infer<typeof requirementViewSchema>;

/** What a person writes down of something that happened. */
export const eventDraftSchema = z.strictObject({
  kind: z.string().max(60),
  happenedOn: dateSchema,
  disputedOn: dateSchema.nullable().default(null),
  printedFrom: dateSchema.nullable().default(null),
  printedUntil: dateSchema.nullable().default(null),
  channel: notificationChannelSchema.nullable().default(null),
  detained: z.boolean().default(false),
  ordinal: z.int().min(1).max(99).default(1),
  reference: lineSchema(200).default(''),
  note: linesSchema(5000).default(''),
});
export type EventDraft = z.output<typeof eventDraftSchema>;
export type EventDraftInput = z.input<typeof eventDraftSchema>;

/** An event as it is stored. */
export const caseEventSchema = z.strictObject({
  id: caseEventIdSchema,
  kind: z.string(),
  happenedOn: civilDateSchema,
  disputedOn: civilDateSchema.nullable(),
  printedFrom: civilDateSchema.nullable(),
  printedUntil: civilDateSchema.nullable(),
  channel: notificationChannelSchema.nullable(),
  detained: z.boolean(),
  ordinal: z.int(),
  reference: z.string(),
  note: z.string(),
});

const eventViewSchema = z.strictObject({ ...caseEventSchema.shape, name: z.string() });
export type EventView = z.infer<typeof eventViewSchema>;

const eventKindViewSchema = z.strictObject({
  id: z.string(),
  group: z.enum(eventGroups),
  name: z.string(),
  /** What the date is, e.g. `day of issue`; '' when the name says it. */
  dateMeans: z.string(),
  asks: z.strictObject({
    printedDates: z.boolean(),
    channel: z.boolean(),
    detained: z.boolean(),
    ordinal: z.boolean(),
  }),
  /** Phase that begins with it; null for none. */
  beginsPhase: z.string().nullable(),
});
export type EventKindView = z.infer<typeof eventKindViewSchema>;

const reflectionViewSchema = z.strictObject({
  /** Phase in which it runs. */
  phaseId: z.string(),
  day: z.int(),
  of: z.int(),
  startsOn: civilDateSchema,
  endsOn: civilDateSchema,
  endIs: z.enum(['printed', 'computed']),
  state: z.enum(['running', 'ended']),
  metOn: civilDateSchema.nullable(),
  metOnDay: z.int().nullable(),
});
export type ReflectionView = z.infer<typeof reflectionViewSchema>;

const procedureViewSchema = z.strictObject({
  pack: packViewSchema,
  /** Version the case was started with. Another than the pack's: the law as data has changed since. */
  startedVersion: z.string(),
  signature: signatureStateSchema,
  /** Version for new cases, when it is another. The case can be moved to it. */
  newerVersion: z.string().nullable(),
  phaseId: z.string(),
  phaseSince: civilDateSchema,
  phases: z.array(phaseViewSchema),
  /** Every step the case took, the earliest first. */
  history: z.array(z.strictObject({ phaseId: z.string(), since: civilDateSchema })),
  /** Null when the period never began. */
  reflection: reflectionViewSchema.nullable(),
  conditions: z.array(conditionViewSchema),
  requirements: z.array(requirementViewSchema),
  /** The latest first. */
  events: z.array(eventViewSchema),
  eventKinds: z.array(eventKindViewSchema),
});
export type ProcedureView = z.infer<typeof procedureViewSchema>;

/** Something the procedure asks to be done now. */
const stepViewSchema = z.strictObject({
  id: z.string(),
  /** `prompt`: a deadline whose time to act has come. `choice`: a fork the case stands at. */
  kind: z.enum(['prompt', 'choice']),
  title: z.string(),
  text: z.string(),
  urgency: z.enum(['atOnce', 'beforeExpiry', 'whenPossible']),
  /** Last safe day: of the deadline, or of the document the person holds. */
  by: civilDateSchema.nullable(),
  /** What brought it up. */
  because: z.strictObject({ caseEventId: caseEventIdSchema, name: z.string(), happenedOn: civilDateSchema }),
  /** `madeOn`: when it was last made since then. */
  filings: z.array(z.strictObject({ filingKind: filingKindSchema, madeOn: civilDateSchema.nullable() })),
  /** Language the filings are best made in. */
  filingLanguage: languageSchema,
  routes: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  remedies: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  fact: factViewSchema,
});
export type StepView = z.infer<typeof stepViewSchema>;

/** A remedy, another way, or what is different for some people, in words. */
const wayViewSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  text: z.string(),
  filedWith: z.string(),
  remark: z.string(),
  /** What it must contain, each with what happens otherwise. */
  formalities: z.array(z.strictObject({ id: z.string(), text: z.string(), sanction: z.string() })),
  fact: factViewSchema,
});
export type WayView = z.infer<typeof wayViewSchema>;

/** Something that may be a slip and was recorded all the same. */
export const eventWarningSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('beforeOpening'), openedOn: civilDateSchema }),
  /** More than ten years back. */
  z.strictObject({ kind: z.literal('longAgo') }),
  /** The date of birth is uncertain, and the event may lie before it. */
  z.strictObject({ kind: z.literal('maybeBeforeBirth') }),
  /** The same kind of event stands on the same day already. */
  z.strictObject({ kind: z.literal('alreadyRecorded') }),
  /** The printed end lies far from, or beyond, what the rule gives. */
  z.strictObject({
    kind: z.literal('unusualEnd'),
    ruleId: z.string(),
    expected: civilDateSchema,
    printed: civilDateSchema,
  }),
  /** The complaint or statement lies after the end of the reflection period. */
  z.strictObject({ kind: z.literal('afterReflection'), endsOn: civilDateSchema }),
]);
export type EventWarning = z.infer<typeof eventWarningSchema>;

/** What `checkEvent` refuses. */
export const eventFailureSchemas = [
  z.strictObject({ kind: z.literal('unknownEventKind') }),
  inFutureSchema,
  /** Nobody's procedure began before she was born. */
  z.strictObject({ kind: z.literal('beforeBirth') }),
  /** The printed dates are the wrong way round, or the document ended before it was issued. */
  z.strictObject({ kind: z.literal('printedDatesReversed') }),
  /** The way of notification decides when time starts. */
  z.strictObject({ kind: z.literal('channelMissing') }),
] as const;

export const removedEventSchema = z.strictObject({
  caseId: caseIdSchema,
  event: caseEventSchema,
  settlements: z.array(
    z.strictObject({
      ruleId: z.string().max(60),
      stage: z.string().max(60),
      settledOn: civilDateSchema,
      outcome: settlementOutcomeSchema,
      note: z.string().max(5000),
    }),
  ),
  snoozes: z
    .array(
      z.strictObject({
        ruleId: z.string().max(60),
        stage: z.string().max(60),
        until: civilDateSchema,
        reason: z.string().min(1).max(500),
        snoozedAt: instantSchema,
      }),
    )
    .default([]),
});
export type RemovedEvent = z.infer<typeof removedEventSchema>;

// A list of cases shows phase and next deadline; a filing prints dates and references of events.
const touches = ['procedures', 'deadlines', 'cases', 'filings', 'audit'] as const;

export const proceduresContract = {
  'procedures.packs': query({
    input: z.strictObject({ language: languageSchema }),
    output: z.strictObject({
      packs: z.array(
        z.strictObject({
          ...packViewSchema.shape,
          signature: signatureStateSchema,
          firstPhase: z.string(),
          /** False: phases, conditions and deadlines only; Dossier makes no filings for this procedure. */
          hasFilings: z.boolean(),
          phases: z.array(
            z.strictObject({ id: z.string(), name: z.string(), kind: z.enum(['main', 'side']) }),
          ),
        }),
      ),
    }),
  }),
  /** The legal elements that facts and exhibits can be tagged with: those of the case's pack, else of the first one. */
  'procedures.conditions': query({
    input: z.strictObject({ caseId: caseIdSchema, language: languageSchema }),
    output: z.strictObject({ conditions: z.array(conditionViewSchema) }),
    failure: caseNotFoundSchema,
  }),
  /** `procedure` is null until one was started. */
  'procedures.read': query({
    input: z.strictObject({ caseId: caseIdSchema, language: languageSchema }),
    output: z.strictObject({ today: civilDateSchema, procedure: procedureViewSchema.nullable() }),
    failure: caseNotFoundSchema,
  }),
  /** What the procedure asks to be done now: forks, and deadlines whose time to act has come. Empty for a closed case. */
  'procedures.steps': query({
    input: z.strictObject({ caseId: caseIdSchema, language: languageSchema }),
    output: z.strictObject({ steps: z.array(stepViewSchema) }),
    failure: caseNotFoundSchema,
  }),
  /** Remedies, other ways, and what is different for some people, as the case's pack has them. */
  'procedures.ways': query({
    input: z.strictObject({ caseId: caseIdSchema, language: languageSchema }),
    output: z.strictObject({
      remedies: z.array(wayViewSchema),
      routes: z.array(wayViewSchema),
      situations: z.array(wayViewSchema),
    }),
    failure: caseNotFoundSchema,
  }),
  /** In the first phase of the pack, and from today, unless said otherwise. */
  'procedures.start': command({
    input: z.strictObject({
      caseId: caseIdSchema,
      packId: z.string().max(60),
      phaseId: z.string().max(60).optional(),
      since: dateSchema.optional(),
    }),
    output: z.strictObject({}),
    failure: z.discriminatedUnion('kind', [
      caseNotFoundSchema,
      z.strictObject({ kind: z.literal('unknownPack') }),
      z.strictObject({ kind: z.literal('alreadyStarted') }),
      unknownPhaseSchema,
      inFutureSchema,
    ]),
    touches,
  }),
  /** Any phase can follow any other: cases skip phases, and slips are put right. `since` defaults to today. */
  'procedures.setPhase': command({
    input: z.strictObject({
      caseId: caseIdSchema,
      phaseId: z.string().max(60),
      since: dateSchema.optional(),
    }),
    output: z.strictObject({}),
    failure: z.discriminatedUnion('kind', [
      caseNotFoundSchema,
      notStartedSchema,
      unknownPhaseSchema,
      inFutureSchema,
    ]),
    touches,
  }),
  /** `beginsPhase`: the case goes into the phase that begins with this kind of event, from that day. */
  'procedures.recordEvent': command({
    input: z.strictObject({
      caseId: caseIdSchema,
      event: eventDraftSchema,
      beginsPhase: z.boolean().default(false),
    }),
    output: z.strictObject({
      caseEventId: caseEventIdSchema,
      warnings: z.array(eventWarningSchema),
    }),
    failure: z.discriminatedUnion('kind', [caseNotFoundSchema, notStartedSchema, ...eventFailureSchemas]),
    touches,
  }),
  /** Everything but the kind of event can be put right. */
  'procedures.changeEvent': command({
    input: z.strictObject({ caseEventId: caseEventIdSchema, event: eventDraftSchema }),
    output: z.strictObject({ warnings: z.array(eventWarningSchema) }),
    failure: z.discriminatedUnion('kind', [eventNotFoundSchema, notStartedSchema, ...eventFailureSchemas]),
    touches,
  }),
  /** Its deadlines go with it. The answer can be given to `procedures.restoreEvent`. The phase stays. */
  'procedures.removeEvent': command({
    input: z.strictObject({ caseEventId: caseEventIdSchema }),
    output: removedEventSchema,
    failure: eventNotFoundSchema,
    touches,
  }),
  'procedures.restoreEvent': command({
    input: removedEventSchema,
    output: z.strictObject({}),
    failure: z.discriminatedUnion('kind', [caseNotFoundSchema, notStartedSchema]),
    touches,
  }),
  /** Changes the fields given. An exhibit linked to a requirement makes it received unless a state is given. */
  'procedures.setRequirement': command({
    input: z.strictObject({
      caseId: caseIdSchema,
      requirementId: z.string().max(60),
      changes: z
        .strictObject({
          state: requirementStateSchema,
          holderPersonId: personIdSchema.nullable(),
          holderNote: lineSchema(300),
          exhibitId: exhibitIdSchema.nullable(),
          note: linesSchema(5000),
        })
        .partial(),
    }),
    output: z.strictObject({}),
    failure: z.discriminatedUnion('kind', [
      caseNotFoundSchema,
      notStartedSchema,
      z.strictObject({ kind: z.literal('unknownRequirement') }),
      z.strictObject({ kind: z.literal('personNotInCase') }),
      z.strictObject({ kind: z.literal('exhibitNotInCase') }),
    ]),
    touches: ['procedures', 'filings', 'audit'],
  }),
};
