import type { Migration } from '../migrate';

/** What is said of a fact beside another: "about two weeks after". Dates stay as they were given. */
export const factsLinkedInTime: Migration = {
  version: 6,
  sql: `
    CREATE TABLE fact_constraints (
      id TEXT PRIMARY KEY,
      fact_id TEXT NOT NULL REFERENCES facts (id) ON DELETE CASCADE,
      -- Place among the constraints of its fact, from 1.
      ordinal INTEGER NOT NULL,
      -- before, after, during
      kind TEXT NOT NULL CHECK (kind IN ('before', 'after', 'during')),
      other_fact_id TEXT NOT NULL REFERENCES facts (id) ON DELETE CASCADE,
      -- How long before or after; null where nobody knows.
      amount INTEGER CHECK (amount > 0),
      -- day, week, month, year; null without an amount.
      unit TEXT CHECK (unit IN ('day', 'week', 'month', 'year')),
      -- 1 for "about".
      approximate INTEGER NOT NULL DEFAULT 0,
      -- E.g. as it was said.
      note TEXT NOT NULL DEFAULT '',
      CHECK (fact_id <> other_fact_id),
      CHECK ((amount IS NULL) = (unit IS NULL))
    ) STRICT;
    CREATE INDEX fact_constraints_by_fact ON fact_constraints (fact_id, ordinal);
    CREATE INDEX fact_constraints_by_other ON fact_constraints (other_fact_id);
  `,
};
