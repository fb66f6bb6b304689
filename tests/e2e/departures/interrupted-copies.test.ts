import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { sql } from '../../../src/core/db/sql';
import { openVaultAtPath } from '../../../src/core/vault/vault-at-path';
import { createTestCore } from '../../support/core';
import { useTemporaryFolder } from '../../support/vault-folders';
import { axeFaults } from '../support/axe';
import { picture } from '../support/picture';
import { painted, startProgram, type Program } from '../support/program';
import { createVault, lockByKey, testPassphrase, unlockVault } from '../support/vault';

let program: Program | null = null;
const { path } = useTemporaryFolder();

afterEach(async () => {
  await program?.close();
  program = null;
});

describe('copies that were interrupted', () => {
  it('are told of after unlocking and under What left, looked for again, and said to be gone', async () => {
    const running = await startProgram();
    program = running;
    await createVault(running);
    await lockByKey(running.page());
    await running.nextWindow();
    const half = path('stick/demande.docx.0123abcd.tmp');
    const code = await interrupt(join(running.documentsFolder, 'Dossier', 'Cases.dossier'), [
      { path: path('stick/demande.docx'), temporaryPath: half },
      { path: path('burnt/demande.docx'), temporaryPath: path('burnt/demande.docx.89abcdef.tmp') },
    ]);
    await unlockVault(running);
    const notice = (count: string) =>
      running
        .page()
        .getByRole('status')
        .filter({ hasText: `${count} interrupted` });
    const goToCases = () =>
      running
        .page()
        .getByRole('navigation')
        .first()
        .getByRole('button', { name: 'Cases', exact: true })
        .click();
    await notice('2 copies were').waitFor();
    await picture(running, 'interrupted-notice');
    await notice('2 copies were').getByRole('button', { name: 'Put this message aside' }).click();
    await notice('2 copies were').waitFor({ state: 'detached' });
    await lockByKey(running.page());
    await running.nextWindow();
    await unlockVault(running);
    const page = running.page();
    const told = page.getByText(/^A copy was interrupted on/);
    await notice('2 copies were').getByRole('button', { name: 'Show where' }).click();
    await page.getByRole('tab', { name: 'This laptop', selected: true }).waitFor();
    await told.first().waitFor();
    expect(await told.count()).toBe(2);
    expect(await notice('2 copies were').count()).toBe(0);
    await painted(page);
    expect(await axeFaults(page)).toEqual([]);
    await picture(running, 'interrupted-laptop');

    await goToCases();
    await notice('2 copies were').waitFor();
    await page.getByText(code).first().click();
    await page.getByRole('navigation').getByRole('button', { name: 'What left' }).click();
    await told.first().waitFor();
    expect(await told.count()).toBe(2);
    await page.getByText(path('stick/demande.docx')).waitFor();
    await painted(page);
    expect(await axeFaults(page)).toEqual([]);
    await picture(running, 'interrupted-copies');

    mkdirSync(dirname(half));
    writeFileSync(half, 'half of it');
    await page.getByRole('button', { name: 'Look again' }).first().click();
    await page.getByText(path('stick/demande.docx')).waitFor({ state: 'detached' });
    expect(readdirSync(dirname(half))).toEqual([]);

    await goToCases();
    await notice('1 copy was').getByRole('button', { name: 'Show where' }).click();
    await page.getByRole('button', { name: 'It is gone' }).click();
    const question = page.getByRole('dialog', { name: 'Is nothing left of it?' });
    await question.getByText(path('burnt/demande.docx.89abcdef.tmp')).waitFor();
    await painted(page);
    await picture(running, 'interrupted-gone');
    await question.getByRole('button', { name: 'It is gone' }).click();
    await told.waitFor({ state: 'detached' });
    expect(existsSync(path('burnt'))).toBe(false);
    await goToCases();
    await page.getByText(code).first().waitFor();
    expect(await notice('').count()).toBe(0);
  });
});

/** Leaves copies in the vault that the program was killed over, and gives the code of a case in it. */
async function interrupt(
  folder: string,
  copies: readonly { readonly path: string; readonly temporaryPath: string }[],
): Promise<string> {
  const core = createTestCore({ now: new Date().toISOString() });
  try {
    const opened = await openVaultAtPath(core.deps, folder, testPassphrase);
    if (!opened.ok) throw new Error(opened.error.kind);
    const { caseId } = await core.value('cases.create', { fileLanguage: 'fr', client: {} });
    const { db, newId, actor, clock } = core.vaultDeps();
    const record = JSON.stringify({ departures: [], custody: [], audit: [] });
    for (const copy of copies) {
      db.run(sql`
        INSERT INTO copies_under_way (id, path, temporary_path, shape, record, begun_at, member_id)
        VALUES (${newId()}, ${copy.path}, ${copy.temporaryPath}, 'file', ${record}, ${clock.now()}, ${actor})
      `);
    }
    return (await core.value('cases.read', { caseId })).code;
  } finally {
    core.close();
  }
}
