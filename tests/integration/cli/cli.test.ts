import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runProgram } from '../../../src/cli/program';
import { sql } from '../../../src/core/db/sql';
import { openVaultAtPath } from '../../../src/core/vault/vault-at-path';
import { groupsToWords } from '../../../src/shared/recovery/words';
import { createTestCore, testCost, testPassphrase, type TestCore } from '../../support/core';
import { killProcess, startProcess } from '../../support/child';
import { pageBytes, unreadPage, writeAt } from '../../support/damage';
import { useTemporaryFolder } from '../../support/vault-folders';
import { aToldInterview } from '../search/support';

const { path } = useTemporaryFolder();

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

/** Runs a command in the temporary folder; `typed` answers the questions for passphrases. */
async function run(args: readonly string[], typed: readonly string[] | null = null): Promise<Outcome> {
  mkdirSync(path(), { recursive: true });
  let out = '';
  let error = '';
  const answers = [...(typed ?? [])];
  const code = await runProgram(args, {
    writeOut: (text) => {
      out += text;
    },
    writeError: (text) => {
      error += text;
    },
    passphrases: {
      ask: () => Promise.resolve(typed === null ? null : (answers.shift() ?? '')),
      readStandardInput: () => `${typed?.[0] ?? ''}\n`,
    },
    workingFolder: path(),
    resourcesFolder: resolve('resources'),
    passphraseCost: testCost,
  });
  return { code, out, error };
}

const create = ['vault', 'create', '.', '--name', 'Office', '--owner', 'A. Advocate'];

async function makeVault(): Promise<void> {
  expect(await run(create, [testPassphrase, testPassphrase])).toMatchObject({ code: 0 });
}

describe('dossier vault create', () => {
  it('asks for the passphrase twice and says where the vault is', async () => {
    expect(await run(create, [testPassphrase, testPassphrase])).toEqual({
      code: 0,
      out: `Made ${path('Office.dossier')}\n`,
      error: '',
    });
    expect(readdirSync(path())).toEqual(['Office.dossier']);
  });

  it.each<[string, readonly string[], readonly string[] | null, Outcome]>([
    [
      'two passphrases that differ',
      [],
      [testPassphrase, 'another'],
      { code: 1, out: '', error: 'The two passphrases are not the same.\n' },
    ],
    [
      'a weak one',
      [],
      ['password', 'password'],
      {
        code: 1,
        out: '',
        error:
          'This passphrase is too easy to guess. Take at least 15 characters, for example six random words.\n',
      },
    ],
    [
      'no terminal to ask on',
      [],
      null,
      {
        code: 2,
        out: '',
        error: 'There is no terminal to ask for the passphrase. Name a file with --passphrase-file.\n',
      },
    ],
    [
      'an unusable name',
      ['--name', 'a/b'],
      [testPassphrase, testPassphrase],
      {
        code: 1,
        out: '',
        error: 'This name cannot name a folder on every system. Use letters, digits, spaces and hyphens.\n',
      },
    ],
    [
      'a passphrase file that is not there',
      ['--passphrase-file', 'none'],
      null,
      { code: 1, out: '', error: 'The passphrase file cannot be read (ENOENT).\n' },
    ],
  ])('refuses %s', async (_name, more, typed, expected) => {
    expect(await run([...create, ...more], typed)).toEqual(expected);
    expect(readdirSync(path())).toEqual([]);
  });

  it('has no argument or option that takes a passphrase', async () => {
    const refused = await run([...create, '--passphrase', testPassphrase]);
    expect(refused).toMatchObject({ code: 2, out: '' });
    const help = (await run(['vault', 'create', '--help'])).out;
    expect(help.match(/--passphrase\S*/g)).toEqual(['--passphrase-file']);
  });
});

