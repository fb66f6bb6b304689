import { useState } from 'react';
import type { Addressed, ReasonKind } from '../../../shared/departures/schemas';
import type { CaseId } from '../../../shared/kernel/ids';
import { Stack } from '../../ui/layout';
import { ReasonField, useReasonNeeded, type Needed } from './reason-needed';
import { RecipientFields } from './recipient-fields';

/** What is said of a copy before it leaves, for the channel that lets it out. */
export interface LeavingInput {
  readonly to: Addressed | null;
  readonly reason: string;
  readonly reasonKind: ReasonKind;
}

interface Leaving {
  readonly input: LeavingInput;
  /** Whether somebody said who gets it. */
  readonly isSaid: boolean;
  readonly onNeeded: (needed: Needed) => void;
  /** For `LeavingFields` alone. */
  readonly fields: {
    readonly reasonNeeded: ReturnType<typeof useReasonNeeded>;
    readonly setTo: (to: Addressed) => void;
  };
}

/** For dialogs that let a copy out: who gets it, and what core said speaks against it. */
export function useLeaving(): Leaving {
  const [to, setTo] = useState<Addressed | null>(null);
  const reasonNeeded = useReasonNeeded();
  const { reason, reasonKind, onNeeded } = reasonNeeded;
  return {
    input: { to, reason, reasonKind },
    isSaid: to !== null,
    onNeeded,
    fields: { reasonNeeded, setTo },
  };
}

/** Asks who gets the copy; and once something speaks against it, shows that and asks for the reason. */
export function LeavingFields(props: { readonly caseId: CaseId; readonly leaving: Leaving }) {
  const { input, fields } = props.leaving;
  return (
    <Stack gap={3}>
      <RecipientFields to={input.to} onChange={fields.setTo} />
      <ReasonField
        caseId={props.caseId}
        needed={fields.reasonNeeded.needed}
        reason={input.reason}
        reasonKind={input.reasonKind}
        onChange={fields.reasonNeeded.onChange}
      />
    </Stack>
  );
}
