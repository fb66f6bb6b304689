import { z } from 'zod';
import { leavesShape, reasonNeededSchema } from '../departures/schemas';
import { isCivilDate } from '../deadlines/calendar';
import { command, query } from '../kernel/contract';
import { originalSchema } from '../evidence/originals';
import { caseIdSchema, evidenceFileIdSchema, exhibitIdSchema, sentInventoryIdSchema } from '../kernel/ids';
import { languageSchema } from '../kernel/languages';
import { civilDateSchema } from '../kernel/time';
import { lineSchema } from '../people/text';

const sentInventorySchema = z.strictObject({
  id: sentInventoryIdSchema,
  sentOn: civilDateSchema,
  recipient: z.string(),
  /** How many exhibits went out under a number. */
  count: z.int(),
});
export type SentInventory = z.output<typeof sentInventorySchema>;

/** Each is drawn in full, in the memory of the page. */
export const mostRedactedPages = 300;

/** Where the number of an exhibit stands on a page of a bundle. */
export const stampCorners = ['topRight', 'topLeft', 'bottomRight', 'bottomLeft'] as const;
export type StampCorner = (typeof stampCorners)[number];

/** Why the pages of a file cannot be taken into a bundle. Where the person wants it, a page that says so stands in for them. */
const pagesRefusals = [
  'encrypted',
  'damaged',
  'tooLarge',
  'hiddenLayers',
  'formNotDrawn',
  'active',
  'lettersUnknown',
] as const;
export type PagesRefusal = (typeof pagesRefusals)[number];
/** Why there is no bundle at all: a page that promises the file separately would not be true, or the making itself stopped. */
const bundleRefusals = ['stopped', 'originalMissing', 'originalDamaged'] as const;
export type BundleRefusal = (typeof bundleRefusals)[number];

/** A file whose pages are not in a bundle. */
const notTakenSchema = z.strictObject({
  number: z.string(),
  name: z.string(),
  because: z.enum(pagesRefusals),
});
export type NotTaken = z.output<typeof notTakenSchema>;

const bundleExhibitSchema = z.strictObject({
  exhibitId: exhibitIdSchema,
  number: z.string(),
  title: z.string(),
  /** Names of files that cannot be printed: each gets a page that says what it is. */
  apart: z.array(z.string()),
  /** It has no file here: a page says that it is on paper. */
  isOnPaper: z.boolean(),
});
export type BundleExhibit = z.output<typeof bundleExhibitSchema>;

// A number that is kept shows wherever exhibits are named.
const touches = ['exhibits', 'evidence', 'filings', 'timeline', 'procedures', 'audit'] as const;

