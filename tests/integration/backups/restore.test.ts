import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connect } from '../../../src/core/db/driver';
import { sql } from '../../../src/core/db/sql';
import {
  checkOriginal,
  listStoredNames,
  originalPath,
  type StoredOriginal,
} from '../../../src/core/evidence/originals';
import type { CaseId } from '../../../src/shared/kernel/ids';
import type { RecoveryKind } from '../../../src/shared/recovery/contract';
import { canMakeReadOnly, canMountSmallDisk, makeReadOnly, mountSmallDisk } from '../../support/mounts';
import { createTestCore, testPassphrase, type TestCore } from '../../support/core';
import { fingerprintOf } from '../../support/vault-folders';
import { aDocument, someDetails } from '../interviews/support';
import { atStep, aVaultWithCases, backUp, type BackupTest } from './support';
import { aCase, anOriginal, entriesOf, finishedBackups, rowHashes } from '../../support/backups';

let test: BackupTest;
let cleanUps: (() => void)[] = [];
beforeEach(async () => {
  test = await aVaultWithCases();
}, 60_000);
afterEach(() => {
  for (const cleanUp of cleanUps.toReversed()) cleanUp();
  cleanUps = [];
  test.core.close();
});

/** Another laptop that has never seen the vault. */
function anotherLaptop(): TestCore {
  const laptop = createTestCore({ now: '2026-04-01T08:00:00.000Z' });
  cleanUps.push(laptop.close);
  return laptop;
}

/** Points to the stick and gives the newest backup on it. */
async function point(core: TestCore, folder = test.stick) {
  core.host.answerFolder(folder);
  const { backups } = await core.value('backups.find', {});
  const [newest] = backups;
  if (newest === undefined) throw new Error('No backup was found');
  return newest;
}

async function restore(core: TestCore, given: Partial<Parameters<typeof restoreInput>[1]> = {}) {
  const { handle } = await point(core);
  return core.call('backups.restore', restoreInput(handle, given));
}

function restoreInput(
  handle: string,
  given: { passphrase?: string; name?: string; withoutDamagedOriginals?: boolean },
) {
  return {
    handle,
    passphrase: testPassphrase,
    name: 'Restored',
    place: 'default' as const,
    withoutDamagedOriginals: false,
    ...given,
  };
}

/** Makes papers that count; gives what stands on each. */
async function papersOf(kind: RecoveryKind): Promise<string[]> {
  const draft = await test.core.value('recovery.prepare', { kind });
  await test.core.value('recovery.confirm', {
    draftId: draft.draftId,
    papers: draft.papers.map(({ share, groups, asked }) => ({
      share,
      typed: asked.map((number) => groups[number - 1] ?? ''),
      keptAt: '',
    })),
  });
  return draft.papers.map(({ groups }) => groups.join(' '));
}

/** Two facts, one of which is dated by the other alone, and a timeline that is looked at in another way than at first. */
async function linkFacts(caseId: CaseId): Promise<void> {
  const { personId } = await test.core.value('people.create', { caseId, role: 'witness' });
  const arrived = await test.core.value('timeline.create', {
    caseId,
    statement: 'They arrived.',
    date: { text: '2023-05-10', language: 'en' },
  });
  const gap = { amount: 2, unit: 'week', approximate: false } as const;
  await test.core.value('timeline.create', {
    caseId,
    statement: 'She was moved.',
    personIds: [personId],
    constraints: [{ kind: 'after', otherFactId: arrived.id, gap, note: '' }],
  });
  await test.core.value('timeline.changeSettings', { caseId, changes: { lanes: 'person' } });
  await test.core.value('timeline.saveView', {
    caseId,
    name: 'Of the witness',
    look: {
      filter: { personIds: [personId] },
      year: null,
      shows: 'list',
      lanes: 'person',
      window: null,
    },
  });
}

/** What a timeline shows, without ids: what works out, the settings, and what the first view finds. */
async function timelineOf(caseId: CaseId): Promise<unknown> {
  const { ranges } = await test.core.value('timeline.linkedTime', { caseId });
  const [view] = await test.core.value('timeline.views', { caseId });
  const filter = view?.look.filter ?? {};
  const { facts } = await test.core.value('timeline.list', { caseId, filter, cursor: null, limit: 10 });
  return {
    ranges: ranges.map(({ range }) => range),
    settings: await test.core.value('timeline.settings', { caseId }),
    view: view?.name,
    found: facts.map(({ statement }) => statement),
  };
}

