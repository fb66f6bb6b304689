import type { Migration } from '../migrate';

/**
 * A copy under way knows what its folder was mounted from, and an older file of its name is kept until the copy is written down.
 * Rows of before know no mount point, and count as not recorded, which they were.
 */
export const olderFilesKept: Migration = {
  version: 29,
  sql: `
    -- Built anew: a CHECK cannot be changed in place.
    ALTER TABLE copies_under_way RENAME TO copies_under_way_before;
    CREATE TABLE copies_under_way (
      id TEXT PRIMARY KEY,
      -- Where it comes to stand, as it was chosen.
      path TEXT NOT NULL,
      -- Where it is written until it is whole. An older file of its name lies meanwhile under the same with .old at its end.
      temporary_path TEXT NOT NULL,
      -- Root of the file system on which its folder lies, such as that of a stick; null where that is not known.
      mount_point TEXT,
      shape TEXT NOT NULL CHECK (shape IN ('file', 'folder')),
      -- Of a folder that of its outermost list of hashes. Null until every byte is written.
      sha256 TEXT,
      size_bytes INTEGER,
      -- What is written down once it stands: entries of the register, of custody and of the log.
      record TEXT NOT NULL,
      -- 1 where that is done, and an older file of its name is still to be taken away.
      recorded INTEGER NOT NULL DEFAULT 0 CHECK (recorded IN (0, 1)),
      begun_at TEXT NOT NULL,
      member_id TEXT NOT NULL,
      -- Why an opening could not settle it; null while none has tried.
      problem TEXT CHECK (problem IN ('placeMissing', 'notRemoved', 'notRecorded', 'olderNotPutBack', 'olderNotRemoved'))
    ) STRICT;
    INSERT INTO copies_under_way (id, path, temporary_path, shape, sha256, size_bytes, record, begun_at, member_id, problem)
    SELECT id, path, temporary_path, shape, sha256, size_bytes, record, begun_at, member_id, problem
    FROM copies_under_way_before;
    DROP TABLE copies_under_way_before;
  `,
};
