import type { Migration } from '../migrate';

/**
 * Numbers of exhibits that stay once they were sent. Nothing was sent before, so that every exhibit is printed under the
 * number of its place.
 */
export const exhibitNumbers: Migration = {
  version: 7,
  sql: `
    -- The number as it is printed: 12, or 12bis for one put between others after they were sent. Follows from the order
    -- (number) and the numbers sent, and is written together with the order.
    ALTER TABLE exhibits ADD COLUMN label TEXT NOT NULL DEFAULT '';
    UPDATE exhibits SET label = CAST(number AS TEXT);

    -- That the exhibits of a case went out under the numbers they had.
    CREATE TABLE sent_inventories (
      id TEXT PRIMARY KEY,
      case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
      -- A day.
      sent_on TEXT NOT NULL,
      recipient TEXT NOT NULL,
      created_at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX sent_inventories_by_case ON sent_inventories (case_id, sent_on);

    CREATE TABLE sent_numbers (
      inventory_id TEXT NOT NULL REFERENCES sent_inventories (id) ON DELETE CASCADE,
      -- The number in its parts: 12bis is main 12, insertion 1; insertion is 0 for one without addition.
      main INTEGER NOT NULL,
      insertion INTEGER NOT NULL,
      -- Null once the exhibit was taken out: its number is withdrawn and given to no other.
      exhibit_id TEXT REFERENCES exhibits (id) ON DELETE SET NULL,
      -- As it was sent.
      title TEXT NOT NULL,
      PRIMARY KEY (inventory_id, main, insertion)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX sent_numbers_by_exhibit ON sent_numbers (exhibit_id);
  `,
};
