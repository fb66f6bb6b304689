import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findInDocument, wordsOfAddress } from '../../../src/shared/departures/objections';

const found = (text: string, by: 'words' | 'telephone' | 'email', sought: string): boolean =>
  findInDocument([{ part: 'text', paragraph: 1, text }], [{ subject: null, by, text: sought }]).length > 0;

describe('looking through a document', () => {
  it.each([
    ['words', 'Elle vit rue du Réfuge, 7.', 'RUE DU REFUGE', true],
    ['words', 'Elle vit rue du Refugeoir.', 'rue du refuge', false],
    ['words', 'rue du\nRefuge', 'rue du refuge', true],
    ['words', 'سلمى هنا', 'سلمى', true],
    ['words', 'anything', '', false],
    ['telephone', 'appeler le +32 (0)470/98.76.54', '0470 98 76 54', true],
    ['telephone', 'appeler le 0470 98 76 55', '0470 98 76 54', false],
    ['telephone', 'le 5 mars', '5', false],
    ['email', 'A.Modele@Centre.Example', 'a.modele@centre.example', true],
    ['email', 'a@b', '', false],
  ] as const)('by %s: %s', (by, text, sought, isThere) => {
    expect(found(text, by, sought)).toBe(isThere);
  });

  it.each([
    ['Rue du Refuge 7, 1000 Bruxelles', 'rue du refuge'],
    ['7 rue du Refuge\n1000 Bruxelles', 'rue du refuge'],
    ['Kaai 7', 'kaai 7'],
  ])('looks for an address by its street: %s', (address, sought) => {
    expect(wordsOfAddress(address)).toBe(sought);
  });

  it('finds a word wherever it stands, and says where', () => {
    const word = fc.stringMatching(/^[a-z]{4,8}$/);
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 30 }),
        word,
        fc.array(word, { maxLength: 30 }),
        (before, sought, after) => {
          const text = [...before, sought.toUpperCase(), ...after].join(', ');
          const [hit] = findInDocument(
            [
              { part: 'header', paragraph: 1, text: 'xxx' },
              { part: 'text', paragraph: 2, text },
            ],
            [{ subject: 'she', by: 'words', text: sought }],
          );
          expect(hit?.subject).toBe('she');
          expect(hit?.places.map(({ part, paragraph }) => [part, paragraph])).toEqual([['text', 2]]);
          expect(hit?.places[0]?.excerpt.toLowerCase()).toContain(sought);
        },
      ),
    );
  });
});
