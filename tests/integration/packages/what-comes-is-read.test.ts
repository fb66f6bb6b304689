import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { identifier, sql, type Sql } from '../../../src/core/db/sql';
import { listStoredNames } from '../../../src/core/evidence/originals';
import { anOriginal, rowHashes } from '../../support/backups';
import { canMountSmallDisk, mountSmallDisk } from '../../support/mounts';
import { aDocument } from '../interviews/support';
import { aCaseWithRecords } from './edits';
import { anOffice, interviewDetails, leftByUndo, look, receive, send, type Office } from './support';

const offices: Office[] = [];
afterEach(() => {
  for (const each of offices.splice(0)) each.core.close();
});

async function twoOffices(): Promise<readonly [Office, Office]> {
  const one = await anOffice();
  const other = await anOffice();
  offices.push(one, other);
  return [one, other];
}

async function lookAt({ core }: Office, path: string): Promise<unknown> {
  core.host.answerFile(path);
  const answer = await core.call('packages.look', { handle: null, passphrase: null });
  return answer.ok ? 'read' : answer.error;
}

/** A sealed interview with two addenda. */
async function aSealedInterview({ core }: Office) {
  const { caseId, code } = await core.value('cases.create', { fileLanguage: 'fr', client: {} });
  const { id } = await core.value('interviews.create', { caseId, details: interviewDetails });
  const { revision } = await core.value('interviews.saveDocument', {
    interviewId: id,
    baseRevision: 0,
    document: aDocument('He paid me nothing.'),
    firstSinceOpening: true,
  });
  await core.value('interviews.seal', { interviewId: id, baseRevision: revision });
  for (const text of ['First', 'Second']) {
    await core.value('interviews.addAddendum', { interviewId: id, text, reason: '' });
  }
  return { caseId, code, id };
}

/** In a vault whose triggers and checks are gone. */
function behindTheProgram({ core }: Office, statement: Sql): void {
  const { db } = core.vaultDeps();
  const triggers = db.all<{ readonly name: string }>(
    sql`SELECT name FROM sqlite_schema WHERE type = 'trigger'`,
  );
  for (const { name } of triggers) db.run(sql`DROP TRIGGER ${identifier(name)}`);
  db.run(sql`PRAGMA ignore_check_constraints = ON`);
  db.run(statement);
}

describe('a seal that comes', { timeout: 60_000 }, () => {
  it('is taken in where it holds, with its addenda', async () => {
    const [one, other] = await twoOffices();
    const { caseId, id } = await aSealedInterview(one);
    await receive(other, await send(one, other, [caseId]));
    const read = await other.core.value('interviews.read', { interviewId: id });
    expect({ seal: read.seal?.valid, addenda: read.addenda.map(({ valid }) => valid) }).toEqual({
      seal: true,
      addenda: [true, true],
    });
  });

  const hash = 'ab'.repeat(32);
  const broken: readonly (readonly [string, Sql])[] = [
    ['another hash', sql`UPDATE interviews SET sealed_hash = ${hash}`],
    ['another text', sql`UPDATE interviews SET title = 'Another'`],
    ['another addendum', sql`UPDATE interview_addenda SET text = 'Other' WHERE ordinal = 1`],
    ['no first addendum', sql`DELETE FROM interview_addenda WHERE ordinal = 1`],
    ['addenda and no seal', sql`UPDATE interviews SET sealed_at = NULL, sealed_hash = NULL`],
  ];
  it.each(broken)('is refused with %s, before anything is taken in', async (_what, statement) => {
    const [one, other] = await twoOffices();
    const { caseId, code } = await aSealedInterview(one);
    behindTheProgram(one, statement);
    const path = await send(one, other, [caseId]);
    expect(await lookAt(other, path)).toEqual({ kind: 'sealBroken', code });
  });
});

