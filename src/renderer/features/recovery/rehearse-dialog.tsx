import { useState } from 'react';
import type { VaultId } from '../../../shared/kernel/ids';
import { useCommand } from '../../lib/queries';
import { useText } from '../../lib/text';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Stack } from '../../ui/layout';
import { noPapers, PapersEntry, typedPapers, type TypedPapers } from './papers-entry';
import { paperFailureText } from './paper-failures';

/** Proves that a sheet or two shares still fit the vault, without opening it. */
export function RehearseDialog(props: { readonly vaultId: VaultId; readonly onClose: () => void }) {
  const text = useText();
  const rehearse = useCommand('recovery.rehearse');
  const [papers, setPapers] = useState<TypedPapers>(noPapers);
  const [failure, setFailure] = useState<string | null>(null);
  const [fits, setFits] = useState<string | null>(null);

  async function check(): Promise<void> {
    const typed = typedPapers(papers);
    if (typed === null) {
      setFailure(text('recovery.entry.missing'));
      return;
    }
    setFailure(null);
    const rehearsed = await rehearse.run({ vaultId: props.vaultId, typed });
    // What was typed opens the vault: it does not stay in the page longer than it must.
    if (rehearsed.ok) {
      setPapers(noPapers);
      setFits(text(`recovery.rehearse.fits.${rehearsed.value.kind}`, { label: rehearsed.value.label }));
    } else setFailure(paperFailureText(rehearsed.error, typed.length, text));
  }

  if (fits !== null) {
    return (
      <Dialog
        title={text('recovery.rehearse.title')}
        onClose={props.onClose}
        footer={
          <>
            <Button onPress={() => setFits(null)}>{text('recovery.rehearse.another')}</Button>
            <Button look="primary" onPress={props.onClose}>
              {text('ui.close')}
            </Button>
          </>
        }
      >
        <Banner tone="success" urgent title={fits}>
          {text('recovery.rehearse.putBack')}
        </Banner>
      </Dialog>
    );
  }
  return (
    <Dialog
      title={text('recovery.rehearse.title')}
      description={text('recovery.rehearse.lead')}
      onClose={props.onClose}
      onSubmit={() => void check()}
      footer={
        <>
          <Button onPress={props.onClose}>{text('ui.cancel')}</Button>
          <Button type="submit" look="primary" busy={rehearse.isRunning}>
            {text('recovery.rehearse.run')}
          </Button>
        </>
      }
    >
      <Stack gap={4}>
        {failure !== null && (
          <Banner tone="danger" urgent>
            {failure}
          </Banner>
        )}
        <PapersEntry
          value={papers}
          onChange={(value) => {
            setPapers(value);
            setFailure(null);
          }}
        />
      </Stack>
    </Dialog>
  );
}
