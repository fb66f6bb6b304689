import { z } from 'zod';
import { copyProblems, copyShapes, type CopyProblem } from '../../shared/departures/copies';
import { copyIdSchema, memberIdSchema, type CaseId, type CopyId } from '../../shared/kernel/ids';
import { instantSchema } from '../../shared/kernel/time';
import type { ReadableDatabase, WritableDatabase } from '../db/database';
import { sql } from '../db/sql';

const copyRowSchema = z.strictObject({
  id: copyIdSchema,
  path: z.string(),
  temporaryPath: z.string(),
  mountPoint: z.string().nullable(),
  shape: z.enum(copyShapes),
  sha256: z.string().nullable(),
  sizeBytes: z.int().nullable(),
  recorded: z.union([z.literal(0), z.literal(1)]),
  begunAt: instantSchema,
  memberId: memberIdSchema,
  problem: z.enum(copyProblems).nullable(),
});
/** A copy that is being written, or that a crash has left. */
export type CopyRow = z.output<typeof copyRowSchema>;

export function insertCopy(
  db: WritableDatabase,
  copy: Omit<CopyRow, 'recorded' | 'problem'> & { readonly record: string },
): void {
  db.run(sql`
    INSERT INTO copies_under_way (id, path, temporary_path, mount_point, shape, sha256, size_bytes, record, begun_at, member_id)
    VALUES (${copy.id}, ${copy.path}, ${copy.temporaryPath}, ${copy.mountPoint}, ${copy.shape}, ${copy.sha256},
      ${copy.sizeBytes}, ${copy.record}, ${copy.begunAt}, ${copy.memberId})
  `);
}

/** Every byte is written, and it gets its name next. */
export function markWritten(
  db: WritableDatabase,
  copy: {
    readonly id: CopyId;
    readonly sha256: string;
    readonly sizeBytes: number;
    readonly record: string;
  },
): void {
  db.run(
    sql`
      UPDATE copies_under_way
      SET sha256 = ${copy.sha256}, size_bytes = ${copy.sizeBytes}, record = ${copy.record}
      WHERE id = ${copy.id}
    `,
  );
}

/**
 * It is written down that it left; an older file of its name is to be taken away next.
 *
 * @returns false where it was not there any more, or was recorded before
 */
export function markRecorded(db: WritableDatabase, id: CopyId): boolean {
  return (
    db.run(sql`UPDATE copies_under_way SET recorded = 1, problem = NULL WHERE id = ${id} AND recorded = 0`)
      .changes > 0
  );
}

export function setProblem(db: WritableDatabase, id: CopyId, problem: CopyProblem): void {
  db.run(sql`UPDATE copies_under_way SET problem = ${problem} WHERE id = ${id}`);
}

export function deleteCopy(db: WritableDatabase, id: CopyId): void {
  db.run(sql`DELETE FROM copies_under_way WHERE id = ${id}`);
}

/** Oldest first. */
export function listCopies(db: ReadableDatabase): readonly CopyRow[] {
  return db
    .all(
      sql`
        SELECT id, path, temporary_path AS temporaryPath, mount_point AS mountPoint, shape, sha256,
          size_bytes AS sizeBytes, recorded, begun_at AS begunAt, member_id AS memberId, problem
        FROM copies_under_way
        ORDER BY begun_at, id
      `,
    )
    .map((row) => copyRowSchema.parse(row));
}

export function readCopyRecord(db: ReadableDatabase, id: CopyId): unknown {
  const row = db.get<{ readonly record: string }>(sql`SELECT record FROM copies_under_way WHERE id = ${id}`);
  return row === undefined ? undefined : JSON.parse(row.record);
}

/** Whether a copy of the case is under way, or was left by a crash and is not settled. */
export function isCopyUnderWay(db: ReadableDatabase, caseId: CaseId): boolean {
  // An id stands in a record only where the record speaks of its case.
  return db.get(sql`SELECT 1 FROM copies_under_way WHERE instr(record, ${caseId}) > 0`) !== undefined;
}
