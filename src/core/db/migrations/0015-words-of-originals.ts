import type { Migration } from '../migrate';

/** The words a PDF shows, so that search finds them. */
export const wordsOfOriginals: Migration = {
  version: 15,
  sql: `
    -- No row while nobody has read it; empty words where it shows none, as a scan, or cannot be read.
    CREATE TABLE evidence_words (
      evidence_file_id TEXT PRIMARY KEY REFERENCES evidence_files (id) ON DELETE CASCADE,
      words TEXT NOT NULL,
      read_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
};
