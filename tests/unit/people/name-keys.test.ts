import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  keyCloseness,
  likelyCloseness,
  nameKey,
  sameNameCloseness,
} from '../../../src/shared/people/name-keys';

function closeness(left: string, right: string): number {
  return keyCloseness(nameKey(left), nameKey(right));
}

/** Any Unicode there is, half surrogates included. */
const anyText = fc.string({
  unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
});
const lettersOfNames = fc.string({
  unit: fc.constantFrom(
    ...'aeiouyhkpfjdszxqwcgtnmlr -’éèçüøłßАБВийкмодьяώςاأإبدرعمحيوىةשלוםሰላምაбღ王明𞤀𝕄'.split(''),
  ),
  maxLength: 30,
});

describe('nameKey', () => {
  it('is its own key, for any text at all', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, lettersOfNames, fc.string({ unit: 'grapheme' })), (text) => {
        const key = nameKey(text);
        expect(nameKey(key)).toBe(key);
      }),
      { numRuns: 3000 },
    );
  });

  it('is the same however a letter is composed, in capitals or not', () => {
    fc.assert(
      fc.property(lettersOfNames, (text) => {
        expect(nameKey(text.normalize('NFD'))).toBe(nameKey(text.normalize('NFC')));
        expect(nameKey(nameKey(text).toUpperCase())).toBe(nameKey(text));
      }),
    );
  });

  it('folds marks, apostrophes, double letters and letters that sound alike', () => {
    const names = [
      'Éléonore N’Diaye',
      'Mohammed',
      'Khadidja',
      'Philippe',
      'Tatyana',
      'Youssouf',
      'Şükrü Yıldız',
      'Søren Łukasz',
    ];
    expect(names.map(nameKey)).toEqual([
      'eleonore ndiaie',
      'mohamed',
      'hadia',
      'filipe',
      'tatiana',
      'iusuf',
      'sukru ildiz',
      'soren lukasz',
    ]);
  });

  it('keeps letters beyond the first 65,536 and scripts it does not transliterate', () => {
    expect(['𞤀𞤤𞤭', '𠮷田', '王小明', 'தமிழ்'].map((name) => nameKey(name) !== '')).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });

  it('is empty for a text without letters', () => {
    expect(['', '  ', '123', '👩‍👧', '\u0301', '\ud83d'].map(nameKey)).toEqual(['', '', '', '', '', '']);
  });
});

describe('keyCloseness', () => {
  it.each([
    ['Mohammed Diallo', 'Muhamad Dialo'],
    ['محمد', 'Mohamed'],
    ['Tatiana Ivanova', 'Татьяна Иванова'],
    ['Ivanova Tatjana', 'Tatiana Ivanova'],
    ['Татьяна Iwanowa', 'Tatiana Ivanova'],
    ['Wiktor Kowalski', 'Viktor Kovalski'],
    ['Nawal', 'Naoual'],
    ['نوال', 'Nawal'],
    ['Ouattara Awa', 'Wattara Aoua'],
    ['Louis', 'Luis'],
    ['Edouard Kabila', 'Edward Kabila'],
    ['يوسف', 'Youssef'],
    ['وليد', 'Oualid'],
    ['عبد الرحمن', 'Abdulrahman'],
    ['Abd-el-Rahman', 'Abderrahmane'],
    ['Γιώργος Παπαδόπουλος', 'Giorgos Papadopoulos'],
    ['فاطمة', 'Fatimah'],
    ['ሰላም', 'Selam'],
    ['Хуссейн', 'Hussain'],
    ['عائشة', 'Aïcha'],
    ['Nguyễn Thị Hồng', 'Nguyen Thi Hong'],
  ])('finds one name in %s and %s', (left, right) => {
    expect(closeness(left, right)).toBeGreaterThanOrEqual(likelyCloseness);
    expect(closeness(right, left)).toBeCloseTo(closeness(left, right), 10);
  });

  it.each([
    ['Mohamed Diallo', 'Mohamed Camara'],
    ['Mohamed Diallo', 'Mohamed Diop'],
    ['Grace Okoro', 'Grace Okafor'],
    ['Nguyễn Thị Hồng', 'Nguyen Thi Lan'],
    ['Elena Popescu', 'Elena Popa'],
    ['Ali', 'Ela'],
    ['Joy', 'Joyce'],
  ])('finds two names in %s and %s', (left, right) => {
    expect(closeness(left, right)).toBeLessThan(likelyCloseness);
  });

  it('finds someone known by a single name among those with two, but not as the same name', () => {
    const found = closeness('Blessing', 'Osagie Blessing');
    expect(found).toBeGreaterThanOrEqual(likelyCloseness);
    expect(found).toBeLessThan(sameNameCloseness);
  });

  it('lies between 0 and 1 for any two texts, and is 1 for a name and itself', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, lettersOfNames), fc.oneof(anyText, lettersOfNames), (left, right) => {
        const found = closeness(left, right);
        expect(found).toBeGreaterThanOrEqual(0);
        expect(found).toBeLessThanOrEqual(1);
        expect(closeness(left, left)).toBe(nameKey(left) === '' ? 0 : 1);
      }),
    );
  });

  it('forgives one letter typed wrong in a long name', () => {
    const longName = fc.string({
      unit: fc.constantFrom(...'abdefgiklmnoprstuvz'),
      minLength: 12,
      maxLength: 20,
    });
    fc.assert(
      fc.property(longName, fc.nat(), (name, place) => {
        const key = nameKey(name);
        fc.pre(key.length >= 10);
        const at = place % key.length;
        expect(keyCloseness(key, `${key.slice(0, at)}${key.slice(at + 1)}`)).toBeGreaterThanOrEqual(
          likelyCloseness,
        );
      }),
    );
  });
});
