import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Database } from '@signalapp/sqlcipher';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../../src/core/db/sql';
import { checkOriginal, listStoredNames, writeOriginal } from '../../../src/core/evidence/originals';
import { parseHeader } from '../../../src/core/vault/header';
import { headerMacKey } from '../../../src/core/vault/keys';
import { unlockHeader } from '../../../src/core/vault/unlock-vault';
import { writeRecoveryCode } from '../../../src/shared/recovery/code';
import { createTestCore, testPassphrase, type TestCore } from '../../support/core';
import { addSheet, opensHeaders, passphraseOf } from '../../support/members';
import { headerTextWith, readLooseHeader, writeBothCopies } from '../../support/vault-headers';

const fileId = (index: number) => `00000000-0000-7000-8000-00000000000${index}`;

let core: TestCore;
beforeEach(async () => {
  core = createTestCore();
  await core.createVault();
});
afterEach(() => core.close());

const folder = () => core.vault().folder;

async function whoOpens(passphrase: string): Promise<string> {
  core.deps.attempts.clear(core.vault().id);
  await core.value('vault.prepareLock', {});
  const opened = await core.call('vault.unlock', { id: core.vault().id, passphrase });
  return opened.ok ? opened.value.memberName : opened.error.kind;
}

/** Originals as an import writes them, of sizes around those of a chunk. */
async function addOriginals(): Promise<void> {
  const { caseId } = await core.value('cases.create', { fileLanguage: 'fr', client: {} });
  const { vault, db } = core.vaultDeps();
  for (const [index, size] of [0, 5, 70_000, 1_200_000].entries()) {
    const bytes = randomBytes(size);
    async function* source() {
      yield await Promise.resolve(bytes);
    }
    const { storedAs, sha256, byteLength } = await writeOriginal(vault.originals, source());
    db.run(sql`
      INSERT INTO evidence_files (id, case_id, stored_as, sha256, byte_length, name, media_type, imported_at)
      VALUES (${fileId(index)}, ${caseId}, ${storedAs}, ${sha256}, ${byteLength}, 'a', 'b', 'c')
    `);
  }
}

/** What must be the same before and after, whatever happened between. */
async function contents() {
  const { db, vault } = core.vaultDeps();
  const files = db.all<{ id: string; stored_as: string; sha256: string; byte_length: number }>(sql`
    SELECT id, stored_as, sha256, byte_length FROM evidence_files ORDER BY id
  `);
  const originals = [];
  for (const { id, stored_as: storedAs, sha256, byte_length: byteLength } of files) {
    originals.push([id, sha256, await checkOriginal(vault.originals, { storedAs, sha256, byteLength })]);
  }
  const cases = await core.value('cases.list', {});
  const report = await core.value('vault.verify', {});
  return {
    originals,
    cases: cases.cases.map(({ code }) => code),
    healthy: report.healthy,
    strayFiles: listStoredNames({ folder: folder() }).length - files.length,
    strayDatabases: readdirSync(folder()).filter((name) => name.startsWith('vault.db.')),
    leftOver: db.get(sql`
      SELECT (SELECT count(*) FROM rekey_originals) + (SELECT count(*) FROM next_header) AS rows
    `),
  };
}

const sound = {
  originals: [0, 1, 2, 3].map((index) => [fileId(index), expect.any(String), 'whole']),
  cases: [expect.any(String)],
  healthy: true,
  strayFiles: 0,
  strayDatabases: [],
  leftOver: { rows: 0 },
};

