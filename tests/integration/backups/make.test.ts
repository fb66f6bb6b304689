import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { execFileSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseCertificate } from '../../../src/core/backups/certificate';
import { openForReading } from '../../../src/core/backups/run-task';
import { connect } from '../../../src/core/db/driver';
import { sql } from '../../../src/core/db/sql';
import { listStoredNames, originalPath } from '../../../src/core/evidence/originals';
import { canMakeReadOnly, canMountSmallDisk, makeReadOnly, mountSmallDisk } from '../../support/mounts';
import { fingerprintOf } from '../../support/vault-folders';
import { atStep, aVaultWithCases, backUp, type BackupTest } from './support';
import { aCase, anOriginal, entriesOf, finishedBackups, rowHashes } from '../../support/backups';

let test: BackupTest;
let cleanUps: (() => void)[] = [];
beforeEach(async () => {
  test = await aVaultWithCases();
  // The first one reads all packs.
}, 60_000);
afterEach(() => {
  for (const cleanUp of cleanUps.toReversed()) cleanUp();
  cleanUps = [];
  test.core.close();
});

/** A row that takes about as many bytes in the database. */
function fillDatabase(bytes: number): void {
  const { db, newId } = test.core.vaultDeps();
  const caseId = aCase(test.core);
  for (let written = 0; written < bytes; written += 100_000) {
    db.run(sql`
      INSERT INTO fact_drafts (id, case_id, fact_id, content, updated_at)
      VALUES (${newId()}, ${caseId}, NULL, ${randomBytes(50_000).toString('hex')}, '2026-03-02T09:15:00.000Z')
    `);
  }
}

