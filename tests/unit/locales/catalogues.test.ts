import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createIntl } from 'react-intl';
import { describe, expect, it } from 'vitest';
import { interfaceLanguages, type InterfaceLanguage } from '../../../src/shared/kernel/languages';

const folder = resolve(import.meta.dirname, '../../../resources/locales');
const catalogueNames = namesIn('en');

type Messages = Readonly<Record<string, string>>;

function namesIn(language: InterfaceLanguage): readonly string[] {
  return readdirSync(join(folder, language))
    .map((file) => file.replace(/\.json$/u, ''))
    .sort();
}

function messagesIn(language: InterfaceLanguage, name: string): Messages {
  // The catalogues are files of the project; the test below would fail on any other shape.
  return JSON.parse(readFileSync(join(folder, language, `${name}.json`), 'utf8')) as Messages;
}

/** Arguments of an ICU message with their kinds, e.g. `seconds plural`; and its tags. */
function argumentsOf(message: string, language: InterfaceLanguage): readonly string[] {
  const format = createIntl({ locale: language }).formatters.getMessageFormat(message, language);
  const found = new Set<string>();
  const kinds = ['literal', 'argument', 'number', 'date', 'time', 'select', 'plural', 'pound', 'tag'];
  const walk = (elements: readonly object[]) => {
    for (const element of elements) {
      const { type, value, options, children } = element as {
        readonly type: number;
        readonly value?: string;
        readonly options?: Readonly<Record<string, { readonly value: readonly object[] }>>;
        readonly children?: readonly object[];
      };
      if (type !== 0 && type !== 7) found.add(`${value} ${kinds[type]}`);
      for (const option of Object.values(options ?? {})) walk(option.value);
      if (children !== undefined) walk(children);
    }
  };
  walk(format.getAst());
  return [...found].sort();
}

describe('the catalogues', () => {
  it.each(interfaceLanguages)('are the same files in %s', (language) => {
    expect(namesIn(language)).toEqual(catalogueNames);
  });

  describe.each(catalogueNames)('%s', (name) => {
    const english = messagesIn('en', name);
    const french = messagesIn('fr', name);

    it('says the same things in both languages', () => {
      expect(Object.keys(french).sort()).toEqual(Object.keys(english).sort());
    });

    it('has ids of its domain and no empty text', () => {
      const wrong = [...Object.entries(english), ...Object.entries(french)].filter(
        ([id, message]) => !id.startsWith(`${name}.`) || typeof message !== 'string' || message.trim() === '',
      );
      expect(wrong).toEqual([]);
    });

    it('asks for the same values in both languages', () => {
      const inEnglish = Object.entries(english).map(([id, message]) => [id, argumentsOf(message, 'en')]);
      const inFrench = Object.entries(french).map(([id, message]) => [id, argumentsOf(message, 'fr')]);
      expect(Object.fromEntries(inFrench)).toEqual(Object.fromEntries(inEnglish));
    });

    it('uses typographic apostrophes and quotation marks', () => {
      const straight = [...Object.entries(english), ...Object.entries(french)].filter(([, message]) =>
        /['"]/u.test(message),
      );
      expect(straight).toEqual([]);
    });

    it('sets French punctuation off with spaces that do not break', () => {
      // ICU's own signs (`{count, plural, =0 {…}}`) have none of these.
      const wrong = Object.entries(french).filter(([, message]) =>
        /[^\u00A0\u202F\d][:;!?»](?=\s|$)|«[^\u00A0\u202F]/u.test(message.replaceAll(/https?:/gu, '')),
      );
      expect(wrong).toEqual([]);
    });
  });
});
