import type { Migration } from '../migrate';

/** A long conversation comes into the index of search by pieces. */
export const conversationsByPieces: Migration = {
  version: 22,
  sql: `
    -- Conversations that are not in the index as a whole yet. No reference to them: like the index, it belongs to no case.
    CREATE TABLE search_pending (
      conversation_id TEXT PRIMARY KEY,
      -- Messages before this one are in the index.
      next_sequence INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TRIGGER conversations_leave_pending AFTER DELETE ON conversations
      BEGIN DELETE FROM search_pending WHERE conversation_id = OLD.id; END;
  `,
};
