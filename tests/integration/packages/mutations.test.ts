import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { sql } from '../../../src/core/db/sql';
import { listStoredNames } from '../../../src/core/evidence/originals';
import { signedText } from '../../../src/core/packages/create-package';
import { lockFor } from '../../../src/core/packages/locks';
import type { VaultDeps } from '../../../src/core/kernel/deps';
import { readPackage, type ReadPackage } from '../../../src/core/packages/read-package';
import { writeSealedArchive } from '../../../src/core/packages/sealed-file';
import { comparePackage } from '../../../src/core/packages/sides';
import { importPackage } from '../../../src/core/packages/take-in';
import { undoPackage } from '../../../src/core/packages/undo';
import { manifest } from '../../../src/core/dossiers/write-dossier';
import type { CaseId } from '../../../src/shared/kernel/ids';
import type { Choice } from '../../../src/shared/packages/schemas';
import { openCaseSchema } from '../../../src/shared/transfer/open-case';
import { anOriginal, rowHashes } from '../../support/backups';
import { anOffice, exhibitDraft, interviewDetails, leftByUndo, receive, send, type Office } from './support';

/** 5,000 of each mode before a release; each is read to its end, and taken in and out again where it is not refused. */
const runs = Number(process.env['DOSSIER_PACKAGE_MUTATIONS'] ?? 150);
const longestMs = 10_000;

/** An office, a receiver, and a package between them. */
interface Sending {
  readonly office: Office;
  readonly receiver: Office;
  readonly sent: Buffer;
  readonly files: readonly (readonly [string, Buffer])[];
}

const offices: Office[] = [];
afterAll(() => {
  for (const { core } of offices) core.close();
});

/** @param isHere the receiver has the case, and both have written on it since */
async function aSending(isHere: boolean): Promise<Sending> {
  const office = await anOffice();
  const receiver = await anOffice();
  offices.push(office, receiver);
  const { core } = office;
  const { caseId } = await core.value('cases.create', {
    fileLanguage: 'fr',
    client: { familyName: 'Nweke', givenNames: 'Ada' },
  });
  for (const statement of ['She came by train', 'She went by bus', 'She worked at night']) {
    await core.value('timeline.create', { caseId, statement });
  }
  await core.value('interviews.create', { caseId, details: { ...interviewDetails, title: 'First' } });
  await core.value('evidence.create', { caseId, exhibit: { ...exhibitDraft, title: 'A ticket' } });
  await anOriginal(core, caseId, Buffer.alloc(70_000, 7));
  if (isHere) {
    await receive(receiver, await send(office, receiver, [caseId]));
    for (const each of [office, receiver]) await writeOn(each, caseId, each === office);
    await anOriginal(core, caseId, Buffer.alloc(70_001, 9));
  }
  const path = await send(office, receiver, [caseId]);
  return { office, receiver, sent: readFileSync(path), files: await unpack(path, receiver) };
}

async function writeOn({ core }: Office, caseId: CaseId, isSender: boolean): Promise<void> {
  core.clock.set(new Date(Date.parse(core.clock.now()) + 60_000).toISOString());
  await core.value('cases.change', { caseId, changes: { note: isSender ? 'one' : 'other' } });
  const { facts } = await core.value('timeline.list', { caseId, filter: {}, cursor: null, limit: 200 });
  for (const [index, { id }] of facts.entries()) {
    if (index > 0 && !isSender) await core.value('timeline.remove', { factId: id });
    else
      await core.value('timeline.change', { factId: id, changes: { place: isSender ? 'Brugge' : 'Gent' } });
  }
  if (isSender) await core.value('timeline.create', { caseId, statement: 'New there' });
}

const context = {
  signal: new AbortController().signal,
  report: () => {},
  breathe: () => Promise.resolve(),
  pointOfNoReturn: () => {},
};

/** Every file of the archive, as the reader hands them out. */
async function unpack(path: string, receiver: Office): Promise<(readonly [string, Buffer])[]> {
  const { Decrypter } = await import('age-encryption');
  const decrypter = new Decrypter();
  const row = receiver.core
    .vaultDeps()
    .db.get<{ readonly identity: string }>(sql`SELECT identity FROM package_keys`);
  decrypter.addIdentity(row?.identity ?? '');
  const archive = Buffer.from(await decrypter.decrypt(readFileSync(path)));
  const found: (readonly [string, Buffer])[] = [];
  for (let at = 0; archive[at] !== 0;) {
    const name = archive.toString('latin1', at, archive.indexOf(0, at));
    const length = Number.parseInt(archive.toString('latin1', at + 124, at + 135), 8);
    found.push([name, archive.subarray(at + 512, at + 512 + length)]);
    at += 512 + Math.ceil(length / 512) * 512;
  }
  return found;
}

/** A generator of numbers that gives the same ones at every run. */
function createRandom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 13), 0x297a2d39);
    mixed ^= mixed >>> 16;
    return (mixed >>> 0) % below;
  };
}

