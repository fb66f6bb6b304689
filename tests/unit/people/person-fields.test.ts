import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { interfaceLanguages } from '../../../src/shared/kernel/languages';
import { birthDateParts, isBirthDate, readBirthDate } from '../../../src/shared/people/birth-date';
import { alpha2Of, nationalityCodes } from '../../../src/shared/people/countries';
import { maskName, spokenName } from '../../../src/shared/people/names';
import { isSafeTime } from '../../../src/shared/people/safe-contact';
import { canonicalLanguage, offeredLanguages } from '../../../src/shared/people/spoken-languages';
import { tidyLine, tidyLines } from '../../../src/shared/people/text';

describe('isBirthDate', () => {
  it('takes years, months, days, unknown digits, marks of doubt and ranges', () => {
    const dates = [
      '1998',
      '1998-04',
      '1998-04-17',
      '1998~',
      '199X',
      '19XX',
      '1998-XX-17',
      '1998-04-XX',
      '1998?',
      '1998-04%',
      '1998/1999',
      '1996-02-29',
      '19XX-02-29',
    ];
    expect(dates.filter((date) => !isBirthDate(date))).toEqual([]);
  });

  it('refuses days that never were, ranges that run backwards and other texts', () => {
    const dates = [
      '',
      'about 1998',
      '17/04/1998',
      '1998-13',
      '1998-00',
      '1997-02-29',
      '1998-04-31',
      '1999/1998',
      '1998/',
      '1998/1999/2000',
      '98',
      '3998',
      '1998-4-1',
      '1998-04-17T10:00',
      '١٩٩٨',
    ];
    expect(dates.filter(isBirthDate)).toEqual([]);
  });

  it('takes every real day', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
        (date) => {
          expect(isBirthDate(date.toISOString().slice(0, 10))).toBe(true);
        },
      ),
    );
  });
});

describe('readBirthDate', () => {
  it('reads what people in Belgium write, the day before the month', () => {
    const typed = {
      '17/04/1998': '1998-04-17',
      '7.4.1998': '1998-04-07',
      '04/1998': '1998-04',
      '1998': '1998',
      'about 1998': '1998~',
      'Vers 1998': '1998~',
      'env. 04/1998': '1998-04~',
      '~1998': '1998~',
      'Rond 1998': '1998~',
      'omstreeks 04/1998': '1998-04~',
      'um 1998': '1998~',
      'ungefähr 04.1998': '1998-04~',
      'perhaps 1998': '1998?',
      'misschien 1998': '1998?',
      'vielleicht 1998': '1998?',
      '1998/1999': '1998/1999',
      '1998 ou 1999': '1998/1999',
      'between 1998 and 1999': '1998/1999',
      'tussen 1998 en 1999': '1998/1999',
      'zwischen 1998 und 1999': '1998/1999',
      '1998 oder 1999': '1998/1999',
      '1998 of 1999': '1998/1999',
      '199x': '199X',
      '1998-04-17': '1998-04-17',
      '1998-04?': '1998-04?',
    };
    expect(Object.fromEntries(Object.keys(typed).map((text) => [text, readBirthDate(text)]))).toEqual(typed);
  });

  it('reads nothing into a text that is no date', () => {
    const typed = [
      '',
      '31/02/1998',
      '17/04/98',
      'yesterday',
      '04/17/1998',
      '1999/1998',
      'about',
      'about 1998~',
      '12',
    ];
    expect(typed.map(readBirthDate)).toEqual(typed.map(() => null));
  });

  it('reads every birth date it stores, and says its parts', () => {
    expect(['1998-04-17', '1998~', '1998-04%', '1998?', '1998/1999~', 'x'].map(birthDateParts)).toEqual([
      { kind: 'exact', from: '1998-04-17', until: '1998-04-17' },
      { kind: 'about', from: '1998', until: '1998' },
      { kind: 'about', from: '1998-04', until: '1998-04' },
      { kind: 'uncertain', from: '1998', until: '1998' },
      { kind: 'between', from: '1998', until: '1999' },
      null,
    ]);
    fc.assert(
      fc.property(fc.string(), (text) => {
        const read = readBirthDate(text);
        expect(read === null || isBirthDate(read)).toBe(true);
      }),
    );
  });
});

describe('isSafeTime', () => {
  const day = { safeFrom: '10:00', safeUntil: '16:30' };
  const night = { safeFrom: '22:00', safeUntil: '06:00' };

  it('holds the first minute and not the last', () => {
    expect(['09:59', '10:00', '16:29', '16:30'].map((time) => isSafeTime(day, time))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('runs over midnight when it ends before it starts', () => {
    expect(
      ['21:59', '22:00', '23:59', '00:00', '05:59', '06:00'].map((time) => isSafeTime(night, time)),
    ).toEqual([false, true, true, true, true, false]);
  });

  it('is always so where no time was agreed', () => {
    expect(isSafeTime({ safeFrom: null, safeUntil: null }, '03:00')).toBe(true);
  });
});

describe('maskName', () => {
  it('keeps the first sign of each word, whatever it is made of', () => {
    const names = [
      'Marie Diallo',
      'Abd-el Rahman',
      'محمد العلي',
      '𞤀𞤤𞤭',
      'e\u0301lodie',
      '王小明',
      '',
      'Blessing',
    ];
    expect(names.map(maskName)).toEqual(['M… D…', 'A… e… R…', 'م… ا…', '𞤀…', 'e\u0301…', '王…', '', 'B…']);
  });
});

describe('spokenName', () => {
  it('puts given names first, and takes the native script where nothing else is known', () => {
    expect([
      spokenName({ givenNames: 'Marie', familyName: 'Diallo', nativeScriptName: 'x' }),
      spokenName({ givenNames: 'Blessing', familyName: '', nativeScriptName: '' }),
      spokenName({ givenNames: '', familyName: '', nativeScriptName: 'محمد' }),
      spokenName({ givenNames: '', familyName: '', nativeScriptName: '' }),
    ]).toEqual(['Marie Diallo', 'Blessing', 'محمد', '']);
  });
});

describe('tidyLine', () => {
  it('composes, joins spaces and takes out what nobody sees, but not the joiners that spelling needs', () => {
    expect(tidyLine(' e\u0301\u202E  x\u0000\n\ty\ud800 \u06CC\u200C\u0647 ')).toBe(
      'é x y \u06CC\u200C\u0647',
    );
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(tidyLine(tidyLine(text))).toBe(tidyLine(text));
        expect(tidyLines(tidyLines(text))).toBe(tidyLines(text));
      }),
    );
  });
});

describe('nationalities and languages offered', () => {
  it('all have a name in every language of the interface', () => {
    for (const locale of interfaceLanguages) {
      const countries = new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' });
      const spoken = new Intl.DisplayNames(locale, { type: 'language', fallback: 'none' });
      const codes = nationalityCodes.map(alpha2Of).filter((code) => code !== null);
      expect(codes.filter((code) => countries.of(code) === undefined)).toEqual([]);
      expect(offeredLanguages.filter((tag) => spoken.of(tag) === undefined)).toEqual([]);
    }
  });

  it('stand there once, languages in their canonical form', () => {
    expect(new Set(nationalityCodes).size).toBe(nationalityCodes.length);
    expect(new Set(offeredLanguages).size).toBe(offeredLanguages.length);
    expect(offeredLanguages.map(canonicalLanguage)).toEqual(offeredLanguages);
    expect(['', 'x', 'en_GB', 'français'].map(canonicalLanguage)).toEqual([null, null, null, null]);
  });
});
