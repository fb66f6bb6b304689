import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Random } from '../support/random';
import { createDisk, fates, nameRules, writeImage, type Image } from './disk';
import type { TraceEvent } from './trace';

/** What the power cut left, and what had been said before it. */
export interface CutImage {
  /** A folder that holds the image while it is looked at, and may be written to. */
  readonly folder: string;
  readonly said: readonly string[];
  /** Where the power went and what became of what was not synced, to find it again. */
  readonly place: string;
}

/** Folder in memory where there is one: what is made in it need not survive anything. */
export const fastFolder = statSync('/dev/shm', { throwIfNoEntry: false })?.isDirectory()
  ? '/dev/shm'
  : tmpdir();

/**
 * Replays a trace over the folder as it was before, cuts the power at boundaries of system calls chosen at random, and
 * gives every different disk that may be found then, up to about `wanted` of them.
 *
 * @returns how many images were looked at
 */
export async function lookAtImages(
  folderBefore: string,
  events: readonly TraceEvent[],
  options: {
    readonly wanted: number;
    readonly random: Random;
    /** Boundaries before this event are left out. */
    readonly from?: number;
  },
  look: (image: CutImage) => Promise<void>,
): Promise<number> {
  const { wanted, random, from = 0 } = options;
  const boundaries = shuffled(
    Array.from({ length: events.length - from + 1 }, (_none, index) => index + from),
    random,
  );
  const seen = new Set<string>();
  const perBoundary = nameRules.length * fates.length;
  while (boundaries.length > 0 && seen.size < wanted) {
    const chosen = new Set(boundaries.splice(0, Math.ceil(((wanted - seen.size) / perBoundary) * 1.2) + 1));
    const disk = createDisk(folderBefore);
    const said: string[] = [];
    for (let done = 0; done <= events.length; done += 1) {
      if (chosen.has(done)) {
        for (const rule of nameRules) {
          for (const fate of disk.hasUnsynced() ? fates : (['none'] as const)) {
            const image = disk.image(rule, fate, random);
            const key = `${said.length} ${hashOf(image)}`;
            if (seen.has(key)) continue;
            seen.add(key);
            await lookAt(image, { said: [...said], place: `after call ${done}, ${rule}, ${fate}` }, look);
          }
        }
      }
      const event = events[done];
      if (event?.kind === 'said') said.push(...event.text.split('\n').filter((line) => line !== ''));
      else if (event !== undefined) disk.apply(event);
    }
  }
  return seen.size;
}

async function lookAt(
  image: Image,
  told: Omit<CutImage, 'folder'>,
  look: (image: CutImage) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(fastFolder, 'dossier-image-'));
  try {
    writeImage(image, folder);
    await look({ ...told, folder });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function hashOf(image: Image): string {
  const hash = createHash('sha1');
  for (const [name, bytes] of image) hash.update(name).update(String(bytes.byteLength)).update(bytes);
  return hash.digest('hex');
}

function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  const order = items.map((item) => ({ item, at: random.below(2 ** 30) }));
  return order.sort((left, right) => left.at - right.at).map(({ item }) => item);
}
