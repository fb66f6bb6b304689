import { useState, type ReactNode } from 'react';
import { shortestReason } from '../../../shared/departures/schemas';
import type { CaseId } from '../../../shared/kernel/ids';
import { useText } from '../../lib/text';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Stack } from '../../ui/layout';
import { LeavingFields, useLeaving, type LeavingInput } from './leaving';
import type { Needed } from './reason-needed';

/** How an attempt to let a copy out ended. `notNow`: the person went back, and may try again. */
type LeavingOutcome =
  | { readonly kind: 'left' | 'notNow' }
  | { readonly kind: 'needed'; readonly needed: Needed }
  | { readonly kind: 'failed'; readonly sentence: string };

/** For a copy that has no dialog of its own: who gets it, and what speaks against it. */
export function LeavingDialog(props: {
  readonly caseId: CaseId;
  readonly title: string;
  readonly lead: string;
  readonly action: string;
  readonly icon: ReactNode;
  readonly children?: ReactNode;
  readonly onLeave: (input: LeavingInput) => Promise<LeavingOutcome>;
  readonly onClose: () => void;
}) {
  const text = useText();
  const leaving = useLeaving();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const submit = async (): Promise<void> => {
    if (isBusy) return;
    if (!leaving.isSaid) {
      setFailure(text('departures.to.missing'));
      return;
    }
    setFailure(null);
    setBusy(true);
    const outcome = await props.onLeave(leaving.input);
    setBusy(false);
    if (outcome.kind === 'left') props.onClose();
    else if (outcome.kind === 'failed') setFailure(outcome.sentence);
    else if (outcome.kind === 'needed') {
      leaving.onNeeded(outcome.needed);
      setFailure(text('departures.reason.missing', { count: shortestReason }));
    }
  };
  return (
    <Dialog
      title={props.title}
      description={props.lead}
      onClose={props.onClose}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onPress={props.onClose}>{text('ui.cancel')}</Button>
          <Button type="submit" look="primary" icon={props.icon} busy={isBusy}>
            {props.action}
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
        {props.children}
        <LeavingFields caseId={props.caseId} leaving={leaving} />
      </Stack>
    </Dialog>
  );
}
