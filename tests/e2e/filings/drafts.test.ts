import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { practicePassphrase } from '../../../src/shared/practice/contract';
import { documentXml, wordFile } from '../../support/word-file';
import { answerReview, practiceAnswers } from '../support/filings';
import { startProgram, type Program } from '../support/program';

let program: Program | null = null;

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') {
    await program?.page().screenshot({ path: 'test-results/drafts.png' });
  }
  await program?.close();
  program = null;
});

/** Keeps a picture where the environment names a folder for them, to be looked at while the screens are worked on. */
async function picture(running: Program, name: string): Promise<void> {
  const folder = process.env.DOSSIER_PICTURES;
  if (folder === undefined) return;
  await running.page().waitForTimeout(500);
  await running.page().screenshot({ path: join(folder, `${name}.png`) });
}

/** Every trick that a template which was taken in could still try in the page. */
const hostile = wordFile([], {
  'word/document.xml': documentXml(
    [
      '<w:p><w:pPr><w:pStyle w:val="x{}*{background:url(https://out.example/a)}"/></w:pPr>',
      '<w:r><w:rPr><w:rFonts w:ascii="x\';background:url(https://out.example/b);x:\'"/></w:rPr>',
      "<w:t>&lt;img src=x onerror=&quot;document.title='out'&quot;&gt; Nom : {client.familyName}</w:t></w:r></w:p>",
      '<w:p><w:r><w:t>Limites : {mandate.limits}</w:t></w:r></w:p>',
    ].join(''),
  ),
});