describe('backups.make', { timeout: 120_000 }, () => {
  it('copies the vault as it was at one moment, while it is written to', async () => {
    fillDatabase(8_000_000);
    const { db, vault } = test.core.vaultDeps();
    const caseId = aCase(test.core);
    await anOriginal(test.core, caseId, randomBytes(300_000));
    const before = rowHashes(db);

    const change = atStep(test.core, 'copying', () =>
      test.core.value('cases.change', { caseId, changes: { openedOn: '2026-02-01' } }),
    );
    expect(await backUp(test)).toMatchObject({ originals: 1, damagedOriginals: 0 });
    await change();
    const after = rowHashes(db);
    const [folder = ''] = finishedBackups(test.stick);
    const { databaseKey } = vault.backupKeys();
    const copy = openForReading(join(folder, 'vault.db'), databaseKey);
    // The choice of the folder is older than the backup, and part of it.
    const changed = ['backup_settings'];
    expect(rowHashes(copy, changed)).toEqual(
      Object.fromEntries(Object.entries(before).filter(([name]) => !changed.includes(name))),
    );
    expect(rowHashes(copy)['cases']).not.toBe(after['cases']);
    copy.close();
    expect(entriesOf(folder)).toEqual([
      'certificate.json',
      'originals.json',
      'vault.db',
      'vault.json',
      'vault.json.bak',
    ]);
  });

  it('writes a certificate with figures and no word of a case', async () => {
    const made = await backUp(test);
    const [folder = ''] = finishedBackups(test.stick);
    const text = readFileSync(join(folder, 'certificate.json'), 'utf8');
    expect(parseCertificate(text)).toMatchObject({
      id: made.id,
      takenAt: '2026-03-02T09:15:00.000Z',
      bytes: statSync(join(folder, 'vault.db')).size,
      pages: made.pages,
      epoch: 1,
    });
    const { db } = test.core.vaultDeps();
    const words = db.all<{ readonly word: string }>(sql`
      SELECT code AS word FROM cases UNION SELECT family_name FROM people WHERE family_name <> ''
    `);
    expect(words.filter(({ word }) => text.includes(word))).toEqual([]);
    expect(await test.core.value('backups.status', {})).toMatchObject({
      folder: { name: 'stick', present: true },
      backups: [{ ...made, present: true, checkedAt: null, damagedAt: null }],
      restored: null,
    });
    expect(db.all(sql`SELECT action FROM audit_entries WHERE action LIKE 'backup.%'`)).toEqual([
      { action: 'backup.made' },
    ]);
  });

  it('copies an original once, and mends one that an accident took on the stick', async () => {
    const caseId = aCase(test.core);
    const first = await anOriginal(test.core, caseId, randomBytes(200_000));
    await backUp(test);
    const shared = { folder: join(dirname(finishedBackups(test.stick)[0] ?? ''), 'originals', 'epoch-1') };
    const inode = statSync(originalPath(shared, { storedAs: first })).ino;
    const second = await anOriginal(test.core, caseId, randomBytes(1000));
    test.core.clock.set('2026-03-03T09:15:00.000Z');
    expect(await test.core.value('backups.make', { place: 'remembered' })).toMatchObject({ originals: 2 });
    expect(statSync(originalPath(shared, { storedAs: first })).ino).toBe(inode);
    expect(listStoredNames(shared).toSorted()).toEqual([first, second].toSorted());

    writeFileSync(originalPath(shared, { storedAs: first }), 'nothing of it');
    test.core.clock.set('2026-03-04T09:15:00.000Z');
    expect(await test.core.value('backups.make', { place: 'remembered' })).toMatchObject({
      originals: 2,
      damagedOriginals: 0,
    });
  });

  it('says how many originals were damaged in the vault already', async () => {
    const caseId = aCase(test.core);
    const lost = await anOriginal(test.core, caseId, randomBytes(1000));
    rmSync(originalPath(test.core.vaultDeps().vault.originals, { storedAs: lost }));
    expect(await backUp(test)).toMatchObject({ originals: 0, damagedOriginals: 1 });
  });

  it('keeps the newest three and the newest of each month, and originals that one of them needs', async () => {
    const caseId = aCase(test.core);
    const { db } = test.core.vaultDeps();
    const kept = await anOriginal(test.core, caseId, randomBytes(1000));
    await backUp(test);
    for (const day of ['03', '04', '05']) {
      test.core.clock.set(`2026-03-${day}T09:15:00.000Z`);
      await test.core.value('backups.make', { place: 'remembered' });
    }
    expect(finishedBackups(test.stick).map((path) => basename(path))).toEqual([
      '2026-03-03T091500Z.dossier',
      '2026-03-04T091500Z.dossier',
      '2026-03-05T091500Z.dossier',
    ]);
    const { backups } = await test.core.value('backups.status', {});
    expect(backups.map(({ takenAt }) => takenAt.slice(0, 10))).toEqual([
      '2026-03-05',
      '2026-03-04',
      '2026-03-03',
    ]);
    const shared = { folder: join(dirname(finishedBackups(test.stick)[0] ?? ''), 'originals', 'epoch-1') };
    expect(listStoredNames(shared)).toEqual([kept]);
    expect(db.all(sql`SELECT action FROM audit_entries WHERE action = 'backup.removed'`)).toHaveLength(1);
  });

  it('leaves the older backup whole when it is stopped, and goes on with the originals that are there', async () => {
    const caseId = aCase(test.core);
    await backUp(test);
    const [older = ''] = finishedBackups(test.stick);
    const before = fingerprintOf(older);
    for (let count = 0; count < 12; count += 1) await anOriginal(test.core, caseId, randomBytes(2_000_000));
    test.core.clock.set('2026-03-03T09:15:00.000Z');
    const underWay = test.core.call('backups.make', { place: 'remembered' });
    const shared = { folder: join(dirname(older), 'originals', 'epoch-1') };
    while (listStoredNames(shared).length < 2) await wait(2);
    test.core.deps.work.cancelAll();
    expect(await underWay).toEqual({ ok: false, error: { kind: 'cancelled' } });

    expect(finishedBackups(test.stick)).toEqual([older]);
    expect(fingerprintOf(older)).toEqual(before);
    const there = listStoredNames(shared).map((storedAs) => [
      storedAs,
      statSync(originalPath(shared, { storedAs })).ino,
    ]);
    expect(there.length).toBeGreaterThan(0);
    expect(await test.core.value('backups.make', { place: 'remembered' })).toMatchObject({ originals: 12 });
    const after = new Map(
      listStoredNames(shared).map((storedAs) => [storedAs, statSync(originalPath(shared, { storedAs })).ino]),
    );
    expect(there.map(([storedAs]) => after.get(String(storedAs)))).toEqual(there.map(([, inode]) => inode));
  });

  it('never lists a backup that was not finished, and takes it away the next time', async () => {
    await backUp(test);
    const [older = ''] = finishedBackups(test.stick);
    const left = join(dirname(older), '2026-03-02T101500Z.unfinished');
    mkdirSync(left);
    copyFileSync(join(older, 'vault.db'), join(left, 'vault.db'));
    test.core.host.answerFolder(test.stick);
    expect((await test.core.value('backups.find', {})).backups).toHaveLength(1);
    test.core.clock.set('2026-03-03T09:15:00.000Z');
    await test.core.value('backups.make', { place: 'remembered' });
    expect(entriesOf(dirname(older)).filter((name) => name.endsWith('.unfinished'))).toEqual([]);
  });

  it('says what keeps it from beginning', async () => {
    const make = () => test.core.call('backups.make', { place: 'remembered' });
    const choose = (folder: string | null) => {
      test.core.host.answerFolder(folder);
      return test.core.call('backups.chooseFolder', {});
    };
    const failure = (kind: string) => ({ ok: false, error: { kind } });
    expect(await make()).toEqual(failure('noFolderChosen'));
    expect(await choose(null)).toEqual(failure('dialogCancelled'));
    expect(await choose(test.core.vault().folder)).toEqual(failure('folderInsideVault'));
    expect(await choose(test.stick)).toMatchObject({ ok: true, value: { name: 'stick', present: true } });
    rmSync(test.stick, { recursive: true });
    expect(await make()).toEqual(failure('folderMissing'));
  });

  it('refuses a vault whose own file is damaged, and keeps the older backup', async () => {
    fillDatabase(1_000_000);
    await backUp(test);
    const older = finishedBackups(test.stick);
    const { vault } = test.core.vaultDeps();
    const file = join(vault.originals.folder, 'vault.db');
    // All in the file first: what is in memory or in the log could still be written over it.
    vault.holdMoment().release();
    const bytes = readFileSync(file);
    const at = bytes.byteLength - 3 * 4096 + 100;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    test.core.clock.set('2026-03-03T09:15:00.000Z');
    expect(await test.core.call('backups.make', { place: 'remembered' })).toMatchObject({
      ok: false,
      error: { kind: 'vaultFileDamaged', damage: { database: 'damaged', damagedPages: 1 } },
    });
    expect(finishedBackups(test.stick)).toEqual(older);
  });

  it('lets nothing else begin that would meet it', async () => {
    fillDatabase(8_000_000);
    const second = atStep(test.core, 'copying', () =>
      test.core.call('backups.make', { place: 'remembered' }),
    );
    await backUp(test);
    expect(await second()).toEqual({ ok: false, error: { kind: 'otherWorkUnderWay' } });
  });
});

