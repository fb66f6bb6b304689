import { X } from 'lucide-react';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { useLocale, useText } from '../lib/text';
import styles from './toast.module.css';

interface Toast {
  readonly id: number;
  readonly text: string;
  readonly action: { readonly label: string; readonly onPress: () => void } | null;
}

const shownForMs = 8000;

let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

/**
 * Says in passing that something was done, with one thing to do about it, such as "Undo". Never for an error, and never
 * the only place where something can be learnt: it goes away after some seconds.
 */
export function showToast(toast: { readonly text: string; readonly action?: Toast['action'] }): void {
  lastId += 1;
  const id = lastId;
  change([...toasts.slice(-2), { id, text: toast.text, action: toast.action ?? null }]);
  setTimeout(() => dismiss(id), shownForMs);
}

/** Where toasts appear; once, in the app shell. */
export function Toasts() {
  // What was said in one language does not stay when the rest of the window speaks another.
  return <Region key={useLocale()} />;
}

function Region() {
  const text = useText();
  const shown = useSyncExternalStore(subscribe, () => toasts);
  const region = useRef<HTMLDivElement>(null);

  useEffect(() => () => change([]), []);

  useEffect(() => {
    // Shown anew each time, so that it lies over a dialog opened in between.
    region.current?.hidePopover();
    if (shown.length > 0) region.current?.showPopover();
  }, [shown]);

  return (
    <div ref={region} popover="manual" className={styles.toasts} role="status" aria-live="polite">
      {shown.map((toast) => (
        <div key={toast.id} className={styles.toast}>
          <span>{toast.text}</span>
          <span>
            {toast.action !== null && (
              <button
                type="button"
                className={styles.action}
                onClick={() => {
                  toast.action?.onPress();
                  dismiss(toast.id);
                }}
              >
                {toast.action.label}
              </button>
            )}
            <button
              type="button"
              className={styles.close}
              aria-label={text('ui.close')}
              onClick={() => dismiss(toast.id)}
            >
              <X aria-hidden="true" />
            </button>
          </span>
        </div>
      ))}
    </div>
  );
}

function dismiss(id: number): void {
  if (toasts.some((toast) => toast.id === id)) change(toasts.filter((toast) => toast.id !== id));
}

function change(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