describe('the members of a vault on the command line', () => {
  const other = 'quiet harbour seven lantern meadow';

  it('are listed, let in and revoked, and the vault gets a new key', async () => {
    await makeVault();
    writeFileSync(path('own'), `${testPassphrase}\n`);
    writeFileSync(path('new'), `${other}\n`);
    const own = ['Office.dossier', '--passphrase-file', 'own'];
    const added = await run([
      'vault',
      'add-member',
      ...own,
      '--name',
      'B. Exemple',
      '--new-passphrase-file',
      'new',
    ]);
    expect(added).toEqual({ code: 0, out: 'B. Exemple can now open this vault.\n', error: '' });
    const listed = JSON.parse((await run(['vault', 'members', ...own, '--json'])).out);
    expect(listed.members.map(({ name }: { name: string }) => name)).toEqual(['A. Advocate', 'B. Exemple']);
    const revoked = await run(['vault', 'revoke-member', ...own, '--name', 'B. Exemple']);
    expect(revoked.code).toBe(0);
    const rekeyed = await run(['vault', 'rekey', ...own, '--json']);
    expect([rekeyed.code, JSON.parse(rekeyed.out)]).toEqual([0, { rekeyed: true }]);
    const info = JSON.parse((await run(['vault', 'info', 'Office.dossier', '--json'])).out);
    expect(info).toMatchObject({ epoch: 2, members: 1 });
    const refused = await run(['vault', 'members', 'Office.dossier', '--passphrase-file', 'new']);
    expect(refused).toMatchObject({ code: 1, error: 'This is not the passphrase of this vault.\n' });
    expect((await run(['vault', 'verify', ...own])).code).toBe(0);
  });

  it('change their passphrase', async () => {
    await makeVault();
    writeFileSync(path('own'), `${testPassphrase}\n`);
    writeFileSync(path('new'), `${other}\n`);
    const change = ['vault', 'change-passphrase', 'Office.dossier', '--passphrase-file', 'own'];
    expect((await run([...change, '--new-passphrase-file', 'new'])).code).toBe(0);
    const list = (file: string) => run(['vault', 'members', 'Office.dossier', '--passphrase-file', file]);
    expect([(await list('own')).code, (await list('new')).code]).toEqual([1, 0]);
  });
});

describe('dossier vault info', () => {
  it('shows the header without a passphrase, and no more than it says', async () => {
    await makeVault();
    const { code, out } = await run(['vault', 'info', 'Office.dossier', '--json']);
    expect([code, JSON.parse(out)]).toEqual([
      0,
      {
        vaultId: expect.any(String),
        formatVersion: 1,
        epoch: 1,
        sequence: 1,
        goodHeaderCopies: 2,
        members: 1,
        slots: [{ slotId: expect.any(String), kind: 'passphrase', ...testCost }],
      },
    ]);
  });

  it('says what a folder is that is no vault', async () => {
    expect(await run(['vault', 'info', '.'])).toEqual({
      code: 1,
      out: '',
      error: 'This folder is not a vault.\n',
    });
  });
});

