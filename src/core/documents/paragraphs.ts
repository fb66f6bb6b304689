import type { DocumentParagraph, DocumentPart } from '../../shared/departures/objections';
import { paragraphText } from '../filings/document-text';
import type { PackageParts } from '../filings/package-reader';
import { contentTypes, mainDocumentPart, partXml } from '../filings/word-package';
import { descendants, firstChild, isElement, parseXml, type XmlElement } from '../filings/xml';

export interface ParagraphInPart extends DocumentParagraph {
  readonly part: Exclude<DocumentPart, 'original'>;
  /** Number of the innermost table around it within the part, from 1; 0 outside of tables. */
  readonly table: number;
  /** What its pictures say to those who cannot see them. */
  readonly descriptions: readonly string[];
}

/** Every paragraph that is read or printed, by part of the file, in the order in which parts are filled. */
export function readParagraphs(parts: PackageParts): readonly (readonly ParagraphInPart[])[] {
  const main = mainDocumentPart(parts);
  const typeOf = contentTypes(parts);
  return [...parts.keys()].sort().flatMap((name) => {
    const kind =
      name === main
        ? 'text'
        : /wordprocessingml\.(header|footer|footnotes|endnotes)\+xml$/.exec(typeOf(name))?.[1];
    if (kind === undefined) return [];
    const part = kind === 'text' || kind === 'header' || kind === 'footer' ? kind : 'notes';
    const bytes = parts.get(name);
    if (bytes === undefined) return [];
    const found = paragraphsIn(parseXml(Buffer.from(bytes).toString('utf8')));
    return [
      found.map(({ element, table }, index) => ({
        part,
        paragraph: index + 1,
        text: paragraphText(element),
        table,
        descriptions: descriptionsIn(element),
      })),
    ];
  });
}

function paragraphsIn(root: XmlElement): readonly { readonly element: XmlElement; readonly table: number }[] {
  const found: { readonly element: XmlElement; readonly table: number }[] = [];
  let tables = 0;
  const visit = (element: XmlElement, table: number): void => {
    if (element.name === 'w:tbl') tables += 1;
    const within = element.name === 'w:tbl' ? tables : table;
    if (element.name === 'w:p') found.push({ element, table: within });
    for (const child of element.children) if (isElement(child)) visit(child, within);
  };
  visit(root, 0);
  return found;
}

const describing = new Set(['wp:docPr', 'pic:cNvPr', 'v:shape', 'v:rect', 'v:oval', 'v:group']);

/** Each once. Those of paragraphs inside of it, as in a text box, are theirs. */
function descriptionsIn(paragraph: XmlElement): readonly string[] {
  const found: string[] = [];
  const visit = (element: XmlElement): void => {
    for (const child of element.children) {
      if (!isElement(child) || child.name === 'w:p') continue;
      if (describing.has(child.name)) {
        for (const attribute of ['title', 'descr', 'alt']) found.push(child.attributes.get(attribute) ?? '');
      }
      visit(child);
    }
  };
  visit(paragraph);
  return found.length === 0 ? found : [...new Set(found)].filter((text) => text !== '');
}

/** Of each picture of the text in its order, '' for one that says nothing. */
export function readPictureDescriptions(parts: PackageParts): readonly string[] {
  const main = mainDocumentPart(parts);
  const root = main === null ? null : partXml(parts, main);
  if (root === null) return [];
  return [...descendants(root)]
    .filter(({ name }) => name === 'wp:inline' || name === 'wp:anchor')
    .filter((drawing) => [...descendants(drawing)].some(({ name }) => name === 'a:blip'))
    .map((drawing) => firstChild(drawing, 'wp:docPr')?.attributes.get('descr') ?? '');
}
