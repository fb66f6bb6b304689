import type { Instant } from '../../shared/kernel/time';
import { sql } from '../db/sql';
import type { VaultDeps } from '../kernel/deps';

export const custodyActions = [
  'imported',
  'attached',
  'copied',
  'inFiling',
  'inDossier',
  'redacted',
  'madeByRedaction',
  'checkedWhole',
  'checkedMissing',
  'checkedDamaged',
] as const;

/** Writes down what happened to an original. Entries are never changed. */
export function noteCustody(
  { db, newId, actor }: Pick<VaultDeps, 'db' | 'newId' | 'actor'>,
  entry: {
    readonly fileId: string;
    readonly action: (typeof custodyActions)[number];
    readonly at: Instant;
    readonly details?: Readonly<Record<string, string>> | undefined;
  },
): void {
  const name =
    db.get<{ readonly name: string }>(sql`SELECT name FROM members WHERE id = ${actor}`)?.name ?? '';
  db.run(sql`
    INSERT INTO custody_entries (id, evidence_file_id, action, at, member_id, member_name, details)
    VALUES (${newId()}, ${entry.fileId}, ${entry.action}, ${entry.at}, ${actor}, ${name},
      ${JSON.stringify(entry.details ?? {})})
  `);
}
