import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Random } from '../support/random';
import type { TraceEvent } from './trace';

// A disk as it may be found after the power went: what was synced is there, and of the rest anything.

/** How names in folders become lasting. */
export const nameRules = [
  /** In the order they were given, and all of them with the next sync of anything, as ext4 and NTFS keep their journal. */
  'journalled',
  /** Each for itself, and only with a sync of its folder: all that POSIX promises. */
  'strict',
] as const;
export type NameRule = (typeof nameRules)[number];

/** What becomes of writes and names that were not synced. */
export const fates = ['none', 'all', 'some', 'torn'] as const;
export type Fate = (typeof fates)[number];

const sectorBytes = 512;

type Change =
  | { readonly kind: 'write'; readonly at: number; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly size: number };
interface Content {
  lasting: Buffer;
  pending: Change[];
  /** As the running process sees it. */
  live: Buffer;
}
type NameChange =
  | { readonly kind: 'name'; readonly path: string; readonly content: Content }
  | { readonly kind: 'remove'; readonly path: string }
  | { readonly kind: 'rename'; readonly from: string; readonly to: string; readonly content: Content };
interface Names {
  lasting: Map<string, Content>;
  pending: NameChange[];
}

/** Files by their path below the folder. */
export type Image = ReadonlyMap<string, Buffer>;

export interface Disk {
  readonly apply: (event: TraceEvent) => void;
  readonly hasUnsynced: () => boolean;
  readonly image: (rule: NameRule, fate: Fate, random: Random) => Image;
}

/** A disk that holds, lasting, what the folder holds now. */
export function createDisk(folder: string): Disk {
  const first = new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        const bytes = readFileSync(path);
        return [path, { lasting: bytes, pending: [], live: bytes } satisfies Content] as const;
      }),
  );
  let live = new Map<string, Content>(first);
  const names: Readonly<Record<NameRule, Names>> = {
    journalled: { lasting: new Map(first), pending: [] },
    strict: { lasting: new Map(first), pending: [] },
  };
  const withPending = new Set<Content>();

  function rename(named: NameChange): void {
    for (const rule of nameRules) names[rule].pending.push(named);
    performNameChange(live, named);
  }

  function contentAt(path: string): Content {
    const content = live.get(path);
    if (content === undefined) throw new Error(`The trace writes to a file that is not there: ${path}`);
    return content;
  }

  function change(path: string, wanted: Change): void {
    const content = contentAt(path);
    content.pending.push(wanted);
    content.live = changed(content.live, wanted);
    withPending.add(content);
  }

  function apply(event: TraceEvent): void {
    switch (event.kind) {
      case 'create':
        if (!live.has(event.path)) {
          const empty = { lasting: Buffer.alloc(0), pending: [], live: Buffer.alloc(0) };
          rename({ kind: 'name', path: event.path, content: empty });
        }
        return;
      case 'remove':
        if (live.has(event.path)) rename({ kind: 'remove', path: event.path });
        return;
      case 'rename':
        // A folder takes along what is in it.
        const before = Array.from(live);
        for (const [path, content] of before) {
          if (path === event.from || path.startsWith(`${event.from}/`)) {
            const to = event.to + path.slice(event.from.length);
            rename({ kind: 'rename', from: path, to, content });
          }
        }
        return;
      case 'write': {
        const at = event.at === 'end' ? contentAt(event.path).live.byteLength : event.at;
        change(event.path, { kind: 'write', at, bytes: event.bytes });
        return;
      }
      case 'copy': {
        const bytes = Buffer.from(contentAt(event.from).live.subarray(0, event.length));
        change(event.path, { kind: 'write', at: event.at, bytes });
        return;
      }
      case 'truncate':
        change(event.path, { kind: 'truncate', size: event.size });
        return;
      case 'sync': {
        const content = live.get(event.path);
        if (content !== undefined) {
          content.lasting = content.live;
          content.pending = [];
          withPending.delete(content);
        }
        settle(names.journalled, () => true);
        return;
      }
      case 'syncFolder':
        settle(names.journalled, () => true);
        settle(
          names.strict,
          (named) => dirname(named.kind === 'rename' ? named.to : named.path) === event.path,
        );
        return;
      case 'makeFolder':
      case 'said':
        return;
    }
  }

  function image(rule: NameRule, fate: Fate, random: Random): Image {
    const named = new Map(names[rule].lasting);
    const { pending } = names[rule];
    if (rule === 'journalled') {
      const kept = fate === 'none' ? 0 : fate === 'all' ? pending.length : random.below(pending.length + 1);
      for (const each of pending.slice(0, kept)) performNameChange(named, each);
    } else {
      const happens = () => fate === 'all' || (fate !== 'none' && random.chance(0.5));
      for (const each of pending) if (happens()) performNameChange(named, each);
    }
    return new Map(
      [...named].map(([path, content]) => [relative(folder, path), contentAfter(content, fate, random)]),
    );
  }

  return {
    apply,
    hasUnsynced: () => withPending.size > 0 || nameRules.some((rule) => names[rule].pending.length > 0),
    image,
  };
}

function settle(names: Names, isSettled: (change: NameChange) => boolean): void {
  for (const change of names.pending) if (isSettled(change)) performNameChange(names.lasting, change);
  names.pending = names.pending.filter((change) => !isSettled(change));
}

function performNameChange(names: Map<string, Content>, change: NameChange): void {
  switch (change.kind) {
    case 'name':
      names.set(change.path, change.content);
      return;
    case 'remove':
      names.delete(change.path);
      return;
    case 'rename':
      names.delete(change.from);
      names.set(change.to, change.content);
      return;
  }
}

function contentAfter(content: Content, fate: Fate, random: Random): Buffer {
  const { lasting, pending } = content;
  if (pending.length === 0 || fate === 'none') return lasting;
  if (fate === 'all') return content.live;
  const ends = pending.map((change) =>
    change.kind === 'truncate' ? change.size : change.at + change.bytes.byteLength,
  );
  const bytes = Buffer.alloc(Math.max(lasting.byteLength, ...ends));
  lasting.copy(bytes);
  let size = lasting.byteLength;
  const put = (part: Buffer, at: number) => {
    part.copy(bytes, at);
    size = Math.max(size, at + part.byteLength);
  };
  for (const change of pending) {
    if (change.kind === 'truncate') {
      if (random.chance(0.5)) {
        bytes.fill(0, change.size);
        size = change.size;
      }
    } else if (fate === 'some') {
      if (random.chance(0.5)) put(change.bytes, change.at);
    } else {
      for (let from = 0; from < change.bytes.byteLength; from += sectorBytes) {
        if (random.chance(0.5)) put(change.bytes.subarray(from, from + sectorBytes), change.at + from);
      }
    }
  }
  return bytes.subarray(0, size);
}

/** Never changes the given bytes: what lasts is kept as it is. What was never written reads as zeros. */
function changed(bytes: Buffer, change: Change): Buffer {
  const size =
    change.kind === 'truncate'
      ? change.size
      : Math.max(bytes.byteLength, change.at + change.bytes.byteLength);
  const next = Buffer.alloc(size);
  bytes.copy(next, 0, 0, Math.min(size, bytes.byteLength));
  if (change.kind === 'write') change.bytes.copy(next, change.at);
  return next;
}

/** Writes an image into an empty folder. */
export function writeImage(image: Image, folder: string): void {
  for (const [name, bytes] of image) {
    const path = join(folder, name);
    if (statSync(dirname(path), { throwIfNoEntry: false }) === undefined) {
      mkdirSync(dirname(path), { recursive: true });
    }
    writeFileSync(path, bytes);
  }
}
