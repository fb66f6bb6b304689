import {
  auditEntrySchema,
  auditSubjectSchema,
  type AuditEntry,
  type AuditFilter,
  type AuditSubject,
} from '../../shared/audit/contract';
import type { ReadableDatabase } from '../db/database';
import { sql } from '../db/sql';

/** What the subject of an entry is, by the one table that its id is in. */
interface SubjectRow {
  readonly role: string | null;
  readonly roleNumber: number | null;
  readonly subjectMember: string | null;
  readonly title: string | null;
  readonly exhibitNumber: string | null;
  readonly factDate: string | null;
  readonly happenedOn: string | null;
  readonly filingKind: string | null;
  readonly filingLanguage: string | null;
  readonly subjectWayKind: string | null;
  readonly subjectWayNumber: number | null;
  readonly subjectWayLabel: string | null;
}

interface AuditRow extends SubjectRow {
  readonly sequence: unknown;
  readonly at: unknown;
  readonly memberId: unknown;
  readonly memberName: unknown;
  readonly action: unknown;
  readonly subjectId: string | null;
  readonly caseId: unknown;
  readonly caseCode: unknown;
  readonly memberWayKind: string | null;
  readonly memberWayNumber: number | null;
  readonly memberWayLabel: string | null;
}

/** Entries newest first that pass the filter, older than `before`. */
export function listAuditEntries(
  db: ReadableDatabase,
  wanted: AuditFilter & { readonly before: number | null; readonly limit: number },
): readonly AuditEntry[] {
  const before = wanted.before ?? Number.MAX_SAFE_INTEGER;
  const ofCase = wanted.caseId === null ? sql`` : sql`AND entry.case_id = ${wanted.caseId}`;
  const ofMember = wanted.memberId === null ? sql`` : sql`AND entry.member_id = ${wanted.memberId}`;
  const ofPerson = wanted.personId === null ? sql`` : sql`AND entry.subject_id = ${wanted.personId}`;
  const ofKind =
    wanted.kind === null
      ? sql``
      : sql`AND entry.action BETWEEN ${`${wanted.kind}.`} AND ${`${wanted.kind}/`}`;
  const rows = db.all<AuditRow>(sql`
    SELECT
      entry.sequence AS sequence,
      entry.at AS at,
      entry.member_id AS memberId,
      coalesce(members.name, '') AS memberName,
      entry.action AS action,
      entry.subject_id AS subjectId,
      entry.case_id AS caseId,
      coalesce(
        cases.code, (SELECT max(case_code) FROM purges WHERE purges.case_id = entry.case_id), ''
      ) AS caseCode,
      people.role AS role,
      people.role_number AS roleNumber,
      subject_members.name AS subjectMember,
      interviews.title AS title,
      exhibits.label AS exhibitNumber,
      facts.date_text AS factDate,
      case_events.happened_on AS happenedOn,
      filings.filing_kind AS filingKind,
      filings.language AS filingLanguage,
      subject_ways.kind AS subjectWayKind,
      subject_ways.number AS subjectWayNumber,
      subject_ways.label AS subjectWayLabel,
      member_ways.kind AS memberWayKind,
      member_ways.number AS memberWayNumber,
      member_ways.label AS memberWayLabel
    FROM audit_entries AS entry
    LEFT JOIN members ON members.id = entry.member_id
    LEFT JOIN cases ON cases.id = entry.case_id
    LEFT JOIN people ON people.id = entry.subject_id
    LEFT JOIN members AS subject_members ON subject_members.id = entry.subject_id
    LEFT JOIN interviews ON interviews.id = entry.subject_id
    LEFT JOIN exhibits ON exhibits.id = entry.subject_id
    LEFT JOIN facts ON facts.id = entry.subject_id
    LEFT JOIN case_events ON case_events.id = entry.subject_id
    LEFT JOIN filings ON filings.id = entry.subject_id
    LEFT JOIN recovery_ways AS subject_ways ON subject_ways.member_id = entry.subject_id
    LEFT JOIN recovery_ways AS member_ways ON member_ways.member_id = entry.member_id
    WHERE entry.sequence < ${before} ${ofCase} ${ofMember} ${ofPerson} ${ofKind}
    ORDER BY entry.sequence DESC
    LIMIT ${wanted.limit}
  `);
  return rows.map(rowToEntry);
}

