import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  groupCount,
  groupLength,
  readGroup,
  readRecoveryCode,
  shareNumbers,
  writeRecoveryCode,
  type RecoveryCode,
} from '../../../src/shared/recovery/code';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const letters = (length: number) =>
  fc
    .array(fc.constantFrom(...alphabet), { minLength: length, maxLength: length })
    .map((characters) => characters.join(''));
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

function replaceAt(text: string, index: number, part: string): string {
  return text.slice(0, index) + part + text.slice(index + part.length);
}

describe('the characters of a recovery sheet', () => {
  it('are fourteen groups of six that never change their meaning', () => {
    expect(writeRecoveryCode(example)).toMatchInlineSnapshot(`
      [
        "10K3QF",
        "9ZT7MK",
        "4HXW14",
        "DA9VSZ",
        "HFF30A",
        "GMMWW8",
        "WMQ7F8",
        "G09AA9",
        "DY8BBP",
        "PQW45X",
        "36Q354",
        "HTVW1M",
        "TGK7HA",
        "0YKQZS",
      ]
    `);
  });

  it('give back what was written', () => {
    fc.assert(
      fc.property(codes, (code) => {
        expect(readRecoveryCode(writeRecoveryCode(code).join(' '))).toEqual({ ok: true, value: code });
      }),
    );
  });

  it('may be typed with other spaces, in small letters, with dashes, and with letters that look alike', () => {
    const groups = writeRecoveryCode(example);
    const asTyped = groups
      .map((group) => group.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l').replaceAll('v', 'u'))
      .map((group) => `${group.slice(0, 3)} - ${group.slice(3)}`)
      .join('\n');
    expect(readRecoveryCode(asTyped)).toEqual({ ok: true, value: example });
    expect(readRecoveryCode(`DOSSIER:${groups.join('')}`)).toEqual({ ok: true, value: example });
    expect(readRecoveryCode(groups.join('').replaceAll('1', 'I'))).toEqual({ ok: true, value: example });
  });

  it('show every single wrong character, in its group (V7)', () => {
    const text = writeRecoveryCode(example).join('');
    const missed: string[] = [];
    for (let index = 0; index < text.length; index += 1) {
      for (const character of alphabet) {
        if (character === text[index]) continue;
        const read = readRecoveryCode(replaceAt(text, index, character));
        const group = Math.floor(index / groupLength) + 1;
        if (read.ok || read.error.kind !== 'groupWrong' || read.error.group !== group) {
          missed.push(`${index} ${character}`);
        }
      }
    }
    expect(missed).toEqual([]);
  });

  it('show every two neighbours that were swapped, in their group (V7)', () => {
    const missed: number[] = [];
    let swaps = 0;
    fc.assert(
      fc.property(codes, (code) => {
        const text = writeRecoveryCode(code).join('');
        for (let index = 0; index < text.length - 1; index += 1) {
          const swapped = replaceAt(text, index, `${text[index + 1] ?? ''}${text[index] ?? ''}`);
          if (swapped === text) continue;
          swaps += 1;
          const read = readRecoveryCode(swapped);
          const group = Math.floor(index / groupLength) + 1;
          if (read.ok || read.error.kind !== 'groupWrong' || read.error.group !== group) missed.push(index);
        }
      }),
      { numRuns: 40 },
    );
    expect({ missed, enough: swaps > 3000 }).toEqual({ missed: [], enough: true });
  });

  it('show a wrong character and a swap in every possible group', () => {
    // The check is a sum: what it finds depends on the place and the two characters only, not on the rest of the group.
    // So one group with each pair of characters in each place stands for all 32⁵ of them.
    const missed: string[] = [];
    for (let place = 1; place <= groupCount; place += 1) {
      for (let index = 0; index < groupLength; index += 1) {
        for (const one of alphabet) {
          const group = rightGroup(index, one, place);
          for (const other of alphabet) {
            if (other !== one && readGroup(replaceAt(group, index, other), place).kind !== 'wrong') {
              missed.push(`${group} ${index} ${other}`);
            }
          }
          const swapped = replaceAt(group, index, `${group[index + 1] ?? ''}${group[index] ?? ''}`).slice(
            0,
            6,
          );
          if (index < groupLength - 1 && swapped !== group && readGroup(swapped, place).kind !== 'wrong') {
            missed.push(`${group} swapped at ${index}`);
          }
        }
      }
    }
    expect(missed).toEqual([]);
  });

  it('show a right group in the wrong place', () => {
    const groups = writeRecoveryCode(example);
    const accepted = groups.flatMap((group, index) =>
      Array.from({ length: groupCount }, (_, place) => place + 1).filter(
        (place) => place !== index + 1 && readGroup(group, place).kind === 'right',
      ),
    );
    expect(accepted).toEqual([]);
  });

  it('say what is wrong with a group while it is typed', () => {
    const [first = ''] = writeRecoveryCode(example);
    expect([
      readGroup('', 1),
      readGroup(first.slice(0, 4), 1),
      readGroup(`${first}2`, 1),
      readGroup(`${first.slice(0, 5)}é`, 1),
      readGroup(first, 1),
      readGroup(first, 2),
    ]).toEqual([
      { kind: 'empty' },
      { kind: 'tooShort' },
      { kind: 'tooLong' },
      { kind: 'foreignCharacter', character: 'É' },
      { kind: 'right', text: first },
      { kind: 'wrong' },
    ]);
  });

  it('are incomplete when groups are missing or too many', () => {
    const groups = writeRecoveryCode(example);
    const kinds = [groups.slice(0, 13), [...groups, '000000'], []].map((some) => {
      const read = readRecoveryCode(some.join(' '));
      return read.ok ? 'read' : read.error.kind;
    });
    expect(kinds).toEqual(['codeIncomplete', 'codeIncomplete', 'codeIncomplete']);
  });

  it('tell two groups of another sheet by the check over all of them', () => {
    const other = writeRecoveryCode({ ...example, secret: example.secret.map((byte) => byte ^ 0xff) });
    const mixed = writeRecoveryCode(example).map((group, index) =>
      index === 5 || index === 9 ? (other[index] ?? '') : group,
    );
    expect(readRecoveryCode(mixed.join(' '))).toEqual({ ok: false, error: { kind: 'codeWrong' } });
  });

  it('never throw, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (typed) => void readRecoveryCode(typed)),
    );
  });
});

/** A group whose check is right, with this character at this place and zeros elsewhere. */
function rightGroup(index: number, character: string, place: number): string {
  const blank = '000000';
  for (const filler of index === groupLength - 1 ? alphabet : '0') {
    for (const check of index === groupLength - 1 ? [character] : alphabet) {
      const group = replaceAt(replaceAt(replaceAt(blank, 0, filler), index, character), 5, check);
      if (readGroup(group, place).kind === 'right') return group;
    }
  }
  throw new Error('No such group');
}
