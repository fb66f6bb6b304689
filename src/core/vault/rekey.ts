import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { MemberId } from '../../shared/kernel/ids';
import type { Clock } from '../../shared/kernel/time';
import { appendAuditEntry, readChainEnd } from '../audit/chain';
import type { WritableDatabase } from '../db/database';
import type { Connection } from '../db/driver';
import { checkIntegrity, countRows } from '../db/integrity';
import { closeDatabase, openDatabase } from '../db/open-database';
import { sql } from '../db/sql';
import {
  checkOriginal,
  listStoredNames,
  newStoredName,
  originalPath,
  rewrapOriginal,
  type OriginalsPlace,
} from '../evidence/originals';
import { syncFile, syncFolder } from '../kernel/atomic-file';
import type { WorkContext } from '../work/registry';
import { signHeader, type Header } from './header';
import {
  auditMacKey,
  databaseKey,
  evidenceIdentity,
  headerMacKey,
  vaultKeyBytes,
  type VaultKey,
} from './keys';
import { proveNewKey } from './new-key-proof';
import { forgetNextHeader, planNextHeader, readNextHeader } from './next-header';
import { arePagesWhole, verifyPages } from './page-verifier';
import { openSealedKey, sealVaultKey } from './sealed-key';
import { databaseEndings, vaultFiles } from './vault-files';
import { stateMatchesHeader } from './vault-state';

// A new vault key is made beside the old one. Its header is planned in the database, so that the work can go on after a
// crash: the key stands there sealed to the members, as it will in the header. Originals and database are written anew
// under other names and proved. Up to then everything old is untouched and counts. The new header on the disk is the
// moment the new key counts; the rest (`finishSwitch`, `sweepAfterRekey`) can be done by whoever opens the vault next.

/** Between two looks whether other work has ended. */
const waitingMs = 200;

/** The vault as it is before. */
interface VaultToRekey {
  readonly folder: string;
  readonly db: Connection;
  readonly header: Header;
  readonly vaultKey: VaultKey;
  readonly member: MemberId;
  /** The member's own age identity. */
  readonly identity: string;
  readonly originals: OriginalsPlace;
  readonly clock: Clock;
}

/** What is to take its place. */
export interface NewKey {
  readonly header: Header;
  readonly vaultKey: VaultKey;
}

/**
 * Plans the new key and writes all originals anew. When this answers no other work is under way and no original lacks its
 * copy; nothing may be awaited between here and the end of the switch.
 *
 * @param isQuiet true when no other work is under way
 * @returns null when a copy is not what its original is: the disk fails
 */
export async function prepareRekey(
  vault: VaultToRekey,
  context: WorkContext,
  isQuiet: () => boolean,
): Promise<NewKey | null> {
  const next = await planRekey(vault);
  const checked = new Set<string>();
  for (;;) {
    if (!(await rewrapOriginals(vault, next, checked, context))) return null;
    while (!isQuiet()) {
      context.report({ step: 'waiting', done: 0, total: null });
      await delay(waitingMs, undefined, { signal: context.signal });
    }
    // A turn for the page, which gets no answer while the database is written.
    context.report({ step: 'export', done: 0, total: null });
    await context.breathe();
    context.signal.throwIfAborted();
    if (isQuiet() && namesWithoutCopy(vault).length === 0) break;
  }
  context.pointOfNoReturn();
  return next;
}

/** The new key: that of an unfinished re-key where there is one, so that its originals need not be written again. */
async function planRekey(vault: VaultToRekey): Promise<NewKey> {
  const { db, header, vaultKey, identity } = vault;
  const planned = readNextHeader(db);
  if (planned !== null) {
    const sealed = Buffer.from(planned.header.sealedVaultKey, 'base64');
    const newKey = await openSealedKey(sealed, identity);
    if (newKey !== null) return { header: planned.header, vaultKey: newKey };
    abandonRekey(vault);
  }
  const newKey = new Uint8Array(randomBytes(vaultKeyBytes));
  const sealed = await sealVaultKey(
    newKey,
    header.members.map((member) => member.recipient),
  );
  const { mac: _mac, checksum: _checksum, ...body } = header;
  const next = signHeader(
    {
      ...body,
      sequence: header.sequence + 1,
      epoch: header.epoch + 1,
      sealedVaultKey: Buffer.from(sealed).toString('base64'),
      earlierAnchors: [...proveNewKey(header, vaultKey, newKey)],
    },
    headerMacKey(newKey, header.vaultId),
  );
  planNextHeader(db, next, { kind: 'rekey' });
  return { header: next, vaultKey: newKey };
}

