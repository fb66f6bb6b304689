import type { ReadableDatabase, WritableDatabase } from '../db/database';
import { sql } from '../db/sql';
import type { VaultDeps } from '../kernel/deps';
import type { OpenVault } from '../vault/session';
import type { WorkContext } from '../work/registry';
import { insertPassages, writePassages } from './index-store';
import { passagesOfConversations } from './passages';

// A chat of a hundred thousand messages takes seconds to come into the index, and core must save what a person types meanwhile.
// So it comes in by pieces. `search_pending` says how far each conversation is: after a lock or a kill in between, search says
// that the index is not whole, and it goes on where it stood.

/** So many that a turn takes some tens of milliseconds, in which a save may wait. */
const messagesPerTurn = 500;

/** To be written with the conversation, before anything of it is in the index. */
export function notePendingConversation(db: WritableDatabase, conversationId: string): void {
  db.run(sql`INSERT INTO search_pending (conversation_id, next_sequence) VALUES (${conversationId}, 1)`);
}

export function listPendingConversations(db: ReadableDatabase): readonly string[] {
  return db
    .all<{ readonly id: string }>(
      sql`SELECT conversation_id AS id FROM search_pending ORDER BY conversation_id`,
    )
    .map(({ id }) => id);
}

/**
 * Brings the rest of a conversation into the index; ends early where the conversation is gone.
 *
 * @param isOver asked before each piece: whether the vault is locked, or the work stopped
 */
export async function indexPendingConversation(
  db: WritableDatabase,
  conversationId: string,
  { breathe, isOver }: Pick<WorkContext, 'breathe'> & { readonly isOver: () => boolean },
): Promise<void> {
  while (!isOver() && db.transaction(() => indexNextMessages(db, conversationId))) await breathe();
}

/** Of a message whose words have changed. One that is not in the index yet comes with the rest of its conversation. */
export function indexMessage(db: WritableDatabase, conversationId: string, sequence: number): void {
  const pending = db.get(sql`
    SELECT 1 FROM search_pending WHERE conversation_id = ${conversationId} AND next_sequence <= ${sequence}
  `);
  if (pending !== undefined) return;
  const only = { from: sequence, until: sequence + 1 };
  const passages = passagesOfConversations(db, { id: conversationId }, only);
  writePassages(db, conversationId, passages, String(sequence));
}

/** Goes on where a lock or a kill stopped it, beside everything else. */
export async function resumePendingConversations(
  { session, work }: Pick<VaultDeps, 'session' | 'work'>,
  vault: OpenVault,
): Promise<void> {
  const { db } = vault;
  const pending = listPendingConversations(db);
  if (pending.length === 0) return;
  await work.run('rebuildSearch', async ({ breathe, report, pointOfNoReturn }) => {
    // Not to be stopped by a person: it is no work that anybody asked for, and it stops by itself at a lock.
    pointOfNoReturn();
    for (const [done, conversationId] of pending.entries()) {
      report({ done, total: pending.length });
      await breathe();
      await indexPendingConversation(db, conversationId, {
        breathe,
        isOver: () => session.current() !== vault,
      });
    }
  });
}

/** Whether there may be more. */
function indexNextMessages(db: WritableDatabase, conversationId: string): boolean {
  const pending = db.get<{ readonly from: number }>(sql`
    SELECT next_sequence AS "from" FROM search_pending WHERE conversation_id = ${conversationId}
  `);
  if (pending === undefined) return false;
  const until = pending.from + messagesPerTurn;
  insertPassages(db, [...passagesOfConversations(db, { id: conversationId }, { from: pending.from, until })]);
  const isMore = db.get(sql`
    SELECT 1 FROM conversation_messages WHERE conversation_id = ${conversationId} AND sequence >= ${until} LIMIT 1
  `);
  if (isMore === undefined) {
    db.run(sql`DELETE FROM search_pending WHERE conversation_id = ${conversationId}`);
    return false;
  }
  db.run(sql`UPDATE search_pending SET next_sequence = ${until} WHERE conversation_id = ${conversationId}`);
  return true;
}
