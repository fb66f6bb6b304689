import type { CaseId, MemberId } from '../../shared/kernel/ids';
import type { Instant } from '../../shared/kernel/time';
import { foldText } from '../../shared/search/fold';
import type { OwnWord } from '../../shared/spelling/contract';
import { wordKey, wordsOfTheField } from '../../shared/spelling/words';
import type { ReadableDatabase, WritableDatabase } from '../db/database';
import { sql } from '../db/sql';

export function listOwnWords(db: ReadableDatabase): readonly OwnWord[] {
  return db
    .all<OwnWord>(sql`SELECT word, added_at AS addedAt FROM own_words`)
    .toSorted((left, right) => left.word.localeCompare(right.word));
}

export function insertOwnWord(
  db: WritableDatabase,
  own: { readonly word: string; readonly addedAt: Instant; readonly memberId: MemberId },
): void {
  db.run(sql`
    INSERT INTO own_words (word_key, word, added_at, member_id)
    VALUES (${wordKey(own.word)}, ${own.word.normalize('NFC')}, ${own.addedAt}, ${own.memberId})
    ON CONFLICT (word_key) DO NOTHING
  `);
}

export function deleteOwnWord(db: WritableDatabase, word: string): void {
  db.run(sql`DELETE FROM own_words WHERE word_key = ${wordKey(word)}`);
}

/**
 * Takes out the own words that stand in a text of this case and of no other: a name or a street would tell of a case that is
 * gone. To be called while the case is in the index of the search.
 */
export function deleteOwnWordsOfCase(db: WritableDatabase, caseId: CaseId): void {
  for (const { word } of listOwnWords(db)) {
    const folded = foldText(word);
    if (folded === '') continue;
    const found = db.get<{ readonly here: number | null; readonly elsewhere: number | null }>(sql`
      SELECT sum(case_id = ${caseId}) AS here, sum(case_id <> ${caseId}) AS elsewhere
      FROM search_passages
      WHERE id IN (SELECT rowid FROM search_words WHERE search_words = ${`folded : "${folded}"`})
    `);
    if ((found?.here ?? 0) > 0 && (found?.elsewhere ?? 0) === 0) deleteOwnWord(db, word);
  }
}

/**
 * The keys of all words that are right in this vault whatever a dictionary says: its own, those of the field, and every part
 * of a name of its people and their organisations. A name with a red line under it looks like a mistake, and “mending” one
 * would be one.
 */
export function readKnownKeys(db: ReadableDatabase): ReadonlySet<string> {
  const own = db.all<{ readonly word: string }>(sql`SELECT word FROM own_words`);
  const people = db.all<Readonly<Record<string, string>>>(sql`
    SELECT family_name, given_names, other_names, birth_place, organisation FROM people
  `);
  const parts = people.flatMap((person) => Object.values(person)).flatMap((text) => text.split(/[\s,;()]+/u));
  // "Ben-Youssef" is known as a whole and in its parts, as a text may have either.
  const names = parts.flatMap((part) => [part, ...part.split('-')]);
  return new Set([...own.map(({ word }) => word), ...wordsOfTheField, ...names].map(wordKey));
}
