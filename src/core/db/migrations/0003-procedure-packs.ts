import type { Migration } from '../migrate';

/** Versions of procedure packs, so that a case keeps the one it uses, and the keys that may sign one. */
export const procedurePacks: Migration = {
  version: 3,
  sql: `
    CREATE TABLE procedure_packs (
      pack_id TEXT NOT NULL,
      version TEXT NOT NULL,
      -- program: came with the program and is kept for the cases that use it; file: a person added it.
      origin TEXT NOT NULL,
      -- The pack file, a zip.
      archive BLOB NOT NULL,
      -- Of the files in it, whatever zip they came in.
      content_sha256 TEXT NOT NULL,
      -- The .minisig file as it was found beside the pack file; '' without one.
      signature TEXT NOT NULL DEFAULT '',
      -- Key of a signature that was right when the pack was added; null when it had none, or one of an unknown key.
      key_id TEXT,
      added_at TEXT NOT NULL,
      PRIMARY KEY (pack_id, version)
    ) STRICT;

    CREATE TABLE pack_keys (
      key_id TEXT PRIMARY KEY,
      -- As it stands in a .pub file of minisign.
      public_key TEXT NOT NULL,
      name TEXT NOT NULL CHECK (name <> ''),
      added_at TEXT NOT NULL
    ) STRICT;
  `,
};
