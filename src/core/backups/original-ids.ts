import type { ReadableDatabase, WritableDatabase } from '../db/database';
import { sql } from '../db/sql';

/**
 * The id under which a row was first written. It is another one only for what was brought back from a backup as a copy
 * beside a case that was still there. Seals are taken over the ids of their time.
 */
export function originalId<Id extends string>(db: ReadableDatabase, id: Id): Id {
  const found = db.get<{ readonly originalId: Id }>(
    sql`SELECT original_id AS originalId FROM restored_ids WHERE id = ${id}`,
  );
  return found?.originalId ?? id;
}

/** Keeps the id a row had, where it is not the one it has now. */
export function noteOriginalId(db: WritableDatabase, id: string, original: string): void {
  if (id === original) return;
  db.run(sql`
    INSERT INTO restored_ids (id, original_id) VALUES (${id}, ${original})
    ON CONFLICT (id) DO UPDATE SET original_id = excluded.original_id
  `);
}
