import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  findCaseTables,
  hashOfRows,
  readCaseRows,
  type RowsByTable,
} from '../../../src/core/backups/case-rows';
import { sql } from '../../../src/core/db/sql';
import { checkOriginal, listStoredNames, type StoredOriginal } from '../../../src/core/evidence/originals';
import { unlockKeys } from '../../../src/core/vault/unlock-vault';
import type { CaseId } from '../../../src/shared/kernel/ids';
import { aCase, anOriginal } from '../../support/backups';
import { testPassphrase, type TestCore } from '../../support/core';
import { findRemnants } from '../../support/remnants';
import { aVaultWithCases } from '../backups/support';

const passphrase = 'nine other words for a package on a journey';
const secret = 'zqxjourneysecret';

let core: TestCore;
let caseId: CaseId;
let code: string;
let path: string;
beforeEach(async () => {
  const made = await aVaultWithCases();
  core = made.core;
  caseId = aCase(core);
  ({ code } = await core.value('cases.read', { caseId }));
  await core.value('cases.change', { caseId, changes: { note: `A note with ${secret}` } });
  await anOriginal(core, caseId, Buffer.alloc(900_000, secret));
  path = join(made.stick, 'journey.dossier-package');
});
afterEach(() => {
  vi.restoreAllMocks();
  core.close();
});

function rowsOf(id: CaseId): RowsByTable {
  const { db } = core.vaultDeps();
  return readCaseRows(db, findCaseTables(db), id);
}

/** Without the names of age files, which are drawn anew. */
function comparable(rows: RowsByTable): string {
  return hashOfRows(
    new Map([...rows].map(([table, all]) => [table, all.map(({ stored_as: _name, ...row }) => row)])),
  );
}

async function takeIn(given: string) {
  core.host.answerFile(path);
  let looked = await core.call('packages.look', { handle: null, passphrase: null });
  if (!looked.ok && looked.error.kind === 'passphraseNeeded') {
    looked = await core.call('packages.look', { handle: looked.error.handle, passphrase: given });
  }
  if (!looked.ok) throw new Error(looked.error.kind);
  return core.value('packages.takeIn', { handle: looked.value.handle });
}

describe('a journey', { timeout: 120_000 }, () => {
  it.each([
    ['a passphrase', { kind: 'passphrase', passphrase } as const],
    ['the key of the vault', { kind: 'ownKey' } as const],
  ])('leaves a case behind under %s, and brings back every row and byte of it', async (_how, lock) => {
    const before = rowsOf(caseId);
    const stored = listStoredNames(core.vaultDeps().vault.originals).length;
    core.host.answerSavePath(path);
    const left = await core.value('travel.leaveBehind', { caseIds: [caseId], lock });
    expect(left).toMatchObject({ fileName: 'journey.dossier-package', cases: 1, isGone: true });

    // Nothing of it is here but its code, the key in hand.
    expect(await core.call('cases.read', { caseId })).toEqual({ ok: false, error: { kind: 'caseNotFound' } });
    expect(listStoredNames(core.vaultDeps().vault.originals).length).toBe(stored - 1);
    const { folder } = core.vault();
    const unlocked = await unlockKeys(folder, testPassphrase, undefined);
    if (!unlocked.ok) throw new Error(unlocked.error.kind);
    expect(await findRemnants(folder, unlocked.value, { words: [secret], pieces: [] })).toEqual(new Map());
    expect(readFileSync(path).includes(secret)).toBe(false);
    const away = await core.value('travel.list', {});
    expect(away.away).toMatchObject([
      { caseId, code, packageId: left.packageId, fileName: left.fileName, isGone: true },
    ]);
    expect(away.here.map((each) => each.caseId)).not.toContain(caseId);
    expect(await core.value('retention.listPurges', {})).toEqual([]);

    await core.lockAndReopen();
    expect(await takeIn(passphrase)).toMatchObject({ cases: [{ caseId, code, isNew: true }] });
    const after = rowsOf(caseId);
    expect([...after.keys()]).toEqual([...before.keys()]);
    expect(comparable(after)).toBe(comparable(before));
    const { db, vault } = core.vaultDeps();
    const originals = db.all<StoredOriginal>(sql`
      SELECT stored_as AS storedAs, sha256, byte_length AS byteLength FROM evidence_files WHERE case_id = ${caseId}
    `);
    expect(await Promise.all(originals.map((each) => checkOriginal(vault.originals, each)))).toEqual([
      'whole',
    ]);
    expect((await core.value('travel.list', {})).away).toEqual([]);
    expect(await core.value('vault.verify', {})).toMatchObject({ healthy: true });
  });

  it('takes nothing out when the package reads back otherwise than it was written', async () => {
    const { work } = core.deps;
    const { run } = work;
    // The stick gives back other bytes than it was given.
    vi.spyOn(work, 'run').mockImplementation((kind, doWork) => {
      if (kind === 'readPackage') {
        const bytes = readFileSync(path);
        bytes[bytes.length - 40_000] = (bytes.at(-40_000) ?? 0) ^ 1;
        writeFileSync(path, bytes);
      }
      return run(kind, doWork);
    });
    core.host.answerSavePath(path);
    expect(await core.call('travel.leaveBehind', { caseIds: [caseId], lock: { kind: 'ownKey' } })).toEqual({
      ok: false,
      error: { kind: 'packageNotVerified' },
    });
    expect(await core.value('cases.read', { caseId })).toMatchObject({ code });
    expect((await core.value('travel.list', {})).away).toEqual([]);
  });

  it('takes nothing out when the case was worked on meanwhile, or a hold keeps it', async () => {
    const { work } = core.deps;
    const { run } = work;
    const spy = vi.spyOn(work, 'run').mockImplementation((kind, doWork) => {
      const before: Promise<unknown> =
        kind === 'purge'
          ? core.value('cases.change', { caseId, changes: { note: 'Another note' } })
          : Promise.resolve();
      return before.then(() => run(kind, doWork));
    });
    const leave = () => {
      core.host.answerSavePath(path);
      return core.call('travel.leaveBehind', { caseIds: [caseId], lock: { kind: 'ownKey' } });
    };
    expect(await leave()).toEqual({ ok: false, error: { kind: 'changedMeanwhile', code } });
    expect(await core.value('cases.read', { caseId })).toMatchObject({ note: 'Another note' });
    spy.mockRestore();

    await core.value('retention.placeHold', { caseId, reason: 'An appeal is pending' });
    expect(await leave()).toEqual({ ok: false, error: { kind: 'onHold', code } });
    expect(await core.value('cases.read', { caseId })).toMatchObject({ code });
  });

  it('refuses a weak passphrase and a place inside the vault', async () => {
    const weak = { kind: 'passphrase', passphrase: 'password' } as const;
    expect(await core.call('travel.leaveBehind', { caseIds: [caseId], lock: weak })).toEqual({
      ok: false,
      error: { kind: 'passphraseTooWeak' },
    });
    mkdirSync(join(core.vault().folder, 'inside'));
    core.host.answerSavePath(join(core.vault().folder, 'inside', 'a.dossier-package'));
    expect(await core.call('travel.leaveBehind', { caseIds: [caseId], lock: { kind: 'ownKey' } })).toEqual({
      ok: false,
      error: { kind: 'insideVault' },
    });
  });
});
