import { describe, expect, it } from 'vitest';
import { cleanPackage } from '../../../src/core/filings/clean-package';
import { fillTemplate, type TemplateValues } from '../../../src/core/filings/fill-template';
import { inspectDocument } from '../../../src/core/filings/inspect-document';
import { markScripts } from '../../../src/core/filings/mark-scripts';
import { readPackage } from '../../../src/core/filings/package-reader';
import { writePackage } from '../../../src/core/filings/write-package';
import { parseXml, writeXml } from '../../../src/core/filings/xml';
import { plainText } from '../../support/filing-documents';
import { jpegWithTraces } from '../../support/pictures';
import { contentTypes, documentXml, relationships, wordParts } from '../../support/word-file';

const properties = { title: 'Essai', language: 'fr-BE' };

function filledText(paragraphs: readonly string[], values: TemplateValues): string {
  const filled = fillTemplate(wordParts(paragraphs), values);
  if (!filled.ok) throw new Error(`Not filled: ${JSON.stringify(filled.error)}`);
  return plainText(cleanPackage(filled.value, properties)).trim();
}

describe('filling a template', () => {
  it('prints texts, follows conditions and repeats lists', () => {
    const values = {
      'client.inText': 'Madame A & <B>',
      'client.isMale': false,
      exhibits: [
        { number: '1', remark: '' },
        { number: '2', remark: 'en arabe' },
      ],
    };
    expect(
      filledText(
        [
          'Pour {client.inText}{#client.isMale}, l’intéressé{/client.isMale}{^client.isMale}, l’intéressée{/client.isMale}',
          '{#exhibits}',
          'Pièce {number}{#remark} ({remark}){/remark}',
          '{/exhibits}',
        ],
        values,
      ),
    ).toBe('Pour Madame A & <B>, l’intéressée\nPièce 1\nPièce 2 (en arabe)');
  });

  it('never prints an empty field, and names it instead', () => {
    expect(fillTemplate(wordParts(['n° {case.code}']), { 'case.code': '' })).toEqual({
      ok: false,
      error: { kind: 'printedFieldEmpty', field: 'case.code' },
    });
    expect(fillTemplate(wordParts(['n° {case.code}']), {})).toEqual({
      ok: false,
      error: { kind: 'printedFieldEmpty', field: 'case.code' },
    });
  });

  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
    'looks up own properties only: %s',
    (name) => {
      expect(fillTemplate(wordParts([`{${name}}`]), {}).ok).toBe(false);
    },
  );

  it('does not fill in braces that stand in a value', () => {
    expect(filledText(['{client.inText}'], { 'client.inText': '{case.code}', 'case.code': 'secret' })).toBe(
      '{case.code}',
    );
  });

  it('keeps names in any script and drops what no Word file can hold or what turns text around', () => {
    const names = ['سلمى', 'Ńgọ́zi', '𠮷田', 'नगोज़ी', '\u0001a\u202eb\ud800c'];
    expect(filledText(['{client.inText}'], { 'client.inText': names.join(' ') })).toBe(
      'سلمى Ńgọ́zi 𠮷田 नगोज़ी abc',
    );
  });

  it('fills a tag that Word has cut into runs', () => {
    const body =
      '<w:p><w:r><w:t>{client.</w:t></w:r><w:proofErr/><w:r><w:rPr><w:b/></w:rPr><w:t>inText}</w:t></w:r></w:p>';
    const filled = fillTemplate(wordParts([], { 'word/document.xml': documentXml(body) }), {
      'client.inText': 'Madame A',
    });
    if (!filled.ok) throw new Error('The template was not filled');
    expect(plainText(cleanPackage(filled.value, properties))).toBe('Madame A\n');
  });

  it('keeps line breaks of a value', () => {
    expect(filledText(['{centre.address}'], { 'centre.address': 'rue 1\r\n1000 Bruxelles' })).toBe(
      'rue 1\n1000 Bruxelles',
    );
  });
});

