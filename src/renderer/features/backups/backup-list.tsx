import { ArchiveRestore, BadgeCheck, RotateCw } from 'lucide-react';
import { useState } from 'react';
import type { ListedBackup } from '../../../shared/backups/schemas';
import { useCommand } from '../../lib/queries';
import { useFormats, useText, type Formats, type Text } from '../../lib/text';
import { useWork } from '../../lib/use-work';
import { Badge } from '../../ui/badge';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Card, Definitions } from '../../ui/card';
import { Dialog } from '../../ui/dialog';
import { Stack } from '../../ui/layout';
import { Menu } from '../../ui/menu';
import { WorkProgress } from '../../ui/progress';
import { Table, TableCell } from '../../ui/table';
import { showToast } from '../../ui/toast';
import styles from './backups.module.css';
import { backupFailureText, type BackupFailure } from './failure-texts';
import { stepText } from './step-text';

/** Backups the vault knows, newest first, each with its certificate, a further test, and its cases. */
export function BackupList(props: {
  readonly backups: readonly ListedBackup[];
  readonly onRestoreCase: (backup: ListedBackup) => void;
}) {
  const text = useText();
  const formats = useFormats();
  const check = useCommand('backups.check');
  const checking = useWork('verify');
  const [failure, setFailure] = useState<BackupFailure | null>(null);
  const [shown, setShown] = useState<ListedBackup | null>(null);

  async function checkAgain(backup: ListedBackup): Promise<void> {
    setFailure(null);
    const checked = await check.run({ id: backup.id });
    if (checked.ok) showToast({ text: text('backups.checked') });
    else setFailure(checked.error);
  }

  const sentence = failure === null ? null : backupFailureText(failure, text, formats);
  return (
    <Stack gap={3}>
      {check.isRunning && checking !== null && (
        <Card>
          <WorkProgress work={checking} label={text('backups.checking')} detail={stepText(checking, text)} />
        </Card>
      )}
      {sentence !== null && (
        <Banner tone="danger" urgent>
          {sentence}
        </Banner>
      )}
      <Card flush>
        <Table
          label={text('backups.list.title')}
          columns={[
            { key: 'moment', label: text('backups.column.moment') },
            { key: 'size', label: text('backups.column.size'), align: 'end', width: '8rem' },
            { key: 'originals', label: text('backups.column.originals'), align: 'end', width: '8rem' },
            { key: 'test', label: text('backups.column.test'), width: '18rem' },
            { key: 'actions', label: text('backups.column.actions'), hideLabel: true, width: '3.5rem' },
          ]}
        >
          {props.backups.map((backup) => (
            <tr key={backup.id}>
              <TableCell isHeading>{formats.instant(backup.takenAt)}</TableCell>
              <TableCell align="end">{formats.size(backup.bytes)}</TableCell>
              <TableCell align="end">{formats.number(backup.originals)}</TableCell>
              <TableCell>
                <BackupState backup={backup} />
              </TableCell>
              <TableCell align="end">
                <Menu
                  label={text('backups.actionsFor', { moment: formats.instant(backup.takenAt) })}
                  size="small"
                  entries={[
                    {
                      label: text('backups.certificate'),
                      icon: <BadgeCheck />,
                      onSelect: () => setShown(backup),
                    },
                    {
                      label: text('backups.check'),
                      icon: <RotateCw />,
                      disabled: !backup.present || check.isRunning,
                      onSelect: () => void checkAgain(backup),
                    },
                    {
                      label: text('backups.restoreCase'),
                      icon: <ArchiveRestore />,
                      disabled: !backup.present,
                      onSelect: () => props.onRestoreCase(backup),
                    },
                  ]}
                />
              </TableCell>
            </tr>
          ))}
        </Table>
      </Card>
      {shown !== null && <Certificate backup={shown} onClose={() => setShown(null)} />}
    </Stack>
  );
}

function BackupState({ backup }: { readonly backup: ListedBackup }) {
  const text = useText();
  const formats = useFormats();
  if (backup.damagedAt !== null) return <Badge tone="danger">{text('backups.state.damaged')}</Badge>;
  if (!backup.present) return <Badge>{text('backups.state.absent')}</Badge>;
  return (
    <>
      <Badge tone={backup.damagedOriginals > 0 ? 'warning' : 'success'}>
        {backup.damagedOriginals > 0
          ? text('backups.state.withoutOriginals', { count: backup.damagedOriginals })
          : text('backups.state.passed')}
      </Badge>
      {backup.checkedAt !== null && (
        <div className={styles.hint}>
          {text('backups.state.checkedAgain', { at: formats.instant(backup.checkedAt) })}
        </div>
      )}
    </>
  );
}

/** What the test of a backup counted, short enough to be read aloud. */
function Certificate(props: { readonly backup: ListedBackup; readonly onClose: () => void }) {
  const text = useText();
  const formats = useFormats();
  const { backup } = props;
  return (
    <Dialog
      title={text('backups.certificate.title')}
      description={text('backups.certificate.lead')}
      onClose={props.onClose}
      footer={<Button onPress={props.onClose}>{text('ui.close')}</Button>}
    >
      <Stack gap={4}>
        <Definitions entries={certificateEntries(backup, text, formats)} />
        {backup.damagedAt !== null && (
          <Banner tone="danger">
            {text('backups.certificate.damaged', { at: formats.instant(backup.damagedAt) })}
          </Banner>
        )}
      </Stack>
    </Dialog>
  );
}

function certificateEntries(backup: ListedBackup, text: Text, formats: Formats) {
  const { number, size, instant } = formats;
  return [
    { term: text('backups.certificate.takenAt'), value: instant(backup.takenAt) },
    {
      term: text('backups.certificate.database'),
      value: text('backups.certificate.databaseValue', {
        pages: number(backup.pages),
        size: size(backup.bytes),
        rows: number(backup.rows),
      }),
    },
    {
      term: text('backups.certificate.originals'),
      value:
        backup.damagedOriginals === 0
          ? text('backups.certificate.originalsValue', { count: backup.originals })
          : text('backups.certificate.originalsDamaged', {
              count: backup.originals,
              damaged: backup.damagedOriginals,
            }),
    },
    {
      term: text('backups.certificate.duration'),
      value: text('backups.certificate.seconds', {
        seconds: Math.max(1, Math.round(backup.durationMs / 1000)),
      }),
    },
    {
      term: text('backups.certificate.checkedAt'),
      value: backup.checkedAt === null ? text('backups.certificate.never') : instant(backup.checkedAt),
    },
    { term: text('backups.certificate.program'), value: backup.programVersion },
    { term: text('backups.certificate.id'), value: <code>{backup.id}</code> },
  ];
}
