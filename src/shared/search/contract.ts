import { z } from 'zod';
import { filingKindSchema } from '../filings/kinds';
import { blockIdSchema, provenanceSchema } from '../interviews/document';
import { command, query } from '../kernel/contract';
import {
  caseIdSchema,
  conversationIdSchema,
  exhibitIdSchema,
  factIdSchema,
  filingIdSchema,
  interviewIdSchema,
  personIdSchema,
  draftIdSchema,
} from '../kernel/ids';
import { languageSchema } from '../kernel/languages';
import { civilDateSchema, instantSchema } from '../kernel/time';
import { personLabelSchema } from '../people/schemas';
import { factDateSchema } from '../timeline/schemas';
import { searchTextLimit } from './search-text';

/** What can be found, in the order in which the results of a case are listed. */
export const searchKinds = [
  'case',
  'person',
  'interview',
  'fact',
  'exhibit',
  'message',
  'answers',
  'filing',
  'draft',
] as const;
export const searchKindSchema = z.enum(searchKinds);
export type SearchKind = (typeof searchKinds)[number];

/** Most results in one answer. Nobody reads more; another word or a filter brings the others. */
export const searchResultLimit = 100;

/** Results are counted up to here: counting all the places of a common word costs more than their number tells. */
export const searchCountLimit = 2000;

/** Narrows a search. What is left out lets everything through. */
export const searchFilterSchema = z.strictObject({
  caseId: caseIdSchema.optional(),
  /** One of them. */
  kinds: z.array(searchKindSchema).max(searchKinds.length).optional(),
  /** What may have been on one of these days. Never what has no date, people among it. */
  from: civilDateSchema.optional(),
  until: civilDateSchema.optional(),
  /** She herself, facts she took part in, and the passages and exhibits on which these rest. */
  personId: personIdSchema.optional(),
});
export type SearchFilter = z.output<typeof searchFilterSchema>;

const snippetSchema = z.strictObject({
  text: z.string(),
  marks: z.array(z.strictObject({ start: z.int().nonnegative(), end: z.int().nonnegative() })),
});

/** How a result fits, best first. */
export const searchFits = [
  /** The words stand in it. */
  'words',
  /** A person's name is close to what was typed. */
  'name',
  /** What was typed stands inside longer words. */
  'inside',
] as const;

const foundShape = {
  fit: z.enum(searchFits),
  /** Null where it would show a name and names are hidden, and where only a name's spelling fits. */
  snippet: snippetSchema.nullable(),
} as const;

export const searchResultSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('case'), ...foundShape }),
  z.strictObject({
    kind: z.literal('person'),
    ...foundShape,
    personId: personIdSchema,
    ...personLabelSchema.shape,
    /** Null while names are hidden; empty when none is known. */
    name: z.string().nullable(),
  }),
  z.strictObject({
    kind: z.literal('interview'),
    ...foundShape,
    interviewId: interviewIdSchema,
    title: z.string(),
    heldOn: civilDateSchema,
    /** Which part of the interview: a paragraph of what was said, its details, or an addendum. */
    part: z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('paragraph'),
        blockId: blockIdSchema,
        provenance: provenanceSchema,
        /** To be hidden until asked for. */
        sensitive: z.boolean(),
      }),
      z.strictObject({ kind: z.literal('details') }),
      z.strictObject({ kind: z.literal('addendum') }),
    ]),
  }),
  z.strictObject({
    kind: z.literal('fact'),
    ...foundShape,
    factId: factIdSchema,
    /** Null when undated. */
    date: factDateSchema.nullable(),
  }),
  z.strictObject({
    kind: z.literal('exhibit'),
    ...foundShape,
    exhibitId: exhibitIdSchema,
    number: z.string(),
    title: z.string(),
  }),
  z.strictObject({
    kind: z.literal('message'),
    ...foundShape,
    conversationId: conversationIdSchema,
    /** Of the message in its conversation. */
    sequence: z.int(),
    title: z.string(),
    /** As the export writes it; null while names are hidden. */
    sender: z.string().nullable(),
    /** The clock on the wall. */
    at: z.string(),
  }),
  /** What was answered for a filing on its review screen. */
  z.strictObject({
    kind: z.literal('answers'),
    ...foundShape,
    filingKind: filingKindSchema,
    language: languageSchema,
  }),
  /** The text of a document that was made. */
  z.strictObject({
    kind: z.literal('filing'),
    ...foundShape,
    filingId: filingIdSchema,
    filingKind: filingKindSchema,
    language: languageSchema,
    generatedAt: instantSchema,
  }),
  /** The text of a filing that is worked on. */
  z.strictObject({
    kind: z.literal('draft'),
    ...foundShape,
    draftId: draftIdSchema,
    filingKind: filingKindSchema,
    language: languageSchema,
    savedAt: instantSchema,
  }),
]);
export type SearchResult = z.output<typeof searchResultSchema>;

const searchGroupSchema = z.strictObject({
  caseId: caseIdSchema,
  caseCode: z.string(),
  caseClosed: z.boolean(),
  /** By kind in the order of `searchKinds`, best first within. */
  results: z.array(searchResultSchema).min(1),
});
export type SearchGroup = z.output<typeof searchGroupSchema>;

export const searchContract = {
  /** Looks through every record for words. Changes nothing; with names it is written to the audit log once. */
  'search.find': query({
    input: z.strictObject({
      text: z.string().max(searchTextLimit),
      filter: searchFilterSchema.default({}),
      /** Real names too, and the pieces of text that hold them. */
      withNames: z.boolean().default(false),
    }),
    output: z.strictObject({
      /** False when too little was typed to look for. */
      wasSearched: z.boolean(),
      /** By case, the one with the best result first. */
      groups: z.array(searchGroupSchema),
      /** How many results there are, at most `searchCountLimit`; `groups` has no more than `searchResultLimit` of them. */
      total: z.int().nonnegative(),
      /** True when there are more than `total`. */
      isMore: z.boolean(),
      /** False while passages are missing because a rebuilding was broken off. */
      isIndexWhole: z.boolean(),
    }),
  }),
  /** Makes the index anew from the records. Can be stopped; what is then missing is told with every search. */
  'search.rebuild': command({
    input: z.strictObject({}),
    output: z.strictObject({ outcome: z.enum(['done', 'stopped']) }),
    failure: z.strictObject({ kind: z.literal('alreadyRunning') }),
    touches: ['search'],
  }),
};
