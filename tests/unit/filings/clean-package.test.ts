import { describe, expect, it } from 'vitest';
import { cleanPackage } from '../../../src/core/filings/clean-package';
import { inspectDocument } from '../../../src/core/filings/inspect-document';
import { readPackage } from '../../../src/core/filings/package-reader';
import { tryTemplate } from '../../../src/core/filings/try-template';
import { partText } from '../../../src/core/filings/word-package';
import { writePackage } from '../../../src/core/filings/write-package';
import { plainText } from '../../support/filing-documents';
import { pngWithTraces } from '../../support/pictures';
import { contentTypes, documentXml, relationships, wordFile, wordParts } from '../../support/word-file';

type Changes = Readonly<Record<string, string>>;

const properties = { title: 'Essai', language: 'fr-BE' };
const leaksIn = (file: Uint8Array): readonly string[] => {
  const inspected = inspectDocument(file);
  if (!inspected.ok) throw new Error('The file cannot be read');
  return inspected.value.leaks.map(({ kind }) => kind);
};
const clean = (body: string, changes: Changes = {}): Buffer =>
  cleanPackage(wordParts([], { 'word/document.xml': documentXml(body), ...changes }), properties);
const textPart = (file: Uint8Array): string => {
  const parts = readPackage(file);
  return (parts.ok ? partText(parts.value, 'word/document.xml') : null) ?? '';
};
const withStyles = (styles: string): Changes => ({
  'word/styles.xml': `<w:styles xmlns:w="x">${styles}</w:styles>`,
  'word/_rels/document.xml.rels': relationships([['styles', 'styles.xml']]),
});
const withSettings = (settings: string): Changes => ({
  'word/settings.xml': `<w:settings xmlns:w="x">${settings}</w:settings>`,
  'word/_rels/document.xml.rels': relationships([['settings', 'settings.xml']]),
});
/** Parts that the document leads to, as `rId1`, `rId2` and so on. */
const linked = (...parts: readonly (readonly [type: string, name: string, xml: string])[]): Changes => ({
  'word/_rels/document.xml.rels': relationships(parts.map(([type, name]) => [type, name])),
  ...Object.fromEntries(parts.map(([, name, xml]) => [`word/${name}`, xml])),
});
const headOf = (text: string): string => `<w:hdr xmlns:w="x"><w:p>${run(text)}</w:p></w:hdr>`;
const run = (text: string, properties_ = ''): string => `<w:r>${properties_}<w:t>${text}</w:t></w:r>`;
const mark = (type: string): string => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
const field = (instruction: string, result: string): string =>
  `${mark('begin')}<w:r><w:instrText>${instruction}</w:instrText></w:r>${mark('separate')}${result}${mark('end')}`;
const hiddenStyle = '<w:style w:type="paragraph" w:styleId="A"><w:rPr><w:vanish/></w:rPr></w:style>';

