import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkTemplate } from '../../../src/core/filings/template-check';
import { tryTemplate } from '../../../src/core/filings/try-template';
import { fieldShapes } from '../../../src/shared/filings/fields';
import type { FieldShape } from '../../../src/shared/filings/questions';
import type { TemplateProblem } from '../../../src/shared/filings/schemas';
import { mainDocumentType } from '../../../src/core/filings/word-package';
import { writePackage } from '../../../src/core/filings/write-package';
import { jpegWithTraces, pngWithTraces } from '../../support/pictures';
import {
  contentTypes,
  documentXml,
  rawZip,
  relationships,
  wordFile,
  wordNamespace,
  wordParts,
  type RawEntry,
} from '../../support/word-file';

function refusal(bytes: Uint8Array): unknown {
  const checked = checkTemplate(bytes);
  return checked.ok
    ? 'taken'
    : checked.error.kind === 'templateRefused'
      ? checked.error.reason
      : checked.error.kind;
}

function problems(paragraphs: readonly string[]): readonly Omit<TemplateProblem, 'excerpt'>[] {
  const checked = checkTemplate(wordFile(paragraphs));
  if (checked.ok || checked.error.kind !== 'templateBroken')
    throw new Error('The template was not found broken');
  return checked.error.problems.map(({ excerpt: _excerpt, ...problem }) => problem);
}

const honest: readonly RawEntry[] = [...wordParts(['Bonjour'])].map(([name, content]) => ({ name, content }));
const changed = (changes: Partial<RawEntry>, at = 2): Buffer =>
  rawZip(honest.map((entry, index) => (index === at ? { ...entry, ...changes } : entry)));
const withBody = (body: string): Buffer => wordFile([], { 'word/document.xml': documentXml(body) });
const withRelationship = (type: string, target: string, mode?: string): Buffer =>
  wordFile(['Bonjour'], {
    'word/_rels/document.xml.rels': relationships([
      mode === undefined ? [type, target] : [type, target, mode],
    ]),
  });
const field = (instruction: string): Buffer =>
  withBody(`<w:p><w:r><w:instrText>${instruction}</w:instrText></w:r></w:p>`);
/** The container of older Word files, as far as anyone looks into it. */
const compoundFile = (stream: string): Buffer =>
  Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(504), Buffer.from(stream, 'utf16le')]);
const logo = (content: Uint8Array, types = contentTypes()): Buffer =>
  writePackage(
    new Map([
      ...wordParts(['x'], {
        '[Content_Types].xml': types,
        'word/_rels/document.xml.rels': relationships([['image', 'media/logo.png']]),
      }),
      ['word/media/logo.png', content],
    ]),
  );
const withHeader = (type: string): Buffer =>
  wordFile(['x'], {
    'word/header1.xml': `<w:hdr ${wordNamespace}><w:p/></w:hdr>`,
    'word/_rels/document.xml.rels': relationships([['header', 'header1.xml']]),
    '[Content_Types].xml': contentTypes([
      ['/word/document.xml', mainDocumentType],
      ['/word/header1.xml', type],
    ]),
  });
const wordSpace = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
/** A text whose elements are written in another way, which Word reads alike. */
const renamed = (declarations: string, body: string): Buffer =>
  wordFile([], {
    'word/document.xml': `<w:document ${wordNamespace} ${declarations}><w:body>${body}</w:body></w:document>`,
  });
const bigPart = (bytes: number): Buffer => Buffer.alloc(bytes, 0x20);

