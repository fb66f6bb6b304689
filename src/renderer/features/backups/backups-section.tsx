import { ArchiveRestore, FolderOpen, HardDriveDownload } from 'lucide-react';
import { useState } from 'react';
import type { BackupFolder, ReminderDays } from '../../../shared/backups/schemas';
import type { ChannelOutput } from '../../lib/core';
import { useChannel, useCommand } from '../../lib/queries';
import { useFormats, useText } from '../../lib/text';
import { useWork } from '../../lib/use-work';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Card, EmptyState, Section } from '../../ui/card';
import { SelectField } from '../../ui/field';
import { Row, Stack } from '../../ui/layout';
import { WorkProgress } from '../../ui/progress';
import { Skeleton } from '../../ui/spinner';
import { showToast } from '../../ui/toast';
import { useOrganisation } from '../policy';
import { BackupList } from './backup-list';
import styles from './backups.module.css';
import { backupFailureText, type BackupFailure } from './failure-texts';
import { RestoreCaseDialog, type BackupMeant } from './restore-case-dialog';
import { stepText } from './step-text';

type Status = ChannelOutput<'backups.status'>;

/** Where backups go, the last ones with their certificates, making one, and what to do with them. */
export function BackupsSection() {
  const text = useText();
  const formats = useFormats();
  const status = useChannel('backups.status', {}).data;
  const make = useCommand('backups.make');
  const choose = useCommand('backups.chooseFolder');
  const find = useCommand('backups.find');
  const underWay = useWork('backup');
  const [failure, setFailure] = useState<BackupFailure | null>(null);
  const [meant, setMeant] = useState<BackupMeant | null>(null);
  if (status === undefined) return <Skeleton label={text('backups.loading')} lines={6} />;
  const { folder, backups, restored } = status;

  async function begin(place: 'remembered' | 'choose'): Promise<void> {
    setFailure(null);
    const made = await make.run({ place });
    if (made.ok) showToast({ text: text('backups.made') });
    else setFailure(made.error);
  }

  async function chooseFolder(): Promise<void> {
    setFailure(null);
    const chosen = await choose.run({});
    if (!chosen.ok) setFailure(chosen.error);
  }

  async function findElsewhere(): Promise<void> {
    setFailure(null);
    const found = await find.run({});
    if (found.ok) setMeant({ kind: 'found', backups: found.value.backups });
    else setFailure(found.error);
  }

  const sentence = failure === null ? null : backupFailureText(failure, text, formats);
  const notices = (
    <>
      {underWay !== null && (
        <Card>
          <WorkProgress work={underWay} label={text('backups.making')} detail={stepText(underWay, text)} />
        </Card>
      )}
      {sentence !== null && (
        <Banner tone="danger" urgent>
          {sentence}
        </Banner>
      )}
    </>
  );

  return (
    <Stack gap={5}>
      {restored !== null && (
        <Banner tone="neutral">
          {text('backups.restoredNote', {
            at: formats.instant(restored.at),
            takenAt: formats.instant(restored.takenAt),
          })}
        </Banner>
      )}
      {folder === null ? (
        <>
          {notices}
          {underWay === null && (
            <Card>
              <EmptyState
                icon={<HardDriveDownload />}
                title={text('backups.empty.title')}
                actions={
                  <Button look="primary" busy={make.isRunning} onPress={() => void begin('choose')}>
                    {text('backups.empty.begin')}
                  </Button>
                }
              >
                {text('backups.empty.body')}
              </EmptyState>
            </Card>
          )}
        </>
      ) : (
        <Section
          title={text('backups.folder.title')}
          actions={
            <Button
              look="primary"
              icon={<HardDriveDownload />}
              busy={make.isRunning}
              disabled={underWay !== null}
              onPress={() => void begin('remembered')}
            >
              {text('backups.make')}
            </Button>
          }
        >
          <Stack gap={3}>
            <Folder folder={folder} busy={choose.isRunning} onChange={() => void chooseFolder()} />
            {notices}
          </Stack>
        </Section>
      )}
      {backups.length > 0 && (
        <Section title={text('backups.list.title')} description={text('backups.list.rotation')}>
          <BackupList backups={backups} onRestoreCase={(backup) => setMeant({ kind: 'known', backup })} />
        </Section>
      )}
      <Section title={text('backups.more.title')}>
        <Stack gap={4}>
          <Reminder status={status} />
          <Row gap={3} wrap>
            <Button icon={<ArchiveRestore />} busy={find.isRunning} onPress={() => void findElsewhere()}>
              {text('backups.restoreCase.elsewhere')}
            </Button>
            <span className={styles.hint}>{text('backups.restoreCase.hint')}</span>
          </Row>
          <p className={styles.hint}>{text('backups.restoreVault.hint')}</p>
        </Stack>
      </Section>
      {meant !== null && <RestoreCaseDialog meant={meant} onClose={() => setMeant(null)} />}
    </Stack>
  );
}

function Folder(props: {
  readonly folder: BackupFolder;
  readonly busy: boolean;
  readonly onChange: () => void;
}) {
  const text = useText();
  const formats = useFormats();
  const { name, present, sameDisk, freeBytes } = props.folder;
  const organisation = useOrganisation();
  const isFixed = ['fixed', 'asRemembered'].includes(organisation?.rules.backups.kind ?? 'free');
  return (
    <>
      <Card>
        <Row gap={3} justify="between">
          <Row gap={3}>
            <span className={styles.folderIcon} aria-hidden="true">
              <FolderOpen />
            </span>
            <div>
              <div className={styles.folderName} dir="auto">
                {name}
              </div>
              <div className={styles.hint}>
                {present
                  ? freeBytes === null
                    ? text('backups.folder.present')
                    : text('backups.folder.free', { free: formats.size(freeBytes) })
                  : text('backups.folder.absent')}
              </div>
            </div>
          </Row>
          {isFixed ? (
            <span className={styles.hint}>
              {text('backups.folder.decided', { organisation: organisation?.name })}
            </span>
          ) : (
            <Button busy={props.busy} onPress={props.onChange}>
              {text('backups.folder.change')}
            </Button>
          )}
        </Row>
      </Card>
      {sameDisk && <Banner tone="warning">{text('backups.folder.sameDisk')}</Banner>}
    </>
  );
}

const reminderChoices = ['1', '3', '7', '14', '30'] as const;

function Reminder({ status }: { readonly status: Status }) {
  const text = useText();
  const change = useCommand('backups.changeReminder');
  const { remindAfterDays } = status;
  return (
    <div className={styles.reminderChoice}>
      <SelectField
        label={text('backups.reminder.label')}
        value={remindAfterDays === null ? null : `${remindAfterDays}`}
        emptyLabel={text('backups.reminder.off')}
        options={reminderChoices.map((days) => ({
          value: days,
          label: text('backups.reminder.after', { days: Number(days) }),
        }))}
        onChange={(days) => {
          // Each of the choices is one of these numbers.
          void change.run({ remindAfterDays: Number(days) as ReminderDays });
        }}
        onClear={() => void change.run({ remindAfterDays: null })}
      />
    </div>
  );
}
