import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { findCaseTables, hashOfRows, readCaseRows } from '../../../src/core/backups/case-rows';
import { sql } from '../../../src/core/db/sql';
import { listStoredNames } from '../../../src/core/evidence/originals';
import type { UnlockedHeader } from '../../../src/core/vault/open-vault';
import { unlockKeys, unlockVaultFolder } from '../../../src/core/vault/unlock-vault';
import type { OpenVault } from '../../../src/core/vault/session';
import type { CaseId } from '../../../src/shared/kernel/ids';
import { aCase, anOriginal } from '../../support/backups';
import { testPassphrase, type TestCore } from '../../support/core';
import { marker, plantWords, type Planted } from '../../support/planted-case';
import { findRemnants } from '../../support/remnants';
import { aVaultWithCases, backUp } from '../backups/support';

let core: TestCore;
afterEach(() => {
  vi.restoreAllMocks();
  core.close();
});

const reason = 'The period of the office is over';

interface PlantedVault {
  readonly caseId: CaseId;
  readonly code: string;
  readonly planted: Planted;
  readonly unlocked: UnlockedHeader;
  readonly stick: string;
}

/** A vault of several cases, one of them closed and full of words of its own, with originals and an older database. */
async function aPlantedVault(): Promise<PlantedVault> {
  const made = await aVaultWithCases();
  core = made.core;
  const caseId = aCase(core);
  const { code } = await core.value('cases.read', { caseId });
  for (const size of [10, 300_000, 1_200_000]) {
    await anOriginal(core, caseId, Buffer.alloc(size, `${marker}original `));
  }
  // A street that somebody told the check of spelling is written like that.
  await core.value('timeline.create', { caseId, statement: 'She lived in the Zqxremnantstraat.' });
  for (const word of ['Zqxremnantstraat', 'Voorbeeldegem']) await core.value('spelling.addWord', { word });
  await core.value('cases.close', { caseId, closedOn: '2026-03-01', keepUntil: null });
  const planted = plantWords(core, caseId);
  // A package that was taken in keeps what stood in the case before, beside the case and not as a part of it.
  const { db } = core.vaultDeps();
  db.run(sql`
    INSERT INTO packages (id, direction, purpose, for_reading, other_name, file_name, sha256, size_bytes, made_at,
      recorded_at, member_id, undo)
    SELECT package_id, 'takenIn', 'copy', 0, 'A colleague', 'a.dossier-package', '', 1, ${core.clock.now()},
      ${core.clock.now()}, ${core.vaultDeps().actor}, ${Buffer.from(`${marker} as it was before`)}
    FROM package_states WHERE case_id = ${caseId}
  `);
  // As a change of the schema leaves it.
  await core.value('vault.prepareLock', {});
  const { folder } = core.vault();
  cpSync(join(folder, 'vault.db'), join(folder, 'vault.db.before-17'));
  const unlocked = await unlockKeys(folder, testPassphrase, undefined);
  if (!unlocked.ok) throw new Error(unlocked.error.kind);
  await core.value('vault.unlock', { id: core.vault().id, passphrase: testPassphrase });
  return { caseId, code, planted, unlocked: unlocked.value, stick: made.stick };
}

const remnantsIn = (folder: string, { unlocked, planted }: PlantedVault) =>
  findRemnants(folder, unlocked, { words: [marker, ...planted.words], pieces: planted.pieces });

/** Rows of all other cases, by case. */
function otherCases(vault: Pick<OpenVault, 'db'>, except: CaseId): Readonly<Record<string, string>> {
  const tables = findCaseTables(vault.db);
  const ids = vault.db.all<{ readonly id: CaseId }>(
    sql`SELECT id FROM cases WHERE id <> ${except} ORDER BY id`,
  );
  return Object.fromEntries(ids.map(({ id }) => [id, hashOfRows(readCaseRows(vault.db, tables, id))]));
}

