import { useCallback } from 'react';
import type { FactId } from '../../../shared/kernel/ids';
import { useCommand } from '../../lib/queries';
import { useText } from '../../lib/text';
import { showToast } from '../../ui/toast';

/** Takes a fact out, with a toast to take that back. Settles when it is gone. */
export function useRemoveFact(): (factId: FactId) => Promise<void> {
  const text = useText();
  const remove = useCommand('timeline.remove').run;
  const restore = useCommand('timeline.restore').run;
  return useCallback(
    async (factId) => {
      const removed = await remove({ factId });
      if (!removed.ok) {
        showToast({ text: text('timeline.remove.failed') });
        return;
      }
      showToast({
        text: text('timeline.remove.done'),
        action: {
          label: text('timeline.remove.undo'),
          onPress: () =>
            void restore({ factId }).then((restored) => {
              if (!restored.ok) showToast({ text: text('timeline.restore.failed') });
            }),
        },
      });
    },
    [remove, restore, text],
  );
}
