import { chmod, cp, mkdir, mkdtemp, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packagedFolder } from '../../scripts/lib/electron-runtime.mjs';
import { latestVersion } from '../../src/core/db/migrate';
import { migrations } from '../../src/core/db/migrations';
import { makeUpdate } from '../../src/core/updates/make-update';
import { startProgram, type Program } from '../e2e/support/program';
import { createVault, unlockVault } from '../e2e/support/vault';
import { testPublicKey } from '../support/minisign-key';
import { testKey } from '../support/updates';

// The real program, out of its archive, updates itself from a file and goes back: with the rest of npm run test:installers.

let workplace: string;
let root: string;

beforeAll(async () => {
  workplace = await mkdtemp(join(tmpdir(), 'dossier-update-'));
  await chmod(workplace, 0o755);
  root = join(workplace, 'dossier');
  await mkdir(join(root, 'versions'), { recursive: true });
  await cp(packagedFolder({ forTests: true }), join(root, 'versions', '0.0.9'), {
    recursive: true,
    verbatimSymlinks: true,
  });
  await symlink('versions/0.0.9', join(root, 'current'));
  await symlink('current/dossier', join(root, 'dossier'));
});

afterAll(async () => {
  await rm(workplace, { recursive: true, force: true });
});

async function picture(running: Program, name: string): Promise<void> {
  const folder = process.env.DOSSIER_PICTURES;
  if (folder !== undefined) await running.page().screenshot({ path: join(folder, `${name}.png`) });
}

describe('the program out of its archive', () => {
  it('updates itself from a stick after a backup, starts in the new version, and goes back', async () => {
    const update = join(workplace, 'new.dossier-update');
    const made = await makeUpdate({
      from: { form: 'folder', folder: packagedFolder({ forTests: true }) },
      about: {
        version: '0.0.10',
        from: '0.0.1',
        schemaVersion: latestVersion(migrations),
        platform: 'linux',
        architecture: process.arch === 'arm64' ? 'arm64' : 'x64',
        notes: { en: 'Exhibits are found faster.\nThree words are spelt right.' },
      },
      key: await testKey(),
      comment: 'Dossier 0.0.10, for this test',
      target: update,
    });
    expect(made.ok).toBe(true);
    const home = join(workplace, 'home');
    const stick = join(workplace, 'stick');
    await mkdir(home);
    await mkdir(stick);
    await writeFile(join(stick, 'notes-of-mine.txt'), 'stays');
    const start = () =>
      startProgram({
        home,
        executablePath: join(root, 'dossier'),
        size: { width: 1280, height: 900 },
        policy: {
          format: 'dossier-policy-1',
          organisation: 'Centre de la Rive',
          backups: { folder: stick, fixed: true },
          updates: {
            keys: [{ name: 'Centre de la Rive', publicKey: testPublicKey.split('\n')[1] ?? '' }],
            onlyThese: true,
          },
        },
      });
    const runs = (running: Program) => running.electron.evaluate(({ app }) => app.getPath('exe'));
    const openAbout = async (running: Program) => {
      const page = running.page();
      await page.getByRole('button', { name: 'Settings', exact: true }).click();
      await page.getByRole('button', { name: 'About Dossier' }).click();
      await page.getByRole('heading', { name: 'New version' }).waitFor();
    };

    const old = await start();
    try {
      expect(await runs(old)).toBe(join(root, 'versions', '0.0.9', 'dossier'));
      await createVault(old);
      await openAbout(old);
      await picture(old, 'update-about');
      const page = old.page();
      await old.answerDialogs({ files: [update] });
      await page.getByRole('button', { name: 'Update from a stick…' }).click();
      await page.getByText('Exhibits are found faster.').waitFor({ timeout: 120_000 });
      await picture(old, 'update-chosen');
      await page.getByRole('button', { name: 'Back up and install' }).click();
      await page.getByText('Version 0.0.10 starts next').waitFor({ timeout: 240_000 });
      await picture(old, 'update-done');
    } finally {
      await old.close();
    }
    expect(await readlink(join(root, 'current'))).toBe('versions/0.0.10');

    const newer = await start();
    try {
      expect(await runs(newer)).toBe(join(root, 'versions', '0.0.10', 'dossier'));
      await unlockVault(newer);
      await openAbout(newer);
      await newer.page().getByRole('button', { name: 'Go back to version 0.0.9' }).click();
      await newer.page().getByText('Version 0.0.9 starts next').waitFor();
      await picture(newer, 'update-back');
    } finally {
      await newer.close();
    }

    const again = await start();
    try {
      expect(await runs(again)).toBe(join(root, 'versions', '0.0.9', 'dossier'));
      await unlockVault(again);
    } finally {
      await again.close();
    }
  });
});
