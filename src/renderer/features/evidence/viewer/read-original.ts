import { longestPieceBytes, type Original } from '../../../../shared/evidence/originals';
import { err, ok, type Result } from '../../../../shared/kernel/result';
import { call, type CallError, type ChannelFailure } from '../../../lib/core';

/** More would have to stand in the memory of the page at once. */
export const longestShownBytes = 512 * 1024 * 1024;

export type ReadFailure = CallError | ChannelFailure<'evidence.readPiece'> | { readonly kind: 'stopped' };

/** The bytes of an original, piece by piece, so that the window stays awake and one can go away in the middle. */
export async function readOriginal(
  original: Pick<Original, 'id' | 'byteLength'>,
  options: { readonly signal: AbortSignal; readonly onBytes: (bytes: number) => void },
): Promise<Result<readonly Uint8Array<ArrayBuffer>[], ReadFailure>> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for (let offset = 0; offset < original.byteLength;) {
    const piece = await call('evidence.readPiece', {
      evidenceFileId: original.id,
      offset,
      length: longestPieceBytes,
    });
    if (options.signal.aborted) return err({ kind: 'stopped' });
    if (!piece.ok) return piece;
    // A message of a port brings a buffer of its own, never a shared one.
    pieces.push(piece.value.bytes as Uint8Array<ArrayBuffer>);
    offset += piece.value.bytes.byteLength;
    options.onBytes(offset);
  }
  return ok(pieces);
}
