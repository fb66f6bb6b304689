import { z } from 'zod';
import { blockIdSchema } from '../interviews/document';
import { quoteLimit } from '../interviews/passage';
import {
  caseIdSchema,
  exhibitIdSchema,
  factIdSchema,
  interviewIdSchema,
  personIdSchema,
} from '../kernel/ids';
import { languageSchema } from '../kernel/languages';
import { civilDateSchema, instantSchema } from '../kernel/time';
import { lineSchema, linesSchema } from '../people/text';
import { constraintKinds, gapUnits } from './linked-time';
import { otherCalendars } from './other-calendars';
import { laneKinds, markShapes } from './picture';
import { maxDateTextLength } from './uncertain-date';

/** From what a fact is known, weightiest for a filing not implied by the order. */
export const sourceKinds = [
  'clientStatement',
  'witness',
  'document',
  'message',
  'photograph',
  'authority',
  'medical',
  /** Nobody said it; we conclude it. */
  'inferred',
] as const;
export type SourceKind = (typeof sourceKinds)[number];

/** How sure we are that it happened so. Apart from the date, which says its own uncertainty. */
export const confidences = ['certain', 'probable', 'uncertain'] as const;
export type Confidence = (typeof confidences)[number];

/** Id of a condition of the procedure pack, e.g. `cooperation`. */
export const conditionIdSchema = z.string().min(1).max(100);

/** A date as typed, and the language in which numbers such as 05/06 are to be read. '' for undated. */
export const typedDateSchema = z.strictObject({
  text: lineSchema(maxDateTextLength),
  language: languageSchema,
});
export type TypedDate = z.input<typeof typedDateSchema>;

/** On what a fact rests: words of an interview, or a place in an exhibit. */
export const citationDraftSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('interview'),
    interviewId: interviewIdSchema,
    blockId: blockIdSchema,
    /** The words; '' cites the whole paragraph. */
    quote: z.string().max(quoteLimit),
  }),
  z.strictObject({
    kind: z.literal('exhibit'),
    exhibitId: exhibitIdSchema,
    /** Page or place, e.g. `p. 3`; may be empty. */
    locator: lineSchema(200),
  }),
]);
export type CitationDraft = z.output<typeof citationDraftSchema>;

/** How long before or after, e.g. about two weeks. */
export const gapSchema = z.strictObject({
  amount: z.int().min(1).max(1000),
  unit: z.enum(gapUnits),
  approximate: z.boolean(),
});

/** When a fact was beside another of the same case: "about two weeks after". It never changes the date of either. */
export const constraintDraftSchema = z
  .strictObject({
    kind: z.enum(constraintKinds),
    otherFactId: factIdSchema,
    /** Null where nobody knows how long; always null with `during`. */
    gap: gapSchema.nullable(),
    /** E.g. as it was said; may be empty. */
    note: lineSchema(200),
  })
  .refine(({ kind, gap }) => kind !== 'during' || gap === null);
export type ConstraintDraft = z.output<typeof constraintDraftSchema>;

/** What a person enters of a fact. */
export const factFieldsSchema = z.strictObject({
  /** What happened, in a sentence. */
  statement: linesSchema(4000).refine((text) => text !== ''),
  date: typedDateSchema,
  place: lineSchema(200),
  /** Who took part; each once. */
  personIds: z
    .array(personIdSchema)
    .max(50)
    .refine((ids) => new Set(ids).size === ids.length),
  sourceKind: z.enum(sourceKinds),
  confidence: z.enum(confidences),
  disputed: z.boolean(),
  /** By whom and why; may stay after the dispute is settled. */
  disputeNote: linesSchema(4000),
  conditionIds: z
    .array(conditionIdSchema)
    .max(50)
    .refine((ids) => new Set(ids).size === ids.length),
  note: linesSchema(10_000),
  citations: z.array(citationDraftSchema).max(50),
  constraints: z.array(constraintDraftSchema).max(30),
});
export type FactFields = z.output<typeof factFieldsSchema>;
export type FactFieldsInput = z.input<typeof factFieldsSchema>;

export const emptyFactFields: Omit<FactFields, 'statement'> = {
  date: { text: '', language: 'fr' },
  place: '',
  personIds: [],
  sourceKind: 'clientStatement',
  confidence: 'certain',
  disputed: false,
  disputeNote: '',
  conditionIds: [],
  note: '',
  citations: [],
  constraints: [],
};

/** When a fact was, as stored. */
export const factDateSchema = z.strictObject({
  /** As typed. */
  text: z.string(),
  edtf: z.string(),
  /** Null where open. */
  earliest: civilDateSchema.nullable(),
  latest: civilDateSchema.nullable(),
});
export type FactDate = z.infer<typeof factDateSchema>;

