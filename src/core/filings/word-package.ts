import type { PackageParts } from './package-reader';
import { childElements, parseXml, type XmlElement } from './xml';

// What a Word file is made of: its relationships and the names that are needed in more than one place.

export const mainDocumentType =
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';

/** One line of a `.rels` part. */
export interface Relationship {
  readonly id: string;
  /** The last step of the type's address, e.g. `styles`; transitional and strict files then read alike. */
  readonly type: string;
  readonly fullType: string;
  readonly target: string;
  readonly external: boolean;
}

export function partText(parts: PackageParts, name: string): string | null {
  const bytes = parts.get(name);
  return bytes === undefined ? null : Buffer.from(bytes).toString('utf8');
}

/** @throws XmlError when the part is not well-formed */
export function partXml(parts: PackageParts, name: string): XmlElement | null {
  const text = partText(parts, name);
  return text === null ? null : parseXml(text);
}

/** Where the relationships of a part stand: `word/document.xml` has `word/_rels/document.xml.rels`. */
export function relationshipsPart(part: string): string {
  const slash = part.lastIndexOf('/');
  return `${part.slice(0, slash + 1)}_rels/${part.slice(slash + 1)}.rels`;
}

export function readRelationships(parts: PackageParts, relsPart: string): readonly Relationship[] {
  const root = partXml(parts, relsPart);
  return root === null ? [] : relationshipsIn(root);
}

/** @param root  of a `.rels` part */
export function relationshipsIn(root: XmlElement): readonly Relationship[] {
  return childElements(root).map((line) => {
    const fullType = line.attributes.get('Type') ?? '';
    return {
      id: line.attributes.get('Id') ?? '',
      type: fullType.slice(fullType.lastIndexOf('/') + 1),
      fullType,
      target: line.attributes.get('Target') ?? '',
      external: (line.attributes.get('TargetMode') ?? '').toLowerCase() === 'external',
    };
  });
}

/** The part a relationship of `source` leads to; null when it leads out of the file. `source` is '' for the root. */
export function resolveTarget(source: string, target: string): string | null {
  const steps = target.startsWith('/') ? [] : source.split('/').slice(0, -1);
  for (const step of target.replace(/^\//, '').split('/')) {
    if (step === '..') {
      if (steps.pop() === undefined) return null;
    } else if (step !== '.' && step !== '') {
      steps.push(step);
    }
  }
  return steps.join('/');
}

/** The part that holds the text, as the root relationships name it; null when there is none. */
export function mainDocumentPart(parts: PackageParts): string | null {
  const root = partXml(parts, '_rels/.rels');
  return root === null ? null : mainDocumentIn(root);
}

/** @param root  of `_rels/.rels` */
export function mainDocumentIn(root: XmlElement): string | null {
  const relationship = relationshipsIn(root).find(
    ({ type, external }) => type === 'officeDocument' && !external,
  );
  return relationship === undefined ? null : resolveTarget('', relationship.target);
}

/** Content type of each part, from its own line or else from its extension; '' where none is given. */
export function contentTypes(parts: PackageParts): (part: string) => string {
  return contentTypesIn(partXml(parts, '[Content_Types].xml'));
}

/** @param root  of `[Content_Types].xml` */
export function contentTypesIn(root: XmlElement | null): (part: string) => string {
  const lines = root === null ? [] : childElements(root);
  const byPart = new Map<string, string>();
  const byExtension = new Map<string, string>();
  for (const line of lines) {
    const type = line.attributes.get('ContentType') ?? '';
    const part = line.attributes.get('PartName');
    const extension = line.attributes.get('Extension');
    if (part !== undefined) byPart.set(part.replace(/^\//, '').toLowerCase(), type);
    if (extension !== undefined) byExtension.set(extension.toLowerCase(), type);
  }
  return (part) =>
    byPart.get(part.toLowerCase()) ??
    byExtension.get(part.slice(part.lastIndexOf('.') + 1).toLowerCase()) ??
    '';
}

/** The settings of a document; null where it has none. */
export function settingsOf(parts: PackageParts, main: string): XmlElement | null {
  const found = readRelationships(parts, relationshipsPart(main)).find(
    ({ type, external }) => type === 'settings' && !external,
  );
  const part = found === undefined ? null : resolveTarget(main, found.target);
  return part === null ? null : partXml(parts, part);
}

/** Whether a switch such as `w:tblHeader` or `w:vanish` is on: there, and not said to be off. */
export function isOn(element: XmlElement | undefined): boolean {
  return element !== undefined && !['0', 'false', 'off'].includes(element.attributes.get('w:val') ?? '');
}
