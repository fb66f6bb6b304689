import { useEffect } from 'react';
import { mostWords, type Original } from '../../../../shared/evidence/originals';
import type { CaseId } from '../../../../shared/kernel/ids';
import { call } from '../../../lib/core';
import { useChannel } from '../../../lib/queries';
import { openPdf } from './pdf';
import { longestShownBytes, readOriginal } from './read-original';

/** One that is not read by then never comes to its end. */
const patienceMs = 20_000;

/**
 * Reads the words of PDFs that came into a case, one after the other, so that search finds them. In the sandbox of the page:
 * a PDF made to attack what reads it meets nothing there. What cannot be read is kept as without words, and not tried again.
 */
export function useReadWords(caseId: CaseId): void {
  const { data: unread } = useChannel('evidence.unread', { caseId }, { isBeside: true });
  const [next] = unread ?? [];
  const id = next?.id;
  const byteLength = next?.byteLength ?? 0;
  useEffect(() => {
    if (id === undefined) return undefined;
    const stop = new AbortController();
    void readWords({ id, byteLength }, stop.signal).then(async (words) => {
      // The answer makes the query ask again, and with it the next one is read.
      if (words !== null) await call('evidence.keepWords', { evidenceFileId: id, words });
    });
    return () => stop.abort();
  }, [id, byteLength]);
}

/** Null when it was stopped, or the original could not be read from the disk: then it is tried another time. */
async function readWords(
  original: Pick<Original, 'id' | 'byteLength'>,
  signal: AbortSignal,
): Promise<string | null> {
  if (original.byteLength > longestShownBytes) return '';
  const pieces = await readOriginal(original, { signal, onBytes: () => {} });
  if (!pieces.ok) return null;
  const late = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]);
  const pdf = await openPdf(new Uint8Array(await new Blob([...pieces.value]).arrayBuffer()), late);
  if (signal.aborted) {
    if (pdf.ok) pdf.value.close();
    return null;
  }
  if (!pdf.ok) return '';
  let words = '';
  try {
    for (let page = 1; page <= pdf.value.pages && words.length < mostWords; page += 1) {
      if (signal.aborted) return null;
      if (late.aborted) break;
      words += ` ${await pdf.value.readWords(page).catch(() => '')}`;
    }
  } finally {
    pdf.value.close();
  }
  return words.trim().slice(0, mostWords);
}