/**
 * Writes every original that has no copy for the new key yet, and reads every copy through.
 *
 * @param checked names of the copies that were read through; this adds to them
 * @returns false when a copy is not what its original is, although that is whole: the disk fails
 */
async function rewrapOriginals(
  vault: VaultToRekey,
  next: NewKey,
  checked: Set<string>,
  context: Pick<WorkContext, 'signal' | 'report' | 'breathe'>,
): Promise<boolean> {
  const { db, originals, folder } = vault;
  const to = { folder, keys: evidenceIdentity(next.vaultKey, next.header.vaultId) };
  noteMissingCopies(vault);
  const pairs = readPairs(db);
  for (const [index, { before, after }] of pairs.entries()) {
    context.report({ step: 'originals', done: index, total: pairs.length });
    await context.breathe();
    context.signal.throwIfAborted();
    // Under its own name a file is whole.
    if (existsSync(originalPath(to, { storedAs: after }))) continue;
    const written = await rewrapOriginal(
      originals,
      { storedAs: before },
      { folder, recipient: to.keys.recipient, storedAs: after },
      { signal: context.signal, breathe: context.breathe },
    );
    // It can't be opened with the old key either. It stays where it is, and `verify` names it as before.
    if (!written.ok) db.run(sql`DELETE FROM rekey_originals WHERE stored_as_before = ${before}`);
  }
  const copies = readCopies(db).filter(({ after }) => !checked.has(after));
  for (const [index, { before, after, ...known }] of copies.entries()) {
    context.report({ step: 'originalsCheck', done: index, total: copies.length });
    const work = { signal: context.signal, breathe: context.breathe };
    await context.breathe();
    context.signal.throwIfAborted();
    const copy = await checkOriginal(to, { storedAs: after, ...known }, work);
    if (copy !== 'whole') {
      const original = await checkOriginal(originals, { storedAs: before, ...known }, work);
      if (original === 'whole') return false;
    }
    checked.add(after);
  }
  return true;
}

/**
 * Writes the database under the new key into a file beside it, and proves it: every page, the engine's checks, and as
 * many rows in every table. Nothing may be written to the vault from the beginning of this to the end of the switch.
 *
 * @returns false when it did not stand the test; no file is left then
 */
export function exportDatabase(
  vault: VaultToRekey,
  next: NewKey,
  context: Pick<WorkContext, 'report'>,
): boolean {
  const { db, folder, header } = vault;
  const path = vaultFiles(folder).databaseOfEpoch(next.header.epoch);
  const key = databaseKey(next.vaultKey, header.vaultId, next.header.epoch);
  let stood = false;
  try {
    removeDatabase(path);
    db.exportTo(path, key);
    const opened = openDatabase(path, key);
    if (!opened.ok) return false;
    context.report({ step: 'check', done: 0, total: null });
    const copy = opened.value;
    try {
      const { integrityProblems, cipherProblems, foreignKeyProblems } = checkIntegrity(copy);
      if (integrityProblems + cipherProblems + foreignKeyProblems > 0) return false;
      if (JSON.stringify(countRows(copy)) !== JSON.stringify(countRows(db))) return false;
      enterNewEpoch(vault, next, copy);
    } finally {
      closeDatabase(copy);
    }
    syncFile(path);
    stood = arePagesWhole(verifyPages(path, key));
    if (stood) syncFolder(folder);
  } finally {
    if (!stood) removeDatabase(path);
  }
  return stood;
}

/** What is different in the database of the new key. */
function enterNewEpoch(vault: VaultToRekey, next: NewKey, copy: WritableDatabase): void {
  const { header, vaultKey, member, clock } = vault;
  copy.transaction(() => {
    copy.run(sql`
      UPDATE evidence_files
      SET stored_as = pairs.stored_as_after
      FROM rekey_originals AS pairs
      WHERE pairs.stored_as_before = evidence_files.stored_as
    `);
    // From here on the old files are those to be swept.
    copy.run(sql`
      UPDATE rekey_originals SET stored_as_before = stored_as_after, stored_as_after = stored_as_before
    `);
    copy.run(sql`
      UPDATE vault_state SET epoch = ${next.header.epoch}, header_sequence = ${next.header.sequence}
      WHERE singleton = 1
    `);
    // Entries up to here were sealed with a key that follows from the old one, and stay as they are.
    copy.run(sql`
      INSERT INTO earlier_audit_keys (last_sequence, mac_key)
      VALUES (${readChainEnd(copy).sequence}, ${auditMacKey(vaultKey, header.vaultId)})
    `);
    forgetNextHeader(copy);
    appendAuditEntry(copy, auditMacKey(next.vaultKey, header.vaultId), {
      at: clock.now(),
      memberId: member,
      action: 'vault.rekeyed',
      subjectId: null,
      caseId: null,
    });
  });
}

