import { useState } from 'react';
import { CoreLostScreen } from '../features/vault/core-lost-screen';
import { LockScreen } from '../features/vault/lock-screen';
import type { UnlockedVault } from '../../shared/vault/contract';
import { useCoreLostAt } from '../lib/core-lost';
import { useChannel } from '../lib/queries';
import { TextProvider } from '../lib/text';
import { ErrorBoundary } from '../ui/error-boundary';
import { AppShell } from './app-shell';
import { useAppearance } from './appearance';

/** The whole page: the lock screen, or the open vault. */
export function App() {
  const settings = useChannel('settings.read', {}, { keepPrevious: true }).data;
  useAppearance(settings);
  return (
    <TextProvider language={settings?.language ?? 'en'}>
      <ErrorBoundary>{settings !== undefined && <LockedOrOpen />}</ErrorBoundary>
    </TextProvider>
  );
}

function LockedOrOpen() {
  const status = useChannel('vault.status', {});
  const coreLostAt = useCoreLostAt();
  // The vault that was opened in this page. Locking on purpose replaces the page, so it only ever goes from null to one.
  const [opened, setOpened] = useState<UnlockedVault | null>(null);
  const open = status.data?.open ?? null;
  if (open !== null && open !== opened) setOpened(open);

  if (status.data === undefined && opened === null) return null;
  if (opened === null) return <LockScreen settingsDamaged={status.data?.settingsDamaged ?? false} />;
  return (
    <>
      <AppShell vault={opened} />
      {coreLostAt !== null && <CoreLostScreen vault={opened} lostAt={coreLostAt} />}
    </>
  );
}
