import { z } from 'zod';
import { leakKinds } from '../departures/leak-kinds';
import { filingKindSchema } from '../filings/kinds';
import { templateFailureSchema, templateProblemSchema } from '../filings/schemas';
import { command, query } from '../kernel/contract';
import { caseIdSchema, filingIdSchema, ownTemplateIdSchema } from '../kernel/ids';
import { languageSchema } from '../kernel/languages';
import { instantSchema } from '../kernel/time';

const ofFiling = { filingKind: filingKindSchema, language: languageSchema };

export const ownTemplateSchema = z.strictObject({
  id: ownTemplateIdSchema,
  ...ofFiling,
  /** From 1 for each kind and language. */
  version: z.int(),
  sizeBytes: z.int(),
  importedAt: instantSchema,
  retiredAt: instantSchema.nullable(),
  /** Filings made from it, newest first. */
  usedBy: z.array(
    z.strictObject({
      filingId: filingIdSchema,
      caseId: caseIdSchema,
      caseCode: z.string(),
      generatedAt: instantSchema,
    }),
  ),
});
export type OwnTemplate = z.infer<typeof ownTemplateSchema>;

/** What one tag of a template becomes in the practice case. */
export const resolvedTagSchema = z.strictObject({
  /** As written, without its braces. */
  tag: z.string(),
  outcome: z.discriminatedUnion('kind', [
    /** One text for a field; for what stands in a list, those of its first items. */
    z.strictObject({ kind: z.literal('printed'), texts: z.array(z.string()).min(1) }),
    /** Pictures of exhibits, in all items of the list. */
    z.strictObject({ kind: z.literal('pictures'), count: z.int() }),
    z.strictObject({ kind: z.literal('asked'), isYes: z.boolean() }),
    z.strictObject({ kind: z.literal('repeated'), count: z.int() }),
    /** It stands in a part that is not printed in this case. */
    z.strictObject({ kind: z.literal('notShown') }),
    /** It would print nothing, so no filing would be made. */
    z.strictObject({ kind: z.literal('empty') }),
  ]),
  places: z.array(templateProblemSchema.pick({ part: true, paragraph: true, excerpt: true })).min(1),
});
export type ResolvedTag = z.infer<typeof resolvedTagSchema>;

const tagMeaningSchema = z.strictObject({
  name: z.string().max(100),
  /** The list it stands in; '' for a field. */
  list: z.string().max(100),
  /** In the language of the interface. */
  meaning: z.string().max(1000),
});
export type TagMeaning = z.infer<typeof tagMeaningSchema>;

const templateNotFound = z.strictObject({ kind: z.literal('templateNotFound') });
const dialogCancelled = z.strictObject({ kind: z.literal('dialogCancelled') });
/** The filing does not exist in this language. */
const notInLanguage = z.strictObject({ kind: z.literal('notInLanguage') });
const touches = ['templates', 'audit'] as const;

export const templatesContract = {
  /** Every template of the organisation, by kind and language, the newest version first. */
  'templates.list': query({ input: z.strictObject({}), output: z.array(ownTemplateSchema) }),

  /** The newest one that is offered for a filing; null when that of the program is the only one. */
  'templates.offered': query({
    input: z.strictObject(ofFiling),
    output: ownTemplateSchema.nullable(),
  }),

  /** Fills a template in from the invented practice case: what each tag becomes, and the document. No case of the vault is read. */
  'templates.tryOnPractice': query({
    input: z.strictObject({
      ...ofFiling,
      /** Null for the template of the program. */
      templateId: ownTemplateIdSchema.nullable(),
    }),
    output: z.strictObject({
      tags: z.array(resolvedTagSchema),
      /** Null when it cannot be filled in. */
      document: z.instanceof(Uint8Array).nullable(),
      /** Why not. */
      problems: z.array(templateProblemSchema),
    }),
    failure: templateFailureSchema,
  }),

  /** Asks for a Word file, checks it, fills it in once and keeps it as the next version. */
  'templates.import': command({
    input: z.strictObject(ofFiling),
    output: z.strictObject({
      template: ownTemplateSchema,
      tags: z.int(),
      /** Kinds of what the file gives away beside its text; none of it is in a filing made from it. */
      leftBehind: z.array(z.enum(leakKinds)),
    }),
    failure: z.discriminatedUnion('kind', [
      dialogCancelled,
      notInLanguage,
      z.strictObject({ kind: z.literal('fileNotRead') }),
      /** The very file is a version already. */
      z.strictObject({ kind: z.literal('alreadyThere'), version: z.int() }),
      ...templateFailureSchema.options,
    ]),
    touches,
  }),

  /** Offers a version no longer, or again. Nothing is thrown away: filings were made from it. */
  'templates.retire': command({
    input: z.strictObject({ templateId: ownTemplateIdSchema, retired: z.boolean() }),
    output: ownTemplateSchema,
    failure: templateNotFound,
    touches,
  }),

  /** Saves the program's own template of a filing, to begin from; with tags in a list behind its text, where some are named. */
  'templates.saveStarter': command({
    input: z.strictObject({ ...ofFiling, tags: z.array(tagMeaningSchema).max(2000).default([]) }),
    output: z.strictObject({ fileName: z.string() }),
    failure: z.discriminatedUnion('kind', [
      dialogCancelled,
      notInLanguage,
      z.strictObject({ kind: z.literal('targetFull') }),
      z.strictObject({ kind: z.literal('targetNotWritable') }),
      z.strictObject({ kind: z.literal('targetMissing') }),
      z.strictObject({ kind: z.literal('writtenWrongly') }),
    ]),
    touches: ['templates'],
  }),
};
