import type { Migration } from '../migrate';

/** Copies of originals from which marked places were taken out, and whether they go out in their place. */
export const redactedCopies: Migration = {
  version: 14,
  sql: `
    CREATE TABLE redacted_copies (
      copy_id TEXT PRIMARY KEY REFERENCES evidence_files (id) ON DELETE CASCADE,
      -- What was received. A copy of a copy names the original too.
      original_id TEXT NOT NULL REFERENCES evidence_files (id) ON DELETE CASCADE,
      -- How many places were taken out.
      areas INTEGER NOT NULL CHECK (areas > 0),
      -- 1 for the copy that goes out in the place of the original.
      stands_in INTEGER NOT NULL CHECK (stands_in IN (0, 1)),
      created_at TEXT NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX redacted_copies_standing_in ON redacted_copies (original_id) WHERE stands_in = 1;
  `,
};
