// What a file is, by its first bytes. Enough to notice that a name says something else; nothing is opened by it.

interface Kind {
  readonly mediaType: string;
  readonly extensions: readonly string[];
  readonly isIt: (start: Buffer) => boolean;
}

const begins =
  (bytes: string, at = 0) =>
  (start: Buffer) =>
    start.subarray(at, at + bytes.length).equals(Buffer.from(bytes, 'latin1'));
const isBrand = (brands: readonly string[]) => (start: Buffer) =>
  start.toString('latin1', 4, 8) === 'ftyp' && brands.includes(start.toString('latin1', 8, 12).trim());

/** The kind of a Matroska file stands in its head, which begins it. */
const isDocumentType = (name: string) => {
  const type = new RegExp(`B\\u0082[^]{1,8}${name}`);
  return (start: Buffer) => begins('\u001aE\u00df\u00a3')(start) && type.test(start.toString('latin1'));
};

/** Of layer III, with a rate that there is. */
const isFrameOfMp3 = (start: Buffer) => {
  const [first = 0, second = 0, third = 0] = start;
  const isRated = third >> 4 > 0 && third >> 4 < 15 && ((third >> 2) & 3) < 3;
  return first === 0xff && (second & 0xe6) === 0xe2 && (second & 0x18) !== 0x08 && isRated;
};

/** Sources: the signatures in RFC 8118 (PDF), RFC 2083 (PNG), JFIF, GIF89a, RIFF, ISO/IEC 14496-12, RFC 3533 (Ogg), RFC 9639 (FLAC), RFC 9559 (Matroska). */
const kinds: readonly Kind[] = [
  { mediaType: 'application/pdf', extensions: ['pdf'], isIt: begins('%PDF-') },
  { mediaType: 'image/png', extensions: ['png'], isIt: begins('\u0089PNG\r\n\u001a\n') },
  { mediaType: 'image/jpeg', extensions: ['jpg', 'jpeg', 'jfif'], isIt: begins('\u00ff\u00d8\u00ff') },
  { mediaType: 'image/gif', extensions: ['gif'], isIt: begins('GIF8') },
  {
    mediaType: 'image/webp',
    extensions: ['webp'],
    isIt: (start) => begins('RIFF')(start) && begins('WEBP', 8)(start),
  },
  {
    mediaType: 'audio/wav',
    extensions: ['wav'],
    isIt: (start) => begins('RIFF')(start) && begins('WAVE', 8)(start),
  },
  { mediaType: 'image/heic', extensions: ['heic', 'heif'], isIt: isBrand(['heic', 'heix', 'mif1', 'msf1']) },
  { mediaType: 'audio/mp4', extensions: ['m4a', 'mp4'], isIt: isBrand(['M4A']) },
  { mediaType: 'video/quicktime', extensions: ['mov', 'qt'], isIt: isBrand(['qt']) },
  {
    mediaType: 'video/mp4',
    extensions: ['mp4', 'm4v', 'm4a', '3gp'],
    isIt: (start) => start.toString('latin1', 4, 8) === 'ftyp',
  },
  { mediaType: 'audio/ogg', extensions: ['ogg', 'opus', 'oga'], isIt: begins('OggS') },
  { mediaType: 'audio/flac', extensions: ['flac'], isIt: begins('fLaC') },
  { mediaType: 'video/webm', extensions: ['webm', 'weba'], isIt: isDocumentType('webm') },
  { mediaType: 'video/x-matroska', extensions: ['mkv', 'mka'], isIt: isDocumentType('matroska') },
  // A tag, or a frame of layer III at once.
  {
    mediaType: 'audio/mpeg',
    extensions: ['mp3'],
    isIt: (start) => begins('ID3')(start) || isFrameOfMp3(start),
  },
  {
    mediaType: 'application/zip',
    extensions: ['zip', 'docx', 'xlsx', 'pptx', 'odt', 'ods', 'odp', 'epub', 'jar', 'apk', 'pages'],
    isIt: begins('PK\u0003\u0004'),
  },
];

export const startBytes = 64;

/**
 * @param start the first `startBytes` bytes, or all of a shorter file
 * @returns the media type by the bytes, `application/octet-stream` where they say nothing; and what they look like where
 *   the ending of the name says something else, or null
 */
export function readMediaType(
  start: Buffer,
  fileName: string,
): { readonly mediaType: string; readonly looksLike: string | null } {
  const extension = /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
  const byBytes = kinds.find(({ isIt }) => isIt(start));
  const byName = kinds.find(({ extensions }) => extensions.includes(extension));
  if (byBytes === undefined) {
    return {
      mediaType: 'application/octet-stream',
      looksLike: byName === undefined ? null : 'unknown',
    };
  }
  return {
    mediaType: byBytes.mediaType,
    looksLike: byBytes.extensions.includes(extension) ? null : (byBytes.extensions[0] ?? null),
  };
}
