import { describe, expect, it } from 'vitest';
import { lookIntoPackage } from '../../../src/core/evidence/traces/office';
import { readPackage } from '../../../src/core/filings/package-reader';
import { writePackage } from '../../../src/core/filings/write-package';
import { planted, tellingJpeg, tellingOpenDocument } from '../../support/telling-files';
import { contentTypes, documentXml, relationships, wordParts } from '../../support/word-file';

// What Word, Excel, PowerPoint and LibreOffice keep of who works with them, beside properties, and what no clean copy is made of.

const office = 'application/vnd.openxmlformats-officedocument';
const word = `${office}.wordprocessingml`;
const excel = `${office}.spreadsheetml`;
const packed = (parts: Readonly<Record<string, string | Uint8Array>>): Buffer =>
  writePackage(
    new Map(Object.entries(parts).map(([name, content]) => [name, Buffer.from(content as Buffer)])),
  );

/** The parts of the clean copy by name; a failure where there is none. */
function cleaned(file: Uint8Array): ReadonlyMap<string, string> {
  const { bare } = lookIntoPackage(file);
  if (bare === null) throw new Error('There is no clean copy');
  expect(lookIntoPackage(bare)).toEqual({ form: 'same', traces: [], words: [], bare: null });
  const parts = readPackage(bare);
  if (!parts.ok) throw new Error('The clean copy cannot be read');
  return new Map([...parts.value].map(([name, bytes]) => [name, Buffer.from(bytes).toString('utf8')]));
}

function expectNothingPlanted(parts: ReadonlyMap<string, string>): void {
  for (const [name, text] of parts) {
    expect([name, /SECRET|Invent|4711/u.exec(text)?.[0]]).toEqual([name, undefined]);
  }
}

const letter = (body: string, more: Readonly<Record<string, string | Uint8Array>> = {}) =>
  packed({ ...Object.fromEntries(wordParts([], { 'word/document.xml': documentXml(body) })), ...more });
const kept = '<w:p><w:r><w:t>kept</w:t></w:r></w:p>';

describe('a clean copy of a Word file', () => {
  it('keeps its words and leaves out who worked on it, where and in how many sittings', () => {
    const parts = cleaned(
      letter(
        `<w:p w:rsidR="SECRET" w14:paraId="SECRET"><w:r><w:t>kept</w:t></w:r></w:p><w:sdt><w:sdtPr><w:dataBinding w:xpath="/SECRET"/></w:sdtPr><w:sdtContent>${kept}</w:sdtContent></w:sdt><w:p><w:hyperlink r:id="rId6"><w:r><w:drawing><wp:docPr id="1" name="C:\\SECRET\\a.jpg" descr="A farm"/></w:drawing></w:r></w:hyperlink></w:p>`,
        {
          '[Content_Types].xml': contentTypes([
            ['/word/document.xml', `${word}.document.main+xml`],
            ['/word/settings.xml', `${word}.settings+xml`],
            ['/word/people.xml', `${word}.people+xml`],
            ['/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'],
          ]),
          '_rels/.rels': relationships([
            ['officeDocument', 'word/document.xml'],
            ['core-properties', 'docProps/core.xml'],
            ['classificationlabels', 'docMetadata/LabelInfo.xml'],
          ]),
          'docProps/core.xml': `<cp:coreProperties><dc:creator>${planted.person}</dc:creator></cp:coreProperties>`,
          'docMetadata/LabelInfo.xml': '<clbl:labelList siteId="SECRET"/>',
          'word/_rels/document.xml.rels': relationships([
            ['settings', 'settings.xml'],
            ['people', 'people.xml'],
            ['customXml', '../customXml/item1.xml'],
            ['glossaryDocument', 'glossary/document.xml'],
            ['image', 'media/image1.jpeg'],
            ['hyperlink', 'https://kept.example', 'External'],
          ]),
          'word/settings.xml':
            '<w:settings><w:defaultTabStop w:val="720"/><w:attachedTemplate r:id="rId1"/><w:rsids><w:rsid w:val="SECRET"/></w:rsids><w:docVars><w:docVar w:val="SECRET"/></w:docVars></w:settings>',
          'word/_rels/settings.xml.rels': relationships([
            ['attachedTemplate', 'file:///C:\\Users\\SECRET\\Normal.dotm', 'External'],
          ]),
          'word/media/image1.jpeg': tellingJpeg(),
          'word/people.xml': '<w15:people><w15:person w15:author="SECRET"/></w15:people>',
          'word/glossary/document.xml': '<w:glossaryDocument>SECRET</w:glossaryDocument>',
          'customXml/item1.xml': '<SECRET/>',
          '[trash]/0000.dat': 'SECRET',
        },
      ),
    );
    expectNothingPlanted(parts);
    expect([...parts.keys()]).toEqual([
      '[Content_Types].xml',
      '_rels/.rels',
      'word/_rels/document.xml.rels',
      'word/_rels/settings.xml.rels',
      'word/document.xml',
      'word/media/image1.jpeg',
      'word/settings.xml',
    ]);
    expect(parts.get('word/settings.xml')).toContain(
      '<w:settings><w:defaultTabStop w:val="720"/></w:settings>',
    );
    const text = parts.get('word/document.xml') ?? '';
    expect(text.split('kept')).toHaveLength(3);
    expect(text).toContain('name="" descr="A farm"');
    expect(parts.get('word/_rels/document.xml.rels')).toContain('https://kept.example');
  });
});

