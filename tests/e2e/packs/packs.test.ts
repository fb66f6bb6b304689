import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openSecretKey, signFile } from '../../../src/core/packs/minisign';
import { writePackArchive } from '../../../src/core/packs/pack-archive';
import { readPackFolder } from '../../../src/core/procedures/pack-loader';
import { testPublicKey, testSecretKey } from '../../support/minisign-key';
import { packFilesOf, smallPack } from '../../support/small-pack';
import { startProgram, type Program } from '../support/program';
import { createVault } from '../support/vault';

let program: Program | null = null;

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') {
    await program?.page().screenshot({ path: 'test-results/packs.png' });
  }
  await program?.close();
  program = null;
});

/** Keeps a picture where the environment names a folder for them, to be looked at while the screens are worked on. */
async function picture(running: Program, name: string): Promise<void> {
  const folder = process.env.DOSSIER_PICTURES;
  if (folder === undefined) return;
  for (const appearance of ['light', 'dark'] as const) {
    await running.page().emulateMedia({ colorScheme: appearance });
    // Colours change over a moment.
    await running.page().waitForTimeout(400);
    await running.page().screenshot({ path: join(folder, `${name}-${appearance}.png`) });
  }
}

/** The Belgian pack as its next version, with a longer time limit for the complaint and one source more. */
function nextBelgianPack(): Buffer {
  const files = new Map(readPackFolder(resolve(import.meta.dirname, '../../../resources/procedures/be-thb')));
  const change = (file: string, from: string | RegExp, to: string) => {
    const text = Buffer.from(files.get(file) ?? []).toString('utf8');
    files.set(file, Buffer.from(text.replace(from, to), 'utf8'));
  };
  change('pack.yaml', /version: '[^']+'/, "version: '2099.1'");
  change('deadlines.yaml', /(id: BE-R1\n[\s\S]*?amount: )45/, '$160');
  change('sources.yaml', 'sources:\n', "sources:\n  - { key: S90, title: 'Moniteur belge', date: '2026' }\n");
  // Their dates follow from the 45 days.
  change('examples.yaml', /[\s\S]*/, 'examples: []\n');
  return writePackArchive(files);
}

