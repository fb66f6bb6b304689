import { useState, type ReactNode } from 'react';
import type { InterviewId } from '../../../shared/kernel/ids';
import type { CaseId } from '../../../shared/kernel/ids';
import { exhaustiveCheck } from '../../../shared/kernel/result';
import type { CallError, ChannelFailure } from '../../lib/core';
import { navigate } from '../../lib/navigation';
import { isCallError, useCommand } from '../../lib/queries';
import { useText, type Text } from '../../lib/text';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { callErrorText } from '../../ui/error-boundary';
import { showToast } from '../../ui/toast';

/** Puts drafts aside, with a way back in the toast. `problem` must be on the screen: it says why one could not be. */
export function useRemoveInterview(): {
  readonly remove: (interview: { readonly id: InterviewId; readonly caseId: CaseId }) => Promise<void>;
  readonly problem: ReactNode;
} {
  const text = useText();
  const removeCommand = useCommand('interviews.remove');
  const bringBack = useCommand('interviews.bringBack');
  const [problem, setProblem] = useState<string | null>(null);
  return {
    remove: async ({ id, caseId }) => {
      const removed = await removeCommand.run({ interviewId: id });
      if (!removed.ok) {
        setProblem(reasonOf(removed.error, text));
        return;
      }
      navigate({ kind: 'case', caseId, section: 'interviews' }, { replace: true });
      showToast({
        text: text('interviews.removed'),
        action: {
          label: text('interviews.undo'),
          onPress: () => void bringBack.run({ interviewId: id }),
        },
      });
    },
    problem: problem !== null && (
      <Dialog
        title={text('interviews.remove.refused')}
        size="small"
        onClose={() => setProblem(null)}
        footer={
          <Button look="primary" onPress={() => setProblem(null)}>
            {text('interviews.understood')}
          </Button>
        }
      >
        {problem}
      </Dialog>
    ),
  };
}

function reasonOf(failure: ChannelFailure<'interviews.remove'> | CallError, text: Text): string {
  if (isCallError(failure)) {
    const sentence = callErrorText(failure);
    return text(sentence.id, sentence.values);
  }
  switch (failure.kind) {
    case 'cited':
      return text('interviews.remove.cited', { count: failure.facts });
    case 'sealed':
      return text('interviews.remove.sealed');
    case 'interviewNotFound':
      return text('interviews.gone.body');
    default:
      return exhaustiveCheck(failure);
  }
}
