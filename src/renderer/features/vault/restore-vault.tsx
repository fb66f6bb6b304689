import { FolderOpen, House } from 'lucide-react';
import { useState } from 'react';
import type { FoundBackup } from '../../../shared/backups/schemas';
import type { BegunRecovery } from '../../../shared/recovery/contract';
import { vaultNameMaxLength } from '../../../shared/vault/contract';
import type { ChannelInput } from '../../lib/core';
import { useCommand } from '../../lib/queries';
import { useFormats, useText } from '../../lib/text';
import { useWork } from '../../lib/use-work';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { RadioCards } from '../../ui/choice';
import { SelectField, TextField } from '../../ui/field';
import { Stack } from '../../ui/layout';
import { WorkProgress } from '../../ui/progress';
import { backupFailureText, foundLabel, stepText, type BackupFailure } from '../backups';
import {
  isPaperFailure,
  NewPassphrase,
  noPapers,
  PapersEntry,
  refusedPaperText,
  typedPapers,
  type TypedPapers,
} from '../recovery';
import { useSecondsUntil } from './countdown';
import styles from './lock-screen.module.css';
import { PassphraseField } from './passphrase-field';

interface RestoreVaultProps {
  /** Those in the folder the person pointed to, newest first; at least one. */
  readonly backups: readonly FoundBackup[];
  readonly onBack: () => void;
}

/** Makes a vault from a backup and leaves it open, which ends the flow. With a recovery sheet, a new passphrase comes before. */
export function RestoreVault(props: RestoreVaultProps) {
  const abandon = useCommand('recovery.abandon');
  const [restored, setRestored] = useState<{ readonly name: string; readonly begun: BegunRecovery } | null>(
    null,
  );
  return restored === null ? (
    <RestoreForm {...props} onRestored={setRestored} />
  ) : (
    <NewPassphrase
      vaultName={restored.name}
      begun={restored.begun}
      onBack={() => void abandon.run({}).then(props.onBack)}
    />
  );
}

