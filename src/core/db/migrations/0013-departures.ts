import type { Migration } from '../migrate';

/** What left the vault as a document and what became of it, and the words of a case that must never leave it. */
export const departures: Migration = {
  version: 13,
  sql: `
    CREATE TABLE departures (
      id TEXT PRIMARY KEY,
      case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
      -- filing, chronology, custodyAnnex, transcript, bundle, original, folder
      kind TEXT NOT NULL,
      filing_id TEXT REFERENCES filings (id) ON DELETE SET NULL,
      -- Without its folder; empty where it was saved before this was written down.
      file_name TEXT NOT NULL,
      -- In hex; empty for a folder of several files.
      sha256 TEXT NOT NULL,
      size_bytes INTEGER NOT NULL,
      -- JSON list of what spoke against it, by kind.
      objections TEXT NOT NULL DEFAULT '[]',
      -- Why it left all the same, in the advocate's words; empty where nothing spoke against it.
      reason TEXT NOT NULL DEFAULT '',
      left_at TEXT NOT NULL,
      member_id TEXT,
      -- out, returned, destroyed
      state TEXT NOT NULL DEFAULT 'out' CHECK (state IN ('out', 'returned', 'destroyed')),
      -- The day it came back or was destroyed, and what is known of it.
      settled_on TEXT,
      settled_note TEXT NOT NULL DEFAULT '',
      CHECK ((state = 'out') = (settled_on IS NULL))
    ) STRICT;
    CREATE INDEX departures_by_case ON departures (case_id, left_at);

    INSERT INTO departures (id, case_id, kind, filing_id, file_name, sha256, size_bytes, left_at)
    SELECT filing_exports.id, filings.case_id, 'filing', filings.id, '', filings.sha256, length(filings.document),
      filing_exports.exported_at
    FROM filing_exports
    JOIN filings ON filings.id = filing_exports.filing_id;

    CREATE TABLE guarded_words (
      id TEXT PRIMARY KEY,
      case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
      -- address, telephone, words
      kind TEXT NOT NULL,
      text TEXT NOT NULL CHECK (text <> ''),
      created_at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX guarded_words_by_case ON guarded_words (case_id, created_at);
  `,
};
