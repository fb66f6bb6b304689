import type { CaseDeadline } from '../../shared/deadlines/case-deadlines';
import type { SnoozeView } from '../../shared/deadlines/contract';
import type { Deadline } from '../../shared/deadlines/engine';
import { caseEventIdSchema, type CaseEventId, type CaseId } from '../../shared/kernel/ids';
import type { CivilDate, Instant } from '../../shared/kernel/time';
import type { ReadableDatabase, WritableDatabase } from '../db/database';
import { sql } from '../db/sql';

/** That a deadline rests until a day, and why. */
export interface Snooze {
  readonly caseEventId: CaseEventId;
  readonly ruleId: string;
  readonly stage: string;
  readonly until: CivilDate;
  readonly reason: string;
  readonly snoozedAt: Instant;
}
export type SnoozesByEvent = ReadonlyMap<CaseEventId, readonly Snooze[]>;

interface SnoozeRow {
  readonly case_event_id: string;
  readonly rule_id: string;
  readonly stage: string;
  readonly until: CivilDate;
  readonly reason: string;
  readonly snoozed_at: Instant;
}

const columns = sql`case_event_id, rule_id, stage, until, reason, snoozed_at`;

export function listSnoozes(db: ReadableDatabase, caseId: CaseId): SnoozesByEvent {
  return byEvent(
    db.all<SnoozeRow>(sql`
      SELECT ${columns} FROM deadline_snoozes
      JOIN case_events ON case_events.id = deadline_snoozes.case_event_id
      WHERE case_events.case_id = ${caseId}
    `),
  );
}

/** Of every case. */
export function listAllSnoozes(db: ReadableDatabase): SnoozesByEvent {
  return byEvent(db.all<SnoozeRow>(sql`SELECT ${columns} FROM deadline_snoozes`));
}

/** Writes it down; an earlier word on the same deadline is replaced. */
export function writeSnooze(db: WritableDatabase, snooze: Snooze): void {
  const { caseEventId, ruleId, stage, until, reason, snoozedAt } = snooze;
  db.run(sql`
    INSERT INTO deadline_snoozes (case_event_id, rule_id, stage, until, reason, snoozed_at)
    VALUES (${caseEventId}, ${ruleId}, ${stage}, ${until}, ${reason}, ${snoozedAt})
    ON CONFLICT (case_event_id, rule_id, stage) DO UPDATE SET until = excluded.until, reason = excluded.reason,
      snoozed_at = excluded.snoozed_at
  `);
}

/** @returns whether there was one */
export function deleteSnooze(
  db: WritableDatabase,
  key: { readonly caseEventId: CaseEventId; readonly ruleId: string; readonly stage: string },
): boolean {
  const { changes } = db.run(sql`
    DELETE FROM deadline_snoozes
    WHERE case_event_id = ${key.caseEventId} AND rule_id = ${key.ruleId} AND stage = ${key.stage}
  `);
  return changes > 0;
}

export function snoozeOf(
  snoozes: SnoozesByEvent,
  { event, rule, deadline }: Pick<CaseDeadline, 'event' | 'rule' | 'deadline'>,
): Snooze | undefined {
  return snoozes.get(event.id)?.find(({ ruleId, stage }) => ruleId === rule.id && stage === deadline.stage);
}

/**
 * A deadline rests only while its last safe day is still to come: an event that was corrected since may have moved that
 * day before the one chosen.
 */
export function snoozeToView(
  snooze: Snooze | undefined,
  deadline: Pick<Deadline, 'actBy'>,
  today: CivilDate,
): SnoozeView | null {
  if (snooze === undefined) return null;
  const { until, reason } = snooze;
  return { until, reason, rests: until > today && deadline.actBy > today };
}

function byEvent(rows: readonly SnoozeRow[]): SnoozesByEvent {
  const snoozesByEvent = new Map<CaseEventId, Snooze[]>();
  for (const row of rows) {
    const snooze: Snooze = {
      caseEventId: caseEventIdSchema.parse(row.case_event_id),
      ruleId: row.rule_id,
      stage: row.stage,
      until: row.until,
      reason: row.reason,
      snoozedAt: row.snoozed_at,
    };
    const known = snoozesByEvent.get(snooze.caseEventId);
    if (known === undefined) snoozesByEvent.set(snooze.caseEventId, [snooze]);
    else known.push(snooze);
  }
  return snoozesByEvent;
}
