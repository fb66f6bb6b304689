import { isUtf8 } from 'node:buffer';
import { parseXml, writeXml, type XmlElement, type XmlNode, isElement } from '../../filings/xml';
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
  return parseXml(text);
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