const workbook = (more: Readonly<Record<string, string>> = {}, sheet = '') => ({
  '[Content_Types].xml': contentTypes([
    ['/xl/workbook.xml', `${excel}.sheet.main+xml`],
    ['/xl/worksheets/sheet1.xml', `${excel}.worksheet+xml`],
    ['/xl/pivotCache/pivotCacheDefinition1.xml', `${excel}.pivotCacheDefinition+xml`],
  ]),
  '_rels/.rels': relationships([['officeDocument', 'xl/workbook.xml']]),
  'xl/workbook.xml':
    '<workbook><fileSharing userName="SECRET"/><mc:AlternateContent><mc:Choice Requires="x15"><x15ac:absPath url="C:\\Users\\SECRET\\"/></mc:Choice></mc:AlternateContent><xr:revisionPtr documentId="SECRET"/><sheets><sheet name="kept" sheetId="1" r:id="rId1"/></sheets></workbook>',
  'xl/_rels/workbook.xml.rels': relationships([
    ['worksheet', 'worksheets/sheet1.xml'],
    ['person', 'persons/person.xml'],
    ['pivotCacheDefinition', 'pivotCache/pivotCacheDefinition1.xml'],
  ]),
  'xl/persons/person.xml': '<personList><person displayName="SECRET"/></personList>',
  'xl/pivotCache/pivotCacheDefinition1.xml':
    '<pivotCacheDefinition refreshedBy="SECRET" refreshedDate="46000.5" recordCount="1"/>',
  'xl/worksheets/sheet1.xml': `<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>kept</t></is></c></row></sheetData><pageSetup paperSize="9" r:id="rId1"/>${sheet}</worksheet>`,
  'xl/worksheets/_rels/sheet1.xml.rels': relationships([
    ['printerSettings', '../printerSettings/printerSettings1.bin'],
  ]),
  'xl/printerSettings/printerSettings1.bin': 'SECRET',
  ...more,
});

describe('a clean copy of an Excel file', () => {
  it('keeps its cells and leaves out its printer, the folder it lay in and who refreshed it', () => {
    const parts = cleaned(packed(workbook()));
    expectNothingPlanted(parts);
    expect(parts.get('xl/worksheets/sheet1.xml')).toBe(
      '<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>kept</t></is></c></row></sheetData><pageSetup paperSize="9"/></worksheet>',
    );
    expect(parts.get('xl/workbook.xml')).toContain(
      '<workbook><sheets><sheet name="kept" sheetId="1" r:id="rId1"/></sheets></workbook>',
    );
  });
});

const openText = (content: string, more: Readonly<Record<string, string | Uint8Array>> = {}) =>
  packed({
    mimetype: 'application/vnd.oasis.opendocument.text',
    'content.xml': `<office:document-content>${content}</office:document-content>`,
    'META-INF/manifest.xml':
      '<manifest:manifest><manifest:file-entry manifest:full-path="/"/><manifest:file-entry manifest:full-path="content.xml"/><manifest:file-entry manifest:full-path="meta.xml"/></manifest:manifest>',
    ...more,
  });

