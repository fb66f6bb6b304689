import type {
  Conversation,
  ConversationMessage,
  MessageFilter,
  MessageTranslation,
  ReportSummary,
} from '../../shared/conversations/schemas';
import { conversationSchema, reportSummarySchema } from '../../shared/conversations/schemas';
import type { CaseId, ConversationId, PersonId } from '../../shared/kernel/ids';
import type { Instant } from '../../shared/kernel/time';
import type { ReadableDatabase, WritableDatabase } from '../db/database';
import { sql, type Sql } from '../db/sql';
import { unindexConversation } from '../search/index-store';
import { indexMessage, notePendingConversation } from '../search/pending-conversations';

interface ConversationRow {
  readonly id: string;
  readonly caseId: string;
  readonly title: string;
  readonly profile: string;
  readonly dateOrder: string;
  readonly calendar: string;
  readonly dateConfidence: string;
  readonly zoneKind: string;
  readonly importedAt: string;
  readonly report: string;
}

const columns = sql`
  id, case_id AS caseId, title, profile, date_order AS dateOrder, calendar, date_confidence AS dateConfidence,
  zone_kind AS zoneKind, imported_at AS importedAt, report
`;

/** Newest import first. */
export function listConversations(db: ReadableDatabase, caseId: CaseId): readonly Conversation[] {
  return db
    .all<ConversationRow>(
      sql`
      SELECT ${columns}
      FROM conversations
      WHERE case_id = ${caseId}
      ORDER BY imported_at DESC, id DESC
    `,
    )
    .map((row) => rowToConversation(row).conversation);
}

export function findConversation(
  db: ReadableDatabase,
  id: ConversationId,
): { readonly conversation: Conversation; readonly report: ReportSummary } | undefined {
  const row = db.get<ConversationRow>(sql`SELECT ${columns} FROM conversations WHERE id = ${id}`);
  return row === undefined ? undefined : rowToConversation(row);
}

/** The conversation that was read from these bytes in this case, if any. */
export function findSameConversation(
  db: ReadableDatabase,
  { caseId, sha256, chat }: { readonly caseId: CaseId; readonly sha256: string; readonly chat: string },
): ConversationId | undefined {
  return db.get<{ readonly id: ConversationId }>(sql`
    SELECT conversations.id
    FROM conversations
    JOIN evidence_files ON evidence_files.id = evidence_file_id
    WHERE conversations.case_id = ${caseId} AND sha256 = ${sha256} AND chat = ${chat}
  `)?.id;
}

export interface NewConversation extends Omit<Conversation, 'messages' | 'first' | 'last'> {
  readonly evidenceFileId: string;
  readonly chat: string;
  readonly zoneBelieved: string;
  readonly report: ReportSummary;
  readonly importedBy: string;
  readonly people: ReadonlyMap<string, PersonId>;
}

/** Writes a conversation, its senders and all its messages. To come into the index of search is left to be done. */
export function insertConversation(
  db: WritableDatabase,
  conversation: NewConversation,
  messages: readonly ConversationMessage[],
): void {
  const { id, report, people } = conversation;
  db.run(sql`
    INSERT INTO conversations (id, case_id, evidence_file_id, chat, title, profile, date_order, calendar,
      date_confidence, zone_kind, zone_believed, report, imported_at, imported_by)
    VALUES (${id}, ${conversation.caseId}, ${conversation.evidenceFileId}, ${conversation.chat},
      ${conversation.title}, ${conversation.profile}, ${conversation.dateOrder ?? ''}, ${conversation.calendar},
      ${conversation.dateConfidence}, ${conversation.zoneKind}, ${conversation.zoneBelieved},
      ${JSON.stringify(report)}, ${conversation.importedAt}, ${conversation.importedBy})
  `);
  for (const sender of report.senders) {
    db.run(sql`
      INSERT INTO conversation_senders (conversation_id, name, messages, person_id)
      VALUES (${id}, ${sender.name}, ${sender.messages}, ${people.get(sender.name) ?? null})
    `);
  }
  for (const message of messages) {
    db.run(sql`
      INSERT INTO conversation_messages (conversation_id, sequence, kind, at, utc_offset, sender, text, attachments,
        forwarded_from, subject, recipients, chat, position)
      VALUES (${id}, ${message.sequence}, ${message.kind}, ${message.at}, ${message.offset ?? ''}, ${message.sender},
        ${message.text}, ${JSON.stringify(message.attachments)}, ${message.forwardedFrom}, ${message.subject},
        ${JSON.stringify(message.recipients)}, ${message.chat},
        ${message.position})
    `);
  }
  notePendingConversation(db, id);
}

export function deleteConversation(db: WritableDatabase, id: ConversationId): void {
  unindexConversation(db, id);
  db.run(sql`DELETE FROM conversations WHERE id = ${id}`);
}

