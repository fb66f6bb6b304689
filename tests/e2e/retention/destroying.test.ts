import { afterEach, describe, expect, it } from 'vitest';
import { picture } from '../support/picture';
import { startProgram, type Program } from '../support/program';

let program: Program | null = null;

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') {
    await program?.page().screenshot({ path: 'test-results/destroying.png' });
  }
  await program?.close();
  program = null;
});

describe('a closed case', () => {
  it('is held, let go of, destroyed after its code was typed, and looked for in vain', async () => {
    const running = await startProgram();
    program = running;
    const page = running.page();
    await page.getByRole('button', { name: /practice vault/i }).click();
    const inList = page.getByText(/^BR-\d{4}-001$/).first();
    await inList.waitFor({ timeout: 60_000 });
    const code = (await inList.textContent()) ?? '';
    await inList.click();
    await page.getByRole('heading', { level: 1, name: code }).waitFor();

    await page.getByRole('button', { name: 'Actions for this case' }).click();
    await page.getByRole('menuitem', { name: 'Close the case' }).click();
    await page.getByLabel('Reason for closing').fill('She has her B card');
    await picture(running, 'retention-close');
    await page.getByRole('button', { name: 'Close the case' }).click();
    await page.getByRole('heading', { name: 'Keeping this case' }).waitFor();

    await page.getByRole('button', { name: 'Actions for this case' }).click();
    await page.getByRole('menuitem', { name: 'Legal hold…' }).click();
    await page.getByLabel('Reason', { exact: true }).fill('An appeal is pending');
    await picture(running, 'retention-hold');
    await page.getByRole('button', { name: 'Place the hold' }).click();
    await page.getByRole('button', { name: 'Lift the hold…' }).waitFor();
    expect(await page.getByRole('button', { name: 'Destroy…' }).count()).toBe(0);
    await page.getByRole('heading', { name: 'Keeping this case' }).scrollIntoViewIfNeeded();
    await picture(running, 'retention-held');
    await page.getByRole('button', { name: 'Lift the hold…' }).click();
    await page.getByLabel('Reason', { exact: true }).fill('The appeal is decided');
    await page.getByRole('button', { name: 'Lift the hold', exact: true }).click();

    await page.getByRole('button', { name: 'Destroy…' }).click();
    const dialog = page.getByRole('dialog', { name: `Destroy ${code}` });
    await dialog.getByLabel(`Type ${code}`).fill(code.slice(0, -1));
    await dialog.getByLabel('Reason').fill('The period of the office is over');
    const destroy = dialog.getByRole('button', { name: 'Destroy the case' });
    expect(await destroy.isDisabled()).toBe(true);
    await dialog.getByLabel(`Type ${code}`).fill(code);
    await picture(running, 'retention-destroy');
    await destroy.click();
    await page.getByText('It was looked for, and nothing is left').waitFor({ timeout: 60_000 });
    await picture(running, 'retention-certificate');
    await page.getByRole('button', { name: 'Close', exact: true }).last().click();
    await page.getByText('nothing is left', { exact: true }).waitFor();
    await picture(running, 'retention-section');
    await page.getByRole('navigation').first().getByRole('button', { name: 'Cases', exact: true }).click();
    await page
      .getByText(/^BR-\d{4}-002$/)
      .first()
      .waitFor();
    // The list is asked again when it is shown; until then it is the one from before.
    await page.getByText(code, { exact: true }).waitFor({ state: 'detached' });
  });
});
