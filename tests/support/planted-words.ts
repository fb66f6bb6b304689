import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { readingsOf } from './packed-bytes';

/** The words that stand in bytes, in any of the ways in which a program writes text. */
export function wordsIn(bytes: Buffer, words: readonly string[]): readonly string[] {
  const readings = [...readingsOf(bytes)];
  return words.filter((word) =>
    waysOfWriting(word).some((written) => readings.some((reading) => reading.includes(written))),
  );
}

/**
 * UTF-8 and UTF-16 as written and in lower case, escaped as in a URL or in JSON, and Base64 wherever the word begins in it.
 */
function waysOfWriting(word: string): readonly Buffer[] {
  const texts = new Set(
    [word, word.toLowerCase()].flatMap((each) => [each, encodeURIComponent(each), escaped(each)]),
  );
  const written = [...texts].flatMap((text) => [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')]);
  return [...written, ...inBase64(Buffer.from(word, 'utf8')), ...inBase64(Buffer.from(word, 'utf16le'))];
}

function escaped(text: string): string {
  return text.replaceAll(/[^ -~]/gu, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The characters of Base64 that a word alone decides, for each place in a group of three bytes at which it may begin. */
function inBase64(word: Buffer): readonly Buffer[] {
  return [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), word]).toString('base64');
    const end = Math.floor(((before + word.length) * 8) / 6);
    return Buffer.from(text.slice(Math.ceil((before * 8) / 6), end), 'latin1');
  });
}

/** Which files below the folders hold one of the words, in their content or in their name. */
export function filesHolding(folders: readonly string[], words: readonly string[]): readonly string[] {
  return folders
    .flatMap((folder) => filesBelow(folder))
    .flatMap((path) =>
      [...new Set([...wordsIn(Buffer.from(path), words), ...wordsIn(contentOf(path), words)])].map(
        (word) => `${word} in ${path}`,
      ),
    );
}

export function filesBelow(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesBelow(path);
      return entry.isFile() ? [path] : [];
    });
  } catch (cause) {
    if (isGone(cause)) return [];
    throw cause;
  }
}

/**
 * Which files that are removed already, but still open in one of these processes, hold one of the words: they lie on the
 * disk until the process ends. Memory that processes share has the look of such files and is no disk.
 */
export function removedFilesHolding(pids: readonly number[], words: readonly string[]): readonly string[] {
  return pids
    .flatMap((pid) => openFilesOf(pid))
    .filter(({ path }) => path.endsWith(' (deleted)') && !/^\/(?:memfd:|dev\/)/u.test(path))
    .flatMap(({ path, open }) => wordsIn(contentOf(open), words).map((word) => `${word} in ${path}`));
}

function openFilesOf(pid: number): readonly { readonly path: string; readonly open: string }[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap((name) => {
      const open = `/proc/${pid}/fd/${name}`;
      try {
        return [{ path: readlinkSync(open), open }];
      } catch (cause) {
        if (isGone(cause)) return [];
        throw cause;
      }
    });
  } catch (cause) {
    if (isGone(cause)) return [];
    throw cause;
  }
}

/** A process and all that it started, and they in turn. */
export function processesBelow(pid: number): readonly number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name))
    .flatMap((name) => {
      try {
        const status = readFileSync(`/proc/${name}/stat`, 'utf8');
        // After the name in brackets, which may hold anything, come the state and the parent.
        const parent = Number(status.slice(status.lastIndexOf(')') + 2).split(' ')[1]);
        return [{ pid: Number(name), parent }];
      } catch (cause) {
        if (isGone(cause)) return [];
        throw cause;
      }
    });
  const below = (parent: number): readonly number[] =>
    parents.flatMap((each) => (each.parent === parent ? [each.pid, ...below(each.pid)] : []));
  return [pid, ...below(pid)];
}

/** Nothing of a file that a running program has removed meanwhile. */
function contentOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    if (isGone(cause)) return Buffer.alloc(0);
    throw cause;
  }
}

function isGone(cause: unknown): boolean {
  return (
    cause instanceof Error &&
    'code' in cause &&
    (cause.code === 'ENOENT' || cause.code === 'ESRCH' || cause.code === 'ENOTDIR')
  );
}
