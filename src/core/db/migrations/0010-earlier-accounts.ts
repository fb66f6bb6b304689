import type { Migration } from '../migrate';

/** What was told before, to the police, a centre or a doctor, and how each fact stands there. */
export const earlierAccounts: Migration = {
  version: 10,
  sql: `
    CREATE TABLE accounts (
      id TEXT PRIMARY KEY,
      case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
      -- police, prosecution, centre, asylum, medical, other
      kind TEXT NOT NULL,
      -- EDTF; empty while unknown.
      date_edtf TEXT NOT NULL DEFAULT '',
      taken_by TEXT NOT NULL DEFAULT '',
      -- BCP 47 tag of the language it was told in.
      language TEXT NOT NULL DEFAULT '',
      interpreter TEXT NOT NULL DEFAULT '',
      -- Where it stands; at most one of the two.
      exhibit_id TEXT REFERENCES exhibits (id) ON DELETE SET NULL,
      interview_id TEXT REFERENCES interviews (id) ON DELETE SET NULL,
      note TEXT NOT NULL DEFAULT '',
      created_at TEXT NOT NULL,
      updated_at TEXT NOT NULL,
      CHECK (exhibit_id IS NULL OR interview_id IS NULL)
    ) STRICT;
    CREATE INDEX accounts_by_case ON accounts (case_id, created_at);

    -- How a fact stands in an account; no row while nobody compared.
    CREATE TABLE account_statements (
      account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
      fact_id TEXT NOT NULL REFERENCES facts (id) ON DELETE CASCADE,
      relation TEXT NOT NULL CHECK (relation IN ('same', 'added', 'leftOut', 'different')),
      -- As it is worded there, and on which page or line.
      wording TEXT NOT NULL DEFAULT '',
      locator TEXT NOT NULL DEFAULT '',
      -- JSON list: notAsked, interpreter, timePassed, fear, shame, distress, pressure, recordedWrongly
      reasons TEXT NOT NULL DEFAULT '[]',
      -- In the advocate's own words.
      reason TEXT NOT NULL DEFAULT '',
      updated_at TEXT NOT NULL,
      PRIMARY KEY (account_id, fact_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX account_statements_by_fact ON account_statements (fact_id);
  `,
};
