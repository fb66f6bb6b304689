import type { Migration } from '../migrate';

/** Chats and mails read from an original, after somebody confirmed how they were read. */
export const conversations: Migration = {
  version: 4,
  sql: `
    CREATE TABLE conversations (
      id TEXT PRIMARY KEY,
      case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
      -- The export it was read from, byte for byte.
      evidence_file_id TEXT NOT NULL REFERENCES evidence_files (id) ON DELETE CASCADE,
      -- Of a file that holds several chats, the one that was read; '' for all there is.
      chat TEXT NOT NULL DEFAULT '',
      title TEXT NOT NULL CHECK (title <> ''),
      -- whatsappIos, whatsappAndroid, telegram, signal, smsBackup, facebook, instagram, eml, mbox, msg, csv
      profile TEXT NOT NULL,
      -- The reading that was confirmed: dayMonthYear, monthDayYear, yearMonthDay; '' where the form leaves no choice.
      date_order TEXT NOT NULL DEFAULT '',
      -- gregorian, buddhist, persian, hijri
      calendar TEXT NOT NULL DEFAULT 'gregorian',
      -- proved: the dates allow no other order; chosen: they allow another, and a person chose; fixed: the form has one.
      date_confidence TEXT NOT NULL CHECK (date_confidence IN ('proved', 'chosen', 'fixed')),
      -- unknown: a clock on a wall; utc: instants; written: a distance to UTC stands with the messages.
      zone_kind TEXT NOT NULL CHECK (zone_kind IN ('unknown', 'utc', 'written')),
      -- Where the telephone is believed to have been, as a zone of the tz database; '' while nobody said.
      zone_believed TEXT NOT NULL DEFAULT '',
      -- JSON: the report that was confirmed, without its messages and notices.
      report TEXT NOT NULL,
      imported_at TEXT NOT NULL,
      imported_by TEXT NOT NULL
    ) STRICT;
    CREATE INDEX conversations_by_case ON conversations (case_id, imported_at);
    CREATE INDEX conversations_by_file ON conversations (evidence_file_id);

    -- Who is who among the names of an export.
    CREATE TABLE conversation_senders (
      conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
      -- As the export writes it.
      name TEXT NOT NULL,
      messages INTEGER NOT NULL,
      -- Null while nobody said who this is.
      person_id TEXT REFERENCES people (id) ON DELETE SET NULL,
      PRIMARY KEY (conversation_id, name)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE conversation_messages (
      conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
      -- From 1, in the order of the report.
      sequence INTEGER NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('message', 'notice')),
      -- The clock on the wall as written, without a zone: 2023-05-12T21:29:10, or without seconds; '' for a notice without.
      at TEXT NOT NULL,
      -- Distance of it to UTC, +02:00; '' where the export does not say.
      utc_offset TEXT NOT NULL DEFAULT '',
      -- '' for a notice.
      sender TEXT NOT NULL,
      text TEXT NOT NULL,
      -- JSON: names of files, first to last.
      attachments TEXT NOT NULL DEFAULT '[]',
      forwarded_from TEXT NOT NULL DEFAULT '',
      -- Which chat of a file that holds several.
      chat TEXT NOT NULL DEFAULT '',
      -- Line or record of the export.
      position INTEGER NOT NULL,
      PRIMARY KEY (conversation_id, sequence)
    ) STRICT, WITHOUT ROWID;

    CREATE TRIGGER conversations_leave_search AFTER DELETE ON conversations
      BEGIN DELETE FROM search_passages WHERE subject_id = OLD.id; END;
  `,
};
