import { caseEventSchema, type EventDraft, type RequirementState } from '../../shared/procedures/contract';
import type { CaseEvent } from '../../shared/deadlines/case-deadlines';
import {
  caseEventIdSchema,
  caseIdSchema,
  exhibitIdSchema,
  personIdSchema,
  type CaseEventId,
  type CaseId,
  type ExhibitId,
  type PersonId,
} from '../../shared/kernel/ids';
import type { CivilDate, Instant } from '../../shared/kernel/time';
import type { ReadableDatabase, WritableDatabase } from '../db/database';
import { sql } from '../db/sql';

/** What the procedure of a case must know of the case itself. */
export interface CaseHead {
  readonly code: string;
  readonly openedOn: CivilDate;
  readonly closedOn: CivilDate | null;
}

export function readCaseHead(db: ReadableDatabase, caseId: CaseId): CaseHead | undefined {
  return db.get<CaseHead>(
    sql`SELECT code, opened_on AS openedOn, closed_on AS closedOn FROM cases WHERE id = ${caseId}`,
  );
}

/** Dates of birth of the clients of a case, as EDTF; unknown ones are left out. */
export function listClientBirthDates(db: ReadableDatabase, caseId: CaseId): readonly string[] {
  return db
    .all<{ birthDate: string }>(
      sql`
        SELECT birth_date_edtf AS birthDate FROM people
        WHERE case_id = ${caseId} AND role = 'client' AND birth_date_edtf <> ''
      `,
    )
    .map(({ birthDate }) => birthDate);
}

export interface StartedProcedure {
  readonly packId: string;
  readonly packVersion: string;
  readonly phaseId: string;
  readonly phaseSince: CivilDate;
}

export function readProcedure(db: ReadableDatabase, caseId: CaseId): StartedProcedure | undefined {
  return db.get<StartedProcedure>(
    sql`
      SELECT pack_id AS packId, pack_version AS packVersion, phase_id AS phaseId, phase_since AS phaseSince
      FROM case_procedures
      WHERE case_id = ${caseId}
    `,
  );
}

export interface ProcedureOfCase extends StartedProcedure {
  readonly caseId: CaseId;
  readonly code: string;
  readonly advocateName: string;
  readonly closedOn: CivilDate | null;
}

/** The procedure of every case that has one, by code. */
export function listProcedures(db: ReadableDatabase): readonly ProcedureOfCase[] {
  return db
    .all<ProcedureOfCase>(
      sql`
        SELECT case_procedures.case_id AS caseId, cases.code, cases.advocate_name AS advocateName,
          cases.closed_on AS closedOn, pack_id AS packId, pack_version AS packVersion, phase_id AS phaseId,
          phase_since AS phaseSince
        FROM case_procedures
        JOIN cases ON cases.id = case_procedures.case_id
        ORDER BY cases.code
      `,
    )
    .map((row) => ({ ...row, caseId: caseIdSchema.parse(row.caseId) }));
}

export function countOpenCases(db: ReadableDatabase): number {
  return (
    db.get<{ count: number }>(sql`SELECT count(*) AS count FROM cases WHERE closed_on IS NULL`)?.count ?? 0
  );
}

/** Starts the procedure or moves it to another phase, and keeps the step. */
export function writePhase(
  db: WritableDatabase,
  step: {
    readonly id: string;
    readonly caseId: CaseId;
    readonly procedure: StartedProcedure;
    readonly recordedAt: Instant;
  },
): void {
  const { caseId, procedure } = step;
  db.run(sql`
    INSERT INTO case_procedures (case_id, pack_id, pack_version, phase_id, phase_since)
    VALUES (${caseId}, ${procedure.packId}, ${procedure.packVersion}, ${procedure.phaseId}, ${procedure.phaseSince})
    ON CONFLICT (case_id) DO UPDATE SET phase_id = excluded.phase_id, phase_since = excluded.phase_since
  `);
  db.run(sql`
    INSERT INTO case_phases (id, case_id, phase_id, since, recorded_at)
    VALUES (${step.id}, ${caseId}, ${procedure.phaseId}, ${procedure.phaseSince}, ${step.recordedAt})
  `);
}

export interface PhaseStep {
  readonly phaseId: string;
  readonly since: CivilDate;
}

/** Every phase the case was put in, in the order in which that was written down. */
export function listPhaseSteps(db: ReadableDatabase, caseId: CaseId): readonly PhaseStep[] {
  return db.all<PhaseStep>(
    sql`SELECT phase_id AS phaseId, since FROM case_phases WHERE case_id = ${caseId} ORDER BY recorded_at, id`,
  );
}

interface EventRow {
  readonly id: string;
  readonly case_id: string;
  readonly kind: string;
  readonly happened_on: string;
  readonly disputed_on: string | null;
  readonly printed_from: string | null;
  readonly printed_until: string | null;
  readonly channel: string | null;
  readonly detained: number;
  readonly ordinal: number;
  readonly reference: string;
  readonly note: string;
}

/** An event with what a person wrote down beside its dates. */
export interface StoredEvent extends CaseEvent {
  readonly caseId: CaseId;
  readonly reference: string;
  readonly note: string;
}

const eventColumns = sql`
  id, case_id, kind, happened_on, disputed_on, printed_from, printed_until, channel, detained, ordinal, reference, note
`;

/** The events of a case in the order in which they happened. */
export function listEvents(db: ReadableDatabase, caseId: CaseId): readonly StoredEvent[] {
  return db
    .all<EventRow>(
      sql`SELECT ${eventColumns} FROM case_events WHERE case_id = ${caseId} ORDER BY happened_on, created_at, id`,
    )
    .map(rowToEvent);
}

