import { deflateSync, crc32 } from 'node:zlib';
import { degrees, PDFDocument, PDFName, PDFString, rgb, StandardFonts, type PDFPage } from '@cantoo/pdf-lib';

/** A picture of one colour, with a text that says who made it. */
export function aPng(width = 60, height = 90): Buffer {
  const rows = Buffer.alloc(height * (1 + width * 3));
  for (let row = 0; row < height; row += 1) {
    for (let at = 0; at < width; at += 1) rows.set([30, 120, 200], row * (1 + width * 3) + 1 + at * 3);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('tEXt', Buffer.from('Author\0SECRET-AUTHOR')),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(kind: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), content]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

const smallJpeg = Buffer.from(
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=',
  'base64',
);

/** A photograph with EXIF (turned, with a place) and a film behind its end. */
export function aJpeg(orientation = 6): Buffer {
  const exif = Buffer.concat([
    Buffer.from('Exif\0\0MM\0*', 'latin1'),
    Buffer.from([0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]),
    Buffer.from('SECRET-PLACE 50.8466 N'),
  ]);
  const segment = Buffer.alloc(4);
  segment.writeUInt16BE(0xffe1, 0);
  segment.writeUInt16BE(exif.length + 2, 2);
  return Buffer.concat([
    smallJpeg.subarray(0, 2),
    segment,
    exif,
    smallJpeg.subarray(2),
    Buffer.from([0xff, 0xd9]),
    Buffer.from('SECRET-FILM'),
  ]);
}

/** A PDF with a line of text on each page, and what is asked for beside it. */
export async function aPdf(
  texts: readonly string[],
  change: (doc: PDFDocument, pages: readonly PDFPage[]) => Promise<void> | void = () => {},
  options: { readonly useObjectStreams?: boolean } = {},
): Promise<Buffer> {
  const doc = await PDFDocument.create({ updateMetadata: false });
  const font = await doc.embedFont(StandardFonts.Helvetica);
  const pages = texts.map((text) => {
    const page = doc.addPage([595.28, 841.89]);
    page.drawText(text, { x: 60, y: 780, size: 14, font });
    return page;
  });
  await change(doc, pages);
  return Buffer.from(await doc.save({ useObjectStreams: options.useObjectStreams ?? true }));
}

/** Everything that a PDF can bring along beside its pages. */
export async function aTalkativePdf(): Promise<Buffer> {
  return aPdf(['Audition du 10 février', 'Seconde page'], async (doc, [first, second]) => {
    if (first === undefined || second === undefined) throw new Error('Two pages are wanted');
    doc.setAuthor('SECRET-AUTHOR');
    doc.setProducer('SECRET-PRODUCER');
    doc.setCreationDate(new Date('2026-01-01T00:00:00Z'));
    doc.addJavaScript('open', 'app.alert("SECRET-SCRIPT")');
    await doc.attach(Buffer.from('SECRET-ATTACHMENT'), 'secret.txt', { mimeType: 'text/plain' });
    const { context } = doc;
    doc.catalog.set(
      PDFName.of('Metadata'),
      context.register(
        context.stream('<x:xmpmeta>SECRET-XMP</x:xmpmeta>', { Type: 'Metadata', Subtype: 'XML' }),
      ),
    );
    doc.catalog.set(
      PDFName.of('OpenAction'),
      context.obj({ Type: 'Action', S: 'URI', URI: PDFString.of('https://secret.example') }),
    );
    const link = context.obj({
      Type: 'Annot',
      Subtype: 'Link',
      Rect: [0, 0, 100, 100],
      A: { Type: 'Action', S: 'URI', URI: PDFString.of('https://secret.example') },
    });
    first.node.addAnnot(context.register(link));
    const comment = context.obj({
      Type: 'Annot',
      Subtype: 'Text',
      Rect: [10, 10, 30, 30],
      Contents: PDFString.of('SECRET-COMMENT'),
    });
    first.node.addAnnot(context.register(comment));
    first.node.set(
      PDFName.of('PieceInfo'),
      context.obj({ Program: { Private: PDFString.of('SECRET-PRIVATE') } }),
    );
    const field = doc.getForm().createTextField('name');
    field.setText('Rempli à la main');
    field.addToPage(second, { x: 60, y: 600, width: 200, height: 24, backgroundColor: rgb(1, 1, 0.9) });
    second.setRotation(degrees(90));
  });
}
