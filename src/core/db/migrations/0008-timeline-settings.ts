import type { Migration } from '../migrate';

/** How the timeline of a case was last looked at. */
export const timelineSettings: Migration = {
  version: 8,
  sql: `
    CREATE TABLE timeline_settings (
      case_id TEXT PRIMARY KEY REFERENCES cases (id) ON DELETE CASCADE,
      -- JSON: what is shown, and the lanes of the picture.
      settings TEXT NOT NULL
    ) STRICT;
  `,
};
