import type { CaseId, EvidenceFileId, ExhibitId } from '../../shared/kernel/ids';
import type { CivilDate, Instant } from '../../shared/kernel/time';
import type { ReadableDatabase } from '../db/database';
import { sql } from '../db/sql';
import type { OriginalState } from '../evidence/originals';
import { goesOut, listExhibits } from '../evidence/store';

/** An original with what is known of how it came and what happened to it. */
export interface KeptOriginal {
  readonly id: EvidenceFileId;
  readonly storedAs: string;
  readonly sha256: string;
  readonly byteLength: number;
  readonly mediaType: string;
  readonly receivedFrom: string;
  /** A day; '' while unknown. */
  readonly receivedOn: CivilDate;
  readonly receivedHow: string;
  readonly device: string;
  readonly paperOriginal: string;
  readonly importedAt: Instant;
  /** SHA-256 of what this is a redacted copy of; null for what was received. */
  readonly redactedFrom: string | null;
  /** 0 where a redacted copy goes out in its place, or where it is a copy that stays. */
  readonly goesOut: 0 | 1;
  readonly events: readonly CustodyEvent[];
}

export interface CustodyEvent {
  readonly action: string;
  readonly at: Instant;
  readonly memberName: string;
  /** 1 where a copy left without what the file says of itself. */
  readonly isWithoutTraces: 0 | 1;
}

/** An exhibit with its originals; one on paper has none. */
export interface KeptExhibit {
  readonly id: ExhibitId;
  readonly number: string;
  readonly title: string;
  readonly medium: 'paper' | 'digital';
  /** As somebody typed it; '' without one. */
  readonly sha256: string;
  readonly origin: string;
  readonly originals: readonly KeptOriginal[];
}

/** An original as it was just read through. */
export interface CheckedOriginal extends KeptOriginal {
  readonly found: OriginalState;
  readonly checkedAt: Instant;
  /** SHA-256 of the copy that stands in its place in a folder, without what the file says of itself. */
  readonly cleanCopySha256?: string;
}

export interface CheckedExhibit extends Omit<KeptExhibit, 'originals'> {
  readonly originals: readonly CheckedOriginal[];
}

/** Every exhibit of a case in the order of the inventory. */
export function readCustody(db: ReadableDatabase, caseId: CaseId): readonly KeptExhibit[] {
  const files = db.all<Omit<KeptOriginal, 'events'> & { readonly exhibitId: ExhibitId | null }>(sql`
    SELECT id, exhibit_id AS exhibitId, stored_as AS storedAs, sha256, byte_length AS byteLength,
      media_type AS mediaType, received_from AS receivedFrom, received_on AS receivedOn,
      received_how AS receivedHow, device, paper_original AS paperOriginal, imported_at AS importedAt,
      (
        SELECT originals.sha256 FROM redacted_copies JOIN evidence_files AS originals ON originals.id = original_id
        WHERE copy_id = evidence_files.id
      ) AS redactedFrom,
      ${goesOut} AS goesOut
    FROM evidence_files
    LEFT JOIN redacted_copies ON copy_id = evidence_files.id
    WHERE case_id = ${caseId} AND removed_at IS NULL
    -- A copy stands behind its original.
    ORDER BY (SELECT imported_at FROM evidence_files AS root WHERE root.id = COALESCE(original_id, evidence_files.id)),
      COALESCE(original_id, evidence_files.id), imported_at, evidence_files.id
  `);
  const events = db.all<CustodyEvent & { readonly fileId: EvidenceFileId }>(sql`
    SELECT custody_entries.evidence_file_id AS fileId, custody_entries.action, custody_entries.at,
      custody_entries.member_name AS memberName,
      coalesce(custody_entries.details ->> 'without' = 'traces', 0) AS isWithoutTraces
    FROM custody_entries
    JOIN evidence_files ON evidence_files.id = custody_entries.evidence_file_id
    WHERE evidence_files.case_id = ${caseId}
    ORDER BY custody_entries.at, custody_entries.id
  `);
  return listExhibits(db, caseId).map(({ id, number, title, medium, sha256, origin }) => ({
    id,
    number,
    title,
    medium,
    sha256,
    origin,
    originals: files
      .filter(({ exhibitId }) => exhibitId === id)
      .map(({ exhibitId: _exhibitId, ...file }) => ({
        ...file,
        events: events
          .filter(({ fileId }) => fileId === file.id)
          .map(({ fileId: _fileId, ...event }) => event),
      })),
  }));
}