export const exhibitsContract = {
  /** What went out under which numbers, newest first, and the numbers that are withdrawn since. */
  'exhibits.sent': query({
    input: z.strictObject({ caseId: caseIdSchema }),
    output: z.strictObject({
      today: civilDateSchema,
      inventories: z.array(sentInventorySchema),
      withdrawnNumbers: z.array(z.string()),
    }),
  }),
  /** Writes down that the exhibits of a case went out: from now on each keeps the number that it has. */
  'exhibits.markSent': command({
    input: z.strictObject({
      caseId: caseIdSchema,
      sentOn: civilDateSchema.refine(isCivilDate),
      recipient: lineSchema(200),
    }),
    output: sentInventorySchema,
    failure: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('caseNotFound') }),
      z.strictObject({ kind: z.literal('noExhibits') }),
      z.strictObject({ kind: z.literal('recipientMissing') }),
      z.strictObject({ kind: z.literal('dayInFuture'), today: civilDateSchema }),
    ]),
    touches,
  }),
  /** What a bundle of all exhibits would hold. */
  'exhibits.bundlePlan': query({
    input: z.strictObject({ caseId: caseIdSchema }),
    output: z.array(bundleExhibitSchema),
  }),
  /** Asks where to, and makes one PDF of exhibits: inventory, then their pages, stamped. With progress and cancel. */
  'exhibits.makeBundle': command({
    input: z.strictObject({
      caseId: caseIdSchema,
      exhibitIds: z.array(exhibitIdSchema).max(5000),
      /** Of the words of the bundle, whatever the interface speaks. */
      language: languageSchema,
      corner: z.enum(stampCorners),
      /** A page stands in for files that cannot be taken. Without it they are all named, and nothing is written. */
      standInsWanted: z.boolean(),
      ...leavesShape,
    }),
    output: z.strictObject({
      fileName: z.string(),
      pages: z.int(),
      byteLength: z.int(),
      sha256: z.string(),
      notTaken: z.array(notTakenSchema),
    }),
    failure: z.discriminatedUnion('kind', [
      reasonNeededSchema,
      z.strictObject({ kind: z.literal('caseNotFound') }),
      z.strictObject({ kind: z.literal('dialogCancelled') }),
      z.strictObject({ kind: z.literal('nothingChosen') }),
      /** The inventory cannot be printed in letters of Western Europe alone. */
      z.strictObject({ kind: z.literal('titleNotPrintable'), number: z.string() }),
      z.strictObject({ kind: z.literal('filesNotTaken'), files: z.array(notTakenSchema) }),
      z.strictObject({
        kind: z.literal('fileRefused'),
        number: z.string(),
        name: z.string(),
        because: z.enum(bundleRefusals),
      }),
      z.strictObject({ kind: z.literal('cancelled') }),
      z.strictObject({ kind: z.literal('targetFull') }),
      z.strictObject({ kind: z.literal('targetNotWritable') }),
      z.strictObject({ kind: z.literal('targetMissing') }),
      z.strictObject({ kind: z.literal('writtenWrongly') }),
    ]),
    touches: ['exhibits', 'departures', 'audit'],
  }),
  /** Keeps a copy of an original from which the page took the marked places; it goes out in the place of the original. */
  'exhibits.saveRedactedCopy': command({
    input: z.strictObject({
      evidenceFileId: evidenceFileIdSchema,
      /** How many places were marked. */
      areas: z.int().min(1).max(10_000),
      /** All pages as pictures, JPEG or PNG; one for a picture. */
      pages: z
        .array(
          z.strictObject({
            bytes: z.instanceof(Uint8Array),
            /** In points; of a picture they say nothing. */
            width: z.number().min(1).max(20_000),
            height: z.number().min(1).max(20_000),
          }),
        )
        .min(1)
        .max(mostRedactedPages),
    }),
    output: originalSchema,
    failure: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('originalNotFound') }),
      /** Neither a picture nor a PDF. */
      z.strictObject({ kind: z.literal('notRedactable') }),
      z.strictObject({ kind: z.literal('pageDamaged') }),
      z.strictObject({ kind: z.literal('vaultFull') }),
    ]),
    touches,
  }),
  /** Lets a redacted copy go out in the place of its original, or the original again. */
  'exhibits.useRedactedCopy': command({
    input: z.strictObject({ evidenceFileId: evidenceFileIdSchema, standsIn: z.boolean() }),
    output: z.null(),
    failure: z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('originalNotFound') })]),
    touches,
  }),
  /** Keeps an original as the page drew it for filings: upright, small, nothing but pixels. */
  'exhibits.keepPicture': command({
    input: z.strictObject({
      evidenceFileId: evidenceFileIdSchema,
      /** JPEG, see `filings/pictures.ts` for how large. */
      bytes: z.instanceof(Uint8Array),
    }),
    output: z.null(),
    failure: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('originalNotFound') }),
      z.strictObject({ kind: z.literal('pictureDamaged') }),
    ]),
    touches: [],
  }),
  /** Takes such an entry back, when it was written by mistake. Numbers that no other entry keeps follow the order again. */
  'exhibits.takeBackSent': command({
    input: z.strictObject({ sentInventoryId: sentInventoryIdSchema }),
    output: z.null(),
    failure: z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('inventoryNotFound') })]),
    touches,
  }),
};
