import { contentTypes, documentXml, relationships, wordFile } from './word-file';
import { textBox } from './word-letter';

/**
 * A template with pictures, a letterhead and a foot of its own, and a name of a list's sign that would be a rule of style.
 *
 * @param more parts besides
 */
export function illustratedInventory(more: Readonly<Record<string, string>> = {}): Buffer {
  const paragraph = (words: string, properties = '') =>
    `<w:p>${properties}<w:r><w:t xml:space="preserve">${words}</w:t></w:r></w:p>`;
  const numbered = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>';
  const word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
  const relation = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
  const types = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
  const level = (id: number, text: string) =>
    `<w:abstractNum w:abstractNumId="${id}"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="${text}"/></w:lvl></w:abstractNum>`;
  return wordFile([], {
    '[Content_Types].xml': contentTypes([
      ['/word/document.xml', `${types}.document.main+xml`],
      ['/word/header1.xml', `${types}.header+xml`],
      ['/word/footer1.xml', `${types}.footer+xml`],
      ['/word/numbering.xml', `${types}.numbering+xml`],
    ]),
    'word/_rels/document.xml.rels': relationships([
      ['header', 'header1.xml'],
      ['footer', 'footer1.xml'],
      ['numbering', 'numbering.xml'],
    ]),
    'word/header1.xml': `<w:hdr ${word}>${paragraph('LETTERHEAD-ASBL')}</w:hdr>`,
    'word/footer1.xml': `<w:ftr ${word}><w:p><w:r><w:t>FOOT-LEFT</w:t><w:tab/><w:t>FOOT-RIGHT</w:t></w:r></w:p></w:ftr>`,
    'word/numbering.xml': `<w:numbering ${word}>${level(0, '%1)')}${level(1, '&quot;;} body{outline-style:dashed!important} y{content:&quot;')}<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>`,
    'word/document.xml': documentXml(
      [
        `<w:p><w:r><w:t>Inventaire illustré</w:t></w:r>${textBox(paragraph('BOXED-WORDS'))}</w:p>`,
        paragraph('NUMBERED-ONE', numbered),
        paragraph('NUMBERED-TWO', numbered),
        paragraph('Signes', numbered.replace('w:val="1"', 'w:val="2"')),
        ...[
          '{#exhibits}',
          'Pièce {number} : {title}',
          '{#picture}',
          '{picture}',
          '{/picture}',
          '{/exhibits}',
        ].map((words) => paragraph(words)),
        `<w:sectPr ${relation}><w:headerReference w:type="default" r:id="rId1"/><w:footerReference w:type="default" r:id="rId2"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1418" w:right="1418" w:bottom="1418" w:left="1418"/></w:sectPr>`,
      ].join(''),
    ),
    ...more,
  });
}
