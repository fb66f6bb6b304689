import { useState } from 'react';
import type { OpenedInterview } from '../../../shared/interviews/contract';
import { provenances, textBlocks, type InterviewDocument } from '../../../shared/interviews/document';
import { exhaustiveCheck } from '../../../shared/kernel/result';
import type { CallError, ChannelFailure } from '../../lib/core';
import { isCallError, useCommand } from '../../lib/queries';
import { useFormats, useText, type Text } from '../../lib/text';
import { Banner } from '../../ui/banner';
import { ConfirmDialog } from '../../ui/dialog';
import { callErrorText } from '../../ui/error-boundary';
import { Stack } from '../../ui/layout';
import { showToast } from '../../ui/toast';
import type { Draft } from './draft';
import styles from './seal-dialog.module.css';

/** Asks before a statement is closed for good, and shows what will be closed. */
export function SealDialog(props: {
  readonly interview: OpenedInterview;
  readonly draft: Draft;
  readonly onClose: () => void;
}) {
  const text = useText();
  const formats = useFormats();
  const { interview, draft } = props;
  const seal = useCommand('interviews.seal');
  const [failure, setFailure] = useState<string | null>(null);
  const counts = countByProvenance(draft.document());

  const confirm = async (): Promise<void> => {
    await draft.flush();
    const { status, revision } = draft.state();
    if (status.kind !== 'saved') {
      setFailure(text('interviews.seal.notSaved'));
      return;
    }
    const sealed = await seal.run({ interviewId: interview.id, baseRevision: revision });
    if (!sealed.ok) {
      setFailure(reasonOf(sealed.error, text));
      return;
    }
    showToast({ text: text('interviews.seal.done') });
    props.onClose();
  };

  return (
    <ConfirmDialog
      title={text('interviews.seal.title')}
      confirmLabel={text('interviews.seal.confirm')}
      busy={seal.isRunning}
      onConfirm={() => void confirm()}
      onCancel={props.onClose}
    >
      <Stack gap={3}>
        {failure !== null && (
          <Banner tone="danger" urgent>
            {failure}
          </Banner>
        )}
        <p>{text('interviews.seal.explanation')}</p>
        <ul className={styles.points}>
          <li>{text('interviews.seal.point.text')}</li>
          <li>{text('interviews.seal.point.addenda')}</li>
          <li>{text('interviews.seal.point.hash')}</li>
        </ul>
        <div className={styles.summary}>
          <p className={styles.summaryTitle}>{text('interviews.seal.contains')}</p>
          <ul>
            {provenances
              .filter((provenance) => (counts.get(provenance) ?? 0) > 0)
              .map((provenance) => (
                <li key={provenance}>
                  {text('interviews.seal.count', {
                    label: text(`interviews.provenance.${provenance}`),
                    number: formats.number(counts.get(provenance) ?? 0),
                  })}
                </li>
              ))}
          </ul>
        </div>
      </Stack>
    </ConfirmDialog>
  );
}

function countByProvenance(document: InterviewDocument): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { provenance, text } of textBlocks(document)) {
    if (text.trim() !== '') counts.set(provenance, (counts.get(provenance) ?? 0) + 1);
  }
  return counts;
}

function reasonOf(failure: ChannelFailure<'interviews.seal'> | CallError, text: Text): string {
  if (isCallError(failure)) {
    const sentence = callErrorText(failure);
    return text(sentence.id, sentence.values);
  }
  switch (failure.kind) {
    case 'nothingWritten':
      return text('interviews.seal.nothingWritten');
    case 'breakUnderWay':
      return text('interviews.seal.breakUnderWay');
    case 'sealed':
      return text('interviews.save.sealed');
    case 'revisionConflict':
      return text('interviews.seal.conflict');
    case 'interviewNotFound':
      return text('interviews.gone.body');
    default:
      return exhaustiveCheck(failure);
  }
}