describe('what a Word file gives away beside its text', () => {
  // `SECRET` is what must be gone, `kept` what is read.
  const traces: readonly (readonly [name: string, kind: string, body: string, changes?: Changes])[] = [
    [
      'who added a cell',
      'trackedChanges',
      `<w:tbl><w:tr><w:tc><w:tcPr><w:cellIns w:author="SECRET"/></w:tcPr><w:p>${run('kept')}</w:p></w:tc></w:tr></w:tbl>`,
    ],
    [
      'a cell that was deleted',
      'trackedChanges',
      `<w:p>${run('kept')}</w:p><w:tbl><w:tr><w:tc><w:tcPr><w:cellDel/></w:tcPr><w:p>${run('SECRET')}</w:p></w:tc></w:tr></w:tbl>`,
    ],
    [
      'a row that was deleted',
      'trackedChanges',
      `<w:p>${run('kept')}</w:p><w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p>${run('SECRET')}</w:p></w:tc></w:tr></w:tbl>`,
    ],
    [
      'who added a tag of data',
      'trackedChanges',
      `<w:customXmlInsRangeStart w:author="SECRET"/><w:p>${run('kept')}</w:p><w:customXmlInsRangeEnd/>`,
    ],
    [
      'a field that names the author',
      'tellingField',
      `<w:p><w:fldSimple w:instr=" DOCPROPERTY SECRET ">${run('kept')}</w:fldSimple></w:p>`,
    ],
    ['a field that asks for a word', 'tellingField', `<w:p>${field(' FILLIN "SECRET" ', run('kept'))}</w:p>`],
    [
      'an entry of an index',
      'tellingField',
      `<w:p>${run('kept')}${mark('begin')}<w:r><w:instrText> XE "</w:instrText><w:t>SECRET</w:t></w:r>${mark('end')}</w:p>`,
    ],
    [
      'the address behind a link',
      'externalRelationship',
      `<w:p>${field(' HYPERLINK "https://a.example/SECRET" ', run('kept'))}</w:p>`,
    ],
    [
      'a field in the instruction of another',
      'tellingField',
      `<w:p>${field(` IF ${mark('begin')}<w:r><w:instrText>SECRET</w:instrText></w:r>${mark('end')}`, run('kept'))}</w:p>`,
    ],
    [
      'a field without an end',
      'tellingField',
      `<w:p>${run('kept')}${mark('begin')}<w:r><w:instrText>SECRET</w:instrText></w:r></w:p>`,
    ],
    [
      'the names of a control and its data',
      'customData',
      `<w:sdt><w:sdtPr><w:alias w:val="SECRET"/><w:tag w:val="SECRET"/><w:dataBinding w:xpath="/SECRET"/><w15:dataBinding w:xpath="/SECRET"/><w:dropDownList><w:listItem w:displayText="SECRET"/></w:dropDownList></w:sdtPr><w:sdtContent><w:p>${run('kept')}</w:p></w:sdtContent></w:sdt>`,
    ],
    [
      'data in the text',
      'customData',
      `<w:p><w:customXml w:element="SECRET"><w:customXmlPr><w:attr w:val="SECRET"/></w:customXmlPr>${run('kept')}</w:customXml></w:p>`,
    ],
    [
      'a name that was recognised',
      'customData',
      `<w:p><w:smartTag w:element="SECRET"><w:smartTagPr><w:attr w:val="SECRET"/></w:smartTagPr>${run('kept')}</w:smartTag></w:p>`,
    ],
    [
      'who may change a passage',
      'author',
      `<w:permStart w:id="1" w:ed="DOM\\SECRET"/><w:p>${run('kept')}</w:p><w:permEnd w:id="1"/>`,
    ],
    [
      'the name of a place',
      'customData',
      `<w:p><w:bookmarkStart w:id="0" w:name="SECRET"/>${run('kept')}<w:bookmarkEnd w:id="0"/></w:p>`,
    ],
    [
      'the name of a place that is referred to',
      'customData',
      `<w:p><w:bookmarkStart w:id="0" w:name="SECRET"/>${run('kept')}<w:bookmarkEnd w:id="0"/>${field(' REF SECRET \\h ', '')}</w:p>`,
    ],
    [
      'numbers of drawings',
      'revisionIds',
      `<w:p>${run('kept')}<w:r><w:drawing><wp:inline wp14:anchorId="SECRET" wp14:editId="SECRET"><wp:docPr id="1" name="Picture 1"/></wp:inline></w:drawing></w:r></w:p>`,
    ],
    [
      'when and where a drawing was made',
      'customData',
      `<w:p>${run('kept')}<w:r><w:drawing><wp:docPr id="1" name="a"><a:extLst><a:ext uri="{SECRET}"><a16:creationId val="{SECRET}"/></a:ext></a:extLst></wp:docPr></w:drawing></w:r></w:p>`,
    ],
    [
      'the link of a drawing',
      'externalRelationship',
      `<w:p>${run('kept')}<w:r><w:drawing><wp:docPr id="1" name="a"><a:hlinkClick r:id="rIdSECRET"/></wp:docPr></w:drawing></w:r></w:p>`,
    ],
    [
      'a drawing packed into an older one',
      'embeddedObject',
      `<w:p>${run('kept')}<w:r><w:pict><v:shape o:gfxdata="SECRET" o:href="https://SECRET"/></w:pict></w:r></w:p>`,
    ],
    [
      'text hidden by what a style is based on',
      'hiddenText',
      `<w:p>${run('kept')}${run('SECRET', '<w:rPr><w:rStyle w:val="B"/></w:rPr>')}</w:p>`,
      withStyles(`${hiddenStyle}<w:style w:type="character" w:styleId="B"><w:basedOn w:val="A"/></w:style>`),
    ],
    [
      'text hidden by the style of its paragraph',
      'hiddenText',
      `<w:p>${run('kept')}</w:p><w:p><w:pPr><w:pStyle w:val="B"/></w:pPr>${run('SECRET')}</w:p>`,
      withStyles(`${hiddenStyle}<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>`),
    ],
    [
      'text hidden by what holds for all paragraphs',
      'hiddenText',
      `<w:p>${run('kept', '<w:rPr><w:vanish w:val="0"/></w:rPr>')}${run('SECRET')}</w:p>`,
      withStyles('<w:docDefaults><w:rPrDefault><w:rPr><w:vanish/></w:rPr></w:rPrDefault></w:docDefaults>'),
    ],
    [
      'text hidden by the usual style',
      'hiddenText',
      `<w:p><w:pPr><w:pStyle w:val="B"/></w:pPr>${run('kept')}</w:p><w:p>${run('SECRET')}</w:p>`,
      withStyles(
        `<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="B"/>`,
      ),
    ],
    [
      'text that is too small to be read',
      'hiddenText',
      `<w:p>${run('kept')}${run('SECRET', '<w:rPr><w:sz w:val="2"/></w:rPr>')}</w:p>`,
    ],
    [
      'the head of a first page that is as the others',
      'hiddenText',
      `<w:p>${run('kept')}</w:p><w:sectPr><w:headerReference w:type="first" r:id="rId1"/><w:headerReference w:type="default" r:id="rId2"/><w:titlePg w:val="0"/></w:sectPr>`,
      linked(['header', 'header1.xml', headOf('SECRET')], ['header', 'header2.xml', headOf('head')]),
    ],
    [
      'the foot of even pages that are as the others',
      'hiddenText',
      `<w:p>${run('kept')}</w:p><w:sectPr><w:footerReference w:type="even" r:id="rId1"/></w:sectPr>`,
      linked(['footer', 'footer1.xml', headOf('SECRET')]),
    ],
    [
      'a head that no section names',
      'hiddenText',
      `<w:p>${run('kept')}</w:p>`,
      linked(['header', 'header1.xml', headOf('SECRET')]),
    ],
    [
      'a note that nothing leads to',
      'hiddenText',
      `<w:p>${run('kept')}</w:p><w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p>`,
      linked([
        'footnotes',
        'footnotes.xml',
        `<w:footnotes xmlns:w="x"><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote><w:footnote w:id="1"><w:p>${run('SECRET')}</w:p></w:footnote><w:footnote w:id="2"><w:p>${run('note')}</w:p></w:footnote></w:footnotes>`,
      ]),
    ],
    [
      'a note of text that was deleted',
      'hiddenText',
      `<w:p>${run('kept')}<w:del><w:r><w:endnoteReference w:id="1"/></w:r></w:del></w:p>`,
      linked([
        'endnotes',
        'endnotes.xml',
        `<w:endnotes xmlns:w="x"><w:endnote w:id="1"><w:p>${run('SECRET')}</w:p></w:endnote></w:endnotes>`,
      ]),
    ],
    [
      'who protected a file',
      'revisionIds',
      `<w:p>${run('kept')}</w:p>`,
      withSettings(
        '<w:documentProtection w:hash="SECRET"/><w:rsids><w:rsid w:val="SECRET"/></w:rsids><w:defaultTabStop w:val="720"/>',
      ),
    ],
  ];

  it.each(traces.map(([name, kind, body, changes]) => ({ name, kind, body, changes: changes ?? {} })))(
    '$name is told and taken out',
    ({ kind, body, changes }) => {
      expect(leaksIn(wordFile([], { 'word/document.xml': documentXml(body), ...changes }))).toContain(kind);
      const cleaned = clean(body, changes);
      expect(leaksIn(cleaned)).toEqual([]);
      const parts = readPackage(cleaned);
      if (!parts.ok) throw new Error('The cleaned file cannot be read');
      for (const name of parts.value.keys()) expect(partText(parts.value, name)).not.toContain('SECRET');
      expect(plainText(cleaned).replaceAll('«REF»', '').trim().split('\n')[0]).toBe('kept');
    },
  );

  it('keeps what pages are counted and found by', () => {
    const body = [
      `<w:p>${field(' PAGE ', run('1'))}${field(' NUMPAGES ', run('2'))}${field(' SEQ Table ', run('3'))}</w:p>`,
      `<w:p>${mark('begin')}<w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>${mark('separate')}</w:p>`,
      `<w:p><w:hyperlink w:anchor="_Toc1">${run('Titre')}${field(' PAGEREF _Toc1 \\h ', run('1', '<w:rPr><w:webHidden/></w:rPr>'))}</w:hyperlink>${mark('end')}</w:p>`,
      `<w:p><w:bookmarkStart w:id="4" w:name="_Toc1"/>${run('Titre')}<w:bookmarkEnd w:id="4"/></w:p>`,
    ].join('');
    expect(textPart(clean(body))).toContain(
      body
        .replace('<w:hyperlink w:anchor="_Toc1">', '')
        .replace('</w:hyperlink>', '')
        .replace('<w:webHidden/>', '')
        .replace('<w:rPr></w:rPr>', '<w:rPr/>'),
    );
  });

  it('gives a place that is referred to a name that says nothing', () => {
    const written = textPart(
      clean(
        `<w:p><w:bookmarkStart w:id="0" w:name="Her_house"/>${run('kept')}<w:bookmarkEnd w:id="0"/>${mark('begin')}<w:r><w:instrText> REF Her_</w:instrText></w:r><w:r><w:instrText>house \\h</w:instrText></w:r>${mark('separate')}${run('kept')}${mark('end')}</w:p>`,
      ),
    );
    expect(written).toContain('<w:bookmarkStart w:id="0" w:name="_Ref1"/>');
    expect(written).toContain('<w:instrText> REF _Ref1 \\h </w:instrText>');
    expect(written).not.toContain('house');
  });

  it('tells of white text, and leaves it: it may stand on a dark ground', () => {
    const white = run('x', '<w:rPr><w:color w:val="FFFFFF"/></w:rPr>');
    const cell = (fill: string): string =>
      `<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:val="clear" w:fill="${fill}"/></w:tcPr><w:p>${white}</w:p></w:tc></w:tr></w:tbl>`;
    expect(leaksIn(clean(`<w:p>${white}</w:p>`))).toEqual(['hiddenText']);
    expect(leaksIn(clean(cell('auto')))).toEqual(['hiddenText']);
    expect(leaksIn(clean(cell('1F3864')))).toEqual([]);
    expect(plainText(clean(cell('auto'))).trim()).toBe('x');
  });

  it('keeps the size of a drawing, and that it is only for show', () => {
    const drawing =
      '<a:xfrm><a:ext cx="1" cy="1"/></a:xfrm><a:extLst><a:ext uri="{1}"><adec:decorative val="1"/></a:ext></a:extLst>';
    expect(textPart(clean(`<w:p><w:r><w:drawing>${drawing}</w:drawing></w:r></w:p>`))).toContain(drawing);
  });

  it('keeps the heads that pages show, those that a section has from the one before among them', () => {
    const heads = ['first', 'default', 'even', 'later'].map(
      (text, index) => ['header', `header${index + 1}.xml`, headOf(text)] as const,
    );
    const references = (...types: readonly (readonly [type: string, id: number])[]) =>
      types.map(([type, id]) => `<w:headerReference w:type="${type}" r:id="rId${id}"/>`).join('');
    const inParagraph = (section: string) => `<w:p><w:pPr>${section}</w:pPr></w:p>`;
    const body = [
      `<w:p>${run('kept')}</w:p>`,
      inParagraph(`<w:sectPr>${references(['first', 1], ['default', 2], ['even', 3])}</w:sectPr>`),
      `<w:sectPr>${references(['default', 4])}<w:titlePg/></w:sectPr>`,
    ].join('');
    const changes = linked(...heads, [
      'settings',
      'settings.xml',
      '<w:settings xmlns:w="x"><w:evenAndOddHeaders/></w:settings>',
    ]);
    const cleaned = clean(body, changes);
    expect(textPart(cleaned)).toContain(body);
    expect(leaksIn(wordFile([], { 'word/document.xml': documentXml(body), ...changes }))).toEqual([]);
    expect(plainText(cleaned)).toContain('first\ndefault\neven\nlater');
  });

  it('leaves no picture that is not shown', () => {
    const picture = (id: string) => `<w:r><w:drawing><a:blip r:embed="${id}"/></w:drawing></w:r>`;
    const parts = wordParts([], {
      'word/document.xml': documentXml(
        `<w:p>${picture('rId1')}</w:p><w:del w:author="x">${picture('rId2')}</w:del>`,
      ),
      'word/_rels/document.xml.rels': relationships([
        ['image', 'media/image1.png'],
        ['image', 'media/image2.png'],
      ]),
    });
    for (const name of ['image1', 'image2']) parts.set(`word/media/${name}.png`, pngWithTraces(false));
    const before = inspectDocument(writePackage(parts));
    expect(before.ok ? before.value.leaks.map(({ kind, part }) => `${kind} ${part}`) : []).toContain(
      'hiddenText word/media/image2.png',
    );
    const cleaned = readPackage(cleanPackage(parts, properties));
    expect(cleaned.ok ? [...cleaned.value.keys()].filter((name) => name.includes('media')) : []).toEqual([
      'word/media/image1.png',
    ]);
  });

  it('follows styles that are based on each other to an end', () => {
    const styles = withStyles(
      '<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>',
    );
    expect(
      plainText(clean(`<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr>${run('kept')}</w:p>`, styles)).trim(),
    ).toBe('kept');
  });
});

describe('trying a template', () => {
  it('says of what is left behind alone that it is', () => {
    const tried = tryTemplate(
      writePackage(
        wordParts([], {
          '[Content_Types].xml': contentTypes(),
          'word/document.xml': documentXml(
            `<w:p w:rsidR="1">${run('{client.familyName}', '<w:rPr><w:color w:val="FFFFFF"/></w:rPr>')}${run('gone', '<w:rPr><w:vanish/></w:rPr>')}</w:p>`,
          ),
        }),
      ),
    );
    expect(tried).toMatchObject({ ok: true });
    expect(tried.ok ? tried.value.leftBehind.map(({ kind, found }) => [kind, found]) : []).toEqual([
      ['revisionIds', 'w:rsidR'],
      ['hiddenText', 'gone'],
    ]);
  });
});
