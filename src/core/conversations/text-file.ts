import { isUtf8 } from 'node:buffer';
import type { ConversationWarning } from '../../shared/conversations/report';

export interface DecodedText {
  readonly text: string;
  readonly warnings: readonly ConversationWarning[];
}

/**
 * The text of a file. What is no UTF-8 is shown as such, line by line, and never left out.
 *
 * @param assumed the encoding of a file in which nothing at all is UTF-8 beside plain letters; null where that cannot be
 */
export function decodeText(bytes: Buffer, assumed: 'windows-1252' | null): DecodedText {
  const utf16 = utf16Of(bytes);
  if (utf16 !== null) {
    return {
      text: new TextDecoder(utf16).decode(bytes),
      warnings: [{ kind: 'encodingAssumed', encoding: utf16 }],
    };
  }
  // The decoder takes a mark of the byte order away.
  const text = new TextDecoder('utf-8').decode(bytes);
  if (isUtf8(bytes)) return { text, warnings: [] };
  if (assumed !== null && !/[\u0080-\ufffc\ufffe\uffff]/.test(text)) {
    return {
      text: new TextDecoder(assumed).decode(bytes),
      warnings: [{ kind: 'encodingAssumed', encoding: assumed }],
    };
  }
  return { text, warnings: [invalidLines(bytes)] };
}

/** Lines of a text that hold bytes which are no UTF-8. */
export function invalidLines(bytes: Buffer): ConversationWarning {
  const lines: number[] = [];
  let line = 1;
  for (let start = 0; start < bytes.length; line += 1) {
    const end = bytes.indexOf(0x0a, start);
    const stop = end < 0 ? bytes.length : end;
    if (!isUtf8(bytes.subarray(start, stop))) lines.push(line);
    start = stop + 1;
  }
  return { kind: 'invalidBytes', lines: lines.slice(0, 20), count: lines.length };
}

function utf16Of(bytes: Buffer): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
}

/** What a file is that is no text, by its first bytes; null where they say nothing. */
export function kindOfBytes(bytes: Buffer): 'zip' | 'outlook' | 'other' | null {
  const head = bytes.subarray(0, 12).toString('latin1');
  if (head.startsWith('PK\u0003\u0004') || head.startsWith('PK\u0005\u0006')) return 'zip';
  if (head.startsWith('\u00d0\u00cf\u0011\u00e0')) return 'outlook';
  return foundKind(bytes) === null ? null : 'other';
}

/** A name for what was given instead of a conversation. */
export function foundKind(bytes: Buffer): string | null {
  const head = bytes.subarray(0, 12).toString('latin1');
  if (head.startsWith('%PDF')) return 'PDF';
  if (head.startsWith('\u00ff\u00d8\u00ff')) return 'JPEG';
  if (head.startsWith('\u0089PNG')) return 'PNG';
  if (head.startsWith('GIF8')) return 'GIF';
  if (head.startsWith('OggS')) return 'Ogg';
  if (head.startsWith('ID3')) return 'MP3';
  if (head.startsWith('RIFF')) return 'RIFF';
  if (head.slice(4, 8) === 'ftyp') return 'MP4/HEIC';
  if (head.startsWith('Rar!')) return 'RAR';
  if (head.startsWith('7z\u00bc\u00af')) return '7z';
  if (head.startsWith('\u001f\u008b')) return 'gzip';
  if (head.startsWith('SQLite format')) return 'SQLite';
  if (head.startsWith('{\\rtf')) return 'RTF';
  return null;
}