type Random = ReturnType<typeof createRandom>;

/** The file as it lies on the stick: bits turned, cut, filled up, parts exchanged. */
function mutateFile(random: Random, sent: Buffer): Buffer {
  const bytes = Buffer.from(sent);
  switch (random(5)) {
    case 0:
      return bytes.subarray(0, random(bytes.byteLength));
    case 1:
      return Buffer.concat([bytes, Buffer.alloc(1 + random(70_000), random(256))]);
    case 2: {
      const at = random(bytes.byteLength);
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(random(bytes.byteLength))]);
    }
    case 3:
      bytes.copy(bytes, random(bytes.byteLength), random(bytes.byteLength), bytes.byteLength);
      return bytes;
    default:
      for (let count = 1 + random(3); count > 0; count -= 1) {
        const at = random(random(3) === 0 ? 400 : bytes.byteLength);
        bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8));
      }
      return bytes;
  }
}

const strange: readonly unknown[] = [
  null,
  '',
  0,
  -1,
  1e300,
  '../../etc/passwd',
  'x'.repeat(100_000),
  { base64: 'AAAA' },
  [],
  {},
  '{"type":"doc"}',
  '[]',
  '\u0000',
  '2026-99-99',
  true,
];

/** Somewhere in the content another value, nothing, or the same twice. */
function mutateJson(value: unknown, random: Random): unknown {
  if (Array.isArray(value) && value.length > 0) {
    const at = random(value.length);
    const choice = random(6);
    if (choice === 0) return value.filter((_, index) => index !== at);
    if (choice === 1) return [...value, value[at]];
    return value.map((each, index) => (index === at ? mutateJson(each, random) : each));
  }
  if (typeof value === 'object' && value !== null) {
    const keys = Object.keys(value);
    const key = keys[random(Math.max(1, keys.length))];
    if (key === undefined) return strange[random(strange.length)];
    const entries = Object.entries(value);
    const choice = random(12);
    if (choice === 0) return Object.fromEntries(entries.filter(([name]) => name !== key));
    if (choice === 1) return { ...value, [`${key}x`]: strange[random(strange.length)] };
    if (choice === 2) return { ...value, ['__proto__x']: {}, [key]: strange[random(strange.length)] };
    return Object.fromEntries(
      entries.map(([name, each]) => [name, name === key ? mutateJson(each, random) : each]),
    );
  }
  if (typeof value === 'string' && random(3) === 0 && value.length > 0) {
    const at = random(value.length);
    return value.slice(0, at) + String.fromCharCode(random(256)) + value.slice(at + 1);
  }
  return strange[random(strange.length)];
}

/** One field of one row, so that most of what is sent comes as far as the database. */
function mutateRow(value: unknown, random: Random): unknown {
  const open = openCaseSchema.parse(value);
  const filled = Object.keys(open.tables).filter((table) => (open.tables[table] ?? []).length > 0);
  const table = filled[random(filled.length)] ?? 'cases';
  const rows = open.tables[table] ?? [];
  const at = random(rows.length);
  const columns = Object.keys(rows[at] ?? {});
  const column = columns[random(columns.length)] ?? 'note';
  const changed = rows.map((row, index) =>
    index === at ? { ...row, [column]: mutateJson(row[column], random) } : row,
  );
  return { ...open, tables: { ...open.tables, [table]: changed } };
}

/** What somebody sends who writes what she likes and signs it with a key of her own. */
async function mutateContent(random: Random, path: string, { files, receiver }: Sending): Promise<void> {
  const changed = files.slice(0, -2).map(([name, bytes]) => [name, bytes] as const);
  const at = random(4) === 0 ? random(changed.length) : random(5) === 0 ? 0 : 1;
  const [name, bytes] = changed[at] ?? ['', Buffer.alloc(0)];
  if (name.endsWith('.json')) {
    const content: unknown = JSON.parse(bytes.toString('utf8'));
    const isRow = name.endsWith('/case.json') && random(3) > 0;
    const mutated = isRow ? mutateRow(content, random) : mutateJson(content, random);
    changed[at] = [name, Buffer.from(JSON.stringify(mutated))];
  } else {
    const other = Buffer.from(bytes);
    other[random(Math.max(1, other.byteLength))] = random(256);
    changed[at] = [name, other];
  }
  if (random(10) === 0) changed.splice(random(changed.length), 1);
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const list = manifest(
    changed.map(([file, content]) => ({
      path: file,
      sha256: createHash('sha256').update(content).digest('hex'),
      byteLength: content.byteLength,
    })),
  );
  const signature = JSON.stringify({
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64'),
    signature: sign(null, Buffer.from(signedText(list)), privateKey).toString('base64'),
  });
  const lock = await lockFor({ kind: 'publicKeys', recipients: [receiver.publicKey] }, 10);
  rmSync(path, { force: true });
  await writeSealedArchive(path, lock, async (archive) => {
    for (const [file, content] of changed) await archive.add(file, content.byteLength, [content]);
    await archive.add('manifest-sha256.txt', Buffer.byteLength(list), [Buffer.from(list)]);
    await archive.add('signature.json', Buffer.byteLength(signature), [Buffer.from(signature)]);
  });
}

