import {
  numberExhibits,
  printExhibitNumber,
  type ExhibitNumber,
  type KeptNumber,
} from '../../shared/exhibits/numbering';
import type { CaseId, ExhibitId } from '../../shared/kernel/ids';
import type { ReadableDatabase, WritableDatabase } from '../db/database';
import { sql } from '../db/sql';

// The one place where numbers of exhibits are written. Everything else reads `exhibits.label`.

/** Numbers of a case under which exhibits were sent, in their order. */
export function listKeptNumbers(db: ReadableDatabase, caseId: CaseId): readonly KeptNumber[] {
  return db.all<KeptNumber>(sql`
    SELECT main, insertion, max(exhibit_id) AS exhibitId
    FROM sent_numbers
    JOIN sent_inventories ON sent_inventories.id = sent_numbers.inventory_id
    WHERE case_id = ${caseId}
    GROUP BY main, insertion
    ORDER BY main, insertion
  `);
}

/** Of exhibits that were sent and taken out since. */
export function listWithdrawnNumbers(db: ReadableDatabase, caseId: CaseId): readonly ExhibitNumber[] {
  return listKeptNumbers(db, caseId).filter(({ exhibitId }) => exhibitId === null);
}

/** Numbers the exhibits of a case, all of which are given in the order that is wanted. */
export function renumber(db: WritableDatabase, caseId: CaseId, order: readonly ExhibitId[]): void {
  // Two exhibits of a case never share a place, not even for a moment, so all step aside first.
  db.run(sql`UPDATE exhibits SET number = -number WHERE case_id = ${caseId}`);
  numberExhibits(order, listKeptNumbers(db, caseId)).forEach((exhibit, index) => {
    db.run(sql`
      UPDATE exhibits SET number = ${index + 1}, label = ${printExhibitNumber(exhibit)}
      WHERE id = ${exhibit.id} AND case_id = ${caseId}
    `);
  });
}

/** Gives a kept number back to the exhibit that was taken out and comes back under its id. */
export function takeNumberAgain(
  db: WritableDatabase,
  caseId: CaseId,
  { id, main, insertion }: ExhibitNumber & { readonly id: ExhibitId },
): void {
  db.run(sql`
    UPDATE sent_numbers SET exhibit_id = ${id}
    WHERE exhibit_id IS NULL AND main = ${main} AND insertion = ${insertion}
      AND inventory_id IN (SELECT id FROM sent_inventories WHERE case_id = ${caseId})
  `);
}
