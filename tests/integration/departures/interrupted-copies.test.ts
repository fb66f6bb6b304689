import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../../src/core/db/sql';
import type { CaseId } from '../../../src/shared/kernel/ids';
import { unlockKeys } from '../../../src/core/vault/unlock-vault';
import { createTestCore, testPassphrase, type TestCore } from '../../support/core';
import { pageBytes, writeAt } from '../../support/damage';
import { findRemnants } from '../../support/remnants';

// Each state in which a kill can leave a copy, laid out by hand, and then the vault is opened.

let core: TestCore;
let caseId: CaseId;
let stick: string;
beforeEach(async () => {
  core = createTestCore();
  await core.createVault();
  caseId = (await core.value('cases.create', { fileLanguage: 'fr', client: {} })).caseId;
  await core.value('timeline.create', { caseId, statement: 'Elle arrive' });
  stick = join(core.folder, 'stick');
  mkdirSync(stick);
});
afterEach(() => core.close());

const begunAt = '2026-03-01T08:00:00.000Z';
const bytes = Buffer.from('what was to leave, plain');
const hashOf = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');
const path = (name: string) => join(stick, name);

interface Left {
  readonly name?: string;
  /** Behind the chosen name. */
  readonly ending?: string;
  readonly shape?: 'file' | 'folder';
  /** Null where not every byte was written. */
  readonly sha256?: string | null;
  readonly sizeBytes?: number | null;
  readonly record?: object;
}

/** The row of a copy that was interrupted, as the program wrote it. */
function leave(left: Left = {}): void {
  const { name = 'out.docx', shape = 'file', sha256 = hashOf(bytes), sizeBytes = bytes.byteLength } = left;
  const { ending = shape === 'file' ? '.0123abcd.tmp' : '.0123abcd.incomplete' } = left;
  const record = left.record ?? {
    departures: [
      {
        caseId,
        kind: shape === 'file' ? 'chronology' : 'folder',
        to: { recipient: 'police', recipientName: '', purpose: 'investigation' },
        objections: ['consentMissing'],
        reason: 'The magistrate asked for it.',
        reasonKind: 'legalDuty',
      },
    ],
    custody: [],
    audit: [{ action: 'case.chronologySaved', subjectId: caseId, caseId }],
  };
  const { db, newId, actor } = core.vaultDeps();
  db.run(sql`
    INSERT INTO copies_under_way (id, path, temporary_path, shape, sha256, size_bytes, record, begun_at, member_id)
    VALUES (${newId()}, ${path(name)}, ${path(`${name}${ending}`)}, ${shape}, ${sha256}, ${sizeBytes},
      ${JSON.stringify(record)}, ${begunAt}, ${actor})
  `);
}

/** A folder as the program writes one, whole, and the hash it is known by. */
function fillFolder(folder: string): { readonly sha256: string; readonly sizeBytes: number } {
  mkdirSync(join(folder, 'data'), { recursive: true });
  writeFileSync(join(folder, 'data', '001.jpg'), bytes);
  const list = `${hashOf(bytes)}  data/001.jpg\n`;
  writeFileSync(join(folder, 'manifest-sha256.txt'), list);
  return { sha256: hashOf(Buffer.from(list)), sizeBytes: bytes.byteLength };
}

/** Opens the vault again, and waits until what was left over is settled. */
async function unlocked(): Promise<void> {
  await core.lockAndReopen();
  while (core.deps.work.list().length > 0) await new Promise((resolve) => setImmediate(resolve));
}

/** What the vault and the stick say. */
async function found() {
  const { db } = core.vaultDeps();
  return {
    stick: existsSync(stick) ? readdirSync(stick).toSorted() : null,
    under: db.all<{ n: number }>(sql`SELECT count(*) AS n FROM copies_under_way`)[0]?.n,
    told: (await core.value('departures.interrupted', {})).map((copy) => [basename(copy.path), copy.problem]),
    register: (await core.value('departures.list', { caseId })).map((each) => [
      each.kind,
      each.fileName,
      each.sha256,
      each.sizeBytes,
      each.leftAt,
      each.reason,
      each.seal,
    ]),
    log: db
      .all<{ action: string }>(
        sql`
          SELECT action FROM audit_entries
          WHERE action IN ('case.chronologySaved', 'departure.recordedLate', 'departure.copySaidGone') ORDER BY sequence
        `,
      )
      .map(({ action }) => action),
  };
}