/**
 * Puts the database of the header's epoch in the place of the one before, once that header counts. Neither may be open.
 *
 * @returns whether there was one that fits the header
 */
export function finishSwitch(folder: string, header: Header, key: Uint8Array): boolean {
  const { database, databaseOfEpoch } = vaultFiles(folder);
  const path = databaseOfEpoch(header.epoch);
  if (!existsSync(path)) return false;
  const opened = openDatabase(path, key);
  if (!opened.ok) return false;
  const fits = stateMatchesHeader(opened.value, header);
  closeDatabase(opened.value);
  if (!fits) return false;
  // Nobody has their key any more.
  for (const name of readdirSync(folder)) {
    if (/^vault\.db\.before-\d+(?:\.unfinished)?$/.test(name)) removeDatabase(join(folder, name));
  }
  for (const ending of databaseEndings) rmSync(`${database}${ending}`, { force: true });
  renameSync(path, database);
  syncFolder(folder);
  return true;
}

/** Takes away what an ended or abandoned re-key left. Only while none is planned. */
export function sweepAfterRekey(vault: { readonly folder: string; readonly db: WritableDatabase }): void {
  const { folder, db } = vault;
  for (const name of readdirSync(folder)) {
    if (/^vault\.db\.epoch-\d+$/.test(name)) removeDatabase(join(folder, name));
  }
  const stale = db.all<{ storedAs: string }>(sql`
    SELECT stored_as_after AS storedAs
    FROM rekey_originals
    WHERE NOT EXISTS (SELECT 1 FROM evidence_files WHERE stored_as = stored_as_after)
  `);
  for (const { storedAs } of stale) rmSync(originalPath({ folder }, { storedAs }), { force: true });
  // On a full disk even a deletion of nothing would fail, and such a vault must open.
  const isAnyLeft = db.get<{ found: number }>(sql`SELECT 1 AS found FROM rekey_originals LIMIT 1`);
  if (isAnyLeft !== undefined) db.run(sql`DELETE FROM rekey_originals`);
}

/** Gives up a re-key that does not count yet. */
export function abandonRekey(vault: { readonly folder: string; readonly db: WritableDatabase }): void {
  forgetNextHeader(vault.db);
  sweepAfterRekey(vault);
}

interface Pair {
  readonly before: string;
  readonly after: string;
}

function readPairs(db: WritableDatabase): readonly Pair[] {
  return db.all<Pair>(sql`
    SELECT stored_as_before AS before, stored_as_after AS after FROM rekey_originals ORDER BY stored_as_before
  `);
}

/** Pairs of which a row says what the original must be. */
function readCopies(
  db: WritableDatabase,
): readonly (Pair & { readonly sha256: string; readonly byteLength: number })[] {
  return db.all(sql`
    SELECT
      pairs.stored_as_before AS before,
      pairs.stored_as_after AS after,
      evidence_files.sha256 AS sha256,
      evidence_files.byte_length AS byteLength
    FROM rekey_originals AS pairs
    JOIN evidence_files ON evidence_files.stored_as = pairs.stored_as_before
    ORDER BY pairs.stored_as_before
  `);
}

/** Files of the folder that no pair names: also those without a row, which may be all that is left of something. */
function namesWithoutCopy({ folder, db }: VaultToRekey): readonly string[] {
  const paired = new Set(readPairs(db).flatMap(({ before, after }) => [before, after]));
  return listStoredNames({ folder }).filter((name) => !paired.has(name));
}

function noteMissingCopies(vault: VaultToRekey): void {
  const { db } = vault;
  db.transaction(() => {
    for (const name of namesWithoutCopy(vault)) {
      db.run(sql`
        INSERT INTO rekey_originals (stored_as_before, stored_as_after) VALUES (${name}, ${newStoredName()})
      `);
    }
  });
}

function removeDatabase(path: string): void {
  for (const ending of ['', ...databaseEndings]) rmSync(`${path}${ending}`, { force: true });
}
