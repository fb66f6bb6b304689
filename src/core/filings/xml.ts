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
/** Word itself writes some forty, the addresses of its prefixes. */
const mostAttributes = 1000;
/** Elements without attributes, which are most of a large file, share one. */
const noAttributes: ReadonlyMap<string, string> = new Map();
/** By character code: 2 may begin a name, 1 may go on with it. */
const nameCharacters = Uint8Array.from({ length: 128 }, (_unused, code) => {
  const character = String.fromCharCode(code);
  if (/[A-Za-z_:]/.test(character)) return 2;
  return /[\d.-]/.test(character) ? 1 : 0;
});

/** Told what stands in a text, in its order. */
export interface XmlReader {
  readonly open: (name: string, attributes: ReadonlyMap<string, string>) => void;
  /** Unescaped. */
  readonly text: (text: string) => void;
  readonly close: () => void;
}

/** @throws XmlError */
export function parseXml(text: string): XmlElement {
  const roots: XmlElement[] = [];
  const open: { children: XmlNode[] }[] = [];
  readXml(text, {
    open: (name, attributes) => {
      const element = { name, attributes, children: [] };
      (open.at(-1)?.children ?? roots).push(element);
      open.push(element);
    },
    text: (words) => open.at(-1)?.children.push(words),
    close: () => open.pop(),
  });
  const [root] = roots;
  if (root === undefined) throw new XmlError('notWellFormed', text.length);
  return root;
}

/**
 * Goes through a text without keeping it, character by character: by patterns and into a tree, the largest file that is taken
 * kept core busy for a third of a second.
 *
 * @throws XmlError
 */
export function readXml(text: string, reader: XmlReader): void {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const open: string[] = [];
  let roots = 0;
  let position = 0;
  /** A large file has few names: one string for each, not for each element. */
  const names = new Map<string, string>();

  const fail = (reason: XmlError['reason'] = 'notWellFormed'): never => {
    throw new XmlError(reason, position);
  };
  const findPast = (end: string, from: number): number => {
    const found = source.indexOf(end, from);
    return found < 0 ? fail() : found + end.length;
  };
  const skipSpace = (): boolean => {
    const start = position;
    while (isSpace(source.charCodeAt(position))) position += 1;
    return position > start;
  };
  const beginsName = (): boolean => nameCharacters[source.charCodeAt(position)] === 2;
  const readName = (): string => {
    const start = position;
    if (!beginsName()) fail();
    while ((nameCharacters[source.charCodeAt(position)] ?? 0) > 0) position += 1;
    const name = source.slice(start, position);
    const known = names.get(name);
    if (known === undefined) names.set(name, name);
    return known ?? name;
  };
  const readAttributes = (): ReadonlyMap<string, string> => {
    let attributes: Map<string, string> | null = null;
    while (skipSpace() && beginsName()) {
      const key = readName();
      skipSpace();
      if (source[position] !== '=') fail();
      position += 1;
      skipSpace();
      const quote = source[position];
      const start = position + 1;
      const end = quote === '"' || quote === "'" ? source.indexOf(quote, start) : -1;
      const raw = end < 0 ? fail() : source.slice(start, end);
      attributes ??= new Map<string, string>();
      if (raw.includes('<') || attributes.has(key) || attributes.size >= mostAttributes) fail();
      attributes.set(key, unescapeXml(raw, fail));
      position = end + 1;
    }
    return attributes ?? noAttributes;
  };

  while (position < source.length) {
    if (source[position] !== '<') {
      const next = source.indexOf('<', position);
      const end = next < 0 ? source.length : next;
      const raw = source.slice(position, end);
      if (open.length > 0) reader.text(unescapeXml(raw, fail));
      else if (raw.trim() !== '') fail();
      position = end;
      continue;
    }
    const second = source[position + 1];
    if (second === '/') {
      position += 2;
      if (readName() !== open.pop()) fail();
      skipSpace();
      if (source[position] !== '>') fail();
      position += 1;
      reader.close();
    } else if (second === '!') {
      if (source.startsWith('<!--', position)) {
        position = findPast('-->', position + 4);
      } else if (source.startsWith('<![CDATA[', position)) {
        const start = position + 9;
        if (open.length === 0) fail();
        position = findPast(']]>', start);
        reader.text(source.slice(start, position - 3));
      } else {
        fail('documentType');
      }
    } else if (second === '?') {
      position = findPast('?>', position + 2);
    } else {
      position += 1;
      const name = readName();
      const attributes = readAttributes();
      if (open.length === 0) roots += 1;
      if (roots > 1) fail();
      reader.open(name, attributes);
      if (source[position] === '>') {
        position += 1;
        open.push(name);
        if (open.length > deepestElement) fail('tooDeep');
      } else if (source.startsWith('/>', position)) {
        position += 2;
        reader.close();
      } else {
        fail();
      }
    }
  }
  if (open.length > 0 || roots === 0) fail();
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
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

/** The text that stands in an element itself, not in those within it. */
export function ownText(element: XmlElement): string {
  return element.children.filter((node) => !isElement(node)).join('');
}

export function firstChild(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.filter(isElement).find((child) => child.name === name);
}

/** Every element below this one, itself included, in the order of the text. */
export function* descendants(element: XmlElement): Generator<XmlElement> {
  // A generator within a generator would pass each element on through all those around it.
  const waiting = [element];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    yield next;
    for (let at = next.children.length - 1; at >= 0; at -= 1) {
      const child = next.children[at];
      if (child !== undefined && isElement(child)) waiting.push(child);
    }
  }
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
