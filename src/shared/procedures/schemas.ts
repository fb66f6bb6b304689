import { z } from 'zod';
import { localizedTextSchema } from '../kernel/languages';
import { civilDateSchema } from '../kernel/time';
import { notificationChannelSchema } from '../deadlines/schemas';

// A procedure pack is written by hand, in YAML, by people who know the law and not the program. What stands here is
// its whole grammar; docs/procedure-packs.md tells the same to a lawyer.

/**
 * How far a statement of law can be trusted. `sure`: read in a primary text or in two independent sources.
 * `likely`: one good secondary source, or settled law that was not read again. `unconfirmed`: plausible, to be checked.
 */
export const marks = ['sure', 'likely', 'unconfirmed'] as const;
export const markSchema = z.enum(marks);
export type Mark = (typeof marks)[number];

const idSchema = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9-]*$/, 'must begin with a letter and hold letters, digits and hyphens only');

/** A day, a month or a year: as precisely as it is known which version of a text was read. */
const lawAsOfSchema = z
  .string()
  .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'must be a date such as 2025-08-08, 2025-08 or 2025');

/** A place in a legal text, e.g. article 61/2, § 2, first subparagraph of the Aliens Act. */
export const citationSchema = z.strictObject({
  /** Id of a text in `sources.yaml`. */
  text: idSchema,
  /** Left out when the text is cited as a whole. */
  article: z.string().min(1).optional(),
  paragraph: z.string().min(1).optional(),
  /** 1 for the first subparagraph (alinéa, lid). */
  subparagraph: z.int().min(1).optional(),
  /** A numbered item, e.g. `1°`. */
  item: z.string().min(1).optional(),
});
export type Citation = z.infer<typeof citationSchema>;

/** What every statement of law carries: how far it can be trusted and where it comes from. */
const factShape = {
  mark: markSchema,
  /** True: the law may have changed since it was read, and the person must check before relying on it. */
  verify: z.boolean().default(false),
  /** Id of a notice in `pack.yaml` that says why. */
  verifyBecause: idSchema.optional(),
  basis: z.array(citationSchema).default([]),
  /** Keys of `sources.yaml`, e.g. S1. */
  sources: z.array(idSchema).default([]),
  /** Overrides the version of the text of the first citation. */
  lawAsOf: lawAsOfSchema.optional(),
};

const noticeSchema = z.strictObject({ id: idSchema, text: localizedTextSchema, mark: markSchema });

export const packFileSchema = z.strictObject({
  id: idSchema,
  version: z.string().min(1),
  /** ISO 3166-1 alpha-2 code of the country whose law it is. */
  jurisdiction: z.string().regex(/^[A-Z]{2}$/, 'must be the two capital letters of a country, e.g. BE'),
  title: localizedTextSchema,
  /** For the head of a screen. */
  shortTitle: localizedTextSchema,
  /** The day on which the law was last looked up as a whole. */
  lawAsOf: civilDateSchema,
  review: z
    .strictObject({
      state: z.enum(['unreviewed', 'reviewed']),
      by: z.string().nullable(),
      on: civilDateSchema.nullable(),
    })
    .default({ state: 'unreviewed', by: null, on: null }),
  /** `original`: a language of the law. `working`: a working translation, not to be quoted. */
  languages: z.strictObject({
    fr: z.enum(['original', 'working']),
    nl: z.enum(['original', 'working']),
    de: z.enum(['original', 'working']),
    en: z.enum(['original', 'working']),
  }),
  /** Phase a new case begins in. */
  firstPhase: idSchema,
  /** A length of time whose days are shown one by one while it runs; null when the procedure has none. */
  clock: z.strictObject({ rule: idSchema, phase: idSchema, metBy: idSchema }).nullable().default(null),
  notices: z.array(noticeSchema).default([]),
});

export const sourcesFileSchema = z.strictObject({
  texts: z.array(
    z.strictObject({
      id: idSchema,
      name: localizedTextSchema,
      /** How a lawyer names it in passing; the name itself when left out. */
      short: localizedTextSchema.optional(),
      /** What its units are called: articles, sections (British acts) or paragraphs (German acts, § 25 Abs. 4a). */
      unit: z.enum(['article', 'section', 'paragraph']).default('article'),
      /** Version that was read; null when the text itself was not read for this pack. */
      lawAsOf: lawAsOfSchema.nullable(),
      note: localizedTextSchema.optional(),
    }),
  ),
  sources: z.array(
    z.strictObject({
      key: z.string().regex(/^S\d+[a-z]?$/, 'must be a source key such as S1 or S3b'),
      title: z.string().min(1),
      date: lawAsOfSchema.nullable(),
    }),
  ),
  /** One offence or rule under its old and its new article number. */
  concordance: z
    .array(
      z.strictObject({
        id: idSchema,
        name: localizedTextSchema,
        old: z.array(citationSchema),
        new: z.array(citationSchema),
        ...factShape,
      }),
    )
    .default([]),
});

