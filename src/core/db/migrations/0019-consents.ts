import type { Migration } from '../migrate';

/** The ledger of what the person decided may be shared, and to whom a copy went. */
export const consents: Migration = {
  version: 19,
  sql: `
    CREATE TABLE consent_entries (
      id TEXT PRIMARY KEY,
      case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
      kind TEXT NOT NULL CHECK (kind IN ('given', 'refused', 'withdrawn', 'struck')),
      -- Of 'struck': the entry that was a mistake.
      strikes TEXT REFERENCES consent_entries (id) ON DELETE SET NULL,
      recipient TEXT NOT NULL,
      -- One of those recipients; empty for all of them.
      recipient_name TEXT NOT NULL,
      -- JSON lists. Without purposes a refusal or a withdrawal holds whatever the purpose.
      purposes TEXT NOT NULL,
      data TEXT NOT NULL,
      limits TEXT NOT NULL,
      -- BCP 47
      language TEXT NOT NULL,
      interpreter TEXT NOT NULL,
      form TEXT NOT NULL CHECK (form IN ('signed', 'oral')),
      witness TEXT NOT NULL,
      decided_on TEXT NOT NULL,
      -- Last day; null where none was agreed.
      until TEXT,
      note TEXT NOT NULL,
      -- The form (F2) and the signed copy of it among the exhibits.
      filing_id TEXT REFERENCES filings (id) ON DELETE SET NULL,
      exhibit_id TEXT REFERENCES exhibits (id) ON DELETE SET NULL,
      recorded_at TEXT NOT NULL,
      member_id TEXT
    ) STRICT;
    CREATE INDEX consent_entries_by_case ON consent_entries (case_id, recorded_at);
    CREATE TRIGGER consent_entries_never_change BEFORE UPDATE OF kind, recipient, recipient_name, purposes, data, limits,
      language, interpreter, form, witness, decided_on, until, note, recorded_at ON consent_entries
      BEGIN SELECT RAISE(ABORT, 'an entry of the ledger never changes'); END;
    -- They go with their case alone.
    CREATE TRIGGER consent_entries_never_go BEFORE DELETE ON consent_entries
      WHEN EXISTS (SELECT 1 FROM cases WHERE cases.id = OLD.case_id)
      BEGIN SELECT RAISE(ABORT, 'an entry of the ledger never goes'); END;

    -- To whom a copy went; null where nobody wrote it down.
    ALTER TABLE departures ADD COLUMN recipient TEXT;
    ALTER TABLE departures ADD COLUMN recipient_name TEXT NOT NULL DEFAULT '';
    ALTER TABLE departures ADD COLUMN purpose TEXT;
    -- What kind of reason it is: askedSince, danger, legalDuty, other. Null without a reason, and for older rows.
    ALTER TABLE departures ADD COLUMN reason_kind TEXT;
    -- Goes into the hash that the log keeps of what left against an objection; empty without one.
    ALTER TABLE departures ADD COLUMN seal_salt TEXT NOT NULL DEFAULT '';
    -- The day it was asked back.
    ALTER TABLE departures ADD COLUMN asked_back_on TEXT;

    -- Each filing is made for one kind of recipient; those of 'other' are several.
    UPDATE departures SET recipient = (
      SELECT CASE
        WHEN filing_kind IN ('F2', 'F3', 'F5', 'L1') THEN 'herself'
        WHEN filing_kind = 'F1' THEN 'centre'
        WHEN filing_kind IN ('F6', 'F8') THEN 'prosecution'
        WHEN filing_kind IN ('F14', 'F18', 'F19') THEN 'court'
        WHEN filing_kind IN ('F13', 'F15', 'F16', 'F21') THEN 'other'
        ELSE 'immigrationOffice'
      END
      FROM filings WHERE filings.id = departures.filing_id
    )
    WHERE filing_id IS NOT NULL;
  `,
};
