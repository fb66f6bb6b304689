import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Decrypter, Encrypter } from 'age-encryption';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../../src/core/db/sql';
import { checkOriginal, listStoredNames, type StoredOriginal } from '../../../src/core/evidence/originals';
import { endOfArchive, tarFill, tarHeader } from '../../../src/core/packages/tar';
import { readPracticeContents } from '../../../src/core/practice/contents';
import { seedPracticeCases } from '../../../src/core/practice/seed';
import type { CaseId } from '../../../src/shared/kernel/ids';
import { anOriginal, rowHashes } from '../../support/backups';
import { anOffice, comparable, leftByUndo, look, receive, rowsOf, send, type Office } from './support';

let office: Office;
let colleague: Office;
let caseId: CaseId;
let sent: string;
/** Of the vault that only receives, to be used again and again. */
let receiver: Office;

beforeAll(async () => {
  office = await anOffice();
  colleague = await anOffice();
  receiver = await anOffice();
  const { core } = office;
  await seedPracticeCases(
    core.vaultDeps(),
    readPracticeContents(core.deps.resourcesFolder, core.clock.today()),
  );
  const [first] = (await core.value('cases.list', {})).cases;
  if (first === undefined) throw new Error('There are no practice cases');
  caseId = first.id;
  await anOriginal(core, caseId, Buffer.alloc(3_000_000, 7));
  await anOriginal(core, caseId, Buffer.alloc(0));
  sent = await send(office, receiver, [caseId]);
}, 60_000);
afterAll(() => {
  for (const each of [office, colleague, receiver]) each.core.close();
});

/** The same archive, encrypted to the receiver by somebody who writes what he likes. */
async function forged(files: readonly (readonly [string, Uint8Array])[], tail: Uint8Array = endOfArchive) {
  const archive = Buffer.concat([
    ...files.flatMap(([path, bytes]) => [
      tarHeader({ path, byteLength: bytes.byteLength }),
      bytes,
      tarFill(bytes.byteLength),
    ]),
    tail,
  ]);
  const encrypter = new Encrypter();
  encrypter.addRecipient(receiver.publicKey);
  const path = join(receiver.core.folder, 'forged.dossier-package');
  writeFileSync(path, await encrypter.encrypt(archive));
  return path;
}

function identityOf({ core }: Office): string {
  const row = core.vaultDeps().db.get<{ readonly identity: string }>(sql`SELECT identity FROM package_keys`);
  return row?.identity ?? '';
}

/** What is in the package, by name, read by others' programs. */
async function unpacked(path: string): Promise<[string, Uint8Array][]> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identityOf(receiver));
  const archive = join(receiver.core.folder, 'archive.tar');
  writeFileSync(archive, await decrypter.decrypt(readFileSync(path)));
  const names = execFileSync('tar', ['tf', archive], { encoding: 'utf8' }).trim().split('\n');
  return names.map((name) => [
    name,
    execFileSync('tar', ['xOf', archive, name], { maxBuffer: 64 * 1024 * 1024 }),
  ]);
}

async function refused(path: string): Promise<unknown> {
  receiver.core.host.answerFile(path);
  const answer = await receiver.core.call('packages.look', { handle: null, passphrase: null });
  return answer.ok ? 'taken' : answer.error;
}

/** Her consent is written down in no ledger of these tests. */
const reason = 'She asked that the case be carried on there.';

