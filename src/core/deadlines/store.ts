import type { Settlement } from '../../shared/deadlines/case-deadlines';
import { settlementOutcomeSchema } from '../../shared/deadlines/schemas';
import { caseEventIdSchema, type CaseEventId, type CaseId } from '../../shared/kernel/ids';
import type { CivilDate } from '../../shared/kernel/time';
import type { ReadableDatabase, WritableDatabase } from '../db/database';
import { sql } from '../db/sql';

interface SettlementRow {
  readonly case_event_id: string;
  readonly rule_id: string;
  readonly stage: string;
  readonly settled_on: CivilDate;
  readonly outcome: string;
  readonly note: string;
}

const columns = sql`case_event_id, rule_id, stage, settled_on, outcome, settled_deadlines.note`;

/** What was said about the deadlines of a case. */
export function listSettlements(db: ReadableDatabase, caseId: CaseId): readonly Settlement[] {
  return db
    .all<SettlementRow>(
      sql`
        SELECT ${columns}
        FROM settled_deadlines
        JOIN case_events ON case_events.id = settled_deadlines.case_event_id
        WHERE case_events.case_id = ${caseId}
      `,
    )
    .map(rowToSettlement);
}

/** What was said about the deadlines of every case, by event. */
export function listAllSettlements(db: ReadableDatabase): ReadonlyMap<CaseEventId, readonly Settlement[]> {
  const settlementsByEvent = new Map<CaseEventId, Settlement[]>();
  for (const settlement of db
    .all<SettlementRow>(sql`SELECT ${columns} FROM settled_deadlines`)
    .map(rowToSettlement)) {
    const known = settlementsByEvent.get(settlement.caseEventId);
    if (known === undefined) settlementsByEvent.set(settlement.caseEventId, [settlement]);
    else known.push(settlement);
  }
  return settlementsByEvent;
}

/** Writes it down; an earlier word on the same deadline is replaced. */
export function writeSettlement(db: WritableDatabase, settlement: Settlement): void {
  const { caseEventId, ruleId, stage, settledOn, outcome, note } = settlement;
  db.run(sql`
    INSERT INTO settled_deadlines (case_event_id, rule_id, stage, settled_on, outcome, note)
    VALUES (${caseEventId}, ${ruleId}, ${stage}, ${settledOn}, ${outcome}, ${note})
    ON CONFLICT (case_event_id, rule_id, stage) DO UPDATE SET settled_on = excluded.settled_on,
      outcome = excluded.outcome, note = excluded.note
  `);
}

/** @returns whether there was one */
export function deleteSettlement(
  db: WritableDatabase,
  key: { readonly caseEventId: CaseEventId; readonly ruleId: string; readonly stage: string },
): boolean {
  const { changes } = db.run(sql`
    DELETE FROM settled_deadlines
    WHERE case_event_id = ${key.caseEventId} AND rule_id = ${key.ruleId} AND stage = ${key.stage}
  `);
  return changes > 0;
}

function rowToSettlement(row: SettlementRow): Settlement {
  return {
    caseEventId: caseEventIdSchema.parse(row.case_event_id),
    ruleId: row.rule_id,
    stage: row.stage,
    settledOn: row.settled_on,
    outcome: settlementOutcomeSchema.parse(row.outcome),
    note: row.note,
  };
}
