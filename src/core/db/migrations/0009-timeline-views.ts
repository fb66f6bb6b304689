import type { Migration } from '../migrate';

/** Ways of looking at the timeline of a case that somebody gave a name. */
export const timelineViews: Migration = {
  version: 9,
  sql: `
    CREATE TABLE timeline_views (
      id TEXT PRIMARY KEY,
      case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
      name TEXT NOT NULL,
      -- JSON: filters, what is shown, lanes, and the stretch of days of the picture.
      view TEXT NOT NULL,
      created_at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX timeline_views_by_case ON timeline_views (case_id, name);
  `,
};
