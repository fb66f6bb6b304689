import { diffArrays } from 'diff';
import { isWorked, type DraftBlock } from './blocks';

/** A paragraph as it is generated anew. */
export interface GeneratedParagraph {
  readonly place: number;
  readonly text: string;
  readonly quotes: readonly string[];
}

/** What generating anew does to one paragraph. */
export type MergeStep =
  /** Nobody changed it, or the person alone did. */
  | { readonly change: 'kept'; readonly block: DraftBlock }
  /** The generator alone changed it, and its text is taken. */
  | { readonly change: 'taken'; readonly block: DraftBlock; readonly before: string }
  /** The generator has it new. */
  | { readonly change: 'added'; readonly block: DraftBlock }
  /** The generator has it no longer, and nobody had worked on it. */
  | { readonly change: 'gone'; readonly block: DraftBlock }
  /** Both changed it. `theirs` is the new text; null when the generator has the paragraph no longer. */
  | { readonly change: 'both'; readonly block: DraftBlock; readonly theirs: string | null };

/** Which text is taken where both changed a paragraph, by its id. Mine where nothing was chosen. */
export type MergeChoices = Readonly<Record<string, 'mine' | 'theirs'>>;

/**
 * Puts a text that was worked on by hand and one that was generated anew together, paragraph by paragraph. Nothing that the
 * hand wrote is thrown away: where both changed a paragraph, the hand's text stands until the other is chosen.
 *
 * @returns the steps in the order of the new text
 */
export function mergeDraft(
  blocks: readonly DraftBlock[],
  generated: readonly GeneratedParagraph[],
  newId: () => DraftBlock['id'],
): readonly MergeStep[] {
  const generatedBefore = blocks.filter((block) => block.base !== null);
  const partners = pairParagraphs(generatedBefore, generated);
  const steps: MergeStep[] = [];
  const placeOfStep = new Map<string, number>();
  for (const paragraph of generated) {
    const old = partners.get(paragraph.place);
    steps.push(old === undefined ? addedStep(paragraph, newId) : pairedStep(old, paragraph));
    if (old !== undefined) placeOfStep.set(old.id, steps.length - 1);
  }
  // What has no partner follows the paragraph it stood behind.
  const behind = new Map<number, MergeStep[]>();
  let last = -1;
  for (const block of blocks) {
    const step = placeOfStep.get(block.id);
    if (step !== undefined) {
      last = step;
      continue;
    }
    const left = leftStep(block);
    if (left !== null) behind.set(last, [...(behind.get(last) ?? []), left]);
  }
  return [...(behind.get(-1) ?? []), ...steps.flatMap((step, index) => [step, ...(behind.get(index) ?? [])])];
}

/** The paragraphs after the choices were made. */
export function mergedBlocks(steps: readonly MergeStep[], choices: MergeChoices): readonly DraftBlock[] {
  return steps.flatMap((step): readonly DraftBlock[] => {
    if (step.change === 'gone') return [];
    if (step.change !== 'both') return [step.block];
    const theirs = choices[step.block.id] === 'theirs';
    if (!theirs) return [step.block];
    return step.theirs === null ? [] : [{ ...step.block, text: step.theirs, paraphrased: false }];
  });
}

function addedStep({ place, text, quotes }: GeneratedParagraph, newId: () => DraftBlock['id']): MergeStep {
  const block = { id: newId(), place, base: text, text, quotes: [...quotes], paraphrased: false };
  return { change: 'added', block };
}

function pairedStep(old: DraftBlock, { place, text, quotes }: GeneratedParagraph): MergeStep {
  const placed: DraftBlock = { ...old, place, base: text };
  if (old.base === text) return { change: 'kept', block: placed };
  if (!isWorked(old)) {
    return {
      change: 'taken',
      block: { ...placed, text, quotes: [...quotes], paraphrased: false },
      before: old.base ?? '',
    };
  }
  if (old.text === text) return { change: 'kept', block: placed };
  return { change: 'both', block: placed, theirs: text };
}

