import type { Migration } from '../migrate';

/** Templates of filings that an organisation made in Word or LibreOffice, in every version. */
export const ownTemplates: Migration = {
  version: 16,
  sql: `
    CREATE TABLE own_templates (
      id TEXT PRIMARY KEY,
      -- e.g. F7, and the language of the document.
      filing_kind TEXT NOT NULL,
      language TEXT NOT NULL,
      -- From 1 for each kind and language.
      version INTEGER NOT NULL,
      document BLOB NOT NULL,
      -- In hex. The first twelve digits stand as template_version in the filings made from it.
      sha256 TEXT NOT NULL,
      imported_at TEXT NOT NULL,
      member_id TEXT,
      -- Not offered any more since then; null while it is.
      retired_at TEXT,
      UNIQUE (filing_kind, language, version)
    ) STRICT;
    CREATE TRIGGER own_templates_never_change BEFORE UPDATE OF document, sha256, version ON own_templates
      BEGIN SELECT RAISE(ABORT, 'a template never changes'); END;
  `,
};
