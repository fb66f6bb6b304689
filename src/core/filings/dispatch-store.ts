import { z } from 'zod';
import { dispatchSchema, type Dispatch, type DispatchEvents } from '../../shared/filings/dispatches';
import { caseEventIdSchema, type CaseId, type DispatchId } from '../../shared/kernel/ids';
import type { ReadableDatabase, WritableDatabase } from '../db/database';
import { sql, type Sql } from '../db/sql';

/** An entry with the ids of its events. */
export interface StoredDispatch extends DispatchEvents {
  readonly dispatch: Dispatch;
}

interface DispatchRow {
  readonly id: string;
  readonly case_id: string;
  readonly filing_id: string | null;
  readonly filing_kind: string;
  readonly title: string;
  readonly recipient: string;
  readonly sent_on: string;
  readonly way: string;
  readonly reference: string;
  readonly proof: string;
  readonly proof_exhibit_id: string | null;
  readonly proof_exhibit_number: string | null;
  readonly answered_on: string | null;
  readonly outcome: string | null;
  readonly answer_note: string;
  readonly note: string;
  readonly sent_event_id: string | null;
  readonly sent_event: string | null;
  readonly answer_event_id: string | null;
  readonly answer_event: string | null;
  readonly created_at: string;
  readonly updated_at: string;
}

const eventWordSchema = z.object({
  kind: z.string(),
  channel: z.string().nullable(),
  detained: z.int(),
  ordinal: z.int(),
});

export function listDispatches(db: ReadableDatabase, caseId: CaseId): readonly StoredDispatch[] {
  return select(db, sql`dispatches.case_id = ${caseId}`);
}

export function findDispatch(db: ReadableDatabase, dispatchId: DispatchId): StoredDispatch | undefined {
  return select(db, sql`dispatches.id = ${dispatchId}`)[0];
}

/** Newest first. What the events say now wins over what was said when the entry was written. */
function select(db: ReadableDatabase, condition: Sql): readonly StoredDispatch[] {
  return db
    .all<DispatchRow>(
      sql`
        SELECT dispatches.id, dispatches.case_id, filing_id, filing_kind, dispatches.title, recipient, sent_on, way,
          dispatches.reference, proof, proof_exhibit_id, exhibits.label AS proof_exhibit_number, answered_on, outcome,
          answer_note, dispatches.note, sent_event_id, answer_event_id, dispatches.created_at, dispatches.updated_at,
          CASE WHEN sent.id IS NOT NULL THEN json_object('kind', sent.kind, 'channel', sent.channel,
            'detained', sent.detained, 'ordinal', sent.ordinal) END AS sent_event,
          CASE WHEN answer.id IS NOT NULL THEN json_object('kind', answer.kind, 'channel', answer.channel,
            'detained', answer.detained, 'ordinal', answer.ordinal) END AS answer_event
        FROM dispatches
        LEFT JOIN exhibits ON exhibits.id = dispatches.proof_exhibit_id
        LEFT JOIN case_events AS sent ON sent.id = dispatches.sent_event_id
        LEFT JOIN case_events AS answer ON answer.id = dispatches.answer_event_id
        WHERE ${condition}
        ORDER BY sent_on DESC, dispatches.created_at DESC, dispatches.id DESC
      `,
    )
    .map(rowToDispatch);
}

/** Writes an entry, or replaces the one of its id. */
export function writeDispatch(db: WritableDatabase, { dispatch, ...events }: StoredDispatch): void {
  const { answer } = dispatch;
  db.run(sql`
    INSERT INTO dispatches (id, case_id, filing_id, filing_kind, title, recipient, sent_on, way, reference, proof,
      proof_exhibit_id, answered_on, outcome, answer_note, note, sent_event_id, answer_event_id, created_at, updated_at)
    VALUES (${dispatch.id}, ${dispatch.caseId}, ${dispatch.filingId}, ${dispatch.filingKind ?? ''}, ${dispatch.title},
      ${dispatch.recipient}, ${dispatch.sentOn}, ${dispatch.way}, ${dispatch.reference}, ${dispatch.proof},
      ${dispatch.proofExhibitId}, ${answer?.on ?? null}, ${answer?.outcome ?? null}, ${answer?.note ?? ''},
      ${dispatch.note}, ${events.sentEventId}, ${events.answerEventId}, ${dispatch.createdAt}, ${dispatch.updatedAt})
    ON CONFLICT (id) DO UPDATE SET filing_id = excluded.filing_id, filing_kind = excluded.filing_kind,
      title = excluded.title, recipient = excluded.recipient, sent_on = excluded.sent_on, way = excluded.way,
      reference = excluded.reference, proof = excluded.proof, proof_exhibit_id = excluded.proof_exhibit_id,
      answered_on = excluded.answered_on, outcome = excluded.outcome, answer_note = excluded.answer_note,
      note = excluded.note, sent_event_id = excluded.sent_event_id, answer_event_id = excluded.answer_event_id,
      updated_at = excluded.updated_at
  `);
}

export function deleteDispatch(db: WritableDatabase, dispatchId: DispatchId): void {
  db.run(sql`DELETE FROM dispatches WHERE id = ${dispatchId}`);
}

function rowToDispatch(row: DispatchRow): StoredDispatch {
  return {
    dispatch: dispatchSchema.parse({
      id: row.id,
      caseId: row.case_id,
      filingId: row.filing_id,
      filingKind: row.filing_kind === '' ? null : row.filing_kind,
      title: row.title,
      recipient: row.recipient,
      sentOn: row.sent_on,
      way: row.way,
      reference: row.reference,
      proof: row.proof,
      proofExhibitId: row.proof_exhibit_id,
      proofExhibitNumber: row.proof_exhibit_number,
      note: row.note,
      sentEvent: eventWord(row.sent_event),
      answer:
        row.answered_on === null
          ? null
          : {
              on: row.answered_on,
              outcome: row.outcome,
              note: row.answer_note,
              event: eventWord(row.answer_event),
            },
      createdAt: row.created_at,
      updatedAt: row.updated_at,
    }),
    sentEventId: row.sent_event_id === null ? null : caseEventIdSchema.parse(row.sent_event_id),
    answerEventId: row.answer_event_id === null ? null : caseEventIdSchema.parse(row.answer_event_id),
  };
}

function eventWord(json: string | null): unknown {
  if (json === null) return null;
  const { detained, ...word } = eventWordSchema.parse(JSON.parse(json));
  return { ...word, detained: detained === 1 };
}
