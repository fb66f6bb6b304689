import { useEffect, useState } from 'react';
import type { UnlockedVault } from '../../../shared/vault/contract';
import { forgetLostCore } from '../../lib/core-lost';
import { useAskAgain, useChannel } from '../../lib/queries';
import { tellShell } from '../../lib/shell';
import { useFormats, useText } from '../../lib/text';
import { flushUnsaved } from '../../lib/unsaved';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Stack } from '../../ui/layout';
import styles from './lock-screen.module.css';
import { UnlockForm } from './unlock-form';

/**
 * Covers the open screens when the core process was lost. They stay as they are underneath, so that text not saved yet
 * is saved once the same vault is open again.
 */
export function CoreLostScreen(props: { readonly vault: UnlockedVault; readonly lostAt: Date }) {
  const text = useText();
  const formats = useFormats();
  const askAgain = useAskAgain();
  const [dialog, setDialog] = useState<HTMLDialogElement | null>(null);
  const known = useChannel('vault.list', {});
  const same = (known.data?.vaults ?? []).filter((vault) => vault.id === props.vault.id);

  useEffect(() => {
    if (dialog === null) return undefined;
    // Modal, so that it lies over a dialog that was open, and nothing beneath can be reached.
    dialog.showModal();
    return () => dialog.close();
  }, [dialog]);

  async function goOn(): Promise<void> {
    await flushUnsaved();
    askAgain();
    forgetLostCore();
  }

  return (
    <dialog
      ref={setDialog}
      className={styles.lost}
      aria-label={text('vault.lost.title')}
      onCancel={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        // Chromium closes a dialog at the second Esc whatever its cancel event says.
        if (event.key === 'Escape') event.preventDefault();
      }}
    >
      <div className={styles.center}>
        <Stack gap={5}>
          <header>
            <h1 className={styles.title}>{text('vault.lost.title')}</h1>
            <p className={styles.lead}>
              {text('vault.lost.lead', { time: formats.time(props.lostAt.toISOString()) })}
            </p>
          </header>
          <Banner tone="success" title={text('vault.lost.savedTitle')}>
            {text('vault.lost.saved')}
          </Banner>
          <UnlockForm
            vaults={same}
            preferred={props.vault.id}
            onLocated={() => undefined}
            onUnlocked={() => void goOn()}
          />
          <div className={styles.below}>
            <Button look="link" onPress={() => tellShell({ kind: 'lock' })}>
              {text('vault.lost.leave')}
            </Button>
          </div>
        </Stack>
      </div>
    </dialog>
  );
}
