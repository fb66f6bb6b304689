import type { OriginalTrace } from '../../../shared/evidence/traces';
import type { Gathering } from './look';

const properties: readonly (readonly [OriginalTrace, RegExp])[] = [
  [
    'place',
    /\b(?:exif:GPSL(?:at|ong)itude|photoshop:(?:City|State)|Iptc4xmpCore:Location|Iptc4xmpExt:(?:City|Sublocation|Location\w+))\b/,
  ],
  [
    'personNamed',
    /<dc:creator>\s*<rdf:\w+>\s*<rdf:li[^>]*>\s*[^<\s]|\b(?:pdf:Author|tiff:Artist|aux:OwnerName|exifEX:CameraOwnerName|photoshop:CaptionWriter)(?:\s*=\s*["'][^"']|>\s*[^<\s])/,
  ],
  [
    'device',
    /\b(?:tiff:M(?:ake|odel)|aux:(?:Lens)?SerialNumber|exifEX:\w*SerialNumber|xmp:CreatorTool|pdf:Producer)\b/,
  ],
  ['times', /\b(?:xmp:(?:Create|Modify|Metadata)Date|exif:DateTime\w+|photoshop:DateCreated)\b/],
  ['smallPicture', /\bxmpGImg:image\b/],
  ['title', /<dc:(?:title|description|subject)>/],
];

/**
 * What a packet of XMP says, read as text: it is looked at for a few properties alone.
 *
 * Source: ISO 16684-1 (XMP), and the names that EXIF, IPTC and Adobe use in it.
 */
export function gatherXmp(packet: string, found: Gathering): void {
  let isKnown = false;
  for (const [trace, pattern] of properties) {
    if (!pattern.test(packet)) continue;
    isKnown = true;
    found.add(trace);
  }
  if (!isKnown) found.add('otherData');
  const values = packet.matchAll(/="([^"]*)"|>([^<>]+)</g);
  found.addWords(
    [...values]
      .map(([, attribute = '', content = '']) => `${attribute}${content}`.trim())
      // Names of schemas say nothing of anybody.
      .filter((value) => value !== '' && !/^\w+:\/\//.test(value))
      .join(' · '),
  );
}

/** The packet in a file of any kind, unpacked; null where there is none. */
export function findXmp(file: Buffer): string | null {
  const start = file.indexOf('<x:xmpmeta');
  if (start < 0) return null;
  const end = file.indexOf('</x:xmpmeta>', start);
  const longest = start + mostPacketBytes;
  return file.toString('utf8', start, Math.min(end < 0 ? file.length : end, longest));
}

const mostPacketBytes = 256 * 1024;
