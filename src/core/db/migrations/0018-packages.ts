import type { Migration } from '../migrate';

/** Cases that go to a colleague as an encrypted package, and come back to be brought together with what changed meanwhile. */
export const packages: Migration = {
  version: 18,
  sql: `
    -- Key pairs that packages to this vault are encrypted to: one for each vault key there was, the newest is given out.
    CREATE TABLE package_keys (
      epoch INTEGER PRIMARY KEY,
      -- age X25519: AGE-SECRET-KEY-1…, and the age1… that others are told.
      identity TEXT NOT NULL,
      recipient TEXT NOT NULL,
      made_at TEXT NOT NULL
    ) STRICT;

    -- Every package that was made here or taken in.
    CREATE TABLE packages (
      id TEXT NOT NULL,
      -- made, takenIn
      direction TEXT NOT NULL CHECK (direction IN ('made', 'takenIn')),
      -- copy, checkOut, handOver
      purpose TEXT NOT NULL,
      for_reading INTEGER NOT NULL,
      -- To whom, in the advocate's words, or who made it.
      other_name TEXT NOT NULL,
      -- Of one that was taken in: the vault it comes from and the key it was signed with (Ed25519, base64); '' of one made here.
      vault_id TEXT NOT NULL DEFAULT '',
      public_key TEXT NOT NULL DEFAULT '',
      file_name TEXT NOT NULL,
      -- Of the file, in hex.
      sha256 TEXT NOT NULL,
      size_bytes INTEGER NOT NULL,
      -- By its maker's clock.
      made_at TEXT NOT NULL,
      -- When it was made or taken in here, and by whom.
      recorded_at TEXT NOT NULL,
      member_id TEXT NOT NULL,
      -- Null unless the taking in was undone.
      undone_at TEXT,
      -- What stood here before it was taken in, JSON, deflated; null when there is nothing to undo.
      undo BLOB,
      PRIMARY KEY (id, direction)
    ) STRICT;

    -- How a case stood in a package: what both sides have had, and so where the next bringing together begins.
    CREATE TABLE package_states (
      package_id TEXT NOT NULL,
      case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
      recorded_at TEXT NOT NULL,
      -- Hashes of rows and fields, JSON, deflated.
      state BLOB NOT NULL,
      -- The part of the log that came along, as it was signed, deflated; null for one made here.
      audit_log BLOB,
      PRIMARY KEY (package_id, case_id)
    ) STRICT;
    CREATE INDEX package_states_by_case ON package_states (case_id, recorded_at);

    -- What was different on both sides: both versions, and which one counts here since.
    CREATE TABLE package_decisions (
      package_id TEXT NOT NULL,
      case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
      -- Table, key of the row (JSON list) and the fields that go together (names with a space between).
      table_name TEXT NOT NULL,
      row_key TEXT NOT NULL,
      fields TEXT NOT NULL,
      -- JSON by field.
      here TEXT NOT NULL,
      there TEXT NOT NULL,
      -- here, there
      taken TEXT NOT NULL CHECK (taken IN ('here', 'there')),
      decided_at TEXT NOT NULL,
      member_id TEXT NOT NULL,
      PRIMARY KEY (package_id, case_id, table_name, row_key, fields)
    ) STRICT, WITHOUT ROWID;

    -- Where the work on a case is at present, for cases that are not simply worked on here.
    CREATE TABLE case_places (
      case_id TEXT PRIMARY KEY REFERENCES cases (id) ON DELETE CASCADE,
      -- checkedOut: with a colleague, who is expected to bring it back. handedOver: for good. forReading: it came only to be read.
      kind TEXT NOT NULL CHECK (kind IN ('checkedOut', 'handedOver', 'forReading')),
      -- Who has it, or from whom it came.
      other_name TEXT NOT NULL,
      since TEXT NOT NULL,
      package_id TEXT NOT NULL
    ) STRICT;

    -- Age files of originals that are being taken in. They go away when the program ends before their rows are written.
    CREATE TABLE package_originals (
      stored_as TEXT PRIMARY KEY
    ) STRICT;
  `,
};
