import type { CaseId, EvidenceFileId, ExhibitId, FactId } from '../../shared/kernel/ids';
import type { Instant } from '../../shared/kernel/time';
import { exhibitSchema, type Exhibit, type ExhibitDraft } from '../../shared/evidence/schemas';
import { originalSchema, type Original } from '../../shared/evidence/originals';
import type { ReadableDatabase, WritableDatabase } from '../db/database';
import { sql } from '../db/sql';
import { renumber } from '../exhibits/numbers';
import { indexExhibit } from '../search/index-store';

interface ExhibitRow {
  readonly id: string;
  readonly case_id: string;
  readonly place: number;
  readonly number: string;
  readonly is_kept: number;
  readonly title: string;
  readonly date_edtf: string;
  readonly author: string;
  readonly pages: number | null;
  readonly language: string;
  readonly translation: string;
  readonly origin: string;
  readonly medium: string;
  readonly sha256: string;
  readonly note: string;
  readonly created_at: string;
  readonly updated_at: string;
}

const columns = sql`
  id, case_id, number AS place, label AS number, title, date_edtf, author, pages, language, translation, origin, medium,
  sha256, note, created_at, updated_at,
  EXISTS (SELECT 1 FROM sent_numbers WHERE sent_numbers.exhibit_id = exhibits.id) AS is_kept
`;

export function caseExists(db: ReadableDatabase, caseId: CaseId): boolean {
  return db.get(sql`SELECT 1 AS found FROM cases WHERE id = ${caseId}`) !== undefined;
}

/** In the order of the inventory. */
export function listExhibits(db: ReadableDatabase, caseId: CaseId): readonly Exhibit[] {
  const rows = db.all<ExhibitRow>(sql`
    SELECT ${columns}
    FROM exhibits
    WHERE case_id = ${caseId}
    ORDER BY exhibits.number
  `);
  return rows.map(rowToExhibit);
}

export function findExhibit(db: ReadableDatabase, exhibitId: ExhibitId): Exhibit | undefined {
  const row = db.get<ExhibitRow>(sql`SELECT ${columns} FROM exhibits WHERE id = ${exhibitId}`);
  return row === undefined ? undefined : rowToExhibit(row);
}

/** Adds an exhibit at the end of the inventory. */
export function insertExhibit(
  db: WritableDatabase,
  exhibit: Omit<Exhibit, 'place' | 'number' | 'isKept'>,
): void {
  const others = listExhibits(db, exhibit.caseId).map(({ id }) => id);
  db.run(sql`
    INSERT INTO exhibits (id, case_id, number, title, date_edtf, author, pages, language, translation, origin, medium,
      sha256, note, created_at, updated_at)
    VALUES (${exhibit.id}, ${exhibit.caseId}, ${others.length + 1}, ${exhibit.title}, ${exhibit.dateEdtf},
      ${exhibit.author}, ${exhibit.pages}, ${exhibit.language}, ${exhibit.translation}, ${exhibit.origin},
      ${exhibit.medium}, ${exhibit.sha256}, ${exhibit.note}, ${exhibit.createdAt}, ${exhibit.updatedAt})
  `);
  renumber(db, exhibit.caseId, [...others, exhibit.id]);
  indexExhibit(db, exhibit.id);
}

/** Writes what a person can change of an exhibit. Its number changes only through `renumber`. */
export function updateExhibit(
  db: WritableDatabase,
  exhibitId: ExhibitId,
  draft: ExhibitDraft,
  updatedAt: Instant,
): void {
  db.run(sql`
    UPDATE exhibits
    SET title = ${draft.title}, date_edtf = ${draft.dateEdtf}, author = ${draft.author}, pages = ${draft.pages},
      language = ${draft.language}, translation = ${draft.translation}, origin = ${draft.origin},
      medium = ${draft.medium}, sha256 = ${draft.sha256}, note = ${draft.note}, updated_at = ${updatedAt}
    WHERE id = ${exhibitId}
  `);
  indexExhibit(db, exhibitId);
}

export function deleteExhibit(db: WritableDatabase, exhibitId: ExhibitId): void {
  db.run(sql`DELETE FROM exhibits WHERE id = ${exhibitId}`);
}

export function listFactsCiting(db: ReadableDatabase, exhibitId: ExhibitId): readonly FactId[] {
  return db
    .all<{ fact_id: FactId }>(
      sql`SELECT DISTINCT fact_id FROM fact_citations WHERE exhibit_id = ${exhibitId} ORDER BY fact_id`,
    )
    .map((row) => row.fact_id);
}

