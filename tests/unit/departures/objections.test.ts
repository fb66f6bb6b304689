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
    ['words', 'rue du Re\u00ADfuge', 'rue du refuge', true],
    ['words', 'rue\u200Bdu\u200BRefuge', 'rue du refuge', true],
    ['words', 're\u200Bfuge', 'Refuge', true],
    ['words', 're\uFB01le', 'refile', true],
    ['words', 'Hauptstrasse', 'Hauptstraße', true],
    ['words', 'GROẞ', 'gross', true],
    ['words', 'Lodz, pani Lukasz', 'Łukasz', true],
    ['words', 'Søren Ærø', 'soren aero', true],
    ['words', 'Đorđević', 'Dordevic', true],
    ['words', 'Cœur', 'COEUR', true],
    ['words', 'İSTANBUL, Işık', 'istanbul isik', true],
    ['words', '\u202Bسلمى\u202C هنا', 'سلمى', true],
    ['words', 'kaai ٧', 'kaai 7', true],
    ['telephone', 'le 0471\u201123\u201145\u201167', '0471 23 45 67', true],
    ['telephone', 'le 0471\u201323\u201345\u201367', '0471 23 45 67', true],
    ['telephone', 'le 0471\u00AD23\u200B45\u00A067', '0471 23 45 67', true],
    ['telephone', '٠٤٧١ ٢٣ ٤٥ ٦٧', '0471 23 45 67', true],
    ['telephone', 'le 0471 23 45 67', '٠٤٧١ ٢٣ ٤٥ ٦٧', true],
    ['telephone', '०४७१२३४५६७', '0471 23 45 67', true],
    ['email', 'a.mo\u00ADdele@centre.example', 'a.modele@centre.example', true],
    ['email', 'anne\u2011marie@centre.example', 'anne-marie@centre.example', true],
  ] as const)('by %s: %s', (by, text, sought, isThere) => {
    expect(found(text, by, sought)).toBe(isThere);
  });

  it('finds words and numbers whatever the typesetter put into them', () => {
    const notShown = fc.constantFrom('\u00AD', '\u200B', '\u200D', '\u2060', '\u200F', '\uFEFF');
    const dash = fc.constantFrom(
      '-',
      '\u2010',
      '\u2011',
      '\u2013',
      '\u2014',
      ' ',
      '\u00A0',
      '\u202F',
      '.',
      '/',
    );
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{4,12}$/), fc.nat(), notShown, (word, at, mark) => {
        const place = 1 + (at % (word.length - 1));
        const text = `avant ${word.slice(0, place)}${mark}${word.slice(place)} apres`;
        expect(found(text, 'words', word)).toBe(true);
      }),
    );
    fc.assert(
      fc.property(
        fc.stringMatching(/^[1-9]\d{8,9}$/),
        fc.array(dash, { minLength: 9, maxLength: 9 }),
        (digits, dashes) => {
          const text = [...digits].map((digit, index) => `${digit}${dashes[index] ?? ''}`).join('');
          expect(found(`le ${text}`, 'telephone', digits)).toBe(true);
        },
      ),
    );
  });

  it('reads the digits of every script', () => {
    const zeros = [0x660, 0x6f0, 0x966, 0x9e6, 0x1040, 0x17e0, 0xff10, 0x1d7ce, 0x1e950];
    for (const zero of zeros) {
      const written = [...'0471234567'].map((digit) => String.fromCodePoint(zero + Number(digit))).join('');
      expect([zero, found(written, 'telephone', '0471 23 45 67')]).toEqual([zero, true]);
    }
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