const endGroundSchema = z.strictObject({ id: idSchema, text: localizedTextSchema, ...factShape });

const phaseSchema = z.strictObject({
  id: idSchema,
  name: localizedTextSchema,
  /** Two or three words for lists and the rail of phases. */
  shortName: localizedTextSchema,
  summary: localizedTextSchema,
  /** `main`: a step every case goes through. `side`: an extension or a renewal of the step before. */
  kind: z.enum(['main', 'side']),
  /** The document the person holds in this phase; null when she holds none. */
  document: z
    .strictObject({
      name: localizedTextSchema,
      /** True: it does not say why it was given, and nothing we print may say so beside it. */
      discreet: z.boolean(),
    })
    .nullable(),
  duration: localizedTextSchema.optional(),
  filedWith: localizedTextSchema.optional(),
  discretion: localizedTextSchema.optional(),
  work: z.strictObject({ text: localizedTextSchema, mark: markSchema }).optional(),
  /** Conditions of the law that must be shown to enter this phase. */
  needs: z.array(idSchema).default([]),
  endGrounds: z.array(idSchema).default([]),
  nextStep: localizedTextSchema.optional(),
  /** Phases that can follow. */
  next: z.array(idSchema).default([]),
  ...factShape,
});

export const phasesFileSchema = z.strictObject({
  endGrounds: z.array(endGroundSchema).default([]),
  phases: z.array(phaseSchema).min(1),
});

export const conditionsFileSchema = z.strictObject({
  conditions: z.array(
    z.strictObject({
      id: idSchema,
      /** `scope`: who the procedure is for. `basic`: holds in every phase. `phase`: asked for one document. */
      kind: z.enum(['scope', 'basic', 'phase']),
      name: localizedTextSchema,
      text: localizedTextSchema,
      ...factShape,
    }),
  ),
});

export const providers = [
  'client',
  'advocate',
  'centre',
  'lawyer',
  'police',
  'magistrate',
  'court',
  'commune',
  'embassy',
  'doctor',
] as const;
export type Provider = (typeof providers)[number];

export const requirementsFileSchema = z.strictObject({
  requirements: z.array(
    z.strictObject({
      id: idSchema,
      /** The phase one enters with it. */
      phase: idSchema,
      name: localizedTextSchema,
      hint: localizedTextSchema.optional(),
      /** Who usually provides it. */
      provider: z.enum(providers),
      /** `oneOf`: one of those of the phase with this need is enough. `helpful`: not asked for, but of use. */
      need: z.enum(['required', 'oneOf', 'helpful']),
      /** Conditions it goes to prove. */
      proves: z.array(idSchema).default([]),
      /** Filings it is annexed to. */
      filings: z.array(idSchema).default([]),
      ...factShape,
    }),
  ),
});

export const eventGroups = [
  'documents',
  'cooperation',
  'decisions',
  'court',
  'criminalCase',
  'other',
] as const;
export type EventGroup = (typeof eventGroups)[number];

export const eventsFileSchema = z.strictObject({
  events: z.array(
    z.strictObject({
      id: idSchema,
      group: z.enum(eventGroups),
      name: localizedTextSchema,
      /** What the date to write down is, when the name does not say it. */
      dateMeans: localizedTextSchema.optional(),
      asks: z
        .strictObject({
          /** The document carries dates of validity. */
          printedDates: z.boolean().default(false),
          /** The way of notification decides when time starts. */
          channel: z.boolean().default(false),
          detained: z.boolean().default(false),
          /** Whether it is the first, the second … of its kind. */
          ordinal: z.boolean().default(false),
        })
        .default({ printedDates: false, channel: false, detained: false, ordinal: false }),
      /** Phase that begins with it. */
      beginsPhase: idSchema.optional(),
    }),
  ),
});

export const lengthUnits = ['hours', 'days', 'workingDays', 'weeks', 'months', 'years'] as const;
export type LengthUnit = (typeof lengthUnits)[number];

export const lengthSchema = z.strictObject({
  amount: z.int().min(1).max(3650),
  /** Hours run from the hour of the event, which is not stored: the day before their end is the safe one. */
  unit: z.enum(lengthUnits),
  /** `atMost`: the authority may fix less. `atLeast`: it may fix more. */
  bound: z.enum(['exact', 'atMost', 'atLeast']).default('exact'),
  mark: markSchema,
});

