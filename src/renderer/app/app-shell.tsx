import { Suspense, useCallback, useMemo, useRef, useState } from 'react';
import { BackupReminder } from '../features/backups/backup-reminder';
import { InterruptedNotice } from '../features/departures/interrupted-notice';
import { helpAbout, TourPanel, useTour } from '../features/help';
import { focusSearchField } from '../features/search';
import { Spelling } from '../features/spelling';
import { isPracticeVault } from '../features/vault/practice';
import { VaultWarnings } from '../features/vault/vault-warnings';
import type { UnlockedVault } from '../../shared/vault/contract';
import { offeredActions } from '../lib/actions';
import {
  caseIdOf,
  caseSections,
  currentRoute,
  goBack,
  goForward,
  navigate,
  useRoute,
  type Route,
} from '../lib/navigation';
import { tellShell } from '../lib/shell';
import { useShortcuts, type Shortcut } from '../lib/shortcuts';
import { useText } from '../lib/text';
import { ErrorBoundary } from '../ui/error-boundary';
import { Waiting } from '../ui/spinner';
import { Toasts } from '../ui/toast';
import styles from './app-shell.module.css';
import { CommandPalette } from './command-palette';
import { LockCountdown } from './lock-countdown';
import { coverPage, NeutralPage, neutralPageKey } from './neutral-page';
import { screens } from './sections';
import { ShortcutsDialog } from './shortcuts-dialog';
import { SideNavigation } from './side-navigation';
import { TopBar } from './top-bar';

/** Navigation, top bar and the screen of the route, around an open vault. */
export function AppShell(props: { readonly vault: UnlockedVault }) {
  const text = useText();
  const route = useRoute();
  const content = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState<'palette' | 'shortcuts' | null>(null);
  const openPalette = useCallback(() => setOpened('palette'), []);
  const openShortcuts = useCallback(() => setOpened('shortcuts'), []);
  const close = useCallback(() => setOpened(null), []);
  const tour = useTour();
  useShortcuts(useMemo(() => shellShortcuts(openPalette, openShortcuts), [openPalette, openShortcuts]));

  return (
    <div className={styles.shell}>
      <button type="button" className={styles.skip} onClick={() => content.current?.focus()}>
        {text('app.skipToContent')}
      </button>
      <div className={styles.notices}>
        <LockCountdown />
        <VaultWarnings vault={props.vault} />
        <InterruptedNotice />
        <BackupReminder />
      </div>
      <SideNavigation route={route} vault={props.vault} />
      <div className={styles.content}>
        <TopBar
          route={route}
          onOpenPalette={openPalette}
          onOpenHelp={openHelp}
          onOpenShortcuts={openShortcuts}
        />
        <main className={styles.main}>
          <ErrorBoundary key={caseIdOf(route)}>
            <Suspense fallback={null}>
              <CaseHeader route={route} />
            </Suspense>
          </ErrorBoundary>
          <div ref={content} tabIndex={-1} className={styles.scroller}>
            <ErrorBoundary key={screenKey(route)}>
              <Suspense fallback={<Waiting label={text('app.loading')} />}>
                <ScreenOfRoute key={screenKey(route)} route={route} />
              </Suspense>
            </ErrorBoundary>
          </div>
        </main>
        {tour !== null && isPracticeVault(props.vault) && (
          <Suspense fallback={null}>
            <TourPanel at={tour} />
          </Suspense>
        )}
      </div>
      <Toasts />
      <Spelling caseId={caseIdOf(route)} />
      {opened === 'palette' && (
        <CommandPalette route={route} onClose={close} onOpenHelp={openHelp} onOpenShortcuts={openShortcuts} />
      )}
      {opened === 'shortcuts' && <ShortcutsDialog onClose={close} />}
      <NeutralPage />
    </div>
  );
}