/** Originals that belong to the exhibit. */
export function listOriginalsIn(db: ReadableDatabase, exhibitId: ExhibitId): readonly EvidenceFileId[] {
  return db
    .all<{ id: EvidenceFileId }>(
      sql`SELECT id FROM evidence_files WHERE exhibit_id = ${exhibitId} ORDER BY imported_at, id`,
    )
    .map((row) => row.id);
}

/** Puts originals that belong to no exhibit into this one, with their redacted copies: where one goes, all go. */
export function putOriginalsInto(
  db: WritableDatabase,
  { id, caseId }: Pick<Exhibit, 'id' | 'caseId'>,
  evidenceFileIds: readonly EvidenceFileId[],
): void {
  for (const evidenceFileId of evidenceFileIds) {
    db.run(sql`
      WITH root (id) AS (
        SELECT COALESCE((SELECT original_id FROM redacted_copies WHERE copy_id = ${evidenceFileId}), ${evidenceFileId})
      )
      UPDATE evidence_files SET exhibit_id = ${id}
      WHERE case_id = ${caseId} AND exhibit_id IS NULL AND (
        id IN (SELECT id FROM root)
        OR id IN (SELECT copy_id FROM redacted_copies WHERE original_id IN (SELECT id FROM root))
      )
    `);
  }
  indexExhibit(db, id);
}

/** Requirements of the procedure that the exhibit meets. */
export function listRequirementsMetBy(db: ReadableDatabase, exhibitId: ExhibitId): readonly string[] {
  return db
    .all<{ requirement_id: string }>(
      sql`SELECT requirement_id FROM case_requirements WHERE exhibit_id = ${exhibitId} ORDER BY requirement_id`,
    )
    .map((row) => row.requirement_id);
}

/** Links the exhibit to requirements again, where no other exhibit has taken its place meanwhile. */
export function linkRequirements(
  db: WritableDatabase,
  { id, caseId }: Exhibit,
  requirementIds: readonly string[],
): void {
  for (const requirementId of requirementIds) {
    db.run(sql`
      UPDATE case_requirements
      SET exhibit_id = ${id}
      WHERE case_id = ${caseId} AND requirement_id = ${requirementId} AND exhibit_id IS NULL
    `);
  }
}

function rowToExhibit(row: ExhibitRow): Exhibit {
  return exhibitSchema.parse({
    id: row.id,
    caseId: row.case_id,
    place: row.place,
    number: row.number,
    isKept: row.is_kept === 1,
    title: row.title,
    dateEdtf: row.date_edtf,
    author: row.author,
    pages: row.pages,
    language: row.language,
    translation: row.translation,
    origin: row.origin,
    medium: row.medium,
    sha256: row.sha256,
    note: row.note,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  });
}

/** Those of a case, by the day they came. */
export function listOriginals(db: ReadableDatabase, caseId: CaseId): readonly Original[] {
  return db
    .all<
      Omit<Original, 'redaction'> & { readonly redactedFrom: string | null; readonly standsIn: number | null }
    >(
      sql`
      SELECT id, exhibit_id AS exhibitId, name, byte_length AS byteLength, sha256, media_type AS mediaType,
        imported_at AS importedAt, original_id AS redactedFrom, stands_in AS standsIn
      FROM evidence_files
      LEFT JOIN redacted_copies ON copy_id = id
      WHERE case_id = ${caseId} AND removed_at IS NULL
      ORDER BY imported_at, id
    `,
    )
    .map(({ redactedFrom, standsIn, ...file }) =>
      originalSchema.parse({
        ...file,
        redaction: redactedFrom === null ? null : { of: redactedFrom, standsIn: standsIn === 1 },
      }),
    );
}

/** PDFs whose words were not read yet. */
export function listUnread(db: ReadableDatabase, caseId: CaseId): readonly Original[] {
  const read = new Set(
    db
      .all<{ readonly id: string }>(sql`SELECT evidence_file_id AS id FROM evidence_words`)
      .map(({ id }) => id),
  );
  return listOriginals(db, caseId).filter(
    ({ id, mediaType }) => mediaType === 'application/pdf' && !read.has(id),
  );
}

/** Whether a row of `evidence_files` leaves the vault with its exhibit: 0 while a redacted copy of it does instead. */
export const goesOut = sql`(
  NOT EXISTS (SELECT 1 FROM redacted_copies AS other WHERE other.original_id = evidence_files.id AND other.stands_in = 1)
  AND NOT EXISTS (SELECT 1 FROM redacted_copies AS own WHERE own.copy_id = evidence_files.id AND own.stands_in = 0)
)`;
