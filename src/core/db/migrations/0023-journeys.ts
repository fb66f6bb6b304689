import type { Migration } from '../migrate';

/** Purges of cases that were left behind in a package before a journey, and which package that is. */
export const journeys: Migration = {
  version: 23,
  sql: `
    CREATE TABLE journeys (
      purge_id TEXT PRIMARY KEY REFERENCES purges (id) ON DELETE CASCADE,
      package_id TEXT NOT NULL,
      -- Of the file as it was read back; its folder is not kept.
      file_name TEXT NOT NULL,
      sha256 TEXT NOT NULL
    ) STRICT;
  `,
};