const saveChronology = () =>
  core.call('timeline.saveChronology', {
    caseId,
    choice: { language: 'fr', filter: {}, sources: 'none', withSourceKind: false, withConfidence: false },
  });

const nothing = { stick: [] as string[], under: 0, told: [], register: [], log: [] };
const late = ['case.chronologySaved', 'departure.recordedLate'];
const entryOf = (kind: string, name: string, sha256: string, sizeBytes: number) => [
  kind,
  name,
  sha256,
  sizeBytes,
  begunAt,
  'The magistrate asked for it.',
  'whole',
];

describe('a copy that was interrupted', () => {
  it('before its first byte leaves nothing, and an older file of that name as it was', async () => {
    leave();
    await unlocked();
    expect(await found()).toEqual(nothing);

    writeFileSync(path('out.docx'), 'older');
    leave();
    leave({ name: 'folder', shape: 'folder', sha256: null, sizeBytes: null });
    await unlocked();
    expect(await found()).toEqual({ ...nothing, stick: ['out.docx'] });
    expect(readFileSync(path('out.docx'), 'utf8')).toBe('older');
  });

  it('in the middle of its bytes is taken away, be it a file or a folder', async () => {
    writeFileSync(path('out.docx'), 'older');
    writeFileSync(path('out.docx.0123abcd.tmp'), bytes.subarray(0, 5));
    leave();
    writeFileSync(path('large.pdf.89abcdef.tmp'), bytes.subarray(0, 5));
    leave({ name: 'large.pdf', ending: '.89abcdef.tmp', sha256: null, sizeBytes: null });
    fillFolder(path('folder.0123abcd.incomplete'));
    leave({ name: 'folder', shape: 'folder', sha256: null, sizeBytes: null });
    await unlocked();
    expect(await found()).toEqual({ ...nothing, stick: ['out.docx'] });
    expect(readFileSync(path('out.docx'), 'utf8')).toBe('older');
  });

  it('after its bytes and before its name is taken away', async () => {
    writeFileSync(path('out.docx.0123abcd.tmp'), bytes);
    leave();
    const folder = fillFolder(path('folder.0123abcd.incomplete'));
    leave({ name: 'folder', shape: 'folder', ...folder });
    await unlocked();
    expect(await found()).toEqual(nothing);
  });

  it('after its name and before the register is written down as it would have been then', async () => {
    writeFileSync(path('out.docx'), bytes);
    leave();
    const folder = fillFolder(path('folder'));
    leave({ name: 'folder', shape: 'folder', ...folder });
    await unlocked();
    const { register, ...rest } = await found();
    expect(rest).toEqual({
      ...nothing,
      stick: ['folder', 'out.docx'],
      register: undefined,
      log: [...late, ...late],
    });
    expect(register.toSorted()).toEqual(
      [
        entryOf('chronology', 'out.docx', hashOf(bytes), bytes.byteLength),
        entryOf('folder', 'folder', '', bytes.byteLength),
      ].toSorted(),
    );
    expect((await core.value('departures.list', { caseId }))[0]).toMatchObject({
      memberId: core.vaultDeps().actor,
      recipient: 'police',
      purpose: 'investigation',
      objections: ['consentMissing'],
      reasonKind: 'legalDuty',
    });
    // Once, and not at each opening.
    await unlocked();
    expect((await found()).register).toEqual(register);
  });

  it('of no case is settled as well', async () => {
    const record = {
      departures: [],
      custody: [],
      audit: [{ action: 'deadline.calendarExported', subjectId: null, caseId: null }],
    };
    writeFileSync(path('days.ics'), bytes);
    leave({ name: 'days.ics', record });
    writeFileSync(path('sheet.pdf.0123abcd.tmp'), bytes);
    leave({ name: 'sheet.pdf', record: { departures: [], custody: [], audit: [] } });
    await unlocked();
    expect(await found()).toEqual({ ...nothing, stick: ['days.ics'], log: ['departure.recordedLate'] });
    expect(
      core
        .vaultDeps()
        .db.get(sql`SELECT count(*) AS n FROM audit_entries WHERE action = 'deadline.calendarExported'`),
    ).toEqual({ n: 1 });
  });

  it('and of which another file has the name is not written down', async () => {
    writeFileSync(path('out.docx'), Buffer.alloc(bytes.byteLength));
    leave();
    mkdirSync(path('folder'));
    writeFileSync(path('folder/manifest-sha256.txt'), 'of somebody else');
    leave({ name: 'folder', shape: 'folder', ...fillFolder(join(core.folder, 'elsewhere')) });
    await unlocked();
    expect(await found()).toEqual({ ...nothing, stick: ['folder', 'out.docx'] });
  });
});