/** The events of every open case, by case. */
export function listEventsOfOpenCases(db: ReadableDatabase): ReadonlyMap<CaseId, readonly StoredEvent[]> {
  const eventsByCase = new Map<CaseId, StoredEvent[]>();
  const rows = db.all<EventRow>(sql`
    SELECT ${eventColumns}
    FROM case_events
    WHERE case_id IN (SELECT id FROM cases WHERE closed_on IS NULL)
    ORDER BY happened_on, created_at, id
  `);
  for (const event of rows.map(rowToEvent)) {
    const events = eventsByCase.get(event.caseId);
    if (events === undefined) eventsByCase.set(event.caseId, [event]);
    else events.push(event);
  }
  return eventsByCase;
}

export function findEvent(db: ReadableDatabase, caseEventId: CaseEventId): StoredEvent | undefined {
  const row = db.get<EventRow>(sql`SELECT ${eventColumns} FROM case_events WHERE id = ${caseEventId}`);
  return row === undefined ? undefined : rowToEvent(row);
}

export function insertEvent(
  db: WritableDatabase,
  event: EventDraft & { readonly id: CaseEventId; readonly caseId: CaseId; readonly createdAt: Instant },
): void {
  db.run(sql`
    INSERT INTO case_events (id, case_id, kind, happened_on, disputed_on, printed_from, printed_until, channel,
      detained, ordinal, reference, note, created_at)
    VALUES (${event.id}, ${event.caseId}, ${event.kind}, ${event.happenedOn}, ${event.disputedOn},
      ${event.printedFrom}, ${event.printedUntil}, ${event.channel}, ${event.detained}, ${event.ordinal},
      ${event.reference}, ${event.note}, ${event.createdAt})
  `);
}

export function updateEvent(db: WritableDatabase, caseEventId: CaseEventId, event: EventDraft): void {
  db.run(sql`
    UPDATE case_events
    SET happened_on = ${event.happenedOn}, disputed_on = ${event.disputedOn}, printed_from = ${event.printedFrom},
      printed_until = ${event.printedUntil}, channel = ${event.channel}, detained = ${event.detained},
      ordinal = ${event.ordinal}, reference = ${event.reference}, note = ${event.note}
    WHERE id = ${caseEventId}
  `);
}

export function deleteEvent(db: WritableDatabase, caseEventId: CaseEventId): void {
  db.run(sql`DELETE FROM case_events WHERE id = ${caseEventId}`);
}

export interface StoredRequirement {
  readonly requirementId: string;
  readonly state: RequirementState;
  readonly holderPersonId: PersonId | null;
  readonly holderNote: string;
  readonly exhibitId: ExhibitId | null;
  readonly note: string;
  /** Of the linked exhibit; null without one. */
  readonly exhibitNumber: string | null;
  readonly exhibitTitle: string | null;
}

/** What was written down about the requirements of a case, by id. Those never touched are not in it. */
export function listRequirements(
  db: ReadableDatabase,
  caseId: CaseId,
): ReadonlyMap<string, StoredRequirement> {
  const rows = db.all<StoredRequirement>(sql`
    SELECT requirement_id AS requirementId, state, holder_person_id AS holderPersonId, holder_note AS holderNote,
      exhibit_id AS exhibitId, case_requirements.note, exhibits.label AS exhibitNumber, exhibits.title AS exhibitTitle
    FROM case_requirements
    LEFT JOIN exhibits ON exhibits.id = case_requirements.exhibit_id
    WHERE case_requirements.case_id = ${caseId}
  `);
  return new Map(
    rows.map((row) => [
      row.requirementId,
      {
        ...row,
        holderPersonId: row.holderPersonId === null ? null : personIdSchema.parse(row.holderPersonId),
        exhibitId: row.exhibitId === null ? null : exhibitIdSchema.parse(row.exhibitId),
      },
    ]),
  );
}

export function writeRequirement(
  db: WritableDatabase,
  caseId: CaseId,
  requirement: Omit<StoredRequirement, 'exhibitNumber' | 'exhibitTitle'>,
  updatedAt: Instant,
): void {
  const { requirementId, state, holderPersonId, holderNote, exhibitId, note } = requirement;
  db.run(sql`
    INSERT INTO case_requirements (case_id, requirement_id, state, holder_person_id, holder_note, exhibit_id, note,
      updated_at)
    VALUES (${caseId}, ${requirementId}, ${state}, ${holderPersonId}, ${holderNote}, ${exhibitId}, ${note},
      ${updatedAt})
    ON CONFLICT (case_id, requirement_id) DO UPDATE SET state = excluded.state,
      holder_person_id = excluded.holder_person_id, holder_note = excluded.holder_note,
      exhibit_id = excluded.exhibit_id, note = excluded.note, updated_at = excluded.updated_at
  `);
}

export function isPersonInCase(db: ReadableDatabase, caseId: CaseId, personId: PersonId): boolean {
  return db.get(sql`SELECT id FROM people WHERE id = ${personId} AND case_id = ${caseId}`) !== undefined;
}

export function isExhibitInCase(db: ReadableDatabase, caseId: CaseId, exhibitId: ExhibitId): boolean {
  return db.get(sql`SELECT id FROM exhibits WHERE id = ${exhibitId} AND case_id = ${caseId}`) !== undefined;
}

function rowToEvent(row: EventRow): StoredEvent {
  return {
    id: caseEventIdSchema.parse(row.id),
    caseId: caseIdSchema.parse(row.case_id),
    kind: row.kind,
    happenedOn: row.happened_on,
    disputedOn: row.disputed_on,
    printedFrom: row.printed_from,
    printedUntil: row.printed_until,
    channel: caseEventSchema.shape.channel.parse(row.channel),
    detained: row.detained === 1,
    ordinal: row.ordinal,
    reference: row.reference,
    note: row.note,
  };
}