describe('a row that comes', { timeout: 60_000 }, () => {
  const unread: readonly (readonly [string, Sql])[] = [
    ['a language there is none of', sql`UPDATE cases SET file_language = 'xx'`],
    ['a fact from no source', sql`UPDATE facts SET source_kind = 'rumour'`],
    ['a translation of no kind', sql`UPDATE exhibits SET translation = 'maybe'`],
    ['notes that are no JSON', sql`UPDATE interview_guides SET answers = '['`],
    ['a version that is no document', sql`UPDATE interview_versions SET document = '{}'`],
  ];
  it.each(unread)('is refused with %s, whole, and leaves nothing', async (_what, statement) => {
    const [one, other] = await twoOffices();
    const caseId = await aCaseWithRecords(one);
    const [interview] = await one.core.value('interviews.list', { caseId });
    if (interview === undefined) throw new Error('The case has no interview');
    await one.core.value('interviews.saveGuide', { interviewId: interview.id, answers: {} });
    behindTheProgram(one, statement);
    const { db, vault } = other.core.vaultDeps();
    const before = rowHashes(db);
    const path = await send(one, other, [caseId]);
    other.core.host.answerFile(path);
    const { handle } = await look(other, path);
    expect(await other.core.call('packages.takeIn', { handle })).toEqual({
      ok: false,
      error: { kind: 'packageDoesNotFit', where: 'case.json' },
    });
    expect(rowHashes(db)).toEqual(before);
    expect(listStoredNames(vault.originals)).toEqual([]);
  });

  it('is refused with an id that is none, also for a case that is here', async () => {
    const [one, other] = await twoOffices();
    const caseId = await aCaseWithRecords(one);
    await receive(other, await send(one, other, [caseId]));
    behindTheProgram(
      one,
      sql`
        INSERT INTO exhibits (id, case_id, number, label, title, created_at, updated_at)
        SELECT 'none', case_id, 99, '99', title, created_at, updated_at FROM exhibits LIMIT 1
      `,
    );
    const path = await send(one, other, [caseId]);
    expect(await lookAt(other, path)).toEqual({
      kind: 'packageDoesNotFit',
      where: 'cases/001/case.json exhibits.id',
    });
  });

  it('is not blamed for a row of the case here that could not be read before', async () => {
    const [one, other] = await twoOffices();
    const caseId = await aCaseWithRecords(one);
    await receive(other, await send(one, other, [caseId]));
    await one.core.value('timeline.create', { caseId, statement: 'New there' });
    const path = await send(one, other, [caseId]);
    behindTheProgram(other, sql`UPDATE facts SET source_kind = 'rumour'`);
    const { code } = await other.core.value('cases.read', { caseId });
    const { db } = other.core.vaultDeps();
    const before = rowHashes(db);
    const { handle } = await look(other, path);
    expect(await other.core.call('packages.takeIn', { handle })).toEqual({
      ok: false,
      error: { kind: 'caseUnreadable', code },
    });
    expect(rowHashes(db)).toEqual(before);
  });

  it('is read without names being told as shown', async () => {
    const [one, other] = await twoOffices();
    const caseId = await aCaseWithRecords(one);
    await receive(other, await send(one, other, [caseId]));
    const actions = async () =>
      (await other.core.value('audit.list', { caseId, before: null, limit: 100 })).entries.map(
        ({ action }) => action,
      );
    expect(await actions()).not.toContain('case.namesShown');
    await other.core.value('people.names', { caseId });
    expect(await actions()).toContain('case.namesShown');
  });
});

describe('a maker who is not known', { timeout: 60_000 }, () => {
  it('brings a new case, and changes one that is here only after her key was compared', async () => {
    const [one, other] = await twoOffices();
    const caseId = await aCaseWithRecords(one);
    await receive(other, await send(one, other, [caseId]));
    const path = await send(other, one, [caseId]);
    const { handle, maker } = await look(one, path);
    expect(maker.standing).toBe('unknown');
    expect(await one.core.call('packages.takeIn', { handle })).toEqual({
      ok: false,
      error: { kind: 'makerNotConfirmed' },
    });
    const { packageId } = await one.core.value('packages.takeIn', { handle, makerConfirmed: true });
    const next = await send(other, one, [caseId]);
    expect((await look(one, next)).maker.standing).toBe('known');
    await one.core.value('packages.undo', { packageId });
    expect((await look(one, next)).maker.standing).toBe('unknown');
  });
});

describe('a full disk', { timeout: 200_000 }, () => {
  it.runIf(canMountSmallDisk)('keeps a package out, whole, however little room is left', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dossier-small-'));
    const unmount = mountSmallDisk(folder, 24 * 1024);
    const usual = process.env['TMPDIR'];
    const office = await anOffice();
    offices.push(office);
    process.env['TMPDIR'] = folder;
    const small = await anOffice();
    if (usual === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = usual;
    try {
      const { caseId } = await office.core.value('cases.create', { fileLanguage: 'fr', client: {} });
      for (let fact = 0; fact < 200; fact += 1) {
        await office.core.value('timeline.create', { caseId, statement: `Fact ${fact} ${'w'.repeat(3000)}` });
      }
      await anOriginal(office.core, caseId, Buffer.alloc(300_000, 7));
      const path = await send(office, small, [caseId]);
      const { db, vault } = small.core.vaultDeps();
      const before = rowHashes(db);
      for (const roomKib of [100, 250, 500, 800, 1100]) {
        const { handle } = await look(small, path);
        const { bavail, bsize } = statfsSync(folder);
        const filler = join(folder, 'filler');
        writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - roomKib * 1024)));
        const answer = await small.core.call('packages.takeIn', { handle });
        rmSync(filler);
        expect({ roomKib, answer }).toEqual({ roomKib, answer: { ok: false, error: { kind: 'diskFull' } } });
        expect(rowHashes(db)).toEqual(before);
        expect(listStoredNames(vault.originals)).toEqual([]);
      }
      await receive(small, path);
      expect(rowHashes(db, leftByUndo)).not.toEqual(before);
    } finally {
      small.core.close();
      unmount();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
