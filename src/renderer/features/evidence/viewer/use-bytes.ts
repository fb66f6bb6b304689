import { useEffect, useState } from 'react';
import type { Original } from '../../../../shared/evidence/originals';
import { longestShownBytes, readOriginal, type ReadFailure } from './read-original';

export type Read =
  | { readonly kind: 'reading'; readonly bytes: number }
  | { readonly kind: 'read'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'tooLarge' }
  | { readonly kind: 'failed'; readonly failure: ReadFailure };

/** Reads an original into the memory of the page, for as long as it is shown. */
export function useBytes(original: Original): Read {
  const [read, setRead] = useState<{ readonly id: string; readonly state: Read }>({
    id: original.id,
    state: { kind: 'reading', bytes: 0 },
  });
  const { id, byteLength } = original;
  useEffect(() => {
    if (byteLength > longestShownBytes) return undefined;
    const stop = new AbortController();
    const set = (state: Read): void => setRead({ id, state });
    void readOriginal(
      { id, byteLength },
      { signal: stop.signal, onBytes: (bytes) => set({ kind: 'reading', bytes }) },
    ).then((pieces) => {
      if (stop.signal.aborted) return;
      set(
        pieces.ok
          ? { kind: 'read', bytes: joined(pieces.value, byteLength) }
          : { kind: 'failed', failure: pieces.error },
      );
    });
    return () => stop.abort();
  }, [id, byteLength]);
  if (byteLength > longestShownBytes) return { kind: 'tooLarge' };
  return read.id === id ? read.state : { kind: 'reading', bytes: 0 };
}

function joined(pieces: readonly Uint8Array[], byteLength: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(byteLength);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.byteLength;
  }
  return bytes;
}
