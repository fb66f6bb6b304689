import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runProgram } from '../../../src/cli/program';
import { openVaultAtPath } from '../../../src/core/vault/vault-at-path';
import { testCost, testPassphrase } from '../../support/core';
import { anOffice, receive, rowsOf, send, type Office } from './support';

let folder: string;
const recordOf = (out: string): Readonly<Record<string, unknown>> =>
  JSON.parse(out) as Readonly<Record<string, unknown>>;

/** What is typed where the passphrase of a package is asked for; null where there is no terminal. */
let typedForPackage: string | null = null;

async function run(...args: readonly string[]): Promise<{ code: number; out: string; error: string }> {
  let [out, error] = ['', ''];
  const code = await runProgram(args, {
    writeOut: (text) => {
      out += text;
    },
    writeError: (text) => {
      error += text;
    },
    passphrases: {
      ask: (question) =>
        Promise.resolve(question === 'Passphrase of the package: ' ? typedForPackage : testPassphrase),
      readStandardInput: () => '',
    },
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

const passphrase = 'nine other words for a package on a journey';
const reason = 'She asked that the case be carried on there.';

/** A package of the office with these cases. */
async function packed(file: string, codes: readonly string[], lock: readonly string[]): Promise<void> {
  const vault = office.core.vault().folder;
  const args = ['--case', ...codes, ...lock, '--recipient', 'A colleague', '--reason', reason, '--out', file];
  expect(await run('package', 'create', vault, ...args)).toMatchObject({ code: 0, error: '' });
}

it(
  'asks for the passphrase of a package, and tells it from that of the vault',
  { timeout: 120_000 },
  async () => {
    writeFileSync(join(folder, 'right'), `${passphrase}\n`);
    writeFileSync(join(folder, 'wrong'), 'something else that nobody would ever guess\n');
    const file = 'stick/passphrase.dossier-package';
    await packed(file, [code], ['--package-passphrase-file', 'right']);
    const inspect = (...more: readonly string[]) =>
      run('package', 'inspect', 'Colleague.dossier', file, ...more);

    expect(await inspect('--package-passphrase-file', 'wrong')).toEqual({
      code: 1,
      out: '',
      error: 'This is not the passphrase of the package.\n',
    });
    typedForPackage = null;
    expect(await inspect()).toMatchObject({
      code: 1,
      error: expect.stringContaining('--package-passphrase-file'),
    });
    typedForPackage = passphrase;
    expect((await inspect()).out).toContain(`${code}: new here`);
    const told = recordOf((await inspect('--json')).out);
    expect(told).toMatchObject({
      purpose: 'copy',
      maker: { standing: 'unknown' },
      cases: [{ code, codeHere: null, differences: [], differencesInAll: 0 }],
    });
    const taken = await run('package', 'import', 'Colleague.dossier', file, '--json');
    expect(taken).toMatchObject({ code: 0, error: '' });
    const { packageId } = recordOf(taken.out);
    expect(await run('package', 'undo', 'Colleague.dossier', 'nonsense')).toEqual({
      code: 2,
      out: '',
      error: expect.stringContaining('“nonsense” is not the id of a package'),
    });
    expect(await run('package', 'undo', 'Colleague.dossier', String(packageId))).toMatchObject({ code: 0 });
  },
);

it('takes several cases at once, and what was changed there when told to, once the maker is confirmed', async () => {
  const [mine, theirs] = [await anOffice(), await anOffice()];
  try {
    const made = [];
    for (const note of ['first', 'second']) {
      made.push(await mine.core.value('cases.create', { fileLanguage: 'fr', client: {}, note }));
    }
    const caseIds = made.map(({ caseId }) => caseId);
    await receive(theirs, await send(mine, theirs, caseIds));
    for (const each of [mine, theirs]) {
      for (const caseId of caseIds) {
        const note = each === mine ? 'here' : 'there';
        await each.core.value('cases.change', { caseId, changes: { note } });
      }
    }
    const file = await send(theirs, mine, caseIds);
    const vault = mine.core.vault().folder;
    mine.core.deps.session.close();

    const inspected = await run('package', 'inspect', vault, file);
    for (const each of made) expect(inspected.out).toContain(`${each.code}, here ${each.code}:`);
    const told = recordOf((await run('package', 'inspect', vault, file, '--json')).out);
    expect(told).toMatchObject({ cases: [{ counts: { conflict: 1 } }, { counts: { conflict: 1 } }] });
    expect(await run('package', 'import', vault, file, '--take', 'there')).toMatchObject({
      code: 1,
      error: expect.stringContaining('then give --confirm-maker'),
    });
    const taken = await run('package', 'import', vault, file, '--take', 'there', '--confirm-maker');
    expect(taken).toMatchObject({ code: 0, error: '' });
    for (const each of made)
      expect(taken.out).toMatch(new RegExp(`${each.code}: \\d+ rows added, \\d+ changed`));

    const opened = await openVaultAtPath(mine.core.deps, vault, testPassphrase);
    if (!opened.ok) throw new Error(opened.error.kind);
    for (const caseId of caseIds) {
      expect(rowsOf(mine, caseId).get('cases')).toMatchObject([{ note: 'there' }]);
    }
  } finally {
    mine.core.close();
    theirs.core.close();
  }
}, 200_000);
