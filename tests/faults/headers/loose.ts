import { createHash } from 'node:crypto';
import { headerTextWith } from '../../support/vault-headers';

/** Any JSON, to be changed in ways the program never would. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

export type Path = readonly (string | number)[];

/** Paths of all values in it, those of lists and objects included. */
export function pathsOf(json: Json, path: Path = []): readonly Path[] {
  if (typeof json !== 'object' || json === null) return [path];
  const inner: readonly (readonly [string | number, Json])[] = Array.isArray(json)
    ? json.map((value: Json, index) => [index, value] as const)
    : Object.entries(json);
  const below = inner.flatMap(([name, value]) => pathsOf(value, [...path, name]));
  return path.length === 0 ? below : [path, ...below];
}

export function valueAt(json: Json, path: Path): Json | undefined {
  let found: Json | undefined = json;
  for (const name of path) {
    if (typeof found !== 'object' || found === null) return undefined;
    // A list answers to a number as an object does to a name.
    found = (found as Readonly<Record<string | number, Json>>)[name];
  }
  return found;
}

/** The same with another value at the path; without it when the value is undefined. */
export function withValue(json: Json, path: Path, value: Json | undefined): Json {
  const [name, ...rest] = path;
  if (name === undefined) return value ?? null;
  if (typeof json !== 'object' || json === null) return json;
  if (Array.isArray(json)) {
    const list: readonly Json[] = json;
    return list.flatMap((each, index) => {
      if (index !== name) return [each];
      if (rest.length === 0 && value === undefined) return [];
      return [withValue(each, rest, value)];
    });
  }
  const entries = Object.entries(json).flatMap(([key, each]): readonly (readonly [string, Json])[] => {
    if (key !== name) return [[key, each]];
    if (rest.length === 0 && value === undefined) return [];
    return [[key, withValue(each, rest, value)]];
  });
  return Object.fromEntries(entries);
}

/** A header with a checksum that fits, as somebody who means harm would write it. */
export function forgedText(json: Json, macKey?: Uint8Array): string {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    return `${JSON.stringify(json, null, 2)}\n`;
  return headerTextWith(json as Record<string, unknown>, macKey);
}

/** Text whose last field is a checksum: the same with one that fits. */
export function withRightChecksum(text: string): string {
  const at = text.lastIndexOf(',\n  "checksum": ');
  if (at < 0) return text;
  const checksum = createHash('sha256').update(text.slice(0, at)).digest('base64');
  return `${text.slice(0, at)},\n  "checksum": "${checksum}"\n}\n`;
}