const ruleShape = {
  id: idSchema,
  title: localizedTextSchema,
  /** What must be done, and what happens otherwise. */
  consequence: localizedTextSchema,
  note: localizedTextSchema.optional(),
  ...factShape,
};

/** Rules that give a date to keep belong to events and can be settled. */
const dueShape = {
  ...ruleShape,
  /** Events that set it going. */
  trigger: z.array(idSchema).min(1),
  /** The date to count from, in words, for a person who types it. */
  event: localizedTextSchema,
  /** Only when the person was held in a closed place at the notification, or only when not. */
  onlyWhenDetained: z.boolean().optional(),
  /** Events after which the program takes it as met. */
  settledBy: z.array(idSchema).default([]),
  /** Filings to prepare for it. */
  filings: z.array(idSchema).default([]),
};

export const ruleSchema = z.discriminatedUnion('kind', [
  /** A length of time after an event. */
  z.strictObject({
    kind: z.literal('period'),
    ...dueShape,
    length: lengthSchema,
    /** Length from the second event of the kind on. */
    lengthWhenRepeated: lengthSchema.optional(),
    /** Length when the person was held in a closed place at the notification. */
    lengthWhenDetained: lengthSchema.optional(),
    /** A second act with its own length, counted from the same event. */
    stages: z
      .array(z.strictObject({ id: idSchema, name: localizedTextSchema, length: lengthSchema }))
      .min(2)
      .optional(),
    /** First day counted. `notification`: by the way of notification, as the rules of kind `start` say. */
    firstDay: z.strictObject({ rule: z.enum(['dayAfter', 'sameDay', 'notification']), mark: markSchema }),
    /** Clear days (délai franc): the last day does not count either, so that one more day is left. */
    clearDays: z.strictObject({ mark: markSchema }).optional(),
    /** When the last day is no working day. `notStated`: the text read says nothing, so the day stays. */
    roll: z.strictObject({ rule: z.enum(['nextWorkingDay', 'none', 'notStated']), mark: markSchema }),
    /** A date of validity printed on the document wins over the computed one. */
    printedDateWins: z.boolean().default(false),
  }),
  /** Something to do before another rule's date. */
  z.strictObject({
    kind: z.literal('until'),
    ...dueShape,
    endOf: idSchema,
    /** Events of `settledBy` that came before the trigger count as well. */
    earlierCounts: z.boolean().default(false),
    /** Advice of practice: days after the event, or before the end, by which it had better be done. */
    target: z
      .strictObject({ days: z.int().min(1), from: z.enum(['event', 'end']), mark: markSchema })
      .optional(),
  }),
  /** A window that is counted backwards from the end of a document. */
  z.strictObject({
    kind: z.literal('window'),
    ...dueShape,
    /** The rule that gives the end of the document where none is printed. */
    expiryOf: idSchema,
    opensDaysBefore: z.int().min(1),
    targetDaysBefore: z.int().min(1),
    windowMark: markSchema,
    /** Days after the end during which the authority was told to wait. Not a right. */
    graceDaysAfter: z.int().min(0),
  }),
  /** When time starts, by the way of notification. */
  z.strictObject({
    kind: z.literal('start'),
    ...ruleShape,
    channel: z.enum(['handed', 'registered', 'post', 'other']),
    firstDay: z.enum(['dayAfter', 'thirdWorkingDay']),
    event: localizedTextSchema,
  }),
  /** General way of counting; the length is given with the question. */
  z.strictObject({
    kind: z.literal('counting'),
    ...ruleShape,
    event: localizedTextSchema,
    roll: z.strictObject({ rule: z.enum(['nextWorkingDay', 'none', 'notStated']), mark: markSchema }),
  }),
  /** The public holidays. */
  z.strictObject({
    kind: z.literal('holidays'),
    ...ruleShape,
    event: localizedTextSchema,
    days: z.array(
      z.strictObject({
        id: idSchema,
        name: localizedTextSchema,
        /**
         * `MM-DD`, `easter N` for N days after Easter Sunday, or the first Monday in a month or before a day. A day that
         * moves when it falls on a weekend (King’s Day, bank holidays) is named by its day and moves as the country has it.
         */
        on: z
          .string()
          .regex(
            /^(\d{2}-\d{2}|easter -?\d+|1st monday (in [A-Z][a-z]+|before \d{2}-\d{2}))$/,
            'must be a day such as 07-21, easter 39, 1st monday in May or 1st monday before 06-01',
          ),
      }),
    ),
  }),
]);
export type DeadlineRule = z.infer<typeof ruleSchema>;
export type RuleOfKind<Kind extends DeadlineRule['kind']> = Extract<DeadlineRule, { kind: Kind }>;
/** A rule that gives a date to keep after an event of a case. */
export type DueRule = RuleOfKind<'period' | 'until' | 'window'>;

