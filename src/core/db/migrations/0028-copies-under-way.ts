import type { Migration } from '../migrate';

/**
 * Copies that are being written outside of the vault. A row is there before the first byte of the copy, and goes with the
 * writing down of what left: one that is found at an opening tells where a plain file may lie that nothing else knows of.
 */
export const copiesUnderWay: Migration = {
  version: 28,
  sql: `
    CREATE TABLE copies_under_way (
      id TEXT PRIMARY KEY,
      -- Where it comes to stand, as it was chosen.
      path TEXT NOT NULL,
      -- Where it is written until it is whole.
      temporary_path TEXT NOT NULL,
      shape TEXT NOT NULL CHECK (shape IN ('file', 'folder')),
      -- Of a folder that of its outermost list of hashes. Null until every byte is written.
      sha256 TEXT,
      size_bytes INTEGER,
      -- What is written down once it stands: entries of the register, of custody and of the log.
      record TEXT NOT NULL,
      begun_at TEXT NOT NULL,
      member_id TEXT NOT NULL,
      -- Why an opening could not settle it; null while none has tried.
      problem TEXT CHECK (problem IN ('placeMissing', 'notRemoved', 'notRecorded'))
    ) STRICT;
  `,
};