describe('a package', { timeout: 60_000 }, () => {
  it('brings a case to another vault without the loss of a row or a byte, and is undone without a trace', async () => {
    const fresh = await anOffice();
    try {
      const path = await send(office, fresh, [caseId]);
      const rows = rowHashes(fresh.core.vaultDeps().db, leftByUndo);
      const looked = await look(fresh, path);
      expect(looked).toMatchObject({
        purpose: 'copy',
        forReading: false,
        maker: { name: 'An advocate', standing: 'unknown' },
        takenInAt: null,
        cases: [{ caseId, codeHere: null, originals: 2, hasBase: false }],
      });
      const { fingerprint } = await office.core.value('packages.key', {});
      expect(looked.maker.fingerprint).toBe(fingerprint);
      const taken = await fresh.core.value('packages.takeIn', { handle: looked.handle });
      expect(taken.cases).toMatchObject([{ caseId, isNew: true, changed: 0 }]);

      const mine = new Map(rowsOf(office, caseId));
      // What left since the package was made, and its custody, are told of the sender alone.
      const ofPackage = new Set(
        [...(mine.get('departures') ?? [])].filter(({ kind }) => kind === 'package').map(({ id }) => id),
      );
      mine.set(
        'departures',
        (mine.get('departures') ?? []).filter(({ id }) => !ofPackage.has(id)),
      );
      mine.set('custody_entries', []);
      const theirs = new Map(rowsOf(fresh, caseId));
      theirs.set(
        'departures',
        (theirs.get('departures') ?? []).filter(({ id }) => !ofPackage.has(id)),
      );
      theirs.set('custody_entries', []);
      expect(comparable(theirs)).toBe(comparable(mine));
      const { db, vault } = fresh.core.vaultDeps();
      const originals = db.all<StoredOriginal>(
        sql`SELECT stored_as AS storedAs, sha256, byte_length AS byteLength FROM evidence_files`,
      );
      expect(await Promise.all(originals.map((each) => checkOriginal(vault.originals, each)))).toEqual([
        'whole',
        'whole',
      ]);

      // The same one again says so, and changes nothing.
      const again = await look(fresh, path);
      expect(again.takenInAt).toBe(fresh.core.clock.now());
      expect(await fresh.core.call('packages.takeIn', { handle: again.handle })).toEqual({
        ok: false,
        error: { kind: 'alreadyTakenIn' },
      });

      expect(await fresh.core.value('packages.undo', { packageId: taken.packageId })).toEqual({ cases: 1 });
      expect(rowHashes(db, leftByUndo)).toEqual(rows);
      expect(listStoredNames(vault.originals)).toEqual([]);
      expect((await look(fresh, path)).takenInAt).toBeNull();
    } finally {
      fresh.core.close();
    }
  });

  it('is an age file with an archive in it that other programs read', async () => {
    const files = await unpacked(sent);
    expect(files.map(([name]) => name)).toEqual([
      'package.json',
      'cases/001/case.json',
      'cases/001/audit.json',
      'cases/001/rules.dossier-pack',
      'cases/001/evidence/001.jpg',
      'cases/001/evidence/002.jpg',
      'manifest-sha256.txt',
      'signature.json',
    ]);
    const contents = new Map(files);
    const list = Buffer.from(contents.get('manifest-sha256.txt') ?? [])
      .toString('utf8')
      .trim()
      .split('\n');
    for (const line of list) {
      const bytes = contents.get(line.slice(66)) ?? new Uint8Array();
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(line.slice(0, 64));
    }
  });

  it('is written down in the register, the custody and the log of the vault it left', async () => {
    const departures = await office.core.value('departures.list', { caseId });
    expect(departures.find(({ kind }) => kind === 'package')).toMatchObject({
      recipient: 'other',
      recipientName: 'A colleague',
      state: 'out',
      objections: ['consentMissing'],
      seal: 'whole',
    });
    const { db } = office.core.vaultDeps();
    const made = sql`SELECT count(*) > 0 AS isThere FROM audit_entries WHERE action = 'package.made' AND case_id = ${caseId}`;
    expect(db.get(made)).toEqual({ isThere: 1 });
    const copied = sql`SELECT count(*) > 0 AS isThere FROM custody_entries WHERE action = 'copied'`;
    expect(db.get(copied)).toEqual({ isThere: 1 });
  });

  it('opens with its passphrase, whatever program asks, and with no other', async () => {
    const passphrase = 'gravel lantern otter seven pickle drum';
    const path = join(office.core.folder, 'stick', 'words.dossier-package');
    const input = {
      caseIds: [caseId],
      lock: { kind: 'passphrase' as const, passphrase: 'easy' },
      recipient: 'The night team',
      purpose: 'copy' as const,
      reason,
    };
    expect(await office.core.call('packages.create', input)).toEqual({
      ok: false,
      error: { kind: 'passphraseTooWeak' },
    });
    office.core.host.answerSavePath(path);
    await office.core.value('packages.create', { ...input, lock: { kind: 'passphrase', passphrase } });

    const decrypter = new Decrypter();
    decrypter.addPassphrase(passphrase);
    const archive = await decrypter.decrypt(readFileSync(path));
    expect(Buffer.from(archive).toString('latin1', 0, 12)).toBe('package.json');

    const { core } = receiver;
    core.host.answerFile(path);
    const asked = await core.call('packages.look', { handle: null, passphrase: null });
    if (asked.ok || asked.error.kind !== 'passphraseNeeded') throw new Error('It asked for no passphrase');
    const { handle } = asked.error;
    expect(await core.call('packages.look', { handle, passphrase: 'another one altogether' })).toEqual({
      ok: false,
      error: { kind: 'wrongPassphrase' },
    });
    expect(await core.value('packages.look', { handle, passphrase })).toMatchObject({
      handle,
      cases: [{ caseId }],
    });
  });

  it('is refused with a sentence of its own when it is for somebody else, cut, newer, foreign or no package', async () => {
    const other = await send(office, colleague, [caseId]);
    expect(await refused(other)).toEqual({ kind: 'notForThisVault' });
    const bytes = readFileSync(sent);
    const place = join(receiver.core.folder, 'bad.dossier-package');
    for (const length of [0, 20, 300, 70_000, bytes.byteLength - 65_552, bytes.byteLength - 1]) {
      writeFileSync(place, bytes.subarray(0, length));
      expect(await refused(place)).toMatchObject({
        kind: expect.stringMatching(/^(?:notAPackage|packageDamaged)$/),
      });
    }
    writeFileSync(place, 'A letter');
    expect(await refused(place)).toEqual({ kind: 'notAPackage' });
    expect(await refused(await forged([['letter.txt', Buffer.from('A letter')]]))).toEqual({
      kind: 'notAPackage',
    });
    expect(await refused(join(receiver.core.folder, 'nowhere.dossier-package'))).toEqual({
      kind: 'sourceUnreadable',
    });

    const files = await unpacked(sent);
    const head: unknown = JSON.parse(Buffer.from(files[0]?.[1] ?? []).toString('utf8'));
    const withHead = (changes: object) =>
      forged([
        ['package.json', Buffer.from(JSON.stringify({ ...(head as object), ...changes }))],
        ...files.slice(1),
      ]);
    expect(await refused(await withHead({ version: 2, somethingNew: true }))).toEqual({
      kind: 'packageNewer',
    });
    expect(await refused(await withHead({ databaseVersion: 9999 }))).toEqual({ kind: 'packageNewer' });
    expect(await refused(await withHead({ cases: [] }))).toMatchObject({ kind: 'packageDoesNotFit' });
    // Everything is as it was but the maker's name: the list of the signature is another one.
    expect(await refused(await withHead({ madeAt: '2020-01-01T00:00:00.000Z' }))).toMatchObject({
      kind: 'packageDoesNotFit',
      where: 'manifest-sha256.txt',
    });
  });

  it('takes no file name for a path, and nothing in another order, twice, or after the end', async () => {
    const files = await unpacked(sent);
    const renamed = (from: string, to: string) =>
      forged(files.map(([name, bytes]) => [name === from ? to : name, bytes] as const));
    const original = 'cases/001/evidence/001.jpg';
    for (const name of ['../../../../tmp/x.jpg', '/tmp/x.jpg', 'cases/001/evidence/..%2f.jpg', 'C:\\x.jpg']) {
      expect(await refused(await renamed(original, name))).toEqual({
        kind: 'packageDoesNotFit',
        where: original,
      });
    }
    expect(existsSync('/tmp/x.jpg')).toBe(false);
    const [head, ...rest] = files;
    if (head === undefined) throw new Error('It is empty');
    expect(await refused(await forged([head, head, ...rest]))).toMatchObject({ kind: 'packageDoesNotFit' });
    expect(await refused(await forged([head, ...rest.toReversed()]))).toMatchObject({
      kind: 'packageDoesNotFit',
    });
    expect(await refused(await forged(files, Buffer.alloc(0)))).toEqual({ kind: 'packageDamaged' });
    expect(await refused(await forged(files, Buffer.concat([endOfArchive, Buffer.from('more')])))).toEqual({
      kind: 'packageDamaged',
    });
    // With the list and the signature of another maker, who signs what he wrote.
    expect(await refused(await forged(files.slice(0, -1)))).toMatchObject({ kind: 'packageDoesNotFit' });
    const signature = JSON.stringify({
      publicKey: Buffer.alloc(32, 1).toString('base64'),
      signature: 'AAAA',
    });
    expect(
      await refused(await forged([...files.slice(0, -1), ['signature.json', Buffer.from(signature)]])),
    ).toEqual({
      kind: 'signatureWrong',
    });
  });

  it('with a million rows is refused before anybody waits', async () => {
    const files = await unpacked(sent);
    const read = (index: number) =>
      JSON.parse(Buffer.from(files[index]?.[1] ?? []).toString('utf8')) as {
        cases: object[];
        tables: Record<string, object[]>;
      };
    const facts = read(1).tables['facts'] ?? [];
    const rows = 1_000_000;
    const open = {
      ...read(1),
      tables: { ...read(1).tables, facts: Array.from({ length: rows }, () => ({ id: 'x' })) },
    };
    expect(facts.length).toBeGreaterThan(0);
    const head = read(0);
    const honest = { ...head, cases: head.cases.map((each) => ({ ...each, rows })) };
    const dishonest = await forged([
      files[0] ?? ['', Buffer.alloc(0)],
      ['cases/001/case.json', Buffer.from(JSON.stringify(open))],
      ...files.slice(2),
    ]);
    // Of the processor, as other tests may be waiting for it, too.
    const began = process.cpuUsage();
    expect(await refused(dishonest)).toEqual({ kind: 'packageTooLarge' });
    const spent = process.cpuUsage(began);
    expect(spent.user + spent.system).toBeLessThan(10_000_000);
    const told = await forged([['package.json', Buffer.from(JSON.stringify(honest))], ...files.slice(1)]);
    expect(await refused(told)).toEqual({ kind: 'packageTooLarge' });
  });

  it('stopped or cut while it is taken in leaves nothing behind', async () => {
    const fresh = await anOffice();
    try {
      const path = await send(office, fresh, [caseId]);
      const { handle } = await look(fresh, path);
      const { db, vault } = fresh.core.vaultDeps();
      const rows = rowHashes(db);
      const running = fresh.core.call('packages.takeIn', { handle });
      await expect.poll(() => fresh.core.deps.work.list().length).toBe(1);
      fresh.core.deps.work.cancelAll();
      expect(await running).toEqual({ ok: false, error: { kind: 'cancelled' } });
      expect(rowHashes(db)).toEqual(rows);
      expect(listStoredNames(vault.originals)).toEqual([]);

      const bytes = readFileSync(path);
      writeFileSync(path, bytes.subarray(0, bytes.byteLength - 100_000));
      expect(await fresh.core.call('packages.takeIn', { handle })).toEqual({
        ok: false,
        error: { kind: 'packageDamaged' },
      });
      writeFileSync(path, readFileSync(sent));
      expect(await fresh.core.call('packages.takeIn', { handle })).toEqual({
        ok: false,
        error: { kind: 'packageDamaged' },
      });
      expect(rowHashes(db)).toEqual(rows);
      expect(listStoredNames(vault.originals)).toEqual([]);

      // What a crash left is swept away by the next opening.
      const orphan = await anOriginal(fresh.core, await caseIn(fresh), Buffer.from('x'));
      db.run(sql`INSERT INTO loose_originals (stored_as) VALUES (${orphan})`);
      const kept = listStoredNames(vault.originals);
      db.run(sql`INSERT INTO loose_originals (stored_as) VALUES ('0123456789abcdef0123456789abcdef')`);
      await fresh.core.lockAndReopen();
      expect(listStoredNames(fresh.core.vaultDeps().vault.originals)).toEqual(kept);
    } finally {
      fresh.core.close();
    }
  });

  it('does not leave a temporary file beside itself, nor go among the files of the vault', async () => {
    expect(readdirSync(join(office.core.folder, 'stick')).filter((name) => name.endsWith('.tmp'))).toEqual(
      [],
    );
    office.core.host.answerSavePath(join(office.core.vault().folder, 'x.dossier-package'));
    expect(
      await office.core.call('packages.create', {
        caseIds: [caseId],
        lock: { kind: 'publicKeys', recipients: [receiver.publicKey] },
        recipient: 'A colleague',
        purpose: 'copy',
        reason,
      }),
    ).toEqual({ ok: false, error: { kind: 'insideVault' } });
    expect(
      await office.core.call('packages.create', {
        caseIds: [caseId],
        lock: { kind: 'publicKeys', recipients: ['age1nothing'] },
        recipient: 'A colleague',
        purpose: 'copy',
        reason,
      }),
    ).toEqual({ ok: false, error: { kind: 'notAPublicKey' } });
  });

  it('comes with several cases at once', async () => {
    const { cases } = await office.core.value('cases.list', {});
    const ids = cases.map(({ id }) => id);
    const path = await send(office, colleague, ids);
    const taken = await receive(colleague, path);
    expect(taken.cases.map(({ caseId: id }) => id)).toEqual(ids);
  });
});

async function caseIn({ core }: Office): Promise<CaseId> {
  await core.value('cases.create', { fileLanguage: 'fr', client: {} });
  const [first] = (await core.value('cases.list', {})).cases;
  if (first === undefined) throw new Error('The case was not made');
  return first.id;
}
