import { crc32, deflateRawSync } from 'node:zlib';
import { writePackage } from '../../src/core/filings/write-package';

// Word files made by hand, right ones and hostile ones.

export const wordNamespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const officeTypes = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const pictureTypes = ['png', 'jpeg', 'gif', 'bmp']
  .map((extension) => `<Default Extension="${extension}" ContentType="image/${extension}"/>`)
  .join('');
const mainType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';

/** The parts of a smallest Word file with these paragraphs; each may be changed or added to. */
export function wordParts(
  paragraphs: readonly string[],
  changes: Readonly<Record<string, string>> = {},
): Map<string, Uint8Array> {
  const escaped = paragraphs.map((text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;'));
  const parts: Record<string, string> = {
    '[Content_Types].xml': contentTypes([
      ['/word/document.xml', mainType],
      ...Object.keys(changes).flatMap((part): readonly (readonly [string, string])[] => {
        const kind = /^word\/(styles|settings|numbering|footnotes|endnotes|header|footer)\d*\.xml$/.exec(
          part,
        )?.[1];
        return kind === undefined ? [] : [[`/${part}`, mainType.replace('document.main', kind)]];
      }),
    ]),
    '_rels/.rels': relationships([['officeDocument', 'word/document.xml']]),
    'word/document.xml': documentXml(
      escaped.map((text) => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`).join(''),
    ),
    ...changes,
  };
  return new Map(Object.entries(parts).map(([name, text]) => [name, Buffer.from(text, 'utf8')]));
}

export function wordFile(
  paragraphs: readonly string[],
  changes: Readonly<Record<string, string>> = {},
): Buffer {
  return writePackage(wordParts(paragraphs, changes));
}

export function documentXml(body: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><w:document ${wordNamespace}><w:body>${body}</w:body></w:document>`;
}

export function contentTypes(
  overrides: readonly (readonly [part: string, type: string])[] = [['/word/document.xml', mainType]],
): string {
  const lines = overrides
    .map(([part, type]) => `<Override PartName="${part}" ContentType="${type}"/>`)
    .join('');
  return `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${pictureTypes}${lines}</Types>`;
}

export function relationships(
  lines: readonly (readonly [type: string, target: string, mode?: string])[],
): string {
  const written = lines.map(
    ([type, target, mode], index) =>
      `<Relationship Id="rId${index + 1}" Type="${officeTypes}/${type}" Target="${target}"${mode === undefined ? '' : ` TargetMode="${mode}"`}/>`,
  );
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${written.join('')}</Relationships>`;
}

export interface RawEntry {
  readonly name: string;
  readonly content: Uint8Array;
  /** What the headers say instead of the truth. */
  readonly localName?: string;
  readonly claimedBytes?: number;
  readonly checksum?: number;
  readonly flags?: number;
  readonly method?: number;
  readonly madeBy?: number;
  readonly attributes?: number;
}

/** A zip written by hand, whose headers may lie. */
export function rawZip(entries: readonly RawEntry[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const packed = deflateRawSync(entry.content);
    const header = (name: string, central: boolean): Buffer => {
      const bytes = Buffer.alloc(central ? 46 : 30);
      const shift = central ? 2 : 0;
      bytes.writeUInt32LE(central ? 0x02014b50 : 0x04034b50, 0);
      if (central) bytes.writeUInt16LE(entry.madeBy ?? 20, 4);
      bytes.writeUInt16LE(20, 4 + shift);
      bytes.writeUInt16LE(entry.flags ?? 0, 6 + shift);
      bytes.writeUInt16LE(entry.method ?? 8, 8 + shift);
      bytes.writeUInt32LE(entry.checksum ?? crc32(entry.content), 14 + shift);
      bytes.writeUInt32LE(packed.byteLength, 18 + shift);
      bytes.writeUInt32LE(entry.claimedBytes ?? entry.content.byteLength, 22 + shift);
      bytes.writeUInt16LE(Buffer.byteLength(name), 26 + shift);
      if (central) {
        bytes.writeUInt32LE(entry.attributes ?? 0, 38);
        bytes.writeUInt32LE(at, 42);
      }
      return Buffer.concat([bytes, Buffer.from(name)]);
    };
    const local = Buffer.concat([header(entry.localName ?? entry.name, false), packed]);
    locals.push(local);
    directory.push(header(entry.name, true));
    at += local.byteLength;
  }
  const directoryBytes = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directoryBytes.byteLength, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, directoryBytes, end]);
}
