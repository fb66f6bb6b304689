import { z } from 'zod';

/** Longest paragraph of a draft, in characters. */
export const paragraphLimit = 20_000;
/** Paragraphs of a draft at most. */
export const blockLimit = 5_000;

export const draftBlockIdSchema = z.uuid().brand<'DraftBlockId'>();
export type DraftBlockId = z.infer<typeof draftBlockIdSchema>;

/** A paragraph of a draft, as it is kept. Its texts hold citations by id; see `citations.ts`. */
export const draftBlockSchema = z.strictObject({
  /** Stays with the paragraph when the text is generated anew. */
  id: draftBlockIdSchema,
  /** Number of the paragraph in the generated document, from 0; null for one that was put in by hand. */
  place: z.int().nonnegative().nullable(),
  /** As it was generated; null for one that was put in by hand. */
  base: z.string().nullable(),
  /** As it stands now; null when it was taken out. */
  text: z.string().max(paragraphLimit).nullable(),
  /** Words of a sealed statement in it. They stand as they were said, unless it is a paraphrase. */
  quotes: z.array(z.string()),
  /** Said to be a retelling by the person who worked on it. */
  paraphrased: z.boolean(),
});
export type DraftBlock = z.infer<typeof draftBlockSchema>;

/** Whether a person has changed it since it was generated. */
export function isWorked({ base, text }: Pick<DraftBlock, 'base' | 'text'>): boolean {
  return base !== text;
}

/** The words of a sealed statement that a text no longer has as they were said. */
export function lostQuotes({
  text,
  quotes,
  paraphrased,
}: Pick<DraftBlock, 'text' | 'quotes' | 'paraphrased'>): readonly string[] {
  if (text === null || paraphrased) return [];
  return quotes.filter((quote) => !text.includes(quote));
}

/** The text without quotation marks around what was quoted: a retelling must not look like her own words. */
export function withoutQuotationMarks(text: string, quotes: readonly string[]): string {
  let plain = text;
  for (const quote of quotes) {
    const at = plain.indexOf(quote);
    if (at < 0) continue;
    const before = plain.slice(0, at).replace(/[«“„"‘‚]\s*$/u, '');
    const after = plain.slice(at + quote.length).replace(/^\s*[»”“"’]/u, '');
    plain = `${before}${quote}${after}`;
  }
  return plain;
}
