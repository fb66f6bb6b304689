import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openVaultAtPath } from '../../../src/core/vault/vault-at-path';
import type { CaseId } from '../../../src/shared/kernel/ids';
import { createTestCore } from '../../support/core';
import { makeIllustratedFiling } from '../../support/every-word-file';
import { makeFilingCase } from '../../support/filing-case';
import { makeFiling } from '../../support/filing-documents';
import { filingScenarios } from '../../support/filing-scenarios';
import { useTemporaryFolder } from '../../support/vault-folders';
import { readPdf } from '../support/pdf';
import { startProgram, type Program } from '../support/program';
import { createVault, lockByKey, testPassphrase, unlockVault } from '../support/vault';

let program: Program | null = null;
const { path } = useTemporaryFolder();

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') {
    await program?.page().screenshot({ path: 'test-results/same-pdf.png' });
  }
  await program?.close();
  program = null;
});

/** Consent by recipient, a form, facts, a table of exhibits, letters in four languages. */
const kinds = ['F2.fr.all', 'F4.nl.children', 'F5.fr', 'F13.nl', 'F21.fr', 'L1.en.client', 'L1.de.client'];

describe('the PDF of a filing', () => {
  it('is the same to the last byte in another run of the program, whatever was shown before', async () => {
    const home = path('home');
    mkdirSync(home, { recursive: true });
    program = await startProgram({ home });
    await createVault(program);
    await lockByKey(program.page());
    await program.nextWindow();
    const codes = await fill(join(program.documentsFolder, 'Dossier', 'Cases.dossier'));

    await unlockVault(program);
    const first = await saveAll(program, 'first', [...codes]);
    await program.close();
    program = await startProgram({ home });
    await unlockVault(program);
    // The other way round, so that each is counted and drawn behind others.
    const second = await saveAll(program, 'second', [...codes].toReversed());

    const different = [...first].flatMap(([name, pdf]) => (second.get(name)?.equals(pdf) ? [] : [name]));
    expect(different).toEqual([]);
    expect([...first.keys()]).toEqual([...kinds, 'illustrated']);
    // No two are of the same filing, and none is empty.
    expect(new Set([...first.values()].map((pdf) => pdf.toString('base64'))).size).toBe(codes.size);
    const own = readPdf(path('illustrated-first.pdf')).text;
    for (const words of ['LETTERHEAD-ASBL', 'BOXED-WORDS', 'FOOT-LEFT · FOOT-RIGHT'])
      expect(own).toContain(words);
    expect(first.get('illustrated')?.toString('latin1')).toContain('/Figure');
  });

  /** A case with one filing for each kind, and one from a template with pictures, head and foot. Gives the codes by name. */
  async function fill(folder: string): Promise<ReadonlyMap<string, string>> {
    const core = createTestCore();
    try {
      const opened = await openVaultAtPath(core.deps, folder, testPassphrase);
      if (!opened.ok) throw new Error(opened.error.kind);
      const codes = new Map<string, string>();
      const codeOf = async (caseId: CaseId) => (await core.value('cases.read', { caseId })).code;
      for (const name of kinds) {
        const scenario = filingScenarios.find((each) => each.name === name);
        if (scenario === undefined) throw new Error(`There is no scenario ${name}`);
        const { kind, language, draft, answers } = scenario;
        const made = await makeFilingCase(core, draft);
        await makeFiling(core, made, { kind, language, answers: answers(made) });
        codes.set(name, await codeOf(made.caseId));
      }
      codes.set('illustrated', await codeOf((await makeIllustratedFiling(core)).caseId));
      return codes;
    } finally {
      core.close();
    }
  }

  async function saveAll(
    running: Program,
    round: string,
    codes: readonly (readonly [name: string, code: string])[],
  ): Promise<ReadonlyMap<string, Buffer>> {
    const page = running.page();
    const dialog = page.getByRole('dialog');
    const saved = new Map<string, Buffer>();
    for (const [name, code] of codes) {
      const file = `${name}-${round}.pdf`;
      await page.getByRole('button', { name: 'Cases', exact: true }).first().press('Enter');
      await page.getByText(code, { exact: true }).first().click();
      await page.keyboard.press('Control+7');
      await page.getByRole('heading', { level: 1, name: 'Filings' }).waitFor();
      await running.answerDialogs({ save: path(file) });
      await page.getByRole('button', { name: 'Save as…' }).first().click();
      await dialog.getByText('Who learns it').waitFor();
      const why = dialog.getByLabel(/^Why/);
      if ((await why.count()) > 0) await why.fill('Practice: nothing leaves in truth.');
      await dialog.getByRole('button', { name: 'Save as PDF…' }).click();
      await page.getByText(`Saved as ${file}`).waitFor();
      saved.set(name, readFileSync(path(file)));
    }
    return saved;
  }
});