describe('dossier vault verify', () => {
  it('says that all is well, with exit code 0', async () => {
    await makeVault();
    const answer = await run(['vault', 'verify', 'Office.dossier'], [testPassphrase]);
    expect(answer).toMatchObject({ code: 0, error: '' });
    expect(answer.out).toMatch(/All is well\.\n$/);
  });

  it('takes the passphrase from a file or from standard input', async () => {
    await makeVault();
    writeFileSync(path('passphrase'), `\ufeff${testPassphrase}\r\nanother line`);
    const verify = ['vault', 'verify', 'Office.dossier', '--passphrase-file'];
    const codes = [await run([...verify, 'passphrase']), await run([...verify, '-'], [testPassphrase])];
    expect(codes.map(({ code }) => code)).toEqual([0, 0]);
  });

  it.each<[string, string | null, string, string]>([
    ['a wrong passphrase', 'wrong', 'wrongPassphrase', 'This is not the passphrase of this vault.'],
    [
      'a damaged database',
      null,
      'databaseDamaged',
      'The vault’s database is damaged, or belongs to another vault.',
    ],
  ])('ends with 1 for %s, in words and in JSON', async (_name, passphrase, kind, message) => {
    await makeVault();
    if (passphrase === null) writeFileSync(path('Office.dossier', 'vault.db'), Buffer.alloc(8192, 7));
    const answer = await run(['vault', 'verify', 'Office.dossier', '--json'], [passphrase ?? testPassphrase]);
    expect({ ...answer, out: JSON.parse(answer.out) }).toEqual({
      code: 1,
      out: { error: { kind, message } },
      error: `${message}\n`,
    });
  });

  it('refuses while another program has the vault open', async () => {
    await makeVault();
    const { child } = await startProcess('hold-vault-lock.ts', [path('Office.dossier')]);
    const answer = await run(['vault', 'verify', 'Office.dossier'], [testPassphrase]);
    await killProcess(child);
    expect(answer).toEqual({
      code: 1,
      out: '',
      error: 'Another running program has this vault open. Lock it there first.\n',
    });
  });
});

describe('a damaged vault', () => {
  it('is named with what to do, and salvaged into one that is whole', async () => {
    await makeVault();
    const core = createTestCore();
    const opened = await openVaultAtPath(core.deps, path('Office.dossier'), testPassphrase);
    if (!opened.ok) throw new Error(opened.error.kind);
    const page = unreadPage(core.vaultDeps().db);
    core.close();
    writeAt(path('Office.dossier', 'vault.db'), (page - 1) * pageBytes + 1000, Buffer.from('damage'));
    const verified = await run(['vault', 'verify', 'Office.dossier'], [testPassphrase]);
    expect(verified).toMatchObject({ code: 1, error: 'Something in this vault is damaged.\n' });
    expect(verified.out).toContain(
      '- 1 damaged pages of the database\n  The disk may be failing. Restore the newest backup, or run `vault salvage`',
    );

    const salvage = ['vault', 'salvage', 'Office.dossier', '--to', 'new', '--name', 'Rescued', '--json'];
    const salvaged = await run(salvage, [testPassphrase]);
    expect(salvaged).toMatchObject({ code: 0, error: '' });
    expect(JSON.parse(salvaged.out)).toMatchObject({
      path: path('new', 'Rescued.dossier'),
      report: { damagedPages: 1, losses: [] },
    });
    const again = await run(['vault', 'verify', 'new/Rescued.dossier'], [testPassphrase]);
    expect(again).toMatchObject({ code: 0, error: '' });
    expect(await run(salvage, [testPassphrase])).toMatchObject({ code: 1 });
  });
});