describe('a clean copy of an OpenDocument file', () => {
  it('keeps its words and switches, and leaves out its printer and sittings', () => {
    const file = openText('<text:p officeooo:paragraph-rsid="SECRET">kept</text:p>', {
      'meta.xml': `<office:document-meta><dc:creator>${planted.person}</dc:creator></office:document-meta>`,
      'settings.xml':
        '<office:document-settings><config:config-item-set config:name="ooo:view-settings"><config:config-item config:name="ViewId" config:type="string">SECRET</config:config-item></config:config-item-set><config:config-item-set config:name="ooo:configuration-settings"><config:config-item config:name="PrinterName" config:type="string">SECRET</config:config-item><config:config-item config:name="Rsid" config:type="int">4711</config:config-item><config:config-item config:name="AddParaTableSpacing" config:type="boolean">true</config:config-item></config:config-item-set></office:document-settings>',
      'manifest.rdf': 'SECRET',
      'Configurations2/accelerator/current.xml': 'SECRET',
    });
    const parts = cleaned(file);
    expectNothingPlanted(parts);
    expect([...parts.keys()]).toEqual(['mimetype', 'META-INF/manifest.xml', 'content.xml', 'settings.xml']);
    expect(parts.get('content.xml')).toContain('<text:p>kept</text:p>');
    expect(parts.get('settings.xml')).toContain('AddParaTableSpacing');
    // Programs look for the type in the first bytes of the file, not packed.
    const { bare } = lookIntoPackage(file);
    expect(Buffer.from(bare ?? []).toString('latin1', 30, 77)).toBe(
      'mimetypeapplication/vnd.oasis.opendocument.text',
    );
  });
});

