import { foldText } from '../../shared/search/fold';
import type { ReadableDatabase, WritableDatabase } from '../db/database';
import { errorCode } from '../db/driver';
import { sql } from '../db/sql';
import { isSearchIndexWhole } from './find';
import { facetsOf, isSameBesideText, passagesOfWholeCase } from './index-store';

/** Whether what search looks through is what the records say. All are counts of passages or of words. */
export interface SearchIndexReport {
  /** False when a rebuilding was broken off. */
  readonly isFinished: boolean;
  readonly passages: number;
  /** A record has them, the index does not. */
  readonly missing: number;
  /** The index has them, no record does: something deleted could still be found. */
  readonly superfluous: number;
  /** They differ from their record. */
  readonly changed: number;
  /** Words that no passage holds any more, or that are missing from the list of words. */
  readonly wordProblems: number;
  /** False when the engine's own check finds that words and passages do not belong together. */
  readonly isIndexSound: boolean;
}

/** How many passages and words are not as they should be; at least one when the index is unfinished or unsound. */
export function countSearchProblems(report: SearchIndexReport): number {
  const { isFinished, missing, superfluous, changed, wordProblems, isIndexSound } = report;
  return Math.max(missing + superfluous + changed + wordProblems, isFinished && isIndexSound ? 0 : 1);
}

/**
 * Draws every passage from the records again and compares. Changes nothing. What is wrong is mended by
 * `search.rebuild`; nothing of a record is lost by it.
 *
 * @param onCase awaited before each case, so that other calls are answered
 */
export async function checkSearchIndex(
  db: WritableDatabase,
  onCase: (done: number, total: number) => Promise<void> = () => Promise.resolve(),
): Promise<SearchIndexReport> {
  let [missing, superfluous, changed] = [0, 0, 0];
  const words = new Set<string>();
  const writtenBefore = countWritten(db);
  const cases = db.all<{ readonly id: string }>(sql`SELECT id FROM cases ORDER BY id`);
  for (const [done, { id }] of cases.entries()) {
    await onCase(done, cases.length);
    const compared = compareCase(db, id, words);
    missing += compared.missing;
    superfluous += compared.superfluous;
    changed += compared.changed;
  }
  // Words of a case that was written to after its turn are not among those gathered. The passages, which were compared
  // case by case, are then asked for theirs all at once.
  const known = countWritten(db) === writtenBefore ? words : wordsOfPassages(db);
  return {
    isFinished: isSearchIndexWhole(db),
    passages: count(db.get(sql`SELECT COUNT(*) AS count FROM search_passages`)),
    missing,
    superfluous,
    changed,
    wordProblems: countWordProblems(db, known),
    isIndexSound: passesEngineCheck(db),
  };
}

interface StoredPassage {
  readonly subjectId: string;
  readonly part: string;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly isSensitive: number;
  readonly provenance: string;
  readonly text: string;
  readonly folded: string;
  readonly facets: string;
}

function compareCase(
  db: ReadableDatabase,
  caseId: string,
  words: Set<string>,
): Pick<SearchIndexReport, 'missing' | 'superfluous' | 'changed'> {
  const stored = new Map(
    db
      .all<StoredPassage>(
        sql`
          SELECT subject_id AS subjectId, part, first_day AS firstDay, last_day AS lastDay,
            is_sensitive AS isSensitive, provenance, text, folded, facets
          FROM search_passages
          WHERE case_id = ${caseId}
        `,
      )
      .map((row) => [`${row.subjectId} ${row.part}`, row]),
  );
  let [missing, changed] = [0, 0];
  for (const passage of passagesOfWholeCase(db, caseId)) {
    const key = `${passage.subjectId} ${passage.part}`;
    const row = stored.get(key);
    stored.delete(key);
    const folded = foldText(passage.text);
    for (const word of folded.split(' ')) if (word !== '') words.add(word);
    if (row === undefined) missing += 1;
    else if (
      row.text !== passage.text ||
      row.folded !== folded ||
      row.facets !== facetsOf(passage) ||
      !isSameBesideText(row, passage)
    ) {
      changed += 1;
    }
  }
  return { missing, superfluous: stored.size, changed };
}

function wordsOfPassages(db: ReadableDatabase): ReadonlySet<string> {
  const rows = db.all<{ readonly folded: string }>(sql`SELECT folded FROM search_passages`);
  return new Set(rows.flatMap(({ folded }) => folded.split(' ')).filter((word) => word !== ''));
}

/** Rows this program has written since it opened the vault; nobody else can write to it. */
function countWritten(db: ReadableDatabase): number {
  return count(db.get(sql`SELECT total_changes() AS count`));
}

function countWordProblems(db: ReadableDatabase, words: ReadonlySet<string>): number {
  const listed = db.all<{ readonly word: string }>(sql`SELECT word FROM search_vocabulary`);
  const leftOver = listed.filter(({ word }) => !words.has(word)).length;
  return leftOver + words.size - (listed.length - leftOver);
}

/** The engine compares its words with the passages. In a vault opened for reading alone only their numbers are compared. */
function passesEngineCheck(db: WritableDatabase): boolean {
  try {
    db.run(sql`INSERT INTO search_words (search_words, rank) VALUES ('integrity-check', 1)`);
    return true;
  } catch (failure) {
    const code = errorCode(failure);
    if (code?.startsWith('SQLITE_CORRUPT') === true) return false;
    if (code !== 'VAULT_READ_ONLY') throw failure;
    const passages = count(db.get(sql`SELECT COUNT(*) AS count FROM search_passages`));
    return passages === count(db.get(sql`SELECT COUNT(*) AS count FROM search_words_docsize`));
  }
}

function count(row: { readonly count: number } | undefined): number {
  return row?.count ?? 0;
}
