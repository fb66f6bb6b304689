import { HardDriveDownload } from 'lucide-react';
import { navigate, useRoute } from '../../lib/navigation';
import { useChannel, useCommand } from '../../lib/queries';
import { useText } from '../../lib/text';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';

/** When it is time for a backup; not on the screen where one is made. */
export function BackupReminder() {
  const text = useText();
  const route = useRoute();
  const reminder = useChannel('backups.reminder', {}, { isBeside: true }).data;
  const putAside = useCommand('backups.putReminderAside');
  const isThere = route.kind === 'vault' && route.section === 'backups';
  if (reminder?.due !== true || isThere) return null;
  const { daysSince } = reminder;
  return (
    <Notice
      icon={<HardDriveDownload />}
      actions={
        <>
          <Button size="small" onPress={() => navigate({ kind: 'vault', section: 'backups' })}>
            {text('backups.reminder.go')}
          </Button>
          <Button size="small" look="quiet" onPress={() => void putAside.run({})}>
            {text('backups.reminder.aside')}
          </Button>
        </>
      }
    >
      {daysSince === null
        ? text('backups.reminder.never')
        : text('backups.reminder.days', { days: daysSince })}
    </Notice>
  );
}
