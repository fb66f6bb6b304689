import type { Migration } from '../migrate';

/** Facts that are to be asked about once more, with the reason why a person has to tell them again. */
export const askedAgain: Migration = {
  version: 12,
  sql: `
    CREATE TABLE asked_again (
      fact_id TEXT PRIMARY KEY REFERENCES facts (id) ON DELETE CASCADE,
      reason TEXT NOT NULL CHECK (reason <> ''),
      decided_at TEXT NOT NULL,
      -- The advocate who decided it.
      member_id TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
};