describe('backups.restore', { timeout: 120_000 }, () => {
  it('gives back every row of every table and every original, on a laptop that never saw the vault', async () => {
    const { db, vault } = test.core.vaultDeps();
    const names: string[] = [];
    for (const bytes of [0, 1, 70_000, 3_000_000]) {
      names.push(await anOriginal(test.core, aCase(test.core), randomBytes(bytes)));
    }
    const made = await backUp(test);
    // Written after the moment that the backup shows.
    const later = ['audit_entries', 'backups'];
    const before = rowHashes(db, [...later, 'vault_restores']);
    const files = names.map((storedAs) => readFileSync(originalPath(vault.originals, { storedAs })));

    const laptop = anotherLaptop();
    const found = await point(laptop);
    expect(found).toMatchObject({ takenAt: made.takenAt, bytes: made.bytes, vaultIsHere: false });
    const restored = await laptop.call('backups.restore', restoreInput(found.handle, {}));

    expect(restored).toMatchObject({
      ok: true,
      value: { id: test.core.vault().id, name: 'Restored', readOnly: false, warnings: [] },
    });
    const copy = laptop.vaultDeps();
    expect(rowHashes(copy.db, [...later, 'vault_restores'])).toEqual(before);
    expect(names.map((storedAs) => readFileSync(originalPath(copy.vault.originals, { storedAs })))).toEqual(
      files,
    );
    const originals = copy.db.all<StoredOriginal>(sql`
      SELECT stored_as AS storedAs, sha256, byte_length AS byteLength FROM evidence_files
    `);
    const states = await Promise.all(
      originals.map((original) => checkOriginal(copy.vault.originals, original)),
    );
    expect(states).toEqual(['whole', 'whole', 'whole', 'whole']);
    expect((await laptop.value('vault.verify', {})).healthy).toBe(true);
    expect(await laptop.value('backups.status', {})).toMatchObject({
      restored: { at: '2026-04-01T08:00:00.000Z', takenAt: made.takenAt },
    });

    // Locked and opened as any vault.
    await laptop.value('vault.prepareLock', {});
    const { vaults } = await laptop.value('vault.list', {});
    expect(vaults).toMatchObject([{ id: test.core.vault().id, name: 'Restored', present: true }]);
    const opened = await laptop.value('vault.unlock', {
      id: test.core.vault().id,
      passphrase: testPassphrase,
    });
    expect(opened).toMatchObject({ readOnly: false, warnings: [] });
    const actions = laptop
      .vaultDeps()
      .db.all(sql`SELECT action FROM audit_entries ORDER BY sequence DESC LIMIT 4`);
    expect(actions).toEqual(
      ['vault.unlocked', 'vault.locked', 'vault.restored', 'vault.unlocked'].map((action) => ({ action })),
    );
  });

  it('makes the vault with shares of that time, and opens it once somebody has a new passphrase', async () => {
    const typed = (await papersOf('shares')).slice(0, 2);
    await backUp(test);
    const laptop = anotherLaptop();
    const { handle } = await point(laptop);
    const { passphrase: _none, ...wanted } = restoreInput(handle, {});
    const attempt = (papers: string[]) =>
      laptop.call('backups.restoreWithPapers', { ...wanted, typed: papers });
    expect(await attempt(typed.slice(0, 1))).toEqual({
      ok: false,
      error: { kind: 'oneShareOnly', share: 1 },
    });
    expect(existsSync(join(laptop.folder, 'documents', 'Dossier', 'Restored.dossier'))).toBe(false);

    const restored = await laptop.value('backups.restoreWithPapers', { ...wanted, typed });
    expect(restored).toEqual({
      advocates: [{ memberId: expect.any(String) as string, name: 'An advocate' }],
      warnings: [],
      mustAcceptWarnings: false,
    });
    expect((await laptop.value('vault.status', {})).open).toBeNull();
    const [advocate] = restored.advocates;
    if (advocate === undefined) throw new Error('Nobody');
    expect(
      await laptop.value('recovery.finish', {
        who: { kind: 'advocate', memberId: advocate.memberId },
        passphrase: 'nine quiet herons over the canal',
        acceptWarnings: false,
      }),
    ).toMatchObject({ id: test.core.vault().id, name: 'Restored', readOnly: false });
    expect((await laptop.value('vault.verify', {})).healthy).toBe(true);
    const actions = laptop.vaultDeps().db.all<{ readonly action: string }>(sql`
      SELECT action FROM audit_entries ORDER BY sequence DESC LIMIT 6
    `);
    expect(actions.map(({ action }) => action)).toEqual([
      'vault.unlocked',
      'vault.locked',
      'member.passphraseChanged',
      'recovery.used',
      'vault.restored',
      'vault.unlocked',
    ]);
    // The passphrase of the backup is the one that was lost.
    await laptop.value('vault.prepareLock', {});
    const { id } = test.core.vault();
    expect(await laptop.call('vault.unlock', { id, passphrase: testPassphrase })).toMatchObject({
      ok: false,
      error: { kind: 'wrongPassphrase' },
    });
  });

  it('puts an older state back on the laptop of the vault, without a warning, and leaves the other folder', async () => {
    await backUp(test);
    const caseId = aCase(test.core);
    await test.core.value('cases.change', { caseId, changes: { openedOn: '2026-01-01' } });
    await test.core.value('vault.prepareLock', {});
    const before = fingerprintOf(test.core.vault().folder);
    expect(await restore(test.core)).toMatchObject({ ok: true, value: { readOnly: false, warnings: [] } });
    expect((await test.core.value('cases.read', { caseId })).openedOn).not.toBe('2026-01-01');
    expect(fingerprintOf(test.core.vault().folder)).toEqual(before);
    // The restored one takes the place of the other in the list of this laptop.
    await test.core.value('vault.prepareLock', {});
    expect((await test.core.value('vault.list', {})).vaults.map(({ name }) => name)).toEqual(['Restored']);
  });

  it('refuses what can not be restored, each for its reason, and leaves nothing behind', async () => {
    await backUp(test);
    const laptop = anotherLaptop();
    const failure = (error: object) => ({ ok: false, error });
    expect(await restore(laptop, { passphrase: 'no words of this vault' })).toEqual(
      failure({ kind: 'wrongPassphrase', retryAfterMs: expect.any(Number) }),
    );
    expect(await restore(laptop, { name: 'a/b' })).toEqual(failure({ kind: 'nameNotUsable' }));
    laptop.host.answerFolder(laptop.folder);
    expect(await laptop.call('backups.find', {})).toEqual(failure({ kind: 'notABackup' }));
    expect(await laptop.call('backups.restore', restoreInput(laptop.deps.newId(), {}))).toEqual(
      failure({ kind: 'backupUnknown' }),
    );
    expect(await restore(test.core)).toEqual(failure({ kind: 'vaultAlreadyOpen' }));
    const [folder = ''] = finishedBackups(test.stick);
    laptop.host.answerFolder(folder);
    expect(await laptop.call('vault.locate', {})).toEqual(failure({ kind: 'isABackup' }));
    const { handle } = await point(laptop);
    const { handle: again } = await point(laptop);
    laptop.host.answerFolder(folder);
    expect(await laptop.call('backups.restore', { ...restoreInput(handle, {}), place: 'choose' })).toEqual(
      failure({ kind: 'folderInsideVault' }),
    );

    const file = join(folder, 'vault.db');
    const whole = readFileSync(file);
    rmSync(file);
    const plain = connect(file);
    plain.execute('CREATE TABLE cases (id TEXT)');
    plain.close();
    expect(await laptop.call('backups.restore', restoreInput(again, {}))).toMatchObject(
      failure({ kind: 'backupDamaged', damage: { database: 'notEncrypted' } }),
    );
    writeFileSync(file, whole);
    renameSync(folder, `${folder}-away`);
    expect(await laptop.call('backups.restore', restoreInput(again, {}))).toEqual(
      failure({ kind: 'backupMissing' }),
    );
    renameSync(`${folder}-away`, folder);
    expect(existsSync(join(laptop.folder, 'documents', 'Dossier'))).toBe(true);
    expect(entriesOf(join(laptop.folder, 'documents', 'Dossier'))).toEqual([]);
    expect(await restore(laptop)).toMatchObject({ ok: true });
    await laptop.value('vault.prepareLock', {});
    expect(await restore(laptop)).toEqual(failure({ kind: 'nameTaken' }));
  });

  it('asks before it goes on without an original that is damaged', async () => {
    const lost = await anOriginal(test.core, aCase(test.core), randomBytes(1000));
    await anOriginal(test.core, aCase(test.core), randomBytes(1000));
    await backUp(test);
    const [folder = ''] = finishedBackups(test.stick);
    rmSync(originalPath({ folder: join(dirname(folder), 'originals', 'epoch-1') }, { storedAs: lost }));
    const laptop = anotherLaptop();
    expect(await restore(laptop)).toMatchObject({
      ok: false,
      error: { kind: 'backupDamaged', damage: { database: 'whole', originals: 2, damagedOriginals: 1 } },
    });
    expect(await restore(laptop, { withoutDamagedOriginals: true })).toMatchObject({ ok: true });
  });

  it('leaves no half vault when it is stopped', async () => {
    for (let count = 0; count < 8; count += 1)
      await anOriginal(test.core, aCase(test.core), randomBytes(2_000_000));
    await backUp(test);
    const laptop = anotherLaptop();
    const stop = atStep(laptop, 'originals', () => [laptop.deps.work.cancelAll()]);
    expect(await restore(laptop)).toEqual({ ok: false, error: { kind: 'cancelled' } });
    stop();
    expect(entriesOf(join(laptop.folder, 'documents', 'Dossier'))).toEqual([]);
  });

  it.runIf(canMakeReadOnly)('works from a disk that cannot be written to', async () => {
    await anOriginal(test.core, aCase(test.core), randomBytes(1000));
    const { id } = await backUp(test);
    cleanUps.push(makeReadOnly(test.stick));
    expect((await test.core.call('backups.check', { id })).ok).toBe(true);
    expect(await test.core.call('backups.make', { place: 'remembered' })).toEqual({
      ok: false,
      error: { kind: 'folderNotWritable' },
    });
    expect(await restore(anotherLaptop())).toMatchObject({ ok: true });
  });

  it.runIf(canMountSmallDisk)('says so when there is too little room for the vault', async () => {
    await backUp(test);
    const laptop = anotherLaptop();
    const place = join(laptop.folder, 'small');
    cleanUps.push(mountSmallDisk(place, 300));
    const { handle } = await point(laptop);
    laptop.host.answerFolder(place);
    expect(
      await laptop.call('backups.restore', { ...restoreInput(handle, {}), place: 'choose' }),
    ).toMatchObject({
      ok: false,
      error: { kind: 'notEnoughRoom' },
    });
    expect(entriesOf(place)).toEqual([]);
  });

  it('finds backups on a stick, in the folder of a vault, and one that was moved', async () => {
    await backUp(test);
    const [folder = ''] = finishedBackups(test.stick);
    const laptop = anotherLaptop();
    const found = { vaultId: test.core.vault().id, takenAt: '2026-03-02T09:15:00.000Z' };
    expect(await point(laptop, test.stick)).toMatchObject(found);
    expect(await point(laptop, dirname(folder))).toMatchObject(found);
    expect(await point(laptop, folder)).toMatchObject(found);
    const moved = join(test.core.folder, 'Backup of Tuesday');
    renameSync(folder, moved);
    expect(await point(laptop, moved)).toMatchObject(found);
  });
});