describe('a stick that fails', { timeout: 120_000 }, () => {
  it.runIf(canMountSmallDisk)('that is too small from the start is told so, in bytes', async () => {
    cleanUps.push(mountSmallDisk(test.stick, 300));
    test.core.host.answerFolder(test.stick);
    const made = await test.core.call('backups.make', { place: 'choose' });
    expect(made).toMatchObject({ ok: false, error: { kind: 'notEnoughRoom' } });
    expect(finishedBackups(test.stick)).toEqual([]);
  });

  it.runIf(canMountSmallDisk)('that fills up in the middle keeps its older backup', async () => {
    cleanUps.push(mountSmallDisk(test.stick, 16 * 1024));
    await backUp(test);
    const older = finishedBackups(test.stick);
    const before = fingerprintOf(older[0] ?? '');
    fillDatabase(6_000_000);
    test.core.clock.set('2026-03-03T09:15:00.000Z');
    const fill = atStep(test.core, 'copying', () => {
      try {
        for (let count = 0; ; count += 1) {
          writeFileSync(join(test.stick, `filler-${count}`), Buffer.alloc(64 * 1024));
        }
      } catch (failure) {
        return failure;
      }
    });
    const made = await test.core.call('backups.make', { place: 'remembered' });
    expect(fill()).toMatchObject({ code: 'ENOSPC' });
    expect(made).toMatchObject({ ok: false, error: { kind: 'notEnoughRoom' } });
    expect(finishedBackups(test.stick)).toEqual(older);
    expect(fingerprintOf(older[0] ?? '')).toEqual(before);
    expect((await test.core.value('backups.status', {})).backups).toHaveLength(1);
    expect(entriesOf(dirname(older[0] ?? '')).filter((name) => name.endsWith('.unfinished'))).toEqual([]);
  });

  it.runIf(canMountSmallDisk)(
    'that is pulled out in the middle is told so, and its older backup is whole',
    async () => {
      const kept = join(test.core.folder, 'kept');
      mkdirSync(kept);
      // A second door to the same disk, to look at it after the first one is gone.
      cleanUps.push(mountSmallDisk(kept, 64 * 1024));
      const plugIn = () => execFileSync('mount', ['--bind', kept, test.stick], { stdio: 'ignore' });
      const pullOut = () => execFileSync('umount', ['-l', test.stick], { stdio: 'ignore' });
      plugIn();
      await backUp(test);
      fillDatabase(12_000_000);
      test.core.clock.set('2026-03-03T09:15:00.000Z');
      const pull = atStep(test.core, 'copying', () => [pullOut()]);
      expect(await test.core.call('backups.make', { place: 'remembered' })).toEqual({
        ok: false,
        error: { kind: 'folderLost' },
      });
      pull();
      expect(finishedBackups(test.stick)).toEqual([]);

      // Plugged in again.
      plugIn();
      cleanUps.push(pullOut);
      const { backups } = await test.core.value('backups.status', {});
      expect(backups).toMatchObject([{ present: true }]);
      expect((await test.core.call('backups.check', { id: backups[0]?.id ?? '' })).ok).toBe(true);
      expect(finishedBackups(test.stick)).toHaveLength(1);
    },
  );

  it.runIf(canMakeReadOnly)('that cannot be written to is refused', async () => {
    cleanUps.push(makeReadOnly(test.stick));
    test.core.host.answerFolder(test.stick);
    expect(await test.core.call('backups.make', { place: 'choose' })).toEqual({
      ok: false,
      error: { kind: 'folderNotWritable' },
    });
  });
});