/** Two routes with one key are the same screen, which gets the new route without starting anew. */
function screenKey(route: Route): string {
  switch (route.kind) {
    case 'case':
      return `case ${route.caseId} ${route.section}`;
    case 'interview':
      return `interview ${route.interviewId}`;
    case 'fact':
      return `fact ${route.factId}`;
    case 'filingReview':
      return `filingReview ${route.caseId} ${route.filingKind} ${route.language}`;
    case 'draft':
      return `draft ${route.draftId}`;
    case 'cases':
    case 'agenda':
    case 'search':
    case 'vault':
    case 'settings':
    case 'about':
    case 'help':
      return route.kind;
  }
}

function CaseHeader(props: { readonly route: Route }) {
  const caseId = caseIdOf(props.route);
  const Header = screens.caseHeader;
  return caseId !== null && Header !== undefined ? <Header key={caseId} caseId={caseId} /> : null;
}

function ScreenOfRoute({ route }: { readonly route: Route }) {
  switch (route.kind) {
    case 'cases':
      return screens.cases === undefined ? null : <screens.cases route={route} />;
    case 'agenda':
      return screens.agenda === undefined ? null : <screens.agenda route={route} />;
    case 'search':
      return screens.search === undefined ? null : <screens.search route={route} />;
    case 'vault':
      return screens.vault === undefined ? null : <screens.vault route={route} />;
    case 'settings':
      return screens.settings === undefined ? null : <screens.settings route={route} />;
    case 'about':
      return screens.about === undefined ? null : <screens.about route={route} />;
    case 'help':
      return screens.help === undefined ? null : <screens.help route={route} />;
    case 'interview':
      return screens.interview === undefined ? null : <screens.interview route={route} />;
    case 'fact':
      return screens.fact === undefined ? null : <screens.fact route={route} />;
    case 'filingReview':
      return screens.filingReview === undefined ? null : <screens.filingReview route={route} />;
    case 'draft':
      return screens.draft === undefined ? null : <screens.draft route={route} />;
    case 'case': {
      const SectionScreen = screens.caseSections[route.section];
      return SectionScreen === undefined ? null : <SectionScreen route={route} />;
    }
  }
}

/** At what it says about the screen one is at; what is half typed in a dialog is not left for it. */
function openHelp(): void {
  const route = currentRoute();
  if (route.kind !== 'help') navigate({ kind: 'help', ...helpAbout(route) });
}

/** Within a case, the search begins in that case; one press lets it go everywhere. */
function openSearch(): void {
  if (focusSearchField()) return;
  const caseId = caseIdOf(currentRoute());
  navigate({ kind: 'search', text: '', filter: caseId === null ? {} : { caseId } });
}

function shellShortcuts(openPalette: () => void, openShortcuts: () => void): readonly Shortcut[] {
  return [
    { mod: true, key: 'k', run: openPalette },
    { mod: true, key: 'f', run: openSearch },
    { mod: true, shift: false, key: 'l', inDialogs: true, run: () => tellShell({ kind: 'lock' }) },
    // The shell acts on these keys before the page, unless something else than a keyboard typed them.
    { mod: true, shift: true, key: 'l', inDialogs: true, run: () => tellShell({ kind: 'panic' }) },
    {
      mod: true,
      key: 'n',
      run: () =>
        offeredActions()
          .find((action) => action.isNew === true)
          ?.run(),
    },
    { mod: true, key: ',', run: () => navigate({ kind: 'settings' }) },
    { alt: true, key: 'ArrowLeft', run: goBack },
    { alt: true, key: 'ArrowRight', run: goForward },
    { key: neutralPageKey, inDialogs: true, run: coverPage },
    { key: 'F1', shift: false, run: openHelp },
    { key: 'F1', shift: true, run: openShortcuts },
    { key: '?', whileTyping: false, run: openShortcuts },
    ...caseSections.slice(0, 9).map((section, place): Shortcut => ({
      mod: true,
      key: String(place + 1),
      run: () => {
        const caseId = caseIdOf(currentRoute());
        if (caseId !== null && screens.caseSections[section] !== undefined)
          navigate({ kind: 'case', caseId, section });
      },
    })),
  ];
}
