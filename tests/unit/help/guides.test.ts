import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createIntl } from 'react-intl';
import { describe, expect, it } from 'vitest';
import {
  helpGuideIds,
  helpPieces,
  helpSchema,
  tourStops,
  type Help,
  type HelpBlock,
} from '../../../src/shared/help/guides';
import { languages, type Language } from '../../../src/shared/kernel/languages';
import { messagesIn } from '../../e2e/support/texts';

const folder = resolve(import.meta.dirname, '../../../resources/help');
const helps = new Map(languages.map((language) => [language, readHelp(language)]));
const english = helpOf('en');

function readHelp(language: Language): Help {
  return helpSchema.parse(JSON.parse(readFileSync(join(folder, `${language}.json`), 'utf8')));
}

function helpOf(language: Language): Help {
  const help = helps.get(language);
  if (help === undefined) throw new Error(`No help in ${language}`);
  return help;
}

function textsOf(block: HelpBlock): readonly string[] {
  if ('paragraph' in block) return [block.paragraph];
  if ('steps' in block) return block.steps;
  if ('points' in block) return block.points;
  return [];
}

function allTexts(help: Help): readonly string[] {
  const inGuides = help.guides.flatMap((guide) => [
    guide.title,
    guide.lead,
    ...guide.sections.flatMap((section) => [section.title, ...section.blocks.flatMap(textsOf)]),
  ]);
  return [...inGuides, ...help.tour.map(({ text }) => text)];
}

/** Everything that stands in braces or in a way to a screen, as it comes. */
function marksOf(block: HelpBlock): readonly string[] {
  if ('where' in block) return [`where ${block.where.join(' ')}`];
  return textsOf(block).flatMap((text) => text.match(/\{[^{}]*\}/gu) ?? []);
}

/** Guides, sections and the kinds of their blocks; with how many entries a list has, and what each block names. */
function shapeOf(help: Help): unknown {
  const tour = help.tour.map(({ stop, text }) => [stop, ...(text.match(/\{[^{}]*\}/gu) ?? [])]);
  const guides = help.guides.map((guide) => ({
    id: guide.id,
    sections: guide.sections.map((section) => ({
      id: section.id,
      blocks: section.blocks.map((block) => ({
        kind: Object.keys(block)[0],
        texts: textsOf(block).length,
        marks: [...marksOf(block)].sort(),
      })),
    })),
  }));
  return { guides, tour };
}

function namesIn(help: Help): readonly string[] {
  const inTexts = allTexts(help).flatMap((text) =>
    helpPieces(text).flatMap((piece) => (piece.kind === 'name' ? [piece.id] : [])),
  );
  const inWays = help.guides.flatMap((guide) =>
    guide.sections.flatMap((section) =>
      section.blocks.flatMap((block) => ('where' in block ? block.where : [])),
    ),
  );
  return [...new Set([...inTexts, ...inWays])].sort();
}

describe('the help', () => {
  it('exists in every language, and in no other', () => {
    expect(readdirSync(folder).sort()).toEqual([...languages].map((language) => `${language}.json`).sort());
  });

  it('has every guide and every stop of the tour in its place', () => {
    expect(english.guides.map(({ id }) => id)).toEqual(helpGuideIds);
    expect(english.tour.map(({ stop }) => stop)).toEqual(tourStops);
  });

  it.each(languages)(
    'says in %s what it says in English, with the same names, keys and links',
    (language) => {
      expect(shapeOf(helpOf(language))).toEqual(shapeOf(english));
    },
  );

  it.each(languages)(
    'takes names from the catalogue in %s that stand there without anything to fill in',
    (language) => {
      const messages = messagesIn(language);
      const wrong = namesIn(helpOf(language)).filter((id) => {
        const message = messages[id];
        if (message === undefined) return true;
        const parts = createIntl({ locale: language })
          .formatters.getMessageFormat(message, language)
          .getAst();
        return parts.some(({ type }) => type !== 0);
      });
      expect(wrong).toEqual([]);
    },
  );

  it.each(languages)('links in %s to sections that are there, by keys that are known', (language) => {
    const help = helpOf(language);
    const sections = help.guides.flatMap((guide) => guide.sections.map(({ id }) => `${guide.id}/${id}`));
    const keys = new Set(['Mod', 'Shift', 'Alt', 'Esc', 'Enter', 'F1', 'F2', 'F8', 'F', 'K', 'L']);
    const wrong = allTexts(help).flatMap((text) =>
      helpPieces(text).filter((piece) => {
        if (piece.kind === 'section') return !sections.includes(`${piece.guide}/${piece.section}`);
        return piece.kind === 'keys' && piece.keys.some((key) => !keys.has(key));
      }),
    );
    expect(wrong).toEqual([]);
    expect(new Set(sections).size).toBe(sections.length);
  });

  it.each(languages)('is set in %s as its catalogue is', (language) => {
    const wrongSigns: Readonly<Record<Language, RegExp>> = {
      en: /['"„«»]/u,
      fr: /['"“”„]|[^\u00A0\u202F\d][:;!?»](?=\s|$)|«[^\u00A0\u202F]/u,
      nl: /['"„«»]|\p{L}[\s\u00A0][:;!?](?=\s|$)/u,
      de: /['"”«»]|\p{L}[\s\u00A0][:;!?](?=\s|$)/u,
    };
    expect(allTexts(helpOf(language)).filter((text) => wrongSigns[language].test(text))).toEqual([]);
  });

  it.each(languages)('leaves no braces open in %s', (language) => {
    const loose = allTexts(helpOf(language)).filter((text) =>
      /[{}]/u.test(text.replaceAll(/\{[\w.+/]+\}/gu, '')),
    );
    expect(loose).toEqual([]);
  });
});
