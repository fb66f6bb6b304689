import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import type { CaseId } from '../../../shared/kernel/ids';
import { caseIdOf, currentRoute, useRoute } from '../../lib/navigation';
import { onShellEvent } from '../../lib/shell';

/** Held down, it shows names until it is let go. A function key types nothing, so it works in a field as well. */
export const showNamesKey = 'F9';

/** Where names were turned on: a case, or the list of all cases. */
type Scope = CaseId | 'cases';

/** Queries that can be asked with names, beside those of people. */
const namedChannels: ReadonlySet<unknown> = new Set([
  'cases.list',
  'search.find',
  'departures.lookAtFiling',
  'departures.guarded',
  'packages.differences',
  'packages.decisions',
]);

interface Shown {
  readonly turnedOn: Scope | null;
  readonly held: boolean;
}

const hidden: Shown = { turnedOn: null, held: false };
let shown = hidden;
const listeners = new Set<() => void>();

/** Whether real names are shown where the person is now. */
export function useNamesShown(): boolean {
  const route = useRoute();
  const { turnedOn, held } = useSyncExternalStore(subscribe, () => shown);
  return held || turnedOn === (caseIdOf(route) ?? 'cases');
}

/** Whether names were turned on to stay, until one leaves the case or the vault is locked. */
export function useNamesTurnedOn(): boolean {
  const route = useRoute();
  const { turnedOn } = useSyncExternalStore(subscribe, () => shown);
  return turnedOn === (caseIdOf(route) ?? 'cases');
}

export function turnNamesOn(): void {
  change({ ...shown, turnedOn: currentScope() });
}

export function turnNamesOff(): void {
  change({ ...shown, turnedOn: null });
}

/** Listens for the held key, hides names again when one leaves, and then lets go of those fetched. Once on each screen. */
export function useShownNamesKeeper(): void {
  const queries = useQueryClient();
  const route = useRoute();
  const isShown = useNamesShown();
  const scope = caseIdOf(route) ?? 'cases';

  useEffect(() => {
    if (shown.turnedOn !== null && shown.turnedOn !== scope) turnNamesOff();
  }, [scope]);

  useEffect(() => {
    if (isShown) return;
    queries.removeQueries({ queryKey: ['people', 'people.names'] });
    queries.removeQueries({
      predicate: ({ queryKey: [, channel, input] }) =>
        namedChannels.has(channel) &&
        typeof input === 'object' &&
        input !== null &&
        'withNames' in input &&
        input.withNames === true,
    });
  }, [isShown, queries]);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== showNamesKey || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey)
        return;
      event.preventDefault();
      if (!event.repeat) change({ ...shown, held: true });
    };
    const onKeyUp = (event: KeyboardEvent) => {
      if (event.key === showNamesKey) letGo();
    };
    window.addEventListener('keydown', onKeyDown);
    window.addEventListener('keyup', onKeyUp);
    // The key may be let go in another window, where this page does not hear of it.
    window.addEventListener('blur', letGo);
    const stops = [onShellEvent('lockingSoon', hideAll), onShellEvent('coreLost', hideAll)];
    return () => {
      window.removeEventListener('keydown', onKeyDown);
      window.removeEventListener('keyup', onKeyUp);
      window.removeEventListener('blur', letGo);
      for (const stop of stops) stop();
      letGo();
    };
  }, []);
}

function currentScope(): Scope {
  return caseIdOf(currentRoute()) ?? 'cases';
}

function letGo(): void {
  if (shown.held) change({ ...shown, held: false });
}

function hideAll(): void {
  change(hidden);
}

function change(next: Shown): void {
  shown = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
