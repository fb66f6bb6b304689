import { z } from 'zod';
import {
  batchSchema,
  custodyFormSchema,
  leftOutFileSchema,
  type Batch,
  type CustodyForm,
} from '../../shared/evidence/originals';
import { caseIdSchema, exhibitIdSchema, type CaseId, type ExhibitId } from '../../shared/kernel/ids';
import type { Instant } from '../../shared/kernel/time';
import type { ReadableDatabase, WritableDatabase } from '../db/database';
import { sql } from '../db/sql';
import type { Brought } from './brought';

// Files chosen for an import, kept until it has ended: after a crash or a lock it goes on where it stopped.

const planSchema = z.strictObject({
  exhibitId: exhibitIdSchema.nullable(),
  custody: custodyFormSchema.nullable(),
});

export interface BatchFile {
  readonly ordinal: number;
  readonly path: string;
  readonly name: string;
  readonly byteLength: number;
}

export function insertBatch(
  db: WritableDatabase,
  batch: {
    readonly id: string;
    readonly caseId: CaseId;
    readonly exhibitId: ExhibitId | null;
    readonly brought: Brought;
    readonly createdAt: Instant;
  },
): void {
  db.run(sql`
    INSERT INTO evidence_batches (id, case_id, plan, created_at)
    VALUES (${batch.id}, ${batch.caseId}, ${JSON.stringify({ exhibitId: batch.exhibitId, custody: null })},
      ${batch.createdAt})
  `);
  const { files, leftOut } = batch.brought;
  for (const [index, { path, name, byteLength }] of files.entries()) {
    db.run(sql`
      INSERT INTO evidence_batch_files (batch_id, ordinal, path, name, byte_length, state)
      VALUES (${batch.id}, ${index + 1}, ${path}, ${name}, ${byteLength}, 'waiting')
    `);
  }
  // Without their path: nothing will ever be read there.
  for (const [index, { name, because }] of leftOut.entries()) {
    db.run(sql`
      INSERT INTO evidence_batch_files (batch_id, ordinal, path, name, byte_length, state, outcome)
      VALUES (${batch.id}, ${files.length + index + 1}, '', ${name}, 0, 'refused', ${JSON.stringify({ because })})
    `);
  }
}

export function setCustody(db: WritableDatabase, batch: Batch, custody: CustodyForm): void {
  db.run(sql`
    UPDATE evidence_batches SET plan = ${JSON.stringify({ exhibitId: batch.exhibitId, custody })}
    WHERE id = ${batch.batchId}
  `);
}

export function markDone(db: WritableDatabase, batchId: string, ordinal: number): void {
  db.run(sql`
    UPDATE evidence_batch_files SET state = 'done' WHERE batch_id = ${batchId} AND ordinal = ${ordinal}
  `);
}

/** Paths of files on the laptop do not stay longer than they are needed. */
export function deleteBatch(db: WritableDatabase, batchId: string): void {
  db.run(sql`DELETE FROM evidence_batches WHERE id = ${batchId}`);
}

/** In their order; without those dealt with. */
export function listWaiting(db: ReadableDatabase, batchId: string): readonly BatchFile[] {
  return db.all<BatchFile>(sql`
    SELECT ordinal, path, name, byte_length AS byteLength FROM evidence_batch_files
    WHERE batch_id = ${batchId} AND state = 'waiting'
    ORDER BY ordinal
  `);
}

export function findBatch(db: ReadableDatabase, batchId: string): Batch | undefined {
  const row = db.get<{ readonly id: string; readonly caseId: string; readonly plan: string | null }>(sql`
    SELECT id, case_id AS caseId, plan FROM evidence_batches WHERE id = ${batchId}
  `);
  return row === undefined ? undefined : rowToBatch(db, row);
}

export function listBatches(db: ReadableDatabase, caseId: CaseId): readonly Batch[] {
  return db
    .all<{ readonly id: string; readonly caseId: string; readonly plan: string | null }>(
      sql`
      SELECT id, case_id AS caseId, plan FROM evidence_batches WHERE case_id = ${caseId} ORDER BY created_at, id
    `,
    )
    .map((row) => rowToBatch(db, row));
}

function rowToBatch(
  db: ReadableDatabase,
  row: { readonly id: string; readonly caseId: string; readonly plan: string | null },
): Batch {
  const plan = planSchema.parse(JSON.parse(row.plan ?? '{"exhibitId":null,"custody":null}'));
  const done =
    db.get<{ readonly done: number }>(sql`
      SELECT count(*) AS done FROM evidence_batch_files WHERE batch_id = ${row.id} AND state = 'done'
    `)?.done ?? 0;
  return batchSchema.parse({
    batchId: row.id,
    caseId: caseIdSchema.parse(row.caseId),
    ...plan,
    files: listWaiting(db, row.id).map(({ ordinal, name, byteLength }) => ({ ordinal, name, byteLength })),
    done,
    leftOut: db
      .all<{ readonly name: string; readonly outcome: string }>(
        sql`
        SELECT name, outcome FROM evidence_batch_files
        WHERE batch_id = ${row.id} AND state = 'refused' ORDER BY ordinal
      `,
      )
      .map(({ name, outcome }) =>
        leftOutFileSchema.parse({ name, ...z.record(z.string(), z.unknown()).parse(JSON.parse(outcome)) }),
      ),
  });
}
