import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { InterfaceLanguage } from '../../../src/shared/kernel/languages';
import { answerReview, practiceAnswers } from './filings';
import type { Program } from './program';
import { messagesIn } from './texts';
import { lockByKey } from './vault';

/** Its days can be read in two orders; it names a file that is not there, quotes a line and begins with one of no message. */
const ambiguousChat = [
  'before the first message',
  '04/05/2023, 21:30 - Mina: message one',
  '[1/1/2020, 10:00:00] Boss: quoted',
  '05/05/2023, 21:30 - Karim: IMG-20230505-WA0001.jpg (file attached)',
  'message two',
  '06/06/2023, 21:30 - Mina: message three',
].join('\n');

/** Called on each screen of the program, once it stands still. */
export type Seen = (screen: string, page: Page) => Promise<void>;

/**
 * Goes from the welcome to every screen, dialog and panel of the program, on the practice vault, and ends at the lock screen.
 * Writes nothing but the practice vault itself and a backup of it.
 */
export async function walkScreens(program: Program, language: InterfaceLanguage, seen: Seen): Promise<void> {
  const messages = messagesIn(language);
  const text = (id: string): string => {
    const message = messages[id];
    if (message === undefined) throw new Error(`No text ${id}`);
    return message;
  };
  let page = program.page();
  const button = (id: string, within: Page | Locator = page) =>
    within.getByRole('button', { name: text(id), exact: true }).first();
  const dialog = () => page.getByRole('dialog');
  const see = async (screen: string) => {
    // Without it a spinner would never stand still.
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
    await page.evaluate(async () => {
      await document.fonts.ready;
      await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => null)));
    });
    await seen(screen, page);
  };
  const seeDialog = async (screen: string) => {
    await dialog().waitFor();
    await see(screen);
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
  };
  const goTo = async (key: number, section: string) => {
    await page.keyboard.press(`Control+${key}`);
    await page.getByRole('heading', { level: 1, name: text(`app.section.${section}`) }).waitFor();
  };

  await see('welcome');
  await page.getByRole('button', { name: text('vault.create.begin') }).click();
  await page.getByLabel(text('vault.create.ownerName')).waitFor();
  await see('create a vault: its name');
  await page.getByLabel(text('vault.create.ownerName')).fill('Anne Modèle');
  await button('vault.create.next').click();
  await page.getByRole('heading', { name: text('vault.create.passphraseTitle') }).waitFor();
  await page.getByRole('radio', { name: new RegExp(text('vault.create.suggested')) }).check();
  await see('create a vault: words at random');
  await page.getByRole('radio', { name: new RegExp(text('vault.create.own')) }).check();
  await page.getByLabel(text('vault.passphrase'), { exact: true }).fill('marmelade boussole chemin velours');
  await page.getByText(text('vault.strength.score4')).waitFor();
  await see('create a vault: a passphrase of one’s own');
  await button('vault.create.next').click();
  await page.getByLabel(text('vault.create.again')).waitFor();
  await see('create a vault: once more');
  for (let step = 0; step < 3; step += 1) await button('vault.create.back').click();

  await page.getByRole('button', { name: text('vault.practice.begin') }).click();
  await page
    .getByText(/^BR-\d{4}-002$/)
    .first()
    .waitFor({ timeout: 60_000 });
  await see('cases');
  await page.keyboard.press('Control+n');
  await seeDialog('new case');
  await page.keyboard.press('Control+k');
  await seeDialog('palette');
  await page.keyboard.press('Shift+F1');
  await seeDialog('shortcuts');
  await page.keyboard.press('F1');
  await page.getByRole('heading', { level: 1, name: text('help.title') }).waitFor();
  await see('help');
  await page.getByLabel(text('help.find')).fill('PDF');
  await page.locator('mark').first().waitFor();
  await see('found in the help');
  await page.keyboard.press('Alt+ArrowLeft');
  await button('help.tour.begin').click();
  // Not the button of the same name that leads forward: the panel must be there to hear the key.
  await button(
    'help.tour.next',
    page.getByRole('complementary', { name: text('help.tour.title') }),
  ).waitFor();
  await page.keyboard.press('F2');
  await page.getByRole('heading', { level: 1, name: /^BR-/ }).waitFor();
  await see('tour of the practice vault');
  await page.keyboard.press('Shift+F2');
  await button('help.tour.end').click();
  await button('help.tour.end').waitFor({ state: 'detached' });

  await page
    .getByText(/^BR-\d{4}-001$/)
    .first()
    .click();
  await page.getByRole('heading', { level: 1, name: /^BR-/ }).waitFor();
  await see('overview');
  await goTo(2, 'people');
  await see('people, names hidden');
  await button('people.names.show').click();
  await button('people.names.hide').waitFor();
  for (const summary of await page.getByRole('main').locator('summary').all()) await summary.click();
  await see('people, names shown');
  await page.keyboard.press('Control+n');
  await seeDialog('new person');

  await goTo(3, 'interviews');
  await see('interviews');
  await button('accounts.before.title').click();
  await seeDialog('before one asks again');
  await page.keyboard.press('Control+n');
  await seeDialog('new interview');
  await page.getByText('Conditions de travail et de logement').first().click();
  await page.locator('[data-desk]').waitFor();
  await see('interview and guide');
  await page.getByRole('tab', { name: text('interviews.side.details') }).click();
  await see('interview and details');
  await page.getByRole('tab', { name: new RegExp(`^${text('interviews.side.facts')}`) }).click();
  await see('interview and facts');
  await button('interviews.more').click();
  await page.getByRole('menuitem').first().waitFor();
  await see('menu of an interview');
  await page.getByRole('menuitem', { name: text('interviews.history') }).click();
  await seeDialog('history of an interview');
  await button('interviews.seal').click();
  await seeDialog('sealing an interview');

  await goTo(4, 'timeline');
  await see('timeline');
  await page.locator('[data-place="0"]').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowDown');
  await see('timeline with facts selected');
  await button('timeline.merge.open').click();
  await seeDialog('one fact made of several');
  await page.keyboard.press('Escape');
  await button('timeline.views').click();
  await page.getByRole('menuitem', { name: text('timeline.views.save') }).click();
  await seeDialog('name for a view of the timeline');
  await page.keyboard.press('Control+n');
  await seeDialog('new fact');
  await button('chronology.open').click();
  await page.getByText(text('chronology.look.title')).waitFor();
  await seeDialog('chronology as a Word file');

  await goTo(5, 'procedure');
  for (const summary of await page.getByRole('main').locator('summary').all()) await summary.click();
  await see('procedure');
  await button('procedures.record').click();
  await seeDialog('new event');

  await goTo(6, 'exhibits');
  await see('exhibits');
  await page.keyboard.press('Control+n');
  await seeDialog('new exhibit');
  for (const [id, screen] of [
    ['exhibits.custody.open', 'custody annex'],
    ['exhibits.dossier.open', 'folder of exhibits'],
    ['exhibits.bundle.open', 'bundle of exhibits'],
  ] as const) {
    await button('exhibits.handOver').click();
    await page.getByRole('menuitem', { name: text(id) }).click();
    await seeDialog(screen);
  }

  await button('app.section.concordance').click();
  await page.getByRole('heading', { level: 1, name: text('accounts.title') }).waitFor();
  await see('concordance, empty');
  await page.keyboard.press('Control+n');
  await seeDialog('new earlier account');

  await button('app.section.consent').click();
  await page.getByRole('heading', { level: 1, name: text('app.section.consent') }).waitFor();
  await see('consent');
  await page.keyboard.press('Control+n');
  await seeDialog('a decision on sharing');

  await button('app.section.departures').click();
  await page.getByRole('heading', { level: 1, name: text('app.section.departures') }).waitFor();
  await see('what left, empty');
  await button('transfer.save').click();
  await seeDialog('a case as a folder');
  await button('departures.guarded.add').click();
  await seeDialog('something to guard');

  await goTo(7, 'filings');
  await see('filings');
  await page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { level: 3 }) })
    .getByRole('button')
    .first()
    .click();
  await page.locator('[id^="filing-entry-"]').first().waitFor();
  await see('review');

  await goTo(7, 'filings');
  await page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { level: 3, name: text('filings.kind.F13'), exact: true }) })
    .getByRole('button')
    .first()
    .click();
  await answerReview(page, practiceAnswers('F13', 'fr', ''));
  await page.getByText(text('filings.review.complete')).waitFor();
  await button('filings.review.generate').click();
  await seeDialog('a filing that was made');
  await goTo(7, 'filings');
  await button('filings.saveAs').click();
  await page.getByLabel(text('departures.reason'), { exact: true }).waitFor();
  await seeDialog('before a filing leaves');
  await page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { level: 3, name: text('filings.kind.F13'), exact: true }) })
    .getByRole('button')
    .first()
    .click();
  await button('drafts.start').click();
  const showNames = button('people.names.show', page.getByRole('main'));
  const ofDraft = page.getByRole('main').getByRole('textbox');
  await showNames.or(ofDraft.first()).first().waitFor();
  if (await showNames.isVisible()) await showNames.click();
  await page
    .getByRole('table', { name: text('drafts.table') })
    .last()
    .waitFor();
  await ofDraft.nth(4).fill('{exhibit 999}');
  await page.locator('[data-save-state=saved]').waitFor();
  await see('a draft, one of its cells changed');
  await button('drafts.undo').click();
  await button('drafts.cite').click();
  await seeDialog('citing in a draft');
  await button('drafts.quote').click();
  await seeDialog('quoting in a draft');
  await button('drafts.more').click();
  await page.getByRole('menuitem', { name: text('drafts.versions') }).click();
  await dialog().getByLabel(text('drafts.versions.older')).waitFor();
  await seeDialog('versions of a draft');

  await goTo(8, 'coverage');
  await page.getByRole('table').first().waitFor();
  await see('coverage');

  await goTo(9, 'conversations');
  await page.getByText(text('conversations.empty.title')).waitFor();
  await see('conversations, none yet');
  const chat = join(program.home, 'chat.txt');
  await writeFile(chat, ambiguousChat);
  await program.answerDialogs({ folder: chat });
  await button('conversations.read').click();
  await page.getByRole('heading', { level: 1, name: text('conversations.report.title') }).waitFor();
  await see('report of a chat');
  await page.getByRole('main').getByRole('radio').first().check();
  const take = page.getByRole('button', { name: /(^| )3 (messages|berichten|Nachrichten)( |$)/ });
  await page.getByText(text('conversations.confirm.chooseFirst')).waitFor({ state: 'detached' });
  await take.click();
  await page.getByText('message three').waitFor();
  await see('a chat');
  const [writeTranslation = ''] = text('conversations.translation.write').split('{');
  await page.getByRole('button', { name: writeTranslation.trim() }).first().click();
  await page.getByLabel(text('conversations.translation.words'), { exact: true }).fill('Übersetzt');
  await seeDialog('translation of a message');
  await button('conversations.transcript.open').click();
  await page.getByText(text('chronology.look.title')).waitFor();
  await seeDialog('transcript as a Word file');
  await button('conversations.more').click();
  await page.getByRole('menuitem', { name: text('conversations.people') }).click();
  await seeDialog('who is who in a chat');
  await button('conversations.all').click();
  await page.getByRole('table').first().waitFor();
  await see('conversations');

  await button('app.agenda', page.getByRole('navigation').first()).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await see('agenda');
  await page.keyboard.press('Control+f');
  await page.getByLabel(text('search.field')).waitFor();
  await see('search, nothing typed');
  await page.getByLabel(text('search.field')).fill('passeport');
  await page.locator('mark').first().waitFor();
  await see('search, found');
  await page.getByLabel(text('search.field')).fill('prison');
  await button('search.sensitive.show').waitFor();
  await see('search, a sensitive passage');
  await button('search.filter').click();
  await page.getByLabel(text('search.filter.from'), { exact: true }).waitFor();
  await see('filters of the search');
  await page.keyboard.press('Escape');

  await button('app.vault', page.getByRole('navigation').first()).click();
  await page.getByRole('tab', { name: text('vault.section.members') }).click();
  await page.getByRole('heading', { name: text('members.title') }).waitFor();
  await see('members');
  await button('members.add.begin').click();
  await seeDialog('letting an advocate in');
  await button('members.change.begin').click();
  await seeDialog('another passphrase');
  await page.getByRole('tab', { name: text('vault.section.recovery') }).click();
  await button('recovery.empty.begin').click();
  await dialog().waitFor();
  await see('a way back: what kind');
  await button('recovery.make.begin', dialog()).click();
  await button('recovery.paper.byHand', dialog()).click();
  await see('a way back: its paper, copied by hand');
  const characters = await dialog()
    .locator('ol')
    .filter({ visible: true })
    .last()
    .locator('li')
    .allInnerTexts();
  const groups = characters.map((line) => line.replace(/^\d+/u, '').replaceAll(/\s/gu, ''));
  await button('recovery.paper.next', dialog()).click();
  for (const field of await dialog().getByRole('group').getByRole('textbox').all()) {
    const label = (await field.getAttribute('aria-label')) ?? '';
    await field.fill(groups[Number(/\d+/u.exec(label)?.[0]) - 1] ?? '');
  }
  await see('a way back: some of it typed back');
  await button('recovery.check.next', dialog()).click();
  await button('recovery.make.later', dialog()).waitFor();
  await see('a way back: the first sheet counts');
  await button('recovery.make.later', dialog()).click();
  await button('recovery.rehearse.begin').waitFor();
  await see('recovery');
  await button('recovery.rehearse.begin').click();
  await see('a rehearsal, by characters');
  await button('recovery.words.instead', dialog()).click();
  await dialog().getByRole('textbox').fill('abandon dossier ');
  await seeDialog('a rehearsal, by words');
  await page.getByRole('tab', { name: text('vault.section.packs') }).click();
  await page.getByRole('table', { name: text('packs.title') }).waitFor();
  await see('packs of rules');
  await page
    .getByRole('table', { name: text('packs.title') })
    .getByRole('button')
    .first()
    .click();
  for (const part of ['actors', 'terms', 'concordance'] as const) {
    await dialog()
      .getByRole('tab', { name: text(`packs.reference.${part}`) })
      .click();
    await see(`a pack: ${part}`);
  }
  await dialog()
    .getByRole('tab', { name: text('packs.reference.sources') })
    .click();
  await seeDialog('the sources of a pack');
  await button('packs.keys.begin').click();
  await seeDialog('trusting a key');
  await page.getByRole('tab', { name: text('vault.section.packages') }).click();
  await page.getByRole('heading', { level: 2, name: text('packages.list.title') }).waitFor();
  await see('packages');
  await button('transfer.bringIn').click();
  await seeDialog('bringing in a folder');
  await page.getByRole('tab', { name: text('vault.section.travel') }).click();
  await page.getByRole('heading', { level: 2, name: text('travel.here.title') }).waitFor();
  await see('travel');
  await page.getByRole('tab', { name: text('vault.section.templates') }).click();
  await page.getByRole('heading', { level: 2, name: text('templates.add.title') }).waitFor();
  await see('templates of the organisation');
  await button('templates.tags.open').click();
  await seeDialog('tags of a template');
  await button('templates.lookProgram').click();
  await dialog().locator('[role=document] > iframe[style*=height]').waitFor();
  await see('a template on the practice case, its pages');
  await dialog()
    .getByRole('tab', { name: new RegExp(`^${text('templates.try.tags')}`) })
    .click();
  await seeDialog('a template on the practice case, its tags');
  await page.getByRole('tab', { name: text('vault.section.retention') }).click();
  await page.getByRole('heading', { level: 2, name: text('retention.purged.title') }).waitFor();
  await see('keeping and destroying');
  await page.getByRole('tab', { name: text('vault.section.integrity') }).click();
  await button('vault.check.run').click();
  await page.getByText(text('vault.check.healthy')).waitFor({ timeout: 60_000 });
  await see('integrity');
  await page.getByRole('tab', { name: text('vault.section.laptop') }).click();
  await page.getByRole('heading', { name: text('laptop.check.clock') }).waitFor();
  await button('laptop.network.try').click();
  // Every one: the core's guard and the rules of the page are those of the packaged program.
  await page.getByText(text('laptop.network.allRefusedBody')).waitFor();
  await see('this laptop');
  await page.getByRole('tab', { name: text('vault.section.log') }).click();
  await page
    .getByRole('list', { name: text('audit.list') })
    .first()
    .waitFor();
  await see('log');
  await page.getByRole('tab', { name: text('vault.section.backups') }).click();
  await page.getByText(text('backups.empty.title')).waitFor();
  await see('backups, none yet');
  const stick = join(program.home, 'stick');
  await mkdir(stick);
  await program.answerDialogs({ folder: stick });
  await button('backups.empty.begin').click();
  await page.getByText(text('backups.state.passed'), { exact: true }).waitFor({ timeout: 60_000 });
  await see('backups');
  const beginOf = (id: string) => text(id).split('{')[0] ?? '';
  const actions = page.getByRole('button', { name: new RegExp(`^${beginOf('backups.actionsFor')}`) });
  await actions.click();
  await page.getByRole('menuitem', { name: text('backups.certificate') }).click();
  await seeDialog('certificate of a backup');
  await actions.click();
  await page.getByRole('menuitem', { name: text('backups.restoreCase') }).click();
  await page.getByText(text('backups.case.same')).first().waitFor({ timeout: 60_000 });
  await seeDialog('cases of a backup');

  await button('app.settings').click();
  await page.getByRole('heading', { level: 1, name: text('settings.title') }).waitFor();
  await see('settings');
  await page.getByLabel(text('settings.contrast')).check();
  await page.getByLabel(text('settings.textSize')).selectOption('150');
  await page.waitForFunction(
    () => window.innerWidth < 900 && document.documentElement.hasAttribute('data-high-contrast'),
  );
  await see('settings in large text and high contrast');
  await page.getByLabel(text('settings.textSize')).selectOption('100');
  await page.getByLabel(text('settings.contrast')).uncheck();
  await page.waitForFunction(() => window.innerWidth > 900);
  // Another language, and back, in the running program.
  const other = language === 'de' ? 'nl' : 'de';
  await page.getByRole('radio', { name: text(`settings.language.${other}`) }).check();
  await page.getByRole('heading', { level: 1, name: messagesIn(other)['settings.title'] ?? '' }).waitFor();
  await page.getByRole('radio', { name: text(`settings.language.${language}`) }).check();
  await page.getByRole('heading', { level: 1, name: text('settings.title') }).waitFor();
  await page.keyboard.press('F8');
  await page.locator('[data-cover]').waitFor();
  await see('neutral page');
  await page.keyboard.press('F8');
  await page.locator('[data-cover]').waitFor({ state: 'detached' });
  await button('settings.about.open').click();
  await page.getByRole('heading', { level: 1, name: text('settings.about.title') }).waitFor();
  await see('about');

  await lockByKey(page);
  page = await program.nextWindow();
  await page.getByLabel(text('vault.passphrase'), { exact: true }).waitFor();
  await see('unlock');
  await button('help.title').click();
  await page.getByRole('heading', { level: 1, name: text('help.title') }).waitFor();
  await see('help at the lock screen');
  await button('help.close').click();
  await program.answerDialogs({ folder: stick });
  await button('backups.restoreVault.begin').click();
  await page.getByLabel(text('backups.passphraseThen')).waitFor();
  await see('restore a vault');
  await button('backups.restoreVault.withSheet').click();
  await see('restore a vault with a recovery sheet');
  await button('vault.create.back').click();
  await page.getByRole('button', { name: text('recovery.open.begin') }).click();
  await page.locator('ol').getByRole('textbox').first().fill(groups.join(' '));
  await see('open with a recovery sheet');
  await button('recovery.open.run').click();
  await page.getByRole('heading', { name: text('recovery.open.whoTitle') }).waitFor();
  await see('who gets a passphrase');
  await button('recovery.open.back').click();
  await page.getByLabel(text('vault.passphrase'), { exact: true }).waitFor();
}