function openByHand(...secret: readonly string[]): { readonly database: string; readonly evidence: string } {
  const output = execFileSync(process.execPath, [resolve('docs/open-vault.mjs'), folder(), ...secret], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return {
    database: /database key\s+(\w{64})/.exec(output)?.[1] ?? '',
    evidence: /evidence identity\s+(\S+)/.exec(output)?.[1] ?? '',
  };
}

function inFile(name: string, text: string): string {
  const path = join(core.folder, name);
  writeFileSync(path, `${text}\n`);
  return path;
}

describe('a new vault key', () => {
  it('leaves eight advocates and two sheets their secrets, and those revoked or changed none', async () => {
    await addOriginals();
    const ids = [];
    for (let number = 1; number <= 7; number += 1) {
      const name = `Advocate ${number}`;
      ids.push((await core.value('members.add', { name, passphrase: passphraseOf(number) })).memberId);
    }
    const sheets = [await addSheet(core, 'Sheet one'), await addSheet(core, 'Sheet two')];
    await core.value('members.changePassphrase', {
      passphrase: testPassphrase,
      newPassphrase: passphraseOf(8),
    });
    for (const memberId of ids.slice(5)) await core.value('members.revoke', { memberId });
    await core.value('vault.prepareLock', {});
    const before = openByHand('--passphrase', inFile('passphrase', passphraseOf(8)));
    const oldFiles = listStoredNames({ folder: folder() });
    expect(await whoOpens(passphraseOf(8))).toBe('An advocate');

    await core.value('members.rekey', {});

    // Everything goes on in the same session, on the new files.
    expect(await contents()).toEqual(sound);
    expect(await core.value('members.list', {})).toMatchObject({ revokedSinceKey: [] });
    const opens = [];
    for (const passphrase of [testPassphrase, ...[1, 2, 3, 4, 5, 6, 7, 8].map(passphraseOf)]) {
      opens.push((await opensHeaders(folder(), passphrase)).filter(Boolean).length);
    }
    expect(opens).toEqual([0, 2, 2, 2, 2, 2, 0, 0, 2]);
    expect([await whoOpens(passphraseOf(3)), await whoOpens(passphraseOf(7))]).toEqual([
      'Advocate 3',
      'wrongPassphrase',
    ]);

    // What opened the vault of before opens none of the new files.
    const after = openByHand('--passphrase', inFile('passphrase', passphraseOf(5)));
    expect(after).not.toEqual(before);
    const opensDatabase = (key: string) => {
      const database = new Database(join(folder(), 'vault.db'));
      try {
        database.exec(`PRAGMA cipher_log_level = NONE; PRAGMA key = "x'${key}'"`);
        return database.prepare('SELECT epoch FROM vault_state').get();
      } catch {
        return null;
      } finally {
        database.close();
      }
    };
    expect([opensDatabase(before.database), opensDatabase(after.database)]).toEqual([null, { epoch: 2 }]);
    const newFiles = listStoredNames({ folder: folder() });
    expect(newFiles.filter((name) => oldFiles.includes(name))).toEqual([]);

    // The sheets of before open it by hand.
    for (const secret of sheets) {
      const code = { share: null, vaultFingerprint: '00000000', sheetLabel: '0000', secret };
      const sheet = inFile('sheet', writeRecoveryCode(code).join(' '));
      expect(openByHand('--sheet', sheet)).toEqual(after);
    }
  }, 240_000);

  it('reaches a member who was away for two of them', async () => {
    await core.value('members.add', { name: 'Away', passphrase: passphraseOf(1) });
    await core.value('members.add', { name: 'Here', passphrase: passphraseOf(2) });
    await core.value('members.rekey', {});
    expect(await whoOpens(passphraseOf(2))).toBe('Here');
    await core.value('members.rekey', {});
    expect(epochs()).toEqual({ epoch: 3, slots: [1, 1, 2], earlier: [1, 2] });
    expect(await whoOpens(passphraseOf(1))).toBe('Away');
    expect(epochs()).toEqual({ epoch: 3, slots: [1, 3, 2], earlier: [1, 2] });
    expect([await whoOpens(passphraseOf(2)), await whoOpens(testPassphrase)]).toEqual([
      'Here',
      'An advocate',
    ]);
    expect(epochs()).toEqual({ epoch: 3, slots: [3, 3, 3], earlier: [] });
    const { healthy, auditEntries } = await core.value('vault.verify', {});
    expect([healthy, auditEntries > 10]).toEqual([true, true]);
  });

  it('is refused where it is not proved to a member who was away', async () => {
    await core.value('members.add', { name: 'Away', passphrase: passphraseOf(1) });
    await core.value('members.rekey', {});
    await core.lockAndReopen();
    await core.value('vault.prepareLock', {});
    const parsed = parseHeader(readFileSync(join(folder(), 'vault.json')));
    if (!parsed.ok) throw new Error('No header');
    const unlocked = await unlockHeader(parsed.value, testPassphrase);
    if (!unlocked.ok) throw new Error('It does not open');
    // Who seals a key of his own to the members can compute the MAC, too; what he lacks is the anchor a member knows.
    const proof = randomBytes(32).toString('base64');
    const forged = {
      ...readLooseHeader(folder()),
      earlierAnchors: parsed.value.earlierAnchors.map((anchor) => ({ ...anchor, proof })),
    };
    writeBothCopies(folder(), headerTextWith(forged, headerMacKey(unlocked.value.vaultKey, core.vault().id)));
    expect(await whoOpens(testPassphrase)).toBe('An advocate');
    expect(await whoOpens(passphraseOf(1))).toBe('headerDamaged');
  });

  it('waits for other work, and can be cancelled until the database is written', async () => {
    await addOriginals();
    const names = listStoredNames({ folder: folder() });
    let finish: () => void = () => {};
    const other = core.deps.work.run('backup', () => new Promise<void>((done) => (finish = done)));
    const rekeyed = core.call('members.rekey', {});
    await expect.poll(() => core.deps.work.list().find(({ kind }) => kind === 'rekey')?.step).toBe('waiting');
    const work = core.deps.work.list().find(({ kind }) => kind === 'rekey');
    expect(await core.call('members.rekey', {})).toEqual({ ok: false, error: { kind: 'rekeyUnderWay' } });
    expect(await core.call('members.add', { name: 'Bea', passphrase: passphraseOf(1) })).toEqual({
      ok: false,
      error: { kind: 'rekeyUnderWay' },
    });
    await core.value('work.cancel', { id: work?.id ?? '' });
    expect(await rekeyed).toEqual({ ok: false, error: { kind: 'cancelled' } });
    finish();
    await other;
    expect(listStoredNames({ folder: folder() }).toSorted()).toEqual(names.toSorted());
    expect(await contents()).toEqual(sound);
    await core.value('members.rekey', {});
    expect(await contents()).toEqual(sound);
  });

  it('keeps a damaged original as it is, and a file without a row', async () => {
    await addOriginals();
    const { vault, db } = core.vaultDeps();
    const row = db.get<{ stored_as: string }>(
      sql`SELECT stored_as FROM evidence_files WHERE id = ${fileId(2)}`,
    );
    const path = (name: string) => join(folder(), 'evidence', name.slice(0, 2), `${name}.age`);
    const bytes = readFileSync(path(row?.stored_as ?? ''));
    bytes.writeUInt8(bytes.readUInt8(5000) ^ 1, 5000);
    writeFileSync(path(row?.stored_as ?? ''), bytes);
    async function* source() {
      yield await Promise.resolve(Buffer.from('all that is left'));
    }
    const stray = await writeOriginal(vault.originals, source());
    await core.value('members.rekey', {});
    const found = await contents();
    expect(found.originals.map(([, , state]) => state)).toEqual(['whole', 'whole', 'damaged', 'whole']);
    expect(found.strayFiles).toBe(1);
    const states = [];
    for (const storedAs of listStoredNames({ folder: folder() })) {
      states.push(await checkOriginal(core.vaultDeps().vault.originals, { ...stray, storedAs }));
    }
    expect(states.filter((state) => state === 'whole')).toHaveLength(1);
  });
});

describe('a re-key whose process is killed', { timeout: 180_000 }, () => {
  const script = resolve('tests/support/processes/rekey.ts');

  function run(...args: readonly string[]): readonly string[] {
    const { stdout } = spawnSync(process.execPath, ['--import', 'tsx', script, folder(), ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    return stdout.trim().split('\n');
  }

  it.each([
    ['originals', 0, 'old'],
    ['originals', 2, 'old'],
    ['originalsCheck', 3, 'old'],
    ['export', 0, 'old'],
    ['check', 0, 'old'],
    ['header', 0, 'old'],
    ['switch', 0, 'new'],
    ['sweep', 0, 'new'],
  ])('at %s (%i passed) opens with one key, says which, and has lost nothing', async (step, after, holds) => {
    await addOriginals();
    const { memberId } = await core.value('members.add', { name: 'Bea', passphrase: passphraseOf(1) });
    await core.value('members.add', { name: 'Cleo', passphrase: passphraseOf(2) });
    await core.value('members.revoke', { memberId });
    await core.value('vault.prepareLock', {});

    expect(run(testPassphrase, step, String(after)).at(-1)).toBe(step);

    // Another member opens it, and whoever was revoked does not, in either state.
    expect(await whoOpens(passphraseOf(1))).toBe('wrongPassphrase');
    expect(await whoOpens(passphraseOf(2))).toBe('Cleo');
    const { open } = await core.value('vault.status', {});
    const isOld = holds === 'old';
    expect([open?.readOnly, open?.warnings, epochs().epoch]).toEqual([
      false,
      isOld ? ['rekeyInterrupted'] : step === 'switch' ? ['rekeyFinished'] : [],
      isOld ? 1 : 2,
    ]);
    expect((await core.value('members.list', {})).rekeyInterrupted).toBe(isOld);
    expect(await contents()).toMatchObject({ originals: sound.originals, healthy: true });
    // It goes on where it was, with what was written before.
    if (isOld) await core.value('members.rekey', {});
    expect(epochs().epoch).toBe(2);
    expect(await contents()).toEqual(sound);
    expect(await whoOpens(testPassphrase)).toBe('An advocate');
    expect(await contents()).toEqual(sound);
  });

  it('between the two copies of the header opens for members alone', async () => {
    await addOriginals();
    const { memberId } = await core.value('members.add', { name: 'Bea', passphrase: passphraseOf(1) });
    await core.value('vault.prepareLock', {});
    const copy = join(core.folder, 'before');
    cpSync(folder(), copy, { recursive: true });
    // The header that Bea can open; she is revoked after it was copied, so that it is what an old copy would be.
    core.deps.attempts.clear(core.vault().id);
    await core.value('vault.unlock', { id: core.vault().id, passphrase: testPassphrase });
    await core.value('members.revoke', { memberId });
    await core.value('vault.prepareLock', {});
    const revoked = readFileSync(join(folder(), 'vault.json.bak'));
    run(testPassphrase, 'switch');
    writeFileSync(join(folder(), 'vault.json.bak'), revoked);
    expect([await whoOpens(passphraseOf(1)), await whoOpens(testPassphrase)]).toEqual([
      'wrongPassphrase',
      'An advocate',
    ]);
    expect([epochs().epoch, await contents()]).toEqual([2, sound]);
  });

  it('takes up what was written before, and gives it up when members change', async () => {
    await addOriginals();
    await core.value('vault.prepareLock', {});
    run(testPassphrase, 'originalsCheck');
    const written = listStoredNames({ folder: folder() }).toSorted();
    expect(written).toHaveLength(8);
    await whoOpens(testPassphrase);
    await core.value('members.rekey', {});
    expect(listStoredNames({ folder: folder() }).filter((name) => written.includes(name))).toHaveLength(4);

    await core.value('vault.prepareLock', {});
    run(testPassphrase, 'export');
    await whoOpens(testPassphrase);
    await core.value('members.add', { name: 'Bea', passphrase: passphraseOf(1) });
    expect(await core.value('members.list', {})).toMatchObject({ rekeyInterrupted: false });
    expect(await contents()).toEqual(sound);
  });

  it('takes no file that somebody put there for the database of the new key', async () => {
    await core.value('vault.prepareLock', {});
    run(testPassphrase, 'switch');
    const planted = join(folder(), 'vault.db.epoch-2');
    const own = readFileSync(planted);
    writeFileSync(planted, randomBytes(own.byteLength));
    expect(await whoOpens(testPassphrase)).toBe('databaseDamaged');
    writeFileSync(planted, own);
    expect(await whoOpens(testPassphrase)).toBe('An advocate');
    expect(existsSync(planted)).toBe(false);
  });
});

function epochs() {
  const header = JSON.parse(readFileSync(join(folder(), 'vault.json'), 'utf8')) as {
    readonly epoch: number;
    readonly slots: readonly { readonly anchorEpoch: number }[];
    readonly earlierAnchors: readonly { readonly epoch: number }[];
  };
  return {
    epoch: header.epoch,
    slots: header.slots.map(({ anchorEpoch }) => anchorEpoch),
    earlier: header.earlierAnchors.map(({ epoch }) => epoch),
  };
}
