import { z } from 'zod';

/**
 * Whose words a paragraph holds. What was said, what was retold, what was seen and what we think of it must never run
 * into each other: a filing may quote only the first, and an opposing party will look for the last.
 */
export const provenances = ['verbatim', 'paraphrase', 'observation', 'view'] as const;
export const provenanceSchema = z.enum(provenances);
export type Provenance = (typeof provenances)[number];

/**
 * What a paragraph is taken for until someone says otherwise. Notes taken while a person speaks are a retelling; to
 * call them her own words by default would be a false claim.
 */
export const defaultProvenance: Provenance = 'paraphrase';

export const blockIdSchema = z.uuid();

/** Largest document that is saved, in bytes of its JSON in UTF-8: about 150 hours of talking. */
export const documentLimitBytes = 2_000_000;

/** Lists may stand in lists down to this level. */
export const listLevelLimit = 6;

const blockAttributesSchema = z.strictObject({
  /** Stays with the paragraph through every edit, so that a citation finds it again. */
  id: blockIdSchema,
  provenance: provenanceSchema,
  /** Hidden in reading views until asked for. */
  sensitive: z.boolean(),
});
export type BlockAttributes = z.infer<typeof blockAttributesSchema>;

const markSchema = z.strictObject({ type: z.enum(['bold', 'italic']) });
const marksSchema = z.array(markSchema).max(2);

const inlineSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string().min(1), marks: marksSchema.optional() }),
  z.strictObject({ type: z.literal('hardBreak'), marks: marksSchema.optional() }),
]);
export type Inline = z.infer<typeof inlineSchema>;

const paragraphSchema = z.strictObject({
  type: z.literal('paragraph'),
  attrs: blockAttributesSchema,
  content: z.array(inlineSchema).optional(),
});
export type Paragraph = z.infer<typeof paragraphSchema>;

const headingSchema = z.strictObject({
  type: z.literal('heading'),
  attrs: blockAttributesSchema.extend({ level: z.int().min(1).max(3) }),
  content: z.array(inlineSchema).optional(),
});
export type Heading = z.infer<typeof headingSchema>;

export interface ListItem {
  type: 'listItem';
  content: [Paragraph, ...(Paragraph | List)[]];
}
export type List =
  | { type: 'bulletList'; content: ListItem[] }
  | { type: 'orderedList'; attrs: { start: number }; content: ListItem[] };

/** Written out level by level: a recursive schema would let a deeply nested message exhaust the stack. */
function listSchemas(level: number): readonly [z.ZodType<List, List>, ...z.ZodType<List, List>[]] {
  const inItem: z.ZodType<Paragraph | List, Paragraph | List> =
    level < listLevelLimit ? z.union([paragraphSchema, ...listSchemas(level + 1)]) : paragraphSchema;
  const itemSchema: z.ZodType<ListItem, ListItem> = z.strictObject({
    type: z.literal('listItem'),
    content: z.tuple([paragraphSchema], inItem),
  });
  const content = z.array(itemSchema).min(1);
  return [
    z.strictObject({ type: z.literal('bulletList'), content }),
    z.strictObject({
      type: z.literal('orderedList'),
      attrs: z.strictObject({ start: z.int().min(0).max(1_000_000) }),
      content,
    }),
  ];
}

const blockSchema = z.union([paragraphSchema, headingSchema, ...listSchemas(1)]);
export type Block = z.infer<typeof blockSchema>;

/**
 * What was written in an interview, as ProseMirror JSON. Strict: no links, pictures or HTML, so that nothing pasted can
 * bring along what nobody sees.
 */
export const interviewDocumentSchema = z.strictObject({
  type: z.literal('doc'),
  content: z.array(blockSchema).min(1),
});
export type InterviewDocument = z.infer<typeof interviewDocumentSchema>;

/** A document with one empty paragraph: what a new interview starts with. */
export function emptyDocument(blockId: string): InterviewDocument {
  return {
    type: 'doc',
    content: [{ type: 'paragraph', attrs: { id: blockId, provenance: defaultProvenance, sensitive: false } }],
  };
}

/** A paragraph or heading, taken out of the lists it may stand in. */
export interface TextBlock extends BlockAttributes {
  readonly kind: 'paragraph' | 'heading';
  /** 1 to 3 for a heading, 0 for a paragraph. */
  readonly headingLevel: number;
  /** How many lists it stands in; 0 outside any. */
  readonly listLevel: number;
  /** A hard break is a line feed here. */
  readonly text: string;
  readonly content: readonly Inline[];
}

/** Every paragraph and heading in reading order. */
export function textBlocks(document: InterviewDocument): readonly TextBlock[] {
  const blocks: TextBlock[] = [];
  function visit(nodes: readonly (Block | ListItem)[], listLevel: number): void {
    for (const node of nodes) {
      if (node.type === 'paragraph' || node.type === 'heading') {
        const content = node.content ?? [];
        blocks.push({
          id: node.attrs.id,
          provenance: node.attrs.provenance,
          sensitive: node.attrs.sensitive,
          kind: node.type,
          headingLevel: node.type === 'heading' ? node.attrs.level : 0,
          listLevel,
          text: inlineText(content),
          content,
        });
      } else if (node.type === 'listItem') {
        visit(node.content, listLevel);
      } else {
        visit(node.content, listLevel + 1);
      }
    }
  }
  visit(document.content, 0);
  return blocks;
}

export function inlineText(content: readonly Inline[]): string {
  let text = '';
  for (const node of content) text += node.type === 'text' ? node.text : '\n';
  return text;
}
