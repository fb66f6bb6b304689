import type { Migration } from '../migrate';

/**
 * Pictures among the originals as filings print them: drawn by the page, upright and small, a JPEG of pixels alone. An
 * original never changes, so neither does its picture; it goes with the original, and can be drawn anew at any time.
 */
export const exhibitPictures: Migration = {
  version: 27,
  sql: `
    CREATE TABLE exhibit_pictures (
      evidence_file_id TEXT PRIMARY KEY REFERENCES evidence_files (id) ON DELETE CASCADE,
      picture BLOB NOT NULL,
      -- In points of the picture.
      width INTEGER NOT NULL,
      height INTEGER NOT NULL,
      drawn_at TEXT NOT NULL
    ) STRICT;
  `,
};
