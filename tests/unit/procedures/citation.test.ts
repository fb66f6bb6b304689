import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { shippedPack } from '../../../src/core/procedures/pack-loader';
import { languages } from '../../../src/shared/kernel/languages';
import { formatCitation } from '../../../src/shared/procedures/citation';
import type { Citation } from '../../../src/shared/procedures/schemas';

function inEachLanguage(packId: string, citation: Citation): readonly string[] {
  const pack = shippedPack(resolve(import.meta.dirname, '../../../resources'), packId);
  if (pack === undefined) throw new Error(`The pack ${packId} is missing`);
  return languages.map((language) => formatCitation(citation, pack, language).replaceAll('\u00a0', ' '));
}

describe('a place in the law', () => {
  it('is an article with its paragraphs in most countries', () => {
    expect(inEachLanguage('fr-thb', { text: 'ceseda', article: 'L425-1' })).toEqual(
      languages.map((language) => `CESEDA, ${language === 'de' ? 'Art.' : 'art.'} L425-1`),
    );
  });

  it('is a paragraph with its parts in a German act', () => {
    const cited = inEachLanguage('de-thb', { text: 'residenceAct', article: '59', paragraph: '7' });
    expect(cited[languages.indexOf('de')]).toBe('AufenthG, § 59, Abs. 7');
    expect(cited[languages.indexOf('fr')]).toBe('AufenthG, § 59, al. 7');
  });

  it('is a section in a British act', () => {
    const cited = inEachLanguage('uk-thb', { text: 'bordersAct', article: '61' });
    expect(cited[languages.indexOf('en')]).toBe('NABA 2022, s. 61');
  });
});
