import { useState } from 'react';
import { shortestReason, type Finding, type Objection } from '../../../shared/departures/schemas';
import type { CaseId } from '../../../shared/kernel/ids';
import { useText } from '../../lib/text';
import { TextArea } from '../../ui/field';
import { Stack } from '../../ui/layout';
import { Findings } from './findings';

interface Needed {
  readonly objections: readonly Objection[];
  readonly findings: readonly Finding[];
}

/** For dialogs that save a document: what core said speaks against it, and the reason that is typed then. */
export function useReasonNeeded(): {
  readonly reason: string;
  /** Null as long as nothing speaks against it. */
  readonly needed: Needed | null;
  readonly onNeeded: (needed: Needed) => void;
  readonly onChange: (reason: string) => void;
} {
  const [needed, setNeeded] = useState<Needed | null>(null);
  const [reason, setReason] = useState('');
  return { reason, needed, onNeeded: setNeeded, onChange: setReason };
}

/** What speaks against the document, and a field for the reason why it leaves all the same. Nothing while `needed` is null. */
export function ReasonField(props: {
  readonly caseId: CaseId;
  readonly needed: Needed | null;
  readonly reason: string;
  readonly onChange: (reason: string) => void;
}) {
  const text = useText();
  if (props.needed === null) return null;
  return (
    <Stack gap={3}>
      <Findings caseId={props.caseId} findings={props.needed.findings} />
      <TextArea
        label={text('departures.reason')}
        hint={text('departures.reason.hint', { count: shortestReason })}
        required
        rows={3}
        value={props.reason}
        onChange={props.onChange}
      />
    </Stack>
  );
}