/** What ids of records of a case stand for, as the log names them. */
export function listSubjects(
  db: ReadableDatabase,
  caseId: string,
  subjectIds: readonly string[],
): ReadonlyMap<string, AuditSubject> {
  const rows = db.all<SubjectRow & { readonly id: string }>(sql`
    SELECT
      subject.value AS id,
      people.role AS role,
      people.role_number AS roleNumber,
      NULL AS subjectMember,
      interviews.title AS title,
      exhibits.label AS exhibitNumber,
      facts.date_text AS factDate,
      case_events.happened_on AS happenedOn,
      filings.filing_kind AS filingKind,
      filings.language AS filingLanguage,
      NULL AS subjectWayKind,
      NULL AS subjectWayNumber,
      NULL AS subjectWayLabel
    FROM json_each(${JSON.stringify([...new Set(subjectIds)])}) AS subject
    LEFT JOIN people ON people.id = subject.value AND people.case_id = ${caseId}
    LEFT JOIN interviews ON interviews.id = subject.value AND interviews.case_id = ${caseId}
    LEFT JOIN exhibits ON exhibits.id = subject.value AND exhibits.case_id = ${caseId}
    LEFT JOIN facts ON facts.id = subject.value AND facts.case_id = ${caseId}
    LEFT JOIN case_events ON case_events.id = subject.value AND case_events.case_id = ${caseId}
    LEFT JOIN filings ON filings.id = subject.value AND filings.case_id = ${caseId}
  `);
  return new Map(
    rows.flatMap((row) => {
      const subject = auditSubjectSchema.nullable().parse(subjectOf(row));
      return subject === null ? [] : [[row.id, subject] as const];
    }),
  );
}

function rowToEntry(row: AuditRow): AuditEntry {
  return auditEntrySchema.parse({
    sequence: row.sequence,
    at: row.at,
    memberId: row.memberId,
    memberName: row.memberName,
    memberRecovery: wayOf(row.memberWayKind, row.memberWayNumber, row.memberWayLabel),
    action: row.action,
    subjectId: row.subjectId,
    subject: subjectOf(row),
    caseId: row.caseId,
    caseCode: row.caseCode,
  });
}

function subjectOf(row: SubjectRow): unknown {
  if (row.role !== null) return { kind: 'person', role: row.role, number: row.roleNumber };
  if (row.subjectMember !== null) return { kind: 'member', name: row.subjectMember };
  if (row.title !== null) return { kind: 'interview', title: row.title };
  if (row.exhibitNumber !== null) return { kind: 'exhibit', number: row.exhibitNumber };
  if (row.factDate !== null && row.factDate !== '') return { kind: 'fact', date: row.factDate };
  if (row.happenedOn !== null) return { kind: 'event', happenedOn: row.happenedOn };
  if (row.filingKind !== null)
    return { kind: 'filing', filingKind: row.filingKind, language: row.filingLanguage };
  const way = wayOf(row.subjectWayKind, row.subjectWayNumber, row.subjectWayLabel);
  return way === null ? null : { kind: 'recovery', way };
}

function wayOf(kind: string | null, number: number | null, label: string | null): unknown {
  return kind === null ? null : { kind, number, label };
}

/** The hash of each entry, in hex, for a log that leaves the vault. */
export function readEntryHashes(
  db: ReadableDatabase,
  range: { readonly first: number; readonly last: number },
): ReadonlyMap<number, string> {
  const rows = db.all<{ sequence: number; hash: string }>(sql`
    SELECT sequence, lower(hex(hash)) AS hash
    FROM audit_entries
    WHERE sequence BETWEEN ${range.first} AND ${range.last}
  `);
  return new Map(rows.map(({ sequence, hash }) => [sequence, hash]));
}

/** Members and cases that the log speaks of, by name and by code. */
export function listAuditFilters(db: ReadableDatabase): {
  readonly members: readonly { readonly memberId: string; readonly name: string }[];
  readonly cases: readonly { readonly caseId: string; readonly code: string }[];
} {
  return {
    members: db.all<{ memberId: string; name: string }>(sql`
      SELECT id AS memberId, name FROM members ORDER BY name
    `),
    cases: db.all<{ caseId: string; code: string }>(sql`
      SELECT id AS caseId, code FROM cases
      UNION
      SELECT case_id, case_code FROM purges WHERE case_id NOT IN (SELECT id FROM cases)
      ORDER BY code DESC
    `),
  };
}