describe('no clean copy', () => {
  const main = [
    ['/word/document.xml', `${word}.document.main+xml`],
    ['/word/vbaProject.bin', 'application/vnd.ms-office.vbaProject'],
    ['/word/media/drawing.emf', 'image/x-emf'],
  ] as const;
  const withPart = (type: string, name: string, content = 'x') =>
    letter(kept, {
      '[Content_Types].xml': contentTypes(main),
      'word/_rels/document.xml.rels': relationships([[type, name]]),
      [`word/${name}`]: content,
    });
  const field = (...instruction: readonly string[]) =>
    `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>${instruction.map((each) => `<w:r><w:instrText>${each}</w:instrText></w:r>`).join('')}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`;
  const picture = (place: string) => openText(`<draw:image xlink:href="${place}"/>`);
  const inUtf16 = Buffer.concat([
    Buffer.from([0xff, 0xfe]),
    Buffer.from('<?xml version="1.0" encoding="UTF-16"?><w:document/>', 'utf16le'),
  ]);

  it.each<readonly [string, Buffer]>([
    ['a program', withPart('vbaProject', 'vbaProject.bin')],
    ['a file within', withPart('oleObject', 'embeddings/oleObject1.bin')],
    ['a table behind a chart', withPart('package', 'embeddings/Sheet1.xlsx')],
    ['a drawing of Windows', withPart('image', 'media/drawing.emf')],
    ['a film', withPart('video', 'media/film.mp4')],
    [
      'a part that is not there',
      letter(kept, { 'word/_rels/document.xml.rels': relationships([['styles', 'styles.xml']]) }),
    ],
    [
      'a picture elsewhere',
      letter(kept, {
        'word/_rels/document.xml.rels': relationships([['image', 'https://a.example/a.png', 'External']]),
      }),
    ],
    [
      'a signature',
      letter(kept, {
        '_rels/.rels': relationships([
          ['officeDocument', 'word/document.xml'],
          ['origin', '_xmlsignatures/origin.sigs'],
        ]),
      }),
    ],
    ['a field that shows its author', letter(field(' AUT', 'HOR '))],
    ['a field that shows a property', letter('<w:p><w:fldSimple w:instr="DOCPROPERTY Client"/></w:p>')],
    [
      'a remark',
      letter(kept, {
        'word/comments.xml':
          '<w:comments><w:comment w:author="A"><w:p><w:r><w:t>a</w:t></w:r></w:p></w:comment></w:comments>',
      }),
    ],
    ['a change of how it looks', letter('<w:p><w:pPr><w:pPrChange w:author="A"/></w:pPr></w:p>')],
    [
      'an entity',
      letter(kept, { 'word/document.xml': '<!DOCTYPE a [<!ENTITY a "b">]><w:document>&a;</w:document>' }),
    ],
    ['letters of another coding', letter(kept, { 'word/document.xml': inUtf16 })],
    [
      'a view that bears a name',
      packed(workbook({ 'xl/workbook.xml': '<workbook><customWorkbookViews/></workbook>' })),
    ],
    [
      'programs of Excel',
      packed(
        workbook({
          '[Content_Types].xml': contentTypes([
            ['/xl/workbook.xml', 'application/vnd.ms-excel.sheet.macroEnabled.main+xml'],
          ]),
        }),
      ),
    ],
    ['remarks and changes', tellingOpenDocument()],
    ['a signature of OpenDocument', openText('', { 'META-INF/documentsignatures.xml': '<a/>' })],
    ['a program of OpenDocument', openText('', { 'Basic/script-lc.xml': '<a/>' })],
    ['what runs a program', openText('<script:event-listener/>')],
    ['a file within OpenDocument', openText('', { 'Object 1/content.xml': '<a/>' })],
    ['a field that shows who began it', openText('<text:initial-creator>A</text:initial-creator>')],
    [
      'a field that shows its title',
      openText('<text:title>A</text:title>', {
        'meta.xml': '<office:document-meta><dc:title>A</dc:title></office:document-meta>',
      }),
    ],
    ['a picture of another file', picture('../../home/a.png')],
    [
      'what is encrypted',
      openText('', {
        'META-INF/manifest.xml':
          '<manifest:manifest><manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>',
      }),
    ],
    ['a zip of pictures', packed({ 'a.jpg': tellingJpeg() })],
  ])('is made of a file that holds %s', (_what, file) => {
    expect(lookIntoPackage(file)).toMatchObject({ form: 'asReceived', bare: null });
  });
});

describe('a clean copy of a file with a field for its title', () => {
  it('is made where it has none, as of every table that LibreOffice makes', () => {
    const title = '<text:p><text:title>???</text:title></text:p>';
    expect(cleaned(openText(title)).get('content.xml')).toContain(title);
  });
});