export const deadlinesFileSchema = z.strictObject({ rules: z.array(ruleSchema) });

export const filingsFileSchema = z.strictObject({
  filings: z.array(
    z.strictObject({
      id: z.string().regex(/^F\d+$/, 'must be the number of a filing such as F7'),
      name: localizedTextSchema,
      from: localizedTextSchema,
      to: localizedTextSchema,
      when: localizedTextSchema,
      /** Phases in which it is prepared. */
      phases: z.array(idSchema),
      /** Headings in the order of the document; drafting proposals, not official forms. */
      headings: z.strictObject({ fr: z.array(z.string()), nl: z.array(z.string()) }).optional(),
      ...factShape,
    }),
  ),
});

export const actorsFileSchema = z.strictObject({
  actors: z.array(
    z.strictObject({
      id: idSchema,
      name: localizedTextSchema,
      /** How it is called in passing, e.g. OE or DVZ. */
      short: localizedTextSchema.optional(),
      role: localizedTextSchema,
      /** How it can be reached, as far as that was read. */
      reach: localizedTextSchema.optional(),
      ...factShape,
    }),
  ),
});

/** What must and must not have happened, by ids of events. An empty list asks for nothing. */
const afterSchema = z.strictObject({
  anyOf: z.array(idSchema).default([]),
  allOf: z.array(idSchema).default([]),
  noneOf: z.array(idSchema).default([]),
});

export const decisionsFileSchema = z.strictObject({
  decisions: z.array(
    z.strictObject({
      id: idSchema,
      name: localizedTextSchema,
      text: localizedTextSchema.optional(),
      /** Actor who takes it. */
      by: idSchema.optional(),
      /** Phases in which it can come. */
      phases: z.array(idSchema).default([]),
      /** Events after which it comes into question. */
      after: afterSchema.optional(),
      /** Grounds on which it can be taken, by ids of `phases.yaml`. */
      grounds: z.array(idSchema).default([]),
      /** `must`: the authority has no choice. `may`: it has. */
      manner: z.enum(['must', 'may', 'notStated']).default('notStated'),
      /** What to do about it. */
      answer: z
        .strictObject({
          text: localizedTextSchema,
          urgency: z.enum(['atOnce', 'beforeExpiry', 'whenPossible']),
          phases: z.array(idSchema).default([]),
          filings: z.array(idSchema).default([]),
          routes: z.array(idSchema).default([]),
        })
        .optional(),
      remedies: z.array(idSchema).default([]),
      ...factShape,
    }),
  ),
});

export const remediesFileSchema = z.strictObject({
  remedies: z.array(
    z.strictObject({
      id: idSchema,
      name: localizedTextSchema,
      text: localizedTextSchema,
      /** Actor who decides on it. */
      court: idSchema.optional(),
      /** Deadline rules that give its time limit. */
      rules: z.array(idSchema).default([]),
      filings: z.array(idSchema).default([]),
      /** Whether the decision stays without effect meanwhile. */
      suspensive: z
        .strictObject({ answer: z.enum(['yes', 'no', 'onRequest', 'notStated']), mark: markSchema })
        .default({ answer: 'notStated', mark: 'unconfirmed' }),
      /** What it must contain or be accompanied by, and what happens otherwise. */
      formalities: z
        .array(
          z.strictObject({
            id: idSchema,
            text: localizedTextSchema,
            sanction: localizedTextSchema.optional(),
            mark: markSchema,
          }),
        )
        .default([]),
      ...factShape,
    }),
  ),
});

export const routeKinds = ['residence', 'protection', 'compensation', 'criminal', 'return', 'other'] as const;

export const routesFileSchema = z.strictObject({
  routes: z.array(
    z.strictObject({
      id: idSchema,
      kind: z.enum(routeKinds),
      name: localizedTextSchema,
      text: localizedTextSchema,
      filedWith: localizedTextSchema.optional(),
      /** What to watch when it runs beside the procedure of the pack. */
      remark: localizedTextSchema.optional(),
      /** Phases during which it can be taken; empty when in any. */
      phases: z.array(idSchema).default([]),
      rules: z.array(idSchema).default([]),
      filings: z.array(idSchema).default([]),
      ...factShape,
    }),
  ),
});

