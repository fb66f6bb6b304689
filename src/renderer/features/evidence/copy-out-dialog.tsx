import { Download } from 'lucide-react';
import { useState } from 'react';
import type { Original } from '../../../shared/evidence/originals';
import type { CaseId } from '../../../shared/kernel/ids';
import { isCallError, useCommand } from '../../lib/queries';
import { useText } from '../../lib/text';
import { RadioCards } from '../../ui/choice';
import { callErrorText } from '../../ui/error-boundary';
import { showToast } from '../../ui/toast';
import { LeavingDialog } from '../departures';

/** Pictures of which it is known where they say something of themselves. */
const barePictures: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/gif']);

/** Lets one original out: as it was received, or a picture without what its file says of itself. */
export function CopyOutDialog(props: {
  readonly caseId: CaseId;
  readonly original: Original;
  readonly onClose: () => void;
}) {
  const text = useText();
  const { original } = props;
  const saveCopy = useCommand('evidence.saveCopy');
  const [as, setAs] = useState<'received' | 'withoutTraces'>('received');
  return (
    <LeavingDialog
      caseId={props.caseId}
      title={text('evidence.copy.title', { name: original.name })}
      lead={text('evidence.copy.lead')}
      action={text('evidence.copy.save')}
      icon={<Download />}
      onClose={props.onClose}
      onLeave={async (input) => {
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
      {barePictures.has(original.mediaType) && (
        <RadioCards
          legend={text('evidence.copy.as')}
          value={as}
          onChange={setAs}
          options={(['received', 'withoutTraces'] as const).map((value) => ({
            value,
            label: text(`evidence.copy.as.${value}`),
            description: text(`evidence.copy.as.${value}.why`),
          }))}
        />
      )}
    </LeavingDialog>
  );
}
