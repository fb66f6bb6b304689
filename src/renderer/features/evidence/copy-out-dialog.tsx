import { Download } from 'lucide-react';
import { useState } from 'react';
import type { Original } from '../../../shared/evidence/originals';
import type { CleanForm, LeaveAs, OriginalTrace } from '../../../shared/evidence/traces';
import type { CaseId, EvidenceFileId } from '../../../shared/kernel/ids';
import { call } from '../../lib/core';
import { isCallError, useChannel, useCommand } from '../../lib/queries';
import { useText } from '../../lib/text';
import { Banner } from '../../ui/banner';
import { RadioCards } from '../../ui/choice';
import { callErrorText } from '../../ui/error-boundary';
import { Waiting } from '../../ui/spinner';
import { showToast } from '../../ui/toast';
import { LeavingDialog } from '../departures';

/** Lets one original out: without what it says of itself where such a copy can be made, or as it was received. */
export function CopyOutDialog(props: {
  readonly caseId: CaseId;
  readonly original: Original;
  readonly onClose: () => void;
}) {
  const text = useText();
  const { original } = props;
  const saveCopy = useCommand('evidence.saveCopy');
  const own = useChannel('evidence.ownTraces', { evidenceFileId: original.id });
  const [chosen, setChosen] = useState<LeaveAs>('withoutTraces');
  return (
    <LeavingDialog
      caseId={props.caseId}
      title={text('evidence.copy.title', { name: original.name })}
      lead={text('evidence.copy.lead')}
      action={text('evidence.copy.save')}
      icon={<Download />}
      onClose={props.onClose}
      onLeave={async (input) => {
        // Whoever is quicker than the look gets what is preselected.
        const form = own.data?.form ?? (await formOf(original.id));
        const as = form === 'copy' ? chosen : 'received';
        const saved = await saveCopy.run({ evidenceFileId: original.id, as, ...input });
        if (saved.ok) {
          showToast({ text: text('evidence.copy.saved', { fileName: saved.value.fileName }) });
          return { kind: 'left' };
        }
        const { error } = saved;
        if (isCallError(error)) {
          const { id, values } = callErrorText(error);
          return { kind: 'failed', sentence: text(id, values) };
        }
        if (error.kind === 'reasonNeeded') return { kind: 'needed', needed: error };
        return error.kind === 'dialogCancelled'
          ? { kind: 'notNow' }
          : { kind: 'failed', sentence: text(`evidence.copy.failure.${error.kind}`) };
      }}
    >
      {own.data === undefined && own.failure === undefined && (
        <Waiting label={text('evidence.copy.looking')} />
      )}
      {own.data !== undefined && <OwnTraces form={own.data.form} traces={own.data.traces} />}
      {own.data?.form === 'copy' && (
        <RadioCards
          legend={text('evidence.copy.as')}
          value={chosen}
          onChange={setChosen}
          options={(['withoutTraces', 'received'] as const).map((value) => ({
            value,
            label: text(`evidence.copy.as.${value}`),
            description: text(`evidence.copy.as.${value}.why`),
          }))}
        />
      )}
    </LeavingDialog>
  );
}

/** What cannot be looked at leaves as it was received, or is told by what lets it out. */
async function formOf(evidenceFileId: EvidenceFileId): Promise<CleanForm> {
  const look = await call('evidence.ownTraces', { evidenceFileId });
  return look.ok ? look.value.form : 'asReceived';
}

/** What the file says of itself, and that it stays in the copy where it cannot be taken out. */
function OwnTraces({
  form,
  traces,
}: {
  readonly form: CleanForm;
  readonly traces: readonly OriginalTrace[];
}) {
  const text = useText();
  if (form === 'same') return <p>{text('evidence.copy.saysNothing')}</p>;
  const list = traces.length > 0 && (
    <ul>
      {traces.map((trace) => (
        <li key={trace}>{text(`evidence.ownTrace.${trace}`)}</li>
      ))}
    </ul>
  );
  return form === 'copy' ? (
    <Banner title={text('evidence.copy.says')}>{list}</Banner>
  ) : (
    <Banner tone="warning" title={text('evidence.copy.noCleanForm')}>
      {list}
    </Banner>
  );
}