describe('packs of rules', () => {
  it('are added from a file after a look at what changes, and a case is moved by hand', async () => {
    const running = await startProgram({ size: { width: 1280, height: 860 } });
    program = running;
    const page = running.page();
    await page.getByRole('button', { name: /practice vault/i }).click();
    const firstCase = page.getByText(/^BR-\d{4}-002$/).first();
    await firstCase.waitFor({ timeout: 60_000 });
    await page.getByRole('navigation').first().getByRole('button', { name: 'Vault', exact: true }).click();
    await page.getByRole('tab', { name: 'Rules of law' }).click();
    await page.getByRole('table', { name: 'Packs of rules' }).waitFor();
    await picture(running, 'packs-list');
    await page.getByRole('button', { name: 'Trafficking and aggravated smuggling, Belgium' }).press('Enter');
    await page.getByRole('dialog').getByRole('tab', { name: 'Sources' }).click();
    await page.getByText('Works they were read in').waitFor();
    await picture(running, 'packs-sources');
    await page.keyboard.press('Escape');

    const broken = join(running.home, 'broken.dossier-pack');
    writeFileSync(
      broken,
      writePackArchive(
        packFilesOf({
          ...smallPack,
          'deadlines.yaml': (smallPack['deadlines.yaml'] ?? '').replace('endOf: X-R1', 'endOf: X-R9'),
        }),
      ),
    );
    await running.answerDialogs({ folder: broken });
    await page.getByRole('button', { name: 'Add from a file' }).press('Enter');
    await page.getByText('There is no deadline rule “X-R9”.').waitFor();
    await page.getByText('deadlines.yaml, line 20:').waitFor();
    await picture(running, 'packs-broken');

    const next = join(running.home, 'next.dossier-pack');
    writeFileSync(next, nextBelgianPack());
    await running.answerDialogs({ folder: next });
    await page.getByRole('button', { name: 'Add from a file' }).press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Nobody has signed this pack').waitFor();
    await dialog.getByText('60 days (sure)').waitFor();
    await picture(running, 'packs-add');
    // Nothing is added before the person has said that she knows where it comes from.
    await dialog.getByRole('button', { name: 'Add it unsigned' }).press('Enter');
    await dialog.getByRole('checkbox').check();
    await dialog.getByRole('button', { name: 'Add it unsigned' }).press('Enter');
    await dialog.waitFor({ state: 'detached' });
    const outdated = page.getByRole('table', { name: 'Cases on an earlier version' });
    await outdated.waitFor();
    await page.getByText('Unsigned', { exact: true }).waitFor();
    await picture(running, 'packs-outdated');

    await outdated
      .getByRole('row', { name: /^BR-\d{4}-002/ })
      .getByRole('button', { name: 'See what changes' })
      .press('Enter');
    await dialog.getByText('What changes in the rules').waitFor();
    await picture(running, 'packs-move');
    await dialog.getByRole('checkbox').check();
    await dialog.getByRole('button', { name: 'Move the case' }).press('Enter');
    await dialog.waitFor({ state: 'detached' });

    await page.getByRole('navigation').first().getByRole('button', { name: 'Cases', exact: true }).click();
    await firstCase.click();
    await page.getByRole('button', { name: 'Procedure', exact: true }).click();
    await page.getByText('Unsigned', { exact: true }).waitFor();
    await picture(running, 'packs-procedure');
    expect(await page.getByText('See what changes').count()).toBe(0);

    await page.getByRole('navigation').first().getByRole('button', { name: 'Agenda', exact: true }).click();
    await page.getByText('Unsigned', { exact: true }).first().waitFor();
    await picture(running, 'packs-agenda');
  });

  it('of an organisation are added once its key is trusted', async () => {
    const running = await startProgram({ size: { width: 1280, height: 860 } });
    program = running;
    const page = running.page();
    await createVault(running);
    await page.getByRole('navigation').first().getByRole('button', { name: 'Vault', exact: true }).click();
    await page.getByRole('tab', { name: 'Rules of law' }).click();
    const signed = join(running.home, 'signed.dossier-pack');
    const archive = writePackArchive(packFilesOf(smallPack));
    const secret = await openSecretKey(testSecretKey, null);
    if (!secret.ok) throw new Error(secret.error.kind);
    writeFileSync(signed, archive);
    writeFileSync(`${signed}.minisig`, await signFile(secret.value, archive, 'xx-thb 2026.1 of 2026-11-26'));
    await running.answerDialogs({ folder: signed });
    await page.getByRole('button', { name: 'Add from a file' }).press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Signed with a key that is not trusted here: 406B030069DB01A6').waitFor();
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Add a key' }).press('Enter');
    await dialog.getByLabel('Whose key').fill('Centre for legal aid');
    await dialog.getByLabel('Public key').fill('not a key');
    await dialog.getByRole('button', { name: 'Trust the key' }).press('Enter');
    await dialog.getByText(/^This is no public key of minisign/).waitFor();
    await picture(running, 'packs-key');
    await dialog.getByLabel('Public key').fill(testPublicKey);
    await dialog.getByRole('button', { name: 'Trust the key' }).press('Enter');
    await page.getByRole('table', { name: 'Keys you trust' }).waitFor();

    await page.getByRole('button', { name: 'Add from a file' }).press('Enter');
    await dialog.getByText('xx-thb 2026.1 of 2026-11-26').waitFor();
    await picture(running, 'packs-signed');
    await dialog.getByRole('button', { name: 'Add the pack' }).press('Enter');
    await page.getByText('Signed by Centre for legal aid').waitFor();
    await picture(running, 'packs-signed-list');
  });
});
