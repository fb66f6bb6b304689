import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { planted, tellingFilm, tellingJpeg } from '../../support/telling-files';
import { axeFaults } from '../support/axe';
import { picture } from '../support/picture';
import { startProgram, type Program } from '../support/program';
import { messagesIn } from '../support/texts';

let program: Program | null = null;

afterEach(async () => {
  await program?.close();
  program = null;
});

describe('a copy of an original', () => {
  it.each(['en', 'fr'] as const)(
    'leaves without the place it was taken at unless that is chosen, and then for a written reason alone (%s)',
    async (language) => {
      const running = await startProgram({ language, size: { width: 1280, height: 900 } });
      program = running;
      const page = running.page();
      const messages = messagesIn(language);
      const text = (id: string): string => messages[id] ?? id;
      const stick = join(running.home, 'stick');
      await mkdir(stick);
      const photo = tellingJpeg();
      await writeFile(join(stick, 'room.jpg'), photo);
      await writeFile(join(stick, 'yard.mp4'), tellingFilm());

      await page.getByRole('button', { name: text('vault.practice.begin') }).click();
      await page
        .getByText(/^BR-\d{4}-002$/)
        .first()
        .click({ timeout: 60_000 });
      await page.getByRole('heading', { level: 1, name: /^BR-/ }).waitFor();
      await page.keyboard.press('Control+6');
      await running.answerDialogs({ files: ['room.jpg', 'yard.mp4'].map((name) => join(stick, name)) });
      await page.getByRole('button', { name: text('evidence.addFiles') }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(text('evidence.import.receivedFrom')).fill('Olena');
      await dialog.getByRole('button', { name: text('evidence.import.run') }).click();
      const done = text('evidence.import.done').replaceAll(/\{\w+\}/g, '2');
      await page.getByRole('dialog', { name: done }).waitFor();
      await dialog
        .getByRole('button', { name: text('ui.close') })
        .last()
        .click();
      await dialog.waitFor({ state: 'detached' });

      const open = async (name: string): Promise<void> => {
        const number = name === 'room.jpg' ? '5' : '6';
        await page
          .getByRole('button', { name: text('evidence.actionsFor').replace('{number}', number) })
          .click();
        await page.getByRole('menuitem', { name: text('evidence.copy').replace('{name}', name) }).click();
        await page
          .getByLabel(text('departures.to'), { exact: true })
          .selectOption({ label: text('departures.recipient.office') });
      };
      const radio = (id: string): Locator => dialog.getByRole('radio', { name: text(id) });
      const save = () =>
        dialog.getByRole('button', { name: text('evidence.copy.save'), exact: true }).click();

      await open('room.jpg');
      await dialog.getByText(text('evidence.ownTrace.place')).waitFor();
      expect(await radio('evidence.copy.as.withoutTraces').isChecked()).toBe(true);
      await picture(running, `copy-out-${language}`);
      expect(await axeFaults(page)).toEqual([]);
      const clean = join(running.home, 'clean.jpg');
      await running.answerDialogs({ save: clean });
      await save();
      await dialog.waitFor({ state: 'detached' });
      const bare = await readFile(clean);
      expect([planted.person, planted.serial, planted.time].filter((word) => bare.includes(word))).toEqual(
        [],
      );

      await open('room.jpg');
      await radio('evidence.copy.as.received').check();
      await save();
      await dialog.getByText(text('departures.findings.stop')).waitFor();
      await dialog.getByText(text('departures.findings.told')).waitFor();
      await picture(running, `copy-out-needed-${language}`);
      expect(await axeFaults(page)).toEqual([]);
      await dialog
        .getByLabel(text('departures.reason'), { exact: true })
        .fill('The court asked for the file.');
      const received = join(running.home, 'received.jpg');
      await running.answerDialogs({ save: received });
      await save();
      await dialog.waitFor({ state: 'detached' });
      expect((await readFile(received)).equals(photo)).toBe(true);

      await open('yard.mp4');
      await dialog.getByText(text('evidence.copy.noCleanForm')).waitFor();
      expect(await dialog.getByRole('radio').count()).toBe(0);
      await picture(running, `copy-out-film-${language}`);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });

      await page.getByRole('button', { name: text('exhibits.handOver') }).click();
      await page.getByRole('menuitem', { name: text('exhibits.dossier.open') }).click();
      await page
        .getByLabel(text('departures.to'), { exact: true })
        .selectOption({ label: text('departures.recipient.office') });
      await dialog.getByRole('checkbox', { name: /room/ }).check();
      expect(await radio('exhibits.dossier.as.withoutTraces').isChecked()).toBe(true);
      await radio('exhibits.dossier.as.withoutTraces').scrollIntoViewIfNeeded();
      await picture(running, `folder-of-exhibits-${language}`);
      expect(await axeFaults(page)).toEqual([]);
      await dialog.getByRole('checkbox', { name: text('exhibits.dossier.confirm') }).check();
      const place = join(running.home, 'handed over');
      await mkdir(place);
      await running.answerDialogs({ folder: place });
      await dialog.getByRole('button', { name: text('exhibits.dossier.save') }).click();
      await dialog.waitFor({ state: 'detached' });
      const [folder = ''] = await readdir(place);
      const list = await readFile(join(place, folder, 'clean-copies.csv'), 'utf8');
      expect(list).toMatch(/^file,sha256,sha256OfOriginal\r\ndata\/001\.jpg,[0-9a-f]{64},[0-9a-f]{64}\r\n$/);
      await picture(running, `folder-saved-${language}`);
    },
  );
});
