import type { CaseId, FactId, InterviewId } from '../../shared/kernel/ids';
import type { Instant } from '../../shared/kernel/time';
import type { AddendumText, InterviewCitation } from '../../shared/interviews/contract';
import { interviewDocumentSchema, type InterviewDocument } from '../../shared/interviews/document';
import { guideAnswersSchema, type GuideAnswers } from '../../shared/interviews/guide';
import {
  interviewDetailsSchema,
  type InterviewBreak,
  type InterviewBreakId,
  type InterviewDetails,
  type InterviewSummary,
  type InterviewVersion,
  type InterviewVersionId,
  type VersionOccasion,
} from '../../shared/interviews/schemas';
import type { ReadableDatabase, WritableDatabase } from '../db/database';
import { sql } from '../db/sql';
import { indexInterview } from '../search/index-store';

/** What a command must know before it may write. */
export interface InterviewState {
  readonly id: InterviewId;
  readonly caseId: CaseId;
  readonly revision: number;
  readonly savedAt: Instant;
  readonly sealedAt: Instant | null;
  readonly removedAt: Instant | null;
}

export interface StoredDocument {
  /** As it stands in the column. */
  readonly json: string;
  readonly wordCount: number;
}

export interface StoredAddendum {
  readonly id: string;
  readonly text: string;
  readonly reason: string;
  readonly writtenAt: Instant;
  readonly hash: string;
}

export function readState(db: ReadableDatabase, id: InterviewId): InterviewState | undefined {
  return db.get<InterviewState>(sql`
    SELECT id, case_id AS caseId, revision, updated_at AS savedAt, sealed_at AS sealedAt, removed_at AS removedAt
    FROM interviews
    WHERE id = ${id}
  `);
}

export function caseExists(db: ReadableDatabase, caseId: CaseId): boolean {
  return db.get(sql`SELECT 1 FROM cases WHERE id = ${caseId}`) !== undefined;
}

const summaryColumns = sql`
  interviews.id, interviews.case_id AS caseId, title, held_on AS heldOn, language, interpreter,
  word_count AS wordCount, sealed_at AS sealedAt, updated_at AS savedAt,
  (SELECT COUNT(*) FROM interview_addenda WHERE interview_addenda.interview_id = interviews.id) AS addenda,
  (SELECT COUNT(DISTINCT fact_id) FROM fact_citations WHERE fact_citations.interview_id = interviews.id)
    AS citingFacts
`;

export function listInterviews(db: ReadableDatabase, caseId: CaseId): readonly InterviewSummary[] {
  return db.all<InterviewSummary>(sql`
    SELECT ${summaryColumns}
    FROM interviews
    WHERE case_id = ${caseId} AND removed_at IS NULL
    ORDER BY held_on DESC, started_at DESC, id DESC
  `);
}

export function listRemovedInterviews(
  db: ReadableDatabase,
  caseId: CaseId,
): readonly (InterviewSummary & { readonly removedAt: Instant })[] {
  return db.all(sql`
    SELECT ${summaryColumns}, removed_at AS removedAt
    FROM interviews
    WHERE case_id = ${caseId} AND removed_at IS NOT NULL
    ORDER BY removed_at DESC, id DESC
  `);
}

export function insertInterview(
  db: WritableDatabase,
  interview: {
    readonly id: InterviewId;
    readonly caseId: CaseId;
    readonly details: InterviewDetails;
    readonly document: InterviewDocument;
    readonly createdAt: Instant;
  },
): void {
  const { id, caseId, details, document, createdAt } = interview;
  db.run(sql`
    INSERT INTO interviews (
      id, case_id, title, held_on, started_at, ended_at, place_kind, language, interpreter, interpreter_language,
      persons_present, stop_reason, stop_note, document, word_count, revision, created_at, updated_at
    )
    VALUES (
      ${id}, ${caseId}, ${details.title}, ${details.heldOn}, ${details.startedAt}, ${details.endedAt},
      ${details.placeKind}, ${details.language}, ${details.interpreter}, ${details.interpreterLanguage},
      ${details.personsPresent}, ${details.stopReason}, ${details.stopNote}, ${JSON.stringify(document)}, 0, 0,
      ${createdAt}, ${createdAt}
    )
  `);
  indexInterview(db, id);
}

export function readDetails(db: ReadableDatabase, id: InterviewId): InterviewDetails {
  return interviewDetailsSchema.parse(
    db.get(sql`
      SELECT title, held_on AS heldOn, started_at AS startedAt, ended_at AS endedAt, place_kind AS placeKind,
        language, interpreter, interpreter_language AS interpreterLanguage, persons_present AS personsPresent,
        stop_reason AS stopReason, stop_note AS stopNote
      FROM interviews
      WHERE id = ${id}
    `),
  );
}

