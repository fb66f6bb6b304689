import { useCallback } from 'react';

/**
 * Gives an element bytes of the page's memory to show: a `ref` for it. The address is given up when the element goes. The
 * session is in memory, so Chromium moves none of the bytes to a disk (tests/e2e/evidence/import.test.ts looks).
 */
export function useBytesAsSource(bytes: Uint8Array<ArrayBuffer>, mediaType: string) {
  return useCallback(
    (element: HTMLImageElement | HTMLMediaElement | null) => {
      if (element === null) return undefined;
      const address = URL.createObjectURL(new Blob([bytes], { type: mediaType }));
      element.src = address;
      return () => {
        element.removeAttribute('src');
        URL.revokeObjectURL(address);
      };
    },
    [bytes, mediaType],
  );
}
