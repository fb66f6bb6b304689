import { existsSync } from 'node:fs';
import type { Clock } from '../../shared/kernel/time';
import { isNothingLeft, type PurgeFindings } from '../../shared/retention/schemas';
import type { WritableDatabase } from '../db/database';
import { sql } from '../db/sql';
import { destroyOriginal, originalPath } from '../evidence/originals';
import { caseFacet } from '../search/index-store';
import type { Remains } from '../vault/remains';
import {
  listPurgedOriginals,
  listUnfinishedPurges,
  writeFindings,
  type UnfinishedPurge,
} from './purge-store';
import { countRowsLeft } from './purge-rows';

/** The vault in which a purge is finished. */
export interface PurgePlace {
  readonly folder: string;
  readonly db: WritableDatabase;
  readonly clock: Clock;
  readonly leaveNoRemains: () => Remains;
}

/**
 * Does what is left of purges whose rows are gone, and looks for what is left of the cases. Each step can be done again: whatever ends
 * the program, the next opening comes here.
 *
 * @returns how many are still not finished, because something was found
 * @throws the error of SQLite or the system when the disk is full or refuses
 */
export function finishPurges(place: PurgePlace): number {
  const unfinished = listUnfinishedPurges(place.db);
  if (unfinished.length === 0) return 0;
  for (const { id } of unfinished) {
    for (const storedAs of listPurgedOriginals(place.db, id)) destroyOriginal(place, { storedAs });
  }
  // Nobody is let in between the clearing of the files and the search in them.
  renewIndex(place.db);
  const remains = place.leaveNoRemains();
  const findings = unfinished.map((purge) => ({ ...purge, found: lookFor(place, purge, remains) }));
  place.db.transaction(() => {
    for (const { id, found } of findings) {
      writeFindings(place.db, id, found, isNothingLeft(found) ? place.clock.now() : null);
    }
  });
  return findings.filter(({ found }) => !isNothingLeft(found)).length;
}

/** Draws the words anew from the passages: pages of the index keep beginnings of words that were deleted, to tell others apart. */
function renewIndex(db: WritableDatabase): void {
  db.run(sql`INSERT INTO search_words (search_words) VALUES ('rebuild')`);
}

function lookFor(place: PurgePlace, { id, caseId }: UnfinishedPurge, remains: Remains): PurgeFindings {
  const { db } = place;
  return {
    rows: countRowsLeft(db, caseId),
    searchEntries: countSearchEntries(db, caseId),
    originals: listPurgedOriginals(db, id).filter((storedAs) => existsSync(originalPath(place, { storedAs })))
      .length,
    ...remains,
  };
}

/** Passages of the case, entries under its mark, and words that stand in no passage any more. */
function countSearchEntries(db: WritableDatabase, caseId: string): number {
  const counts = db.get<{ passages: number; entries: number; words: number }>(sql`
    SELECT
      (SELECT count(*) FROM search_passages WHERE case_id = ${caseId}) AS passages,
      (SELECT count(*) FROM search_words WHERE search_words = ${`facets : "${caseFacet(caseId)}"`}) AS entries,
      (
        SELECT count(*)
        FROM search_vocabulary
        WHERE NOT EXISTS (SELECT 1 FROM search_words WHERE search_words = 'folded : "' || word || '"')
      ) AS words
  `);
  if (counts === undefined) throw new Error('Counting gave no row');
  return counts.passages + counts.entries + counts.words;
}
