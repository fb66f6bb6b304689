import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runProgram } from '../../../src/cli/program';
import { testCost, testPassphrase } from '../../support/core';
import { anOffice, type Office } from './support';

let folder: string;
const recordOf = (out: string): Readonly<Record<string, unknown>> =>
  JSON.parse(out) as Readonly<Record<string, unknown>>;

async function run(...args: readonly string[]): Promise<{ code: number; out: string; error: string }> {
  let [out, error] = ['', ''];
  const code = await runProgram(args, {
    writeOut: (text) => {
      out += text;
    },
    writeError: (text) => {
      error += text;
    },
    passphrases: { ask: () => Promise.resolve(testPassphrase), readStandardInput: () => '' },
    workingFolder: folder,
    resourcesFolder: resolve('resources'),
    passphraseCost: testCost,
  });
  return { code, out, error };
}

let office: Office;
let code: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dossier-packages-'));
  mkdirSync(join(folder, 'stick'));
  office = await anOffice();
  ({ code } = await office.core.value('cases.create', { fileLanguage: 'fr', client: {} }));
  await office.core.value('vault.prepareLock', {});
  await run('vault', 'create', '.', '--name', 'Colleague', '--owner', 'A colleague');
}, 120_000);
afterAll(() => {
  office.core.close();
  rmSync(folder, { recursive: true, force: true });
});

it(
  'sends a case to a public key, says what is in it, takes it in and takes it out again',
  { timeout: 120_000 },
  async () => {
    const key = (await run('package', 'key', 'Colleague.dossier')).out.trim();
    expect(key).toMatch(/^age1/);
    const file = 'stick/case.dossier-package';
    const made = await run(
      'package',
      'create',
      office.core.vault().folder,
      '--case',
      code,
      '--to',
      key,
      '--recipient',
      'A colleague',
      '--reason',
      'She asked that the case be carried on there.',
      '--out',
      file,
    );
    expect(made).toMatchObject({ code: 0, error: '' });
    const inspected = await run('package', 'inspect', 'Colleague.dossier', file);
    expect(inspected.out).toContain('never seen before');
    expect(inspected.out).toContain(`${code}: new here`);
    const taken = await run('package', 'import', 'Colleague.dossier', file, '--json');
    expect(taken.code).toBe(0);
    expect(await run('package', 'import', 'Colleague.dossier', file)).toMatchObject({
      code: 1,
      error: 'This package was taken in before. Nothing was changed.\n',
    });
    const { packageId } = recordOf(taken.out);
    expect(await run('package', 'undo', 'Colleague.dossier', String(packageId))).toMatchObject({ code: 0 });
    expect(recordOf((await run('case', 'list', 'Colleague.dossier', '--json')).out)['cases']).toEqual([]);

    writeFileSync(join(folder, file), readFileSync(join(folder, file)).subarray(0, 5000));
    expect(await run('package', 'inspect', 'Colleague.dossier', file)).toMatchObject({
      code: 1,
      error: expect.stringContaining('The package is damaged'),
    });
    expect(
      await run(
        'package',
        'create',
        office.core.vault().folder,
        '--case',
        'X',
        '--recipient',
        'B',
        '--out',
        'y',
      ),
    ).toMatchObject({
      code: 2,
    });
  },
);
