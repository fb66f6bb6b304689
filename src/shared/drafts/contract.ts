import { z } from 'zod';
import { filingKindSchema } from '../filings/kinds';
import {
  filingDraftSchema,
  filingSummarySchema,
  missingValueSchema,
  picturesFailures,
  refusalSchema,
  templateFailureSchema,
} from '../filings/schemas';
import { command, noInput, query } from '../kernel/contract';
import { caseIdSchema, draftIdSchema, ownTemplateIdSchema } from '../kernel/ids';
import { languageSchema } from '../kernel/languages';
import { instantSchema } from '../kernel/time';
import { blockLimit, draftBlockIdSchema, draftBlockSchema, paragraphLimit } from './blocks';
import { citedKinds } from './citations';

export const draftVersionIdSchema = z.uuid().brand<'DraftVersionId'>();
export type DraftVersionId = z.infer<typeof draftVersionIdSchema>;
export const draftCommentIdSchema = z.uuid().brand<'DraftCommentId'>();
export type DraftCommentId = z.infer<typeof draftCommentIdSchema>;

export const draftSummarySchema = z.strictObject({
  id: draftIdSchema,
  caseId: caseIdSchema,
  filingKind: filingKindSchema,
  language: languageSchema,
  startedAt: instantSchema,
  savedAt: instantSchema,
  /** Paragraphs that a person changed, put in or took out. */
  worked: z.int(),
  openComments: z.int(),
});
export type DraftSummary = z.infer<typeof draftSummarySchema>;

const commentSchema = z.strictObject({
  id: draftCommentIdSchema,
  blockId: draftBlockIdSchema,
  text: z.string(),
  /** Name of the member who wrote it, as it was then. */
  author: z.string(),
  writtenAt: instantSchema,
  /** Null while it is open. */
  resolvedAt: instantSchema.nullable(),
  /** '' while it is open. */
  resolvedBy: z.string(),
});
export type DraftComment = z.infer<typeof commentSchema>;

export const draftOccasions = ['named', 'opening', 'generating', 'restoring', 'made', 'apart'] as const;

const versionSchema = z.strictObject({
  id: draftVersionIdSchema,
  /** '' for one that was kept by itself. */
  name: z.string(),
  /**
   * Kept by a person, before the first change since opening, before generating anew, before restoring, when a filing was made,
   * and the text that did not count when a package was taken in.
   */
  occasion: z.enum(draftOccasions),
  keptAt: instantSchema,
  author: z.string(),
});
export type DraftVersion = z.infer<typeof versionSchema>;

/** Where a paragraph stands in a table, by rows and columns of its grid, from 0. */
const cellSchema = z.strictObject({
  /** Number of the table in the document. */
  table: z.int().nonnegative(),
  row: z.int().nonnegative(),
  column: z.int().nonnegative(),
  /** How many it takes: more than one where cells are merged. */
  columns: z.int().positive(),
  rows: z.int().positive(),
});
export type DraftCell = z.infer<typeof cellSchema>;

const tableSchema = z.strictObject({
  /** Widths of its columns, in twips. */
  columns: z.array(z.number().nonnegative()).min(1),
  /** Rows at its top that name the columns. */
  headerRows: z.int().nonnegative(),
});
export type DraftTable = z.infer<typeof tableSchema>;

/** How a paragraph stands in the document; the same for every text it may have. */
const formSchema = z.strictObject({
  /** Its automatic number, e.g. `3.`; '' without one. */
  number: z.string(),
  headingLevel: z.int().nullable(),
  /** Null outside of tables. */
  cell: cellSchema.nullable(),
  /** It holds more than words, such as a picture or a number of a page, and cannot be changed here. */
  locked: z.boolean(),
});
export type DraftForm = z.infer<typeof formSchema>;

export const openedBlockSchema = draftBlockSchema.extend({ form: formSchema });
export type OpenedBlock = z.infer<typeof openedBlockSchema>;

const citableSchema = z.strictObject({
  kind: z.enum(citedKinds),
  id: z.uuid(),
  number: z.string(),
  /** Title of the exhibit, or the fact's own sentence. */
  title: z.string(),
});
export type CitableRecord = z.infer<typeof citableSchema>;

const openedCommentSchema = commentSchema.extend({
  /** What the paragraph said last, as kept, where it is in the draft no longer; null where it is. */
  goneText: z.string().nullable(),
});
export type OpenedComment = z.infer<typeof openedCommentSchema>;

