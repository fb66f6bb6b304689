import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import type { z } from 'zod';
import { writeFileAtomically } from './atomic-file';

/** A small file of the program's own on this laptop, in plain JSON. Nothing of a case may stand in one. */
export type JsonFileContent<Value> =
  | { readonly kind: 'read'; readonly value: Value }
  | { readonly kind: 'missing' }
  | { readonly kind: 'damaged' };

export function readJsonFile<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
): JsonFileContent<z.output<Schema>> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (failure) {
    const missing = failure instanceof Error && 'code' in failure && failure.code === 'ENOENT';
    return { kind: missing ? 'missing' : 'damaged' };
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // The one expected failure of this call is text that is not JSON.
    return { kind: 'damaged' };
  }
  const parsed = schema.safeParse(json);
  return parsed.success ? { kind: 'read', value: parsed.data } : { kind: 'damaged' };
}

/** Replaces the file whole. What could not be read before is kept beside it, with `.damaged` after its name. */
export function writeJsonFile<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  value: z.input<Schema>,
): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  if (existsSync(path) && readJsonFile(path, schema).kind === 'damaged') renameSync(path, `${path}.damaged`);
  writeFileAtomically(path, `${JSON.stringify(schema.parse(value), null, 2)}\n`);
}
