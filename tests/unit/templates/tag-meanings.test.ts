import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createIntl } from 'react-intl';
import { describe, expect, it } from 'vitest';
import { knownTags } from '../../../src/renderer/features/templates/tag-meanings';
import type { TextId } from '../../../src/renderer/lib/text';
import { fieldShapes } from '../../../src/shared/filings/fields';
import { interfaceLanguages, type InterfaceLanguage } from '../../../src/shared/kernel/languages';

function tagsIn(language: InterfaceLanguage) {
  const messages = Object.assign(
    {},
    ...['filings', 'templates'].map((name) =>
      JSON.parse(readFileSync(resolve(`resources/locales/${language}/${name}.json`), 'utf8')),
    ),
  ) as Record<string, string>;
  const intl = createIntl({ locale: language, messages });
  return knownTags(
    (id, values) => intl.formatMessage({ id }, values),
    (id): id is TextId => Object.hasOwn(messages, id),
  );
}

describe('the list of tags', () => {
  it.each(interfaceLanguages)('has every field and every item with a meaning in %s', (language) => {
    const tags = tagsIn(language);
    expect(tags.filter(({ kind }) => kind !== 'item').map(({ name }) => name)).toEqual(
      Object.keys(fieldShapes),
    );
    const items = Object.values(fieldShapes).flatMap((shape) => (typeof shape === 'string' ? [] : shape));
    expect(tags.filter(({ kind }) => kind === 'item').map(({ name }) => name)).toEqual(items);
    expect(
      tags.filter(
        ({ meaning, name }) => (name.includes('.') && meaning === name) || /^(templates\.|$)/.test(meaning),
      ),
    ).toEqual([]);
  });

  it('is copied as it stands in a template', () => {
    const tags = tagsIn('en');
    const copied = (name: string) => tags.find((each) => each.name === name)?.tag;
    expect(copied('client.familyName')).toBe('{client.familyName}');
    expect(copied('client.isMale')).toBe('{#client.isMale}{/client.isMale}');
    expect(copied('exhibits')).toBe('{#exhibits}{/exhibits}');
    expect(copied('reportNumber')).toBe('{reportNumber}');
  });
});
