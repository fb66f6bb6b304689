import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draftBlockIdSchema, isWorked, type DraftBlock } from '../../../src/shared/drafts/blocks';
import { mergeDraft, mergedBlocks, type GeneratedParagraph } from '../../../src/shared/drafts/merge';

let last = 0;
const newId = () => {
  last += 1;
  return draftBlockIdSchema.parse(`01890000-0000-7000-8000-${String(last).padStart(12, '0')}`);
};
const block = (base: string | null, text: string | null = base, place: number | null = null): DraftBlock => ({
  id: newId(),
  place,
  base,
  text,
  quotes: [],
  paraphrased: false,
});
/** Paragraphs of a draft, each as it was generated or with another text, or put in. */
const draftOf = (...paragraphs: readonly (string | readonly [string | null, string | null])[]) => {
  let place = -1;
  return paragraphs.map((each) => {
    const [base, text] = typeof each === 'string' ? [each, each] : each;
    if (base !== null) place += 1;
    return block(base, text, base === null ? null : place);
  });
};
const generatedOf = (...texts: readonly string[]): readonly GeneratedParagraph[] =>
  texts.map((text, place) => ({ place, text, quotes: [] }));
const textsOf = (blocks: readonly DraftBlock[]) => blocks.map(({ text }) => text);
const merge = (blocks: readonly DraftBlock[], generated: readonly GeneratedParagraph[]) =>
  mergeDraft(blocks, generated, newId);

describe('generating a draft anew', () => {
  it('takes what the generator alone changed, and keeps what the hand alone changed', () => {
    const steps = merge(
      draftOf('Titre', 'Elle est née en 1998.', ['Elle vit ici.', 'Elle vit ici depuis mars.'], 'Fin.'),
      generatedOf('Titre', 'Elle est née en 1999.', 'Elle vit ici.', 'Fin.'),
    );
    expect(steps.map(({ change }) => change)).toEqual(['kept', 'taken', 'kept', 'kept']);
    expect(textsOf(mergedBlocks(steps, {}))).toEqual([
      'Titre',
      'Elle est née en 1999.',
      'Elle vit ici depuis mars.',
      'Fin.',
    ]);
  });

  it('asks where both changed a paragraph, and keeps the hand’s unless told otherwise', () => {
    const blocks = draftOf(['Elle est née en 1998 à Tanger.', 'Elle est née à Tanger, en 1998.']);
    const steps = merge(blocks, generatedOf('Elle est née en 1999 à Tanger.'));
    const id = blocks[0]?.id ?? '';
    expect(steps).toMatchObject([{ change: 'both', theirs: 'Elle est née en 1999 à Tanger.' }]);
    expect(textsOf(mergedBlocks(steps, {}))).toEqual(['Elle est née à Tanger, en 1998.']);
    expect(textsOf(mergedBlocks(steps, { [id]: 'theirs' }))).toEqual(['Elle est née en 1999 à Tanger.']);
  });

  it('keeps what was put in behind its paragraph, and what was taken out taken out', () => {
    const steps = merge(
      draftOf(
        'Un premier point.',
        [null, 'Ajouté à la main.'],
        ['Un deuxième point.', null],
        'Un dernier point.',
      ),
      generatedOf('Tout nouveau en tête.', 'Un premier point.', 'Un deuxième point.', 'Un dernier point.'),
    );
    expect(textsOf(mergedBlocks(steps, {}))).toEqual([
      'Tout nouveau en tête.',
      'Un premier point.',
      'Ajouté à la main.',
      null,
      'Un dernier point.',
    ]);
  });

  it('keeps a worked paragraph that is not generated any more, as one that was put in', () => {
    const steps = merge(
      draftOf('Avant.', ['Elle suit un cours de langue.', 'Elle suit deux cours de langue.'], 'Après.'),
      generatedOf('Avant.', 'Après.'),
    );
    expect(steps).toMatchObject([
      {},
      { change: 'both', theirs: null, block: { place: null, base: null } },
      {},
    ]);
    expect(textsOf(mergedBlocks(steps, {}))).toEqual(['Avant.', 'Elle suit deux cours de langue.', 'Après.']);
  });

  const word = fc.constantFrom(
    'un',
    'deux',
    'trois',
    'mars',
    'avril',
    'pièce',
    'cours',
    'Tanger',
    'elle',
    'lui',
  );
  const sentence = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' '));
  const generatedTexts = fc.array(sentence, { maxLength: 12 });
  const handwork = fc.array(
    fc.record({ act: fc.constantFrom('leave', 'leave', 'change', 'out', 'putIn'), words: sentence }),
    { maxLength: 12 },
  );
  const worked = fc.tuple(generatedTexts, handwork).map(([texts, acts]) =>
    texts.flatMap((text, place): DraftBlock[] => {
      const { act, words } = acts[place] ?? { act: 'leave', words: '' };
      const own = block(text, act === 'change' ? `${words} à la main` : act === 'out' ? null : text, place);
      return act === 'putIn' ? [own, block(null, `${words} à la main`)] : [own];
    }),
  );

  it('gives the new text when nobody worked on the old one', () => {
    fc.assert(
      fc.property(generatedTexts, generatedTexts, (old, fresh) => {
        const blocks = old.map((text, place) => block(text, text, place));
        const merged = mergedBlocks(merge(blocks, generatedOf(...fresh)), {});
        expect(merged.map(({ text, base, place }) => [text, base, place])).toEqual(
          fresh.map((text, place) => [text, text, place]),
        );
      }),
    );
  });

  it('changes nothing when the generator says the same', () => {
    fc.assert(
      fc.property(worked, (blocks) => {
        const same = generatedOf(...blocks.flatMap(({ base }) => (base === null ? [] : [base])));
        const steps = merge(blocks, same);
        expect(steps.every(({ change }) => change === 'kept')).toBe(true);
        expect(mergedBlocks(steps, {})).toEqual(blocks);
      }),
    );
  });

  it('loses no words of the hand, and no new paragraph, whatever changed', () => {
    fc.assert(
      fc.property(worked, generatedTexts, (blocks, fresh) => {
        const merged = mergedBlocks(merge(blocks, generatedOf(...fresh)), {});
        const byHand = blocks.filter((each) => isWorked(each) && each.text !== null);
        expect(
          byHand.filter(({ id, text }) => !merged.some((each) => each.id === id && each.text === text)),
        ).toEqual([]);
        expect(merged.flatMap(({ place }) => (place === null ? [] : [place]))).toEqual(
          fresh.map((_text, place) => place),
        );
        expect(new Set(merged.map(({ id }) => id)).size).toBe(merged.length);
      }),
    );
  });
});