describe('the text of a filing', () => {
  it('is worked on before it is made, from a template that was tried on the practice case', async () => {
    const running = await startProgram({ size: { width: 1366, height: 900 } });
    program = running;
    const page = running.page();
    const dialog = () => page.getByRole('dialog');
    await page.getByRole('button', { name: /practice vault/i }).click();
    const firstCase = page.getByText(/^BR-\d{4}-001$/).first();
    await firstCase.waitFor({ timeout: 60_000 });

    await page.getByRole('navigation').first().getByRole('button', { name: 'Vault', exact: true }).click();
    await page.getByRole('tab', { name: 'Templates' }).click();
    await page.getByRole('button', { name: 'Look up a tag…' }).press('Enter');
    await dialog().getByRole('searchbox').fill('birthdate');
    await picture(running, 'tags');
    await dialog().getByRole('button', { name: 'Copy {client.birthDate}' }).press('Enter');
    await page.getByText('Copied: {client.birthDate}').waitFor();
    await dialog().getByRole('button', { name: 'Copy this list' }).press('Enter');
    await page.getByText(/copied with (?:its meaning|their meanings)/).waitFor();
    expect(await running.electron.evaluate(({ clipboard }) => clipboard.readText())).toMatch(
      /^\{client\.birthDate\}\t\S/m,
    );
    await page.keyboard.press('Escape');

    const own = join(running.home, 'own.docx');
    writeFileSync(own, hostile);
    await running.answerDialogs({ folder: own });
    await page.getByRole('button', { name: 'Take in a Word file…' }).press('Enter');
    await page.getByRole('button', { name: 'Try version 1 on the practice case' }).press('Enter');
    await dialog().getByText('1 tag prints nothing in the practice case').waitFor();
    await dialog().locator('[role=document] > iframe[style*=height]').waitFor();
    await picture(running, 'pages-hostile');
    // What it drew stands in a process that the page itself cannot look into, and did nothing.
    expect(await dialog().locator('[role=document]').innerText()).toBe('');
    expect(await page.title()).toBe('Dossier');
    await dialog().getByRole('tab', { name: /^Tags/ }).press('Enter');
    await dialog().getByText('TAZI').waitFor();
    await picture(running, 'tags-resolved');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Offer version 1 no longer' }).press('Enter');

    await page.getByRole('button', { name: 'Cases', exact: true }).press('Enter');
    await firstCase.click();
    await page.keyboard.press('Control+7');
    await page
      .getByRole('listitem')
      .filter({ has: page.getByRole('heading', { level: 3, name: 'Inventory of exhibits' }) })
      .getByRole('button', { name: /French/ })
      .press('Enter');
    await answerReview(page, practiceAnswers('F13', 'fr', ''));
    // Right behind the last answer, while that is still on its way.
    await page.getByRole('button', { name: 'Work on the text first…' }).press('Enter');
    await page.getByRole('heading', { level: 1, name: /^Draft/ }).waitFor();
    const showNames = page.getByRole('button', { name: 'Show names' }).first();
    const title = page.getByRole('textbox', { name: /Inventaire/ }).first();
    await showNames.or(title).first().waitFor();
    if (await showNames.isVisible()) await showNames.press('Enter');
    await title.waitFor();
    await picture(running, 'draft');

    const paragraph = page.getByRole('textbox', { name: /^Paragraph/ });
    await page
      .getByRole('button', { name: /^What to do with: .*Inventaire/ })
      .first()
      .press('Enter');
    await page.getByRole('menuitem', { name: 'Put in a paragraph below' }).press('Enter');
    const putIn = paragraph.nth(1);
    await page.waitForFunction(
      () => document.activeElement === document.querySelectorAll('textarea[data-block]')[1],
    );
    await page.keyboard.type('Put in by keyboard.');
    expect(await putIn.inputValue()).toBe('Put in by keyboard.');

    const rows = page.getByRole('table', { name: 'Table' }).nth(1).getByRole('row');
    await rows.nth(2).getByRole('textbox').nth(1).focus();
    await page.keyboard.press('End');
    await page.keyboard.type(' (certifiée)');
    await rows
      .nth(1)
      .getByRole('button', { name: /^What to do with: Cell in row 2, column 2: Attestation/ })
      .press('Enter');
    await page.getByRole('menuitem', { name: 'Take the row out' }).press('Enter');
    await rows.nth(1).getByText('Taken out').nth(4).waitFor();
    await picture(running, 'draft-table');
    await rows.nth(2).getByRole('textbox').nth(1).focus();
    await page.keyboard.press('Control+z');
    expect(await rows.nth(1).getByRole('textbox').nth(1).inputValue()).toMatch(/^Attestation/);
    await page.keyboard.press('Control+z');
    expect(await rows.nth(2).getByRole('textbox').nth(1).inputValue()).toBe('Copie de l’annexe 15');
    await page.keyboard.press('Control+y');
    await page.keyboard.press('Control+y');
    await rows.nth(1).getByText('Taken out').nth(4).waitFor();

    const last = paragraph.last();
    await last.focus();
    await page.keyboard.press('End');
    await page.keyboard.type(' Voir la {pièce 2} et ');
    await page.getByRole('button', { name: 'Cite…' }).press('Enter');
    await dialog().getByRole('searchbox').fill('Certificat');
    await picture(running, 'cite');
    await dialog()
      .getByRole('button', { name: /exhibit 12/ })
      .press('Enter');
    await page.waitForFunction(
      () =>
        document.activeElement instanceof HTMLTextAreaElement &&
        /\{exhibit 12\}/.test(document.activeElement.value),
    );
    expect(await last.inputValue()).toMatch(/ Voir la \{exhibit 2\} et \{exhibit 12\}$/);
    await page.locator('[data-save-state=saved]').waitFor();
    await picture(running, 'draft-worked');

    await page.getByRole('button', { name: 'Make the document' }).press('Enter');
    await dialog().getByText('Voir la 2 et 12').waitFor();
    await dialog().getByText('Copie de l’annexe 15 (certifiée)').waitFor();
    expect(await dialog().getByText('Attestation d’accompagnement').count()).toBe(0);
    await picture(running, 'made');
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });

    // What is typed when core is killed is on the page still, and saved once the vault is open again.
    const pid = await running.corePid();
    if (pid === null) throw new Error('There is no core process');
    await last.focus();
    await page.keyboard.press('End');
    await page.keyboard.type(' Typed at the end');
    process.kill(pid, 'SIGKILL');
    const passphrase = page.getByLabel('Passphrase', { exact: true });
    await passphrase.fill(practicePassphrase);
    await passphrase.press('Enter');
    await dialog().waitFor({ state: 'detached' });
    await showNames.or(last).first().waitFor();
    if (await showNames.isVisible()) await showNames.press('Enter');
    await page.locator('[data-save-state=saved]').waitFor();
    await page.getByRole('button', { name: 'All filings' }).press('Enter');
    await page.getByText(/^Saved .* paragraphs changed/).click();
    await last.waitFor();
    expect(await last.inputValue()).toMatch(/ Typed at the end$/);
  });
});
