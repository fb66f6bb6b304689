import type { Migration } from '../migrate';

/** Texts of filings that are worked on before they are made, with their versions and comments. */
export const filingDrafts: Migration = {
  version: 20,
  sql: `
    CREATE TABLE filing_drafts (
      id TEXT PRIMARY KEY,
      case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
      filing_kind TEXT NOT NULL,
      language TEXT NOT NULL,
      -- The template of the organisation it is generated from; null for that of the program.
      template_id TEXT,
      template_version TEXT NOT NULL,
      -- What the text was generated from last, as in filings.
      snapshot TEXT NOT NULL,
      -- The Word file as it was generated last. Numbers of exhibits stand in it as citations: {exhibit:<id>}.
      document BLOB NOT NULL,
      -- Paragraphs in their order, JSON; see src/shared/drafts/blocks.ts.
      blocks TEXT NOT NULL,
      revision INTEGER NOT NULL,
      started_at TEXT NOT NULL,
      saved_at TEXT NOT NULL,
      UNIQUE (case_id, filing_kind, language)
    ) STRICT;

    CREATE TABLE filing_draft_versions (
      id TEXT PRIMARY KEY,
      draft_id TEXT NOT NULL REFERENCES filing_drafts (id) ON DELETE CASCADE,
      name TEXT NOT NULL DEFAULT '',
      -- named, opening, generating, restoring, made
      occasion TEXT NOT NULL,
      template_version TEXT NOT NULL,
      snapshot TEXT NOT NULL,
      document BLOB NOT NULL,
      blocks TEXT NOT NULL,
      kept_at TEXT NOT NULL,
      -- Name of the member, as it was then.
      author TEXT NOT NULL
    ) STRICT;
    CREATE INDEX filing_draft_versions_by_draft ON filing_draft_versions (draft_id, kept_at);

    CREATE TABLE filing_draft_comments (
      id TEXT PRIMARY KEY,
      draft_id TEXT NOT NULL REFERENCES filing_drafts (id) ON DELETE CASCADE,
      -- Paragraph it is about; the comment stays when the paragraph goes.
      block_id TEXT NOT NULL,
      text TEXT NOT NULL CHECK (text <> ''),
      author TEXT NOT NULL,
      written_at TEXT NOT NULL,
      -- Null while it is open.
      resolved_at TEXT,
      resolved_by TEXT NOT NULL DEFAULT ''
    ) STRICT;
    CREATE INDEX filing_draft_comments_by_draft ON filing_draft_comments (draft_id, written_at);
  `,
};
