import { BookOpen, LogOut, Send } from 'lucide-react';
import { useState } from 'react';
import type { CaseId } from '../../../shared/kernel/ids';
import { useChannel, useCommand } from '../../lib/queries';
import { useFormats, useText } from '../../lib/text';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { ConfirmDialog } from '../../ui/dialog';
import styles from './packages.module.css';

const icons = { checkedOut: <LogOut />, handedOver: <Send />, forReading: <BookOpen /> } as const;

/** Above a case that is not simply worked on here: who has it since when, and what follows. */
export function PlaceBand(props: { readonly caseId: CaseId }) {
  const text = useText();
  const formats = useFormats();
  const { data: place } = useChannel('packages.place', { caseId: props.caseId });
  const takeBack = useCommand('packages.takeBack');
  const [asked, setAsked] = useState(false);
  if (place === undefined || place === null) return null;
  const { kind, otherName, since } = place;
  return (
    <>
      <div className={styles.place}>
        <Banner
          tone={kind === 'forReading' ? 'info' : 'warning'}
          icon={icons[kind]}
          title={text(`packages.place.${kind}`, { name: otherName, since: formats.shortDate(since) })}
          actions={
            kind !== 'forReading' && (
              <Button size="small" onPress={() => setAsked(true)}>
                {text('packages.takeBack')}
              </Button>
            )
          }
        >
          {text(`packages.place.${kind}.follows`)}
        </Banner>
      </div>
      {asked && (
        <ConfirmDialog
          title={text('packages.takeBack.title')}
          confirmLabel={text('packages.takeBack')}
          busy={takeBack.isRunning}
          onCancel={() => setAsked(false)}
          onConfirm={() => {
            void takeBack.run({ caseId: props.caseId }).then(() => setAsked(false));
          }}
        >
          {text('packages.takeBack.body', { name: otherName })}
        </ConfirmDialog>
      )}
    </>
  );
}
