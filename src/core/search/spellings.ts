import { foldWords, isLoneSign } from '../../shared/search/fold';
import { keyCloseness, nameKey, sameNameCloseness } from '../../shared/people/name-keys';
import type { SearchClause } from '../../shared/search/search-text';
import type { ReadableDatabase } from '../db/database';
import { sql } from '../db/sql';

const shortestName = 3;
const mostSpellings = 12;

/**
 * Other ways in which the vault's people write a name that was typed, by the word as typed: `yusuf` brings `youssef`,
 * and `юсуф` where someone's name stands so. Words that are nobody's name bring none.
 */
export function otherSpellings(
  db: ReadableDatabase,
  clauses: readonly SearchClause[],
): ReadonlyMap<string, readonly string[]> {
  const typed = clauses
    .flatMap(({ words }) => words)
    .filter((word) => word.length >= shortestName && !isLoneSign(word));
  if (typed.length === 0) return new Map();
  const names = nameWords(db);
  return new Map(
    typed.map((word) => {
      const key = nameKey(word);
      const close = [...names]
        .filter(([name, nameWordKey]) => name !== word && keyCloseness(key, nameWordKey) >= sameNameCloseness)
        .map(([name]) => name);
      return [word, close.slice(0, mostSpellings)];
    }),
  );
}

/** Every word of anyone's name as the index has it, with its key. */
function nameWords(db: ReadableDatabase): ReadonlyMap<string, string> {
  const written = db.all<{ readonly names: string }>(sql`
    SELECT DISTINCT given_names || ' ' || family_name || ' ' || native_script_name || ' ' || other_names AS names
    FROM people
    WHERE name_keys <> ''
  `);
  const words = new Set(written.flatMap(({ names }) => foldWords(names).map(({ word }) => word)));
  return new Map(
    [...words]
      .filter((word) => word.length >= shortestName)
      .map((word): readonly [string, string] => [word, keyOf(word)])
      .filter(([, key]) => key !== ''),
  );
}

/** Keys of words never change, and working one out costs more than the search itself. */
const keysByWord = new Map<string, string>();
const mostKeysKept = 20_000;

function keyOf(word: string): string {
  const known = keysByWord.get(word);
  if (known !== undefined) return known;
  if (keysByWord.size >= mostKeysKept) keysByWord.clear();
  const key = nameKey(word);
  keysByWord.set(word, key);
  return key;
}
