import type { Instant } from '../../shared/kernel/time';
import type { ReadableDatabase, WritableDatabase } from '../db/database';
import { sql } from '../db/sql';

/** A version of a pack in the vault, without the file itself. */
export interface StoredPack {
  readonly packId: string;
  readonly version: string;
  readonly origin: 'program' | 'file';
  readonly contentSha256: string;
  readonly keyId: string | null;
  readonly addedAt: Instant;
  /** Whether a signature came with it, of a known key or not. */
  readonly signature: string;
}

const columns = sql`
  pack_id AS packId, version, origin, content_sha256 AS contentSha256, key_id AS keyId, added_at AS addedAt, signature
`;

export function listStoredPacks(db: ReadableDatabase): readonly StoredPack[] {
  return db.all<StoredPack>(sql`SELECT ${columns} FROM procedure_packs ORDER BY pack_id, added_at, version`);
}

export function findStoredPack(
  db: ReadableDatabase,
  packId: string,
  version: string,
): StoredPack | undefined {
  return db.get<StoredPack>(
    sql`SELECT ${columns} FROM procedure_packs WHERE pack_id = ${packId} AND version = ${version}`,
  );
}

export function readStoredArchive(db: ReadableDatabase, packId: string, version: string): Uint8Array {
  const row = db.get<{ readonly archive: Uint8Array }>(
    sql`SELECT archive FROM procedure_packs WHERE pack_id = ${packId} AND version = ${version}`,
  );
  return row?.archive ?? new Uint8Array();
}

export function insertStoredPack(
  db: WritableDatabase,
  pack: StoredPack & { readonly archive: Uint8Array },
): void {
  db.run(sql`
    INSERT INTO procedure_packs (pack_id, version, origin, archive, content_sha256, signature, key_id, added_at)
    VALUES (${pack.packId}, ${pack.version}, ${pack.origin}, ${pack.archive}, ${pack.contentSha256},
      ${pack.signature}, ${pack.keyId}, ${pack.addedAt})
  `);
}

export function deleteStoredPack(db: WritableDatabase, packId: string, version: string): void {
  db.run(sql`DELETE FROM procedure_packs WHERE pack_id = ${packId} AND version = ${version}`);
}

export interface StoredKey {
  readonly keyId: string;
  readonly publicKey: string;
  readonly name: string;
  readonly addedAt: Instant;
}

export function listKeys(db: ReadableDatabase): readonly StoredKey[] {
  return db.all<StoredKey>(sql`
    SELECT key_id AS keyId, public_key AS publicKey, name, added_at AS addedAt FROM pack_keys ORDER BY name, key_id
  `);
}

export function insertKey(db: WritableDatabase, key: StoredKey): void {
  db.run(sql`
    INSERT INTO pack_keys (key_id, public_key, name, added_at)
    VALUES (${key.keyId}, ${key.publicKey}, ${key.name}, ${key.addedAt})
  `);
}

/** @returns whether there was one */
export function deleteKey(db: WritableDatabase, keyId: string): boolean {
  return db.run(sql`DELETE FROM pack_keys WHERE key_id = ${keyId}`).changes > 0;
}

/**
 * Takes over the version a case uses from the vault it comes from, unless there is one of this number here: the same
 * number stands for the same contents wherever packs are numbered as they should be.
 */
export function carryPack(from: ReadableDatabase, to: WritableDatabase, caseId: string): void {
  // A vault of an earlier schema kept no packs.
  const keepsPacks = from.get(sql`SELECT name FROM sqlite_schema WHERE name = 'procedure_packs'`);
  if (keepsPacks === undefined) return;
  const used = from.get<StoredPack>(sql`
    SELECT ${columns} FROM procedure_packs
    WHERE (pack_id, version) = (SELECT pack_id, pack_version FROM case_procedures WHERE case_id = ${caseId})
  `);
  if (used === undefined || findStoredPack(to, used.packId, used.version) !== undefined) return;
  insertStoredPack(to, { ...used, archive: readStoredArchive(from, used.packId, used.version) });
}

/** How many cases, closed ones included, use each version. */
export function countCasesByVersion(
  db: ReadableDatabase,
): readonly { readonly packId: string; readonly version: string; readonly cases: number }[] {
  return db.all(sql`
    SELECT pack_id AS packId, pack_version AS version, count(*) AS cases
    FROM case_procedures GROUP BY pack_id, pack_version
  `);
}

export function writeCaseVersion(db: WritableDatabase, caseId: string, version: string): void {
  db.run(sql`UPDATE case_procedures SET pack_version = ${version} WHERE case_id = ${caseId}`);
}
