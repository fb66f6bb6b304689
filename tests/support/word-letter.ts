import { contentTypes, relationships } from './word-file';

// A letter as Word writes it: names of revisions, words cut by the spelling check, smart tags, content controls, a text box twice
// (once for older programs), merged cells, notes, a head and a foot, and a section on its side.

const drawingNamespaces = [
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
  'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
  'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
  'xmlns:v="urn:schemas-microsoft-com:vml"',
].join(' ');
const namespaces = [
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
  'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"',
  'mc:Ignorable="w14"',
].join(' ');
const rsid = 'w:rsidR="00A1B2C3"';
const run = (text: string, properties = ''): string =>
  `<w:r ${rsid}>${properties}<w:t xml:space="preserve">${text}</w:t></w:r>`;
const wrong = (inner: string): string =>
  `<w:proofErr w:type="spellStart"/>${inner}<w:proofErr w:type="spellEnd"/>`;
const paragraph = (inner: string, properties = ''): string =>
  `<w:p w14:paraId="1A2B3C4D" w14:textId="77777777" ${rsid} w:rsidRDefault="00A1B2C3" w:rsidP="00D4E5F6">${properties}${inner}</w:p>`;
const style = (name: string): string => `<w:pPr><w:pStyle w:val="${name}"/></w:pPr>`;
const bold = '<w:rPr><w:b/><w:bCs/></w:rPr>';
const cell = (width: number, inner: string, properties = ''): string =>
  `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${properties}</w:tcPr>${inner}</w:tc>`;
const row = (cells: string, properties = ''): string =>
  `<w:tr ${rsid} w:rsidTr="00A1B2C3">${properties}${cells}</w:tr>`;

/** As Word writes one: for itself, and once more for older programs. */
export function textBox(inner: string): string {
  const content = `<w:txbxContent>${inner}</w:txbxContent>`;
  const inNew = `<w:drawing><wp:anchor distT="0" distB="0" distL="114300" distR="114300" simplePos="0" relativeHeight="251659264" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>3200000</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV><wp:extent cx="2360930" cy="700000"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapSquare wrapText="bothSides"/><wp:docPr id="217" name="Zone de texte 2"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="2360930" cy="700000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln></wps:spPr><wps:txbx>${content}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>`;
  const inOld = `<w:pict><v:shape id="Zone_x0020_de_x0020_texte_x0020_2" style="position:absolute;margin-left:252pt;margin-top:0;width:185.9pt;height:55pt;z-index:251659264"><v:textbox>${content}</v:textbox></v:shape></w:pict>`;
  return `<w:r ${rsid}><mc:AlternateContent ${drawingNamespaces}><mc:Choice Requires="wps">${inNew}</mc:Choice><mc:Fallback>${inOld}</mc:Fallback></mc:AlternateContent></w:r>`;
}
const note = (id: number): string =>
  `<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="${id}"/></w:r>`;
const inControl = (content: string, properties = ''): string =>
  `<w:sdt><w:sdtPr><w:alias w:val="Nom"/><w:tag w:val="nom"/><w:id w:val="-1204"/>${properties}</w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`;

const body = [
  paragraph(
    `<w:bookmarkStart w:id="0" w:name="_GoBack"/>${run('Lettre de ')}${wrong(run('{client.', bold))}${wrong(run('family', bold))}${run('Name', bold)}${run('}')}<w:bookmarkEnd w:id="0"/>${textBox(paragraph(run('Pièces : {#exhibits}{number} {/exhibits}')))}`,
    style('Heading1'),
  ),
  paragraph(
    `<w:smartTag w:uri="urn:schemas-microsoft-com:office:smarttags" w:element="PersonName">${run('{client.given')}</w:smartTag>${run('Names}')}${run(', ')}${inControl(run('{client.birthDate}'))}${note(2)}`,
  ),
  paragraph(
    run('{#client.isFemale}née{/client.isFemale}{#client.isMale}né{/client.isMale} le {client.birthDate}'),
  ),
  inControl(
    paragraph(run('Centre : {centre.name}')),
    '<w15:repeatingSection xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"/>',
  ),
  paragraph(
    `<w:hyperlink r:id="rId9" w:history="1">${run('{contact.email}')}</w:hyperlink><w:ins w:id="5" w:author="Marie" w:date="2026-01-01T00:00:00Z">${run(' réf. {case.code}')}</w:ins><w:del w:id="6" w:author="Marie" w:date="2026-01-01T00:00:00Z"><w:r><w:delText>{nothing.known}</w:delText></w:r></w:del>`,
  ),
  `<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/><w:tblLook w:val="04A0"/></w:tblPr><w:tblGrid><w:gridCol w:w="1000"/><w:gridCol w:w="5000"/><w:gridCol w:w="3000"/></w:tblGrid>${[
    row(
      cell(9000, paragraph(run('Inventaire', bold)), '<w:gridSpan w:val="3"/>'),
      '<w:trPr><w:tblHeader/></w:trPr>',
    ),
    row(
      cell(1000, paragraph(run('N°'))) +
        cell(5000, paragraph(run('Pièce'))) +
        cell(3000, paragraph(run('Date'))),
    ),
    row(
      cell(1000, paragraph(`${wrong(run('{#exhi'))}${run('bits}{number}')}`)) +
        cell(5000, paragraph(run('{title}'))) +
        cell(3000, paragraph(run('{#date}{date}{/date}{/exhibits}'))),
    ),
    row(
      cell(1000, paragraph(run('Note')), '<w:vMerge w:val="restart"/>') +
        cell(8000, paragraph(run('Signé à {letter.place}')), '<w:gridSpan w:val="2"/>'),
    ),
    row(
      cell(1000, paragraph(''), '<w:vMerge/>') +
        cell(8000, paragraph(run('le {letter.date}')), '<w:gridSpan w:val="2"/>'),
    ),
  ].join('')}</w:tbl>`,
  paragraph(run('{#exhibits}')),
  paragraph(
    run('{title}'),
    '<w:pPr><w:pStyle w:val="ListParagraph"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>',
  ),
  paragraph(run('{/exhibits}')),
  paragraph(
    `<w:r><w:lastRenderedPageBreak/><w:t>Fin de la première section.</w:t></w:r>`,
    '<w:pPr><w:sectPr w:rsidR="00A1B2C3"><w:headerReference w:type="default" r:id="rId5"/><w:footerReference w:type="default" r:id="rId6"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr></w:pPr>',
  ),
  paragraph(
    run('Nom dans sa langue : {#client.nativeScriptName}{client.nativeScriptName}{/client.nativeScriptName}'),
  ),
  '<w:sectPr w:rsidR="00A1B2C3"><w:footerReference w:type="default" r:id="rId6"/><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:header="708" w:footer="708" w:gutter="0"/><w:cols w:space="708"/><w:docGrid w:linePitch="360"/></w:sectPr>',
].join('');