const openedDraftSchema = z.strictObject({
  draft: draftSummarySchema,
  revision: z.int().nonnegative(),
  blocks: z.array(openedBlockSchema),
  /** By the numbers that cells have. */
  tables: z.array(tableSchema),
  comments: z.array(openedCommentSchema),
  /** What can be cited, in the order of the numbers. */
  citable: z.array(citableSchema),
  /** Words of sealed statements of the case that may be quoted, in the order of the statements. */
  quotable: z.array(z.strictObject({ heldOn: z.string(), title: z.string(), text: z.string() })),
});
export type OpenedDraft = z.infer<typeof openedDraftSchema>;

const caseNotFound = z.strictObject({ kind: z.literal('caseNotFound') });
const draftNotFound = z.strictObject({ kind: z.literal('draftNotFound') });
const versionNotFound = z.strictObject({ kind: z.literal('versionNotFound') });
/** The text was changed since the page read it; nothing was written. */
const revisionConflict = z.strictObject({ kind: z.literal('revisionConflict'), revision: z.int() });

/** Why a filing cannot be generated from the case as it stands. */
const notGenerated = [
  caseNotFound,
  z.strictObject({ kind: z.literal('valuesMissing'), missing: z.array(missingValueSchema).min(1) }),
  z.strictObject({ kind: z.literal('refused'), refusals: z.array(refusalSchema).min(1) }),
  ...templateFailureSchema.options,
  ...picturesFailures,
] as const;

const draftInput = z.strictObject({ draftId: draftIdSchema });
const savedSchema = z.strictObject({
  revision: z.int().nonnegative(),
  savedAt: instantSchema,
  /** The automatic numbers of the paragraphs, by their ids, as they are now. */
  numbers: z.record(z.string(), z.string()),
});
export type SavedDraft = z.infer<typeof savedSchema>;

/** One paragraph that generating anew changes; see `merge.ts`. Texts are as kept. */
const regenerationStepSchema = z.strictObject({
  blockId: draftBlockIdSchema,
  change: z.enum(['taken', 'added', 'gone', 'both']),
  /** As it stands in the draft; null where it is not there or was taken out. */
  mine: z.string().nullable(),
  /** As it is generated now; null where it is not any more. */
  theirs: z.string().nullable(),
});
export type RegenerationStep = z.infer<typeof regenerationStepSchema>;