describe('a template that would become too long', () => {
  const items = (count: number) =>
    Array.from({ length: count }, (_unused, index) => ({ number: `${index}` }));
  const refused = { ok: false, error: { kind: 'documentTooLong', list: 'exhibits' } };
  const fill = (body: string, values: TemplateValues) =>
    fillTemplate(wordParts([], { 'word/document.xml': documentXml(body) }), values);
  const words = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;

  it('is refused before it is filled in', () => {
    const nested = `${'{#exhibits}'.repeat(26)}{number}${'{/exhibits}'.repeat(26)}`;
    expect(fill(words(nested), { exhibits: items(2) })).toEqual(refused);
    expect(fill(words(`{#exhibits}${'x'.repeat(100_000)}{/exhibits}`), { exhibits: items(1000) })).toEqual(
      refused,
    );
    const row = `<w:tr><w:trPr>${'<w:x/>'.repeat(1000)}</w:trPr><w:tc>${words('{#exhibits}{number}')}</w:tc><w:tc>${words('{/exhibits}')}</w:tc></w:tr>`;
    expect(fill(`<w:tbl>${row}</w:tbl>`, { exhibits: items(1000) })).toEqual(refused);
  });

  it('is refused for tags that stand where no words are', () => {
    const nested = `${'{#exhibits}'.repeat(26)}{number}${'{/exhibits}'.repeat(26)}`;
    for (const body of [
      `<w:p><m:oMath><m:r><m:t>${nested}</m:t></m:r></m:oMath></w:p>`,
      `<w:t>${nested}</w:t>`,
      `<w:p><w:r><w:t><w:x/>${nested}</w:t></w:r></w:p>`,
    ])
      expect(fill(body, { exhibits: items(2) })).toEqual(refused);
  });

  it('has no tags that the engine reads and nobody else does', () => {
    const values = { 'client.inText': 'Madame A', exhibits: items(2) };
    const commented = fill(`<!-- > <w:t>{client.inText}</w:t> -->${words('x')}`, values);
    expect(
      commented.ok && Buffer.from(commented.value.get('word/document.xml') ?? []).toString(),
    ).not.toMatch(/client|Madame/u);
    const unreadable = (reason: string) => ({ ok: false, error: { kind: 'templateUnreadable', reason } });
    expect(fill('<w:t>{=[[ ]]=}[[#exhibits]][[/exhibits]]</w:t>', values)).toEqual(
      unreadable('nameNotAllowed'),
    );
    expect(fill('<m:t>{client.inText</m:t>', values)).toEqual(unreadable('tagNotClosed'));
    expect(fill('<m:t>}</m:t>', values)).toEqual(unreadable('tagNotOpened'));
  });
});