describe('backups.restoreCase', { timeout: 120_000 }, () => {
  /** A sealed interview with an addendum, and an original, in the first case. */
  async function fillCase() {
    const { core } = test;
    const caseId = aCase(core);
    const { id: interviewId } = await core.value('interviews.create', { caseId, details: someDetails() });
    const { revision } = await core.value('interviews.saveDocument', {
      interviewId,
      baseRevision: 0,
      document: aDocument(['They took my passport.', 'verbatim']),
      firstSinceOpening: true,
    });
    await core.value('interviews.seal', { interviewId, baseRevision: revision });
    await core.value('interviews.addAddendum', { interviewId, text: 'It was in May.', reason: 'Read back' });
    await anOriginal(core, caseId, randomBytes(100_000));
    return { caseId, interviewId };
  }

  async function openKnown() {
    const { backups } = await test.core.value('backups.status', {});
    const id = backups[0]?.id ?? '';
    return test.core.value('backups.openCases', { backup: { kind: 'known', id }, passphrase: null });
  }

  it('shows cases beside what they are today', async () => {
    const { caseId } = await fillCase();
    await backUp(test);
    const before = await openKnown();
    expect(before.cases.map(({ changed }) => changed)).toEqual(before.cases.map(() => false));
    await test.core.value('cases.change', { caseId, changes: { openedOn: '2026-01-01' } });
    await anOriginal(test.core, caseId, randomBytes(10));
    const { cases, takenAt } = await openKnown();
    expect(takenAt).toBe('2026-03-02T09:15:00.000Z');
    expect(cases.filter(({ changed }) => changed).map((each) => each.caseId)).toEqual([caseId]);
    expect(cases[0]?.inBackup.interviews).toBe(cases[0]?.today?.interviews);
  });

  it('puts a copy beside the case that is there, whose seals hold and whose originals are whole', async () => {
    const { caseId } = await fillCase();
    await linkFacts(caseId);
    await backUp(test);
    const { db, vault } = test.core.vaultDeps();
    const { handle, cases } = await openKnown();
    const before = cases.find((each) => each.caseId === caseId);
    const restored = await test.core.value('backups.restoreCase', { handle, caseId });

    expect(restored).toMatchObject({ damagedOriginals: 0 });
    expect(restored.caseId).not.toBe(caseId);
    expect(restored.code).not.toBe(before?.code);
    const again = await openKnown();
    // The one that was there is as it was.
    expect(again.cases.find((each) => each.caseId === caseId)).toMatchObject({ changed: false });
    expect(await timelineOf(caseId)).toMatchObject({
      ranges: [{ earliest: '2023-05-24', latest: '2023-05-24' }],
      found: ['She was moved.'],
    });
    expect(await timelineOf(restored.caseId)).toEqual(await timelineOf(caseId));
    const interviews = await test.core.value('interviews.list', { caseId: restored.caseId });
    const sealed = interviews.find(({ sealedAt }) => sealedAt !== null);
    const interview = await test.core.value('interviews.read', { interviewId: sealed?.id ?? '' });
    expect(interview.seal).toMatchObject({ valid: true });
    expect(interview.addenda).toMatchObject([{ valid: true, text: 'It was in May.' }]);
    // Another addendum on the copy holds as well.
    await test.core.value('interviews.addAddendum', {
      interviewId: interview.id,
      text: 'And in June.',
      reason: '',
    });
    const { addenda } = await test.core.value('interviews.read', { interviewId: interview.id });
    expect(addenda.map(({ valid }) => valid)).toEqual([true, true]);
    const originals = db.all<StoredOriginal>(sql`
      SELECT stored_as AS storedAs, sha256, byte_length AS byteLength
      FROM evidence_files
      WHERE case_id = ${restored.caseId}
    `);
    expect(originals).toHaveLength(1);
    expect(await Promise.all(originals.map((original) => checkOriginal(vault.originals, original)))).toEqual([
      'whole',
    ]);
    expect(
      new Set(db.all(sql`SELECT stored_as FROM evidence_files`).map((row) => JSON.stringify(row))).size,
    ).toBe(2);
    expect((await test.core.value('vault.verify', {})).healthy).toBe(true);
    expect(db.all(sql`SELECT subject_id AS id FROM audit_entries WHERE action = 'case.restored'`)).toEqual([
      { id: restored.caseId },
    ]);
  });

  it('brings a case into a vault that does not have it, under its own ids, with the passphrase of the backup', async () => {
    const { caseId } = await fillCase();
    const packs = (core: TestCore) =>
      core.vaultDeps().db.all(sql`SELECT pack_id, version, content_sha256 FROM procedure_packs`);
    const kept = packs(test.core);
    await backUp(test);
    const laptop = anotherLaptop();
    await laptop.createVault();
    const { handle } = await point(laptop);
    const backup = { kind: 'found' as const, handle };
    expect(await laptop.call('backups.openCases', { backup, passphrase: null })).toEqual({
      ok: false,
      error: { kind: 'passphraseNeeded' },
    });
    const opened = await laptop.value('backups.openCases', { backup, passphrase: testPassphrase });
    const wanted = opened.cases.find((each) => each.caseId === caseId);
    expect(wanted).toMatchObject({ today: null, changed: true });
    const restored = await laptop.value('backups.restoreCase', { handle: opened.handle, caseId });
    expect(restored).toEqual({ caseId, code: wanted?.code, damagedOriginals: 0 });
    // The version of the law comes along.
    expect(kept).toHaveLength(1);
    expect(packs(laptop)).toEqual(kept);

    const { db, vault } = laptop.vaultDeps();
    const originals = db.all<StoredOriginal>(sql`
      SELECT stored_as AS storedAs, sha256, byte_length AS byteLength FROM evidence_files
    `);
    expect(await Promise.all(originals.map((original) => checkOriginal(vault.originals, original)))).toEqual([
      'whole',
    ]);
    const interviews = await laptop.value('interviews.list', { caseId });
    const sealed = interviews.find(({ sealedAt }) => sealedAt !== null);
    expect(await laptop.value('interviews.read', { interviewId: sealed?.id ?? '' })).toMatchObject({
      seal: { valid: true },
    });
    const again = await laptop.value('backups.openCases', { backup, passphrase: testPassphrase });
    expect(again.cases.find((each) => each.caseId === caseId)?.today).toEqual(wanted?.inBackup);
    expect((await laptop.value('vault.verify', {})).healthy).toBe(true);
    await laptop.value('backups.closeCases', {});
    expect(await laptop.call('backups.restoreCase', { handle: again.handle, caseId })).toEqual({
      ok: false,
      error: { kind: 'backupUnknown' },
    });
  });

  it('shows the cases of another vault to whoever has a sheet of it', async () => {
    const { caseId } = await fillCase();
    const typed = await papersOf('sheet');
    await backUp(test);
    const laptop = anotherLaptop();
    await laptop.createVault();
    const { handle } = await point(laptop);
    const open = (papers: string[]) =>
      laptop.call('backups.openCases', {
        backup: { kind: 'found', handle },
        passphrase: null,
        typed: papers,
      });
    expect(await open([`${typed[0]}0`])).toEqual({ ok: false, error: { kind: 'codeIncomplete', paper: 1 } });
    const opened = await open(typed);
    if (!opened.ok) throw new Error(opened.error.kind);
    expect(opened.value.cases.map((each) => each.caseId)).toContain(caseId);
    expect(await laptop.value('backups.restoreCase', { handle: opened.value.handle, caseId })).toMatchObject({
      caseId,
      damagedOriginals: 0,
    });
  });

  it('leaves nothing of a case when it is stopped after some of its originals', async () => {
    const { caseId } = await fillCase();
    for (let count = 0; count < 3; count += 1) await anOriginal(test.core, caseId, randomBytes(1000));
    await backUp(test);
    const { handle } = await openKnown();
    const { db, vault } = test.core.vaultDeps();
    const before = [rowHashes(db), listStoredNames(vault.originals).toSorted()];
    const stop = atStep(test.core, 'originals', () => [test.core.deps.work.cancelAll()], { from: 2 });
    expect(await test.core.call('backups.restoreCase', { handle, caseId })).toEqual({
      ok: false,
      error: { kind: 'cancelled' },
    });
    stop();
    expect([rowHashes(db), listStoredNames(vault.originals).toSorted()]).toEqual(before);
  });

  it('takes over what is whole when an original is damaged in the backup, and says how many are not', async () => {
    const { caseId } = await fillCase();
    await backUp(test);
    const [folder = ''] = finishedBackups(test.stick);
    const shared = { folder: join(dirname(folder), 'originals', 'epoch-1') };
    const { db } = test.core.vaultDeps();
    const [original] = db.all<StoredOriginal>(sql`SELECT stored_as AS storedAs FROM evidence_files`);
    rmSync(originalPath(shared, original ?? { storedAs: '' }));
    const { handle } = await openKnown();
    expect(await test.core.value('backups.restoreCase', { handle, caseId })).toMatchObject({
      damagedOriginals: 1,
    });
  });

  it('refuses a backup whose database was damaged or replaced', async () => {
    await backUp(test);
    await test.core.value('cases.change', { caseId: aCase(test.core), changes: { openedOn: '2026-01-01' } });
    test.core.clock.set('2026-03-03T09:15:00.000Z');
    await test.core.value('backups.make', { place: 'remembered' });
    const [older = '', newer = ''] = finishedBackups(test.stick);
    writeFileSync(join(newer, 'vault.db'), readFileSync(join(older, 'vault.db')));
    const { backups } = await test.core.value('backups.status', {});
    const backup = { kind: 'known' as const, id: backups[0]?.id ?? '' };
    expect(basename(newer)).toContain('2026-03-03');
    expect(await test.core.call('backups.openCases', { backup, passphrase: null })).toMatchObject({
      ok: false,
      error: { kind: 'backupDamaged', damage: { database: 'damaged' } },
    });
    mkdirSync(join(test.core.folder, 'elsewhere'));
    renameSync(newer, join(test.core.folder, 'elsewhere', 'x'));
    expect(await test.core.call('backups.openCases', { backup, passphrase: null })).toEqual({
      ok: false,
      error: { kind: 'backupMissing' },
    });
  });
});