describe('what the program did not write', () => {
  it('is never taken away: another name, a link, a folder in place of a file', async () => {
    const precious = join(core.folder, 'precious');
    mkdirSync(precious);
    writeFileSync(join(precious, 'kept.txt'), 'kept');
    writeFileSync(path('out.docx.important'), 'kept');
    leave({ ending: '.important' });
    symlinkSync(precious, path('link.0123abcd.incomplete'));
    leave({ name: 'link', shape: 'folder', sha256: null, sizeBytes: null });
    symlinkSync(join(precious, 'kept.txt'), path('text.0123abcd.tmp'));
    leave({ name: 'text' });
    mkdirSync(path('was-file.0123abcd.tmp'));
    leave({ name: 'was-file' });
    // A link inside of a folder of ours goes, and not what it points to.
    fillFolder(path('folder.0123abcd.incomplete'));
    symlinkSync(precious, path('folder.0123abcd.incomplete/inside'));
    leave({ name: 'folder', shape: 'folder', sha256: null, sizeBytes: null });
    await unlocked();
    const { stick: files, told, under } = await found();
    expect(files).toEqual([
      'link.0123abcd.incomplete',
      'out.docx.important',
      'text.0123abcd.tmp',
      'was-file.0123abcd.tmp',
    ]);
    expect(told.toSorted()).toEqual([
      ['link', 'notRemoved'],
      ['out.docx', 'notRemoved'],
      ['text', 'notRemoved'],
      ['was-file', 'notRemoved'],
    ]);
    expect(under).toBe(4);
    expect(readFileSync(join(precious, 'kept.txt'), 'utf8')).toBe('kept');
  });
});

