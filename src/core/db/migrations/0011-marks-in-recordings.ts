import type { Migration } from '../migrate';

/** Places in a recording that somebody marked, with a word on what is heard or seen there. */
export const marksInRecordings: Migration = {
  version: 11,
  sql: `
    CREATE TABLE evidence_marks (
      id TEXT PRIMARY KEY,
      evidence_file_id TEXT NOT NULL REFERENCES evidence_files (id) ON DELETE CASCADE,
      -- Milliseconds from the recording's beginning.
      at_ms INTEGER NOT NULL CHECK (at_ms >= 0),
      words TEXT NOT NULL,
      created_at TEXT NOT NULL,
      updated_at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX evidence_marks_by_file ON evidence_marks (evidence_file_id, at_ms);
  `,
};
