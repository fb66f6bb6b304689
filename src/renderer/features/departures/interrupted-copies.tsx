import { RefreshCw } from 'lucide-react';
import { useState } from 'react';
import type { InterruptedCopy } from '../../../shared/departures/copies';
import { useChannel, useCommand } from '../../lib/queries';
import { useFormats, useText } from '../../lib/text';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { ConfirmDialog } from '../../ui/dialog';
import { Stack } from '../../ui/layout';
import { showToast } from '../../ui/toast';

/** Copies that were interrupted and that the program could not settle by itself, of whatever case. Nothing where there are none. */
export function InterruptedCopies(props: { readonly isBeside?: boolean }) {
  const text = useText();
  const formats = useFormats();
  const { data = [] } = useChannel('departures.interrupted', {}, { isBeside: props.isBeside === true });
  const settle = useCommand('departures.settleInterrupted');
  const sayGone = useCommand('departures.sayGone');
  const [gone, setGone] = useState<InterruptedCopy | null>(null);
  if (data.length === 0) return null;

  const lookAgain = async (copy: InterruptedCopy): Promise<void> => {
    const settled = await settle.run({});
    const isSame =
      settled.ok && settled.value.some(({ id, problem }) => id === copy.id && problem === copy.problem);
    if (isSame) showToast({ text: text('departures.interrupted.same') });
  };
  return (
    <Stack gap={3}>
      {data.map((copy) => (
        <Banner
          key={copy.id}
          tone="warning"
          title={text('departures.interrupted.title', { when: formats.instant(copy.begunAt) })}
          actions={
            <>
              <Button icon={<RefreshCw />} busy={settle.isRunning} onPress={() => void lookAgain(copy)}>
                {text('departures.interrupted.lookAgain')}
              </Button>
              <Button onPress={() => setGone(copy)}>{text('departures.interrupted.gone')}</Button>
            </>
          }
        >
          <p>{text(`departures.interrupted.${copy.problem}`)}</p>
          <p dir="auto">{placeOf(copy)}</p>
        </Banner>
      ))}
      {gone !== null && (
        <ConfirmDialog
          title={text('departures.interrupted.gone.title')}
          confirmLabel={text('departures.interrupted.gone')}
          busy={sayGone.isRunning}
          onCancel={() => setGone(null)}
          onConfirm={() => void sayGone.run({ copyId: gone.id }).then(() => setGone(null))}
        >
          <Stack gap={3}>
            <p>{text('departures.interrupted.gone.body')}</p>
            {mayBeLeft(gone).map((path) => (
              <p key={path} dir="auto">
                {path}
              </p>
            ))}
          </Stack>
        </ConfirmDialog>
      )}
    </Stack>
  );
}

/** Where to look. */
function placeOf({ problem, path, temporaryPath, olderPath }: InterruptedCopy): string {
  switch (problem) {
    case 'placeMissing':
    case 'notRecorded':
      return path;
    case 'notRemoved':
      return temporaryPath;
    case 'olderNotPutBack':
    case 'olderNotRemoved':
      return olderPath ?? path;
  }
}

/** All that may lie there and that the vault would know of no more. */
function mayBeLeft({ problem, path, temporaryPath, olderPath }: InterruptedCopy): readonly string[] {
  const older = olderPath === null ? [] : [olderPath];
  return problem === 'olderNotPutBack' || problem === 'olderNotRemoved'
    ? older
    : [temporaryPath, path, ...older];
}
