import type { Migration } from '../migrate';

/** A message can be translated in the vault. The message itself stays as its original has it. */
export const messageTranslations: Migration = {
  version: 26,
  sql: `
    CREATE TABLE message_translations (
      conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
      -- Of the message in its conversation.
      sequence INTEGER NOT NULL,
      text TEXT NOT NULL CHECK (text <> ''),
      -- Who translated, as it is said on paper; '' while nobody said.
      translator TEXT NOT NULL DEFAULT '',
      updated_at TEXT NOT NULL,
      PRIMARY KEY (conversation_id, sequence)
    ) STRICT, WITHOUT ROWID;
  `,
};
