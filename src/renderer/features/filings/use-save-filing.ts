import { useCallback, useState } from 'react';
import type { FilingId } from '../../../shared/kernel/ids';
import { useCommand } from '../../lib/queries';
import { useText } from '../../lib/text';
import { showToast } from '../../ui/toast';
import { failureText } from './filing-texts';

/** Saves a document out of the vault through the system's dialog. A dialog that was cancelled is no failure. */
export function useSaveFiling(): {
  readonly save: (filingId: FilingId) => Promise<void>;
  readonly isSaving: boolean;
  /** Why the last attempt failed, in a sentence. */
  readonly failure: string | null;
} {
  const text = useText();
  const { run, isRunning } = useCommand('filings.saveAs');
  const [failure, setFailure] = useState<string | null>(null);
  const save = useCallback(
    async (filingId: FilingId) => {
      setFailure(null);
      const saved = await run({ filingId, dialogTitle: text('filings.saveAs.dialogTitle') });
      if (!saved.ok) setFailure(failureText(text, saved.error));
      else if (saved.value.outcome === 'saved') {
        showToast({ text: text('filings.saved', { fileName: saved.value.fileName }) });
      }
    },
    [run, text],
  );
  return { save, isSaving: isRunning, failure };
}