/** Opens a copy of the vault as the next start does, and says what is there. */
async function opened(folder: string, caseId: CaseId, verified?: 'verified') {
  const unlocked = await unlockVaultFolder(folder, testPassphrase, {
    clock: core.clock,
    lastSeen: null,
    noteSeen: () => true,
  });
  if (!unlocked.ok) throw new Error(unlocked.error.kind);
  const vault = unlocked.value;
  const there = vault.db.get(sql`SELECT id FROM cases WHERE id = ${caseId}`);
  const purges = vault.db.all(sql`SELECT case_code AS code, finished_at AS finishedAt FROM purges`);
  const { warnings } = vault.describe();
  const rest = otherCases(vault, caseId);
  const report = verified === undefined ? undefined : await vault.verify();
  vault.close();
  return { there, purges, warnings, rest, healthy: report?.healthy };
}

describe('retention.purge', { timeout: 120_000 }, () => {
  it('leaves no word of the case in any file of the vault, the key in hand', async () => {
    const vault = await aPlantedVault();
    const { caseId, code, planted } = vault;
    const { folder } = core.vault();

    // Every word can be found, so that finding none below means something.
    const before = await remnantsIn(folder, vault);
    expect(planted.words.filter((word) => !before.has(word))).toEqual([]);
    expect(planted.pieces.length).toBeGreaterThan(30);
    expect(planted.pieces.filter((piece) => !before.has(Buffer.from(piece).toString('hex')))).toEqual([]);
    expect(before.get(marker)?.some((name) => name.endsWith('.age'))).toBe(true);
    expect(before.get(marker)).toContain('vault.db.before-17');

    const others = otherCases(core.vaultDeps().vault, caseId);
    const originals = listStoredNames({ folder }).length;
    expect(await core.value('retention.purge', { caseId, code, reason })).toMatchObject({
      caseId,
      caseCode: code,
      reason,
      memberName: 'An advocate',
      counts: { originals: 3, originalBytes: 1_500_010 },
      findings: {
        rows: 0,
        searchEntries: 0,
        originals: 0,
        freePages: 0,
        logBytes: 0,
        databaseCopies: 0,
      },
      finishedAt: '2026-03-02T09:15:00.000Z',
      backups: [],
    });
    expect(await remnantsIn(folder, vault)).toEqual(new Map());
    expect(listStoredNames({ folder }).length).toBe(originals - 3);
    // What stands in no text of the case is no word of it.
    expect(await core.value('spelling.words', {})).toMatchObject([{ word: 'Voorbeeldegem' }]);
    expect(existsSync(join(folder, 'vault.db.before-17'))).toBe(false);

    // The rest of the vault is what it was, and whole.
    expect(otherCases(core.vaultDeps().vault, caseId)).toEqual(others);
    expect(Object.keys(others).length).toBeGreaterThan(1);
    expect(await core.value('vault.verify', {})).toMatchObject({ healthy: true, searchProblems: 0 });
    expect(await core.value('retention.finishPurges', {})).toEqual({ unfinished: 0 });

    await core.lockAndReopen();
    expect(core.vaultDeps().vault.describe().warnings).toEqual([]);
    expect(otherCases(core.vaultDeps().vault, caseId)).toEqual(others);
    await core.value('vault.prepareLock', {});
    expect(await remnantsIn(folder, vault)).toEqual(new Map());
  });

  it('is looked for by words in every column in which somebody writes', async () => {
    const { planted } = await aPlantedVault();
    expect(planted.words.length).toBeGreaterThan(200);
    // Left without one are ids, references, hashes and closed lists.
    const written =
      /(?:text|words?|wording|note|reason|title|name|statement|document|content|answers|quote|report)$/;
    expect(planted.withoutWord.filter((column) => written.test(column.split('.')[1] ?? ''))).toEqual([]);
  });

  it('is finished by the next opening, wherever the program ended, or has not begun', async () => {
    const vault = await aPlantedVault();
    const { caseId, code } = vault;
    const others = otherCases(core.vaultDeps().vault, caseId);
    // The folder as it is on the disk at each step, as a killed program leaves it.
    const copies: string[] = [];
    const { work } = core.deps;
    const { run } = work;
    const copy = (step: string) => {
      const target = join(core.folder, 'killed', `${copies.length}-${step}.dossier`);
      cpSync(core.vault().folder, target, { recursive: true });
      copies.push(target);
    };
    vi.spyOn(work, 'run').mockImplementation((kind, doWork) =>
      run(kind, (context) =>
        doWork({
          ...context,
          report: ({ step, ...progress }) => {
            context.report({ ...progress, ...(step === undefined ? {} : { step }) });
            copy(step ?? '');
          },
          pointOfNoReturn: () => {
            copy('before');
            context.pointOfNoReturn();
          },
        }),
      ),
    );
    await core.value('retention.purge', { caseId, code, reason });
    expect(copies.map((path) => path.replace(/.*\/|\.dossier$/g, ''))).toEqual([
      '0-before',
      '1-originals',
      '2-originals',
      '3-originals',
      '4-files',
    ]);

    const whole = copies[0] ?? '';
    const before = await opened(whole, caseId);
    expect(before).toEqual({ there: { id: caseId }, purges: [], warnings: [], rest: others });
    expect((await remnantsIn(whole, vault)).size).toBeGreaterThan(vault.planted.words.length);
    for (const folder of copies.slice(1)) {
      expect(await opened(folder, caseId, 'verified')).toEqual({
        there: undefined,
        purges: [{ code, finishedAt: core.clock.now() }],
        warnings: ['purgeFinished'],
        rest: others,
        healthy: true,
      });
      expect(await remnantsIn(folder, vault)).toEqual(new Map());
    }
  });

  it('says what it could not take away, opens all the same, and tries again', async () => {
    const vault = await aPlantedVault();
    const { caseId, code } = vault;
    // A folder in the place of a copy is not removed by the program.
    const copy = join(core.vault().folder, 'vault.db.before-16');
    mkdirSync(copy);
    writeFileSync(join(copy, 'something'), '');
    const answer = await core
      .call('retention.purge', { caseId, code, reason })
      .catch((failure: unknown) => failure);
    expect(answer).not.toMatchObject({ ok: true });
    await core.lockAndReopen();
    expect(core.vaultDeps().vault.describe().warnings).toEqual(['purgeUnfinished']);
    expect(await core.value('retention.listPurges', {})).toMatchObject([
      { caseCode: code, finishedAt: null },
    ]);
    rmSync(copy, { recursive: true });
    expect(await core.value('retention.finishPurges', {})).toEqual({ unfinished: 0 });
    expect(await remnantsIn(core.vault().folder, vault)).toEqual(new Map());
  });

  it('names the backups that may still hold it, and the case that was destroyed in the log', async () => {
    const vault = await aPlantedVault();
    const { caseId, code, stick } = vault;
    writeFileSync(join(stick, 'keep'), '');
    core.clock.set('2026-03-02T10:00:00.000Z');
    const backup = await backUp({ core, stick });
    core.clock.set('2026-03-02T11:00:00.000Z');
    expect(await core.value('retention.lookBeforePurge', { caseId })).toMatchObject({
      code,
      obstacle: null,
      backups: [{ takenAt: backup.takenAt }],
    });
    await core.value('retention.purge', { caseId, code, reason });
    expect(await core.value('retention.listPurges', {})).toMatchObject([
      { caseCode: code, backups: [{ takenAt: backup.takenAt }] },
    ]);
    const { entries } = await core.value('audit.list', {
      before: null,
      limit: 3,
      caseId,
      memberId: null,
      personId: null,
      kind: null,
    });
    expect(entries[0]).toMatchObject({ action: 'case.purged', subjectId: caseId, caseCode: code });
    expect((await core.value('audit.filters', {})).cases).toContainEqual({ caseId, code });
    expect(await core.call('cases.read', { caseId })).toEqual({ ok: false, error: { kind: 'caseNotFound' } });
  });
});
