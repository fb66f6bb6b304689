import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runProgram } from '../../../src/cli/program';
import { testCost, testPassphrase } from '../../support/core';
import { useTemporaryFolder } from '../../support/vault-folders';

const { path } = useTemporaryFolder();
const organisation = { format: 'dossier-policy-1', organisation: 'Centre de la Rive' };

async function run(...args: readonly string[]) {
  let out = '';
  let error = '';
  const code = await runProgram(args, {
    writeOut: (text) => {
      out += text;
    },
    writeError: (text) => {
      error += text;
    },
    passphrases: { ask: () => Promise.resolve(testPassphrase), readStandardInput: () => '' },
    workingFolder: path(),
    resourcesFolder: resolve('resources'),
    policyPath: path('of-this-laptop.json'),
    passphraseCost: testCost,
  });
  return { code, out, error };
}

const put = (name: string, content: unknown) =>
  writeFileSync(path(name), typeof content === 'string' ? content : JSON.stringify(content));

describe('dossier policy', () => {
  it('check tells the rules of a good file, and line and field of each mistake of another', async () => {
    put('good.json', { ...organisation, lock: { afterMinutesAtMost: 4 }, exports: { allowed: ['word'] } });
    expect(await run('policy', 'check', 'good.json')).toEqual({
      code: 0,
      out: [
        `${path('good.json')}: rules of Centre de la Rive`,
        'A vault locks after 4 minutes at the latest.',
        'What may leave a vault: word.',
        'Languages: en, fr, nl, de.',
        '',
      ].join('\n'),
      error: '',
    });
    put(
      'bad.json',
      '{ "format": "dossier-policy-1",\n  "lock": { "afterMinutesAtMost": "5" },\n  "organization": "A" }',
    );
    expect(await run('policy', 'check', 'bad.json')).toEqual({
      code: 1,
      out: [
        'Line 1, organisation: this field is missing.',
        'Line 2, lock.afterMinutesAtMost: a whole number from 1 to 60 is expected.',
        'Line 3, organization: there is no such field.',
        '',
      ].join('\n'),
      error: 'The file has 3 mistakes.\n',
    });
    expect((await run('policy', 'check', 'none.json')).code).toBe(2);
  });

  it('binds every other command, and says so', { timeout: 120_000 }, async () => {
    mkdirSync(path('out'), { recursive: true });
    await run('vault', 'create', '.', '--name', 'Office', '--owner', 'A. Advocate');
    put('of-this-laptop.json', {
      ...organisation,
      exports: { allowed: [] },
      backups: { folder: path('stick'), fixed: true },
    });
    expect(await run('policy', 'show')).toMatchObject({ code: 0 });
    expect(await run('audit', 'export', 'Office.dossier', '--out', 'out/log.json')).toEqual({
      code: 1,
      out: '',
      error: 'Your organisation does not let this leave a vault (log); see `policy show`.\n',
    });
    expect(existsSync(join(path('out'), 'log.json'))).toBe(false);
    expect(await run('vault', 'backup', 'Office.dossier', '--to', 'out')).toEqual({
      code: 1,
      out: '',
      error: 'Your organisation decides where backups go; see `policy show`.\n',
    });
    put('of-this-laptop.json', '{');
    const broken = await run('audit', 'export', 'Office.dossier', '--out', 'out/log.json');
    expect(broken).toMatchObject({ code: 1, out: '' });
    expect(broken.error).toContain('Warning: the file of your organisation is not understood');
    put('of-this-laptop.json', organisation);
    expect((await run('audit', 'export', 'Office.dossier', '--out', 'out/log.json')).code).toBe(0);
  });
});
