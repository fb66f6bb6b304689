import { codePoint } from 'dingbat-to-unicode';
import type { PackageParts } from '../filings/package-reader';
import { partXml } from '../filings/word-package';
import { anElement, firstChild, isElement, writeXml, type XmlElement, type XmlNode } from '../filings/xml';

// Symbol, Wingdings and the like draw a box or an arrow where a letter is written. On a laptop without them, and in the one face
// in which pages are drawn, an empty box would stand there: for a tick, too. The signs of Unicode say the same in any face.

/** Signs that few faces have, and what looks the same and most have. */
const commonSigns: ReadonlyMap<number, string> = new Map([
  [0x1f_5f6, '✗'],
  [0x1f_5f7, '☒'],
  [0x1f_5f8, '✓'],
  [0x1f_5f9, '☑'],
  [0x1f_78e, '☐'],
  [0x1f_78f, '□'],
  [0x1f_86a, '→'],
  [0x2b_9a, '➢'],
]);

/** @returns null where nobody knows what the face draws there */
function signOf(face: string, code: number): string | null {
  // Word puts the letters of these faces into a range of their own.
  const sign = codePoint(face, code >= 0xf0_00 && code <= 0xf0_ff ? code - 0xf0_00 : code);
  return sign === undefined ? null : (commonSigns.get(sign.codePoint) ?? sign.string);
}

/** A Word file with signs that any face can draw, for pages that are drawn here; a file that leaves keeps its own. */
export function withPlainSymbols(parts: PackageParts): PackageParts {
  const plain = new Map(parts);
  for (const name of parts.keys()) {
    if (!/^word\/(?:document|numbering|footnotes|endnotes|header\d*|footer\d*)\.xml$/.test(name)) continue;
    const root = partXml(parts, name);
    if (root !== null) plain.set(name, Buffer.from(writeXml(inPlainSigns(root)), 'utf8'));
  }
  return plain;
}

function inPlainSigns(root: XmlElement): XmlElement {
  const plain = (element: XmlElement): XmlElement => {
    if (element.name === 'w:sym') {
      const code = Number.parseInt(element.attributes.get('w:char') ?? '', 16);
      const sign = signOf(element.attributes.get('w:font') ?? '', code);
      return sign === null ? element : anElement('w:t', {}, [sign]);
    }
    const look =
      element.name === 'w:r' || element.name === 'w:lvl' ? firstChild(element, 'w:rPr') : undefined;
    const faces = firstChild(look, 'w:rFonts');
    const face = faces?.attributes.get('w:ascii') ?? faces?.attributes.get('w:hAnsi');
    const drawn = face === undefined || look === undefined ? null : drawnIn(element, look, face);
    if (drawn !== null) return drawn;
    return {
      ...element,
      children: element.children.map((child) => (isElement(child) ? plain(child) : child)),
    };
  };
  return plain(root);
}

/** A run or the sign of a list without its face; null where that is a face for words. */
function drawnIn(element: XmlElement, look: XmlElement, face: string): XmlElement | null {
  if (signOf(face, 0x61) === null) return null;
  const inSigns = (text: string): string =>
    [...text].map((letter) => signOf(face, letter.codePointAt(0) ?? 0) ?? letter).join('');
  const bareLook = {
    ...look,
    children: look.children.filter((child) => !isElement(child) || child.name !== 'w:rFonts'),
  };
  const children = element.children.map((child): XmlNode => {
    if (child === look) return bareLook;
    if (!isElement(child)) return child;
    if (child.name === 'w:t')
      return { ...child, children: child.children.map((text) => (isElement(text) ? text : inSigns(text))) };
    if (child.name !== 'w:lvlText') return child;
    const sign = inSigns(child.attributes.get('w:val') ?? '');
    return { ...child, attributes: new Map([...child.attributes, ['w:val', sign]]) };
  });
  return { ...element, children };
}
