import { z } from 'zod';
import { blockIdSchema } from '../interviews/document';
import { command, noInput, query } from '../kernel/contract';
import {
  caseIdSchema,
  exhibitIdSchema,
  factIdSchema,
  interviewIdSchema,
  personIdSchema,
} from '../kernel/ids';
import { maxEdtfLength } from './edtf-text';
import { laneKinds } from './picture';
import {
  constraintDraftSchema,
  contradictionSchema,
  dayWindowSchema,
  factCursorSchema,
  factDraftContentSchema,
  factDraftIdSchema,
  factDraftSchema,
  factFieldsSchema,
  factFilterSchema,
  factGlimpseSchema,
  factSchema,
  mostMerged,
  mostTagged,
  namedFactSchema,
  pictureLaneSchema,
  sourceKinds,
  tagSchema,
  timelineLookSchema,
  timelineSettingsSchema,
  timelineViewIdSchema,
  timelineViewNameSchema,
  timelineViewSchema,
  timeStepSchema,
  undoIdSchema,
  workedOutSchema,
} from './schemas';

const caseNotFound = z.strictObject({ kind: z.literal('caseNotFound') });
const factNotFound = z.strictObject({ kind: z.literal('factNotFound') });

/** The date as typed could not be read; `readUncertainDate` says the same on the page, with the readings to choose from. */
const badDate = z.strictObject({
  kind: z.literal('badDate'),
  reason: z.enum(['notADate', 'yearMissing', 'ambiguousDayMonth', 'impossibleDate', 'rangeBackwards']),
});
const personNotFound = z.strictObject({ kind: z.literal('personNotFound'), personId: personIdSchema });
const interviewNotFound = z.strictObject({
  kind: z.literal('interviewNotFound'),
  interviewId: interviewIdSchema,
});
/** The paragraph is not in the interview, or these words are nowhere in it as it was last saved. */
const passageNotFound = z.strictObject({
  kind: z.literal('passageNotFound'),
  interviewId: interviewIdSchema,
  blockId: blockIdSchema,
});
/** The fact to which this one is linked in time is gone, or is this one. */
const linkedFactNotFound = z.strictObject({
  kind: z.literal('linkedFactNotFound'),
  factId: factIdSchema,
});
const exhibitNotFound = z.strictObject({ kind: z.literal('exhibitNotFound'), exhibitId: exhibitIdSchema });

const viewNotFound = z.strictObject({ kind: z.literal('viewNotFound') });
/** Another view of the case has this name. */
const viewNameTaken = z.strictObject({ kind: z.literal('viewNameTaken') });

const touchedByFacts = [
  'timeline',
  'accounts',
  'cases',
  'interviews',
  'people',
  'evidence',
  'procedures',
  'audit',
] as const;

