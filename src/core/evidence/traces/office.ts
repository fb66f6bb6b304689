import { isPicture } from '../../documents/picture-traces';
import { packageLimits, readPackage, type PackageParts } from '../../filings/package-reader';
import { writePackage } from '../../filings/write-package';
import { partXml } from '../../filings/word-package';
import { descendants, isElement, XmlError, type XmlElement } from '../../filings/xml';
import { NoCleanForm } from './bare-parts';
import { gather, lookOf, type Gathering, type Look, type Said } from './look';
import { bareOfficeOpenXml } from './office-open-xml';
import { bareOpenDocument } from './open-document';
import { readPictureSaid } from './picture';
import type { OriginalTrace } from '../../../shared/evidence/traces';

/** What people bring is larger than a filing is. */
const limits = {
  ...packageLimits,
  fileBytes: 200 * 1024 * 1024,
  partBytes: 100 * 1024 * 1024,
  totalBytes: 400 * 1024 * 1024,
};

const traceOfProperty: Readonly<Record<string, OriginalTrace>> = {
  'dc:creator': 'personNamed',
  'meta:initial-creator': 'personNamed',
  'meta:printed-by': 'personNamed',
  Manager: 'personNamed',
  'cp:lastModifiedBy': 'lastEditor',
  Company: 'company',
  'dc:title': 'title',
  'dc:subject': 'title',
  'dc:description': 'title',
  'cp:keywords': 'title',
  'meta:keyword': 'title',
  Application: 'device',
  'meta:generator': 'device',
  'dcterms:created': 'times',
  'dcterms:modified': 'times',
  'meta:creation-date': 'times',
  'dc:date': 'times',
  'meta:user-defined': 'otherData',
};

/** Elements of documents, tables and slides, in OOXML and in OpenDocument. */
const changes =
  /<(?:w:(?:ins|del|moveFrom|moveTo|\w+Change|cell(?:Ins|Del|Merge))|text:tracked-changes|table:tracked-changes)[\s>]/;
const remarks = /<(?:office:annotation)[\s>]/;
const remarkParts =
  /^(?:word|xl|ppt)\/(?:.*\/)?(?:comments|threadedComments)\w*\.xml$|^(?:xl|ppt)\/(?:comments|threadedComments)\//i;

/**
 * What an Office or OpenDocument file says of its making, and the same file without it. Words that were deleted, remarks and who made
 * them are part of what it says to a court: of a file that holds such, there is no clean form, nor of one with programs, other files or
 * signatures in it, nor of any other zip.
 */
export function lookIntoPackage(bytes: Uint8Array): Look {
  const read = readPackage(bytes, limits);
  if (!read.ok) return lookOf(gather().said(), bytes, null);
  const said = saidIn(read.value);
  const bare = isExhibitItself(said) ? null : barePackage(read.value);
  if (bare === null) return lookOf(said, bytes, null);
  const again = readPackage(bare, limits);
  const isGood = again.ok && saidIn(again.value).traces.length === 0;
  return lookOf(said, bytes, isGood ? bare : null);
}

function isExhibitItself({ traces }: Said): boolean {
  return traces.includes('remarks') || traces.includes('trackedChanges');
}

function barePackage(parts: PackageParts): Uint8Array | null {
  try {
    const bare = parts.has('mimetype') ? bareOpenDocument(parts) : bareOfficeOpenXml(parts);
    return writePackage(bare, (name) => name === 'mimetype' || isPicture(name));
  } catch (failure) {
    if (failure instanceof NoCleanForm || failure instanceof XmlError) return null;
    throw failure;
  }
}

function saidIn(parts: PackageParts): Said {
  const found = gather();
  for (const [name, contents] of parts) {
    if (remarkParts.test(name)) {
      const remark = textIn(parts, name);
      if (remark !== '') found.add('remarks', remark);
    } else if (/^(?:word|content|styles|xl\/revisions|xl\/worksheets).*\.xml$/i.test(name)) {
      const xml = Buffer.from(contents.buffer, contents.byteOffset, contents.byteLength).toString('utf8');
      if (changes.test(xml) || name.startsWith('xl/revisions/')) found.add('trackedChanges');
      if (remarks.test(xml)) found.add('remarks');
    } else if (/^docProps\/(?:core|app|custom)\.xml$|^meta\.xml$/i.test(name)) {
      gatherProperties(parts, name, found);
    } else if (/thumbnail/i.test(name)) found.add('smallPicture');
    else if (isPicture(name)) {
      const { traces, words } = readPictureSaid(contents);
      // Nearly every picture of a document has a colour profile.
      for (const trace of traces) if (trace !== 'otherData') found.add(trace);
      for (const each of words) found.addWords(each);
    }
  }
  return found.said();
}

function gatherProperties(parts: PackageParts, name: string, found: Gathering): void {
  const root = readXml(parts, name);
  if (root === null) return;
  if (name.endsWith('custom.xml')) {
    found.add('otherData', plainText(root));
    return;
  }
  for (const element of descendants(root)) {
    // The last one who wrote in an OpenDocument file stands under the same name as the author of a Word file.
    const isLast = name === 'meta.xml' && element.name === 'dc:creator';
    const trace = Object.hasOwn(traceOfProperty, element.name) ? traceOfProperty[element.name] : undefined;
    const words = plainText(element);
    if (trace !== undefined && words !== '') found.add(isLast ? 'lastEditor' : trace, words);
  }
}

function textIn(parts: PackageParts, name: string): string {
  const root = readXml(parts, name);
  return root === null ? '' : plainText(root);
}

function readXml(parts: PackageParts, name: string): XmlElement | null {
  try {
    return partXml(parts, name);
  } catch (failure) {
    if (failure instanceof XmlError) return null;
    throw failure;
  }
}

function plainText(element: XmlElement): string {
  return element.children
    .map((child) => (isElement(child) ? plainText(child) : child))
    .join(' ')
    .trim();
}
