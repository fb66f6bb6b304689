import { useEffect, useRef, useSyncExternalStore } from 'react';

/** Something the screen shown can do, offered in the palette. */
export interface ScreenAction {
  readonly id: string;
  readonly label: string;
  /** Done by Ctrl+N as well; at most one action of a screen. */
  readonly isNew?: boolean;
  readonly run: () => void;
}

let actionsByScreen: ReadonlyMap<object, readonly ScreenAction[]> = new Map();
let offered: readonly ScreenAction[] = [];
const listeners = new Set<() => void>();

/** Offers actions in the palette as long as the component is on the screen. */
export function useScreenActions(actions: readonly ScreenAction[]): void {
  const screen = useRef({});
  useEffect(() => {
    const key = screen.current;
    change(new Map([...actionsByScreen, [key, actions]]));
    return () => change(new Map([...actionsByScreen].filter(([each]) => each !== key)));
  }, [actions]);
}

/** The actions of what is on the screen now. */
export function useOfferedActions(): readonly ScreenAction[] {
  return useSyncExternalStore(subscribe, offeredActions);
}

export function offeredActions(): readonly ScreenAction[] {
  return offered;
}

function change(next: typeof actionsByScreen): void {
  actionsByScreen = next;
  offered = [...next.values()].flat();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
