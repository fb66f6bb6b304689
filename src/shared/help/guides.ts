import { z } from 'zod';

// The shape of resources/help/*.json. In every text, `{evidence.addFiles}` stands for that text of the interface's catalogue,
// so that the help never calls a button by another name than the button; `{Mod+L}` stands for keys pressed together, and
// `{safety/copies}` for a link to that section.

/** In the order in which they are offered. */
export const helpGuideIds = ['advocates', 'lawyers', 'administrators', 'safety'] as const;
export type HelpGuideId = (typeof helpGuideIds)[number];

/** Where the tour of the practice vault stops, in its order. */
export const tourStops = [
  'cases',
  'overview',
  'people',
  'interviews',
  'timeline',
  'procedure',
  'exhibits',
  'coverage',
  'filings',
  'recovery',
] as const;
export type TourStop = (typeof tourStops)[number];

const words = z.string().min(1);

const helpBlockSchema = z.union([
  z.strictObject({ paragraph: words }),
  /** To be done one after the other. */
  z.strictObject({ steps: z.array(words).min(2) }),
  z.strictObject({ points: z.array(words).min(2) }),
  /** The way to a screen or a button, by the ids of their names. */
  z.strictObject({ where: z.array(words).min(1) }),
]);
export type HelpBlock = z.infer<typeof helpBlockSchema>;

const helpSectionSchema = z.strictObject({
  id: z.string().regex(/^[a-z][A-Za-z]*$/u),
  title: words,
  blocks: z.array(helpBlockSchema).min(1),
});
export type HelpSection = z.infer<typeof helpSectionSchema>;

const helpGuideSchema = z.strictObject({
  id: z.enum(helpGuideIds),
  title: words,
  lead: words,
  sections: z.array(helpSectionSchema).min(1),
});
export type HelpGuide = z.infer<typeof helpGuideSchema>;

/** All of the help in one language. */
export const helpSchema = z.strictObject({
  guides: z.array(helpGuideSchema).length(helpGuideIds.length),
  /** What to look at on each screen of the practice vault. */
  tour: z.array(z.strictObject({ stop: z.enum(tourStops), text: words })).length(tourStops.length),
});
export type Help = z.infer<typeof helpSchema>;

/** Where in the help; without a section, the beginning of the guide. */
export interface HelpPlace {
  readonly guide: HelpGuideId;
  readonly section?: string;
}

/** A piece of a text of the help. */
export type HelpPiece =
  | { readonly kind: 'words'; readonly words: string }
  | { readonly kind: 'name'; readonly id: string }
  | { readonly kind: 'keys'; readonly keys: readonly string[] }
  | { readonly kind: 'section'; readonly guide: string; readonly section: string };

/** Takes a text of the help apart at its braces. */
export function helpPieces(text: string): readonly HelpPiece[] {
  return text
    .split(/(\{[^{}]+\})/u)
    .filter((part) => part !== '')
    .map((part): HelpPiece => {
      if (!part.startsWith('{')) return { kind: 'words', words: part };
      const inside = part.slice(1, -1);
      const [guide, section] = inside.split('/');
      if (guide !== undefined && section !== undefined) return { kind: 'section', guide, section };
      if (/^[a-z]+\./u.test(inside)) return { kind: 'name', id: inside };
      return { kind: 'keys', keys: inside.split('+') };
    });
}
