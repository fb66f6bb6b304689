import { LifeBuoy } from 'lucide-react';
import { navigate } from '../../lib/navigation';
import { useChannel, useCommand } from '../../lib/queries';
import { RichText, useText } from '../../lib/text';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { isPracticeVault } from '../vault';

/** A gentle word while a vault has no way back, or one was not tried for a year. It can be put off. */
export function RecoveryNotice() {
  const text = useText();
  const vault = useChannel('vault.status', {}).data?.open ?? null;
  const reminder = useChannel('recovery.overview', {}, { isBeside: true }).data?.reminder ?? null;
  const later = useCommand('recovery.remindLater');
  // What lies in a practice vault may be lost, and a vault opened for reading keeps no answer.
  if (reminder === null || vault === null || vault.readOnly || isPracticeVault(vault)) return null;
  return (
    <Banner
      tone="neutral"
      icon={<LifeBuoy />}
      actions={
        <>
          <Button size="small" onPress={() => navigate({ kind: 'vault', section: 'recovery' })}>
            {text(reminder === 'none' ? 'recovery.notice.make' : 'recovery.notice.rehearse')}
          </Button>
          <Button size="small" look="quiet" busy={later.isRunning} onPress={() => void later.run({})}>
            {text('recovery.notice.later')}
          </Button>
        </>
      }
    >
      <RichText id={`recovery.notice.${reminder}`} />
    </Banner>
  );
}
