import type { Migration } from '../migrate';

/** How long closed cases are kept, holds that forbid their destruction, and what was destroyed. */
export const retention: Migration = {
  version: 17,
  sql: `
    -- One row once the office has set how long it keeps closed cases; the program knows no period of its own.
    CREATE TABLE retention_settings (
      singleton INTEGER PRIMARY KEY CHECK (singleton = 1),
      amount INTEGER NOT NULL CHECK (amount > 0),
      unit TEXT NOT NULL CHECK (unit IN ('month', 'year'))
    ) STRICT;

    -- A row for a case that was closed with a reason or a day until which it is kept.
    CREATE TABLE case_retention (
      case_id TEXT PRIMARY KEY REFERENCES cases (id) ON DELETE CASCADE,
      closing_reason TEXT NOT NULL DEFAULT '',
      -- The last day on which it is kept; null where nobody decided.
      keep_until TEXT
    ) STRICT;

    -- While one is not lifted, the case cannot be destroyed.
    CREATE TABLE legal_holds (
      id TEXT PRIMARY KEY,
      case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
      reason TEXT NOT NULL CHECK (reason <> ''),
      placed_at TEXT NOT NULL,
      -- Name of the advocate at that time, as are the other names of members here.
      placed_by TEXT NOT NULL,
      -- Null while it holds.
      lifted_at TEXT,
      lifted_by TEXT NOT NULL DEFAULT '',
      lifting_reason TEXT NOT NULL DEFAULT '',
      CHECK ((lifted_at IS NULL) = (lifting_reason = ''))
    ) STRICT;
    CREATE INDEX legal_holds_by_case ON legal_holds (case_id, placed_at);
    CREATE UNIQUE INDEX legal_holds_in_force ON legal_holds (case_id) WHERE lifted_at IS NULL;

    -- Cases that were purged: the code and figures, nothing of what was in them. No reference to cases, whose row is gone.
    CREATE TABLE purges (
      id TEXT PRIMARY KEY,
      case_id TEXT NOT NULL,
      case_code TEXT NOT NULL,
      -- Days.
      opened_on TEXT NOT NULL,
      closed_on TEXT,
      -- When it was first written into this vault or another, an instant: backups taken before lack it.
      created_at TEXT NOT NULL,
      reason TEXT NOT NULL CHECK (reason <> ''),
      begun_at TEXT NOT NULL,
      member_id TEXT NOT NULL,
      member_name TEXT NOT NULL,
      -- JSON: how much went.
      counts TEXT NOT NULL,
      -- JSON: what was found when it was looked for afterwards; null until then.
      findings TEXT,
      -- Null from the moment the rows are gone until all else is, and was looked for in vain.
      finished_at TEXT
    ) STRICT;
    CREATE INDEX purges_by_case ON purges (case_id);

    -- Age files of the evidence that go with a purge which is not finished.
    CREATE TABLE purge_originals (
      purge_id TEXT NOT NULL REFERENCES purges (id) ON DELETE CASCADE,
      stored_as TEXT NOT NULL,
      PRIMARY KEY (purge_id, stored_as)
    ) STRICT, WITHOUT ROWID;
  `,
};
