import { isUtf8 } from 'node:buffer';
import { descendants, isElement, parseXml, writeXml, type XmlElement, type XmlNode } from '../../filings/xml';
import { barePicture } from './picture';

/** Thrown where a file holds what nobody here knows how to leave out without changing what it shows. */
export class NoCleanForm extends Error {}

/** As a tree it takes many times its size; what is larger would fill the thread. */
const mostXmlBytes = 16 * 1024 * 1024;

/** @throws NoCleanForm, XmlError */
export function readPart(bytes: Uint8Array): XmlElement {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  const declared = /^\uFEFF?<\?xml[^>]*?encoding\s*=\s*["']([^"']+)/.exec(text)?.[1] ?? 'utf-8';
  if (bytes.byteLength > mostXmlBytes || !isUtf8(bytes) || declared.toLowerCase() !== 'utf-8') {
    throw new NoCleanForm();
  }
  const root = parseXml(text);
  if ([...descendants(root)].some(isNamedOtherwise)) throw new NoCleanForm();
  return root;
}

/** Elements and attributes are known by the names that Office and LibreOffice give them. */
const usualPrefixes: readonly (readonly [namespace: RegExp, prefix: string])[] = [
  [/\/wordprocessingml(?:\/2006)?\/main$/, 'w'],
  [/\/spreadsheetml(?:\/2006)?\/main$/, ''],
  [/\/presentationml(?:\/2006)?\/main$/, 'p'],
  [/\/officeDocument(?:\/2006)?\/relationships$/, 'r'],
  [/\/drawingml(?:\/2006)?\/main$/, 'a'],
  [/\/drawingml(?:\/2006)?\/picture$/, 'pic'],
  [/\/drawingml(?:\/2006)?\/wordprocessingDrawing$/, 'wp'],
  [/\/drawingml(?:\/2006)?\/spreadsheetDrawing$/, 'xdr'],
  [/^http:\/\/schemas\.openxmlformats\.org\/markup-compatibility\/2006$/, 'mc'],
  [/^urn:schemas-microsoft-com:vml$/, 'v'],
  [/^urn:schemas-microsoft-com:office:office$/, 'o'],
  [/^http:\/\/schemas\.microsoft\.com\/office\/word\/2010\/wordml$/, 'w14'],
  [/^http:\/\/schemas\.microsoft\.com\/office\/word\/2012\/wordml$/, 'w15'],
  [/^urn:oasis:names:tc:opendocument:xmlns:office:1\.0$/, 'office'],
  [/^urn:oasis:names:tc:opendocument:xmlns:text:1\.0$/, 'text'],
  [/^urn:oasis:names:tc:opendocument:xmlns:table:1\.0$/, 'table'],
  [/^urn:oasis:names:tc:opendocument:xmlns:drawing:1\.0$/, 'draw'],
  [/^urn:oasis:names:tc:opendocument:xmlns:script:1\.0$/, 'script'],
  [/^urn:oasis:names:tc:opendocument:xmlns:config:1\.0$/, 'config'],
  [/^urn:oasis:names:tc:opendocument:xmlns:meta:1\.0$/, 'meta'],
  [/^urn:oasis:names:tc:opendocument:xmlns:manifest:1\.0$/, 'manifest'],
  [/^http:\/\/openoffice\.org\/2009\/office$/, 'officeooo'],
  [/^http:\/\/www\.w3\.org\/1999\/xlink$/, 'xlink'],
];

function isNamedOtherwise({ attributes }: XmlElement): boolean {
  for (const [name, value] of attributes) {
    if (!name.startsWith('xmlns')) continue;
    const usual = usualPrefixes.find(([namespace]) => namespace.test(value))?.[1];
    if (usual !== undefined && name !== (usual === '' ? 'xmlns' : `xmlns:${usual}`)) return true;
  }
  return false;
}

/** Where a link leads to: of a place in somebody's folders the name of the file alone, which is as dead without them. */
export function withoutFolders(address: string): string {
  if (/^(?:$|#|www\.|(?!file:)[a-z][a-z\d+.-]+:)/i.test(address)) return address;
  return address.replace(/^.*(?:[\\/]|%5c|%2f)/is, '') || '#';
}

/** @throws NoCleanForm, XmlError */
export function mendPart(bytes: Uint8Array, mend: (root: XmlElement) => XmlElement): Uint8Array {
  const read = readPart(bytes);
  const mended = mend(read);
  return mended === read ? bytes : Buffer.from(writeXml(mended), 'utf8');
}

/**
 * The same element where nothing of it goes.
 *
 * @param mend.goes  whether an element goes, with all that is in it
 * @param mend.attribute  what stands in an attribute then; null where it goes
 */
export function withoutNodes(
  element: XmlElement,
  mend: {
    readonly goes: (element: XmlElement, parent: XmlElement) => boolean;
    readonly attribute?: (element: XmlElement, name: string, value: string) => string | null;
  },
): XmlElement {
  const { attribute } = mend;
  const attributes = [...element.attributes].flatMap(([name, value]): [string, string][] => {
    const mended = attribute === undefined ? value : attribute(element, name, value);
    return mended === null ? [] : [[name, mended]];
  });
  const children = element.children
    .filter((child) => !isElement(child) || !mend.goes(child, element))
    .map((child): XmlNode => (isElement(child) ? withoutNodes(child, mend) : child));
  const isSame =
    attributes.length === element.attributes.size &&
    attributes.every(([name, value]) => element.attributes.get(name) === value) &&
    children.length === element.children.length &&
    children.every((child, index) => child === element.children[index]);
  return isSame ? element : { name: element.name, attributes: new Map(attributes), children };
}

/** @throws NoCleanForm for a drawing, or a picture that is not known through and through */
export function bareMedia(bytes: Uint8Array): Uint8Array {
  const bare = barePicture(bytes);
  if (bare === null) throw new NoCleanForm();
  return bare;
}
