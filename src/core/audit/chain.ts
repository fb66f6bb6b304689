import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { AuditEntryDraft } from '../../shared/audit/schemas';
import type { MemberId } from '../../shared/kernel/ids';
import type { Instant } from '../../shared/kernel/time';
import type { ReadableDatabase, WritableDatabase } from '../db/database';
import { isDamage } from '../db/driver';
import { sql } from '../db/sql';

/** Where a chain ends: enough to see later whether what followed still contains it. */
export interface ChainEnd {
  /** 0 for an empty chain. */
  readonly sequence: number;
  /** 32 bytes; all 0 for an empty chain. */
  readonly hash: Uint8Array;
}

const emptyChain: ChainEnd = { sequence: 0, hash: new Uint8Array(32) };

export function readChainEnd(db: ReadableDatabase): ChainEnd {
  const row = db.get(sql`SELECT sequence, hash FROM audit_entries ORDER BY sequence DESC LIMIT 1`);
  const end = row === undefined ? emptyChain : chainEndSchema.parse(row);
  // Numbers of lost entries are not given out again.
  return {
    ...end,
    sequence: listGaps(db).findLast(({ first }) => first === end.sequence + 1)?.last ?? end.sequence,
  };
}

/** Entries that were lost before the vault was salvaged: the chain goes on after them without following from them. */
interface Gap {
  readonly first: number;
  readonly last: number;
}

function listGaps(db: ReadableDatabase): readonly Gap[] {
  return db.all<Gap>(sql`SELECT first, last FROM audit_gaps ORDER BY first`);
}

/** Adds an entry, in the transaction under way when there is one. */
export function appendAuditEntry(
  db: WritableDatabase,
  macKey: Uint8Array,
  entry: AuditEntryDraft & { readonly at: Instant; readonly memberId: MemberId },
): void {
  db.transaction(() => {
    const end = readChainEnd(db);
    const sequence = end.sequence + 1;
    const { at, memberId, action, subjectId, caseId } = entry;
    const hash = entryHash(macKey, end.hash, { sequence, at, memberId, action, subjectId, caseId });
    db.run(sql`
      INSERT INTO audit_entries (sequence, at, member_id, action, subject_id, case_id, previous_hash, hash)
      VALUES (${sequence}, ${at}, ${memberId}, ${action}, ${subjectId}, ${caseId}, ${end.hash}, ${hash})
    `);
  });
}

export interface ChainReport {
  readonly entries: number;
  /** Number of the first entry that does not follow from the one before; null when all do. */
  readonly brokenAt: number | null;
  /** Entries that a salvage could not read, and that the chain goes on without. */
  readonly lost: number;
}

/**
 * Follows the chain from an entry to its end.
 *
 * @param macKey key of the newest entries; those from before a new vault key have theirs in the database
 * @param from number of the first entry looked at; its forerunner is taken as it stands
 */
export function verifyChain(db: ReadableDatabase, macKey: Uint8Array, from: number = 1): ChainReport {
  let end: ChainEnd = { ...emptyChain, sequence: from - 1 };
  let entries = 0;
  let lost = 0;
  try {
    const gaps = listGaps(db);
    const keyOf = readKeys(db, macKey);
    const before = db.get(sql`SELECT sequence, hash FROM audit_entries WHERE sequence = ${end.sequence}`);
    if (before !== undefined) end = chainEndSchema.parse(before);
    for (;;) {
      // Page by page, so that a long chain does not stand in memory whole.
      const rows = db.all(sql`
      SELECT sequence, at, member_id, action, subject_id, case_id, previous_hash, hash
      FROM audit_entries
      WHERE sequence > ${end.sequence}
      ORDER BY sequence
      LIMIT 1000
    `);
      if (rows.length === 0) return { entries, brokenAt: null, lost };
      for (const found of rows) {
        const row = chainRowSchema.safeParse(found);
        const gap = gaps.find(
          ({ first, last }) => first <= end.sequence + 1 && row.data?.sequence === last + 1,
        );
        if (gap !== undefined && row.success) {
          lost += gap.last - end.sequence;
          end = { sequence: gap.last, hash: row.data.previous_hash };
        }
        if (!row.success || !follows(keyOf(row.data.sequence), end, row.data))
          return { entries, brokenAt: end.sequence + 1, lost };
        end = { sequence: row.data.sequence, hash: row.data.hash };
        entries += 1;
      }
    }
  } catch (failure) {
    // What cannot be read does not follow from anything.
    if (!isDamage(failure)) throw failure;
    return { entries, brokenAt: end.sequence + 1, lost };
  }
}

/** The key that an entry was sealed with, by its number. */
function readKeys(db: ReadableDatabase, macKey: Uint8Array): (sequence: number) => Uint8Array {
  const earlier = db
    .all(sql`SELECT last_sequence, mac_key FROM earlier_audit_keys ORDER BY last_sequence`)
    .map((row) => earlierKeySchema.parse(row));
  return (sequence) => earlier.find((each) => sequence <= each.last_sequence)?.mac_key ?? macKey;
}

/** True when the chain holds this end among its entries: nothing up to there was taken back. */
export function chainContains(db: ReadableDatabase, end: ChainEnd): boolean {
  if (end.sequence === 0) return true;
  const row = db.get<{ hash: unknown }>(sql`SELECT hash FROM audit_entries WHERE sequence = ${end.sequence}`);
  return row?.hash instanceof Uint8Array && sameBytes(row.hash, end.hash);
}

const hashSchema = z.instanceof(Uint8Array).refine((hash) => hash.byteLength === 32);
const earlierKeySchema = z.object({ last_sequence: z.int(), mac_key: hashSchema });
const chainEndSchema = z.object({ sequence: z.int(), hash: hashSchema });
const chainRowSchema = z.object({
  sequence: z.int(),
  at: z.string(),
  member_id: z.string(),
  action: z.string(),
  subject_id: z.string().nullable(),
  case_id: z.string().nullable(),
  previous_hash: hashSchema,
  hash: hashSchema,
});

function follows(macKey: Uint8Array, end: ChainEnd, row: z.infer<typeof chainRowSchema>): boolean {
  if (row.sequence !== end.sequence + 1 || !sameBytes(row.previous_hash, end.hash)) return false;
  const hash = entryHash(macKey, end.hash, {
    sequence: row.sequence,
    at: row.at,
    memberId: row.member_id,
    action: row.action,
    subjectId: row.subject_id,
    caseId: row.case_id,
  });
  return sameBytes(hash, row.hash);
}

/** HMAC-SHA256 over the hash before it and a JSON list of the entry's fields, in this order. */
function entryHash(
  macKey: Uint8Array,
  previousHash: Uint8Array,
  entry: {
    readonly sequence: number;
    readonly at: string;
    readonly memberId: string;
    readonly action: string;
    readonly subjectId: string | null;
    readonly caseId: string | null;
  },
): Uint8Array {
  const { sequence, at, memberId, action, subjectId, caseId } = entry;
  return createHmac('sha256', macKey)
    .update(previousHash)
    .update(JSON.stringify([sequence, at, memberId, action, subjectId, caseId]))
    .digest();
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.byteLength === other.byteLength && timingSafeEqual(one, other);
}
