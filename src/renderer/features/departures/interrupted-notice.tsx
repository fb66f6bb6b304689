import { FileClock, X } from 'lucide-react';
import { useState } from 'react';
import { navigate, useRoute } from '../../lib/navigation';
import { useChannel } from '../../lib/queries';
import { useText } from '../../lib/text';
import { Button, IconButton } from '../../ui/button';
import { Notice } from '../../ui/notice';

/** That copies were interrupted and could not be settled, until they are, or until it is put aside for this opening. */
export function InterruptedNotice() {
  const text = useText();
  const route = useRoute();
  // Answered when those that the opening has found are settled, as far as they can be.
  const { data = [] } = useChannel('departures.interrupted', {}, { isBeside: true });
  const [isAside, setAside] = useState(false);
  const isThere =
    (route.kind === 'vault' && route.section === 'laptop') ||
    (route.kind === 'case' && route.section === 'departures');
  if (data.length === 0 || isAside || isThere) return null;
  return (
    <Notice
      icon={<FileClock />}
      actions={
        <>
          <Button size="small" onPress={() => navigate({ kind: 'vault', section: 'laptop' })}>
            {text('departures.interrupted.notice.go')}
          </Button>
          <IconButton
            size="small"
            label={text('vault.warning.putAside')}
            icon={<X />}
            onPress={() => setAside(true)}
          />
        </>
      }
    >
      {text('departures.interrupted.notice', { count: data.length })}
    </Notice>
  );
}
