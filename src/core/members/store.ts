import type { MemberId } from '../../shared/kernel/ids';
import type { Instant } from '../../shared/kernel/time';
import type { ReadableDatabase, WritableDatabase } from '../db/database';
import { sql } from '../db/sql';

/** What the database knows of a member beside the header. */
export interface MemberRow {
  readonly id: MemberId;
  readonly name: string;
  readonly createdAt: Instant;
  readonly lastOpenedAt: Instant | null;
}

/** Those who can open the vault, and those who could, oldest first. */
export function listMemberRows(db: ReadableDatabase): readonly MemberRow[] {
  return db.all<MemberRow>(sql`
    SELECT
      id,
      name,
      created_at AS createdAt,
      (
        SELECT max(at) FROM audit_entries
        WHERE audit_entries.member_id = members.id AND action = 'vault.unlocked'
      ) AS lastOpenedAt
    FROM members
    ORDER BY created_at, id
  `);
}

/** True when somebody else who can open the vault goes by this name. */
export function isNameTaken(db: ReadableDatabase, name: string, except: MemberId | null): boolean {
  const found = db.get(sql`
    SELECT 1 AS found FROM members
    WHERE revoked_at IS NULL AND id IS NOT ${except} AND lower(name) = lower(${name})
  `);
  return found !== undefined;
}

export function renameMember(db: WritableDatabase, memberId: MemberId, name: string): void {
  db.run(sql`UPDATE members SET name = ${name} WHERE id = ${memberId}`);
}

/** When the vault got its key: when it was made, or given a new one. */
export function readKeyMadeAt(db: ReadableDatabase): Instant | null {
  const row = db.get<{ at: Instant }>(sql`
    SELECT at FROM audit_entries
    WHERE action IN ('vault.created', 'vault.rekeyed')
    ORDER BY sequence DESC
    LIMIT 1
  `);
  return row?.at ?? null;
}

/** Members revoked since then, who have known that key. */
export function listRevokedSinceKey(
  db: ReadableDatabase,
): readonly { readonly name: string; readonly at: Instant }[] {
  return db.all(sql`
    SELECT members.name AS name, entry.at AS at
    FROM audit_entries AS entry
    JOIN members ON members.id = entry.subject_id
    WHERE
      entry.action = 'member.revoked'
      AND entry.sequence > (
        SELECT coalesce(max(sequence), 0) FROM audit_entries
        WHERE action IN ('vault.created', 'vault.rekeyed')
      )
    ORDER BY entry.sequence
  `);
}
