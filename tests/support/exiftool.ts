import { execFileSync } from 'node:child_process';

/**
 * What exiftool, which has nothing in common with the program, finds in files: for each path one `Group:Name=value` per tag, the
 * same tag a second time included. What the file system says of a file, and what exiftool works out from other tags, is left out.
 */
export function findTags(paths: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const told = JSON.parse(
    execFileSync('exiftool', ['-@', '-'], {
      input: ['-json', '-a', '-u', '-n', '-ee', '-G1:4', '-charset', 'filename=UTF8', ...paths].join('\n'),
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      stdio: ['pipe', 'pipe', 'ignore'],
    }),
  ) as readonly Readonly<Record<string, unknown>>[];
  return new Map(
    told.map(({ SourceFile: path, ...tags }) => [
      String(path),
      Object.entries(tags)
        .filter(([tag]) => !/^(?:System:|ExifTool:ExifToolVersion|Composite:)/u.test(tag))
        .map(([tag, value]) => `${tag.replace(/Copy\d+:/u, '')}=${String(value)}`),
    ]),
  );
}

/** Those that no pattern allows in whole. */
export function beyond(allowed: readonly RegExp[], tags: readonly string[]): readonly string[] {
  return tags.filter(
    (tag) => !allowed.some((pattern) => new RegExp(`^(?:${pattern.source})$`, `${pattern.flags}s`).test(tag)),
  );
}

/** Writes tags into files that are there, each with its own arguments; files are changed in place. */
export function writeTags(files: readonly (readonly [path: string, args: readonly string[]])[]): void {
  execFileSync('exiftool', ['-@', '-'], {
    input: files
      .map(([path, args]) => ['-overwrite_original', '-q', '-m', ...args, path, '-execute'].join('\n'))
      .join('\n'),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}
