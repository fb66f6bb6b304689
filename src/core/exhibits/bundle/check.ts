import { PDFArray, PDFDict, PDFDocument, PDFName, PDFRef, PDFStream, type PDFObject } from '@cantoo/pdf-lib';

/**
 * What must stand nowhere in a bundle, reached by a reader or not: scripts, actions, forms, attached files, other documents,
 * and what a file says of its making.
 */
const forbidden = [
  'JS',
  'JavaScript',
  'OpenAction',
  'AA',
  'A',
  'Launch',
  'URI',
  'GoToR',
  'GoToE',
  'SubmitForm',
  'ImportData',
  'AcroForm',
  'XFA',
  'EmbeddedFiles',
  'EmbeddedFile',
  'EF',
  'Filespec',
  'RichMedia',
  'Metadata',
  'PieceInfo',
  'Author',
  'Creator',
  'Producer',
  'CreationDate',
  'ModDate',
] as const;

/** Under these keys names are chosen by authors of files, and mean nothing. */
const listsOfNames = [
  'Font',
  'XObject',
  'ExtGState',
  'ColorSpace',
  'Pattern',
  'Shading',
  'Properties',
  'CharProcs',
];

/** Reads a bundle back as any reader would, and says what is in it that should not be; empty when it is clean. */
export async function findForeign(bytes: Uint8Array, expectedPages: number): Promise<readonly string[]> {
  const doc = await PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: true });
  const found = new Set<string>();
  if (doc.getPageCount() !== expectedPages) found.add('pages');
  for (const key of foreignIn(doc.context.enumerateIndirectObjects().map(([, object]) => object)))
    found.add(key);
  return [...found].toSorted();
}

/** The same of objects that were taken over from a file. */
export function foreignIn(objects: readonly PDFObject[]): ReadonlySet<string> {
  const found = new Set<string>();
  const lists = new Set<PDFObject>();
  for (const object of objects) {
    visit(object, (dict) => {
      for (const key of listsOfNames) {
        const list = dict.lookup(PDFName.of(key));
        if (list instanceof PDFDict) lists.add(list);
      }
    });
  }
  for (const object of objects) {
    visit(object, (dict) => {
      if (lists.has(dict)) return;
      for (const key of forbidden) if (dict.has(PDFName.of(key))) found.add(key);
      for (const key of ['Type', 'Subtype', 'S']) {
        const value = dict.lookup(PDFName.of(key));
        if (value instanceof PDFName && (forbidden as readonly string[]).includes(value.decodeText()))
          found.add(value.decodeText());
      }
      const isAnnotation = dict.lookup(PDFName.of('Type')) === PDFName.of('Annot');
      if (isAnnotation && dict.lookup(PDFName.of('Subtype')) !== PDFName.of('Link')) found.add('Annot');
    });
  }
  return found;
}

function visit(object: PDFObject, look: (dict: PDFDict) => void): void {
  const inside = object instanceof PDFStream ? object.dict : object;
  if (inside instanceof PDFDict) {
    look(inside);
    for (const value of inside.values()) if (!(value instanceof PDFRef)) visit(value, look);
  } else if (inside instanceof PDFArray) {
    for (const value of inside.asArray()) if (!(value instanceof PDFRef)) visit(value, look);
  }
}
