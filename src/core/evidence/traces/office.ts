import { isPicture } from '../../documents/picture-traces';
import { packageLimits, readPackage, type PackageParts } from '../../filings/package-reader';
import { partXml } from '../../filings/word-package';
import { descendants, isElement, XmlError, type XmlElement } from '../../filings/xml';
import { gather, type Gathering, type Said } from './look';
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
const changes = /<(?:w:(?:ins|del|moveFrom|moveTo)|text:tracked-changes|table:tracked-changes)[\s>]/;
const remarks = /<(?:office:annotation)[\s>]/;
const remarkParts =
  /^(?:word|xl|ppt)\/(?:.*\/)?(?:comments|threadedComments)\w*\.xml$|^(?:xl|ppt)\/(?:comments|threadedComments)\//i;

/** What an Office or OpenDocument file, or any other zip of pictures, says of itself; null where it cannot be unpacked. */
export function readPackageSaid(bytes: Uint8Array): Said | null {
  const read = readPackage(bytes, limits);
  if (!read.ok) return null;
  const parts = read.value;
  const found = gather();
  for (const [name, contents] of parts) {
    if (remarkParts.test(name)) {
      const remark = textIn(parts, name);
      if (remark !== '') found.add('remarks', remark);
    } else if (/^(?:word|content|xl\/revisions|xl\/worksheets).*\.xml$/i.test(name)) {
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
