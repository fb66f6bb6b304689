import { z } from 'zod';
import { auditActionSchema } from '../../shared/audit/schemas';
import { memberIdSchema } from '../../shared/kernel/ids';
import { instantSchema } from '../../shared/kernel/time';
import { appendAuditEntry } from '../audit/chain';
import type { ReadableDatabase, WritableDatabase } from '../db/database';
import { sql } from '../db/sql';
import { headerToText, parseHeader, type Header } from './header';
import { readHeaderCopies, writeHeaderCopies } from './header-files';
import { readVaultState } from './vault-state';

// Header and database are two files and cannot change at once. So the database first keeps the header that is to come and
// what it brings (the table `next_header`); then the header is written, and with the first copy on the disk it counts;
// then the database follows. Whoever opens the vault after a crash finishes or forgets, and takes the plan from the
// database alone, where nobody without the key can have written it.

const changeSchema = z.discriminatedUnion('kind', [
  /** Members or slots change, and the vault keeps its key. */
  z.strictObject({
    kind: z.literal('members'),
    at: instantSchema,
    by: memberIdSchema,
    /** Null for what the program does of itself and the log has no use for. */
    action: auditActionSchema.nullable(),
    /** The member it is about. */
    subjectId: memberIdSchema.nullable(),
    added: z.strictObject({ memberId: memberIdSchema, name: z.string().min(1) }).nullable(),
    revoked: memberIdSchema.nullable(),
  }),
  /** The vault gets a new key; the database under it stands beside this one, see `rekey.ts`. */
  z.strictObject({ kind: z.literal('rekey') }),
]);
export type HeaderChange = z.infer<typeof changeSchema>;
export type MembersChange = Extract<HeaderChange, { readonly kind: 'members' }>;

export interface NextHeader {
  readonly header: Header;
  readonly text: string;
  readonly change: HeaderChange;
}

/** The header that was about to be written; null when none was. */
export function readNextHeader(db: ReadableDatabase): NextHeader | null {
  const row = db.get<{ header: string; change: string }>(sql`
    SELECT header, change FROM next_header WHERE singleton = 1
  `);
  if (row === undefined) return null;
  const parsed = parseHeader(Buffer.from(row.header, 'utf8'));
  if (!parsed.ok) throw new Error('The header planned in the database is none');
  return { header: parsed.value, text: row.header, change: changeSchema.parse(JSON.parse(row.change)) };
}

export function planNextHeader(db: WritableDatabase, header: Header, change: HeaderChange): void {
  db.run(sql`
    INSERT OR REPLACE INTO next_header (singleton, header, change)
    VALUES (1, ${headerToText(header)}, ${JSON.stringify(changeSchema.parse(change))})
  `);
}

export function forgetNextHeader(db: WritableDatabase): void {
  db.run(sql`DELETE FROM next_header`);
}

/**
 * Plans a header, writes it, and lets the database follow.
 *
 * @throws when the disk is full or the folder refuses; everything is as before then
 */
export function changeHeader(
  vault: { readonly folder: string; readonly db: WritableDatabase; readonly auditKey: Uint8Array },
  header: Header,
  change: MembersChange,
): void {
  const { folder, db, auditKey } = vault;
  planNextHeader(db, header, change);
  try {
    writeNextHeader(folder, header);
  } catch (failure) {
    forgetNextHeader(db);
    throw failure;
  }
  follow(db, auditKey, header, change);
}

/**
 * Writes both copies. It counts once the first is on the disk; should the second then fail, it is mended at the next
 * opening.
 *
 * @throws when not even the first could be written; both are as before then
 */
export function writeNextHeader(folder: string, header: Header): void {
  try {
    writeHeaderCopies(folder, header);
  } catch (failure) {
    if (!isOnDisk(folder, headerToText(header))) throw failure;
  }
}

export type SettledHeader =
  | 'nothingPlanned'
  /** A newer header than the one that was opened has been written: what opened this one no longer counts. */
  | 'superseded'
  /** A new key was being made and did not come to count. */
  | 'rekeyInterrupted';

/** To be called when a database has been opened, before it is compared with the header that opened it. */
export function settleNextHeader(vault: {
  readonly folder: string;
  readonly db: WritableDatabase;
  readonly header: Header;
  readonly auditKey: Uint8Array;
}): SettledHeader {
  const { folder, db, header, auditKey } = vault;
  const next = readNextHeader(db);
  const state = readVaultState(db);
  // Of another moment: the comparison that follows says so.
  if (next === null || state?.header_sequence !== next.header.sequence - 1) return 'nothingPlanned';
  if (next.text === headerToText(header)) {
    if (next.change.kind === 'members') follow(db, auditKey, header, next.change);
    return 'nothingPlanned';
  }
  if (header.sequence !== state.header_sequence) return 'nothingPlanned';
  if (isOnDisk(folder, next.text)) return 'superseded';
  if (next.change.kind === 'rekey') return 'rekeyInterrupted';
  forgetNextHeader(db);
  return 'nothingPlanned';
}

function isOnDisk(folder: string, text: string): boolean {
  return readHeaderCopies(folder).some((copy) => copy.kind === 'whole' && headerToText(copy.header) === text);
}

/** What a written header brings about in the database. */
function follow(db: WritableDatabase, auditKey: Uint8Array, header: Header, change: MembersChange): void {
  const { at, by, action, subjectId, added, revoked } = change;
  db.transaction(() => {
    if (added !== null) {
      db.run(
        sql`INSERT INTO members (id, name, created_at) VALUES (${added.memberId}, ${added.name}, ${at})`,
      );
    }
    if (revoked !== null) {
      db.run(sql`UPDATE members SET revoked_at = ${at} WHERE id = ${revoked}`);
      db.run(sql`UPDATE recovery_ways SET revoked_at = ${at} WHERE member_id = ${revoked}`);
    }
    db.run(sql`UPDATE vault_state SET header_sequence = ${header.sequence} WHERE singleton = 1`);
    if (action !== null)
      appendAuditEntry(db, auditKey, { at, memberId: by, action, subjectId, caseId: null });
    forgetNextHeader(db);
  });
}
