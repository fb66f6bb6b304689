import { HardDriveUpload, RotateCcw, Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { ChannelFailure, ChannelOutput, CallError } from '../../lib/core';
import { isCallError, useChannel, useCommand } from '../../lib/queries';
import { tellShell } from '../../lib/shell';
import { useFormats, useInterfaceLanguage, useText } from '../../lib/text';
import { useWork } from '../../lib/use-work';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Card, Section } from '../../ui/card';
import { ConfirmDialog } from '../../ui/dialog';
import { Row, Stack } from '../../ui/layout';
import { WorkProgress } from '../../ui/progress';
import { ApplyDialog } from './apply-dialog';
import { updateFailureText } from './failure-text';
import styles from './updates.module.css';

type TooNew = Extract<ChannelFailure<'updates.goBack'>, { readonly kind: 'vaultsTooNew' }>['vaults'];

/** A new version from a stick, and the way back to the one before. */
export function UpdateSection() {
  const text = useText();
  const formats = useFormats();
  const language = useInterfaceLanguage();
  const status = useChannel('updates.status', {}).data;
  const choose = useCommand('updates.choose');
  const goBack = useCommand('updates.goBack');
  const work = useWork('update');
  const [chosen, setChosen] = useState<ChannelOutput<'updates.choose'> | null>(null);
  const [staged, setStaged] = useState<Extract<
    ChannelOutput<'updates.apply'>,
    { readonly kind: 'staged' }
  > | null>(null);
  const [tooNew, setTooNew] = useState<TooNew | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  if (status === undefined) return null;

  const fail = (error: ChannelFailure<'updates.choose'> | ChannelFailure<'updates.goBack'> | CallError) =>
    setFailure(updateFailureText(error, text, formats));

  async function begin(): Promise<void> {
    setFailure(null);
    setStaged(null);
    const looked = await choose.run({ language });
    if (looked.ok) setChosen(looked.value);
    else fail(looked.error);
  }

  async function back(acceptsTooNew: boolean): Promise<void> {
    setFailure(null);
    const gone = await goBack.run({ acceptsTooNew });
    if (!gone.ok && !isCallError(gone.error) && gone.error.kind === 'vaultsTooNew') {
      setTooNew(gone.error.vaults);
      return;
    }
    setTooNew(null);
    if (!gone.ok) fail(gone.error);
  }

  const hasKeys = status.keys.length > 0;
  const isBarred = tooNew?.some(({ hasBackupBefore }) => !hasBackupBefore) ?? false;
  return (
    <Section title={text('updates.title')} description={text('updates.lead')}>
      <Stack gap={3}>
        {failure !== null && (
          <Banner tone="danger" urgent>
            {failure}
          </Banner>
        )}
        {status.startsNext !== null && (
          <Banner
            tone="success"
            title={text('updates.startsNext', { version: status.startsNext })}
            actions={
              <Button size="small" icon={<RotateCcw />} onPress={() => tellShell({ kind: 'restart' })}>
                {text('updates.restart')}
              </Button>
            }
          >
            {text('updates.startsNext.body')}
          </Banner>
        )}
        {staged !== null && (
          <Banner tone="success" title={text('updates.staged', { version: staged.version })}>
            {text('updates.staged.body')}
            <p className={styles.command} dir="ltr">
              {staged.command}
            </p>
            <p>{text('updates.staged.sum')}</p>
            <p className={styles.command} dir="ltr">
              {staged.sha256}
            </p>
          </Banner>
        )}
        {work !== null && chosen === null && (
          <Card>
            <WorkProgress work={work} label={text('updates.looking')} />
          </Card>
        )}
        {status.form === 'other' ? (
          <p className={styles.hint}>{text('updates.other')}</p>
        ) : !hasKeys ? (
          <p className={styles.hint}>{text('updates.noKeys')}</p>
        ) : (
          <Row gap={3} wrap>
            <Button icon={<HardDriveUpload />} busy={choose.isRunning} onPress={() => void begin()}>
              {text('updates.begin')}
            </Button>
            {status.wayBack !== null && (
              <Button icon={<Undo2 />} busy={goBack.isRunning} onPress={() => void back(false)}>
                {text('updates.goBack', { version: status.wayBack })}
              </Button>
            )}
          </Row>
        )}
        {hasKeys && status.form !== 'other' && (
          <p className={styles.hint}>
            {text('updates.keys', {
              keys: status.keys.map(({ name, keyId }) => `${name} (${keyId})`).join(', '),
            })}
          </p>
        )}
      </Stack>
      {chosen !== null && (
        <ApplyDialog
          chosen={chosen}
          onClose={() => setChosen(null)}
          onDone={(outcome) => {
            setChosen(null);
            if (outcome.kind === 'staged') setStaged(outcome);
          }}
        />
      )}
      {tooNew !== null && (
        <ConfirmDialog
          title={text('updates.tooNew.title')}
          confirmLabel={text(isBarred ? 'ui.close' : 'updates.tooNew.run')}
          tone="danger"
          busy={goBack.isRunning}
          onCancel={() => setTooNew(null)}
          onConfirm={() => (isBarred ? setTooNew(null) : void back(true))}
        >
          <p>{text(isBarred ? 'updates.tooNew.barred' : 'updates.tooNew.body')}</p>
          <ul className={styles.vaults}>
            {tooNew.map(({ id, name, hasBackupBefore }) => (
              <li key={id}>
                {text(hasBackupBefore ? 'updates.tooNew.hasBackup' : 'updates.tooNew.noBackup', { name })}
              </li>
            ))}
          </ul>
        </ConfirmDialog>
      )}
    </Section>
  );
}