describe('a stick that is not there', () => {
  it('is told of until it is back, and then settled', async () => {
    writeFileSync(path('out.docx.0123abcd.tmp'), bytes);
    leave();
    writeFileSync(path('whole.docx'), bytes);
    leave({ name: 'whole.docx' });
    const away = join(core.folder, 'away');
    renameSync(stick, away);
    await unlocked();
    const missing = { ...nothing, stick: null, under: 2 };
    const told = [
      ['out.docx', 'placeMissing'],
      ['whole.docx', 'placeMissing'],
    ];
    expect(await found()).toEqual({ ...missing, told });
    expect(await core.value('departures.settleInterrupted', {})).toHaveLength(2);
    await unlocked();
    expect(await found()).toEqual({ ...missing, told });

    renameSync(away, stick);
    expect(await core.value('departures.settleInterrupted', {})).toEqual([]);
    expect(await found()).toEqual({
      ...nothing,
      stick: ['whole.docx'],
      register: [entryOf('chronology', 'whole.docx', hashOf(bytes), bytes.byteLength)],
      log: late,
    });
  });

  it('is forgotten when the person says that it is gone', async () => {
    leave();
    rmSync(stick, { recursive: true });
    await unlocked();
    const [copy] = await core.value('departures.interrupted', {});
    expect(copy).toEqual({
      id: copy?.id,
      path: path('out.docx'),
      temporaryPath: path('out.docx.0123abcd.tmp'),
      shape: 'file',
      begunAt,
      problem: 'placeMissing',
    });
    if (copy === undefined) throw new Error('Nothing was told');
    await core.value('departures.sayGone', { copyId: copy.id });
    expect(await found()).toEqual({ ...nothing, stick: null, log: ['departure.copySaidGone'] });
    expect(await core.call('departures.sayGone', { copyId: copy.id })).toEqual({
      ok: false,
      error: { kind: 'copyNotFound' },
    });
  });

  it('that is pulled out in the middle is told of at once, and nothing is made where it was', async () => {
    core.host.answerFolder(stick);
    const away = join(core.folder, 'away');
    const saving = core.call('cases.exportOpen', { caseId, plainCopiesWanted: true });
    while (!existsSync(stick) || readdirSync(stick).length === 0) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    renameSync(stick, away);
    expect(await saving).toMatchObject({ ok: false, error: { kind: 'targetNotWritable' } });
    expect(existsSync(stick)).toBe(false);
    expect((await core.value('departures.interrupted', {})).map(({ problem }) => problem)).toEqual([
      'placeMissing',
    ]);
    renameSync(away, stick);
    expect(await core.value('departures.settleInterrupted', {})).toEqual([]);
    expect(await found()).toEqual(nothing);
  });
});

describe('a case with such a copy', () => {
  it('is neither destroyed nor taken on a journey until it is settled, and then no name of it is left', async () => {
    leave({ name: 'demande-Zelenkovska.docx' });
    const away = join(core.folder, 'away');
    renameSync(stick, away);
    await unlocked();
    const { code } = await core.value('cases.read', { caseId });
    await core.value('cases.close', { caseId, closedOn: '2026-03-02', keepUntil: null });
    const purge = { caseId, code, reason: 'The period of the office is over' };
    expect(await core.call('retention.purge', purge)).toEqual({
      ok: false,
      error: { kind: 'copyUnderWay' },
    });
    expect(await core.value('retention.lookBeforePurge', { caseId })).toMatchObject({
      obstacle: 'copyUnderWay',
    });
    expect(await core.call('travel.leaveBehind', { caseIds: [caseId], lock: { kind: 'ownKey' } })).toEqual({
      ok: false,
      error: { kind: 'copyUnderWay', code },
    });
    renameSync(away, stick);
    await core.value('departures.settleInterrupted', {});
    const { folder } = core.vault();
    const unlockedKeys = await unlockKeys(folder, testPassphrase, undefined);
    if (!unlockedKeys.ok) throw new Error(unlockedKeys.error.kind);
    const remnants = () => findRemnants(folder, unlockedKeys.value, { words: ['Zelenkovska'], pieces: [] });
    expect((await remnants()).size).toBe(1);
    expect(await core.value('retention.purge', purge)).toMatchObject({ caseId });
    expect(await remnants()).toEqual(new Map());
  });

  it('that is not there any more is not written down', async () => {
    leave();
    writeFileSync(path('out.docx'), bytes);
    const { db } = core.vaultDeps();
    db.run(sql`DELETE FROM cases WHERE id = ${caseId}`);
    await unlocked();
    expect(core.vaultDeps().db.all(sql`SELECT id FROM copies_under_way`)).toEqual([]);
    expect(core.vaultDeps().db.all(sql`SELECT id FROM departures`)).toEqual([]);
    expect(readdirSync(stick)).toEqual(['out.docx']);
  });
});

