import { createHash } from 'node:crypto';
import type { Row } from '../backups/case-rows';
import type { SqlValue } from '../db/sql';

/** Short, as it only tells whether two texts of the same field are the same. */
export function hashOfFields(row: Row, fields: readonly string[]): string {
  const values = fields.map((field) => comparable(row[field] ?? null));
  return createHash('sha256').update(JSON.stringify(values)).digest('base64').slice(0, 12);
}

export function isSame(fields: readonly string[], one: Row, other: Row): boolean {
  return fields.every((field) => comparable(one[field] ?? null) === comparable(other[field] ?? null));
}

function comparable(value: SqlValue): string | number | null {
  if (value instanceof Uint8Array) return createHash('sha256').update(value).digest('hex');
  return typeof value === 'bigint' ? value.toString() : value;
}
