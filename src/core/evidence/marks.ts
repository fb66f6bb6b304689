import { markSchema, type Mark } from '../../shared/evidence/marks';
import type { CaseId, EvidenceFileId, ExhibitId } from '../../shared/kernel/ids';
import type { ReadableDatabase, WritableDatabase } from '../db/database';
import { sql } from '../db/sql';
import { indexExhibit } from '../search/index-store';
import type { Instant } from '../../shared/kernel/time';

/** From the recording's beginning to its end. */
export function listMarks(db: ReadableDatabase, evidenceFileId: EvidenceFileId): readonly Mark[] {
  return db
    .all(
      sql`
        SELECT id, evidence_file_id AS evidenceFileId, at_ms AS atMs, words FROM evidence_marks
        WHERE evidence_file_id = ${evidenceFileId}
        ORDER BY at_ms, id
      `,
    )
    .map((row) => markSchema.parse(row));
}

export function findMark(db: ReadableDatabase, id: Mark['id']): Mark | undefined {
  const row = db.get(sql`
    SELECT id, evidence_file_id AS evidenceFileId, at_ms AS atMs, words FROM evidence_marks WHERE id = ${id}
  `);
  return row === undefined ? undefined : markSchema.parse(row);
}

/** Where the original stands; undefined when there is none of this id. Its exhibit is null while it belongs to none. */
export function findPlaceOf(
  db: ReadableDatabase,
  evidenceFileId: EvidenceFileId,
): { readonly caseId: CaseId; readonly exhibitId: ExhibitId | null } | undefined {
  return db.get(sql`
    SELECT case_id AS caseId, exhibit_id AS exhibitId FROM evidence_files
    WHERE id = ${evidenceFileId} AND removed_at IS NULL
  `);
}

/** Writes a mark, new or in the place of the one with its id. */
export function putMark(db: WritableDatabase, mark: Mark, now: Instant): void {
  db.run(sql`
    INSERT INTO evidence_marks (id, evidence_file_id, at_ms, words, created_at, updated_at)
    VALUES (${mark.id}, ${mark.evidenceFileId}, ${mark.atMs}, ${mark.words}, ${now}, ${now})
    ON CONFLICT (id) DO UPDATE SET at_ms = excluded.at_ms, words = excluded.words, updated_at = excluded.updated_at
  `);
  indexExhibitOf(db, mark.evidenceFileId);
}

export function deleteMark(db: WritableDatabase, mark: Mark): void {
  db.run(sql`DELETE FROM evidence_marks WHERE id = ${mark.id}`);
  indexExhibitOf(db, mark.evidenceFileId);
}

/** Marks are found under the exhibit they belong to. */
function indexExhibitOf(db: WritableDatabase, evidenceFileId: EvidenceFileId): void {
  const exhibitId = findPlaceOf(db, evidenceFileId)?.exhibitId ?? null;
  if (exhibitId !== null) indexExhibit(db, exhibitId);
}