const hostile: readonly (readonly [name: string, bytes: () => Uint8Array, reason: string])[] = [
  ['nothing', () => Buffer.alloc(0), 'notAZip'],
  ['a file with a password', () => compoundFile('EncryptedPackage'), 'encrypted'],
  ['a file of Word before 2007', () => compoundFile('WordDocument'), 'oldWordFile'],
  ['a file of nine megabytes', () => Buffer.alloc(9 * 1024 * 1024, 'x'), 'packageTooLarge'],
  ['some text', () => Buffer.from('This is no Word file.'), 'notAZip'],
  ['half a file', () => wordFile(['Bonjour']).subarray(0, 300), 'notAZip'],
  [
    'a file with something after it',
    () => Buffer.concat([wordFile(['Bonjour']), Buffer.from('x')]),
    'notAZip',
  ],
  [
    'a zip that is no Word file',
    () => rawZip([{ name: 'a.xml', content: Buffer.from('<a/>') }]),
    'notAWordDocument',
  ],
  [
    'a path out of the folder',
    () => changed({ name: '../document.xml', localName: '../document.xml' }),
    'unsafeName',
  ],
  ['an absolute path', () => changed({ name: '/etc/passwd', localName: '/etc/passwd' }), 'unsafeName'],
  ['a drive letter', () => changed({ name: 'C:/x.xml', localName: 'C:/x.xml' }), 'unsafeName'],
  ['a backslash', () => changed({ name: 'word\\x.xml', localName: 'word\\x.xml' }), 'unsafeName'],
  [
    'a control character in a name',
    () => changed({ name: 'word/\u0001.xml', localName: 'word/\u0001.xml' }),
    'unsafeName',
  ],
  ['a symbolic link', () => changed({ madeBy: 0x0314, attributes: 0xa1ff0000 }), 'unsafeName'],
  ['two parts of one name', () => rawZip([...honest, ...honest.slice(2)]), 'duplicateName'],
  [
    'two parts that differ in case',
    () => rawZip([...honest, { name: 'WORD/document.xml', content: Buffer.from('<a/>') }]),
    'duplicateName',
  ],
  ['another name in the local header', () => changed({ localName: 'word/documenu.xml' }), 'headersDisagree'],
  ['a wrong checksum', () => changed({ checksum: 1 }), 'damagedPart'],
  ['a part smaller than it says', () => changed({ claimedBytes: 5000 }), 'damagedPart'],
  ['a part larger than it says', () => changed({ claimedBytes: 10 }), 'damagedPart'],
  ['an encrypted part', () => changed({ flags: 1 }), 'encrypted'],
  ['another compression', () => changed({ method: 12 }), 'unknownCompression'],
  [
    'a bomb',
    () => rawZip([...honest, { name: 'word/x.xml', content: bigPart(7 * 1024 * 1024) }]),
    'compressedTooMuch',
  ],
  [
    'a part of 21 MiB',
    () => rawZip([...honest, { name: 'word/x.xml', content: bigPart(21 * 1024 * 1024) }]),
    'partTooLarge',
  ],
  [
    'parts that are too much together',
    () =>
      rawZip([
        ...honest,
        ...Array.from({ length: 60 }, (_unused, index) => ({
          name: `word/x${index}.xml`,
          content: bigPart(500 * 1024),
        })),
      ]),
    'packageTooLarge',
  ],
  [
    'half a million elements',
    () => withBody(Array.from({ length: 300_001 }, (_unused, index) => `<w:p a='${index}'/>`).join('')),
    'tooManyElements',
  ],
  [
    'a field behind as many elements as are read',
    () =>
      withBody(
        `${Array.from({ length: 65_000 }, (_unused, index) => `<w:p a='${index}'><w:r/></w:p>`).join('')}<w:p><w:fldSimple w:instr="DDE x"/></w:p>`,
      ),
    'dangerousField',
  ],
  [
    'an element with a million attributes',
    () => withBody(`<w:p ${Array.from({ length: 600_000 }, (_unused, index) => `a${index}=""`).join(' ')}/>`),
    'tooManyElements',
  ],
  ['a zip inside', () => wordFile(['x'], { 'word/inner.zip': 'PK' }), 'unknownPart'],
  ['a binary of a control', () => wordFile(['x'], { 'word/control.bin': 'x' }), 'macros'],
  ['an embedded font', () => withRelationship('font', 'fonts/font1.xml'), 'embeddedObject'],
  ['a film', () => withRelationship('video', 'film.xml'), 'embeddedObject'],
  ['a list of macros', () => withRelationship('wordVbaData', 'vba.xml'), 'macros'],
  [
    'a frame set elsewhere',
    () => withRelationship('frame', 'http://a.example', 'External'),
    'externalContent',
  ],
  [
    'styles elsewhere',
    () => withRelationship('styles', 'http://a.example/s.xml', 'External'),
    'externalContent',
  ],
  ['a database field', () => field('DATABASE \\\\d "C:\\x.mdb"'), 'dangerousField'],
  ['a macro button', () => field('MACROBUTTON AutoOpen Click'), 'dangerousField'],
  [
    'a field that is cut by a field inside of it',
    () =>
      withBody(
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>INCLUDEPICTURE </w:instrText><w:fldChar w:fldCharType="begin"/><w:instrText>QUOTE 104</w:instrText></w:r></w:p>',
      ),
    'dangerousField',
  ],
  [
    'too many parts',
    () =>
      rawZip(
        Array.from({ length: 2001 }, (_unused, index) => ({
          name: `x${index}.xml`,
          content: Buffer.from('<a/>'),
        })),
      ),
    'tooManyParts',
  ],
  [
    'a bomb of entities',
    () => wordFile([], { 'word/document.xml': '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>' }),
    'documentType',
  ],
  [
    'an external entity',
    () => wordFile([], { 'word/document.xml': '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>' }),
    'documentType',
  ],
  [
    'a document type in another part',
    () => wordFile(['x'], { 'word/styles.xml': '<!DOCTYPE a><a/>' }),
    'documentType',
  ],
  ['broken XML', () => wordFile([], { 'word/document.xml': '<a><b></a>' }), 'badXml'],
  ['XML nested too deeply', () => withBody('<w:p>'.repeat(300) + '</w:p>'.repeat(300)), 'badXml'],
  [
    'XML in another encoding',
    () => wordFile([], { 'word/document.xml': '<?xml version="1.0" encoding="UTF-16"?><a/>' }),
    'badXml',
  ],
  ['a part of unknown kind', () => wordFile(['x'], { 'word/payload.exe': 'MZ' }), 'unknownPart'],
  ['a page of HTML', () => wordFile(['x'], { 'word/page.html': '<html/>' }), 'unknownPart'],
  ['macros', () => wordFile(['x'], { 'word/vbaProject.bin': 'x' }), 'macros'],
  [
    'a document that may hold macros',
    () =>
      wordFile(['x'], {
        '[Content_Types].xml': contentTypes([
          ['/word/document.xml', 'application/vnd.ms-word.document.macroEnabled.main+xml'],
        ]),
      }),
    'macros',
  ],
  [
    'a spreadsheet',
    () =>
      wordFile(['x'], {
        '[Content_Types].xml': contentTypes([
          [
            '/word/document.xml',
            'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml',
          ],
        ]),
      }),
    'notAWordDocument',
  ],
  ['a control', () => wordFile(['x'], { 'word/activeX/activeX1.xml': '<a/>' }), 'embeddedObject'],
  ['an embedded file', () => wordFile(['x'], { 'word/embeddings/a.xml': '<a/>' }), 'embeddedObject'],
  [
    'a template elsewhere',
    () => withRelationship('attachedTemplate', 'http://a.example/t.dotm', 'External'),
    'externalContent',
  ],
  [
    'a picture elsewhere',
    () => withRelationship('image', 'http://a.example/p.png', 'External'),
    'externalContent',
  ],
  [
    'a picture on a share',
    () => withRelationship('image', '\\\\server\\p.png', 'External'),
    'externalContent',
  ],
  [
    'an object elsewhere',
    () => withRelationship('oleObject', 'http://a.example/o', 'external'),
    'externalContent',
  ],
  ['an object inside', () => withRelationship('oleObject', 'o.xml'), 'embeddedObject'],
  ['a chunk of another format', () => withRelationship('aFChunk', 'c.xml'), 'embeddedObject'],
  ['a document inside', () => withRelationship('subDocument', 'd.xml'), 'embeddedObject'],
  ['a frame', () => withRelationship('frame', 'd.xml'), 'embeddedObject'],
  ['a mail merge source', () => withRelationship('mailMergeSource', 'd.xml'), 'embeddedObject'],
  ['an unknown relationship', () => withRelationship('surprise', 'd.xml'), 'unknownPart'],
  ['an object in the text', () => withBody('<w:p><w:r><w:object/></w:r></w:p>'), 'embeddedObject'],
  ['a chunk in the text', () => withBody('<w:altChunk/>'), 'embeddedObject'],
  [
    'a field that includes a picture',
    () => field(' INCLUDEPICTURE "http://a.example/p.png" '),
    'dangerousField',
  ],
  ['a field that includes text', () => field('INCLUDETEXT "C:\\\\x.docx"'), 'dangerousField'],
  ['a field that runs a program', () => field('DDEAUTO c:\\\\windows\\\\cmd.exe'), 'dangerousField'],
  ['a field in small letters', () => field('ddeauto x'), 'dangerousField'],
  [
    'a field cut into pieces',
    () =>
      withBody(
        '<w:p><w:r><w:instrText>DDE</w:instrText></w:r><w:r><w:instrText>AUTO x</w:instrText></w:r></w:p>',
      ),
    'dangerousField',
  ],
  [
    'a simple field',
    () => withBody('<w:p><w:fldSimple w:instr=" LINK Excel.Sheet x "/></w:p>'),
    'dangerousField',
  ],
  [
    'a field in the footer',
    () =>
      wordFile(['x'], {
        'word/footer1.xml': `<w:ftr ${wordNamespace}><w:p><w:r><w:instrText>IMPORT x</w:instrText></w:r></w:p></w:ftr>`,
      }),
    'dangerousField',
  ],
  [
    'a picture that is said to be a stream of bytes',
    () =>
      logo(
        pngWithTraces(),
        contentTypes([
          ['/word/document.xml', mainDocumentType],
          ['/word/media/logo.png', 'application/octet-stream'],
        ]),
      ),
    'wrongType',
  ],
  [
    'a picture that is said to be nothing',
    () => logo(pngWithTraces(), contentTypes().replace('Extension="png"', 'Extension="pnx"')),
    'wrongType',
  ],
  ['a header that is said to be a picture', () => withHeader('image/png'), 'wrongType'],
  ['a header that is said to be a theme', () => withHeader('application/xml'), 'wrongType'],
  [
    'settings of the printer that are said to be styles',
    () =>
      wordFile(['x'], {
        'word/printerSettings1.bin': 'x',
        'word/_rels/document.xml.rels': relationships([['styles', 'printerSettings1.bin']]),
      }),
    'wrongType',
  ],
  [
    'settings of the printer that are said to be styles as they should be',
    () =>
      wordFile(['x'], {
        'word/printerSettings1.bin': 'x',
        'word/_rels/document.xml.rels': relationships([['styles', 'printerSettings1.bin']]),
        '[Content_Types].xml': contentTypes([
          ['/word/document.xml', mainDocumentType],
          ['/word/printerSettings1.bin', mainDocumentType.replace('document.main', 'styles')],
        ]),
      }),
    'wrongType',
  ],
  [
    'a field under another prefix',
    () => renamed(`xmlns:x="${wordSpace}"`, '<x:p><x:r><x:instrText>DDEAUTO x</x:instrText></x:r></x:p>'),
    'unusualPrefix',
  ],
  ['a chunk without a prefix', () => renamed('', `<altChunk xmlns="${wordSpace}"/>`), 'unusualPrefix'],
  [
    'a tracked change under another prefix',
    () => renamed(`xmlns:x="${wordSpace}"`, '<x:ins x:author="Marie"><w:r/></x:ins>'),
    'unusualPrefix',
  ],
  [
    'a prefix that is bound only where it is used',
    () => renamed('', `<w:p><y:r xmlns:y='${wordSpace}'/></w:p>`),
    'unusualPrefix',
  ],
  [
    'an address written with references to letters',
    () => renamed(`xmlns:x="${wordSpace.replace('http', '&#104;ttp')}"`, '<x:altChunk/>'),
    'unusualPrefix',
  ],
  [
    'the strict language under another prefix',
    () => renamed('xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"', '<x:altChunk/>'),
    'unusualPrefix',
  ],
  ['a known prefix for something else', () => renamed('xmlns:r="urn:x"', '<w:p/>'), 'unusualPrefix'],
  [
    'drawings under another prefix',
    () => renamed('xmlns:d="http://schemas.openxmlformats.org/drawingml/2006/main"', '<d:blip/>'),
    'unusualPrefix',
  ],
  [
    'older drawings without a prefix',
    () => renamed('', '<shape xmlns="urn:schemas-microsoft-com:vml"/>'),
    'unusualPrefix',
  ],
  [
    'relationships under a prefix',
    () =>
      wordFile(['x'], {
        'word/_rels/document.xml.rels':
          '<p:Relationships xmlns:p="http://schemas.openxmlformats.org/package/2006/relationships"/>',
      }),
    'unusualPrefix',
  ],
];

