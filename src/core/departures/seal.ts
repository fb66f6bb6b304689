import { createHash } from 'node:crypto';
import type { Departure, Objection } from '../../shared/departures/schemas';
import type { ReadableDatabase } from '../db/database';
import { sql } from '../db/sql';

// The register can be written to; the log cannot. What left against an objection has its hash there, so that its reason, its
// recipient and the objection cannot be written otherwise afterwards without it being seen.

/** What is said of a copy when it leaves, and never changes. */
export type SealedFields = Pick<
  Departure,
  | 'id'
  | 'caseId'
  | 'kind'
  | 'fileName'
  | 'sha256'
  | 'sizeBytes'
  | 'recipient'
  | 'recipientName'
  | 'purpose'
  | 'reason'
  | 'reasonKind'
  | 'leftAt'
  | 'memberId'
> & { readonly objections: readonly Objection[] };

/** The subject of the entry in the log: the id of the copy and the hash of what is said of it, parted by a space. */
export function sealOf(kept: SealedFields & { readonly sealSalt: string }): string {
  const list = [
    kept.sealSalt,
    kept.id,
    kept.caseId,
    kept.kind,
    kept.fileName,
    kept.sha256,
    kept.sizeBytes,
    kept.recipient,
    kept.recipientName,
    kept.purpose,
    kept.objections,
    kept.reason,
    kept.reasonKind,
    kept.leftAt,
    kept.memberId,
  ];
  return `${kept.id} ${createHash('sha256').update(JSON.stringify(list)).digest('hex')}`;
}

/** Compares a row of the register with what the log sealed. */
export function readSeal(
  db: ReadableDatabase,
  kept: SealedFields & { readonly sealSalt: string },
): Departure['seal'] {
  const row = db.get<{ seal: string }>(sql`
    SELECT subject_id AS seal FROM audit_entries
    WHERE case_id = ${kept.caseId} AND action = 'departure.sealed' AND subject_id BETWEEN ${`${kept.id} `} AND ${`${kept.id} g`}
    ORDER BY sequence LIMIT 1
  `);
  if (row === undefined) return 'none';
  return row.seal === sealOf(kept) ? 'whole' : 'changed';
}
