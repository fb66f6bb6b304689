import { z } from 'zod';
import { caseIdSchema, evidenceFileIdSchema, exhibitIdSchema } from '../kernel/ids';
import { instantSchema } from '../kernel/time';

/**
 * How far the translation of an exhibit is: none is needed; a free translation is attached; a sworn one is attached;
 * one is still needed.
 */
export const translationStates = ['none', 'free', 'sworn', 'needed'] as const;
export const exhibitMedia = ['paper', 'digital'] as const;

const line = (longest: number): z.ZodString => z.string().trim().max(longest);

/** What a person enters of an exhibit. */
export const exhibitDraftSchema = z.strictObject({
  title: line(300).min(1),
  /** EDTF text; '' when the exhibit bears no date. */
  dateEdtf: line(60),
  /** Who wrote or issued it; '' when unknown. */
  author: line(200),
  /** Null when pages make no sense for it, as for a recording. */
  pages: z.int().min(1).max(100_000).nullable(),
  /** BCP 47 tag of the language it is written in; '' when unknown or without words. */
  language: line(35),
  translation: z.enum(translationStates),
  /** From whom the office got it. */
  origin: line(300),
  medium: z.enum(exhibitMedia),
  /** SHA-256 of the digital original in hex; '' for paper or while unknown. */
  sha256: z.string().regex(/^(?:[0-9a-f]{64})?$/),
  note: z.string().max(5000),
});
export type ExhibitDraft = z.infer<typeof exhibitDraftSchema>;

export const exhibitSchema = z.strictObject({
  ...exhibitDraftSchema.shape,
  id: exhibitIdSchema,
  caseId: caseIdSchema,
  /** Place in the inventory, from 1 without gaps. */
  place: z.int().min(1),
  /** As it is printed: that of its place, or 12bis for one that was put between others after they were sent. */
  number: z.string().min(1).max(40),
  /** It was sent under its number, which stays. */
  isKept: z.boolean(),
  createdAt: instantSchema,
  updatedAt: instantSchema,
});
export type Exhibit = z.infer<typeof exhibitSchema>;

/** What is needed to put a removed exhibit back. */
export const removedExhibitSchema = z.strictObject({
  exhibit: exhibitSchema,
  /** Requirements of the procedure that it met. */
  requirementIds: z.array(z.string().max(100)).max(200),
  /** Originals it held. They stay in the vault, in no exhibit. */
  evidenceFileIds: z.array(evidenceFileIdSchema).max(100_000),
});
export type RemovedExhibit = z.infer<typeof removedExhibitSchema>;

export const exhibitFailureSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('caseNotFound') }),
  z.strictObject({ kind: z.literal('exhibitNotFound') }),
  z.strictObject({ kind: z.literal('badDate') }),
  /** It was sent under its number, and stays in its place. */
  z.strictObject({ kind: z.literal('numberKept') }),
  /** Facts cite it; their ids, so that the screen can lead to them. */
  z.strictObject({ kind: z.literal('exhibitCited'), factIds: z.array(z.string()) }),
]);
export type ExhibitFailure = z.infer<typeof exhibitFailureSchema>;
