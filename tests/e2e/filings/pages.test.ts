import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openVaultAtPath } from '../../../src/core/vault/vault-at-path';
import { createTestCore } from '../../support/core';
import { answersForAttestation } from '../../support/filing-answers';
import { adultCase, makeFilingCase } from '../../support/filing-case';
import { plainText, storedDocument } from '../../support/filing-documents';
import { letterWithSections, wordsAboveWords } from '../../support/letter-with-sections';
import { useTemporaryFolder } from '../../support/vault-folders';
import { printToPaper } from '../support/paper';
import { readPdf } from '../support/pdf';
import { picture } from '../support/picture';
import { startProgram, type Program } from '../support/program';
import { createVault, lockByKey, testPassphrase, unlockVault } from '../support/vault';

let program: Program | null = null;
const { path } = useTemporaryFolder();

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await program?.page().screenshot({ path: 'test-results/pages.png' });
  await program?.close();
  program = null;
});

describe('the pages of a filing from a template of one’s own', () => {
  it('have in print and as PDF the heads, feet, breaks, sides and signs of the Word file, or are not made', async () => {
    const home = path('home');
    mkdirSync(home, { recursive: true });
    const running = await startProgram({ home });
    program = running;
    await createVault(running);
    await lockByKey(running.page());
    await running.nextWindow();
    const made = await fill(join(running.documentsFolder, 'Dossier', 'Cases.dossier'));
    // What was switched off is in no file.
    expect(plainText(made.letter.document)).not.toContain('HEAD-SWITCHED-OFF');

    await unlockVault(running);
    await openFilings(running, made.letter.code);
    await running.answerDialogs({ save: path('letter.pdf') });
    await leave(running, 'Save as PDF…');
    await running.page().getByText('Saved as letter.pdf').waitFor();
    const pdf = path('letter.pdf');
    expect(readPdf(pdf)).toMatchObject({ tagged: true, info: [] });
    expectLetter(pdf, 'with foot');

    // The system's dialog for printing: what the printer would get.
    const lastPrinted = await printToPaper(running);
    await leave(running, 'Print…');
    await running.page().getByText('The document is with the printer.').waitFor();
    writeFileSync(path('paper.pdf'), await lastPrinted());
    // This Electron knows no words in margins, which another way writes into a PDF.
    expectLetter(path('paper.pdf'), 'without foot');

    // The logo stands at the edge of each page, the last one among them.
    await openFilings(running, made.upright.code);
    await running.answerDialogs({ save: path('upright.pdf') });
    await leave(running, 'Save as PDF…');
    await running.page().getByText('Saved as upright.pdf').waitFor();
    expect(pagesWithPicture(path('upright.pdf'))).toEqual([1, 2, 3, 4, 5]);

    for (const { code } of [made.aboveWords, made.evenHead]) {
      await openFilings(running, code);
      for (const button of ['Save as PDF…', 'Print…']) {
        await leave(running, button);
        await running
          .page()
          .getByRole('dialog')
          .getByText(/words of this document would be missing/)
          .waitFor();
        await picture(running, 'pages-words-missing');
        await running.page().keyboard.press('Escape');
      }
    }
  });

  function expectLetter(file: string, foot: 'with foot' | 'without foot'): void {
    const pages = execFileSync('pdftotext', ['-enc', 'UTF-8', '-layout', file, '-'], { encoding: 'utf8' })
      .split('\f')
      .slice(0, -1);
    // Of each page: its capitals in their order, and the signs beside them.
    const told = pages.map((page) =>
      (page.match(/\p{Lu}{3,}-?[\p{Lu}-]*|[➢☑☐]|\b42\b/gu) ?? []).filter((word) => !word.startsWith('TEXT')),
    );
    const common = foot === 'with foot' ? ['FOOT-WORDS'] : [];
    const columns = [...'ABCDEFGHIJ'].map((letter) => `COLUMN${letter}`);
    expect(told).toEqual([
      ['FIRST-HEAD', ...common],
      ['RUNNING-HEAD', 'ENDS-HERE', ...common],
      ['RUNNING-HEAD', 'BEGINS-BY-HAND', ...common],
      [
        'RUNNING-HEAD',
        'ANNEX-BY-STYLE',
        '➢',
        'SIGN-OF-A-LIST',
        'TICKED',
        '☑',
        'EMPTY',
        '☐',
        'TABLE',
        '42',
        ...common,
      ],
      ['WIDE-HEAD', 'LANDSCAPE', ...columns, ...common],
      ['RUNNING-HEAD', 'EXEMPLARI', ...common],
    ]);
    expect(pages[0]).toMatch(/Rue Inventée 1\s+TEXT-1 /);
    expect(pages[1]).not.toMatch(/RUNNING-HEAD.*page/);
    expect(pages[5]).toContain('Objet');
    // On the page on its side an Electron that knows no words in margins has no room for the logo either.
    expect(pagesWithPicture(file)).toEqual([1, 2, 3, 4, 6]);
    const sizes = execFileSync('pdfinfo', ['-f', '1', '-l', '6', file], { encoding: 'utf8' });
    expect(
      [...sizes.matchAll(/size:\s+(\d+)[\d.]* x (\d+)/g)].map(([, width, height]) => `${width} × ${height}`),
    ).toEqual(['594 × 841', '594 × 841', '594 × 841', '594 × 841', '841 × 594', '594 × 841']);
  }

  function pagesWithPicture(file: string): number[] {
    const listed = execFileSync('pdfimages', ['-list', file], { encoding: 'utf8' });
    return [...listed.matchAll(/^\s+(\d+)\s+\d+\s+image/gm)].map(([, page]) => Number(page));
  }

  async function leave(running: Program, button: string): Promise<void> {
    const dialog = running.page().getByRole('dialog');
    await running.page().getByRole('button', { name: 'Save as…' }).first().click();
    await dialog.getByText('Who learns it').waitFor();
    const why = dialog.getByLabel(/^Why/);
    if ((await why.count()) > 0) await why.fill('Practice: nothing leaves in truth.');
    await dialog.getByRole('button', { name: button }).click();
  }

  async function openFilings(running: Program, code: string): Promise<void> {
    const page = running.page();
    await page.getByRole('button', { name: 'Cases', exact: true }).first().press('Enter');
    await page.getByText(code, { exact: true }).first().click();
    await page.keyboard.press('Control+7');
    await page.getByRole('heading', { level: 1, name: 'Filings' }).waitFor();
  }

  async function fill(folder: string) {
    const core = createTestCore();
    try {
      const opened = await openVaultAtPath(core.deps, folder, testPassphrase);
      if (!opened.ok) throw new Error(opened.error.kind);
      const make = async (template: Buffer) => {
        const { caseId, ...people } = await makeFilingCase(core, adultCase);
        const draft = { caseId, filingKind: 'F7', language: 'fr' } as const;
        writeFileSync(path('own.docx'), template);
        core.host.answerFile(path('own.docx'));
        const templateId = (await core.value('templates.import', { filingKind: 'F7', language: 'fr' }))
          .template.id;
        await core.value('filings.answer', {
          ...draft,
          answers: answersForAttestation({ caseId, ...people }),
        });
        const { id } = await core.value('filings.generate', { ...draft, templateId });
        return {
          code: (await core.value('cases.read', { caseId })).code,
          document: storedDocument(core, id),
        };
      };
      return {
        letter: await make(letterWithSections()),
        upright: await make(letterWithSections({ withWidePage: false })),
        aboveWords: await make(letterWithSections({ end: wordsAboveWords })),
        evenHead: await make(letterWithSections({ withEvenHead: true })),
      };
    } finally {
      core.close();
    }
  }
});