export function writeDetails(db: WritableDatabase, id: InterviewId, details: InterviewDetails): void {
  db.run(sql`
    UPDATE interviews
    SET title = ${details.title}, held_on = ${details.heldOn}, started_at = ${details.startedAt},
      ended_at = ${details.endedAt}, place_kind = ${details.placeKind}, language = ${details.language},
      interpreter = ${details.interpreter}, interpreter_language = ${details.interpreterLanguage},
      persons_present = ${details.personsPresent}, stop_reason = ${details.stopReason},
      stop_note = ${details.stopNote}
    WHERE id = ${id}
  `);
  indexInterview(db, id);
}

export function readStoredDocument(db: ReadableDatabase, id: InterviewId): StoredDocument {
  const row = db.get<StoredDocument>(sql`
    SELECT document AS json, word_count AS wordCount FROM interviews WHERE id = ${id}
  `);
  if (row === undefined) throw new Error('The interview went away between two statements');
  return row;
}

export function readDocument(db: ReadableDatabase, id: InterviewId): InterviewDocument {
  return parseDocument(readStoredDocument(db, id).json);
}

export function parseDocument(json: string): InterviewDocument {
  return interviewDocumentSchema.parse(JSON.parse(json));
}

export function writeDocument(
  db: WritableDatabase,
  id: InterviewId,
  document: StoredDocument,
  written: { readonly revision: number; readonly savedAt: Instant },
): void {
  db.run(sql`
    UPDATE interviews
    SET document = ${document.json}, word_count = ${document.wordCount}, revision = ${written.revision},
      updated_at = ${written.savedAt}
    WHERE id = ${id}
  `);
  indexInterview(db, id);
}

export function writeSeal(
  db: WritableDatabase,
  id: InterviewId,
  seal: { readonly sealedAt: Instant; readonly hash: string },
): void {
  db.run(
    sql`UPDATE interviews SET sealed_at = ${seal.sealedAt}, sealed_hash = ${seal.hash} WHERE id = ${id}`,
  );
}

export function readSealedHash(db: ReadableDatabase, id: InterviewId): string | null {
  return (
    db.get<{ readonly hash: string | null }>(sql`SELECT sealed_hash AS hash FROM interviews WHERE id = ${id}`)
      ?.hash ?? null
  );
}

export function writeRemovedAt(db: WritableDatabase, id: InterviewId, removedAt: Instant | null): void {
  db.run(sql`UPDATE interviews SET removed_at = ${removedAt} WHERE id = ${id}`);
  indexInterview(db, id);
}

export function deleteInterview(db: WritableDatabase, id: InterviewId): void {
  db.run(sql`DELETE FROM interviews WHERE id = ${id}`);
}

/** In the order they began. */
export function listBreaks(db: ReadableDatabase, id: InterviewId): readonly InterviewBreak[] {
  return db.all<InterviewBreak>(sql`
    SELECT id, started_at AS startedAt, ended_at AS endedAt, reason
    FROM interview_breaks
    WHERE interview_id = ${id}
    ORDER BY started_at, id
  `);
}

export function readBreak(
  db: ReadableDatabase,
  breakId: InterviewBreakId,
): { readonly interviewId: InterviewId; readonly break: InterviewBreak } | undefined {
  const row = db.get<InterviewBreak & { readonly interviewId: InterviewId }>(sql`
    SELECT interview_id AS interviewId, id, started_at AS startedAt, ended_at AS endedAt, reason
    FROM interview_breaks
    WHERE id = ${breakId}
  `);
  if (row === undefined) return undefined;
  const { interviewId, ...found } = row;
  return { interviewId, break: found };
}

export function insertBreak(db: WritableDatabase, id: InterviewId, started: InterviewBreak): void {
  db.run(sql`
    INSERT INTO interview_breaks (id, interview_id, started_at, ended_at, reason)
    VALUES (${started.id}, ${id}, ${started.startedAt}, ${started.endedAt}, ${started.reason})
  `);
}

export function writeBreak(db: WritableDatabase, changed: InterviewBreak): void {
  db.run(sql`
    UPDATE interview_breaks SET ended_at = ${changed.endedAt}, reason = ${changed.reason} WHERE id = ${changed.id}
  `);
}

export function deleteBreak(db: WritableDatabase, breakId: InterviewBreakId): void {
  db.run(sql`DELETE FROM interview_breaks WHERE id = ${breakId}`);
}

/** Empty and never audited when nothing was noted yet. */
export function readGuide(
  db: ReadableDatabase,
  id: InterviewId,
): { readonly answers: GuideAnswers; readonly auditedAt: Instant | null } {
  const row = db.get<{ readonly answers: string; readonly auditedAt: Instant }>(sql`
    SELECT answers, audited_at AS auditedAt FROM interview_guides WHERE interview_id = ${id}
  `);
  if (row === undefined) return { answers: {}, auditedAt: null };
  return { answers: guideAnswersSchema.parse(JSON.parse(row.answers)), auditedAt: row.auditedAt };
}

export function writeGuide(
  db: WritableDatabase,
  id: InterviewId,
  guide: { readonly answers: GuideAnswers; readonly auditedAt: Instant },
): void {
  const answers = JSON.stringify(guide.answers);
  db.run(sql`
    INSERT INTO interview_guides (interview_id, answers, audited_at)
    VALUES (${id}, ${answers}, ${guide.auditedAt})
    ON CONFLICT (interview_id) DO UPDATE SET answers = excluded.answers, audited_at = excluded.audited_at
  `);
}

