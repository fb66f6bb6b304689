import { imageSize } from 'image-size';
import type { Original } from '../../../../shared/evidence/originals';
import { mostPixels } from '../../../decoder/limits';

/** How an original can be shown. By its bytes: its name may say anything. */
export type Showing =
  | { readonly kind: 'image' | 'heic'; readonly mediaType: string }
  | { readonly kind: 'pdf' }
  | { readonly kind: 'mail' }
  | { readonly kind: 'sound' | 'film'; readonly mediaType: string }
  | { readonly kind: 'text'; readonly encoding: 'utf-8' | 'windows-1252' }
  | {
      readonly kind: 'cannot';
      readonly because: 'unknown' | 'imageTooLarge' | 'imageDamaged' | 'archive';
    };

const images = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/heic']);

/** What decides stands in the first mebibyte, but for the size of a picture, which may stand behind long notes of the camera. */
export function whatItIs(original: Pick<Original, 'mediaType'>, bytes: Uint8Array): Showing {
  const { mediaType } = original;
  if (images.has(mediaType)) return sizeOf(mediaType, bytes);
  if (mediaType === 'application/pdf') return { kind: 'pdf' };
  if (mediaType.startsWith('audio/')) return { kind: 'sound', mediaType };
  if (mediaType.startsWith('video/')) return { kind: 'film', mediaType };
  if (mediaType === 'application/zip') return { kind: 'cannot', because: 'archive' };
  // A compound file of Microsoft: an Outlook mail or an old office document.
  if ([0xd0, 0xcf, 0x11, 0xe0].every((byte, at) => bytes[at] === byte))
    return { kind: 'cannot', because: 'archive' };
  return isMail(bytes) ? { kind: 'mail' } : textOrUnknown(bytes);
}

/** It begins with heads, among them who wrote it and when. Source: RFC 5322, section 3.6. */
function isMail(bytes: Uint8Array): boolean {
  const [head = ''] = new TextDecoder('latin1').decode(bytes.subarray(0, 64 * 1024)).split(/\r?\n\r?\n/, 1);
  return /^[A-Za-z][\w-]{0,60}: ?\S/.test(head) && /^From:/im.test(head) && /^Date:/im.test(head);
}

function sizeOf(mediaType: string, bytes: Uint8Array): Showing {
  try {
    const { width, height } = imageSize(bytes);
    if (width * height > mostPixels) return { kind: 'cannot', because: 'imageTooLarge' };
    return { kind: mediaType === 'image/heic' ? 'heic' : 'image', mediaType };
  } catch {
    // The package throws where it finds no size: there is no picture to show then.
    return { kind: 'cannot', because: 'imageDamaged' };
  }
}

/** Text holds no zeros and few control characters; UTF-8 that is none is taken for the old code page of Windows. */
function textOrUnknown(bytes: Uint8Array): Showing {
  const start = bytes.subarray(0, 1024 * 1024);
  const strange = start.filter(
    (byte) => byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12,
  ).length;
  if (strange > 0) return { kind: 'cannot', because: 'unknown' };
  try {
    // A letter may be cut at the end of what is looked at.
    new TextDecoder('utf-8', { fatal: true }).decode(start, { stream: true });
    return { kind: 'text', encoding: 'utf-8' };
  } catch {
    return { kind: 'text', encoding: 'windows-1252' };
  }
}
