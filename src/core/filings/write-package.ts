import PizZip from 'pizzip';
import type { PackageParts } from './package-reader';

/** An OpenDocument file begins with its type, which is not packed; a Word file with these; the others follow by name. */
const firstParts = ['mimetype', '[Content_Types].xml', '_rels/.rels'];

/**
 * Packs parts into a zip that depends on nothing but them: fixed order, fixed times, the same compression everywhere.
 * The packing is done in JavaScript, because zlib's output differs from processor to processor.
 *
 * @param isStored  which parts are not packed: large pictures are packed already, and packing takes long
 */
export function writePackage(
  parts: PackageParts,
  isStored: (name: string) => boolean = (name) => name === 'mimetype',
): Buffer {
  // Read back through the local clock by the library, so 1980-01-01 in every zone, the first day a zip can name.
  const date = new Date(1980, 0, 1);
  const zip = new PizZip();
  for (const name of [
    ...firstParts,
    ...[...parts.keys()].filter((part) => !firstParts.includes(part)).sort(),
  ]) {
    const content = parts.get(name);
    if (content === undefined) continue;
    const compression = isStored(name) ? 'STORE' : 'DEFLATE';
    zip.file(name, content, { date, binary: true, createFolders: false, compression });
  }
  return zip.generate({ type: 'nodebuffer', compression: 'DEFLATE', platform: 'DOS' });
}