describe('marking scripts', () => {
  it('puts what is written from right to left into runs of its own', () => {
    const marked = writeXml(
      markScripts(
        parseXml(
          '<w:p><w:r><w:rPr><w:b/><w:lang w:val="fr-BE"/></w:rPr><w:t>Nom سلمى إكز (née)</w:t></w:r></w:p>',
        ),
      ),
    );
    const run = (rtl: string, text: string): string =>
      `<w:r><w:rPr><w:b/>${rtl}<w:lang w:val="fr-BE"/></w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
    expect(marked.split('\n')[1]).toBe(
      `<w:p>${run('', 'Nom ')}${run('<w:rtl/>', 'سلمى إكز')}${run('', ' (née)')}</w:p>`,
    );
  });
});

describe('cleaning a Word file', () => {
  const dirty = (): Map<string, Uint8Array> =>
    wordParts([], {
      '[Content_Types].xml': contentTypes([
        [
          '/word/document.xml',
          'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml',
        ],
        ['/word/comments.xml', 'application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml'],
        ['/word/settings.xml', 'application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml'],
        ['/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'],
        ['/docProps/app.xml', 'application/vnd.openxmlformats-officedocument.extended-properties+xml'],
      ]),
      '_rels/.rels': relationships([
        ['officeDocument', 'word/document.xml'],
        ['extended-properties', 'docProps/app.xml'],
      ]),
      'word/_rels/document.xml.rels': relationships([
        ['comments', 'comments.xml'],
        ['settings', 'settings.xml'],
        ['hyperlink', 'https://a.example', 'External'],
      ]),
      'word/settings.xml':
        '<w:settings xmlns:w="x"><w:rsids><w:rsid w:val="1"/></w:rsids><w:docVars/></w:settings>',
      'word/comments.xml': '<w:comments xmlns:w="x"><w:comment w:author="Dr. Who"/></w:comments>',
      'docProps/core.xml': '<cp:coreProperties><dc:creator>Dr. Who</dc:creator></cp:coreProperties>',
      'docProps/app.xml': '<Properties><Company>ACME</Company></Properties>',
      'customXml/item1.xml': '<a/>',
      'word/document.xml': documentXml(
        [
          '<w:p w:rsidR="00A1" w14:paraId="1"><w:commentRangeStart w:id="0"/>',
          '<w:ins w:author="Dr. Who"><w:r><w:t>kept </w:t></w:r></w:ins>',
          '<w:del w:author="Dr. Who"><w:r><w:delText>gone</w:delText></w:r></w:del>',
          '<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>',
          '<w:hyperlink r:id="rId3"><w:r><w:t>link</w:t></w:r></w:hyperlink></w:p>',
        ].join(''),
      ),
    });

  it('leaves the text and nothing that says who wrote it, with what or when', () => {
    const cleaned = cleanPackage(dirty(), properties);
    const inspected = inspectDocument(cleaned);
    if (!inspected.ok) throw new Error('The cleaned file cannot be read');
    expect(inspected.value.leaks).toEqual([]);
    expect(inspected.value.properties).toEqual({ 'dc:title': 'Essai', 'dc:language': 'fr-BE' });
    expect(plainText(cleaned)).toBe('kept link\n');
    expect(inspected.value.parts.map(({ name }) => name)).toEqual([
      '[Content_Types].xml',
      '_rels/.rels',
      'docProps/core.xml',
      'word/_rels/document.xml.rels',
      'word/document.xml',
      'word/settings.xml',
    ]);
    expect(cleaned.toString('latin1')).not.toContain('Who');
  });

  it('leaves out what a style hides, what pictures say of themselves, and the names of their files', () => {
    const cleaned = cleanPackage(
      new Map([
        ...wordParts([], {
          'word/document.xml': documentXml(
            '<w:p><w:r><w:rPr><w:rStyle w:val="S"/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:drawing><wp:docPr id="1" name="C:\\\\Users\\\\Who\\\\logo.png" descr="Our logo"/><a:blip r:embed="rId2"/></w:drawing><w:t>kept</w:t></w:r></w:p>',
          ),
          'word/styles.xml':
            '<w:styles xmlns:w="x"><w:style w:styleId="S"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>',
          'word/_rels/document.xml.rels': relationships([
            ['styles', 'styles.xml'],
            ['image', 'media/logo.jpeg'],
          ]),
          '[Content_Types].xml': contentTypes().replace(
            '</Types>',
            '<Default Extension="jpeg" ContentType="image/jpeg"/></Types>',
          ),
        }),
        ['word/media/logo.jpeg', jpegWithTraces()],
      ]),
      properties,
    );
    const inspected = inspectDocument(cleaned);
    if (!inspected.ok) throw new Error('The cleaned file cannot be read');
    expect(inspected.value.leaks).toEqual([]);
    expect(plainText(cleaned)).toBe('kept\n');
    const parts = readPackage(cleaned);
    if (!parts.ok) throw new Error('The cleaned file cannot be read');
    expect(Buffer.from(parts.value.get('word/media/logo.jpeg') ?? [])).toEqual(jpegWithTraces(false));
    expect(Buffer.from(parts.value.get('word/document.xml') ?? []).toString()).toContain('descr="Our logo"');
  });

  it('gives the same bytes for the same parts, in whatever order they come', () => {
    const parts = dirty();
    const reversed = new Map([...parts].toReversed());
    expect(cleanPackage(reversed, properties)).toEqual(cleanPackage(parts, properties));
  });

  it('tells what a file gives away', () => {
    const inspected = inspectDocument(writePackage(dirty()));
    if (!inspected.ok) throw new Error('The file cannot be read');
    const kinds = [...new Set(inspected.value.leaks.map(({ kind }) => kind))].toSorted();
    expect(kinds).toEqual([
      'author',
      'comments',
      'company',
      'customData',
      'externalRelationship',
      'hiddenText',
      'revisionIds',
      'trackedChanges',
    ]);
  });
});