function RestoreForm(
  props: RestoreVaultProps & {
    readonly onRestored: (restored: { readonly name: string; readonly begun: BegunRecovery }) => void;
  },
) {
  const text = useText();
  const formats = useFormats();
  const restore = useCommand('backups.restore');
  const restoreWithPapers = useCommand('backups.restoreWithPapers');
  const underWay = useWork('restore');
  const [handle, setHandle] = useState(props.backups[0]?.handle ?? null);
  const [name, setName] = useState(() => text('backups.restoreVault.nameProposed'));
  const [place, setPlace] = useState<'default' | 'choose'>('default');
  const [passphrase, setPassphrase] = useState('');
  // Null while the passphrase is what opens the backup.
  const [papers, setPapers] = useState<TypedPapers | null>(null);
  const [paperFailure, setPaperFailure] = useState<string | null>(null);
  const [retryAtMs, setRetryAtMs] = useState(0);
  const [failure, setFailure] = useState<BackupFailure | null>(null);
  const seconds = useSecondsUntil(retryAtMs);
  const chosen = props.backups.find((backup) => backup.handle === handle);

  const isRunning = restore.isRunning || restoreWithPapers.isRunning;

  function run(withoutDamagedOriginals: boolean): void {
    if (chosen === undefined || isRunning || seconds > 0) return;
    setFailure(null);
    setPaperFailure(null);
    const wanted = { handle: chosen.handle, name: name.trim(), place, withoutDamagedOriginals };
    void (papers === null ? runWithPassphrase(wanted) : runWithPapers(papers, wanted));
  }

  async function runWithPassphrase(
    wanted: Omit<ChannelInput<'backups.restore'>, 'passphrase'>,
  ): Promise<void> {
    const restored = await restore.run({ ...wanted, passphrase });
    if (restored.ok) return;
    const { error } = restored;
    if (error.kind === 'wrongPassphrase' || error.kind === 'tooSoon') {
      setRetryAtMs(Date.now() + error.retryAfterMs);
    }
    setFailure(error);
  }

  async function runWithPapers(
    given: TypedPapers,
    wanted: Omit<ChannelInput<'backups.restoreWithPapers'>, 'typed'>,
  ): Promise<void> {
    const typed = typedPapers(given);
    if (typed === null) {
      setPaperFailure(text('recovery.entry.missing'));
      return;
    }
    const restored = await restoreWithPapers.run({ ...wanted, typed });
    if (restored.ok) {
      // What was typed opens the vault: it does not stay in the page longer than it must.
      setPapers(noPapers);
      props.onRestored({ name: wanted.name, begun: restored.value });
    } else if (isPaperFailure(restored.error)) {
      setPaperFailure(refusedPaperText(restored.error, typed.length, text));
    } else {
      setFailure(restored.error);
    }
  }

  const isAboutName = failure?.kind === 'nameNotUsable' || failure?.kind === 'nameTaken';
  const isAboutPassphrase = failure?.kind === 'wrongPassphrase';
  const sentence = failure === null ? null : backupFailureText(failure, text, formats);
  const isOnlyOriginals = failure?.kind === 'backupDamaged' && failure.damage.database === 'whole';
  return (
    <form
      noValidate
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        run(false);
      }}
    >
      <header>
        <h1 className={styles.title}>{text('backups.restoreVault.title')}</h1>
        <p className={styles.lead}>{text('backups.restoreVault.lead')}</p>
      </header>
      <SelectField
        label={text('backups.which')}
        value={handle}
        options={props.backups.map((backup) => ({
          value: backup.handle,
          label: text('backups.found.label', {
            moment: foundLabel(backup, text, formats),
            size: formats.size(backup.bytes),
          }),
        }))}
        onChange={setHandle}
      />
      {chosen?.vaultIsHere === true && (
        <Banner tone="neutral">{text('backups.restoreVault.vaultIsHere')}</Banner>
      )}
      <TextField
        label={text('vault.create.name')}
        value={name}
        maxLength={vaultNameMaxLength}
        onChange={(value) => {
          setName(value);
          setFailure(null);
        }}
        error={isAboutName && sentence !== null ? sentence : undefined}
      />
      <RadioCards
        legend={text('vault.create.place')}
        value={place}
        onChange={setPlace}
        options={[
          {
            value: 'default',
            label: text('vault.create.placeDefault'),
            description: text('vault.create.placeDefaultHint'),
            icon: <House />,
          },
          {
            value: 'choose',
            label: text('vault.create.placeChoose'),
            description: text('backups.restoreVault.placeChooseHint'),
            icon: <FolderOpen />,
          },
        ]}
      />
      <Stack gap={2}>
        {papers === null ? (
          <PassphraseField
            label={text('backups.passphraseThen')}
            hint={text('backups.passphraseThen.hint')}
            size="large"
            value={passphrase}
            autoFocus
            onChange={(value) => {
              setPassphrase(value);
              setFailure(null);
            }}
            error={isAboutPassphrase && sentence !== null ? sentence : undefined}
          />
        ) : (
          <PapersEntry
            value={papers}
            onChange={(value) => {
              setPapers(value);
              setPaperFailure(null);
            }}
          />
        )}
        <div>
          <Button
            size="small"
            disabled={isRunning}
            onPress={() => {
              setPapers(papers === null ? noPapers : null);
              setFailure(null);
              setPaperFailure(null);
            }}
          >
            {text(papers === null ? 'backups.restoreVault.withSheet' : 'backups.restoreVault.withPassphrase')}
          </Button>
        </div>
      </Stack>
      {underWay !== null && (
        <WorkProgress
          work={underWay}
          label={text('backups.restoreVault.running')}
          detail={stepText(underWay, text)}
        />
      )}
      {sentence !== null && !isAboutName && !isAboutPassphrase && (
        <Banner
          tone="danger"
          urgent
          actions={
            isOnlyOriginals && (
              <Button size="small" onPress={() => run(true)}>
                {text('backups.restoreVault.withoutDamaged')}
              </Button>
            )
          }
        >
          {sentence}
        </Banner>
      )}
      {paperFailure !== null && (
        <Banner tone="danger" urgent>
          {paperFailure}
        </Banner>
      )}
      <Stack gap={2}>
        <Button
          type="submit"
          look="primary"
          size="large"
          wide
          busy={isRunning}
          disabled={seconds > 0 || (papers === null && passphrase === '')}
        >
          {seconds > 0 ? text('vault.unlock.wait', { seconds }) : text('backups.restoreVault.run')}
        </Button>
        <Button look="link" disabled={isRunning} onPress={props.onBack}>
          {text('vault.create.back')}
        </Button>
      </Stack>
    </form>
  );
}