/** A paragraph that is not generated any more: of the hand's it stays, from now on as one that was put in. */
function leftStep(block: DraftBlock): MergeStep | null {
  if (block.base === null) return { change: 'kept', block };
  if (!isWorked(block)) return { change: 'gone', block };
  // Taken out by hand, and not generated any more: both want the same.
  if (block.text === null) return null;
  return { change: 'both', block: { ...block, place: null, base: null }, theirs: null };
}

/**
 * The older partner of each new paragraph, by its place. Equal texts pair first, in their order; what lies between two pairs
 * pairs with what is most like it there, in order as well.
 */
function pairParagraphs(
  before: readonly DraftBlock[],
  after: readonly GeneratedParagraph[],
): ReadonlyMap<number, DraftBlock> {
  const partners = new Map<number, DraftBlock>();
  let oldIndex = 0;
  let newIndex = 0;
  let oldGap: DraftBlock[] = [];
  let newGap: GeneratedParagraph[] = [];
  const closeGap = (): void => {
    pairGap(oldGap, newGap, partners);
    oldGap = [];
    newGap = [];
  };
  const runs = diffArrays(
    before.map(({ base }) => base ?? ''),
    after.map(({ text }) => text),
  );
  for (const run of runs) {
    for (let count = 0; count < run.value.length; count += 1) {
      const old = before[oldIndex];
      const paragraph = after[newIndex];
      if (run.added) {
        if (paragraph !== undefined) newGap.push(paragraph);
        newIndex += 1;
      } else if (run.removed) {
        if (old !== undefined) oldGap.push(old);
        oldIndex += 1;
      } else {
        closeGap();
        if (old !== undefined && paragraph !== undefined) partners.set(paragraph.place, old);
        oldIndex += 1;
        newIndex += 1;
      }
    }
  }
  closeGap();
  return partners;
}

/** Beyond so many pairs to be weighed, paragraphs between two equal ones pair by their place. */
const gapLimit = 4_000;

/** The pairs that are most alike in sum and do not cross each other. */
function pairGap(
  old: readonly DraftBlock[],
  fresh: readonly GeneratedParagraph[],
  partners: Map<number, DraftBlock>,
): void {
  if (old.length === 0 || fresh.length === 0) return;
  if (old.length * fresh.length > gapLimit) {
    fresh.forEach(({ place, text }, index) => {
      const block = old[index];
      if (block !== undefined && likeness(block.base ?? '', text) >= alike) partners.set(place, block);
    });
    return;
  }
  const weights = old.map((block) => fresh.map(({ text }) => likeness(block.base ?? '', text)));
  const best = old.map(() => fresh.map(() => 0)).concat([fresh.map(() => 0)]);
  const at = (row: number, column: number): number => best[row]?.[column] ?? 0;
  const weight = (row: number, column: number): number => {
    const found = weights[row]?.[column] ?? 0;
    return found >= alike ? found : 0;
  };
  for (let row = old.length - 1; row >= 0; row -= 1) {
    for (let column = fresh.length - 1; column >= 0; column -= 1) {
      const pair = weight(row, column);
      const value = Math.max(
        at(row + 1, column),
        at(row, column + 1),
        pair === 0 ? 0 : pair + at(row + 1, column + 1),
      );
      const line = best[row];
      if (line !== undefined) line[column] = value;
    }
  }
  let row = 0;
  let column = 0;
  while (row < old.length && column < fresh.length) {
    const pair = weight(row, column);
    const block = old[row];
    const paragraph = fresh[column];
    if (pair > 0 && at(row, column) === pair + at(row + 1, column + 1)) {
      if (block !== undefined && paragraph !== undefined) partners.set(paragraph.place, block);
      row += 1;
      column += 1;
    } else if (at(row, column) === at(row + 1, column)) row += 1;
    else column += 1;
  }
}

/** Two paragraphs with less in common are different ones. */
const alike = 0.4;

/** Share of words that two texts have in common, from 0 to 1. */
export function likeness(one: string, other: string): number {
  const words = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const counts = new Map<string, number>();
  const first = words(one);
  const second = words(other);
  if (first.length + second.length === 0) return 1;
  for (const word of first) counts.set(word, (counts.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of second) {
    const left = counts.get(word) ?? 0;
    if (left === 0) continue;
    common += 1;
    counts.set(word, left - 1);
  }
  return (2 * common) / (first.length + second.length);
}