describe('backups.check', { timeout: 120_000 }, () => {
  it('tests a backup once more and notes it', async () => {
    await anOriginal(test.core, aCase(test.core), randomBytes(1000));
    const made = await backUp(test);
    test.core.clock.set('2026-03-09T09:15:00.000Z');
    expect(await test.core.value('backups.check', { id: made.id })).toEqual(made);
    expect((await test.core.value('backups.status', {})).backups).toMatchObject([
      { checkedAt: '2026-03-09T09:15:00.000Z' },
    ]);
  });

  it('refuses a plain database put in its place, an older one, a missing one and a damaged page', async () => {
    const first = await backUp(test);
    const [firstFolder = ''] = finishedBackups(test.stick);
    await test.core.value('cases.change', { caseId: aCase(test.core), changes: { openedOn: '2026-02-01' } });
    test.core.clock.set('2026-03-03T09:15:00.000Z');
    const { id } = await test.core.value('backups.make', { place: 'remembered' });
    const file = join(finishedBackups(test.stick)[1] ?? '', 'vault.db');
    const whole = readFileSync(file);
    const check = () => test.core.call('backups.check', { id });
    const damaged = (damage: object) => ({ ok: false, error: { kind: 'backupDamaged', damage } });

    rmSync(file);
    const plain = connect(file);
    plain.execute('CREATE TABLE cases (id TEXT)');
    plain.close();
    expect(await check()).toMatchObject(damaged({ database: 'notEncrypted' }));

    copyFileSync(join(firstFolder, 'vault.db'), file);
    expect(await check()).toMatchObject(damaged({ database: 'damaged', damagedPages: 0 }));

    const turned = Buffer.from(whole);
    turned[5 * 4096 + 7] = (turned[5 * 4096 + 7] ?? 0) ^ 4;
    writeFileSync(file, turned);
    expect(await check()).toMatchObject(damaged({ database: 'damaged', damagedPages: 1 }));

    rmSync(file);
    expect(await check()).toMatchObject(damaged({ database: 'missing' }));
    const { backups } = await test.core.value('backups.status', {});
    expect(backups.map(({ id: listed, damagedAt }) => [listed, damagedAt])).toEqual([
      [id, '2026-03-03T09:15:00.000Z'],
      [first.id, null],
    ]);
    // The reminder counts from the one that is whole.
    test.core.clock.set('2026-03-09T10:00:00.000Z');
    expect(await test.core.value('backups.reminder', {})).toEqual({ due: true, daysSince: 7 });

    writeFileSync(file, whole);
    expect((await check()).ok).toBe(true);
  });

  it('sees a header and an original that were changed', async () => {
    const storedAs = await anOriginal(test.core, aCase(test.core), randomBytes(1000));
    const { id } = await backUp(test);
    const [folder = ''] = finishedBackups(test.stick);
    const header = readFileSync(join(folder, 'vault.json'), 'utf8');
    writeFileSync(join(folder, 'vault.json'), '');
    expect((await test.core.call('backups.check', { id })).ok).toBe(true);
    writeFileSync(join(folder, 'vault.json.bak'), '');
    expect(await test.core.call('backups.check', { id })).toEqual({
      ok: false,
      error: { kind: 'headerDamaged' },
    });
    writeFileSync(join(folder, 'vault.json'), header);

    const original = originalPath({ folder: join(dirname(folder), 'originals', 'epoch-1') }, { storedAs });
    const bytes = readFileSync(original);
    bytes[bytes.byteLength - 40] = (bytes[bytes.byteLength - 40] ?? 0) ^ 1;
    writeFileSync(original, bytes);
    expect(await test.core.call('backups.check', { id })).toMatchObject({
      ok: false,
      error: { kind: 'backupDamaged', damage: { database: 'whole', originals: 1, damagedOriginals: 1 } },
    });
  });
});

describe('backups.reminder', { timeout: 120_000 }, () => {
  it('comes after the days chosen, not when put aside, and not without cases', async () => {
    const reminder = () => test.core.value('backups.reminder', {});
    expect(await reminder()).toEqual({ due: false, daysSince: null });
    test.core.clock.set('2026-03-09T09:15:00.000Z');
    expect(await reminder()).toEqual({ due: true, daysSince: null });
    await test.core.value('backups.putReminderAside', {});
    expect(await reminder()).toEqual({ due: false, daysSince: null });
    test.core.clock.set('2026-03-10T09:15:00.000Z');
    expect(await reminder()).toEqual({ due: true, daysSince: null });
    await test.core.value('backups.changeReminder', { remindAfterDays: 30 });
    expect(await reminder()).toEqual({ due: false, daysSince: null });
    await test.core.value('backups.changeReminder', { remindAfterDays: null });
    test.core.clock.set('2027-03-10T09:15:00.000Z');
    expect(await reminder()).toEqual({ due: false, daysSince: null });
    await test.core.value('backups.changeReminder', { remindAfterDays: 1 });
    await backUp(test);
    expect(await reminder()).toEqual({ due: false, daysSince: 0 });
  });
});
