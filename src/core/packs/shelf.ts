import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Clock } from '../../shared/kernel/time';
import type { ProcedurePack } from '../../shared/procedures/schemas';
import type { ReadableDatabase, WritableDatabase } from '../db/database';
import {
  listPackIds,
  parsePack,
  readPackFolder,
  shippedPack,
  type PackFiles,
} from '../procedures/pack-loader';
import { readPackArchive, writePackArchive } from './pack-archive';
import { findStoredPack, insertStoredPack, listStoredPacks, readStoredArchive } from './store';

// A case keeps the version of the law it was started with, until a person moves it. So each version that a case uses lies
// in the vault, those that came with the program too: the next edition of the program brings others.

interface Places {
  readonly db: ReadableDatabase;
  readonly resourcesFolder: string;
}

/** Finds packs for one piece of work, in which nothing on the shelf changes. */
export interface PackShelf {
  /**
   * The pack a case uses. Where its version was never kept, as in a vault from before versions were, or cannot be read
   * any more, the newest there is: its screen then says that the rules have changed since. Undefined when there is none.
   */
  readonly ofCase: (procedure: {
    readonly packId: string;
    readonly packVersion: string;
  }) => ProcedurePack | undefined;
  /** The newest version of a pack, with which new cases are started. */
  readonly current: (packId: string) => ProcedurePack | undefined;
  /** The newest version of each pack, by id. */
  readonly all: () => readonly ProcedurePack[];
  /** One version of a pack; undefined when it is not here. */
  readonly exactly: (packId: string, version: string) => ProcedurePack | undefined;
}

export function openShelf({ db, resourcesFolder }: Places): PackShelf {
  const byVersion = new Map<string, ProcedurePack | undefined>();
  const exactly = (packId: string, version: string): ProcedurePack | undefined => {
    const key = JSON.stringify([packId, version]);
    if (!byVersion.has(key)) byVersion.set(key, readVersion({ db, resourcesFolder }, packId, version));
    return byVersion.get(key);
  };
  const currentById = new Map<string, ProcedurePack | undefined>();
  const current = (packId: string): ProcedurePack | undefined => {
    if (!currentById.has(packId)) {
      const added = listStoredPacks(db)
        .filter((stored) => stored.packId === packId && stored.origin === 'file')
        .flatMap(({ version }) => exactly(packId, version) ?? []);
      const shipped = shippedPack(resourcesFolder, packId);
      // Of two equally new ones, that of the organisation.
      const [first] = [...added, ...(shipped === undefined ? [] : [shipped])].sort((one, other) =>
        compareAge(other, one),
      );
      currentById.set(packId, first);
    }
    return currentById.get(packId);
  };
  return {
    exactly,
    current,
    ofCase: ({ packId, packVersion }) => exactly(packId, packVersion) ?? current(packId),
    all: () => {
      const ids = new Set([
        ...listPackIds(resourcesFolder),
        ...listStoredPacks(db).map(({ packId }) => packId),
      ]);
      return [...ids].sort().flatMap((id) => current(id) ?? []);
    },
  };
}

/** Below zero when the first is older: by the day its law was looked up, then by its number. */
export function compareAge(
  one: Pick<ProcedurePack, 'lawAsOf' | 'version'>,
  other: Pick<ProcedurePack, 'lawAsOf' | 'version'>,
): number {
  if (one.lawAsOf !== other.lawAsOf) return one.lawAsOf < other.lawAsOf ? -1 : 1;
  return one.version.localeCompare(other.version, 'en', { numeric: true });
}

/** Keeps the version a case is about to use, unless it lies in the vault already. */
export function keepVersion(
  deps: { readonly db: WritableDatabase; readonly resourcesFolder: string; readonly clock: Clock },
  pack: ProcedurePack,
): void {
  const { db, resourcesFolder, clock } = deps;
  if (findStoredPack(db, pack.id, pack.version) !== undefined) return;
  const files = readPackFolder(join(resourcesFolder, 'procedures', pack.id));
  insertStoredPack(db, {
    packId: pack.id,
    version: pack.version,
    origin: 'program',
    archive: writePackArchive(files),
    contentSha256: contentDigest(files),
    signature: '',
    keyId: null,
    addedAt: clock.now(),
  });
}

/** Of names and contents, whatever zip they lie in. */
export function contentDigest(files: PackFiles): string {
  const hash = createHash('sha256');
  for (const name of [...files.keys()].sort()) {
    const content = files.get(name) ?? new Uint8Array();
    hash.update(`${name}\n${content.byteLength}\n`).update(content);
  }
  return hash.digest('hex');
}

const packsByDigest = new Map<string, ProcedurePack | undefined>();
const digestsOfShipped = new Map<string, string>();

function readVersion({ db, resourcesFolder }: Places, packId: string, version: string) {
  const stored = findStoredPack(db, packId, version);
  const shipped = shippedPack(resourcesFolder, packId);
  if (stored === undefined) return shipped?.version === version ? shipped : undefined;
  if (shipped?.version === version && digestOfShipped(resourcesFolder, packId) === stored.contentSha256) {
    return shipped;
  }
  // Packs hold the law and nothing of a case, so they may outlive a lock in memory.
  if (!packsByDigest.has(stored.contentSha256)) {
    const files = readPackArchive(readStoredArchive(db, packId, version));
    const parsed = files.ok ? parsePack(files.value) : files;
    packsByDigest.set(stored.contentSha256, parsed.ok ? parsed.value : undefined);
  }
  return packsByDigest.get(stored.contentSha256);
}

/** Digest of the version of a pack that came with the program. */
export function digestOfShipped(resourcesFolder: string, packId: string): string {
  const folder = join(resourcesFolder, 'procedures', packId);
  const known = digestsOfShipped.get(folder);
  if (known !== undefined) return known;
  const digest = contentDigest(readPackFolder(folder));
  digestsOfShipped.set(folder, digest);
  return digest;
}
