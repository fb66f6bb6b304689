/** Decodes a HEIC picture into PNG in a worker of its own; null where it is damaged, or when it was stopped. */
export function decodeHeic(
  bytes: Uint8Array<ArrayBuffer>,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const worker = new Worker(new URL('./heic-worker.ts', import.meta.url), { type: 'module' });
  return new Promise<Uint8Array<ArrayBuffer> | null>((resolve) => {
    worker.addEventListener('message', ({ data }: MessageEvent<Uint8Array<ArrayBuffer> | null>) =>
      resolve(data),
    );
    worker.addEventListener('error', () => resolve(null));
    // Also the way out of a picture that never comes to an end.
    signal.addEventListener('abort', () => resolve(null), { once: true });
    worker.postMessage(bytes);
  }).finally(() => worker.terminate());
}
