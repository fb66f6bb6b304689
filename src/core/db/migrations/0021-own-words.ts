import type { Migration } from '../migrate';

/** Words that the advocates of a vault have said are right, for the check of spelling. */
export const ownWords: Migration = {
  version: 21,
  sql: `
    CREATE TABLE own_words (
      -- In lower case, with straight apostrophes: one way of writing for each word.
      word_key TEXT PRIMARY KEY,
      word TEXT NOT NULL,
      added_at TEXT NOT NULL,
      member_id TEXT
    ) STRICT;
  `,
};