const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n';

/** Parts of a letter of Word with tags in every place that it prints. */
export function wordLetterParts(bodyOfLetter = body): Readonly<Record<string, string>> {
  return {
    '[Content_Types].xml': contentTypes([
      ['/word/document.xml', `${word}.document.main+xml`],
      ['/word/styles.xml', `${word}.styles+xml`],
      ['/word/settings.xml', `${word}.settings+xml`],
      ['/word/numbering.xml', `${word}.numbering+xml`],
      ['/word/footnotes.xml', `${word}.footnotes+xml`],
      ['/word/header1.xml', `${word}.header+xml`],
      ['/word/footer1.xml', `${word}.footer+xml`],
      ['/word/webSettings.xml', `${word}.webSettings+xml`],
      ['/word/theme/theme1.xml', 'application/vnd.openxmlformats-officedocument.theme+xml'],
      ['/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'],
    ]),
    'word/_rels/document.xml.rels': relationships([
      ['styles', 'styles.xml'],
      ['settings', 'settings.xml'],
      ['numbering', 'numbering.xml'],
      ['footnotes', 'footnotes.xml'],
      ['header', 'header1.xml'],
      ['footer', 'footer1.xml'],
      ['webSettings', 'webSettings.xml'],
      ['theme', 'theme/theme1.xml'],
      ['hyperlink', 'mailto:centre@example.org', 'External'],
    ]),
    'docProps/core.xml': `${head}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Marie</dc:creator></cp:coreProperties>`,
    'word/styles.xml': `${head}<w:styles ${namespaces}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Times New Roman"/><w:sz w:val="22"/><w:lang w:val="fr-BE" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="ListParagraph"><w:name w:val="List Paragraph"/><w:pPr><w:ind w:left="720"/></w:pPr></w:style><w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4"/><w:left w:val="single" w:sz="4"/><w:bottom w:val="single" w:sz="4"/><w:right w:val="single" w:sz="4"/><w:insideH w:val="single" w:sz="4"/><w:insideV w:val="single" w:sz="4"/></w:tblBorders></w:tblPr></w:style></w:styles>`,
    'word/settings.xml': `${head}<w:settings ${namespaces}><w:zoom w:percent="100"/><w:defaultTabStop w:val="708"/><w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr><w:rsids><w:rsidRoot w:val="00A1B2C3"/></w:rsids></w:settings>`,
    'word/numbering.xml': `${head}<w:numbering ${namespaces}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
    'word/footnotes.xml': `${head}<w:footnotes ${namespaces}><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote><w:footnote w:id="2">${paragraph(`<w:r><w:footnoteRef/></w:r>${run(' Voir les pièces {#exhibits}{number} {/exhibits}: {client.')}${wrong(run('familyName}'))}`)}</w:footnote></w:footnotes>`,
    'word/header1.xml': `${head}<w:hdr ${namespaces}>${paragraph(run('Dossier {case.code}, {#exhibits}{number} {/exhibits}'))}</w:hdr>`,
    'word/footer1.xml': `${head}<w:ftr ${namespaces}>${paragraph(`${run('{centre.name} – page ')}<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE  \\* MERGEFORMAT </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:rPr><w:noProof/></w:rPr><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`)}</w:ftr>`,
    'word/webSettings.xml': `${head}<w:webSettings ${namespaces}><w:optimizeForBrowser/></w:webSettings>`,
    'word/theme/theme1.xml': `${head}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Office"><a:themeElements/></a:theme>`,
    'word/document.xml': `${head}<w:document ${namespaces}><w:body>${bodyOfLetter}</w:body></w:document>`,
  };
}
