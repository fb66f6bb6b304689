import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareNumbers, writeRecoveryCode, type RecoveryCode } from '../../../src/shared/recovery/code';
import { wordLanguages, wordLists } from '../../../src/shared/recovery/word-lists';
import {
  groupsToWords,
  isWords,
  readPaper,
  readWords,
  similarWord,
  wordCount,
  wordLanguageFor,
} from '../../../src/shared/recovery/words';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const letters = (length: number) =>
  fc.array(fc.constantFrom(...alphabet), { minLength: length, maxLength: length }).map((all) => all.join(''));
const codes: fc.Arbitrary<RecoveryCode> = fc.record({
  share: fc.constantFrom(null, ...shareNumbers),
  vaultFingerprint: letters(8),
  sheetLabel: letters(4),
  secret: fc.uint8Array({ minLength: 32, maxLength: 32 }),
});
const example: RecoveryCode = {
  share: null,
  vaultFingerprint: 'K3Q9ZT7M',
  sheetLabel: '4HXW',
  secret: Uint8Array.from({ length: 32 }, (_, index) => (index * 73 + 11) % 256),
};
const words = (code: RecoveryCode, language: 'en' | 'fr') => groupsToWords(writeRecoveryCode(code), language);

describe('the lists of words', () => {
  it('are those of BIP-0039, word for word', () => {
    const digests = wordLanguages.map((language) =>
      createHash('sha256')
        .update(`${wordLists[language].join('\n').normalize('NFKD')}\n`)
        .digest('hex'),
    );
    expect(digests).toEqual([
      '2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda',
      'ebc3959ab7801a1df6bac4fa7d970652f1df76b683cd2f4003c941c63d517e59',
    ]);
  });

  it('are French for a French paper and English for every other', () => {
    expect((['fr', 'nl', 'de', 'en'] as const).map(wordLanguageFor)).toEqual(['fr', 'en', 'en', 'en']);
  });
});

describe('the words of a paper', () => {
  it('never change their meaning', () => {
    expect(words(example, 'en').join(' ')).toMatchInlineSnapshot(
      `"amused crack try virtual spatial month scheme prevent jealous shine juice analyst neutral degree fancy desk ability clean orbit cannon frozen lawn lunar sniff million modify safe dentist chapter series visual legend"`,
    );
    expect(words(example, 'fr').join(' ')).toMatchInlineSnapshot(
      `"agrume cirer terminer usine risible lingot prélude odeur gustatif quotient harmonie aider malice crabe enclave cruel abandon carnage milieu boueux euphorie iguane irradier requin léger ligue ponctuel crémeux cachette puceron utopie imposer"`,
    );
  });

  it('say all that its characters say, in either language', () => {
    fc.assert(
      fc.property(codes, fc.constantFrom(...wordLanguages), (code, language) => {
        const written = words(code, language);
        expect(written).toHaveLength(wordCount);
        expect(readPaper(written.join(' '))).toEqual({ ok: true, value: code });
      }),
    );
  });

  it('may be typed with numbers, capitals, without accents, or by their first four letters', () => {
    const french = words(example, 'fr');
    const numbered = french.map((word, index) => `${index + 1}. ${word.toUpperCase()}`).join('\n');
    const bare = french.map((word) => word.normalize('NFD').replaceAll(/\p{M}/gu, '')).join(',');
    const short = french.map((word) => Array.from(word.normalize('NFC')).slice(0, 4).join('')).join(' ');
    const longer = french.map((word) => Array.from(word.normalize('NFC')).slice(0, 5).join('')).join(' ');
    for (const typed of [numbered, bare, short, longer]) {
      expect(readPaper(typed)).toEqual({ ok: true, value: example });
    }
  });

  it('name the word that is on no list, and one that begins alike', () => {
    const typed = words(example, 'en').with(6, 'abandn').join(' ');
    expect(readPaper(typed)).toEqual({ ok: false, error: { kind: 'wordUnknown', word: 7 } });
    expect(readWords(typed)).toMatchObject({ language: 'en' });
    expect([similarWord('abandn', 'en'), similarWord('qqqq', 'en')]).toEqual(['abandon', null]);
  });

  it('show that one is missing, or one too many', () => {
    const all = words(example, 'en');
    expect(readPaper(all.slice(1).join(' '))).toEqual({
      ok: false,
      error: { kind: 'wordsIncomplete', words: 31 },
    });
    expect(readPaper([...all, 'zoo'].join(' '))).toEqual({
      ok: false,
      error: { kind: 'wordsIncomplete', words: 33 },
    });
  });

  it('show every word that was taken for another, and two that changed places', () => {
    const all = words(example, 'en');
    const missed: string[] = [];
    for (let index = 0; index < wordCount; index += 1) {
      const right = wordLists.en.indexOf(all[index] ?? '');
      for (const step of [1, 2, 7, 31, 500, 1024, 2047]) {
        const other = wordLists.en[(right + step) % 2048] ?? '';
        const read = readPaper(all.with(index, other).join(' '));
        if (read.ok || !['wordsWrong', 'codeNewer'].includes(read.error.kind))
          missed.push(`${index} ${other}`);
      }
      const next = all[index + 1];
      if (next === undefined || next === all[index]) continue;
      if (
        readPaper(
          all
            .with(index, next)
            .with(index + 1, all[index] ?? '')
            .join(' '),
        ).ok
      )
        missed.push(`${index}`);
    }
    expect(missed).toEqual([]);
  });

  it('are never taken for characters, nor characters for words', () => {
    fc.assert(
      fc.property(codes, (code) => {
        const groups = writeRecoveryCode(code).join(' ');
        expect([isWords(groups), isWords(groups.toLowerCase()), isWords('')]).toEqual([false, false, false]);
        expect(readPaper(groups)).toEqual({ ok: true, value: code });
      }),
    );
  });
});