describe('checking a template', () => {
  it.each(hostile)('refuses %s', (_name, bytes, reason) => {
    expect(refusal(bytes())).toBe(reason);
  });

  it('refuses a bomb before it is unpacked', () => {
    const bytes = rawZip([...honest, { name: 'word/x.xml', content: bigPart(7 * 1024 * 1024) }]);
    const memoryBefore = process.memoryUsage().rss;
    expect(refusal(bytes)).toBe('compressedTooMuch');
    expect(process.memoryUsage().rss - memoryBefore).toBeLessThan(150 * 1024 * 1024);
  });

  it('takes an ordinary letter with pictures, links and page numbers', () => {
    const bytes = wordFile(['Bonjour {client.inText}'], {
      'word/_rels/document.xml.rels': relationships([
        ['hyperlink', 'https://a.example', 'External'],
        ['image', 'media/logo.png'],
        ['styles', 'styles.xml'],
      ]),
      'word/styles.xml': `<w:styles ${wordNamespace}/>`,
      'docProps/app.xml': '<Properties/>',
      'word/footer1.xml': `<w:ftr ${wordNamespace}><w:p><w:r><w:instrText> PAGE </w:instrText></w:r></w:p></w:ftr>`,
    });
    expect(refusal(bytes)).toBe('taken');
    const picture = (name: string, content: Uint8Array) =>
      refusal(writePackage(new Map([...wordParts(['x']), [`word/media/${name}`, content]])));
    expect(picture('logo.png', pngWithTraces())).toBe('taken');
    expect(picture('logo.jpeg', jpegWithTraces())).toBe('taken');
    expect(picture('logo.png', Buffer.from('PNG'))).toBe('pictureFormat');
    expect(picture('logo.emf', Buffer.from([1, 0, 0, 0]))).toBe('pictureFormat');
  });

  it('takes what other programs keep beside the text', () => {
    const item = '<a:list xmlns:a="urn:any" xmlns="http://schemas.openxmlformats.org/drawingml/2006/main"/>';
    const bytes = wordFile(['x'], {
      'customXml/item1.xml': item,
      '[Content_Types].xml': contentTypes().replace(
        '<Override',
        '<Default Extension="xml" ContentType="application/xml"/><Override',
      ),
    });
    expect(refusal(bytes)).toBe('taken');
  });

  it('answers any bytes with a refusal or a broken template, never with a throw', () => {
    const letter = wordFile(['Bonjour {client.inText}']);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(letter.byteLength - 1), fc.nat(255)), { minLength: 1, maxLength: 20 }),
        (changes) => {
          const bytes = Buffer.from(letter);
          for (const [at, value] of changes) bytes[at] = value;
          checkTemplate(bytes);
        },
      ),
      { numRuns: 500 },
    );
  });
});

