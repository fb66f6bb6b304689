import type { ReadableDatabase, WritableDatabase } from '../db/database';
import { sql, type Sql } from '../db/sql';
import type { WorkContext } from '../work/registry';
import {
  indexAnswers,
  indexCase,
  indexExhibit,
  indexFact,
  indexFiling,
  indexInterview,
  indexPerson,
} from './index-store';
import { indexPendingConversation, listPendingConversations } from './pending-conversations';

/** So many that a turn takes some tens of milliseconds, in which a save may wait. */
const recordsPerTurn = 100;

/**
 * Makes the index anew: empties it in one transaction, then draws it from the records a few at a time, so that other
 * calls are answered between. What is written meanwhile goes into the index by itself. Stopped or killed half-way, the
 * state says so.
 */
export async function rebuildSearchIndex(
  db: WritableDatabase,
  { signal, report, breathe }: Pick<WorkContext, 'signal' | 'report' | 'breathe'>,
): Promise<'done' | 'stopped'> {
  emptyIndex(db);
  const records = listRecords(db);
  for (let done = 0; done < records.length; done += recordsPerTurn) {
    report({ done, total: records.length });
    await breathe();
    if (signal.aborted) return 'stopped';
    // A record that went away meanwhile has no passages.
    db.transaction(() => {
      for (const index of records.slice(done, done + recordsPerTurn)) index(db);
    });
  }
  for (const conversationId of listPendingConversations(db)) {
    await indexPendingConversation(db, conversationId, { breathe, isOver: () => signal.aborted });
    if (signal.aborted) return 'stopped';
  }
  db.run(sql`UPDATE search_state SET state = 'whole'`);
  return 'done';
}

/** Without the triggers: an index that is damaged could not take out one passage after the other. */
function emptyIndex(db: WritableDatabase): void {
  db.transaction(() => {
    db.run(sql`UPDATE search_state SET state = 'emptying'`);
    db.run(sql`INSERT INTO search_words (search_words) VALUES ('delete-all')`);
    db.run(sql`DELETE FROM search_vocabulary`);
    db.run(sql`DELETE FROM search_passages`);
    // One that is on its way into the index begins anew.
    db.run(sql`
      INSERT OR REPLACE INTO search_pending (conversation_id, next_sequence) SELECT id, 1 FROM conversations
    `);
    db.run(sql`UPDATE search_state SET state = 'unfinished'`);
  });
}

type IndexRecord = (db: WritableDatabase) => void;

function listRecords(db: ReadableDatabase): readonly IndexRecord[] {
  const idsOf = (query: Sql) => db.all<{ readonly id: string }>(query).map(({ id }) => id);
  const drafts = db.all<{ readonly caseId: string; readonly filingKind: string; readonly language: string }>(
    sql`SELECT case_id AS caseId, filing_kind AS filingKind, language FROM filing_answers`,
  );
  const each = (ids: readonly string[], index: (db: WritableDatabase, id: string) => void) =>
    ids.map(
      (id): IndexRecord =>
        (open) =>
          index(open, id),
    );
  return [
    ...each(idsOf(sql`SELECT id FROM cases`), indexCase),
    ...each(idsOf(sql`SELECT id FROM people`), indexPerson),
    ...each(idsOf(sql`SELECT id FROM interviews`), indexInterview),
    ...each(idsOf(sql`SELECT id FROM facts`), indexFact),
    ...each(idsOf(sql`SELECT id FROM exhibits`), indexExhibit),
    ...drafts.map(
      (draft): IndexRecord =>
        (open) =>
          indexAnswers(open, draft),
    ),
    ...each(idsOf(sql`SELECT id FROM filings`), indexFiling),
  ];
}
