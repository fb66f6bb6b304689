import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { interfaceLanguages } from '../../../src/shared/kernel/languages';
import { strengthSuggestions, strengthWarnings } from '../../../src/shared/vault/passphrase';
import { createTestCore, type TestCore } from '../../support/core';

let core: TestCore;
beforeEach(() => {
  core = createTestCore();
});
afterEach(() => core.close());

const strength = (passphrase: string, context: readonly string[] = []) =>
  core.value('vault.passphraseStrength', { passphrase, context: [...context] });

describe('vault.passphraseStrength', () => {
  it('says what is wrong with a weak one', async () => {
    expect(await strength('motdepasse')).toEqual({
      score: 1,
      guessesLog10: expect.any(Number),
      longEnough: false,
      acceptable: false,
      warning: expect.stringMatching(/^top|common$/),
      suggestions: ['anotherWord'],
    });
  });

  it.each<[string, readonly string[], boolean]>([
    ['', [], false],
    ['Qz8#vT2m!', [], false],
    ['wachtwoordwachtwoord', [], false],
    ['qwertyuiopasdfghjkl', [], false],
    ['azertyuiopqsdfghjklm', [], false],
    ['Amina Diallo Office', ['Office', 'Amina Diallo'], false],
    ['AMINA-diallo-office-1', ['Office', 'Amína Diallo'], false],
    ['Amina Diallo Office', [], true],
    ['Amina likes seventeen purple llamas', ['Amina Diallo'], true],
    ['sept chats dorment sous la glycine', [], true],
    ['مفتاح البيت القديم تحت الحجر', [], true],
    ['🐈🌧️🕯️🪵🧵🦢🪁🍂🪨🫖🧭🪡🐌🌾🎻', [], true],
  ])('%j with %j known is acceptable: %s', async (passphrase, context, acceptable) => {
    expect((await strength(passphrase, context)).acceptable).toBe(acceptable);
  });

  it('is told of the longest passphrase there may be, too', async () => {
    expect((await strength('Qz8#vT2m!xK5$'.repeat(76))).acceptable).toBe(true);
  });

  it('names its warnings and suggestions as the library does', async () => {
    const { translations } = await import('@zxcvbn-ts/language-en');
    expect(Object.keys(translations.warnings).toSorted()).toEqual([...strengthWarnings].toSorted());
    expect(Object.keys(translations.suggestions).toSorted()).toEqual([...strengthSuggestions].toSorted());
  });
});

describe('vault.suggestPassphrase', () => {
  it.each([
    ['en', 7, 90],
    ['fr', 8, 87],
    ['nl', 8, 86],
    ['de', 8, 87],
  ] as const)('draws %s words', async (language, count, bits) => {
    const words = readFileSync(resolve('resources/word-lists', `${language}.txt`), 'utf8')
      .trim()
      .split('\n');
    const drawn = await core.value('vault.suggestPassphrase', { language });
    expect(drawn.bits).toBe(bits);
    expect(drawn.passphrase.split(' ')).toHaveLength(count);
    expect(drawn.passphrase.split(' ').filter((word) => !words.includes(word))).toEqual([]);
    expect(await strength(drawn.passphrase)).toMatchObject({ score: 4, acceptable: true });
  });

  it.each(interfaceLanguages)('has words for somebody who works in %s', async (language) => {
    const { bits } = await core.value('vault.suggestPassphrase', { language });
    expect(bits).toBeGreaterThanOrEqual(85);
  });

  it('draws other words each time', async () => {
    const drawn = new Set<string>();
    for (let count = 0; count < 50; count += 1) {
      drawn.add((await core.value('vault.suggestPassphrase', { language: 'en' })).passphrase);
    }
    expect(drawn.size).toBe(50);
  });

  it.each([
    ['en', 7776],
    ['fr', 1933],
    ['nl', 1816],
    ['de', 2037],
  ] as const)('has a list in %s of plain small letters, no word twice', (language, count) => {
    const text = readFileSync(resolve('resources/word-lists', `${language}.txt`), 'utf8');
    const words = text.trimEnd().split('\n');
    expect(words.filter((word) => !/^[a-z]{3,10}$/.test(word))).toEqual([]);
    expect(new Set(words).size).toBe(count);
    expect(words).toHaveLength(count);
  });
});
