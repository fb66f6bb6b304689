import { diffArrays } from 'diff';
import { textBlocks, type InterviewDocument, type Provenance, type TextBlock } from './document';

/** Words of one paragraph: in both texts, only in the older one, or only in the newer one. */
export interface WordRun {
  readonly change: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** One paragraph of a comparison, in the order of the newer text with removed ones where they stood. */
export type ComparedBlock =
  | { readonly change: 'same'; readonly block: TextBlock }
  | { readonly change: 'removed'; readonly block: TextBlock }
  | { readonly change: 'added'; readonly block: TextBlock }
  | {
      readonly change: 'changed';
      /** The newer one. */
      readonly block: TextBlock;
      readonly words: readonly WordRun[];
      /** What the paragraph was taken for before; null when that did not change. */
      readonly provenanceBefore: Provenance | null;
      readonly sensitiveBefore: boolean | null;
      /** True when it became a heading, a list item or the other way round. */
      readonly formChanged: boolean;
      /** True when it stands among other paragraphs than before. */
      readonly moved: boolean;
    };

/** Beyond this many words in one paragraph the comparison shows it whole, removed and added. */
const wordLimit = 20_000;

/**
 * Compares two texts of one interview paragraph by paragraph. Paragraphs are told by their ids, so that a rewritten one
 * is shown as changed and a moved one as moved; those that lost their id pair up by their words.
 */
export function compareDocuments(
  older: InterviewDocument,
  newer: InterviewDocument,
): readonly ComparedBlock[] {
  const before = textBlocks(older);
  const after = textBlocks(newer);
  const partners = pairBlocks(before, after);
  const pairedBefore = new Set([...partners.values()].map((block) => block.id));

  const beforeIds = before.map((block) => block.id);
  // The newer text under the ids of the older one, where a paragraph has a partner there.
  const afterKeys = after.map((block) => partners.get(block.id)?.id ?? `new ${block.id}`);
  const beforeById = new Map(before.map((block) => [block.id, block]));
  const compared: ComparedBlock[] = [];
  let next = 0;
  for (const run of diffArrays(beforeIds, afterKeys)) {
    for (const key of run.value) {
      if (run.removed) {
        const block = beforeById.get(key);
        if (block !== undefined && !pairedBefore.has(key)) compared.push({ change: 'removed', block });
        continue;
      }
      const block = after[next];
      next += 1;
      if (block !== undefined) compared.push(compareBlock(partners.get(block.id), block, run.added));
    }
  }
  return compared;
}

function compareBlock(older: TextBlock | undefined, newer: TextBlock, moved: boolean): ComparedBlock {
  if (older === undefined) return { change: 'added', block: newer };
  const provenanceBefore = older.provenance === newer.provenance ? null : older.provenance;
  const sensitiveBefore = older.sensitive === newer.sensitive ? null : older.sensitive;
  const formChanged = formOf(older) !== formOf(newer);
  const isSame =
    !moved &&
    !formChanged &&
    provenanceBefore === null &&
    sensitiveBefore === null &&
    JSON.stringify(older.content) === JSON.stringify(newer.content);
  if (isSame) return { change: 'same', block: newer };
  const words = compareWords(older.text, newer.text);
  return { change: 'changed', block: newer, words, provenanceBefore, sensitiveBefore, formChanged, moved };
}

function formOf(block: TextBlock): string {
  return `${block.kind} ${block.headingLevel} ${block.listLevel}`;
}

/** The older partner of each newer paragraph, by the newer one's id. */
function pairBlocks(
  before: readonly TextBlock[],
  after: readonly TextBlock[],
): ReadonlyMap<string, TextBlock> {
  const partners = new Map<string, TextBlock>();
  const beforeById = new Map(before.map((block) => [block.id, block]));
  for (const block of after) {
    const partner = beforeById.get(block.id);
    if (partner !== undefined) partners.set(block.id, partner);
  }
  // What was cut and pasted has new ids: the same words are the same paragraph.
  const taken = new Set(partners.keys());
  const leftByText = new Map<string, TextBlock[]>();
  for (const block of before) {
    if (taken.has(block.id) || block.text.trim() === '') continue;
    leftByText.set(block.text, [...(leftByText.get(block.text) ?? []), block]);
  }
  for (const block of after) {
    if (partners.has(block.id)) continue;
    const partner = leftByText.get(block.text)?.shift();
    if (partner !== undefined) partners.set(block.id, partner);
  }
  return partners;
}

/** Compares two texts word by word. Nothing of either is left out. */
export function compareWords(older: string, newer: string): readonly WordRun[] {
  if (older === newer) return newer === '' ? [] : [{ change: 'same', text: newer }];
  const olderWords = splitWords(older);
  const newerWords = splitWords(newer);
  const whole: readonly WordRun[] = [
    { change: 'removed', text: older },
    { change: 'added', text: newer },
  ];
  if (olderWords.length > wordLimit || newerWords.length > wordLimit) return whole.filter(hasText);
  // Two texts that share next to nothing would take seconds and show confetti.
  const runs = diffArrays(olderWords, newerWords, { maxEditLength: 4000 });
  if (runs === undefined) return whole.filter(hasText);
  return runs.map((run) => ({
    change: run.removed ? 'removed' : run.added ? 'added' : 'same',
    text: run.value.join(''),
  }));
}

function hasText(run: WordRun): boolean {
  return run.text !== '';
}

// Letters stay with their marks and joiners, so that no Arabic word and no accent is torn apart.
const wordPattern =
  /\s+|[\p{L}\p{M}\p{N}\u200c\u200d]+|\p{Extended_Pictographic}(?:[\p{M}\p{Emoji_Modifier}\u200d]|\p{Extended_Pictographic})*|./gsu;

function splitWords(text: string): string[] {
  return text.match(wordPattern) ?? [];
}
