import { z } from 'zod';
import { answerValueSchema } from '../../shared/filings/answers';
import { filingSummarySchema, type FilingDraft, type FilingSummary } from '../../shared/filings/schemas';
import type { FilingSnapshot } from '../../shared/filings/snapshot';
import type { CaseId, FilingId } from '../../shared/kernel/ids';
import { instantSchema, type Instant } from '../../shared/kernel/time';
import type { ReadableDatabase, WritableDatabase } from '../db/database';
import { sql } from '../db/sql';
import { indexAnswers, indexFiling } from '../search/index-store';

const storedAnswersSchema = z.record(
  z.string(),
  z.strictObject({ value: answerValueSchema, changedAt: instantSchema }),
);
export type StoredAnswers = z.infer<typeof storedAnswersSchema>;

export function findCaseLanguage(db: ReadableDatabase, caseId: CaseId): string | undefined {
  return db.get<{ file_language: string }>(sql`SELECT file_language FROM cases WHERE id = ${caseId}`)
    ?.file_language;
}

/** What was answered for this filing so far, by the name of the question. */
export function readAnswers(
  db: ReadableDatabase,
  { caseId, filingKind, language }: FilingDraft,
): StoredAnswers {
  const row = db.get<{ answers: string }>(sql`
    SELECT answers
    FROM filing_answers
    WHERE case_id = ${caseId} AND filing_kind = ${filingKind} AND language = ${language}
  `);
  return row === undefined ? {} : storedAnswersSchema.parse(JSON.parse(row.answers));
}

export function writeAnswers(
  db: WritableDatabase,
  { caseId, filingKind, language }: FilingDraft,
  answers: StoredAnswers,
  updatedAt: Instant,
): void {
  db.run(sql`
    INSERT INTO filing_answers (case_id, filing_kind, language, answers, updated_at)
    VALUES (${caseId}, ${filingKind}, ${language}, ${JSON.stringify(answers)}, ${updatedAt})
    ON CONFLICT (case_id, filing_kind, language)
    DO UPDATE SET answers = excluded.answers, updated_at = excluded.updated_at
  `);
  indexAnswers(db, { caseId, filingKind, language });
}

export function insertFiling(
  db: WritableDatabase,
  filing: {
    readonly id: FilingId;
    readonly templateVersion: string;
    readonly packVersion: string;
    readonly snapshot: FilingSnapshot;
    readonly document: Uint8Array;
    readonly sha256: string;
    readonly generatedAt: Instant;
  },
): void {
  const { snapshot } = filing;
  db.run(sql`
    INSERT INTO filings (id, case_id, filing_kind, language, template_version, pack_version, snapshot, document, sha256,
      generated_at)
    VALUES (${filing.id}, ${snapshot.caseId}, ${snapshot.filingKind}, ${snapshot.language}, ${filing.templateVersion},
      ${filing.packVersion}, ${JSON.stringify(snapshot)}, ${filing.document}, ${filing.sha256}, ${filing.generatedAt})
  `);
  indexFiling(db, filing.id);
}

interface FilingRow {
  readonly id: string;
  readonly case_id: string;
  readonly filing_kind: string;
  readonly language: string;
  readonly template_version: string;
  readonly generated_at: string;
  readonly sha256: string;
  readonly size_bytes: number;
  readonly version: number;
}

/** Every filing made for a case, newest first. */
export function listFilings(db: ReadableDatabase, caseId: CaseId): readonly FilingSummary[] {
  const exportRows = db.all<{ filing_id: string; exported_at: string }>(sql`
    SELECT filing_exports.filing_id, filing_exports.exported_at
    FROM filing_exports
    JOIN filings ON filings.id = filing_exports.filing_id
    WHERE filings.case_id = ${caseId}
    ORDER BY filing_exports.exported_at, filing_exports.id
  `);
  const exportsById = new Map<string, string[]>();
  for (const row of exportRows) {
    exportsById.set(row.filing_id, [...(exportsById.get(row.filing_id) ?? []), row.exported_at]);
  }
  return db
    .all<FilingRow>(
      sql`
        SELECT id, case_id, filing_kind, language, template_version, generated_at, sha256,
          length(document) AS size_bytes,
          row_number() OVER (PARTITION BY filing_kind, language ORDER BY generated_at, id) AS version
        FROM filings
        WHERE case_id = ${caseId}
        ORDER BY generated_at DESC, id DESC
      `,
    )
    .map((row) =>
      filingSummarySchema.parse({
        id: row.id,
        caseId: row.case_id,
        filingKind: row.filing_kind,
        language: row.language,
        templateVersion: row.template_version,
        generatedAt: row.generated_at,
        sha256: row.sha256,
        sizeBytes: row.size_bytes,
        version: row.version,
        exportedAt: exportsById.get(row.id) ?? [],
      }),
    );
}

/** A filing with its document and the code of its case, for the name of the file. */
export function findFiling(
  db: ReadableDatabase,
  filingId: FilingId,
): { readonly summary: FilingSummary; readonly document: Uint8Array; readonly caseCode: string } | undefined {
  const row = db.get<{ case_id: CaseId; code: string; document: Uint8Array }>(sql`
    SELECT filings.case_id, cases.code, filings.document
    FROM filings
    JOIN cases ON cases.id = filings.case_id
    WHERE filings.id = ${filingId}
  `);
  if (row === undefined) return undefined;
  const summary = listFilings(db, row.case_id).find(({ id }) => id === filingId);
  return summary === undefined ? undefined : { summary, document: row.document, caseCode: row.code };
}

export function insertExport(
  db: WritableDatabase,
  exported: { readonly id: string; readonly filingId: FilingId; readonly exportedAt: Instant },
): void {
  db.run(sql`
    INSERT INTO filing_exports (id, filing_id, exported_at)
    VALUES (${exported.id}, ${exported.filingId}, ${exported.exportedAt})
  `);
}

/** Version of the procedure pack the case runs under; '' when no procedure was started. */
export function findPackVersion(db: ReadableDatabase, caseId: CaseId): string {
  return (
    db.get<{ pack_version: string }>(sql`SELECT pack_version FROM case_procedures WHERE case_id = ${caseId}`)
      ?.pack_version ?? ''
  );
}
