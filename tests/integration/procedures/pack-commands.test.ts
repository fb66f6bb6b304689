import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import PizZip from 'pizzip';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runProgram } from '../../../src/cli/program';
import { testPublicKey, testSecretKey } from '../../support/minisign-key';
import { smallPack } from '../../support/small-pack';

const resourcesFolder = resolve(import.meta.dirname, '../../../resources');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dossier-pack-'));
  cpSync(join(resourcesFolder, 'procedures/be-thb'), join(folder, 'be-thb'), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function run(...args: readonly string[]) {
  let out = '';
  let error = '';
  const exitCode = await runProgram(args, {
    writeOut: (text) => {
      out += text;
    },
    writeError: (text) => {
      error += text;
    },
    passphrases: { ask: () => Promise.resolve(null), readStandardInput: () => '' },
    workingFolder: folder,
    resourcesFolder,
  });
  return { exitCode, out: out.replaceAll(folder, '…'), error: error.replaceAll(folder, '…') };
}

function writeArchive(name: string, files: Readonly<Record<string, string>>): void {
  const zip = new PizZip();
  for (const [file, text] of Object.entries(files)) zip.file(file, text, { createFolders: false });
  writeFileSync(join(folder, name), zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' }));
}

describe('pack check', () => {
  it('says that a folder has no mistake, and that nobody reviewed it', async () => {
    expect(await run('pack', 'check', 'be-thb')).toEqual({
      exitCode: 0,
      out: expect.stringMatching(/^be-thb \S+: no mistake found \(unreviewed\)\.\n$/) as string,
      error: '',
    });
  });

  it('names file, line, cause and mend, and ends with 1', async () => {
    writeArchive('bad.dossier-pack', {
      ...smallPack,
      'deadlines.yaml': (smallPack['deadlines.yaml'] ?? '').replace('endOf: X-R1', 'endOf: X-R9'),
    });
    expect(await run('pack', 'check', 'bad.dossier-pack')).toEqual({
      exitCode: 1,
      out: 'deadlines.yaml:20: There is no deadline rule “X-R9”.\n    Correct the id, or add it to deadlines.yaml.\n',
      error: 'The pack has one mistake.\n',
    });
    const asJson = await run('pack', 'check', 'bad.dossier-pack', '--json');
    expect({ ...asJson, out: JSON.parse(asJson.out) as unknown }).toEqual({
      exitCode: 1,
      out: {
        packs: [
          {
            id: null,
            version: null,
            review: null,
            problems: [
              {
                file: 'deadlines.yaml',
                line: 20,
                cause: 'There is no deadline rule “X-R9”.',
                mend: 'Correct the id, or add it to deadlines.yaml.',
              },
            ],
          },
        ],
      },
      error: 'The pack has one mistake.\n',
    });
  });

  it('refuses a file that is no pack, and ends with 2 where there is nothing', async () => {
    writeFileSync(join(folder, 'letter.dossier-pack'), 'Dear colleague');
    writeArchive('program.dossier-pack', { ...smallPack, 'run.sh': 'true' });
    writeArchive('below.dossier-pack', { 'law/pack.yaml': '' });
    writeArchive('above.dossier-pack', { '../pack.yaml': '' });
    writeFileSync(join(folder, 'large.dossier-pack'), Buffer.alloc(9 * 1024 * 1024));
    const outcomes = [];
    for (const name of ['letter', 'program', 'below', 'above', 'large', 'none']) {
      outcomes.push(await run('pack', 'check', `${name}.dossier-pack`));
    }
    expect(outcomes).toEqual([
      {
        exitCode: 1,
        out: '',
        error: 'The file is no pack: a pack file is a zip, as `pack build` writes it.\n',
      },
      { exitCode: 1, out: '', error: 'The file holds “run.sh”, which is no file of a pack.\n' },
      { exitCode: 1, out: '', error: 'The file holds “law/pack.yaml”, which is no file of a pack.\n' },
      {
        exitCode: 1,
        out: '',
        error: 'The file was not opened, because it is damaged or made to harm (unsafeName, ../pack.yaml).\n',
      },
      { exitCode: 2, out: '', error: 'The file is larger than 8 MB.\n' },
      { exitCode: 2, out: '', error: 'There is no such folder or file.\n' },
    ]);
  });
});

describe('pack build, sign and verify', () => {
  it('make a file whose signature is right until a byte changes', async () => {
    writeFileSync(join(folder, 'office.key'), testSecretKey);
    writeFileSync(join(folder, 'office.pub'), testPublicKey);
    expect(await run('pack', 'build', 'be-thb', '--out', 'law.dossier-pack')).toMatchObject({ exitCode: 0 });
    const built = readFileSync(join(folder, 'law.dossier-pack'));
    await run('pack', 'build', 'be-thb', '--out', 'again.dossier-pack');
    expect(readFileSync(join(folder, 'again.dossier-pack')).equals(built)).toBe(true);

    expect(await run('pack', 'sign', 'law.dossier-pack', '--key', 'office.key')).toMatchObject({
      exitCode: 0,
    });
    expect(await run('pack', 'verify', 'law.dossier-pack', '--key', 'office.pub')).toEqual({
      exitCode: 0,
      out: expect.stringMatching(
        /^law\.dossier-pack was signed with the key 406B030069DB01A6: be-thb /,
      ) as string,
      error: '',
    });

    built[built.length - 1] = 1;
    writeFileSync(join(folder, 'law.dossier-pack'), built);
    expect(await run('pack', 'verify', 'law.dossier-pack', '--key', 'office.pub')).toEqual({
      exitCode: 1,
      out: '',
      error: 'This file was not signed with the key 406B030069DB01A6, or it was changed afterwards.\n',
    });
  });

  it('refuse a pack with a mistake', async () => {
    writeFileSync(join(folder, 'be-thb/pack.yaml'), 'id: be-thb\n');
    const built = await run('pack', 'build', 'be-thb');
    expect(built.exitCode).toBe(1);
    expect(built.out).toContain('pack.yaml:1: version: “version” is missing.');
  });
});