export const citationSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('interview'),
    interviewId: interviewIdSchema,
    /** Title and day of the conversation. */
    title: z.string(),
    heldOn: civilDateSchema,
    blockId: blockIdSchema,
    quote: z.string(),
  }),
  z.strictObject({
    kind: z.literal('exhibit'),
    exhibitId: exhibitIdSchema,
    /** Its number in the inventory and its title. */
    number: z.string(),
    title: z.string(),
    locator: z.string(),
  }),
]);
export type Citation = z.infer<typeof citationSchema>;

const storedFactShape = {
  id: factIdSchema,
  statement: z.string(),
  /** Null when undated: it never takes the date of a neighbour. */
  date: factDateSchema.nullable(),
  place: z.string(),
  personIds: z.array(personIdSchema),
  sourceKind: z.enum(sourceKinds),
  confidence: z.enum(confidences),
  disputed: z.boolean(),
} as const;

/** One line of the chronology. */
export const factGlimpseSchema = z.strictObject({
  ...storedFactShape,
  citations: z.int().min(0),
});
export type FactGlimpse = z.output<typeof factGlimpseSchema>;

/** A fact whole. */
export const factSchema = z.strictObject({
  ...storedFactShape,
  caseId: caseIdSchema,
  disputeNote: z.string(),
  conditionIds: z.array(z.string()),
  note: z.string(),
  citations: z.array(citationSchema),
  constraints: z.array(constraintDraftSchema),
  createdAt: instantSchema,
  updatedAt: instantSchema,
});
export type Fact = z.output<typeof factSchema>;

/** Which facts to list. A field that is left out lets every fact through. */
export const factFilterSchema = z.strictObject({
  /** Words that must all stand in statement, place or notes, whatever their accents. */
  text: z.string().max(200).optional(),
  /** All of them took part. */
  personIds: z.array(personIdSchema).max(50).optional(),
  place: z.string().max(200).optional(),
  /** One of them. */
  sourceKinds: z.array(z.enum(sourceKinds)).optional(),
  confidences: z.array(z.enum(confidences)).optional(),
  disputed: z.boolean().optional(),
  undated: z.boolean().optional(),
  /** Without any citation, or with one. */
  cited: z.boolean().optional(),
  conditionId: conditionIdSchema.optional(),
  /** What may have been on one of these days; a fact with an open end reaches as far as it may. Never the undated. */
  from: civilDateSchema.optional(),
  until: civilDateSchema.optional(),
});
export type FactFilter = z.output<typeof factFilterSchema>;

/** Where the next page begins. */
export const factCursorSchema = z.strictObject({ sortKey: z.string().max(40), id: factIdSchema });
export type FactCursor = z.output<typeof factCursorSchema>;

export const factDraftIdSchema = z.uuid().brand<'FactDraftId'>();
export type FactDraftId = z.infer<typeof factDraftIdSchema>;

/** The form of a fact as far as it is filled in, with a date that may not be readable yet. */
export const factDraftContentSchema = z.strictObject({
  statement: z.string().max(4000),
  dateText: z.string().max(maxDateTextLength),
  place: z.string().max(200),
  personIds: z.array(personIdSchema).max(50),
  sourceKind: z.enum(sourceKinds),
  confidence: z.enum(confidences),
  disputed: z.boolean(),
  disputeNote: z.string().max(4000),
  conditionIds: z.array(conditionIdSchema).max(50),
  note: z.string().max(10_000),
  citations: z.array(citationDraftSchema).max(50),
  /** Drafts of earlier versions have none. */
  constraints: z.array(constraintDraftSchema).max(30).default([]),
});
export type FactDraftContent = z.output<typeof factDraftContentSchema>;

export const factDraftSchema = z.strictObject({
  id: factDraftIdSchema,
  /** Null for a new fact. */
  factId: factIdSchema.nullable(),
  content: factDraftContentSchema,
  updatedAt: instantSchema,
});
export type FactDraft = z.output<typeof factDraftSchema>;

/** One thing that is said of the days of facts. A null id is the fact that is being written. */
export const timeStepSchema = z.discriminatedUnion('kind', [
  /** The date it has itself. */
  z.strictObject({ kind: z.literal('date'), factId: factIdSchema.nullable() }),
  z.strictObject({
    kind: z.literal('constraint'),
    factId: factIdSchema.nullable(),
    relation: z.enum(constraintKinds),
    otherFactId: factIdSchema.nullable(),
    gap: gapSchema.nullable(),
  }),
]);
export type TimeStep = z.output<typeof timeStepSchema>;

