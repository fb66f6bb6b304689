import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { languages } from '../../../src/shared/kernel/languages';

function textsIn(language: string): Readonly<Record<string, string>> {
  const path = resolve(import.meta.dirname, `../../../resources/recovery-sheet/${language}.json`);
  // A file of the project; another shape fails below.
  return JSON.parse(readFileSync(path, 'utf8')) as Readonly<Record<string, string>>;
}

const english = textsIn('en');
const placeholders = (text: string) => [...text.matchAll(/\{\w+\}/gu)].map(([found]) => found).toSorted();

describe.each(languages)('the texts of a recovery sheet in %s', (language) => {
  const texts = textsIn(language);

  it('are all there, with the same values', () => {
    expect(Object.keys(texts)).toEqual(Object.keys(english));
    const values = Object.entries(texts).map(([id, text]) => [id, placeholders(text)]);
    expect(values).toEqual(Object.entries(english).map(([id, text]) => [id, placeholders(text)]));
  });

  it('use typographic signs and are short enough for the page', () => {
    const wrong = Object.entries(texts).filter(
      ([, text]) => /['"]/u.test(text) || text.trim() === '' || text.length > 260,
    );
    expect(wrong).toEqual([]);
  });
});

it('sets French punctuation off with spaces that do not break', () => {
  const wrong = Object.values(textsIn('fr')).filter((text) => /[^\u00A0\u202F\d][:;!?»](?=\s|$)/u.test(text));
  expect(wrong).toEqual([]);
});
