import { useSyncExternalStore } from 'react';
import type { HelpPlace } from '../../shared/help/guides';
import type { CaseId, DraftId, FactId, InterviewId } from '../../shared/kernel/ids';
import type { Language } from '../../shared/kernel/languages';
import type { SearchFilter } from '../../shared/search/contract';

/** The parts of a case, in the order of the navigation; the first nine answer to Ctrl+1 to Ctrl+9. */
export const caseSections = [
  'overview',
  'people',
  'interviews',
  'timeline',
  'procedure',
  'exhibits',
  'filings',
  'coverage',
  'conversations',
  'concordance',
  'consent',
  'departures',
] as const;
export type CaseSection = (typeof caseSections)[number];

/** What concerns the vault as a whole, in the order of the tabs. */
export const vaultSections = [
  'members',
  'recovery',
  'backups',
  'packages',
  'packs',
  'templates',
  'retention',
  'travel',
  'integrity',
  'laptop',
  'log',
] as const;
export type VaultSection = (typeof vaultSections)[number];

/** Where the person is. Kept in memory only: no address, no title and no storage ever names a case. */
export type Route =
  | { readonly kind: 'cases' }
  | {
      readonly kind: 'case';
      readonly caseId: CaseId;
      readonly section: CaseSection;
      /** Id of the one thing in the section that was meant, e.g. a person; shown first or opened. */
      readonly focusId?: string;
      /** Field of that thing that is to be filled in, e.g. `birthDate`. */
      readonly field?: string;
    }
  | {
      readonly kind: 'interview';
      readonly caseId: CaseId;
      readonly interviewId: InterviewId;
      /** The paragraph to scroll to. */
      readonly blockId?: string;
    }
  | { readonly kind: 'fact'; readonly caseId: CaseId; readonly factId: FactId }
  | {
      readonly kind: 'filingReview';
      readonly caseId: CaseId;
      readonly filingKind: string;
      readonly language: Language;
    }
  | { readonly kind: 'draft'; readonly caseId: CaseId; readonly draftId: DraftId }
  | { readonly kind: 'agenda' }
  | {
      readonly kind: 'search';
      /** As typed. */
      readonly text: string;
      readonly filter: SearchFilter;
      /** The result that was opened from here, which has the focus when one comes back. */
      readonly openedKey?: string;
    }
  | {
      readonly kind: 'vault';
      readonly section: VaultSection;
      /** The case that is to be destroyed, for the section where that is done. */
      readonly caseToDestroy?: CaseId;
    }
  | { readonly kind: 'settings' }
  | { readonly kind: 'about' }
  | ({ readonly kind: 'help' } & HelpPlace);
export type RouteKind = Route['kind'];
export type RouteOf<Kind extends RouteKind> = Extract<Route, { kind: Kind }>;

interface History {
  readonly entries: readonly Route[];
  readonly index: number;
}

const start: Route = { kind: 'cases' };
let history: History = { entries: [start], index: 0 };
let focusWaits = false;
const listeners = new Set<() => void>();

/**
 * Goes to a screen. Its heading takes the focus, so that a screen reader says where one is.
 *
 * @param options.replace   true: the place left cannot be gone back to
 */
export function navigate(route: Route, options: { readonly replace?: boolean } = {}): void {
  const kept = history.entries.slice(0, history.index + (options.replace === true ? 0 : 1));
  change({ entries: [...kept, route], index: kept.length });
}

/** The same place, seen otherwise: kept for coming back to it. The focus stays where it is. */
export function amendRoute(route: Route): void {
  change({ ...history, entries: history.entries.with(history.index, route) }, 'focusStays');
}

/** Back to the place before; does nothing at the first one. */
export function goBack(): void {
  if (history.index > 0) change({ ...history, index: history.index - 1 });
}

/** Forward again after `goBack`; does nothing at the newest place. */
export function goForward(): void {
  if (history.index < history.entries.length - 1) change({ ...history, index: history.index + 1 });
}

export function currentRoute(): Route {
  return history.entries[history.index] ?? start;
}

/** Where the person is now. */
export function useRoute(): Route {
  return useSyncExternalStore(subscribe, currentRoute);
}

/** Whether `goBack` and `goForward` lead anywhere. */
export function useHistory(): { readonly canGoBack: boolean; readonly canGoForward: boolean } {
  const current = useSyncExternalStore(subscribe, () => history);
  return { canGoBack: current.index > 0, canGoForward: current.index < current.entries.length - 1 };
}

/** The case the route is in, or null outside of one. */
export function caseIdOf(route: Route): CaseId | null {
  return 'caseId' in route ? route.caseId : null;
}

/** True once after each navigation: for the heading of the screen, which then takes the focus. */
export function takeFocusAfterNavigation(): boolean {
  const waits = focusWaits;
  focusWaits = false;
  return waits;
}

/** The heading that has the focus goes away without a navigation; the next one takes it over. */
export function handFocusToNextHeading(): void {
  focusWaits = true;
}

function change(next: History, focus: 'focusMoves' | 'focusStays' = 'focusMoves'): void {
  history = next;
  if (focus === 'focusMoves') focusWaits = true;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
