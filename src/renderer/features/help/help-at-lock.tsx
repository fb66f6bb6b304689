import { ArrowLeft } from 'lucide-react';
import { useState } from 'react';
import type { HelpPlace } from '../../../shared/help/guides';
import { useText } from '../../lib/text';
import { Button } from '../../ui/button';
import styles from './help-at-lock.module.css';
import { HelpPages } from './help-pages';

/** The help while no vault is open, in place of the lock screen. */
export function HelpAtLock(props: { readonly onClose: () => void }) {
  const text = useText();
  const [place, setPlace] = useState<HelpPlace>({ guide: 'advocates' });
  return (
    <main className={styles.page}>
      <HelpPages
        place={place}
        onGo={setPlace}
        actions={
          <Button icon={<ArrowLeft />} onPress={props.onClose}>
            {text('help.close')}
          </Button>
        }
      />
    </main>
  );
}