/** What cannot all be true. */
export const contradictionSchema = z.strictObject({
  factIds: z.array(factIdSchema.nullable()),
  steps: z.array(timeStepSchema),
});
export type ShownContradiction = z.output<typeof contradictionSchema>;

/** The first and the last day that follow from what is said of other facts; null where nothing bounds it. */
export const workedOutSchema = z.strictObject({
  earliest: civilDateSchema.nullable(),
  latest: civilDateSchema.nullable(),
});
export type WorkedOut = z.output<typeof workedOutSchema>;

/** A fact as steps name it. */
export const namedFactSchema = z.strictObject({
  id: factIdSchema,
  statement: z.string(),
  /** '' when undated. */
  edtf: z.string(),
});
export type NamedFact = z.output<typeof namedFactSchema>;

export const timelineShows = ['both', 'picture', 'list'] as const;
export type TimelineShows = (typeof timelineShows)[number];

/** How the timeline of a case is looked at; kept in the vault with the case. */
export const timelineSettingsSchema = z.strictObject({
  shows: z.enum(timelineShows),
  lanes: z.enum(laneKinds),
  /** By which dates are shown beside our own. */
  calendars: z.array(z.enum(otherCalendars)).max(otherCalendars.length),
});
export type TimelineSettings = z.output<typeof timelineSettingsSchema>;

export const firstTimelineSettings: TimelineSettings = { shows: 'both', lanes: 'one', calendars: [] };

/** A stretch of days, both with. */
export const dayWindowSchema = z
  .strictObject({ from: civilDateSchema, until: civilDateSchema })
  .refine(({ from, until }) => from <= until);

/** One fact in the picture, or as many as have no room beside each other. */
export const pictureMarkSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('fact'),
    id: factIdSchema,
    row: z.int(),
    room: z.int(),
    shape: z.enum(markShapes),
    statement: z.string(),
    /** '' for one that has no date of its own. */
    edtf: z.string(),
    /** Null where open. */
    from: civilDateSchema.nullable(),
    until: civilDateSchema.nullable(),
    confidence: z.enum(confidences),
    disputed: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('bundle'),
    row: z.int(),
    /** First days of its facts. */
    from: civilDateSchema,
    until: civilDateSchema,
    facts: z.int(),
    disputed: z.int(),
    firstId: factIdSchema,
  }),
]);
export type PictureMark = z.output<typeof pictureMarkSchema>;

export const pictureLaneSchema = z.strictObject({
  /** `rest`: facts of further people, places or elements, which have no lane of their own. */
  kind: z.enum(['all', 'named', 'unnamed', 'rest']),
  /** Id of a person or an element, name of a place; '' for a lane of none. */
  key: z.string(),
  /** In the window. */
  facts: z.int(),
  rows: z.int(),
  marks: z.array(pictureMarkSchema),
});
export type PictureLane = z.output<typeof pictureLaneSchema>;

/** How many facts can be tagged at once. */
export const mostTagged = 5000;
/** How many facts can become one at once. */
export const mostMerged = 10;

/** One thing to change in many facts. */
export const tagSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('disputed'), disputed: z.boolean() }),
  z.strictObject({ kind: z.literal('confidence'), confidence: z.enum(confidences) }),
  z.strictObject({ kind: z.literal('sourceKind'), sourceKind: z.enum(sourceKinds) }),
  z.strictObject({ kind: z.literal('person'), personId: personIdSchema, isOn: z.boolean() }),
  z.strictObject({ kind: z.literal('condition'), conditionId: conditionIdSchema, isOn: z.boolean() }),
]);
export type Tag = z.output<typeof tagSchema>;

/** Names what was done to several facts, to take it back until the vault is locked. */
export const undoIdSchema = z.uuid().brand<'UndoId'>();
export type UndoId = z.infer<typeof undoIdSchema>;

export const timelineViewIdSchema = z.uuid().brand<'TimelineViewId'>();
export type TimelineViewId = z.infer<typeof timelineViewIdSchema>;

/** A way of looking at a timeline. */
export const timelineLookSchema = z.strictObject({
  filter: factFilterSchema.omit({ from: true, until: true }),
  /** The year shown alone; null for all. */
  year: z.int().nullable(),
  shows: z.enum(timelineShows),
  lanes: z.enum(laneKinds),
  /** What the picture shows; null for everything. */
  window: dayWindowSchema.nullable(),
});
export type TimelineLook = z.output<typeof timelineLookSchema>;

export const timelineViewNameSchema = lineSchema(80).refine((name) => name !== '');

export const timelineViewSchema = z.strictObject({
  id: timelineViewIdSchema,
  name: z.string(),
  look: timelineLookSchema,
});
export type TimelineView = z.output<typeof timelineViewSchema>;
