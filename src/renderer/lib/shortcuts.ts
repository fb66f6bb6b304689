import { useLayoutEffect } from 'react';

const isMac = navigator.platform.startsWith('Mac');

/** A combination of keys, e.g. `{ mod: true, key: 'k' }`. `mod` is Ctrl, and Command on a Mac. */
export interface Shortcut {
  readonly key: string;
  readonly mod?: boolean;
  readonly alt?: boolean;
  /** Left out where it makes no difference. */
  readonly shift?: boolean;
  /** False: not while typing in a field. Combinations with `mod` or `alt`, and function keys, work there as well. */
  readonly whileTyping?: boolean;
  /** Also while a dialog is open. */
  readonly inDialogs?: boolean;
  readonly run: () => void;
}

/** Listens for combinations of keys all over the page. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  // With what is shown, and not some time after it: on a busy laptop a key pressed at once would be lost.
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.repeat) return;
      const shortcut = shortcuts.find((each) => fits(each, event));
      if (shortcut === undefined) return;
      if (shortcut.inDialogs !== true && document.querySelector('dialog:modal') !== null) return;
      event.preventDefault();
      shortcut.run();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [shortcuts]);
}

function fits(shortcut: Shortcut, event: KeyboardEvent): boolean {
  const mod = isMac ? event.metaKey : event.ctrlKey;
  // With AltGr, Ctrl and Alt are both held: that types a letter on a Belgian keyboard.
  if (event.getModifierState('AltGraph')) return false;
  if (mod !== (shortcut.mod ?? false) || event.altKey !== (shortcut.alt ?? false)) return false;
  if (shortcut.shift !== undefined && event.shiftKey !== shortcut.shift) return false;
  if (shortcut.whileTyping === false && isTyping(event.target)) return false;
  // On a Belgian keyboard the figures need Shift: there the place of the key counts.
  const isDigit = /^\d$/u.test(shortcut.key);
  return isDigit
    ? event.code === `Digit${shortcut.key}`
    : event.key.toLowerCase() === shortcut.key.toLowerCase();
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input, textarea, select, [role="textbox"]'))
  );
}