export function listVersions(db: ReadableDatabase, id: InterviewId): readonly InterviewVersion[] {
  return db.all<InterviewVersion>(sql`
    SELECT id, revision, saved_at AS savedAt, occasion, word_count AS wordCount
    FROM interview_versions
    WHERE interview_id = ${id}
    ORDER BY revision DESC
  `);
}

export function readLastVersion(db: ReadableDatabase, id: InterviewId): InterviewVersion | undefined {
  return db.get<InterviewVersion>(sql`
    SELECT id, revision, saved_at AS savedAt, occasion, word_count AS wordCount
    FROM interview_versions
    WHERE interview_id = ${id}
    ORDER BY revision DESC
    LIMIT 1
  `);
}

export function readVersion(
  db: ReadableDatabase,
  versionId: InterviewVersionId,
):
  | { readonly interviewId: InterviewId; readonly version: InterviewVersion; readonly document: string }
  | undefined {
  const row = db.get<InterviewVersion & { readonly interviewId: InterviewId; readonly document: string }>(sql`
    SELECT interview_id AS interviewId, id, revision, saved_at AS savedAt, occasion, word_count AS wordCount, document
    FROM interview_versions
    WHERE id = ${versionId}
  `);
  if (row === undefined) return undefined;
  const { interviewId, document, ...version } = row;
  return { interviewId, document, version };
}

/** @returns false when this revision is a version already */
export function insertVersion(
  db: WritableDatabase,
  version: {
    readonly id: string;
    readonly interviewId: InterviewId;
    readonly revision: number;
    readonly document: StoredDocument;
    readonly occasion: VersionOccasion;
    readonly savedAt: Instant;
  },
): boolean {
  const { id, interviewId, revision, document, occasion, savedAt } = version;
  return (
    db.run(sql`
      INSERT INTO interview_versions (id, interview_id, revision, document, word_count, occasion, saved_at)
      VALUES (${id}, ${interviewId}, ${revision}, ${document.json}, ${document.wordCount}, ${occasion}, ${savedAt})
      ON CONFLICT (interview_id, revision) DO NOTHING
    `).changes === 1
  );
}

/** In the order they were written. */
export function listAddenda(db: ReadableDatabase, id: InterviewId): readonly StoredAddendum[] {
  return db.all<StoredAddendum>(sql`
    SELECT id, text, reason, written_at AS writtenAt, hash
    FROM interview_addenda
    WHERE interview_id = ${id}
    ORDER BY ordinal
  `);
}

export function insertAddendum(
  db: WritableDatabase,
  id: InterviewId,
  addendum: StoredAddendum,
  ordinal: number,
): void {
  db.run(sql`
    INSERT INTO interview_addenda (id, interview_id, ordinal, text, reason, written_at, hash)
    VALUES (${addendum.id}, ${id}, ${ordinal}, ${addendum.text}, ${addendum.reason}, ${addendum.writtenAt},
      ${addendum.hash})
  `);
  indexInterview(db, id);
}

/** Empty texts when none was begun. */
export function readAddendumDraft(db: ReadableDatabase, id: InterviewId): AddendumText {
  return (
    db.get<AddendumText>(
      sql`SELECT text, reason FROM interview_addendum_drafts WHERE interview_id = ${id}`,
    ) ?? {
      text: '',
      reason: '',
    }
  );
}

export function writeAddendumDraft(db: WritableDatabase, id: InterviewId, draft: AddendumText): void {
  db.run(sql`
    INSERT INTO interview_addendum_drafts (interview_id, text, reason)
    VALUES (${id}, ${draft.text}, ${draft.reason})
    ON CONFLICT (interview_id) DO UPDATE SET text = excluded.text, reason = excluded.reason
  `);
}

export function deleteAddendumDraft(db: WritableDatabase, id: InterviewId): void {
  db.run(sql`DELETE FROM interview_addendum_drafts WHERE interview_id = ${id}`);
}

export function countCitingFacts(db: ReadableDatabase, id: InterviewId): number {
  const row = db.get<{ readonly facts: number }>(sql`
    SELECT COUNT(DISTINCT fact_id) AS facts FROM fact_citations WHERE interview_id = ${id}
  `);
  return row?.facts ?? 0;
}

/** In the order of the timeline: by earliest possible day, undated facts last. */
export function listCitations(db: ReadableDatabase, id: InterviewId): readonly InterviewCitation[] {
  return db.all<InterviewCitation & { readonly factId: FactId }>(sql`
    SELECT facts.id AS factId, facts.statement, facts.date_text AS dateText, fact_citations.block_id AS blockId,
      fact_citations.quote
    FROM fact_citations
    JOIN facts ON facts.id = fact_citations.fact_id
    WHERE fact_citations.interview_id = ${id} AND fact_citations.block_id IS NOT NULL
    ORDER BY facts.earliest IS NULL, facts.earliest, facts.id, fact_citations.id
  `);
}
