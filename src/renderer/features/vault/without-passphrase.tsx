import { useState } from 'react';
import type { KnownVault } from '../../../shared/vault/contract';
import { useText } from '../../lib/text';
import { Button } from '../../ui/button';
import { RehearseDialog } from '../recovery';
import styles from './lock-screen.module.css';

/** What can be done with a recovery sheet while the vault is locked. */
export function WithoutPassphrase(props: {
  readonly vault: KnownVault;
  readonly onRecover: (vault: KnownVault) => void;
}) {
  const text = useText();
  const [rehearsing, setRehearsing] = useState(false);
  return (
    <div className={styles.links}>
      <Button look="link" onPress={() => props.onRecover(props.vault)}>
        {text('recovery.open.begin')}
      </Button>
      <Button look="link" onPress={() => setRehearsing(true)}>
        {text('recovery.rehearse.atLockScreen')}
      </Button>
      {rehearsing && <RehearseDialog vaultId={props.vault.id} onClose={() => setRehearsing(false)} />}
    </div>
  );
}
