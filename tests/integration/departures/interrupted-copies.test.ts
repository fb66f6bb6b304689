import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, parse } from 'node:path';
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
  readonly mountPoint?: string;
  /** 1 where only an older file of its name is still to be taken away. */
  readonly recorded?: 0 | 1;
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
    INSERT INTO copies_under_way (id, path, temporary_path, mount_point, shape, sha256, size_bytes, record, recorded,
      begun_at, member_id)
    VALUES (${newId()}, ${path(name)}, ${path(`${name}${ending}`)}, ${left.mountPoint ?? null}, ${shape}, ${sha256},
      ${sizeBytes}, ${JSON.stringify(record)}, ${left.recorded ?? 0}, ${begunAt}, ${actor})
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

describe('an older file of the name of a copy that was interrupted', () => {
  const older = 'out.docx.0123abcd.old';
  const text = (name: string) => readFileSync(path(name), 'utf8');
  const entry = entryOf('chronology', 'out.docx', hashOf(bytes), bytes.byteLength);

  it('gets its name back where the copy did not get it', async () => {
    writeFileSync(path(older), 'older');
    writeFileSync(path('out.docx.0123abcd.tmp'), bytes);
    leave();
    // Of this one the half was taken away before the program was killed once more.
    writeFileSync(path('large.pdf.89abcdef.old'), 'older as well');
    leave({ name: 'large.pdf', ending: '.89abcdef.tmp' });
    await unlocked();
    expect(await found()).toEqual({ ...nothing, stick: ['large.pdf', 'out.docx'] });
    expect([text('out.docx'), text('large.pdf')]).toEqual(['older', 'older as well']);
  });

  it('goes where the copy stands, once that is written down', async () => {
    writeFileSync(path(older), 'older');
    writeFileSync(path('out.docx'), bytes);
    leave();
    await unlocked();
    const settled = { ...nothing, stick: ['out.docx'], register: [entry], log: late };
    expect(await found()).toEqual(settled);
    expect(text('out.docx')).toBe(bytes.toString());

    // Killed behind the register: before the older file goes, and after.
    writeFileSync(path(older), 'older');
    leave({ recorded: 1 });
    leave({ name: 'away.docx', recorded: 1 });
    leave({ name: 'folder', shape: 'folder', recorded: 1 });
    await unlocked();
    expect(await found()).toEqual(settled);
  });

  it('stays aside where something else has the name, and is told of until that is gone', async () => {
    writeFileSync(path(older), 'older');
    writeFileSync(path('out.docx.0123abcd.tmp'), bytes);
    writeFileSync(path('out.docx'), 'of somebody else');
    leave();
    await unlocked();
    const told = [['out.docx', 'olderNotPutBack']];
    expect(await found()).toEqual({ ...nothing, stick: ['out.docx', older], under: 1, told });
    expect(await core.value('departures.settleInterrupted', {})).toHaveLength(1);
    expect(text('out.docx')).toBe('of somebody else');
    rmSync(path('out.docx'));
    expect(await core.value('departures.settleInterrupted', {})).toEqual([]);
    expect(await found()).toEqual({ ...nothing, stick: ['out.docx'] });
    expect(text('out.docx')).toBe('older');
  });

  it('is told of where it cannot be taken away, and the copy stands in the register once', async () => {
    writeFileSync(path('out.docx'), bytes);
    mkdirSync(path(older));
    leave();
    await unlocked();
    const told = [['out.docx', 'olderNotRemoved']];
    const stuck = { ...nothing, under: 1, stick: ['out.docx', older], told, register: [entry], log: late };
    expect(await found()).toEqual(stuck);
    await unlocked();
    expect(await found()).toEqual(stuck);
    rmSync(path(older), { recursive: true });
    expect(await core.value('departures.settleInterrupted', {})).toEqual([]);
    expect(await found()).toEqual({ ...stuck, under: 0, stick: ['out.docx'], told: [] });
  });

  it('is told of where its stick is not there', async () => {
    writeFileSync(path('out.docx'), bytes);
    writeFileSync(path(older), 'older');
    leave({ recorded: 1 });
    const away = join(core.folder, 'away');
    renameSync(stick, away);
    await unlocked();
    const told = [['out.docx', 'placeMissing']];
    expect(await found()).toEqual({ ...nothing, stick: null, under: 1, told });
    renameSync(away, stick);
    expect(await core.value('departures.settleInterrupted', {})).toEqual([]);
    expect(await found()).toEqual({ ...nothing, stick: ['out.docx'] });
  });

  it('is none of a folder, whatever lies beside it', async () => {
    const folder = fillFolder(path('folder'));
    mkdirSync(path('folder.0123abcd.old'));
    leave({ name: 'folder', shape: 'folder', ...folder });
    fillFolder(path('half.0123abcd.incomplete'));
    writeFileSync(path('half.0123abcd.old'), 'of somebody else');
    leave({ name: 'half', shape: 'folder', sha256: null, sizeBytes: null });
    await unlocked();
    expect(await found()).toEqual({
      ...nothing,
      stick: ['folder', 'folder.0123abcd.old', 'half.0123abcd.old'],
      register: [entryOf('folder', 'folder', '', bytes.byteLength)],
      log: late,
    });
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

  it('is told of, too, where the folder in which it was mounted stays', async () => {
    // A folder of the laptop's own disk, as is left where nothing is mounted any more.
    leave({ mountPoint: stick });
    leave({ name: 'folder', shape: 'folder', mountPoint: stick, sha256: null, sizeBytes: null });
    leave({ name: 'done.docx', mountPoint: stick, recorded: 1 });
    // The root of the laptop's own disk is mounted always.
    leave({ name: 'on-the-laptop.docx', mountPoint: parse(stick).root });
    await unlocked();
    const told = ['out.docx', 'folder', 'done.docx'].map((name) => [name, 'placeMissing']);
    const { told: toldNow, ...rest } = await found();
    expect([toldNow.toSorted(), rest]).toEqual([
      told.toSorted(),
      { ...nothing, under: 3, told: undefined, stick: [] },
    ]);
    expect(await core.value('departures.settleInterrupted', {})).toHaveLength(3);

    // What lies there says that it is the place.
    writeFileSync(path('out.docx.0123abcd.tmp'), bytes);
    fillFolder(path('folder.0123abcd.incomplete'));
    writeFileSync(path('done.docx'), bytes);
    writeFileSync(path('done.docx.0123abcd.old'), 'older');
    expect(await core.value('departures.settleInterrupted', {})).toEqual([]);
    expect(await found()).toEqual({ ...nothing, stick: ['done.docx'] });
  });

  it('is told of in the first answer after the opening, and not to a window that was locked meanwhile', async () => {
    leave();
    rmSync(stick, { recursive: true });
    await core.lockAndReopen();
    expect(await core.value('departures.interrupted', {})).toHaveLength(1);
    await core.lockAndReopen();
    const asked = core.value('departures.interrupted', {});
    await core.value('vault.prepareLock', {});
    expect(await asked).toEqual([]);
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
      olderPath: path('out.docx.0123abcd.old'),
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

    writeFileSync(path('out.docx'), 'older');
    core.host.answerSavePath(path('out.docx'));
    await expect(saveChronology()).rejects.toThrow('refused by the test');
    expect(await found()).toEqual({ ...nothing, stick: ['out.docx'] });
    expect(readFileSync(path('out.docx'), 'utf8')).toBe('older');

    writeFileSync(path('case.dossier-package'), 'older');
    core.host.answerSavePath(path('case.dossier-package'));
    const { publicKey } = await core.value('packages.makeKey', {});
    const packing = core.call('packages.create', {
      caseIds: [caseId],
      lock: { kind: 'publicKeys', recipients: [publicKey] },
      recipient: 'A colleague',
      purpose: 'copy',
      reason: 'A colleague takes the case over.',
    });
    await expect(packing).rejects.toThrow('refused by the test');
    expect(await found()).toEqual({ ...nothing, stick: ['case.dossier-package', 'out.docx'] });
    expect(readFileSync(path('case.dossier-package'), 'utf8')).toBe('older');
    rmSync(path('case.dossier-package'));

    // Refused before anything is written, as on a full disk.
    db.run(sql`DROP TRIGGER refuse_departures`);
    db.run(sql`
      CREATE TRIGGER refuse_copies BEFORE INSERT ON copies_under_way
      BEGIN SELECT RAISE(ABORT, 'refused by the test'); END
    `);
    core.host.answerSavePath(path('out.docx'));
    await expect(saveChronology()).rejects.toThrow('refused by the test');
    expect(await found()).toEqual({ ...nothing, stick: ['out.docx'] });
    expect(readFileSync(path('out.docx'), 'utf8')).toBe('older');
  });

  it('knows what its folder is mounted from', async () => {
    const { db } = core.vaultDeps();
    db.run(sql`CREATE TABLE mount_points_seen (path TEXT)`);
    db.run(sql`
      CREATE TRIGGER see_mount_point AFTER INSERT ON copies_under_way
      BEGIN INSERT INTO mount_points_seen (path) VALUES (new.mount_point); END
    `);
    core.host.answerSavePath(path('out.docx'));
    await saveChronology();
    const deviceOf = (folder: string) => statSync(folder, { bigint: true }).dev;
    let root = realpathSync(stick);
    while (root !== dirname(root) && deviceOf(root) === deviceOf(dirname(root))) root = dirname(root);
    expect(db.all(sql`SELECT path FROM mount_points_seen`)).toEqual([{ path: root }]);
  });

  it('leaves no row behind, and the one entry of what stands there, and nothing of an older file of its name', async () => {
    writeFileSync(path('out.docx'), 'older');
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
