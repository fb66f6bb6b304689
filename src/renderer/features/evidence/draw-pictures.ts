import { longestPictureSide, mostPictureBytes } from '../../../shared/filings/pictures';
import type { PictureToDraw } from '../../../shared/filings/schemas';
import { err, ok, type Result } from '../../../shared/kernel/result';
import { call } from '../../lib/core';
import { decode } from './decode';
import { readOriginal } from './viewer/read-original';
import { whatItIs } from './viewer/what-it-is';

/** Why a picture of an exhibit cannot stand in a filing. `number` is the exhibit's. */
export type DrawingFailure =
  | { readonly kind: 'drawingStopped' }
  | {
      readonly kind: 'pictureNotDrawn';
      readonly number: string;
      readonly because: 'damaged' | 'tooLarge' | 'notReadable';
    };

/** Draws pictures of exhibits as filings print them, one after the other, and gives each to core to be kept. */
export async function drawPictures(
  pictures: readonly PictureToDraw[],
  { signal, onDrawn }: { readonly signal: AbortSignal; readonly onDrawn: (done: number) => void },
): Promise<Result<null, DrawingFailure>> {
  for (const [index, { evidenceFileId, number, mediaType, byteLength }] of pictures.entries()) {
    const failed = (because: 'damaged' | 'tooLarge' | 'notReadable') =>
      err(
        signal.aborted
          ? ({ kind: 'drawingStopped' } as const)
          : ({ kind: 'pictureNotDrawn', number, because } as const),
      );
    const read = await readOriginal({ id: evidenceFileId, byteLength }, { signal, onBytes: () => {} });
    if (!read.ok) return failed('notReadable');
    const bytes = new Uint8Array(await new Blob([...read.value]).arrayBuffer());
    const drawn = await draw(bytes, mediaType, signal);
    if (!drawn.ok) return failed(drawn.error);
    const kept = await call('exhibits.keepPicture', { evidenceFileId, bytes: drawn.value });
    if (!kept.ok) return failed(kept.error.kind === 'pictureDamaged' ? 'damaged' : 'notReadable');
    if (signal.aborted) return err({ kind: 'drawingStopped' });
    onDrawn(index + 1);
  }
  return ok(null);
}

async function draw(
  bytes: Uint8Array<ArrayBuffer>,
  mediaType: string,
  signal: AbortSignal,
): Promise<Result<Uint8Array<ArrayBuffer>, 'damaged' | 'tooLarge'>> {
  const shown = whatItIs({ mediaType }, bytes);
  if (shown.kind === 'cannot') return err(shown.because === 'imageTooLarge' ? 'tooLarge' : 'damaged');
  if (shown.kind !== 'image' && shown.kind !== 'heic') return err('damaged');
  const decoded = await decode(shown, bytes, signal);
  if (!decoded.ok) return err('damaged');
  const painted = await decoded.value.paint(1, { kind: 'within', side: longestPictureSide });
  decoded.value.close();
  if (painted === null) return err('damaged');
  const canvas = onWhite(painted.canvas);
  for (const quality of [0.85, 0.6]) {
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality });
    if (blob.size <= mostPictureBytes) return ok(new Uint8Array(await blob.arrayBuffer()));
  }
  return err('tooLarge');
}

/** As on paper: a JPEG has nothing to see through. */
function onWhite(picture: HTMLCanvasElement): OffscreenCanvas {
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const brush = canvas.getContext('2d');
  if (brush === null) throw new Error('No canvas of this size');
  brush.fillStyle = '#fff';
  brush.fillRect(0, 0, canvas.width, canvas.height);
  brush.drawImage(picture, 0, 0);
  return canvas;
}
