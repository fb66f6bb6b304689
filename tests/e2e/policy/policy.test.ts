import { afterEach, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe';
import { picture } from '../support/picture';
import { startProgram, type Program } from '../support/program';
import { messagesIn } from '../support/texts';

let program: Program | null = null;

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await program?.page().screenshot({ path: 'test-results/policy.png' });
  await program?.close();
  program = null;
});

const texts = messagesIn('fr');
const text = (id: string): string => texts[id] ?? id;

describe('the rules of an organisation', () => {
  it('are told in French, bound the settings, and take buttons away with the reason', async () => {
    const running = await startProgram({
      language: 'fr',
      size: { width: 1280, height: 900 },
      policy: {
        format: 'dossier-policy-1',
        organisation: 'Centre de la Rive',
        contact: 'Service informatique, 02 000 00 00',
        lock: { afterMinutesAtMost: 5, onMinimise: true },
        passphrase: { memoryMib: 128, passes: 3 },
        exports: { allowed: ['word', 'log'] },
        languages: ['fr', 'nl'],
        backups: { folder: '/media/{user}/DOSSIER', fixed: true },
        packs: {
          keys: [
            {
              name: 'Centre de la Rive',
              publicKey: 'RWSmAdtpAANrQEzPY4oAOJai30Jmvhi84HDwLxgHXEihNyTSKzpdSPbN',
            },
          ],
          onlyThese: true,
        },
      },
    });
    program = running;
    const page = running.page();
    await page.getByRole('button', { name: text('settings.language.nl') }).waitFor();
    expect(await page.getByRole('button', { name: text('settings.language.en') }).count()).toBe(0);
    await page.getByRole('button', { name: text('vault.practice.begin') }).click();
    await page
      .getByText(/^BR-\d{4}-002$/)
      .first()
      .waitFor({ timeout: 60_000 });

    await page.getByRole('button', { name: text('app.settings'), exact: true }).click();
    const rules = page.getByRole('region', { name: text('policy.title') });
    await rules.getByText('Au plus tard après 5 minutes sans activité.').waitFor();
    await rules.getByText('Permis : fichiers Word, le journal signé').waitFor();
    await rules.getByText(/^Elles vont dans \/media\/.+\/DOSSIER et nulle part ailleurs\.$/).waitFor();
    await rules.getByText('Signés par Centre de la Rive (406B030069DB01A6) : de confiance.').waitFor();
    expect(await page.getByLabel(text('settings.lock.minimise')).isDisabled()).toBe(true);
    await page.getByText('5 minutes au plus : décidé par Centre de la Rive').waitFor();
    await picture(running, 'policy-settings');
    await rules.scrollIntoViewIfNeeded();
    await picture(running, 'policy-rules');
    expect(await axeFaults(page)).toEqual([]);

    await page
      .getByRole('navigation')
      .first()
      .getByRole('button', { name: text('app.agenda') })
      .click();
    await page.getByRole('button', { name: text('deadlines.calendar'), exact: true }).click();
    const refused = page.getByRole('menuitem', {
      name: 'Pas de fichiers de calendrier : décidé par Centre de la Rive',
    });
    await refused.waitFor();
    expect(await refused.isDisabled()).toBe(true);
    await picture(running, 'policy-menu');
  });

  it('that are not understood are told at the lock screen, with line and field', async () => {
    const running = await startProgram({
      language: 'fr',
      policy: { format: 'dossier-policy-1', export: {} },
    });
    program = running;
    const page = running.page();
    await page.getByText(text('policy.broken.title')).waitFor();
    await page.getByText('Ligne 1, organisation : ce champ manque.').waitFor();
    await page.getByText('Ligne 1, export : ce champ n’existe pas.').waitFor();
    await picture(running, 'policy-broken');
  });
});
