import { useCallback } from 'react';
import type { UndoId } from '../../../shared/timeline/schemas';
import { useCommand } from '../../lib/queries';
import { useText } from '../../lib/text';
import { showToast } from '../../ui/toast';

/** Says what was done to several facts, with a button to take it back. */
export function useSayDone(): (done: string, undoId: UndoId) => void {
  const text = useText();
  const { run } = useCommand('timeline.undo');
  return useCallback(
    (done, undoId) =>
      showToast({
        text: done,
        action: {
          label: text('timeline.remove.undo'),
          onPress: () =>
            void run({ undoId }).then((undone) => {
              if (undone.ok) return;
              const kind = undone.error.kind === 'changedSince' ? 'changedSince' : 'nothingToUndo';
              showToast({ text: text(`timeline.undo.${kind}`) });
            }),
        },
      }),
    [run, text],
  );
}
