import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { connect } from '../../../src/core/db/driver';
import { sql } from '../../../src/core/db/sql';
import { originalPath } from '../../../src/core/evidence/originals';
import type { AppContract } from '../../../src/shared/contract';
import { createTestCore, testPassphrase, type TestCore } from '../../support/core';
import { aCase, anOriginal, finishedBackups, rowHashes } from '../../support/backups';
import { casesWanted, noneOf, type FaultRun, type Figure } from '../support/run';

const mebibyte = 1024 * 1024;
const secondsAllowed = 60;
/** Written after the moment that a backup shows, or by the restore itself. */
const changedMeanwhile = ['audit_entries', 'backups', 'backup_settings', 'vault_restores'];

export const restoreDrill: FaultRun = {
  id: 'D10',
  about: 'A backup is made, tested, and restored to a fresh folder',
  work: async (options) => {
    const mebibytes = casesWanted(options, { short: 6, full: 200 });
    const core = createTestCore();
    const laptop = createTestCore();
    try {
      await core.createVault();
      const stored = await fill(core, mebibytes);
      const stick = join(options.folder, 'stick');
      mkdirSync(stick);
      return await drill(core, laptop, { stick, stored, mebibytes, isTimed: options.size === 'full' });
    } finally {
      core.close();
      laptop.close();
    }
  },
};

/** Three fifths rows, two fifths originals of very different lengths. Gives the names of the originals. */
async function fill(core: TestCore, mebibytes: number): Promise<readonly string[]> {
  const { db, newId, clock } = core.vaultDeps();
  const caseId = newId();
  db.run(sql`
    INSERT INTO cases (id, code, file_language, opened_on, created_at, updated_at)
    VALUES (${caseId}, 'BR-2026-001', 'fr', '2026-03-02', ${clock.now()}, ${clock.now()})
  `);
  const text = () => randomBytes(32 * 1024).toString('hex');
  for (let part = 0; part < mebibytes * 0.6; part += 1) {
    db.transaction(() => {
      for (let row = 0; row < 16; row += 1) {
        db.run(sql`
          INSERT INTO fact_drafts (id, case_id, fact_id, content, updated_at)
          VALUES (${newId()}, ${caseId}, NULL, ${text()}, ${clock.now()})
        `);
      }
    });
  }
  const stored: string[] = [];
  let left = Math.round(mebibytes * 0.4 * mebibyte);
  for (const share of [0.5, 0.2, 0.1, 0.05]) {
    const length = Math.floor(left * share);
    stored.push(await anOriginal(core, aCase(core), randomBytes(length)));
    left -= length;
  }
  while (left > 0) {
    const length = Math.min(left, mebibyte);
    stored.push(await anOriginal(core, aCase(core), randomBytes(length)));
    left -= length;
  }
  return stored;
}

async function drill(
  core: TestCore,
  laptop: TestCore,
  given: {
    readonly stick: string;
    readonly stored: readonly string[];
    readonly mebibytes: number;
    readonly isTimed: boolean;
  },
): Promise<readonly Figure[]> {
  const { stick, stored, mebibytes, isTimed } = given;
  const { db, vault } = core.vaultDeps();
  const began = performance.now();
  core.host.answerFolder(stick);
  const made = await core.value('backups.make', { place: 'choose' });
  const madeAt = performance.now();
  await core.value('backups.check', { id: made.id });
  const checkedAt = performance.now();
  laptop.host.answerFolder(stick);
  const found = (await laptop.value('backups.find', {})).backups[0];
  const restore = {
    handle: found?.handle ?? '',
    passphrase: testPassphrase,
    name: 'Restored',
    place: 'default' as const,
    withoutDamagedOriginals: false,
  };
  await laptop.value('backups.restore', restore);
  const ended = performance.now();

  const before = rowHashes(db, changedMeanwhile);
  const after = rowHashes(laptop.vaultDeps().db, changedMeanwhile);
  const tables = Object.keys(before);
  const otherTables = tables.filter((table) => before[table] !== after[table]);
  const otherOriginals = stored.filter((storedAs) => {
    const [one, other] = [vault, laptop.vaultDeps().vault].map(({ originals }) =>
      readFileSync(originalPath(originals, { storedAs })),
    );
    return one === undefined || other === undefined || !one.equals(other);
  });
  const figures = [
    noneOf(
      'tables that differ after the restore',
      { done: tables.length, wanted: tables.length, of: 'tables' },
      otherTables,
    ),
    noneOf(
      'originals that differ after the restore',
      { done: stored.length, wanted: stored.length, of: 'originals' },
      otherOriginals,
    ),
    await plantPlainDatabase(core, laptop, restore, stick),
  ];
  if (!isTimed) return figures;
  const seconds = (ended - began) / 1000;
  const part = (from: number, to: number) => ((to - from) / 1000).toFixed(1);
  return [
    ...figures,
    {
      what: `a vault of ${mebibytes} MiB: backed up, tested again, restored`,
      asked: `≤ ${secondsAllowed} s`,
      measured: `${seconds.toFixed(1)} s`,
      holds: seconds <= secondsAllowed,
      remark: `making ${part(began, madeAt)} s, checking ${part(madeAt, checkedAt)} s, restoring ${part(checkedAt, ended)} s`,
    },
  ];
}

type RestoreInput = z.input<AppContract['backups.restore']['input']>;

/** The control: a plain database in the place of the backup's must be refused wherever a backup is taken. */
async function plantPlainDatabase(
  core: TestCore,
  laptop: TestCore,
  restore: RestoreInput,
  stick: string,
): Promise<Figure> {
  await laptop.value('vault.prepareLock', {});
  const [folder = ''] = finishedBackups(stick);
  const file = join(folder, 'vault.db');
  renameSync(file, `${file}-away`);
  const plain = connect(file);
  plain.execute('CREATE TABLE cases (id TEXT)');
  plain.close();
  const { backups } = await core.value('backups.status', {});
  const backup = { kind: 'known' as const, id: backups[0]?.id ?? '' };
  const answers = [
    await core.call('backups.check', { id: backup.id }),
    await core.call('backups.openCases', { backup, passphrase: null }),
    await laptop.call('backups.restore', { ...restore, name: 'Planted' }),
  ];
  rmSync(file);
  renameSync(`${file}-away`, file);
  const taken = answers.filter(
    (answer) => answer.ok || !('damage' in answer.error) || answer.error.damage.database !== 'notEncrypted',
  );
  return noneOf(
    'doors that take a plain database for a backup',
    { done: answers.length, wanted: 3, of: 'doors' },
    taken.map((answer) => JSON.stringify(answer)),
  );
}
