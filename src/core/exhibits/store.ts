import type { SentInventory } from '../../shared/exhibits/contract';
import { readExhibitNumber } from '../../shared/exhibits/numbering';
import type { CaseId, SentInventoryId } from '../../shared/kernel/ids';
import type { Instant } from '../../shared/kernel/time';
import type { ReadableDatabase, WritableDatabase } from '../db/database';
import { sql } from '../db/sql';
import { listExhibits } from '../evidence/store';
import { listWithdrawnNumbers } from './numbers';

/** Newest first. */
export function listSentInventories(db: ReadableDatabase, caseId: CaseId): readonly SentInventory[] {
  return db.all<SentInventory>(sql`
    SELECT id, sent_on AS sentOn, recipient,
      (SELECT count(*) FROM sent_numbers WHERE inventory_id = sent_inventories.id AND title <> '') AS count
    FROM sent_inventories
    WHERE case_id = ${caseId}
    ORDER BY sent_on DESC, created_at DESC, id DESC
  `);
}

export function findSentInventory(
  db: ReadableDatabase,
  id: SentInventoryId,
): { readonly caseId: CaseId } | undefined {
  return db.get<{ readonly caseId: CaseId }>(
    sql`SELECT case_id AS caseId FROM sent_inventories WHERE id = ${id}`,
  );
}

/** Writes down that the exhibits of a case went out under the numbers they have, and which numbers were withdrawn then. */
export function insertSentInventory(
  db: WritableDatabase,
  inventory: {
    readonly id: SentInventoryId;
    readonly caseId: CaseId;
    readonly sentOn: string;
    readonly recipient: string;
    readonly createdAt: Instant;
  },
): void {
  const { id, caseId } = inventory;
  const withdrawn = listWithdrawnNumbers(db, caseId);
  db.run(sql`
    INSERT INTO sent_inventories (id, case_id, sent_on, recipient, created_at)
    VALUES (${id}, ${caseId}, ${inventory.sentOn}, ${inventory.recipient}, ${inventory.createdAt})
  `);
  for (const exhibit of listExhibits(db, caseId)) {
    const number = readExhibitNumber(exhibit.number);
    if (number === null) throw new Error('An exhibit has no number');
    db.run(sql`
      INSERT INTO sent_numbers (inventory_id, main, insertion, exhibit_id, title)
      VALUES (${id}, ${number.main}, ${number.insertion}, ${exhibit.id}, ${exhibit.title})
    `);
  }
  for (const { main, insertion } of withdrawn) {
    db.run(sql`
      INSERT INTO sent_numbers (inventory_id, main, insertion, exhibit_id, title)
      VALUES (${id}, ${main}, ${insertion}, NULL, '')
    `);
  }
}

export function deleteSentInventory(db: WritableDatabase, id: SentInventoryId): void {
  db.run(sql`DELETE FROM sent_inventories WHERE id = ${id}`);
}
