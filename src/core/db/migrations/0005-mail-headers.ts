import type { Migration } from '../migrate';

/** What a mail says beside its text. Messages that were read before have none; a mail among them can be read again. */
export const mailHeaders: Migration = {
  version: 5,
  sql: `
    -- '' for what is no mail.
    ALTER TABLE conversation_messages ADD COLUMN subject TEXT NOT NULL DEFAULT '';
    -- JSON: to whom a mail went, copies too, as written; empty for what is no mail.
    ALTER TABLE conversation_messages ADD COLUMN recipients TEXT NOT NULL DEFAULT '[]';
  `,
};
