import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Language } from '../../../src/shared/kernel/languages';
import { createTestCore, type TestCore } from '../../support/core';

let core: TestCore;

beforeAll(async () => {
  core = createTestCore();
  await core.createVault();
});

afterAll(() => core.close());

async function mistakes(language: Language, ...words: readonly string[]): Promise<readonly string[]> {
  return (await core.value('spelling.check', { language, words: [...words] })).mistakes;
}

describe('spelling.check', { timeout: 60_000 }, () => {
  it.each([
    ['fr', ['L’ordre', 'l’homme', 'aujourd’hui', 'quelqu', 'séjour', 'passeport'], ['passeprot', 'sejour']],
    [
      'nl',
      ['mensenhandel', 'verblijfstitel', 'slachtofferverklaring', 'foto’s'],
      ['paspoortt', 'gevangeniss'],
    ],
    ['de', ['Aufenthaltstitel', 'Menschenhandel', 'Schutzwohnungsadresse'], ['Reisepas', 'Gefängniss']],
    ['en', ['trafficked', 'organise', 'didn’t', 'didn'], ['pasport', 'recieved']],
  ] as const)('knows the words of %s, compounds and elisions among them', async (language, right, wrong) => {
    expect(await mistakes(language, ...right, ...wrong)).toEqual(wrong);
  });

  it('looks up no other script, no abbreviation, no number and no single letter', async () => {
    expect(await mistakes('fr', 'أميرة', 'Оксана', 'OQT', 'MENA', 'F7', 'x', 'PV2023')).toEqual([]);
  });

  it('marks no part of a name of anybody in the vault, nor the names of the field', async () => {
    const names = ['Tsehayetu', 'Ben-Yousseffi', 'Yousseffi', 'Wolkenstraatje', 'Tsehayetu’s', 'd’Yousseffi'];
    expect(await mistakes('en', ...names)).toEqual(names);
    await core.value('cases.create', {
      fileLanguage: 'fr',
      client: {
        givenNames: 'Tsehayetu Almaz',
        familyName: 'Ben-Yousseffi',
        otherNames: 'Wolkenstraatje',
      },
    });
    expect(await mistakes('en', ...names, 'Payoke', 'Sürya', 'Zwartebess')).toEqual(['Zwartebess']);
  });

  it('holds a word for right once it is a word of the vault, until it is taken away, and after a lock', async () => {
    expect(await mistakes('nl', 'Intakegesprekske', 'intakegesprekske')).toEqual([
      'Intakegesprekske',
      'intakegesprekske',
    ]);
    const own = { word: 'intakegesprekske', addedAt: core.clock.now() };
    expect(await core.value('spelling.addWord', { word: 'intakegesprekske' })).toEqual([own]);
    // Once more, and in another way of writing: it is the same word.
    expect(await core.value('spelling.addWord', { word: 'Intakegesprekske' })).toEqual([own]);
    await core.lockAndReopen();
    expect(await core.value('spelling.words', {})).toEqual([own]);
    expect(await mistakes('nl', 'Intakegesprekske', 'intakegesprekske')).toEqual([]);
    expect(await mistakes('fr', 'intakegesprekske')).toEqual([]);
    expect(await core.value('spelling.removeWord', { word: 'INTAKEGESPREKSKE' })).toEqual([]);
    expect(await mistakes('nl', 'intakegesprekske')).toEqual(['intakegesprekske']);
  });

  it('answers other questions while it looks for a word that takes long', async () => {
    const slow = core.call('spelling.suggest', {
      language: 'de',
      word: 'Fristverlängerungsantragsformulare',
    });
    let isSlowDone = false;
    void slow.then(() => (isSlowDone = true));
    await core.value('cases.list', {});
    expect(isSlowDone).toBe(false);
    expect(await slow).toMatchObject({ ok: true });
  });
});

describe('spelling.suggest', { timeout: 60_000 }, () => {
  it.each([
    ['fr', 'passeprot', 'passeport'],
    ['nl', 'paspoortt', 'paspoort'],
    ['de', 'Reisepas', 'Reisepass'],
    ['en', 'recieved', 'received'],
  ] as const)('offers in %s what was meant', async (language, word, meant) => {
    const { suggestions } = await core.value('spelling.suggest', { language, word });
    expect(suggestions).toContain(meant);
    expect(suggestions.length).toBeLessThanOrEqual(5);
  });
});