/** For each difference one side or the other, at random; what is no choice is refused as one. */
function anyChoices(random: Random, deps: VaultDeps, read: ReadPackage): readonly Choice[] {
  const compared = comparePackage(deps, read);
  if (!compared.ok || random(4) === 0) return [];
  const isAny = random(4) === 0;
  return compared.cases.flatMap(({ caseId, differences }) =>
    differences.flatMap(({ table, key, groups }) =>
      groups
        .filter(({ isConflict }) => isAny || isConflict)
        .map(({ fields }) => ({
          caseId,
          table,
          key,
          fields: fields.join(' '),
          take: random(4) === 0 ? ('here' as const) : ('there' as const),
        })),
    ),
  );
}

/** What the screens of a case and of the vault ask first, against the contract. Fails where one of them would. */
async function readScreens({ core }: Office, caseId: CaseId): Promise<void> {
  await core.value('cases.list', {});
  await core.value('cases.read', { caseId });
  await core.value('people.list', { caseId });
  await core.value('people.names', { caseId });
  await core.value('timeline.list', { caseId, filter: {}, cursor: null, limit: 200 });
  await core.value('timeline.overview', { caseId });
  for (const { id } of await core.value('interviews.list', { caseId })) {
    await core.value('interviews.read', { interviewId: id });
  }
  await core.value('evidence.list', { caseId });
  await core.value('evidence.originals', { caseId });
  await core.value('departures.list', { caseId });
  await core.value('consent.read', { caseId });
  await core.value('drafts.list', { caseId });
  await core.value('filings.list', { caseId });
  await core.value('conversations.list', { caseId });
  await core.value('deadlines.list', { caseId, language: 'en' });
  await core.value('deadlines.agenda', { language: 'en' });
  await core.value('retention.readCase', { caseId });
  await core.value('packages.decisions', { caseId });
  await core.value('packages.list', {});
}

it.each([
  ['into a vault without the case', false],
  ['into a vault that has the case, with any choices', true],
])(
  `of ${runs} mutated packages %s none crashes the program, hangs, is taken in by half or cannot be shown`,
  async (mode, isHere) => {
    const sending = await aSending(isHere);
    const { receiver } = sending;
    const deps = receiver.core.vaultDeps();
    const { db, vault } = deps;
    // Of an index that was written anew and back again the places of its rows differ, and nothing that can be found.
    const left = isHere
      ? [...leftByUndo, 'search_passages', 'search_words', 'search_vocabulary']
      : leftByUndo;
    const before = rowHashes(db, left);
    const names = listStoredNames(vault.originals);
    const path = join(receiver.core.folder, 'mutated.dossier-package');
    const outcomes = new Map<string, number>();
    let longest = 0;
    for (let seed = 0; seed < runs; seed += 1) {
      const random = createRandom(seed);
      if (random(3) === 0) writeFileSync(path, mutateFile(random, sending.sent));
      else await mutateContent(random, path, sending);
      const began = performance.now();
      const answer = await readPackage(deps, context, { path, key: null });
      let outcome: string = answer.ok ? 'read' : answer.error.kind;
      if (answer.ok) {
        const source = { path, fileName: 'mutated', read: answer.value };
        const choices = isHere ? anyChoices(random, deps, answer.value) : [];
        const taken = await importPackage(deps, context, source, { choices, makerConfirmed: true });
        outcome = taken.ok ? 'taken in' : taken.error.kind;
        if (taken.ok) {
          for (const { caseId } of taken.value.cases) await readScreens(receiver, caseId);
          const undone = await undoPackage(deps, taken.value.packageId);
          if (!undone.ok) outcome = `not undone: ${undone.error.kind}`;
          db.run(sql`DELETE FROM packages WHERE undone_at IS NOT NULL`);
        }
      }
      longest = Math.max(longest, performance.now() - began);
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      expect({ seed, rows: rowHashes(db, left) }).toEqual({ seed, rows: before });
      expect(listStoredNames(vault.originals)).toEqual(names);
    }
    expect(longest).toBeLessThan(longestMs);
    expect([...outcomes.keys()].filter((outcome) => outcome.startsWith('not undone'))).toEqual([]);
    // The mutations reach every part of the reader, and some of them change nothing that matters.
    expect([...outcomes.keys()]).toEqual(
      expect.arrayContaining(['notAPackage', 'packageDamaged', 'packageDoesNotFit', 'taken in']),
    );
    process.stdout.write(
      `${JSON.stringify({ mode, runs, longestMs: Math.round(longest), ...Object.fromEntries(outcomes) })}\n`,
    );
  },
  7_200_000,
);
