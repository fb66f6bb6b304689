import type { DocumentDanger } from '../../shared/filings/schemas';
import { err, ok, type Result } from '../../shared/kernel/result';
import { findDangers } from '../documents/dangers';
import { findLeaks, findZipTimes, type DocumentLeak } from '../documents/leaks';
import { readDocumentText, type DocumentBlock } from './document-text';
import { readPackage, type PackageParts, type PackageRefusal } from './package-reader';
import { contentTypes, partXml } from './word-package';
import { descendants, isElement, XmlError, type XmlElement } from './xml';

export interface DocumentInspection {
  readonly sizeBytes: number;
  readonly parts: readonly { readonly name: string; readonly type: string; readonly sizeBytes: number }[];
  /** Everything in `docProps`, by element name, e.g. `dc:title`. */
  readonly properties: Readonly<Record<string, string>>;
  /** Spelling languages, the most used first. */
  readonly languages: readonly string[];
  readonly header: readonly string[];
  readonly body: readonly DocumentBlock[];
  readonly footer: readonly string[];
  readonly footnotes: readonly string[];
  /** Tags that were never filled in, as written. */
  readonly fieldsLeftOver: readonly string[];
  readonly leaks: readonly DocumentLeak[];
  /** Why it would not be taken from somebody else, as a template; empty when it would. */
  readonly dangers: readonly DocumentDanger[];
}

/** Looks into a Word file without trusting it. Changes nothing. */
export function inspectDocument(bytes: Uint8Array): Result<DocumentInspection, PackageRefusal> {
  const read = readPackage(bytes);
  if (!read.ok) return read;
  try {
    return ok(inspectParts(bytes, read.value));
  } catch (failure) {
    if (!(failure instanceof XmlError)) throw failure;
    return err({ kind: 'packageRefused', reason: 'damagedPart', part: null });
  }
}

/** @throws XmlError */
function inspectParts(bytes: Uint8Array, parts: PackageParts): DocumentInspection {
  const typeOf = contentTypes(parts);
  const trees = new Map(
    [...parts.keys()]
      .filter((name) => /\.xml$/i.test(name))
      .flatMap((name) => {
        const tree = partXml(parts, name);
        return tree === null ? [] : [[name, tree] as const];
      }),
  );
  const { header, body, footer, footnotes } = readDocumentText(parts);
  const lines = [...header, ...footer, ...footnotes, ...body.flatMap(textOf)];
  return {
    sizeBytes: bytes.byteLength,
    parts: [...parts].map(([name, content]) => ({ name, type: typeOf(name), sizeBytes: content.byteLength })),
    properties: readProperties(trees),
    languages: readLanguages(trees),
    header,
    body,
    footer,
    footnotes,
    fieldsLeftOver: lines.flatMap((line) => line.match(/\{[#^/]?[A-Za-z0-9_.]{1,64}\}/g) ?? []),
    leaks: [...findLeaks(parts, trees), ...findZipTimes(bytes)],
    dangers: [...findDangers(parts)],
  };
}

function textOf(block: DocumentBlock): readonly string[] {
  return block.kind === 'paragraph' ? [block.text] : block.rows.flat();
}

function readProperties(trees: ReadonlyMap<string, XmlElement>): Record<string, string> {
  const properties: Record<string, string> = {};
  for (const [name, tree] of trees) {
    if (!name.startsWith('docProps/')) continue;
    for (const element of descendants(tree)) {
      const text = element.children.filter((node) => !isElement(node)).join('');
      if (text.trim() !== '') properties[element.name] = text;
    }
  }
  return properties;
}

function readLanguages(trees: ReadonlyMap<string, XmlElement>): readonly string[] {
  const counts = new Map<string, number>();
  for (const tree of trees.values()) {
    for (const element of descendants(tree)) {
      const language = element.name === 'w:lang' ? element.attributes.get('w:val') : undefined;
      if (language !== undefined) counts.set(language, (counts.get(language) ?? 0) + 1);
    }
  }
  return [...counts].sort(([, left], [, right]) => right - left).map(([language]) => language);
}
