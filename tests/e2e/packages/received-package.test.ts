import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { keyFingerprint } from '../../../src/core/audit/signature';
import { openVaultAtPath } from '../../../src/core/vault/vault-at-path';
import type { CaseId } from '../../../src/shared/kernel/ids';
import { createTestCore, type TestCore } from '../../support/core';
import { useTemporaryFolder } from '../../support/vault-folders';
import { axeFaults } from '../support/axe';
import { picture } from '../support/picture';
import { startProgram, type Program } from '../support/program';
import { createVault, lockByKey, testPassphrase, unlockVault } from '../support/vault';

let program: Program | null = null;
const { path, atEnd } = useTemporaryFolder();

afterEach(async () => {
  await program?.close();
  program = null;
});

describe('a package that was taken in', () => {
  it('shows what was chosen, both versions, and the sender’s log with its fingerprint', async () => {
    const running = await startProgram();
    program = running;
    await createVault(running);
    await lockByKey(running.page());
    await running.nextWindow();
    const { file, code, fingerprint } = await changedOnBothSides(
      join(running.documentsFolder, 'Dossier', 'Cases.dossier'),
    );
    await unlockVault(running);
    const page = running.page();

    await page.keyboard.press('Control+k');
    await page.keyboard.type('Packages');
    await page.keyboard.press('Enter');
    await running.answerDialogs({ files: [file] });
    await page.getByRole('button', { name: 'Take in a package' }).click();
    const taking = page.getByRole('dialog', { name: 'Take in a package' });
    const left = taking.getByText('One conflict you have not looked at');
    await left.waitFor();
    expect(await taking.getByRole('radio', { checked: true }).count()).toBe(0);
    await taking.getByRole('button', { name: 'Take in a package' }).click();
    const question = page.getByRole('dialog', { name: 'Take it in with conflicts you have not looked at?' });
    await question.getByText('It stays as it is here.').waitFor();
    await picture(running, 'conflict-asked');
    await question.getByRole('button', { name: 'Cancel' }).click();
    await taking.getByRole('button', { name: 'Keep all as here' }).click();
    await taking.getByText('Every conflict is settled.').waitFor();
    expect(await taking.getByRole('radio', { name: /Gent/ }).isChecked()).toBe(true);
    await taking.getByRole('button', { name: 'Undo this choice' }).scrollIntoViewIfNeeded();
    await picture(running, 'conflict-all-here');
    await taking.getByRole('button', { name: 'Undo this choice' }).click();
    await left.waitFor();
    await taking.getByRole('radio', { name: /Brugge/ }).check();
    await left.waitFor({ state: 'detached' });
    expect(await axeFaults(page)).toEqual([]);
    await picture(running, 'conflict-chosen');
    await taking.getByRole('button', { name: 'Take in a package' }).click();
    await page.getByRole('heading', { level: 1, name: code }).waitFor();

    await page.keyboard.press('Control+k');
    await page.keyboard.type('Packages');
    await page.keyboard.press('Enter');
    const opener = page.getByRole('button', { name: 'Details of what came from An advocate' }).first();
    await opener.click();
    const dialog = page.getByRole('dialog', { name: 'What came from An advocate' });
    const part = dialog.getByRole('region', { name: code });
    await part.getByText('The passport was taken away').waitFor();
    const place = part.getByRole('group', { name: 'Place' });
    expect(await place.innerText()).toMatch(/Here\s+Gent\s+In the package\s+Taken\s+Brugge/u);
    await part.getByText('An advocate opened the case.').waitFor();
    expect(await part.getByText(fingerprint).count()).toBe(1);
    await part.getByText('Nothing was changed since it was signed, with the key of the package.').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await picture(running, 'received-package');
    await part.getByText('An advocate opened the case.').scrollIntoViewIfNeeded();
    await picture(running, 'received-log');

    // Away and back by keyboard, and the focus is where it was.
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await opener.evaluate((button) => document.activeElement === button)).toBe(true);
    await page.keyboard.press('Enter');
    await part.getByText('An advocate opened the case.').waitFor();
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    // The package that the case came with asked for no choice.
    await page.getByRole('button', { name: 'Details of what came from An advocate' }).last().press('Enter');
    await page.getByText('Nothing had been changed on both sides, so there was nothing to choose.').waitFor();
  });
});

/** A case of a colleague that is in the vault already, and a package of hers in which the same field was changed as here. */
async function changedOnBothSides(folder: string) {
  const now = new Date().toISOString();
  const colleague = createTestCore({ now });
  atEnd(() => colleague.close());
  await colleague.createVault();
  const { caseId } = await colleague.value('cases.create', { fileLanguage: 'fr', client: {} });
  const { code } = await colleague.value('cases.read', { caseId });
  const { id: factId } = await colleague.value('timeline.create', {
    caseId,
    statement: 'The passport was taken away',
    place: 'Namur',
  });

  const here = createTestCore({ now });
  try {
    const opened = await openVaultAtPath(here.deps, folder, testPassphrase);
    if (!opened.ok) throw new Error(opened.error.kind);
    const { publicKey } = await here.value('packages.makeKey', {});
    here.host.answerFile(await packed(colleague, 'first', caseId, publicKey));
    const { handle } = await here.value('packages.look', { handle: null, passphrase: null });
    await here.value('packages.takeIn', { handle });
    await here.value('timeline.change', { factId, changes: { place: 'Gent' } });
    await colleague.value('timeline.change', { factId, changes: { place: 'Brugge' } });
    return {
      file: await packed(colleague, 'second', caseId, publicKey),
      code,
      fingerprint: keyFingerprint(colleague.vaultDeps().vault.auditSigner.publicKey),
    };
  } finally {
    here.close();
  }
}

async function packed(colleague: TestCore, name: string, caseId: CaseId, publicKey: string): Promise<string> {
  const file = path(`${name}.dossier-package`);
  colleague.host.answerSavePath(file);
  await colleague.value('packages.create', {
    caseIds: [caseId],
    lock: { kind: 'publicKeys', recipients: [publicKey] },
    recipient: 'An invented office',
    reason: 'She asked that the case be carried on there.',
    purpose: 'copy',
  });
  return file;
}
