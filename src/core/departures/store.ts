import { z } from 'zod';
import {
  departureSchema,
  type Departure,
  type DepartureState,
  type GuardedWords,
} from '../../shared/departures/schemas';
import type { CaseId, DepartureId, FilingId, GuardedWordsId, PersonId } from '../../shared/kernel/ids';
import type { Instant } from '../../shared/kernel/time';
import type { ReadableDatabase, WritableDatabase } from '../db/database';
import { sql } from '../db/sql';
import { readSeal, type SealedFields } from './seal';

export function insertDeparture(
  db: WritableDatabase,
  departure: SealedFields & { readonly filingId: FilingId | null; readonly sealSalt: string },
): void {
  db.run(sql`
    INSERT INTO departures (id, case_id, kind, filing_id, file_name, sha256, size_bytes, objections, reason, left_at,
      member_id, recipient, recipient_name, purpose, reason_kind, seal_salt)
    VALUES (${departure.id}, ${departure.caseId}, ${departure.kind}, ${departure.filingId}, ${departure.fileName},
      ${departure.sha256}, ${departure.sizeBytes}, ${JSON.stringify(departure.objections)}, ${departure.reason},
      ${departure.leftAt}, ${departure.memberId}, ${departure.recipient}, ${departure.recipientName},
      ${departure.purpose}, ${departure.reasonKind}, ${departure.sealSalt})
  `);
}

const departureRowSchema = z.object({
  id: z.string(),
  case_id: z.string(),
  kind: z.string(),
  filing_id: z.string().nullable(),
  filing_kind: z.string().nullable(),
  language: z.string().nullable(),
  file_name: z.string(),
  sha256: z.string(),
  size_bytes: z.int(),
  objections: z.string(),
  reason: z.string(),
  left_at: z.string(),
  member_id: z.string().nullable(),
  state: z.string(),
  settled_on: z.string().nullable(),
  settled_note: z.string(),
  recipient: z.string().nullable(),
  recipient_name: z.string(),
  purpose: z.string().nullable(),
  reason_kind: z.string().nullable(),
  asked_back_on: z.string().nullable(),
  seal_salt: z.string(),
});

/** Everything of a case that left, newest first. */
export function listDepartures(db: ReadableDatabase, caseId: CaseId): readonly Departure[] {
  return db
    .all(
      sql`
        SELECT departures.*, filings.filing_kind, filings.language
        FROM departures
        LEFT JOIN filings ON filings.id = departures.filing_id
        WHERE departures.case_id = ${caseId}
        ORDER BY departures.left_at DESC, departures.id DESC
      `,
    )
    .map((row) => readDeparture(db, row));
}

export function findDeparture(db: ReadableDatabase, id: DepartureId): Departure | undefined {
  const row = db.get(sql`
    SELECT departures.*, filings.filing_kind, filings.language
    FROM departures
    LEFT JOIN filings ON filings.id = departures.filing_id
    WHERE departures.id = ${id}
  `);
  return row === undefined ? undefined : readDeparture(db, row);
}

function readDeparture(db: ReadableDatabase, found: unknown): Departure {
  const row = departureRowSchema.parse(found);
  const { seal: _none, ...departure } = departureSchema.parse({
    id: row.id,
    caseId: row.case_id,
    kind: row.kind,
    filing:
      row.filing_id === null
        ? null
        : { id: row.filing_id, filingKind: row.filing_kind, language: row.language },
    fileName: row.file_name,
    sha256: row.sha256,
    sizeBytes: row.size_bytes,
    recipient: row.recipient,
    recipientName: row.recipient_name,
    purpose: row.purpose,
    objections: JSON.parse(row.objections),
    reason: row.reason,
    reasonKind: row.reason_kind,
    leftAt: row.left_at,
    memberId: row.member_id,
    state: row.state,
    settledOn: row.settled_on,
    askedBackOn: row.asked_back_on,
    settledNote: row.settled_note,
    seal: 'none',
  });
  return { ...departure, seal: readSeal(db, { ...departure, sealSalt: row.seal_salt }) };
}

export function settleDeparture(
  db: WritableDatabase,
  settled: {
    readonly id: DepartureId;
    readonly state: DepartureState;
    readonly on: string | null;
    readonly note: string;
  },
): void {
  db.run(sql`
    UPDATE departures
    SET state = ${settled.state}, settled_on = ${settled.on}, settled_note = ${settled.note}
    WHERE id = ${settled.id}
  `);
}

export function setAskedBack(
  db: WritableDatabase,
  { id, on }: { readonly id: DepartureId; readonly on: string | null },
): void {
  db.run(sql`UPDATE departures SET asked_back_on = ${on} WHERE id = ${id}`);
}

/** Words that must never leave, of all cases: a shelter houses clients of several. */
export function listGuardedWords(db: ReadableDatabase): readonly (Omit<GuardedWords, 'text'> & {
  readonly text: string;
  readonly caseId: CaseId;
  readonly caseCode: string;
})[] {
  return db.all(sql`
    SELECT guarded_words.id, guarded_words.case_id AS caseId, cases.code AS caseCode, guarded_words.kind,
      guarded_words.text
    FROM guarded_words
    JOIN cases ON cases.id = guarded_words.case_id
    ORDER BY guarded_words.created_at, guarded_words.id
  `);
}

export function insertGuardedWords(
  db: WritableDatabase,
  words: {
    readonly id: GuardedWordsId;
    readonly caseId: CaseId;
    readonly kind: string;
    readonly text: string;
    readonly createdAt: Instant;
  },
): void {
  db.run(sql`
    INSERT INTO guarded_words (id, case_id, kind, text, created_at)
    VALUES (${words.id}, ${words.caseId}, ${words.kind}, ${words.text}, ${words.createdAt})
  `);
}

export function deleteGuardedWords(db: WritableDatabase, id: GuardedWordsId): void {
  db.run(sql`DELETE FROM guarded_words WHERE id = ${id}`);
}

/** A person a document could give away; texts are empty until known. */
export interface KnownPerson {
  readonly id: PersonId;
  readonly caseId: CaseId;
  readonly caseCode: string;
  readonly role: string;
  readonly familyName: string;
  readonly givenNames: string;
  readonly nativeScriptName: string;
  /** One per line. */
  readonly otherNames: string;
  readonly telephone: string;
  readonly email: string;
  readonly codeWord: string;
}

/** Everybody of the case; of other cases those who are in danger themselves. */
export function listKnownPeople(db: ReadableDatabase, caseId: CaseId): readonly KnownPerson[] {
  return db.all(sql`
    SELECT people.id, people.case_id AS caseId, cases.code AS caseCode, people.role, people.family_name AS familyName,
      people.given_names AS givenNames, people.native_script_name AS nativeScriptName,
      people.other_names AS otherNames, people.telephone, people.email,
      coalesce(safe_contact_rules.code_word, '') AS codeWord
    FROM people
    JOIN cases ON cases.id = people.case_id
    LEFT JOIN safe_contact_rules ON safe_contact_rules.person_id = people.id
    WHERE people.case_id = ${caseId} OR people.role IN ('client', 'child', 'familyMember', 'witness')
    ORDER BY cases.code, people.created_at, people.id
  `);
}

export function readSnapshot(db: ReadableDatabase, filingId: FilingId): unknown {
  const row = db.get<{ snapshot: string }>(sql`SELECT snapshot FROM filings WHERE id = ${filingId}`);
  return row === undefined ? undefined : JSON.parse(row.snapshot);
}
