import { useEffect, useState } from 'react';
import { decode, type Decoded, type DecodingFailure, type Drawable } from '../decode';

export type Opened =
  | { readonly kind: 'opening' }
  | { readonly kind: 'open'; readonly decoded: Decoded }
  | { readonly kind: 'failed'; readonly because: DecodingFailure };

/** Opens a picture or a PDF for as long as it is looked at. Null while there is nothing to open yet. */
export function useDecoded(drawable: Drawable | null, bytes: Uint8Array<ArrayBuffer> | null): Opened {
  const [opened, setOpened] = useState<Opened>({ kind: 'opening' });
  useEffect(() => {
    if (drawable === null || bytes === null) return undefined;
    const stop = new AbortController();
    let decoded: Decoded | null = null;
    void decode(drawable, bytes, stop.signal).then((answer) => {
      if (answer.ok) decoded = answer.value;
      if (stop.signal.aborted) decoded?.close();
      else if (answer.ok) setOpened({ kind: 'open', decoded: answer.value });
      else setOpened({ kind: 'failed', because: answer.error });
    });
    return () => {
      stop.abort();
      decoded?.close();
    };
  }, [drawable, bytes]);
  return opened;
}
