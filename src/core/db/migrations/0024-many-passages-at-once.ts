import type { Migration } from '../migrate';

/** Many passages come into the index of search with one statement. */
export const manyPassagesAtOnce: Migration = {
  version: 24,
  sql: `
    -- filling, a state within one transaction: the words of all that is added go into the index after it, at once.
    DROP TRIGGER search_passages_added;
    CREATE TRIGGER search_passages_added AFTER INSERT ON search_passages
      WHEN (SELECT state FROM search_state) <> 'filling'
    BEGIN
      INSERT INTO search_words (rowid, folded, facets) VALUES (NEW.id, NEW.folded, NEW.facets);
      INSERT INTO search_vocabulary (word)
        SELECT value FROM json_each('["' || replace(NEW.folded, ' ', '","') || '"]') WHERE value <> ''
        ON CONFLICT DO NOTHING;
    END;
  `,
};
