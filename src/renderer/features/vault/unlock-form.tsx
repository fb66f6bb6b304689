import { FolderLock, FolderX } from 'lucide-react';
import { useRef, useState } from 'react';
import type { VaultId } from '../../../shared/kernel/ids';
import type { KnownVault } from '../../../shared/vault/contract';
import { useCommand } from '../../lib/queries';
import { useFormats, useText, type Formats, type Text } from '../../lib/text';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { RadioCards } from '../../ui/choice';
import { ConfirmDialog } from '../../ui/dialog';
import { Stack } from '../../ui/layout';
import { useSecondsUntil } from './countdown';
import { locateFailureText, unlockFailureText, type Sentence } from './failure-texts';
import styles from './lock-screen.module.css';
import { SalvageDialog } from './salvage-dialog';
import { PassphraseField } from './passphrase-field';
import { PracticeHint } from './practice-vault';
import { WithoutPassphrase } from './without-passphrase';

/**
 * Choose a vault, give its passphrase.
 *
 * @param props.preferred    chosen at first; null for the one opened last
 * @param props.onLocated    told when the person pointed to where a vault lies now
 * @param props.onUnlocked   told when the vault is open; the page notices by itself as well
 * @param props.onRecover    told when the person wants to open the chosen vault without its passphrase; without it that is
 *                           not offered
 */
export function UnlockForm(props: {
  readonly vaults: readonly KnownVault[];
  readonly preferred: VaultId | null;
  readonly onLocated: (vaultId: VaultId) => void;
  readonly onUnlocked?: () => void;
  readonly onRecover?: (chosen: KnownVault) => void;
}) {
  const text = useText();
  const formats = useFormats();
  const [chosenId, setChosenId] = useState<VaultId | null>(props.preferred);
  const chosen =
    props.vaults.find((vault) => vault.id === chosenId) ??
    props.vaults.find((vault) => vault.present) ??
    props.vaults[0];
  if (chosen === undefined) return null;
  return (
    <Stack gap={4}>
      {props.vaults.length === 1 ? (
        <div className={styles.vault}>
          <span className={styles.choiceIcon}>{chosen.present ? <FolderLock /> : <FolderX />}</span>
          <div>
            <div className={styles.vaultName} dir="auto">
              {chosen.name}
            </div>
            <div className={styles.vaultDetail}>{vaultDetail(chosen, text, formats)}</div>
          </div>
        </div>
      ) : (
        <RadioCards
          legend={text('vault.unlock.which')}
          column="20rem"
          value={chosen.id}
          onChange={setChosenId}
          options={props.vaults.map((vault) => ({
            value: vault.id,
            label: vault.name,
            description: vaultDetail(vault, text, formats),
            icon: vault.present ? <FolderLock /> : <FolderX />,
          }))}
        />
      )}
      <PracticeHint vaultName={chosen.name} />
      {chosen.present ? (
        <>
          <Passphrase key={chosen.id} vault={chosen} onUnlocked={props.onUnlocked} />
          {props.onRecover !== undefined && <WithoutPassphrase vault={chosen} onRecover={props.onRecover} />}
        </>
      ) : (
        <MissingVault key={chosen.id} vault={chosen} onLocated={props.onLocated} />
      )}
    </Stack>
  );
}

function vaultDetail(vault: KnownVault, text: Text, formats: Formats): string {
  if (!vault.present) return text('vault.unlock.notThere');
  return vault.lastOpenedAt === null
    ? text('vault.unlock.neverOpened')
    : text('vault.unlock.lastOpened', { at: formats.instant(vault.lastOpenedAt) });
}

type Refusal =
  | { readonly kind: 'wrong' }
  | { readonly kind: 'other'; readonly sentence: Sentence; readonly isDamage: boolean };

