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

/** Three words or more outside of arguments: such a text is the same in two languages by oversight only. */
function isSentence(message: string): boolean {
  return (message.replaceAll(/\{[^}]*\}/gu, '').match(/\p{L}{2,}/gu) ?? []).length >= 3;
}

const translations = interfaceLanguages.filter((language) => language !== 'en');

describe('the catalogues', () => {
  it.each(interfaceLanguages)('are the same files in %s', (language) => {
    expect(namesIn(language)).toEqual(catalogueNames);
  });

  describe.each(catalogueNames)('%s', (name) => {
    const english = messagesIn('en', name);

    it.each(translations)('says in %s what it says in English', (language) => {
      expect(Object.keys(messagesIn(language, name)).sort()).toEqual(Object.keys(english).sort());
    });

    it.each(interfaceLanguages)('has ids of its domain and no empty text in %s', (language) => {
      const wrong = Object.entries(messagesIn(language, name)).filter(
        ([id, message]) => !id.startsWith(`${name}.`) || typeof message !== 'string' || message.trim() === '',
      );
      expect(wrong).toEqual([]);
    });

    it.each(translations)('asks for the same values in %s as in English', (language) => {
      const inEnglish = Object.entries(english).map(([id, message]) => [id, argumentsOf(message, 'en')]);
      const translated = Object.entries(messagesIn(language, name)).map(([id, message]) => [
        id,
        argumentsOf(message, language),
      ]);
      expect(Object.fromEntries(translated)).toEqual(Object.fromEntries(inEnglish));
    });

    it.each(translations)('leaves no sentence in English in %s', (language) => {
      const left = Object.entries(messagesIn(language, name)).filter(
        ([id, message]) => message === english[id] && isSentence(message),
      );
      expect(left).toEqual([]);
    });

    it.each(interfaceLanguages)('uses typographic apostrophes and quotation marks in %s', (language) => {
      const straight = Object.entries(messagesIn(language, name)).filter(([, message]) =>
        /['"]/u.test(message),
      );
      expect(straight).toEqual([]);
    });

    it('sets French punctuation off with spaces that do not break', () => {
      // ICU's own signs (`{count, plural, =0 {…}}`) have none of these.
      const wrong = Object.entries(messagesIn('fr', name)).filter(([, message]) =>
        /[^\u00A0\u202F\d][:;!?»](?=\s|$)|«[^\u00A0\u202F]/u.test(message.replaceAll(/https?:/gu, '')),
      );
      expect(wrong).toEqual([]);
    });

    it('writes Dutch punctuation close to its word, and quotes it “so”', () => {
      const wrong = Object.entries(messagesIn('nl', name)).filter(([, message]) =>
        /\p{L}[\s\u00A0][:;!?](?=\s|$)|[«»„]/u.test(message),
      );
      expect(wrong).toEqual([]);
    });

    it('writes German punctuation close to its word but for three points, and quotes it „so“', () => {
      const wrong = Object.entries(messagesIn('de', name)).filter(([, message]) =>
        /\p{L}[\s\u00A0][:;!?](?=\s|$)|[«»”]|(?<!„[^“]*)“|[\p{L} ]…/u.test(message),
      );
      expect(wrong).toEqual([]);
    });
  });
});