export const draftsContract = {
  /** Texts of a case that are being worked on, the one changed last first. */
  'drafts.list': query({
    input: z.strictObject({ caseId: caseIdSchema }),
    output: z.array(draftSummarySchema),
    failure: caseNotFound,
  }),

  /** Generates the text of a filing and keeps it as a draft; gives the one there is when it was begun already. */
  'drafts.start': command({
    input: z.strictObject({
      ...filingDraftSchema.shape,
      /** Template of the organisation; null for that of the program. */
      templateId: ownTemplateIdSchema.nullable().default(null),
    }),
    output: draftSummarySchema,
    failure: z.discriminatedUnion('kind', notGenerated),
    touches: ['drafts', 'audit'],
  }),

  /** The whole text, with what can be cited and quoted. It holds real names, and is audited like them. */
  'drafts.read': query({ input: draftInput, output: openedDraftSchema, failure: draftNotFound }),

  /** Saves the whole text over revision `baseRevision`. Touches nothing: the page that types has the newest text. */
  'drafts.save': command({
    input: z.strictObject({
      draftId: draftIdSchema,
      baseRevision: z.int().nonnegative(),
      /** Every paragraph in its order, those taken out too. Those put in by hand have ids of the page's own. */
      blocks: z
        .array(
          z.strictObject({
            id: draftBlockIdSchema,
            text: z.string().max(paragraphLimit).nullable(),
            paraphrased: z.boolean(),
            /** Words of a sealed statement, for a paragraph that is put in. */
            quotes: z.array(z.string().max(paragraphLimit)).max(20).default([]),
          }),
        )
        .max(blockLimit),
      /** True for the first save after the page opened the draft: the text before is kept as a version. */
      firstSinceOpening: z.boolean(),
    }),
    output: savedSchema,
    failure: z.discriminatedUnion('kind', [
      draftNotFound,
      revisionConflict,
      /** Paragraphs are missing, doubled or out of their order. */
      z.strictObject({ kind: z.literal('blocksDisagree') }),
      /** It holds more than words; its text cannot be changed. */
      z.strictObject({ kind: z.literal('paragraphLocked'), blockId: draftBlockIdSchema }),
      /** Words of a sealed statement would be changed and still look like hers. */
      z.strictObject({ kind: z.literal('quoteChanged'), blockId: draftBlockIdSchema }),
      /** No sealed statement of the case has these words as hers. */
      z.strictObject({ kind: z.literal('quoteNotFound'), blockId: draftBlockIdSchema }),
    ]),
    touches: [],
  }),

  /** Keeps the text as it stands under a name. */
  'drafts.keepVersion': command({
    input: z.strictObject({ draftId: draftIdSchema, name: z.string().trim().min(1).max(120) }),
    output: versionSchema,
    failure: draftNotFound,
    touches: ['drafts'],
  }),
  /** Latest first, without their texts. */
  'drafts.versions': query({
    input: draftInput,
    output: z.array(versionSchema),
    failure: draftNotFound,
  }),
  'drafts.readVersion': query({
    input: z.strictObject({ versionId: draftVersionIdSchema }),
    output: versionSchema.extend({ blocks: z.array(draftBlockSchema) }),
    failure: versionNotFound,
  }),
  /** Brings an older text back; the text it replaces is kept as a version first. */
  'drafts.restoreVersion': command({
    input: z.strictObject({ versionId: draftVersionIdSchema, baseRevision: z.int().nonnegative() }),
    output: z.strictObject({ revision: z.int() }),
    failure: z.discriminatedUnion('kind', [versionNotFound, revisionConflict]),
    touches: ['drafts'],
  }),

  'drafts.addComment': command({
    input: z.strictObject({
      draftId: draftIdSchema,
      blockId: draftBlockIdSchema,
      text: z.string().trim().min(1).max(2000),
    }),
    output: commentSchema,
    failure: z.discriminatedUnion('kind', [
      draftNotFound,
      z.strictObject({ kind: z.literal('paragraphNotFound') }),
    ]),
    touches: ['drafts'],
  }),
  'drafts.resolveComment': command({
    input: z.strictObject({ commentId: draftCommentIdSchema, resolved: z.boolean() }),
    output: commentSchema,
    failure: z.strictObject({ kind: z.literal('commentNotFound') }),
    touches: ['drafts'],
  }),

  /** What generating the text anew from the case as it is now would change. Changes nothing. */
  'drafts.lookAhead': query({
    input: draftInput,
    output: z.strictObject({
      steps: z.array(regenerationStepSchema),
      /** Other pictures of exhibits would stand in it. */
      otherPictures: z.boolean(),
    }),
    failure: z.discriminatedUnion('kind', [draftNotFound, ...notGenerated]),
  }),
  /** Generates the text anew. Where both changed a paragraph, the hand's text stands unless the other was chosen. */
  'drafts.regenerate': command({
    input: z.strictObject({
      draftId: draftIdSchema,
      baseRevision: z.int().nonnegative(),
      /** Paragraphs, by id, whose newly generated text is to take the place of the hand's. */
      theirs: z.array(draftBlockIdSchema).max(blockLimit),
    }),
    output: z.strictObject({ revision: z.int() }),
    failure: z.discriminatedUnion('kind', [draftNotFound, revisionConflict, ...notGenerated]),
    touches: ['drafts', 'audit'],
  }),

  /** Makes the filing from the text as it stands. The draft stays. */
  'drafts.make': command({
    input: z.strictObject({ draftId: draftIdSchema, baseRevision: z.int().nonnegative() }),
    output: filingSummarySchema,
    failure: z.discriminatedUnion('kind', [
      draftNotFound,
      revisionConflict,
      caseNotFound,
      /** Citations of exhibits or facts that are gone, or of numbers that nothing has. */
      z.strictObject({
        kind: z.literal('citationsBroken'),
        broken: z
          .array(
            z.strictObject({
              /** Null where it stands beside the text: in a note, a text box, the head or foot of the pages. */
              blockId: draftBlockIdSchema.nullable(),
              number: z.string(),
            }),
          )
          .min(1),
      }),
      z.strictObject({ kind: z.literal('refused'), refusals: z.array(refusalSchema).min(1) }),
      z.strictObject({ kind: z.literal('valuesMissing'), missing: z.array(missingValueSchema).min(1) }),
    ]),
    touches: ['drafts', 'filings', 'audit'],
  }),

  /** Throws the text away with its versions and comments. Filings made from it stay. */
  'drafts.remove': command({
    input: draftInput,
    output: noInput,
    failure: draftNotFound,
    touches: ['drafts', 'audit'],
  }),
};