describe('dossier search', () => {
  /** A vault with a case whose client is named and told something, one passage of it sensitive. */
  async function toldVault(core: TestCore) {
    await core.createVault();
    const { caseId } = await core.value('cases.create', {
      fileLanguage: 'fr',
      client: { givenNames: 'Amina', familyName: 'Diallo' },
    });
    await aToldInterview(core, caseId, [
      'He took my passport the same evening.',
      { text: 'The passport was in the room upstairs.', sensitive: true },
    ]);
    const other = await core.value('cases.create', { fileLanguage: 'nl', client: { givenNames: 'Bea' } });
    await aToldInterview(core, other.caseId, ['No passport was ever shown.']);
    const codes = new Map(
      (await core.value('cases.list', {})).cases.map((each) => [each.id, each.code] as const),
    );
    core.deps.session.close();
    return {
      folder: core.vault().folder,
      first: codes.get(caseId) ?? '',
      second: codes.get(other.caseId) ?? '',
    };
  }

  it('finds words in every case or in one, without names, and without what is sensitive', async () => {
    const core = createTestCore();
    try {
      const { folder, first, second } = await toldVault(core);
      const search = (...args: readonly string[]) => run(['search', folder, ...args], [testPassphrase]);

      const everywhere = await search('passport');
      expect(everywhere).toMatchObject({ code: 0, error: '' });
      expect(
        everywhere.out
          .split('\n')
          .filter((line) => !line.startsWith(' '))
          .toSorted(),
      ).toEqual(['', first, second].toSorted());
      expect(everywhere.out).toContain('He took my passport the same evening.');
      expect(everywhere.out).toContain('(sensitive)');
      expect(everywhere.out).not.toContain('upstairs');

      const inOne = await search('"took my passport"', '--case', first);
      expect(inOne.out).toBe(
        `${first}\n  interview  2026-03-02 First interview  He took my passport the same evening.\n`,
      );
      expect((await search('passport', '--case', second)).out).toContain('No passport was ever shown.');
      expect((await search('upstairs', '--sensitive')).out).toContain('in the room upstairs');
      expect(await search('nowhere')).toEqual({ code: 0, out: 'Nothing found.\n', error: '' });

      expect((await search('Diallo')).out).not.toContain('Diallo');
      expect((await search('Diallo', '--names')).out).toContain('person  client 1 Amina Diallo');
      const asJson = JSON.parse((await search('Diallo', '--json')).out);
      expect(asJson).toMatchObject({ total: 1, isIndexWhole: true, groups: [{ caseCode: first }] });
      expect(JSON.stringify(asJson)).not.toContain('Diallo');

      expect(await search('a')).toEqual({
        code: 2,
        out: '',
        error: expect.stringContaining('Give at least two letters to look for.'),
      });
      expect(await search('passport', '--case', 'XX-1999-001')).toEqual({
        code: 1,
        out: '',
        error: 'There is no such case in this vault.\n',
      });
    } finally {
      core.close();
    }
  });

  it('says when its index is not whole; the check names it, and a rebuilding mends it', async () => {
    const core = createTestCore();
    try {
      const { folder } = await toldVault(core);
      await core.value('vault.unlock', { id: core.vault().id, passphrase: testPassphrase });
      core.vaultDeps().db.run(sql`UPDATE search_state SET state = 'unfinished'`);
      core.deps.session.close();
      expect((await run(['search', folder, 'passport'], [testPassphrase])).error).toBe(
        'The search index is not whole; run `vault rebuild-search`. Something may be missing here.\n',
      );
      const checked = await run(['vault', 'verify', folder], [testPassphrase]);
      expect(checked.code).toBe(1);
      expect(checked.out).toContain(
        '- the search index does not agree with the records at 1 places\n  The records themselves are whole. Run `vault rebuild-search`',
      );
      expect(checked.out).toMatch(/Records and originals are whole\.\n$/);
      expect(await run(['vault', 'rebuild-search', folder], [testPassphrase])).toEqual({
        code: 0,
        out: 'The search index is drawn from the records anew.\n',
        error: '',
      });
      expect(await run(['vault', 'verify', folder], [testPassphrase])).toMatchObject({ code: 0 });
    } finally {
      core.close();
    }
  });
});

describe('dossier case list', () => {
  it('lists an empty vault as empty', async () => {
    await makeVault();
    expect(await run(['case', 'list', 'Office.dossier'], [testPassphrase])).toEqual({
      code: 0,
      out: 'No case.\n',
      error: '',
    });
  });

  it('lists codes, and never a name', async () => {
    const core = createTestCore();
    await core.createVault();
    const { code } = await core.value('cases.create', {
      fileLanguage: 'fr',
      client: { familyName: 'Haddad', givenNames: 'Leïla' },
    });
    await core.value('vault.prepareLock', {});
    const { folder } = core.vault();
    const [text, json] = [
      await run(['case', 'list', folder], [testPassphrase]),
      await run(['case', 'list', folder, '--json'], [testPassphrase]),
    ];
    core.close();
    expect(text.out.split('\n')[1]).toMatch(new RegExp(`^${code} `));
    expect(JSON.parse(json.out)).toMatchObject({ cases: [{ code, clientNames: null }] });
    expect(`${text.out}${json.out}`).not.toContain('Haddad');
  });

  it('answers in JSON wherever that is asked for', async () => {
    await makeVault();
    const json = await run(['--json', 'case', 'list', 'Office.dossier'], [testPassphrase]);
    expect([json.code, JSON.parse(json.out)]).toEqual([0, { cases: [] }]);
  });
});

