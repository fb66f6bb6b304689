import { aPng } from './evidence-files';
import { contentTypes, documentXml, relationships, wordNamespace, wordParts } from './word-file';
import { writePackage } from '../../src/core/filings/write-package';

// A letter of an organisation as Word lays it out: another head on the first page, a head and a foot that were switched off, a
// page on its side, pages that end by hand, signs of Symbol and Wingdings, a logo at the foot.

const relation = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const run = (text: string, properties = ''): string =>
  `<w:r>${properties}<w:t xml:space="preserve">${text}</w:t></w:r>`;
const paragraph = (inner: string, properties = ''): string =>
  `<w:p><w:pPr>${properties}</w:pPr>${inner}</w:p>`;
const mark = (type: string): string => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
const field = (instruction: string, result: string): string =>
  `${mark('begin')}<w:r><w:instrText> ${instruction} </w:instrText></w:r>${mark('separate')}${run(result)}${mark('end')}`;
const reference = (kind: 'header' | 'footer', type: string, id: number): string =>
  `<w:${kind}Reference w:type="${type}" r:id="rId${id}"/>`;
const upright = '<w:pgSz w:w="11906" w:h="16838"/>';
const onItsSide = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>';
const section = (inner: string): string =>
  `<w:sectPr ${relation}>${inner}<w:pgMar w:top="1418" w:right="1418" w:bottom="1418" w:left="1418"/></w:sectPr>`;
const logo =
  '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:extent cx="720000" cy="720000"/><wp:docPr id="1" name="Logo"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="1" name="Logo"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="rId1"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="720000" cy="720000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>';
const wideTable = `<w:tbl><w:tblPr><w:tblW w:w="20000" w:type="dxa"/></w:tblPr><w:tblGrid>${'<w:gridCol w:w="2000"/>'.repeat(10)}</w:tblGrid><w:tr>${Array.from({ length: 10 }, (_unused, column) => `<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>${paragraph(run(`COLUMN${'ABCDEFGHIJ'[column]}`))}</w:tc>`).join('')}</w:tr></w:tbl>`;
const long = (name: string, paragraphs: number): string =>
  Array.from({ length: paragraphs }, (_unused, index) =>
    paragraph(
      run(
        `${name}-${index + 1} ${'La requérante a confirmé la lecture de ce qui suit, en présence d’une interprète. '.repeat(3)}`,
      ),
    ),
  ).join('');

/**
 * @param more.withWidePage  false for one whose pages all stand upright
 * @param more.withEvenHead  true for one whose even pages have the head that is switched off
 * @param more.end  paragraphs at its end
 */
export function letterWithSections({ withWidePage = true, withEvenHead = false, end = '' } = {}): Buffer {
  const types = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
  const heads: Readonly<Record<string, string>> = {
    header1: paragraph(run('FIRST-HEAD')) + paragraph(run('Rue Inventée 1')),
    header2: paragraph(
      run('RUNNING-HEAD – page ') + field('PAGE', '7') + run(' / ') + field('NUMPAGES', '9'),
    ),
    header3: paragraph(run('HEAD-SWITCHED-OFF')),
    header4: paragraph(run('WIDE-HEAD')),
  };
  const parts = wordParts([], {
    '[Content_Types].xml': contentTypes([
      ['/word/document.xml', `${types}.document.main+xml`],
      ['/word/footer1.xml', `${types}.footer+xml`],
      ['/word/styles.xml', `${types}.styles+xml`],
      ['/word/numbering.xml', `${types}.numbering+xml`],
      ['/word/settings.xml', `${types}.settings+xml`],
      ...Object.keys(heads).map((name) => [`/word/${name}.xml`, `${types}.header+xml`] as const),
    ]),
    'word/_rels/document.xml.rels': relationships([
      ...Object.keys(heads).map((name) => ['header', `${name}.xml`] as const),
      ['footer', 'footer1.xml'],
      ['styles', 'styles.xml'],
      ['numbering', 'numbering.xml'],
      ['settings', 'settings.xml'],
    ]),
    ...Object.fromEntries(
      Object.entries(heads).map(([name, inner]) => [
        `word/${name}.xml`,
        `<w:hdr ${wordNamespace}>${inner}</w:hdr>`,
      ]),
    ),
    'word/footer1.xml': `<w:ftr ${wordNamespace}>${paragraph(run('FOOT-WORDS'))}${paragraph(logo)}</w:ftr>`,
    'word/_rels/footer1.xml.rels': relationships([['image', 'media/logo.png']]),
    'word/styles.xml': `<w:styles ${wordNamespace}><w:style w:type="paragraph" w:styleId="Annex"><w:name w:val="Annex"/><w:pPr><w:pageBreakBefore/></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Subannex"><w:basedOn w:val="Annex"/><w:name w:val="Subannex"/></w:style></w:styles>`,
    'word/numbering.xml': `<w:numbering ${wordNamespace}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="\uF0D8"/><w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
    'word/settings.xml': `<w:settings ${wordNamespace}>${withEvenHead ? '<w:evenAndOddHeaders/>' : ''}</w:settings>`,
    'word/document.xml': documentXml(
      [
        long('TEXT', 20),
        paragraph(`${run('ENDS-HERE')}<w:r><w:br w:type="page"/><w:t>BEGINS-BY-HAND</w:t></w:r>`),
        paragraph(run('ANNEX-BY-STYLE'), '<w:pStyle w:val="Subannex"/>'),
        paragraph(run('SIGN-OF-A-LIST'), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'),
        paragraph(
          `${run('TICKED ')}<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>${run(' EMPTY ')}${run('\uF0A8', '<w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr>')}`,
        ),
        paragraph(`${run('TABLE ')}<w:fldSimple w:instr=" SEQ Table ">${run('42')}</w:fldSimple>`),
        paragraph(
          '',
          section(
            `${reference('header', 'first', 1)}${reference('header', 'default', 2)}${reference('header', 'even', 3)}${reference('footer', 'default', 5)}${upright}<w:titlePg/>`,
          ),
        ),
        ...(withWidePage
          ? [
              paragraph(run('LANDSCAPE')),
              wideTable,
              paragraph('', section(`${reference('header', 'default', 4)}${onItsSide}`)),
            ]
          : []),
        paragraph(run('Objet : {client.familyName}')),
        end,
        section(`${reference('header', 'default', 2)}${upright}`),
      ].join(''),
    ),
  });
  parts.set('word/media/logo.png', aPng());
  return writePackage(parts);
}

/** Words above words, which pages that are drawn here do not have. */
export const wordsAboveWords = `<w:p><w:r><w:ruby><w:rt>${run('ABOVE')}</w:rt><w:rubyBase>${run('BELOW')}</w:rubyBase></w:ruby></w:r></w:p>`;