function Passphrase(props: { readonly vault: KnownVault; readonly onUnlocked: (() => void) | undefined }) {
  const text = useText();
  const unlock = useCommand('vault.unlock');
  const field = useRef<HTMLInputElement>(null);
  const [passphrase, setPassphrase] = useState('');
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [retryAtMs, setRetryAtMs] = useState(() => Date.now() + props.vault.retryAfterMs);
  const seconds = useSecondsUntil(retryAtMs);
  const [salvaging, setSalvaging] = useState(false);

  async function tryToUnlock(): Promise<void> {
    if (seconds > 0 || unlock.isRunning) return;
    if (passphrase === '') {
      field.current?.focus();
      return;
    }
    const unlocked = await unlock.run({ id: props.vault.id, passphrase });
    if (unlocked.ok) {
      setPassphrase('');
      props.onUnlocked?.();
      return;
    }
    const { error } = unlocked;
    if (error.kind === 'wrongPassphrase' || error.kind === 'tooSoon') {
      setRetryAtMs(Date.now() + error.retryAfterMs);
      if (error.kind === 'wrongPassphrase') setRefusal({ kind: 'wrong' });
      // What was typed stays: one letter is quicker mended than seven words typed again.
      field.current?.focus();
      field.current?.select();
    } else {
      const isDamage = error.kind === 'databaseDamaged' || error.kind === 'vaultDamaged';
      setRefusal({ kind: 'other', sentence: unlockFailureText(error), isDamage });
    }
  }

  return (
    <>
      <form
        noValidate
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void tryToUnlock();
        }}
      >
        <PassphraseField
          ref={field}
          label={text('vault.passphrase')}
          size="large"
          value={passphrase}
          onChange={(value) => {
            setPassphrase(value);
            setRefusal(null);
          }}
          error={refusal?.kind === 'wrong' ? text('vault.failure.wrongPassphrase') : undefined}
          autoFocus
        />
        {refusal?.kind === 'other' && (
          <Banner
            tone="danger"
            urgent
            actions={
              refusal.isDamage && (
                <Button size="small" onPress={() => setSalvaging(true)}>
                  {text('vault.salvage.begin')}
                </Button>
              )
            }
          >
            <p>{text(refusal.sentence.id, refusal.sentence.values)}</p>
            {refusal.isDamage && <p>{text('vault.salvage.offer')}</p>}
          </Banner>
        )}
        <Button type="submit" look="primary" size="large" wide busy={unlock.isRunning} disabled={seconds > 0}>
          {unlock.isRunning
            ? text('vault.unlock.running')
            : seconds > 0
              ? text('vault.unlock.wait', { seconds })
              : text('vault.unlock.run')}
        </Button>
      </form>
      {salvaging && (
        <SalvageDialog
          source={{ kind: 'known', id: props.vault.id, passphrase }}
          vaultName={props.vault.name}
          onClose={() => {
            setSalvaging(false);
            setRefusal(null);
          }}
        />
      )}
    </>
  );
}

function MissingVault(props: { readonly vault: KnownVault; readonly onLocated: (vaultId: VaultId) => void }) {
  const text = useText();
  const locate = useCommand('vault.locate');
  const forget = useCommand('vault.forget');
  const [asking, setAsking] = useState(false);
  const [failure, setFailure] = useState<Sentence | null>(null);

  async function choose(): Promise<void> {
    setFailure(null);
    const located = await locate.run({});
    if (located.ok) props.onLocated(located.value.id);
    else setFailure(locateFailureText(located.error));
  }

  return (
    <>
      <Banner
        tone="warning"
        title={text('vault.missing.title')}
        actions={
          <>
            <Button size="small" onPress={() => void choose()}>
              {text('vault.missing.locate')}
            </Button>
            <Button size="small" look="quiet" onPress={() => setAsking(true)}>
              {text('vault.missing.forget')}
            </Button>
          </>
        }
      >
        {text('vault.missing.body')}
      </Banner>
      {failure !== null && (
        <Banner tone="danger" urgent>
          {text(failure.id, failure.values)}
        </Banner>
      )}
      {asking && (
        <ConfirmDialog
          title={text('vault.forget.title')}
          confirmLabel={text('vault.missing.forget')}
          busy={forget.isRunning}
          onCancel={() => setAsking(false)}
          onConfirm={() => void forget.run({ id: props.vault.id }).then(() => setAsking(false))}
        >
          {text('vault.forget.body', { name: props.vault.name })}
        </ConfirmDialog>
      )}
    </>
  );
}