describe('a damaged list of such copies', () => {
  it('keeps no vault from being opened and worked in', async () => {
    leave();
    const page = core
      .vaultDeps()
      .db.get<{ n: number }>(sql`SELECT rootpage AS n FROM sqlite_schema WHERE name = 'copies_under_way'`);
    await core.value('vault.prepareLock', {});
    writeAt(
      join(core.vault().folder, 'vault.db'),
      ((page?.n ?? 0) - 1) * pageBytes + 900,
      Buffer.from('damage'),
    );
    await core.value('vault.unlock', { id: core.vault().id, passphrase: testPassphrase });
    expect((await core.value('cases.list', {})).cases).toHaveLength(1);
    await core.value('timeline.create', { caseId, statement: 'Elle repart' });
    expect(await core.call('departures.interrupted', {})).toEqual({
      ok: false,
      error: { kind: 'vaultDamaged' },
    });
    expect(await core.value('vault.verify', {})).toMatchObject({ damagedPages: [page?.n] });
  });
});

describe('a vault that is open for reading only', () => {
  it('settles nothing, lets out no copy of a case, and lets out what stands in no register', async () => {
    leave();
    writeFileSync(path('out.docx.0123abcd.tmp'), bytes);
    const { folder } = core.vault();
    const older = join(core.folder, 'older');
    cpSync(folder, older, { recursive: true });
    core.vaultDeps().db.run(sql`DELETE FROM copies_under_way`);
    await core.lockAndReopen();
    await core.value('vault.prepareLock', {});
    rmSync(folder, { recursive: true });
    renameSync(older, folder);
    await unlocked();
    expect((await core.value('vault.status', {})).open?.readOnly).toBe(true);
    const untouched = { ...nothing, stick: ['out.docx.0123abcd.tmp'], under: 1 };
    expect(await found()).toEqual(untouched);

    core.host.answerSavePath(path('other.docx'));
    expect(await saveChronology()).toEqual({ ok: false, error: { kind: 'vaultReadOnly' } });
    core.host.answerSavePath(path('log.json'));
    expect(await core.call('audit.export', { caseId: null })).toMatchObject({ ok: true });
    expect(await found()).toEqual({ ...untouched, stick: ['log.json', 'out.docx.0123abcd.tmp'] });

    await core.value('vault.continueAnyway', {});
    while (core.deps.work.list().length > 0) await new Promise((resolve) => setImmediate(resolve));
    expect(await found()).toEqual({ ...nothing, stick: ['log.json'] });
  });
});

describe('a copy that is saved', () => {
  it('is known before its first byte, and nothing of it is left when it cannot be written down', async () => {
    const { db } = core.vaultDeps();
    db.run(sql`
      CREATE TRIGGER refuse_departures BEFORE INSERT ON departures
      BEGIN SELECT RAISE(ABORT, 'refused by the test'); END
    `);
    core.host.answerSavePath(path('out.docx'));
    await expect(saveChronology()).rejects.toThrow('refused by the test');
    expect(await found()).toEqual(nothing);

    // Refused before anything is written, as on a full disk.
    db.run(sql`DROP TRIGGER refuse_departures`);
    db.run(sql`
      CREATE TRIGGER refuse_copies BEFORE INSERT ON copies_under_way
      BEGIN SELECT RAISE(ABORT, 'refused by the test'); END
    `);
    writeFileSync(path('out.docx'), 'older');
    core.host.answerSavePath(path('out.docx'));
    await expect(saveChronology()).rejects.toThrow('refused by the test');
    expect(await found()).toEqual({ ...nothing, stick: ['out.docx'] });
    expect(readFileSync(path('out.docx'), 'utf8')).toBe('older');
  });

  it('leaves no row behind, and the one entry of what stands there', async () => {
    core.host.answerSavePath(path('out.docx'));
    expect(await saveChronology()).toMatchObject({ ok: true });
    const { register, ...rest } = await found();
    expect(rest).toEqual({
      ...nothing,
      stick: ['out.docx'],
      register: undefined,
      log: ['case.chronologySaved'],
    });
    expect(register.map(([, name, sha256]) => [name, sha256])).toEqual([
      ['out.docx', hashOf(readFileSync(path('out.docx')))],
    ]);
  });
});