export const situationKinds = [
  'minor',
  'family',
  'nationality',
  'identity',
  'language',
  'fee',
  'work',
  'socialRights',
  'legalAid',
  'other',
] as const;

export const situationsFileSchema = z.strictObject({
  situations: z.array(
    z.strictObject({
      id: idSchema,
      kind: z.enum(situationKinds),
      name: localizedTextSchema,
      text: localizedTextSchema,
      /** Phases it bears on; empty when on all. */
      phases: z.array(idSchema).default([]),
      /** Phases that fall away. */
      skips: z.array(idSchema).default([]),
      rules: z.array(idSchema).default([]),
      filings: z.array(idSchema).default([]),
      ...factShape,
    }),
  ),
});

export const glossaryFileSchema = z.strictObject({
  terms: z.array(
    z.strictObject({
      id: idSchema,
      term: localizedTextSchema,
      note: localizedTextSchema.optional(),
      ...factShape,
    }),
  ),
});

/** Worked examples: the check of the pack counts each again. */
export const examplesFileSchema = z.strictObject({
  examples: z.array(
    z.strictObject({
      rule: idSchema,
      event: civilDateSchema,
      disputed: civilDateSchema.optional(),
      printedUntil: civilDateSchema.optional(),
      channel: notificationChannelSchema.optional(),
      nth: z.int().min(1).default(1),
      detained: z.boolean().default(false),
      /** For a rule that only says how to count. */
      length: z.strictObject({ amount: z.int().min(1), unit: z.enum(lengthUnits) }).optional(),
      gives: z.strictObject({
        /** Of the first stage, where the rule has several. */
        date: civilDateSchema,
        actBy: civilDateSchema.optional(),
        opens: civilDateSchema.optional(),
        target: civilDateSchema.optional(),
        grace: civilDateSchema.optional(),
        /** When the later of two disputed starts is right. */
        later: civilDateSchema.optional(),
        stages: z.record(idSchema, civilDateSchema).optional(),
      }),
      /** For readers: how it was counted on paper. */
      note: z.string().optional(),
    }),
  ),
});

/** A pack in one piece. */
export interface ProcedurePack {
  readonly id: string;
  readonly version: string;
  readonly jurisdiction: string;
  readonly title: z.infer<typeof localizedTextSchema>;
  readonly shortTitle: z.infer<typeof localizedTextSchema>;
  readonly lawAsOf: string;
  readonly review: PackFile['review'];
  readonly languages: PackFile['languages'];
  readonly firstPhase: string;
  readonly clock: PackFile['clock'];
  readonly notices: PackFile['notices'];
  readonly texts: SourcesFile['texts'];
  readonly sources: SourcesFile['sources'];
  readonly concordance: SourcesFile['concordance'];
  readonly endGrounds: readonly EndGround[];
  readonly phases: readonly Phase[];
  readonly conditions: readonly Condition[];
  readonly requirements: readonly Requirement[];
  readonly events: readonly EventKind[];
  readonly rules: readonly DeadlineRule[];
  readonly filings: readonly FilingKind[];
  readonly actors: readonly Actor[];
  readonly decisions: readonly DecisionKind[];
  readonly remedies: readonly Remedy[];
  readonly routes: readonly Route[];
  readonly situations: readonly Situation[];
  readonly terms: readonly Term[];
  readonly examples: readonly WorkedExample[];
}

export type PackFile = z.infer<typeof packFileSchema>;
export type SourcesFile = z.infer<typeof sourcesFileSchema>;
export type EndGround = z.infer<typeof endGroundSchema>;
export type Phase = z.infer<typeof phaseSchema>;
export type Condition = z.infer<typeof conditionsFileSchema>['conditions'][number];
export type Requirement = z.infer<typeof requirementsFileSchema>['requirements'][number];
export type EventKind = z.infer<typeof eventsFileSchema>['events'][number];
export type FilingKind = z.infer<typeof filingsFileSchema>['filings'][number];
type Actor = z.infer<typeof actorsFileSchema>['actors'][number];
export type DecisionKind = z.infer<typeof decisionsFileSchema>['decisions'][number];
type Remedy = z.infer<typeof remediesFileSchema>['remedies'][number];
type Route = z.infer<typeof routesFileSchema>['routes'][number];
type Situation = z.infer<typeof situationsFileSchema>['situations'][number];
type Term = z.infer<typeof glossaryFileSchema>['terms'][number];
export type WorkedExample = z.infer<typeof examplesFileSchema>['examples'][number];

/** The part of a record of a pack that says how far it can be trusted. */
export type Fact = Pick<Condition, 'mark' | 'verify' | 'verifyBecause' | 'basis' | 'sources' | 'lawAsOf'>;
