import { useLayoutEffect, useSyncExternalStore } from 'react';
import { createPortal } from 'react-dom';
import { turnNamesOff } from '../features/people';
import { RichText } from '../lib/text';
import { Kbd } from '../ui/kbd';
import styles from './neutral-page.module.css';

/** Covers everything, and takes the cover off again. A function key types nothing, so it works in a field as well. */
export const neutralPageKey = 'F8';

let isCovered = false;
const listeners = new Set<() => void>();

export function coverPage(): void {
  setCovered(true);
}

/**
 * An empty page over everything, for when somebody looks over one's shoulder. It is no lock: the key that brought it takes
 * it away. Names that were turned on are hidden, recordings stop, and nothing can be typed or clicked behind it.
 */
export function NeutralPage() {
  return useSyncExternalStore(subscribe, () => isCovered) ? <Cover /> : null;
}

function Cover() {
  useLayoutEffect(() => {
    document.documentElement.toggleAttribute('data-covered', true);
    turnNamesOff();
    for (const recording of document.querySelectorAll('audio, video')) {
      if (recording instanceof HTMLMediaElement) recording.pause();
    }
    // Before anything else on the page hears of it. The focus stays where it was, for when the cover is taken off.
    for (const kind of stoppedEvents) window.addEventListener(kind, stop, { capture: true, passive: false });
    return () => {
      for (const kind of stoppedEvents) window.removeEventListener(kind, stop, { capture: true });
      document.documentElement.toggleAttribute('data-covered', false);
    };
  }, []);
  return createPortal(
    <div className={styles.page} data-cover>
      <p className={styles.hint}>
        <RichText id="app.neutral.hint" values={{ key: <Kbd keys={[neutralPageKey]} /> }} />
      </p>
    </div>,
    document.body,
  );
}

const stoppedEvents = [
  'keydown',
  'keyup',
  'beforeinput',
  'paste',
  'drop',
  'dragover',
  'pointerdown',
  'pointerup',
  'mousedown',
  'mouseup',
  'click',
  'dblclick',
  'contextmenu',
  'wheel',
] as const;

function stop(event: Event): void {
  if (event instanceof KeyboardEvent) {
    if (event.key === neutralPageKey) {
      if (event.type === 'keydown' && !event.repeat) setCovered(false);
    } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'l') {
      // Locking works from everywhere.
      return;
    }
  }
  event.preventDefault();
  event.stopImmediatePropagation();
}

function setCovered(next: boolean): void {
  isCovered = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
