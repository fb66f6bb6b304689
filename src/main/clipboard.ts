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

/**
 * The browser fills the clipboard after the page has been told of the copy, on a way of its own that a busy laptop slows
 * down. What is there by then counts as ours: nobody gets to another program and copies there in that time.
 */
const filledWithinMs = 1500;
const lookAgainMs = 100;

interface OwnCopy {
  hash: string | null;
  /** Until then what the place holds may still be what the browser is about to replace. */
  isFilling: boolean;
  timer: NodeJS.Timeout | null;
}

export function watchOwnCopies(): OwnCopies {
  const salt = randomBytes(32);
  const copies = new Map<ClipboardPlace, OwnCopy>();

  async function hashOf(place: ClipboardPlace): Promise<string | null> {
    const text = await boardOf(place).readText();
    return text === '' ? null : createHash('sha256').update(salt).update(text).digest('hex');
  }

  async function clear(place: ClipboardPlace): Promise<void> {
    const copy = copies.get(place);
    if (copy === undefined) return;
    forget(place, copy);
    const hash = await hashOf(place);
    if (hash !== null && (copy.isFilling || hash === copy.hash)) boardOf(place).clear();
  }

  function forget(place: ClipboardPlace, copy: OwnCopy): void {
    copies.delete(place);
    if (copy.timer !== null) clearTimeout(copy.timer);
  }

  async function waitUntilFilled(place: ClipboardPlace, copy: OwnCopy): Promise<void> {
    const before = copy.hash;
    const end = Date.now() + filledWithinMs;
    while (Date.now() < end && copy.hash === before) {
      await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
      // Cleared by a lock: nothing is read while the window goes away.
      if (copies.get(place) !== copy) return;
      copy.hash = await hashOf(place);
    }
    copy.isFilling = false;
  }

  return {
    note: async (place, seconds) => {
      // Elsewhere selecting copies nothing.
      if (place === 'selection' && process.platform !== 'linux') return;
      const earlier = copies.get(place);
      if (earlier !== undefined) forget(place, earlier);
      const copy: OwnCopy = { hash: await hashOf(place), isFilling: place === 'clipboard', timer: null };
      copies.set(place, copy);
      if (seconds !== null) copy.timer = setTimeout(() => void clear(place), seconds * 1000);
      // What is selected is there by the time the page has told it.
      if (copy.isFilling) await waitUntilFilled(place, copy);
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
