import { readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { testPublicKey, testSecretKey } from '../../support/minisign-key';
import { runCommand } from '../../support/run-command';
import { unpackedArchive, writeProgram } from '../../support/updates';
import { useTemporaryFolder } from '../../support/vault-folders';

const { path } = useTemporaryFolder();
const run = (...args: readonly string[]) => runCommand(path(), args);

describe('dossier update', () => {
  it('makes, checks, applies and takes back a signed version', async () => {
    writeProgram(path('program'), '0.2.0');
    writeFileSync(path('secret.key'), testSecretKey);
    writeFileSync(path('public.pub'), testPublicKey);
    writeFileSync(path('notes.txt'), 'New words.\n');
    const architecture = process.arch === 'arm64' ? 'arm64' : 'x64';
    const make = 'update make --program program --release 0.2.0 --notes notes.txt --key secret.key'.split(
      ' ',
    );
    make.push('--architecture', architecture);
    const made = await run(...make, '--out', 'new.dossier-update');
    expect(made).toMatchObject({ code: 0, error: '' });
    const first = readFileSync(path('new.dossier-update'));
    await run(...make, '--out', 'again.dossier-update');
    expect(readFileSync(path('again.dossier-update')).equals(first)).toBe(true);

    const checked = await run('update', 'check', 'new.dossier-update', '--key', 'public.pub');
    expect(checked).toMatchObject({ code: 0, error: '' });
    expect(checked.out).toContain('Signed by the key of --key (406B030069DB01A6): Dossier 0.2.0 of ');
    expect(await run('update', 'check', 'new.dossier-update')).toEqual({
      code: 2,
      out: '',
      error: 'No key is known on this laptop. Name one with --key.\n',
    });

    unpackedArchive(path('dossier'), '0.1.0');
    const apply = ['update', 'apply', 'new.dossier-update', '--root', 'dossier', '--key', 'public.pub'];
    expect((await run(...apply)).code).toBe(2);
    expect(await run(...apply, '--backups-made')).toMatchObject({ code: 0, error: '' });
    expect(readlinkSync(path('dossier', 'current'))).toBe('versions/0.2.0');
    expect(await run(...apply, '--backups-made')).toEqual({
      code: 1,
      out: '',
      error: 'It is not newer than what is there. The way back is `update back`.\n',
    });
    expect(await run('update', 'back', '--root', 'dossier')).toEqual({
      code: 0,
      out: '0.1.0 starts next.\n',
      error: '',
    });
    expect(readlinkSync(path('dossier', 'current'))).toBe('versions/0.1.0');
  });
});
