import type { CivilDate, Instant } from '../../shared/kernel/time';
import type { LossReason } from '../../shared/vault/salvage';
import type { Connection } from '../db/driver';
import { identifier, listOf, sql, type Sql } from '../db/sql';
import type { KnownColumns, LostRow } from './copy-rows';
import { idColumns, type ReferenceShape, type TableShape } from './shapes';

/** A record that did not come over as it was. */
export interface SettledRow extends LostRow {
  readonly reason: LossReason;
}

/** Words for what stands in for something lost, in the language of the program. */
export interface StandInTexts {
  /** For the note of a case. */
  readonly caseNote: string;
  /** Title of an interview whose own is lost. */
  readonly interviewTitle: string;
}

export interface SettleOptions {
  readonly now: Instant;
  readonly today: CivilDate;
  readonly newId: () => string;
  readonly texts: StandInTexts;
}

/**
 * Puts the references in order after rows were lost. What an advocate cannot ask for again is kept: the newest version of
 * an interview takes the place of its lost text, and what belongs to a lost case is kept under one that says so and holds
 * nothing else. All other rows that mean nothing without the lost one go, and are listed.
 */
export function settleReferences(
  db: Connection,
  shapes: readonly TableShape[],
  lost: readonly LostRow[],
  options: SettleOptions,
): readonly SettledRow[] {
  return db.transaction(() => {
    const settled: SettledRow[] = lost.map((row) => ({ ...row, reason: 'unreadable' }));
    settled.push(...restoreInterviews(db, lost, options));
    settled.push(...standInForCases(db, shapes, options));
    for (;;) {
      const more = shapes.flatMap((shape) =>
        shape.references.flatMap((reference) => settleReference(db, shape, reference)),
      );
      if (more.length === 0) break;
      settled.push(...more);
    }
    // What something took the place of is told once.
    const replaced = new Set(
      settled
        .filter(({ reason }) => reason === 'olderText' || reason === 'standIn')
        .map(({ table, known }) => `${table} ${String(known.id)}`),
    );
    return settled.filter(
      ({ table, reason, known }) => reason !== 'unreadable' || !replaced.has(`${table} ${String(known.id)}`),
    );
  });
}

interface KeptVersion {
  readonly interview_id: string;
  readonly revision: number;
  readonly document: string;
  readonly word_count: number;
  readonly saved_at: string;
  readonly first_saved_at: string;
}

function restoreInterviews(
  db: Connection,
  lost: readonly LostRow[],
  options: SettleOptions,
): readonly SettledRow[] {
  const versions = db.all<KeptVersion>(sql`
    SELECT interview_id, max(revision) AS revision, document, word_count, saved_at,
      (SELECT min(saved_at) FROM interview_versions AS earlier WHERE earlier.interview_id = kept.interview_id)
        AS first_saved_at
    FROM interview_versions AS kept
    WHERE NOT EXISTS (SELECT 1 FROM interviews WHERE interviews.id = kept.interview_id)
    GROUP BY interview_id
  `);
  return versions.map((version) => {
    const known: KnownColumns =
      lost.find((row) => row.table === 'interviews' && row.known.id === version.interview_id)?.known ?? {};
    const caseId =
      known.case_id ?? caseOfCitations(db, version.interview_id) ?? insertStandIn(db, null, options);
    const columns: KnownColumns = {
      title: options.texts.interviewTitle,
      held_on: version.first_saved_at.slice(0, 10),
      created_at: version.first_saved_at,
      // What the damage left of the record itself is the truth about it.
      ...known,
      id: version.interview_id,
      case_id: caseId,
      document: version.document,
      word_count: version.word_count,
      revision: version.revision,
      updated_at: version.saved_at,
      sealed_at: null,
      sealed_hash: null,
    };
    const names = Object.keys(columns);
    db.run(sql`
      INSERT INTO interviews (${listOf(names.map(identifier))})
      VALUES (${listOf(names.map((name): Sql => sql`${columns[name] ?? null}`))})
    `);
    return { table: 'interviews', known: columns, reason: 'olderText' };
  });
}

function caseOfCitations(db: Connection, interviewId: string): string | undefined {
  return db.get<{ caseId: string }>(sql`
    SELECT facts.case_id AS caseId
    FROM fact_citations
    JOIN facts ON facts.id = fact_citations.fact_id
    WHERE fact_citations.interview_id = ${interviewId}
    LIMIT 1
  `)?.caseId;
}

function standInForCases(
  db: Connection,
  shapes: readonly TableShape[],
  options: SettleOptions,
): readonly SettledRow[] {
  const missing = new Set(
    shapes.flatMap(({ name, references }) =>
      references
        .filter(({ table }) => table === 'cases')
        .flatMap(({ column }) =>
          db
            .all<{ id: string }>(
              sql`
              SELECT DISTINCT ${identifier(column)} AS id
              FROM ${identifier(name)}
              WHERE ${identifier(column)} IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM cases WHERE cases.id = ${identifier(name)}.${identifier(column)})
            `,
            )
            .map(({ id }) => id),
        ),
    ),
  );
  return [...missing].map((id) => {
    insertStandIn(db, id, options);
    return { table: 'cases', known: { id }, reason: 'standIn' };
  });
}

function insertStandIn(db: Connection, caseId: string | null, options: SettleOptions): string {
  const { now, today, newId, texts } = options;
  const id = caseId ?? newId();
  let number = 1;
  while (db.get(sql`SELECT 1 AS found FROM cases WHERE code = ${`LOST-${number}`}`) !== undefined)
    number += 1;
  db.run(sql`
    INSERT INTO cases (id, code, file_language, note, opened_on, created_at, updated_at)
    VALUES (${id}, ${`LOST-${number}`}, 'fr', ${texts.caseNote}, ${today}, ${now}, ${now})
  `);
  return id;
}

function settleReference(
  db: Connection,
  shape: TableShape,
  reference: ReferenceShape,
): readonly SettledRow[] {
  const table = identifier(shape.name);
  const column = identifier(reference.column);
  const isLost = sql`
    ${column} IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM ${identifier(reference.table)} AS parent WHERE parent.${identifier(reference.to)} = ${table}.${column}
    )
  `;
  const rows = db.all<KnownColumns>(sql`SELECT ${listOf(idColumns(shape))} FROM ${table} WHERE ${isLost}`);
  if (rows.length === 0) return [];
  if (reference.withoutParent === 'losesLink')
    db.run(sql`UPDATE ${table} SET ${column} = NULL WHERE ${isLost}`);
  else db.run(sql`DELETE FROM ${table} WHERE ${isLost}`);
  const reason: LossReason = reference.withoutParent === 'losesLink' ? 'linkLost' : 'withoutParent';
  return rows.map((known) => ({ table: shape.name, known, reason }));
}
