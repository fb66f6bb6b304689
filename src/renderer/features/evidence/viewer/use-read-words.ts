import { useEffect } from 'react';
import { mostWords, type Original } from '../../../../shared/evidence/originals';
import type { CaseId } from '../../../../shared/kernel/ids';
import { call } from '../../../lib/core';
import { useChannel } from '../../../lib/queries';
import { decode } from '../decode';
import { longestShownBytes, readOriginal } from './read-original';

/** One that is not read by then never comes to its end. */
const patienceMs = 20_000;

/**
 * Reads the words of PDFs that came into a case, one after the other, so that search finds them. Each in a decoder of its own:
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
  const bytes = new Uint8Array(await new Blob([...pieces.value]).arrayBuffer());
  const opened = await decode({ kind: 'pdf' }, bytes, late);
  if (!opened.ok) return signal.aborted ? null : '';
  const { pages, readWords: wordsOf, close } = opened.value;
  // Also while it reads a page that never comes to its end.
  late.addEventListener('abort', close, { once: true });
  let words = '';
  for (let page = 1; page <= pages && words.length < mostWords && !late.aborted; page += 1)
    words += ` ${await wordsOf(page)}`;
  close();
  return signal.aborted ? null : words.trim().slice(0, mostWords);
}
