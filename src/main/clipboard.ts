import { createHash, randomBytes } from 'node:crypto';
import { clipboard } from 'electron';

/** Where a person's copy lies: what Ctrl+C fills, and on Linux also what selecting alone fills. */
export type ClipboardPlace = 'clipboard' | 'selection';

/**
 * Clears what was copied out of the window, after a while and at each lock, if it is still there. What was copied in another
 * program since is left alone. Of the text itself nothing is kept, only a hash under a key of this run.
 */
export interface OwnCopies {
  /** To be called when the page has copied something. `seconds` is null when it is to be cleared at the lock alone. */
  readonly note: (place: ClipboardPlace, seconds: number | null) => Promise<void>;
  readonly clear: () => Promise<void>;
}

export function watchOwnCopies(): OwnCopies {
  const salt = randomBytes(32);
  const copies = new Map<ClipboardPlace, { readonly hash: string; readonly timer: NodeJS.Timeout | null }>();

  async function hashOf(place: ClipboardPlace): Promise<string | null> {
    const text = await boardOf(place).readText();
    return text === '' ? null : createHash('sha256').update(salt).update(text).digest('hex');
  }

  async function clear(place: ClipboardPlace): Promise<void> {
    const copy = copies.get(place);
    if (copy === undefined) return;
    copies.delete(place);
    if (copy.timer !== null) clearTimeout(copy.timer);
    if ((await hashOf(place)) === copy.hash) boardOf(place).clear();
  }

  return {
    note: async (place, seconds) => {
      // Elsewhere selecting copies nothing.
      if (place === 'selection' && process.platform !== 'linux') return;
      const hash = await hashOf(place);
      const before = copies.get(place)?.timer ?? null;
      if (before !== null) clearTimeout(before);
      copies.delete(place);
      if (hash === null) return;
      const timer = seconds === null ? null : setTimeout(() => void clear(place), seconds * 1000);
      copies.set(place, { hash, timer });
    },
    clear: async () => {
      await Promise.all([...copies.keys()].map(clear));
    },
  };
}

interface Board {
  readonly readText: () => string | Promise<string>;
  readonly clear: () => void;
}

/** In newer Electrons the selection is an object of its own; up to 33 it is an argument that their types no longer know. */
function boardOf(place: ClipboardPlace): Board {
  if (place === 'clipboard' || 'selection' in clipboard)
    return place === 'clipboard' ? clipboard : clipboard.selection;
  const older = clipboard as unknown as Record<keyof Board, (type: 'selection') => string>;
  return { readText: () => older.readText('selection'), clear: () => void older.clear('selection') };
}
