import { TriangleAlert, X } from 'lucide-react';
import { useState } from 'react';
import type { UnlockedVault, VaultWarning } from '../../../shared/vault/contract';
import { classNames } from '../../lib/class-names';
import { useCommand } from '../../lib/queries';
import { RichText, useText } from '../../lib/text';
import { Button, IconButton } from '../../ui/button';
import { ConfirmDialog } from '../../ui/dialog';
import styles from './vault-warnings.module.css';

const readOnlyReasons: ReadonlySet<VaultWarning> = new Set([
  'headerFromAnotherMoment',
  'olderThanLastSeen',
  'auditChainBroken',
  'pagesFromAnotherMoment',
] as const);

/** What was found when the vault was opened, above everything else until it is put aside. */
export function VaultWarnings(props: { readonly vault: UnlockedVault }) {
  const text = useText();
  const { vault } = props;
  const [putAside, setPutAside] = useState<readonly VaultWarning[]>([]);
  const shown = vault.warnings.filter(
    (warning) => !putAside.includes(warning) && (vault.readOnly || !readOnlyReasons.has(warning)),
  );
  if (shown.length === 0) return null;
  return (
    <div className={styles.warnings} role="status">
      {shown.map((warning) => (
        <div
          key={warning}
          className={classNames(styles.warning, readOnlyReasons.has(warning) && styles.loud)}
        >
          <TriangleAlert aria-hidden="true" />
          <span className={styles.text}>
            <RichText id={`vault.warning.${warning}`} />
          </span>
          {readOnlyReasons.has(warning) ? (
            <ContinueAnyway />
          ) : (
            <IconButton
              size="small"
              label={text('vault.warning.putAside')}
              icon={<X />}
              onPress={() => setPutAside([...putAside, warning])}
            />
          )}
        </div>
      ))}
    </div>
  );
}

function ContinueAnyway() {
  const text = useText();
  const continueAnyway = useCommand('vault.continueAnyway');
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button size="small" onPress={() => setAsking(true)}>
        {text('vault.continueAnyway.begin')}
      </Button>
      {asking && (
        <ConfirmDialog
          title={text('vault.continueAnyway.title')}
          confirmLabel={text('vault.continueAnyway.run')}
          tone="danger"
          busy={continueAnyway.isRunning}
          onCancel={() => setAsking(false)}
          onConfirm={() => void continueAnyway.run({}).then(() => setAsking(false))}
        >
          {text('vault.continueAnyway.body')}
        </ConfirmDialog>
      )}
    </>
  );
}
