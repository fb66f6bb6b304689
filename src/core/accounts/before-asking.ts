import type { KnownFact, Telling } from '../../shared/accounts/before-asking';
import { isUnexplained } from '../../shared/accounts/schemas';
import type { AccountId, CaseId, FactId, InterviewId } from '../../shared/kernel/ids';
import type { Instant } from '../../shared/kernel/time';
import type { ReadableDatabase, WritableDatabase } from '../db/database';
import { sql } from '../db/sql';
import { listAccounts, listStatementsOfCase } from './store';

interface FactRow {
  readonly id: FactId;
  readonly statement: string;
  readonly edtf: string;
  /** JSON. */
  readonly conditionIds: string;
  readonly confidence: string;
  readonly isDocumented: number;
  readonly reason: string | null;
  readonly decidedAt: Instant | null;
}

/** What is known of a case and how often it was told, in the order of the timeline. */
export function readBeforeAsking(
  db: ReadableDatabase,
  caseId: CaseId,
): { readonly tellings: Telling[]; readonly facts: KnownFact[] } {
  const interviews = db.all<{ readonly id: InterviewId; readonly title: string; readonly edtf: string }>(sql`
    SELECT id, title, held_on AS edtf FROM interviews WHERE case_id = ${caseId} AND removed_at IS NULL
  `);
  // An account that stands in an interview of ours is that interview: told once, not twice.
  const accounts = listAccounts(db, caseId);
  const tellingOf = new Map(accounts.map(({ id, interviewId }) => [id, interviewId ?? id]));
  const tellings: readonly Telling[] = [
    ...interviews.map((interview) => ({ kind: 'interview' as const, ...interview })),
    ...accounts
      .filter(({ interviewId }) => interviewId === null)
      .map(({ id, kind, dateEdtf }) => ({ kind: 'account' as const, id, to: kind, edtf: dateEdtf })),
  ].toSorted((one, other) => (one.edtf || '~').localeCompare(other.edtf || '~'));
  const place = new Map<InterviewId | AccountId, number>(tellings.map(({ id }, index) => [id, index]));

  const statements = listStatementsOfCase(db, caseId);
  const citations = db.all<{ readonly factId: FactId; readonly interviewId: InterviewId }>(sql`
    SELECT DISTINCT fact_id AS factId, interview_id AS interviewId
    FROM fact_citations JOIN facts ON facts.id = fact_id
    WHERE facts.case_id = ${caseId} AND interview_id IS NOT NULL
  `);
  const toldIn = new Map<FactId, Set<InterviewId | AccountId>>();
  const tell = (factId: FactId, telling: InterviewId | AccountId | undefined): void => {
    if (telling === undefined || !place.has(telling)) return;
    toldIn.set(factId, (toldIn.get(factId) ?? new Set()).add(telling));
  };
  for (const { factId, interviewId } of citations) tell(factId, interviewId);
  for (const { factId, accountId, relation } of statements)
    if (relation !== 'leftOut') tell(factId, tellingOf.get(accountId));
  const unexplained = new Set(statements.filter(isUnexplained).map(({ factId }) => factId));
  const sensitive = new Set(
    db
      .all<{ readonly factId: FactId }>(
        sql`
        SELECT DISTINCT fact_citations.fact_id AS factId
        FROM interviews, json_tree(interviews.document) AS block
        JOIN fact_citations ON fact_citations.interview_id = interviews.id
          AND fact_citations.block_id = json_extract(block.value, '$.id')
        WHERE interviews.case_id = ${caseId} AND block.key = 'attrs'
          AND json_extract(block.value, '$.sensitive') = 1
      `,
      )
      .map(({ factId }) => factId),
  );

  const facts = db
    .all<FactRow>(
      sql`
      SELECT facts.id, statement, date_edtf AS edtf, condition_ids AS conditionIds, confidence,
        EXISTS (SELECT 1 FROM fact_citations WHERE fact_id = facts.id AND exhibit_id IS NOT NULL) AS isDocumented,
        reason, decided_at AS decidedAt
      FROM facts LEFT JOIN asked_again ON asked_again.fact_id = facts.id
      WHERE case_id = ${caseId}
      ORDER BY sort_key, facts.id
    `,
    )
    .map(({ reason, decidedAt, confidence, ...row }): KnownFact => ({
      ...row,
      conditionIds: JSON.parse(row.conditionIds) as string[],
      isUncertain: confidence === 'uncertain',
      isSensitive: sensitive.has(row.id),
      isDocumented: row.isDocumented === 1,
      isUnexplained: unexplained.has(row.id),
      toldIn: [...(toldIn.get(row.id) ?? [])].toSorted(
        (one, other) => (place.get(one) ?? 0) - (place.get(other) ?? 0),
      ),
      askAgain: reason === null || decidedAt === null ? null : { reason, decidedAt },
    }));
  return { tellings: [...tellings], facts };
}

/** Why a fact has to be told again. */
export interface AskAgain {
  readonly factId: FactId;
  readonly reason: string;
  readonly decidedAt: Instant;
  readonly memberId: string;
}

export function listAskAgain(db: ReadableDatabase, factIds: readonly FactId[]): readonly AskAgain[] {
  return db.all<AskAgain>(sql`
    SELECT fact_id AS factId, reason, decided_at AS decidedAt, member_id AS memberId FROM asked_again
    WHERE fact_id IN (SELECT value FROM JSON_EACH(${JSON.stringify(factIds)}))
    ORDER BY fact_id
  `);
}

/** Writes them in place of what stood there for their facts, as far as these are there. */
export function writeAskAgain(db: WritableDatabase, decisions: readonly AskAgain[]): void {
  for (const { factId, reason, decidedAt, memberId } of decisions) {
    deleteAskAgain(db, [factId]);
    db.run(sql`
      INSERT INTO asked_again (fact_id, reason, decided_at, member_id)
      SELECT id, ${reason}, ${decidedAt}, ${memberId} FROM facts WHERE id = ${factId}
    `);
  }
}

export function deleteAskAgain(db: WritableDatabase, factIds: readonly FactId[]): void {
  db.run(
    sql`DELETE FROM asked_again WHERE fact_id IN (SELECT value FROM JSON_EACH(${JSON.stringify(factIds)}))`,
  );
}

/** Reasons given for facts that go into another hold for that one, all of them. */
export function moveAskAgain(db: WritableDatabase, from: readonly FactId[], to: FactId): void {
  const [first, ...others] = [...listAskAgain(db, [to]), ...listAskAgain(db, from)];
  if (first === undefined) return;
  const reasons = new Set([first, ...others].map(({ reason }) => reason));
  writeAskAgain(db, [{ ...first, factId: to, reason: [...reasons].join('\n') }]);
}
