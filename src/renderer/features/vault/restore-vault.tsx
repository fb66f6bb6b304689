import { FolderOpen, House } from 'lucide-react';
import { useState } from 'react';
import type { FoundBackup } from '../../../shared/backups/schemas';
import { vaultNameMaxLength } from '../../../shared/vault/contract';
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
import { useSecondsUntil } from './countdown';
import styles from './lock-screen.module.css';
import { PassphraseField } from './passphrase-field';

/** Makes a vault from a backup and leaves it open, which ends the flow. */
export function RestoreVault(props: {
  /** Those in the folder the person pointed to, newest first; at least one. */
  readonly backups: readonly FoundBackup[];
  readonly onBack: () => void;
}) {
  const text = useText();
  const formats = useFormats();
  const restore = useCommand('backups.restore');
  const underWay = useWork('restore');
  const [handle, setHandle] = useState(props.backups[0]?.handle ?? null);
  const [name, setName] = useState(() => text('backups.restoreVault.nameProposed'));
  const [place, setPlace] = useState<'default' | 'choose'>('default');
  const [passphrase, setPassphrase] = useState('');
  const [retryAtMs, setRetryAtMs] = useState(0);
  const [failure, setFailure] = useState<BackupFailure | null>(null);
  const seconds = useSecondsUntil(retryAtMs);
  const chosen = props.backups.find((backup) => backup.handle === handle);

  async function run(withoutDamagedOriginals: boolean): Promise<void> {
    if (chosen === undefined || restore.isRunning || seconds > 0) return;
    setFailure(null);
    const restored = await restore.run({
      handle: chosen.handle,
      passphrase,
      name: name.trim(),
      place,
      withoutDamagedOriginals,
    });
    if (restored.ok) return;
    const { error } = restored;
    if (error.kind === 'wrongPassphrase' || error.kind === 'tooSoon') {
      setRetryAtMs(Date.now() + error.retryAfterMs);
    }
    setFailure(error);
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
        void run(false);
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
              <Button size="small" onPress={() => void run(true)}>
                {text('backups.restoreVault.withoutDamaged')}
              </Button>
            )
          }
        >
          {sentence}
        </Banner>
      )}
      <Stack gap={2}>
        <Button
          type="submit"
          look="primary"
          size="large"
          wide
          busy={restore.isRunning}
          disabled={seconds > 0 || passphrase === ''}
        >
          {seconds > 0 ? text('vault.unlock.wait', { seconds }) : text('backups.restoreVault.run')}
        </Button>
        <Button look="link" disabled={restore.isRunning} onPress={props.onBack}>
          {text('vault.create.back')}
        </Button>
      </Stack>
    </form>
  );
}