describe('dossier', () => {
  it.each([
    ['--help'],
    ['vault', 'create', '--help'],
    ['vault', 'info', '--help'],
    ['vault', 'verify', '--help'],
    ['vault', 'salvage', '--help'],
    ['case', 'list', '--help'],
  ])('gives an example of %s %s %s', async (...args) => {
    expect((await run(args)).out).toMatch(/Examples?:\n {2}dossier /);
  });

  it.each([
    ['--help'],
    ['vault', '--help'],
    ['vault', 'create', '--help'],
    ['vault', 'info', '--help'],
    ['vault', 'verify', '--help'],
    ['case', '--help'],
    ['case', 'list', '--help'],
  ])('explains %s %s %s', async (...args) => {
    const { code, out, error } = await run(args);
    expect([code, error]).toEqual([0, '']);
    expect(out).toContain('Usage: dossier');
  });

  it.each([
    ['nothing'],
    ['vault', 'nothing'],
    ['vault', 'verify'],
    ['case', 'list', 'a', 'b'],
    ['vault', 'info', '.', '--wrong'],
  ])('does not understand %s %s %s, and says how to go on', async (...args) => {
    const { code, out, error } = await run(args);
    expect([code, out]).toEqual([2, '']);
    expect(error).toContain('--help');
  });
});

describe('dossier audit', () => {
  it('writes the log signed, and tells whether a file is as it was signed', async () => {
    await makeVault();
    const vault = 'Office.dossier';
    expect(await run(['audit', 'export', vault, '--out', 'log.json'], [testPassphrase])).toEqual({
      code: 0,
      out: `Wrote 2 entries to ${path('log.json')}\n`,
      error: '',
    });
    const checked = await run(['audit', 'check', 'log.json', '--json']);
    expect(JSON.parse(checked.out)).toMatchObject({ entries: 2, missing: 0, chainBrokenAt: null });

    const text = readFileSync(path('log.json'), 'utf8');
    writeFileSync(path('log.json'), text.replace('A. Advocate', 'B. Advocate'));
    expect(await run(['audit', 'check', 'log.json'])).toEqual({
      code: 1,
      out: '',
      error: 'The signature does not fit: something in the file was changed after it was signed.\n',
    });
    writeFileSync(path('log.json'), 'no log');
    expect(await run(['audit', 'check', 'log.json'])).toMatchObject({ code: 1, out: '' });
  });

  it('refuses a case that the vault does not have', async () => {
    await makeVault();
    expect(
      await run(
        ['audit', 'export', 'Office.dossier', '--out', 'log.json', '--case', 'BR-1999-001'],
        [testPassphrase],
      ),
    ).toEqual({ code: 1, out: '', error: 'No case has the code BR-1999-001.\n' });
  });
});