export const timelineContract = {
  /** A page of the facts of a case: by earliest day, then latest, the undated last. */
  'timeline.list': query({
    input: z.strictObject({
      caseId: caseIdSchema,
      filter: factFilterSchema,
      /** Null for the first page. */
      cursor: factCursorSchema.nullable(),
      limit: z.int().min(1).max(500),
    }),
    output: z.strictObject({
      facts: z.array(factGlimpseSchema),
      /** Null after the last page. */
      next: factCursorSchema.nullable(),
      /** How many facts pass the filter. */
      total: z.int(),
    }),
    failure: caseNotFound,
  }),
  /** What there is in a case to look at and to filter by. */
  'timeline.overview': query({
    input: z.strictObject({ caseId: caseIdSchema }),
    output: z.strictObject({
      total: z.int(),
      undated: z.int(),
      disputed: z.int(),
      withoutCitation: z.int(),
      /** Years in which facts begin, or end where their beginning is open; the oldest first. */
      years: z.array(z.strictObject({ year: z.int(), facts: z.int() })),
      sourceKinds: z.array(z.enum(sourceKinds)),
      personIds: z.array(personIdSchema),
    }),
    failure: caseNotFound,
  }),
  /** Places named so far, the most used first. */
  'timeline.places': query({
    input: z.strictObject({ caseId: caseIdSchema }),
    output: z.array(z.string()),
    failure: caseNotFound,
  }),
  /** The facts that cite an interview, by the paragraph they cite. */
  'timeline.factsByInterview': query({
    input: z.strictObject({ interviewId: interviewIdSchema }),
    output: z.array(z.strictObject({ blockId: blockIdSchema, factIds: z.array(factIdSchema) })),
  }),
  /** Which facts of a case are narrowed by those they are linked to in time, and what of it cannot be true. */
  'timeline.linkedTime': query({
    input: z.strictObject({ caseId: caseIdSchema }),
    output: z.strictObject({
      ranges: z.array(z.strictObject({ factId: factIdSchema, range: workedOutSchema })),
      contradictions: z.array(contradictionSchema),
      /** Every fact that a contradiction names. */
      facts: z.array(namedFactSchema),
    }),
    failure: caseNotFound,
  }),
  /** What follows for one fact from the links that are given, in place of those it has. Nothing is stored. */
  'timeline.workOut': query({
    input: z.strictObject({
      caseId: caseIdSchema,
      /** Null for a fact that is not stored yet. */
      factId: factIdSchema.nullable(),
      /** The date that stands in the form, '' for none. */
      edtf: z.string().max(maxEdtfLength),
      constraints: z.array(constraintDraftSchema).max(30),
    }),
    output: z.strictObject({
      /** Null when its own date says as much. */
      range: workedOutSchema.nullable(),
      whyEarliest: z.array(timeStepSchema),
      whyLatest: z.array(timeStepSchema),
      /** Those it has a part in. */
      contradictions: z.array(contradictionSchema),
      facts: z.array(namedFactSchema),
    }),
    failure: caseNotFound,
  }),
  /** The facts that pass a filter, laid out over a window of days. */
  'timeline.picture': query({
    input: z.strictObject({
      caseId: caseIdSchema,
      filter: factFilterSchema,
      lanes: z.enum(laneKinds),
      /** Null for the whole extent. */
      window: dayWindowSchema.nullable(),
      /** Into how many the window is divided; a mark takes at least one. */
      columns: z.int().min(10).max(400),
    }),
    output: z.strictObject({
      /** From the first known day of any of the facts to the last; null when none has one. */
      extent: dayWindowSchema.nullable(),
      lanes: z.array(pictureLaneSchema),
      /** Facts that pass the filter and can be placed nowhere. */
      placeless: z.int(),
    }),
    failure: caseNotFound,
  }),
  'timeline.settings': query({
    input: z.strictObject({ caseId: caseIdSchema }),
    output: timelineSettingsSchema,
    failure: caseNotFound,
  }),
  'timeline.changeSettings': command({
    input: z.strictObject({ caseId: caseIdSchema, changes: timelineSettingsSchema.partial() }),
    output: timelineSettingsSchema,
    failure: caseNotFound,
    touches: ['timeline'],
  }),
  /** Ways of looking at a timeline that were given a name, by name. */
  'timeline.views': query({
    input: z.strictObject({ caseId: caseIdSchema }),
    output: z.array(timelineViewSchema),
    failure: caseNotFound,
  }),
  'timeline.saveView': command({
    input: z.strictObject({ caseId: caseIdSchema, name: timelineViewNameSchema, look: timelineLookSchema }),
    output: timelineViewSchema,
    failure: z.discriminatedUnion('kind', [caseNotFound, viewNameTaken]),
    touches: ['timeline'],
  }),
  'timeline.renameView': command({
    input: z.strictObject({ viewId: timelineViewIdSchema, name: timelineViewNameSchema }),
    output: timelineViewSchema,
    failure: z.discriminatedUnion('kind', [viewNotFound, viewNameTaken]),
    touches: ['timeline'],
  }),
  /** `timeline.restoreView` undoes it until the vault is locked. */
  'timeline.removeView': command({
    input: z.strictObject({ viewId: timelineViewIdSchema }),
    output: noInput,
    failure: viewNotFound,
    touches: ['timeline'],
  }),
  'timeline.restoreView': command({
    input: z.strictObject({ viewId: timelineViewIdSchema }),
    output: timelineViewSchema,
    failure: z.discriminatedUnion('kind', [viewNotFound, viewNameTaken]),
    touches: ['timeline'],
  }),
  /** Facts to link to, by words that stand in them; the earliest first. */
  'timeline.find': query({
    input: z.strictObject({
      caseId: caseIdSchema,
      text: z.string().max(200),
      /** One that is not to be offered. */
      except: factIdSchema.nullable(),
    }),
    output: z.array(namedFactSchema),
    failure: caseNotFound,
  }),
  /** Facts by their ids, those that are there. */
  'timeline.named': query({
    input: z.strictObject({ factIds: z.array(factIdSchema).max(100) }),
    output: z.array(namedFactSchema),
  }),
  'timeline.read': query({
    input: z.strictObject({ factId: factIdSchema }),
    output: factSchema,
    failure: factNotFound,
  }),
  'timeline.create': command({
    input: z.strictObject({
      caseId: caseIdSchema,
      ...factFieldsSchema.partial().shape,
      statement: factFieldsSchema.shape.statement,
    }),
    output: factSchema,
    failure: z.discriminatedUnion('kind', [
      caseNotFound,
      badDate,
      personNotFound,
      interviewNotFound,
      passageNotFound,
      exhibitNotFound,
      linkedFactNotFound,
    ]),
    touches: touchedByFacts,
  }),
  /** Changes the fields given; `citations` replaces all of them. Those the fact had already are not checked again. */
  'timeline.change': command({
    input: z.strictObject({ factId: factIdSchema, changes: factFieldsSchema.partial() }),
    output: factSchema,
    failure: z.discriminatedUnion('kind', [
      factNotFound,
      badDate,
      personNotFound,
      interviewNotFound,
      passageNotFound,
      exhibitNotFound,
      linkedFactNotFound,
    ]),
    touches: touchedByFacts,
  }),
  /** `timeline.restore` undoes it until the vault is locked. */
  'timeline.remove': command({
    input: z.strictObject({ factId: factIdSchema }),
    output: noInput,
    failure: factNotFound,
    touches: touchedByFacts,
  }),
  /** Puts a removed fact back. People, sources and linked facts that have gone since stay away. */
  'timeline.restore': command({
    input: z.strictObject({ factId: factIdSchema }),
    output: factSchema,
    failure: factNotFound,
    touches: touchedByFacts,
  }),

  /**
   * Makes one fact of several: the first stays, with the people, sources, elements and links of all. What is said of the
   * others is then said of it.
   */
  'timeline.merge': command({
    input: z.strictObject({
      factIds: z
        .array(factIdSchema)
        .min(2)
        .max(mostMerged)
        .refine((ids) => new Set(ids).size === ids.length),
      statement: factFieldsSchema.shape.statement,
      /** Whose date it has; null for none. */
      dateOf: factIdSchema.nullable(),
    }),
    output: z.strictObject({ fact: factSchema, undoId: undoIdSchema }),
    failure: z.discriminatedUnion('kind', [
      factNotFound,
      /** They are of different cases. */
      z.strictObject({ kind: z.literal('differentCases') }),
      /** Together they have more people, sources, links or words than one fact takes. */
      z.strictObject({ kind: z.literal('tooMuch') }),
    ]),
    touches: touchedByFacts,
  }),
  /** Makes two facts of one: the second has the same date, place, people, sources, elements and links. */
  'timeline.split': command({
    input: z.strictObject({
      factId: factIdSchema,
      first: factFieldsSchema.shape.statement,
      second: factFieldsSchema.shape.statement,
    }),
    output: z.strictObject({ facts: z.tuple([factSchema, factSchema]), undoId: undoIdSchema }),
    failure: factNotFound,
    touches: touchedByFacts,
  }),
  /** Changes one thing in many facts of one case; those that have gone since are passed over. */
  'timeline.tag': command({
    input: z.strictObject({
      caseId: caseIdSchema,
      factIds: z.array(factIdSchema).min(1).max(mostTagged),
      tag: tagSchema,
    }),
    output: z.strictObject({
      /** How many were not so before. */
      changed: z.int(),
      undoId: undoIdSchema,
    }),
    failure: z.discriminatedUnion('kind', [caseNotFound, personNotFound]),
    touches: touchedByFacts,
  }),
  /** Takes back a merge, a split or a tag. Facts that were changed since are left alone, and it says so. */
  'timeline.undo': command({
    input: z.strictObject({ undoId: undoIdSchema }),
    output: noInput,
    failure: z.discriminatedUnion('kind', [
      /** It was taken back already, or the vault was locked since. */
      z.strictObject({ kind: z.literal('nothingToUndo') }),
      z.strictObject({ kind: z.literal('changedSince') }),
    ]),
    touches: touchedByFacts,
  }),

  /** What was typed and never saved, the latest first: after the program was locked or ended in the middle. */
  'timeline.drafts': query({
    input: z.strictObject({ caseId: caseIdSchema }),
    output: z.array(factDraftSchema),
    failure: caseNotFound,
  }),
  /** Keeps what is being typed. Touches nothing: the page that types has the newest. */
  'timeline.saveDraft': command({
    input: z.strictObject({
      draftId: factDraftIdSchema,
      caseId: caseIdSchema,
      factId: factIdSchema.nullable(),
      content: factDraftContentSchema,
    }),
    output: noInput,
    failure: z.discriminatedUnion('kind', [caseNotFound, factNotFound]),
    touches: [],
  }),
  /** For a draft that was saved as a fact, or thrown away. One that is not there is no failure. */
  'timeline.dropDraft': command({
    input: z.strictObject({ draftId: factDraftIdSchema }),
    output: noInput,
    touches: ['timeline'],
  }),
};