describe('a clean copy of an Office file of other programs', () => {
  it('keeps no ids of sittings in its styles and lists, and no account that may change a passage', () => {
    const parts = cleaned(
      letter(
        `<w:permStart w:id="1" w:ed="SECRET"/>${kept}<w:permEnd w:id="1"/><w:p><w:pict><v:shape alt="C:\\SECRET\\a.jpg"/></w:pict></w:p>`,
        {
          '[Content_Types].xml': contentTypes([
            ['/word/document.xml', `${word}.document.main+xml`],
            ['/word/styles.xml', `${word}.styles+xml`],
            ['/word/numbering.xml', `${word}.numbering+xml`],
          ]),
          'word/_rels/document.xml.rels': relationships([
            ['styles', 'styles.xml'],
            ['numbering', 'numbering.xml'],
          ]),
          'word/styles.xml':
            '<w:styles><w:style w:styleId="kept"><w:name w:val="kept"/><w:rsid w:val="SECRET"/></w:style></w:styles>',
          'word/numbering.xml':
            '<w:numbering><w:abstractNum w:abstractNumId="0"><w:nsid w:val="SECRET"/><w:tmpl w:val="SECRET"/></w:abstractNum></w:numbering>',
        },
      ),
    );
    expectNothingPlanted(parts);
    expect(parts.get('word/styles.xml')).toContain('<w:name w:val="kept"/>');
  });

  it('keeps of a place in a folder the name of the file alone', () => {
    const places = [
      'file:///C:\\Users\\SECRET\\kept.pdf',
      'file:///home/SECRET/kept.pdf',
      '\\\\SECRET\\share\\kept.pdf',
      '../../SECRET/kept.pdf',
      'C:/Users/SECRET/kept.pdf',
    ];
    const parts = cleaned(
      letter(kept, {
        'docProps/core.xml': `<cp:coreProperties><dc:creator>${planted.person}</dc:creator></cp:coreProperties>`,
        'word/_rels/document.xml.rels': relationships(
          places.map((place) => ['hyperlink', place, 'External'] as const),
        ),
      }),
    );
    expectNothingPlanted(parts);
    expect(parts.get('word/_rels/document.xml.rels')?.match(/Target="kept\.pdf"/gu)).toHaveLength(
      places.length,
    );
    const links = places.map((place) => `<text:a xlink:href="${place}">kept</text:a>`).join('');
    const open = cleaned(
      openText(`${links}<text:a xlink:href="https://kept.example/a/b">kept</text:a>`, {
        'meta.xml': `<office:document-meta><dc:creator>${planted.person}</dc:creator></office:document-meta>`,
      }),
    );
    expectNothingPlanted(open);
    expect(open.get('content.xml')?.match(/xlink:href="kept\.pdf"/gu)).toHaveLength(places.length);
    expect(open.get('content.xml')).toContain('https://kept.example/a/b');
  });

  it('keeps no ids in its tables', () => {
    const sheet = workbook()['xl/worksheets/sheet1.xml'].replace(
      '<worksheet>',
      '<worksheet xr:uid="{SECRET}">',
    );
    const table = '<table xr:uid="{SECRET}"><tableColumn xr3:uid="{SECRET}" name="kept"/></table>';
    const parts = cleaned(
      packed(
        workbook({
          '[Content_Types].xml': contentTypes([
            ['/xl/workbook.xml', `${excel}.sheet.main+xml`],
            ['/xl/worksheets/sheet1.xml', `${excel}.worksheet+xml`],
            ['/xl/pivotCache/pivotCacheDefinition1.xml', `${excel}.pivotCacheDefinition+xml`],
            ['/xl/tables/table1.xml', `${excel}.table+xml`],
          ]),
          'xl/worksheets/sheet1.xml': sheet,
          'xl/worksheets/_rels/sheet1.xml.rels': relationships([
            ['printerSettings', '../printerSettings/printerSettings1.bin'],
            ['table', '../tables/table1.xml'],
          ]),
          'xl/tables/table1.xml': table,
        }),
      ),
    );
    expectNothingPlanted(parts);
    expect(parts.get('xl/tables/table1.xml')).toContain('<tableColumn name="kept"/>');
  });
});

describe('no clean copy of an Office file of other programs', () => {
  it.each<readonly [string, Buffer]>([
    [
      'a scenario that bears a name',
      packed(workbook({}, '<scenarios><scenario name="a" user="SECRET"/></scenarios>')),
    ],
    ['views of a sheet', packed(workbook({}, '<customSheetViews/>'))],
    [
      'names of elements that are written in another way',
      letter(kept, {
        'word/document.xml':
          '<ns0:document xmlns:ns0="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><ns0:body><ns0:p ns0:rsidR="SECRET"><ns0:ins ns0:author="SECRET"/></ns0:p></ns0:body></ns0:document>',
      }),
    ],
    [
      'the same in a table',
      packed(
        workbook({
          'xl/workbook.xml':
            '<x:workbook xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:fileSharing userName="SECRET"/></x:workbook>',
        }),
      ),
    ],
    [
      'the same in a sheet',
      packed(
        workbook({
          'xl/worksheets/sheet1.xml':
            '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:scenario user="SECRET"/></x:worksheet>',
        }),
      ),
    ],
    [
      'the same in OpenDocument',
      openText('<t:tracked-changes xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0"/>'),
    ],
    [
      'an index of words in another file',
      openText('<text:alphabetical-index-auto-mark-file xlink:href="../SECRET"/>'),
    ],
    ['a form that asks another program', openText('<form:connection-resource xlink:href="file:///SECRET"/>')],
  ])('is made of one that holds %s', (_what, file) => {
    expect(lookIntoPackage(file)).toMatchObject({ form: 'asReceived', bare: null });
  });
});