describe('dossier vault recovery', () => {
  it('takes two shares out of three, for somebody new as well', async () => {
    const core = createTestCore();
    await core.createVault();
    const draft = await core.value('recovery.prepare', { kind: 'shares' });
    await core.value('recovery.confirm', {
      draftId: draft.draftId,
      papers: draft.papers.map(({ share, groups, asked }) => ({
        share,
        typed: asked.map((number) => groups[number - 1] ?? ''),
        keptAt: '',
      })),
    });
    const { folder } = core.vault();
    core.deps.session.close();
    mkdirSync(path(), { recursive: true });
    for (const { share, groups } of draft.papers) writeFileSync(path(`${share}.txt`), groups.join(' '));
    writeFileSync(path('new.txt'), 'nine quiet herons over the canal\n');
    writeFileSync(path('weak.txt'), 'password1\n');
    const recovery = (command: string, ...args: readonly string[]) =>
      run(['vault', 'recovery', command, folder, ...args]);
    const both = ['--sheet', '1.txt', '--sheet', '3.txt'];
    try {
      expect((await recovery('check', ...both)).out).toBe(`Two shares of ${draft.label} open this vault.\n`);
      expect(await recovery('check', '--sheet', '2.txt')).toEqual({
        code: 1,
        out: '',
        error: 'This is share 2 of 3; two shares of one set are needed.\n',
      });
      const set = (passphrases: string) =>
        recovery(
          'set-passphrase',
          ...both,
          '--new-member',
          'B. Successor',
          '--new-passphrase-file',
          passphrases,
        );
      expect((await set('weak.txt')).error).toMatch(/^This passphrase is too easy to guess/);
      expect((await set('new.txt')).out).toBe(
        `B. Successor has a new passphrase. The paper ${draft.label} stays valid.\n`,
      );
      // Nobody else has lost hers.
      for (const typed of [['--passphrase-file', 'new.txt'], []]) {
        const listed = await run(['vault', 'members', folder, ...typed], [testPassphrase]);
        expect(listed).toMatchObject({ code: 0, out: expect.stringContaining('B. Successor') });
      }
    } finally {
      core.close();
    }
  });

  it('proves a sheet, sets a passphrase with it, and tells what is wrong with one', async () => {
    const core = createTestCore();
    await core.createVault();
    const draft = await core.value('recovery.prepare', { kind: 'sheet' });
    const [paper] = draft.papers;
    if (paper === undefined) throw new Error('No paper');
    await core.value('recovery.confirm', {
      draftId: draft.draftId,
      papers: [
        { share: null, typed: paper.asked.map((number) => paper.groups[number - 1] ?? ''), keptAt: '' },
      ],
    });
    const { folder } = core.vault();
    core.deps.session.close();
    mkdirSync(path(), { recursive: true });
    writeFileSync(path('sheet.txt'), paper.groups.join('\n'));
    writeFileSync(path('wrong.txt'), ['AAAAAA', ...paper.groups.slice(1)].join('\n'));
    writeFileSync(path('new.txt'), 'nine quiet herons over the canal\n');
    const recovery = (command: string, ...args: readonly string[]) =>
      run(['vault', 'recovery', command, folder, ...args]);
    const set = (...args: readonly string[]) =>
      recovery('set-passphrase', '--sheet', 'sheet.txt', '--new-passphrase-file', 'new.txt', ...args);
    try {
      expect(await recovery('check', '--sheet', 'sheet.txt', '--json')).toEqual({
        code: 0,
        out: `${JSON.stringify({ label: draft.label, kind: 'sheet' }, null, 2)}\n`,
        error: '',
      });
      writeFileSync(path('words.txt'), groupsToWords(paper.groups, 'fr').join('\n'));
      expect((await recovery('check', '--sheet', 'words.txt')).out).toBe(
        `Sheet ${draft.label} opens this vault.\n`,
      );
      writeFileSync(path('slip.txt'), groupsToWords(paper.groups, 'en').with(2, 'dossier').join(' '));
      expect((await recovery('check', '--sheet', 'slip.txt')).error).toBe(
        'Word 3 of paper 1 is on no list. Compare it.\n',
      );
      expect(await recovery('check', '--sheet', 'wrong.txt')).toEqual({
        code: 1,
        out: '',
        error: 'Group 1 of paper 1 is not as it can stand on a sheet. Compare it.\n',
      });
      expect((await recovery('check')).code).toBe(2);
      expect(
        (await recovery('check', ...['a', 'b', 'c'].flatMap((name) => ['--sheet', `${name}.txt`]))).code,
      ).toBe(2);
      expect(await recovery('check', '--sheet', 'none.txt')).toEqual({
        code: 1,
        out: '',
        error: 'The file of a sheet cannot be read (ENOENT).\n',
      });
      expect(await set('--member', 'Nobody')).toEqual({
        code: 1,
        out: '',
        error: 'Nobody of this name can open the vault; see `vault members`.\n',
      });
      expect((await set()).code).toBe(2);
      expect(await set('--member', 'An advocate')).toEqual({
        code: 0,
        out: `An advocate has a new passphrase. The paper ${draft.label} stays valid.\n`,
        error: '',
      });
      expect(await run(['vault', 'verify', folder, '--passphrase-file', 'new.txt'])).toMatchObject({
        code: 0,
      });
      expect(await run(['vault', 'verify', folder], [testPassphrase])).toMatchObject({ code: 1 });
    } finally {
      core.close();
    }
  });
});