const inFirst = { part: 'text', paragraph: 1 } as const;

describe('checking the tags of a template', () => {
  it('says in which paragraph a tag is broken, why, and what was probably meant', () => {
    expect(
      problems([
        'Bonjour,',
        'Nom : {client.familyNam}',
        'Né le {client.birthDate',
        'à {client birthPlace}',
        'fin}',
      ]),
    ).toEqual([
      {
        part: 'text',
        paragraph: 2,
        cause: 'fieldUnknown',
        tag: 'client.familyNam',
        suggestion: 'client.familyName',
      },
      { part: 'text', paragraph: 3, cause: 'tagNotClosed', tag: 'client.birthDate', suggestion: null },
      { part: 'text', paragraph: 4, cause: 'nameNotAllowed', tag: 'client birthPlace', suggestion: null },
      { part: 'text', paragraph: 5, cause: 'tagNotOpened', tag: 'fin', suggestion: null },
    ]);
  });

  it('finds sections that are left open, closed twice or crossed', () => {
    expect(problems(['{#exhibits}', '{number}'])).toEqual([
      { part: 'text', paragraph: 1, cause: 'sectionNotClosed', tag: '#exhibits', suggestion: null },
    ]);
    expect(problems(['{/exhibits}'])).toEqual([
      { part: 'text', paragraph: 1, cause: 'sectionNotOpened', tag: '/exhibits', suggestion: null },
    ]);
    expect(problems(['{#exhibits}{#client.isMale}{/exhibits}{/client.isMale}'])).toContainEqual({
      part: 'text',
      paragraph: 1,
      cause: 'sectionsCross',
      tag: '/exhibits',
      suggestion: '/client.isMale',
    });
  });

  it('finds a list that is repeated within itself', () => {
    expect(problems(['{#exhibits}{#exhibits}', '{number}{/exhibits}{/exhibits}'])).toEqual([
      { ...inFirst, cause: 'listInsideItself', tag: '#exhibits', suggestion: null },
    ]);
    expect(refusal(wordFile(['{#client.isMale}{#client.isMale}M.{/client.isMale}{/client.isMale}']))).toBe(
      'taken',
    );
  });

  it('takes ten lists within each other, and says of more that the document would be too long', () => {
    const lists = Object.entries<FieldShape>(fieldShapes)
      .filter(([, shape]) => typeof shape !== 'string')
      .map(([name]) => name);
    const nested = (count: number) => {
      const names = lists.slice(0, count);
      return wordFile([
        ...names.map((name) => `{#${name}}`),
        'x',
        ...names.toReversed().map((name) => `{/${name}}`),
      ]);
    };
    const ten = tryTemplate(nested(10));
    expect(ten.ok && ten.value.text.match(/^x$/gmu)?.length).toBe(1024);
    expect(lists.length).toBeGreaterThan(18);
    expect(tryTemplate(nested(18))).toMatchObject({
      error: { kind: 'templateBroken', problems: [{ cause: 'documentTooLong' }] },
    });
  });

  it('tells the first two hundred problems, and that there are more', () => {
    const unknown = Array.from({ length: 4000 }, (_unused, index) => `{q${index * 7919}x.y${index}w}`);
    const found = problems(unknown);
    expect(found.length).toBe(201);
    expect(found.at(-1)).toEqual({
      part: 'text',
      paragraph: 201,
      cause: 'moreProblems',
      tag: '',
      suggestion: null,
    });
  });

  it('takes no more than five thousand tags', () => {
    expect(refusal(wordFile(['{client.inText}'.repeat(5000)]))).toBe('taken');
    expect(refusal(wordFile(['{client.inText}'.repeat(5001)]))).toBe('tooManyTags');
    expect(refusal(wordFile([`${'{'.repeat(10_001)}`]))).toBe('tooManyTags');
  });

  it('names what a word processor added to a tag, and what was meant', () => {
    expect(problems(['{“client.familyName”} {#exhibits\u00a0}', '{number}{/ exhibits}'])).toEqual([
      { ...inFirst, cause: 'signsAdded', tag: '“client.familyName”', suggestion: 'client.familyName' },
      { ...inFirst, cause: 'signsAdded', tag: '#exhibits\u00a0', suggestion: '#exhibits' },
      {
        part: 'text',
        paragraph: 2,
        cause: 'fieldBelongsToList',
        tag: 'number',
        suggestion: '#exhibits',
      },
      { part: 'text', paragraph: 2, cause: 'signsAdded', tag: '/ exhibits', suggestion: '/exhibits' },
    ]);
  });

  it('finds a part that leaves its table, and takes one over several rows', () => {
    const cell = (text: string) => `<w:tc><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:tc>`;
    const inTable = (...rows: readonly string[]) =>
      `<w:tbl>${rows.map((row) => `<w:tr>${cell(row)}</w:tr>`).join('')}</w:tbl>`;
    expect(refusal(withBody(inTable('{#exhibits}{number}', '{title}{/exhibits}')))).toBe('taken');
    const leaves = checkTemplate(
      withBody(`${inTable('{#exhibits}{number}')}<w:p><w:r><w:t>{/exhibits}</w:t></w:r></w:p>`),
    );
    expect(leaves).toEqual({
      ok: false,
      error: {
        kind: 'templateBroken',
        problems: [
          {
            ...inFirst,
            excerpt: '{#exhibits}{number}',
            cause: 'sectionLeavesTable',
            tag: '#exhibits',
            suggestion: null,
          },
        ],
      },
    });
  });

  it('finds fields that are used in a way they cannot be', () => {
    expect(problems(['{exhibits} {client.isMale} {title}'])).toEqual([
      { part: 'text', paragraph: 1, cause: 'fieldIsList', tag: 'exhibits', suggestion: '#exhibits' },
      {
        part: 'text',
        paragraph: 1,
        cause: 'fieldIsFlag',
        tag: 'client.isMale',
        suggestion: '#client.isMale',
      },
      { part: 'text', paragraph: 1, cause: 'fieldBelongsToList', tag: 'title', suggestion: '#exhibits' },
    ]);
  });

  it.each([
    '{constructor.constructor("return process")()}',
    '{__proto__}',
    '{toString}',
    '{#constructor}{/constructor}',
    '{client.familyName | upper}',
    '{@rawXml}',
    '{=1+1}',
    '{client["familyName"]}',
    '{this}',
    '{.}',
    `{${'a'.repeat(65)}}`,
  ])('takes no expression, only names of the list: %s', (tag) => {
    const checked = checkTemplate(wordFile([tag]));
    expect(checked.ok).toBe(false);
  });

  it('reads a tag that Word has cut into runs as one', () => {
    const body = '<w:p><w:r><w:t>{client.</w:t></w:r><w:proofErr/><w:r><w:t>inText}</w:t></w:r></w:p>';
    expect(refusal(withBody(body))).toBe('taken');
  });
});
