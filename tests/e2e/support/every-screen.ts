import { join } from 'node:path';
import { createIntl } from 'react-intl';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import type { InterfaceLanguage } from '../../../src/shared/kernel/languages';
import { axeFaults } from './axe';
import { startProgram, type Program } from './program';
import { messagesIn } from './texts';
import { walkScreens } from './walk';

/**
 * The walk through every screen in one language and look: nothing that axe calls serious, nothing that spills out of its frame,
 * and no word of English where the language is another. Each in a file of its own, so that they share the screens of a test run.
 */
export function describeEveryScreen(language: InterfaceLanguage, appearance: 'light' | 'dark'): void {
  let program: Program | null = null;

  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') {
      await program?.page().screenshot({ path: `test-results/accessibility-${language}.png` });
    }
    await program?.close();
    program = null;
  });

  describe(`every screen in ${language} and ${appearance}`, () => {
    it('has nothing axe calls serious, keeps to its frames, and is in that language', async () => {
      const foreign = language === 'en' ? [] : englishOnly(language);
      const found: string[] = [];
      const titles = new Set<string>();
      let screens = 0;
      const running = await startProgram({ language, appearance });
      program = running;

      await walkScreens(running, language, async (screen, page) => {
        screens += 1;
        titles.add(await page.title());
        await keepPicture(page, `${language}-${String(screens).padStart(2, '0')}-${screen}`);
        found.push(...(await axeFaults(page)).map((fault) => `${screen}: ${fault}`));
        found.push(...(await spilled(page)).map((what) => `${screen}: ${what}`));
        if (language === 'en') return;
        const said = await saidOn(page);
        found.push(...foreign.filter((words) => said.includes(words)).map((words) => `${screen}: ${words}`));
        const date = englishDates.exec(said);
        if (date !== null) found.push(`${screen}: ${date[0]}`);
      });

      expect(found).toEqual([]);
      expect([...titles]).toEqual(['Dossier']);
      expect(screens).toBeGreaterThan(50);
      // Some ninety screens, each looked through by axe, on a laptop that has other things to do.
    }, 400_000);
  });
}

/** Where the environment names a folder for pictures, to be looked at while the screens are worked on. */
async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = process.env.DOSSIER_PICTURES;
  if (folder === undefined) return;
  await page.screenshot({ path: join(folder, `${name.replaceAll(/[^\w-]+/gu, '-')}.png`) });
}

/** Buttons outside of their dialog, and a page longer or wider than the window: nobody could scroll it back. */
function spilled(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollHeight, scrollWidth } = document.documentElement;
    const outside = [...document.querySelectorAll('dialog[open]')].flatMap((dialog) => {
      const { left, right } = dialog.getBoundingClientRect();
      return [...dialog.querySelectorAll('button')].filter((button) => {
        const place = button.getBoundingClientRect();
        return place.width > 0 && (place.left < left || place.right > right);
      });
    });
    return [
      ...outside.map((button) => `“${button.innerText}” stands outside of its dialog`),
      ...(scrollHeight > window.innerHeight ? [`the page is ${scrollHeight} high`] : []),
      ...(scrollWidth > window.innerWidth ? [`the page is ${scrollWidth} wide`] : []),
    ];
  });
}

/** Everything the page says, to the eye or to a screen reader. */
function saidOn(page: Page): Promise<string> {
  return page.evaluate(() => {
    // What is marked as words of another language is meant to be in it, as the terms of a pack in all four.
    const own = document.documentElement.lang.slice(0, 2);
    const said = [...document.body.querySelectorAll<HTMLElement>('[lang]')]
      .filter((element) => element.lang.slice(0, 2) !== own && element.innerText !== '')
      .reduce((text, element) => text.replace(element.innerText, ''), document.body.innerText);
    return [
      said,
      ...[...document.querySelectorAll('[aria-label], [title], [placeholder]')].flatMap((element) =>
        ['aria-label', 'title', 'placeholder'].map((name) => element.getAttribute(name) ?? ''),
      ),
    ].join('\n');
  });
}

/** The parts of a message outside its arguments. */
function literalsOf(message: string, language: InterfaceLanguage): readonly string[] {
  const found: string[] = [];
  const walk = (elements: readonly object[]) => {
    for (const element of elements) {
      // The elements of react-intl's parser, by type: 0 is a literal; a select has options, a tag children.
      const { type, value, options, children } = element as {
        readonly type: number;
        readonly value?: string;
        readonly options?: Readonly<Record<string, { readonly value: readonly object[] }>>;
        readonly children?: readonly object[];
      };
      if (type === 0 && value !== undefined) found.push(value.trim());
      for (const option of Object.values(options ?? {})) walk(option.value);
      if (children !== undefined) walk(children);
    }
  };
  walk(createIntl({ locale: language }).formatters.getMessageFormat(message, language).getAst());
  return found;
}

/** English sentences of three words and more that the other language does not use as well. */
function englishOnly(language: InterfaceLanguage): readonly string[] {
  const translated = Object.values(messagesIn(language)).join('\n');
  const sentences = Object.values(messagesIn('en'))
    .flatMap((message) => literalsOf(message, 'en'))
    .filter((literal) => literal.split(/\s+/).length >= 3 && !translated.includes(literal));
  return [...new Set(sentences)];
}

/** Four months are called the same in German. */
const englishDates =
  /\b(January|February|March|June|July|October|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b/;