describe('a copy that was interrupted', () => {
  const list = ['case', 'list', 'Office.dossier', '--json', '--passphrase-file', 'passphrase'];
  const half = 'out.docx.0123abcd.tmp';

  /** Leaves the row of a copy that the program was killed over. */
  async function interrupt(change: { readonly damage?: boolean } = {}): Promise<void> {
    await makeVault();
    writeFileSync(path('passphrase'), testPassphrase);
    const core = createTestCore({ now: new Date().toISOString() });
    try {
      const opened = await openVaultAtPath(core.deps, path('Office.dossier'), testPassphrase);
      if (!opened.ok) throw new Error(opened.error.kind);
      const { db, newId, actor, clock } = core.vaultDeps();
      const record = JSON.stringify({ departures: [], custody: [], audit: [] });
      db.run(sql`
        INSERT INTO copies_under_way (id, path, temporary_path, shape, record, begun_at, member_id)
        VALUES (${newId()}, ${path('stick/out.docx')}, ${path(`stick/${half}`)}, 'file', ${record}, ${clock.now()}, ${actor})
      `);
      const page = db.get<{ n: number }>(
        sql`SELECT rootpage AS n FROM sqlite_schema WHERE name = 'copies_under_way'`,
      );
      await core.value('vault.prepareLock', {});
      if (change.damage !== true) return;
      const at = ((page?.n ?? 0) - 1) * pageBytes + 900;
      writeAt(path('Office.dossier/vault.db'), at, Buffer.from('damage'));
    } finally {
      core.close();
    }
  }

  it('and cannot be settled is told of beside the outcome, until it is settled', async () => {
    await interrupt();
    const told = await run(list);
    expect(told).toEqual({
      code: 0,
      out: expect.any(String),
      error: `Warning: a copy was interrupted, and the folder of ${path('stick/out.docx')} is not there now: plug the stick or disk in and open the vault again, since what was written of it can lie there in plain form, or say in the window (Vault, This laptop) that it is gone.\n`,
    });
    mkdirSync(path('stick'));
    mkdirSync(path(`stick/${half}`));
    expect(await run(list)).toEqual({
      code: 0,
      out: told.out,
      error: `Warning: a copy was interrupted, and what was written of it cannot be taken away: delete ${path(`stick/${half}`)} yourself, or open the vault again once that is allowed.\n`,
    });
    rmSync(path(`stick/${half}`), { recursive: true });
    writeFileSync(path(`stick/${half}`), 'half of it');
    expect(await run(list)).toEqual({ code: 0, out: told.out, error: '' });
    expect(readdirSync(path('stick'))).toEqual([]);
  });

  it('keeps no command from running where the list of such copies is damaged', async () => {
    await interrupt({ damage: true });
    expect(await run(list)).toMatchObject({
      code: 0,
      error:
        'Warning: whether copies were interrupted could not be looked at. Part of the vault’s database is damaged. Copy the vault’s folder, then run `vault verify`.\n',
    });
  });
});
