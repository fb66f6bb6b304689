import { useState } from 'react';
import {
  isOfConsent,
  reasonKinds,
  shortestReason,
  type Finding,
  type Objection,
  type ReasonKind,
} from '../../../shared/departures/schemas';
import type { CaseId } from '../../../shared/kernel/ids';
import { useText } from '../../lib/text';
import { SelectField, TextArea } from '../../ui/field';
import { Stack } from '../../ui/layout';
import { Findings } from './findings';

export interface Needed {
  readonly objections: readonly Objection[];
  readonly findings: readonly Finding[];
}

interface Why {
  readonly reason: string;
  readonly reasonKind: ReasonKind;
}

interface ReasonNeeded extends Why {
  /** Null as long as nothing speaks against it. */
  readonly needed: Needed | null;
  readonly onNeeded: (needed: Needed) => void;
  readonly onChange: (why: Why) => void;
}

/** For dialogs that save a document: what core said speaks against it, and the reason that is given then. */
export function useReasonNeeded(): ReasonNeeded {
  const [needed, setNeeded] = useState<Needed | null>(null);
  const [why, setWhy] = useState<Why>({ reason: '', reasonKind: 'other' });
  return { ...why, needed, onNeeded: setNeeded, onChange: setWhy };
}

/** What speaks against the document, and the reason why it leaves all the same. Nothing while `needed` is null. */
export function ReasonField(props: { readonly caseId: CaseId } & Omit<ReasonNeeded, 'onNeeded'>) {
  const text = useText();
  const { needed, reason, reasonKind } = props;
  if (needed === null) return null;
  return (
    <Stack gap={3}>
      <Findings caseId={props.caseId} findings={needed.findings} />
      {needed.objections.some(isOfConsent) && (
        <SelectField
          label={text('departures.reasonKind')}
          {...(reasonKind === 'legalDuty' ? { hint: text('departures.reasonKind.legalDuty.hint') } : {})}
          value={reasonKind}
          options={reasonKinds.map((value) => ({ value, label: text(`departures.reasonKind.${value}`) }))}
          onChange={(kind) => props.onChange({ reason, reasonKind: kind })}
        />
      )}
      <TextArea
        label={text('departures.reason')}
        hint={text('departures.reason.hint', { count: shortestReason })}
        required
        rows={3}
        value={reason}
        onChange={(typed) => props.onChange({ reason: typed, reasonKind })}
      />
    </Stack>
  );
}
