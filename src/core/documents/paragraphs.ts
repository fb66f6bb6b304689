import type { DocumentParagraph } from '../../shared/departures/objections';
import { paragraphText } from '../filings/document-text';
import type { PackageParts } from '../filings/package-reader';
import { contentTypes, mainDocumentPart } from '../filings/word-package';
import { descendants, parseXml } from '../filings/xml';

/** Every paragraph that is read or printed, by part of the file, in the order in which parts are filled. */
export function readParagraphs(parts: PackageParts): readonly (readonly DocumentParagraph[])[] {
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
    const paragraphs = [...descendants(parseXml(Buffer.from(bytes).toString('utf8')))].filter(
      (element) => element.name === 'w:p',
    );
    return [
      paragraphs.map((paragraph, index) => ({ part, paragraph: index + 1, text: paragraphText(paragraph) })),
    ];
  });
}
