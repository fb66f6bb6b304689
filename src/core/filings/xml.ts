/**
 * A small reader and writer for the XML inside Word files. It knows elements, attributes, text, CDATA and the five
 * named entities, and nothing that could reach outside the text: a document type declaration is refused, so there are
 * no entities of the file's own to expand.
 */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlNode[];
}
/** Text stands as a plain string, unescaped. */
export type XmlNode = XmlElement | string;

/** The text is not well-formed XML, or uses what no Word file may use. The message names no content. */
export class XmlError extends Error {
  constructor(
    readonly reason: 'documentType' | 'notWellFormed' | 'tooDeep',
    /** Offset in the text where reading stopped. */
    readonly offset: number,
  ) {
    super(`XML refused: ${reason} at ${offset}`);
    this.name = 'XmlError';
  }
}

const deepestElement = 256;
const namePattern = /[A-Za-z_:][\w:.-]*/y;
const attributePattern = /\s+([A-Za-z_:][\w:.-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;

/** @throws XmlError */
export function parseXml(text: string): XmlElement {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const roots: XmlNode[] = [];
  const open: { name: string; attributes: ReadonlyMap<string, string>; children: XmlNode[] }[] = [];
  let position = 0;

  const fail = (reason: XmlError['reason'] = 'notWellFormed'): never => {
    throw new XmlError(reason, position);
  };
  const children = (): XmlNode[] => open.at(-1)?.children ?? roots;
  const skipPast = (end: string, from: number): void => {
    const found = source.indexOf(end, from);
    if (found < 0) fail();
    position = found + end.length;
  };
  const matchAt = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = position;
    const match = pattern.exec(source);
    if (match !== null) position = pattern.lastIndex;
    return match;
  };

  while (position < source.length) {
    if (source[position] !== '<') {
      const next = source.indexOf('<', position);
      const end = next < 0 ? source.length : next;
      const raw = source.slice(position, end);
      if (open.length > 0) children().push(unescapeXml(raw, fail));
      else if (raw.trim() !== '') fail();
      position = end;
    } else if (source.startsWith('<!--', position)) {
      skipPast('-->', position + 4);
    } else if (source.startsWith('<![CDATA[', position)) {
      const start = position + 9;
      if (open.length === 0) fail();
      skipPast(']]>', start);
      children().push(source.slice(start, position - 3));
    } else if (source.startsWith('<!', position)) {
      fail('documentType');
    } else if (source.startsWith('<?', position)) {
      skipPast('?>', position + 2);
    } else if (source.startsWith('</', position)) {
      position += 2;
      const name = matchAt(namePattern)?.[0];
      const closed = open.pop();
      if (name === undefined || closed?.name !== name) fail();
      skipPast('>', position);
    } else {
      position += 1;
      const name = matchAt(namePattern)?.[0] ?? fail();
      const attributes = new Map<string, string>();
      for (let match = matchAt(attributePattern); match !== null; match = matchAt(attributePattern)) {
        const key = match[1] ?? '';
        if (attributes.has(key)) fail();
        attributes.set(key, unescapeXml(match[2] ?? match[3] ?? '', fail));
      }
      while (/\s/.test(source[position] ?? '')) position += 1;
      const element = { name, attributes, children: [] };
      children().push(element);
      if (source.startsWith('/>', position)) {
        position += 2;
      } else if (source[position] === '>') {
        position += 1;
        open.push(element);
        if (open.length > deepestElement) fail('tooDeep');
      } else {
        fail();
      }
    }
  }
  const [root, ...others] = roots;
  if (open.length > 0 || root === undefined || others.length > 0 || typeof root === 'string') return fail();
  return root;
}

/** Writes a whole part, with its declaration. The same tree always gives the same bytes. */
export function writeXml(root: XmlElement): string {
  const parts = ['<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'];
  writeNode(root, parts);
  return parts.join('');
}

function writeNode(node: XmlNode, parts: string[]): void {
  if (typeof node === 'string') {
    parts.push(escapeText(node));
    return;
  }
  parts.push('<', node.name);
  for (const [key, value] of node.attributes) parts.push(' ', key, '="', escapeAttribute(value), '"');
  if (node.children.length === 0) {
    parts.push('/>');
    return;
  }
  parts.push('>');
  for (const child of node.children) writeNode(child, parts);
  parts.push('</', node.name, '>');
}

export function isElement(node: XmlNode): node is XmlElement {
  return typeof node !== 'string';
}

export function childElements(element: XmlElement, name?: string): readonly XmlElement[] {
  return element.children.filter(isElement).filter((child) => name === undefined || child.name === name);
}

export function firstChild(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.filter(isElement).find((child) => child.name === name);
}

/** Every element below this one, itself included, in the order of the text. */
export function* descendants(element: XmlElement): Generator<XmlElement> {
  yield element;
  for (const child of element.children) if (isElement(child)) yield* descendants(child);
}

export function anElement(
  name: string,
  attributes: Readonly<Record<string, string>> = {},
  children: readonly XmlNode[] = [],
): XmlElement {
  return { name, attributes: new Map(Object.entries(attributes)), children };
}

/** What XML 1.0 can hold: drops control characters and halves of surrogate pairs, which no Word file opens with. */
export function keepXmlCharacters(text: string): string {
  // oxlint-disable-next-line no-control-regex -- these are the characters to drop
  return text.replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu, '');
}

// Hardly any text or attribute holds a character to escape, and a filing has many thousands of them.
function escapeText(text: string): string {
  if (!/[&<>]/.test(text)) return text;
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function escapeAttribute(text: string): string {
  if (!/[&<>"\n\r\t]/.test(text)) return text;
  return escapeText(text)
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;')
    .replaceAll('\r', '&#13;')
    .replaceAll('\t', '&#9;');
}

const namedEntities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescapeXml(raw: string, fail: () => never): string {
  if (!raw.includes('&')) return raw;
  return raw.replaceAll(/&(?:#(\d{1,7})|#x([\dA-Fa-f]{1,6})|(\w+));|&/g, (_whole, decimal, hex, name) => {
    if (typeof name === 'string')
      return Object.hasOwn(namedEntities, name) ? (namedEntities[name] ?? '') : fail();
    const code = decimal === undefined ? Number.parseInt(String(hex), 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : fail();
  });
}