export function listSenders(
  db: ReadableDatabase,
  id: ConversationId,
): { readonly name: string; readonly messages: number; readonly personId: PersonId | null }[] {
  return [
    ...db.all<{ readonly name: string; readonly messages: number; readonly personId: PersonId | null }>(sql`
      SELECT name, messages, person_id AS personId
      FROM conversation_senders
      WHERE conversation_id = ${id}
      ORDER BY messages DESC, name
    `),
  ];
}

export function nameSender(
  db: WritableDatabase,
  id: ConversationId,
  { sender, personId }: { readonly sender: string; readonly personId: PersonId | null },
): void {
  db.run(sql`
    UPDATE conversation_senders SET person_id = ${personId} WHERE conversation_id = ${id} AND name = ${sender}
  `);
}

export function isPersonOf(db: ReadableDatabase, caseId: CaseId, personId: PersonId): boolean {
  const query = sql`SELECT 1 AS found FROM people WHERE id = ${personId} AND case_id = ${caseId}`;
  return db.get(query) !== undefined;
}

/** A page of what passes the filter, and how many pass it in all. */
export function listMessages(
  db: ReadableDatabase,
  id: ConversationId,
  {
    filter,
    offset: skipped,
    limit,
  }: { readonly filter: MessageFilter; readonly offset: number; readonly limit: number },
): { readonly messages: ConversationMessage[]; readonly total: number } {
  const passes = sql`conversation_id = ${id} ${filterOf(filter)}`;
  const rows = db.all<
    Record<
      | 'at'
      | 'offset'
      | 'sender'
      | 'text'
      | 'attachments'
      | 'forwardedFrom'
      | 'subject'
      | 'recipients'
      | 'chat',
      string
    > & {
      readonly sequence: number;
      readonly kind: 'message' | 'notice';
      readonly position: number;
      readonly translated: string | null;
      readonly translator: string | null;
    }
  >(sql`
    SELECT sequence, kind, at, utc_offset AS "offset", sender, conversation_messages.text AS text, attachments,
      forwarded_from AS forwardedFrom, subject, recipients, chat, position, message_translations.text AS translated,
      translator
    FROM conversation_messages
    LEFT JOIN message_translations USING (conversation_id, sequence)
    WHERE ${passes}
    ORDER BY sequence
    LIMIT ${limit} OFFSET ${skipped}
  `);
  const counts = db.get<{ readonly total: number }>(sql`
    SELECT count(*) AS total FROM conversation_messages WHERE ${passes}
  `);
  return {
    messages: rows.map(({ offset, attachments, recipients, translated, translator, ...row }) => ({
      ...row,
      translation: translated === null ? null : { text: translated, translator: translator ?? '' },
      offset: offset === '' ? null : offset,
      // What stands in the columns was checked when it was written.
      attachments: JSON.parse(attachments) as string[],
      recipients: JSON.parse(recipients) as string[],
    })),
    total: counts?.total ?? 0,
  };
}

/**
 * Writes a translation, or takes it away, with what search knows of the message.
 *
 * @returns false when there is no such message
 */
export function translateMessage(
  db: WritableDatabase,
  id: ConversationId,
  { sequence, translation }: { readonly sequence: number; readonly translation: MessageTranslation | null },
  now: Instant,
): boolean {
  const message = db.get(sql`
    SELECT 1 FROM conversation_messages
    WHERE conversation_id = ${id} AND sequence = ${sequence} AND kind = 'message'
  `);
  if (message === undefined) return false;
  if (translation === null) {
    db.run(sql`DELETE FROM message_translations WHERE conversation_id = ${id} AND sequence = ${sequence}`);
  } else {
    db.run(sql`
      INSERT INTO message_translations (conversation_id, sequence, text, translator, updated_at)
      VALUES (${id}, ${sequence}, ${translation.text}, ${translation.translator}, ${now})
      ON CONFLICT DO UPDATE
      SET text = excluded.text, translator = excluded.translator, updated_at = excluded.updated_at
    `);
  }
  indexMessage(db, id, sequence);
  return true;
}

function filterOf({ sender, from, until }: MessageFilter): Sql {
  return sql`
    ${sender === undefined ? sql`` : sql`AND sender = ${sender}`}
    ${from === undefined ? sql`` : sql`AND at >= ${from}`}
    ${until === undefined ? sql`` : sql`AND at <> '' AND substr(at, 1, 10) <= ${until}`}
  `;
}

function rowToConversation(row: ConversationRow): {
  readonly conversation: Conversation;
  readonly report: ReportSummary;
} {
  const report = reportSummarySchema.parse(JSON.parse(row.report));
  const { report: _, dateOrder, ...rest } = row;
  const conversation = conversationSchema.parse({
    ...rest,
    dateOrder: dateOrder === '' ? null : dateOrder,
    messages: report.lines.messages,
    first: report.first,
    last: report.last,
  });
  return { conversation, report };
}
