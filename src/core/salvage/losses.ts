import type { Loss, LossReason, RecordKind } from '../../shared/vault/salvage';
import type { Connection } from '../db/driver';
import { identifier, listOf, sql, type SqlValue } from '../db/sql';
import type { KnownColumns } from './copy-rows';
import type { SettledRow } from './settle';
import { idColumns, type TableShape } from './shapes';

const kindByTable: Readonly<Record<string, RecordKind>> = {
  cases: 'case',
  people: 'person',
  safe_contact_rules: 'person',
  interviews: 'interview',
  interview_versions: 'interviewVersion',
  interview_addenda: 'addendum',
  facts: 'fact',
  fact_citations: 'citation',
  exhibits: 'exhibit',
  evidence_files: 'original',
  custody_entries: 'custodyEntry',
  case_events: 'event',
  settled_deadlines: 'deadline',
  deadline_snoozes: 'deadline',
  case_requirements: 'requirement',
  filings: 'filing',
  audit_entries: 'auditEntry',
};
const idsListed = 50;

export function kindOf(table: string): RecordKind {
  return kindByTable[table] ?? 'other';
}

/** What did not come over, by kind, reason and case; cases by their codes. */
export function listLosses(
  db: Connection,
  shapes: readonly TableShape[],
  rows: readonly SettledRow[],
): readonly Loss[] {
  const groups = new Map<
    string,
    { kind: RecordKind; reason: LossReason; caseId: string | null; ids: string[]; count: number }
  >();
  for (const { table, known, reason } of rows) {
    const kind = kindOf(table);
    const caseId = caseOf(db, shapes, table, known);
    const key = JSON.stringify([kind, reason, caseId]);
    const group = groups.get(key) ?? { kind, reason, caseId, ids: [], count: 0 };
    const id = known.id ?? known.sequence ?? known.person_id;
    if (id !== undefined && id !== null && group.ids.length < idsListed) group.ids.push(String(id));
    group.count += 1;
    groups.set(key, group);
  }
  return [...groups.values()]
    .map(({ kind, reason, caseId, ids, count }) => ({
      kind,
      reason,
      caseCode: codeOf(db, caseId),
      count,
      ids,
    }))
    .toSorted((a, b) => a.caseCode.localeCompare(b.caseCode));
}

/** The case a row belongs to, through what it refers to; null when that is lost as well. */
function caseOf(
  db: Connection,
  shapes: readonly TableShape[],
  table: string,
  known: KnownColumns,
): string | null {
  if (table === 'cases') return textOf(known.id);
  if (known.case_id !== undefined) return textOf(known.case_id);
  const references = shapes.find(({ name }) => name === table)?.references ?? [];
  for (const { column, table: parentTable, to } of references) {
    const value = known[column];
    const parent = shapes.find(({ name }) => name === parentTable);
    if (value === undefined || value === null || parent === undefined || parentTable === table) continue;
    const row = db.get<KnownColumns>(sql`
      SELECT ${listOf(idColumns(parent))} FROM ${identifier(parentTable)} WHERE ${identifier(to)} = ${value}
    `);
    const found = row === undefined ? null : caseOf(db, shapes, parentTable, row);
    if (found !== null) return found;
  }
  return null;
}

function textOf(value: SqlValue | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

function codeOf(db: Connection, caseId: string | null): string {
  if (caseId === null) return '';
  return db.get<{ code: string }>(sql`SELECT code FROM cases WHERE id = ${caseId}`)?.code ?? '';
}
