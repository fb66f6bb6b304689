import { z } from 'zod';
import { consentEntrySchema, type ConsentEntry } from '../../shared/consent/schemas';
import { filingSnapshotSchema, type FilingSnapshot } from '../../shared/filings/snapshot';
import { filingIdSchema, type CaseId, type ConsentEntryId, type FilingId } from '../../shared/kernel/ids';
import { languageSchema, type Language } from '../../shared/kernel/languages';
import { instantSchema, type Instant } from '../../shared/kernel/time';
import type { ReadableDatabase, WritableDatabase } from '../db/database';
import { sql, type Sql } from '../db/sql';

export function insertConsentEntry(db: WritableDatabase, entry: ConsentEntry): void {
  db.run(sql`
    INSERT INTO consent_entries (
      id, case_id, kind, strikes, recipient, recipient_name, purposes, data, limits, language, interpreter, form,
      witness, decided_on, until, note, filing_id, exhibit_id, recorded_at, member_id
    ) VALUES (
      ${entry.id}, ${entry.caseId}, ${entry.kind}, ${entry.strikes}, ${entry.recipient}, ${entry.recipientName},
      ${JSON.stringify(entry.purposes)}, ${JSON.stringify(entry.data)}, ${entry.limits}, ${entry.language},
      ${entry.interpreter}, ${entry.form}, ${entry.witness}, ${entry.decidedOn}, ${entry.until}, ${entry.note},
      ${entry.filingId}, ${entry.exhibitId}, ${entry.recordedAt}, ${entry.memberId}
    )
  `);
}

/** The whole ledger of a case, newest first, as it was written down. */
export function listConsentEntries(db: ReadableDatabase, caseId: CaseId): readonly ConsentEntry[] {
  return readEntries(db, sql`case_id = ${caseId}`);
}

export function findConsentEntry(db: ReadableDatabase, id: ConsentEntryId): ConsentEntry | undefined {
  return readEntries(db, sql`id = ${id}`)[0];
}

/** Whether a later entry says that this one was a mistake. */
export function isStruck(db: ReadableDatabase, id: ConsentEntryId): boolean {
  return db.get(sql`SELECT 1 FROM consent_entries WHERE strikes = ${id}`) !== undefined;
}

const listSchema = z.string().transform((json): unknown => JSON.parse(json));
const rowSchema = z.looseObject({ purposes: listSchema, data: listSchema });

function readEntries(db: ReadableDatabase, condition: Sql): readonly ConsentEntry[] {
  return db
    .all(
      sql`
        SELECT id, case_id AS caseId, kind, strikes, recipient, recipient_name AS recipientName, purposes, data, limits,
          language, interpreter, form, witness, decided_on AS decidedOn, until, note, filing_id AS filingId,
          exhibit_id AS exhibitId, recorded_at AS recordedAt, member_id AS memberId
        FROM consent_entries
        WHERE ${condition}
        ORDER BY recorded_at DESC, id DESC
      `,
    )
    .map((row) => consentEntrySchema.parse(rowSchema.parse(row)));
}

/** A form (F2) of which the ledger says nothing. */
interface OpenForm {
  readonly filingId: FilingId;
  readonly language: Language;
  readonly madeAt: Instant;
  /** Null where an older program made it and its record cannot be read any more. */
  readonly snapshot: FilingSnapshot | null;
}

/** Forms that were made and that no entry names, newest first. */
export function listOpenForms(db: ReadableDatabase, caseId: CaseId): readonly OpenForm[] {
  return db
    .all<{ id: string; language: string; generated_at: string; snapshot: string }>(
      sql`
        SELECT id, language, generated_at, snapshot
        FROM filings
        WHERE case_id = ${caseId} AND filing_kind = 'F2'
          AND NOT EXISTS (
            SELECT 1 FROM consent_entries
            WHERE consent_entries.filing_id = filings.id
              AND NOT EXISTS (SELECT 1 FROM consent_entries AS later WHERE later.strikes = consent_entries.id)
          )
        ORDER BY generated_at DESC, id DESC
      `,
    )
    .map((row) => ({
      filingId: filingIdSchema.parse(row.id),
      language: languageSchema.parse(row.language),
      madeAt: instantSchema.parse(row.generated_at),
      snapshot: filingSnapshotSchema.safeParse(JSON.parse(row.snapshot)).data ?? null,
    }));
}

export function isFormOfCase(db: ReadableDatabase, caseId: CaseId, filingId: FilingId): boolean {
  return (
    db.get(sql`
      SELECT 1 FROM filings WHERE id = ${filingId} AND case_id = ${caseId} AND filing_kind = 'F2'
    `) !== undefined
  );
}
