import { mainDocumentType } from '../../src/core/filings/word-package';
import { writePackage } from '../../src/core/filings/write-package';
import { pngWithTraces } from './pictures';
import {
  contentTypes,
  documentXml,
  rawZip,
  relationships,
  wordFile,
  wordNamespace,
  wordParts,
  type RawEntry,
} from './word-file';

// Word files that are made to harm whoever opens them, each with the reason for which it is to be refused.

const honest: readonly RawEntry[] = [...wordParts(['Bonjour'])].map(([name, content]) => ({ name, content }));
const changed = (changes: Partial<RawEntry>, at = 2): Buffer =>
  rawZip(honest.map((entry, index) => (index === at ? { ...entry, ...changes } : entry)));
export const withBody = (body: string): Buffer => wordFile([], { 'word/document.xml': documentXml(body) });
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
/** Words beside which repeated elements are not too well compressed. */
const noise = Array.from({ length: 40_000 }, (_unused, index) =>
  ((index * index * 31 + index) % 9973).toString(36),
).join('');
const danger = '<w:p><w:fldSimple w:instr="DDE x"/></w:p>';
const behind = (elements: string): Buffer => withBody(`<w:p>${noise}</w:p>${elements}${danger}`);
const withParts = (parts: Readonly<Record<string, Uint8Array>>): Buffer =>
  rawZip([...honest, ...Object.entries(parts).map(([name, content]) => ({ name, content }))]);
/** As many blocks as a picture of eight megabytes can hold, with nothing in them. `chosen` is any byte. */
const emptyBlocks = (head: string, block: (chosen: number) => readonly number[]): Buffer => {
  const [begin, length] = [Buffer.from(head, 'hex'), block(0).length];
  const file = Buffer.alloc(begin.length + Math.floor(7_900_000 / length) * length);
  begin.copy(file);
  for (let at = begin.length, chosen = 1; at < file.length; at += length) {
    chosen = (chosen * 48_271) % 0x7fffffff;
    file.set(block(chosen & 0xff), at);
  }
  return file;
};
const bigPart = (bytes: number): Buffer => Buffer.alloc(bytes, 0x20);

export const hostileDocuments: readonly (readonly [name: string, bytes: () => Uint8Array, reason: string])[] =
  [
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
    [
      'another name in the local header',
      () => changed({ localName: 'word/documenu.xml' }),
      'headersDisagree',
    ],
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
          `${Array.from({ length: 49_000 }, (_unused, index) => `<w:p a='${index}'><w:r/></w:p>`).join('')}<w:p><w:fldSimple w:instr="DDE x"/></w:p>`,
        ),
      'dangerousField',
    ],
    [
      'an element with a million attributes',
      () =>
        withBody(`<w:p ${Array.from({ length: 600_000 }, (_unused, index) => `a${index}=""`).join(' ')}/>`),
      'tooManyElements',
    ],
    [
      'a field behind many leaves far down',
      () => behind(`${'<w:p>'.repeat(240)}${'<w:r/>'.repeat(190_000)}${'</w:p>'.repeat(240)}`),
      'dangerousField',
    ],
    ['a field behind many attributes', () => behind("<w:r w:a=''/>".repeat(95_000)), 'dangerousField'],
    [
      'a field behind many addresses',
      () => behind("<w:r xmlns:a='urn:x'/>".repeat(95_000)),
      'dangerousField',
    ],
    [
      'an element with as many attributes as are read',
      () =>
        withBody(`<w:p ${Array.from({ length: 190_000 }, (_unused, index) => `a${index}=""`).join(' ')}/>`),
      'badXml',
    ],
    [
      'a list of relationships without end',
      () =>
        wordFile(['x'], {
          'word/_rels/document.xml.rels': relationships(
            Array.from({ length: 59_000 }, (_unused, index) => ['image', `media/${index}.png`] as const),
          ),
        }),
      'tooManyElements',
    ],
    [
      'a list of types without end',
      () =>
        wordFile(['x'], {
          '[Content_Types].xml': contentTypes(
            Array.from({ length: 98_000 }, (_unused, index) => [`/word/${index}.xml`, 'a/b'] as const),
          ),
        }),
      'tooManyElements',
    ],
    [
      'a field behind twenty megabytes of words',
      () =>
        wordFile([], {
          ...Object.fromEntries(
            ['styles', 'settings', 'numbering'].map((name) => [
              `word/${name}.xml`,
              `<w:${name} ${wordNamespace}>${noise.repeat(50)}</w:${name}>`,
            ]),
          ),
          'word/document.xml': documentXml(danger),
        }),
      'dangerousField',
    ],
    [
      'ten thousand tags among as many elements as are read',
      () =>
        withBody(
          `<w:p>${noise}</w:p>${'<w:p><w:r><w:t>{{</w:t></w:r></w:p>'.repeat(5001)}${'<w:p><w:r/></w:p>'.repeat(55_000)}`,
        ),
      'tooManyTags',
    ],
    [
      'a drawing of millions of blocks',
      () =>
        withParts({
          'word/media/a.gif': emptyBlocks('47494638396101000100000000', (chosen) => [0x21, chosen, 0]),
        }),
      'pictureFormat',
    ],
    [
      'a photograph of millions of segments',
      () =>
        withParts({
          'word/media/a.jpg': emptyBlocks('ffd8', (chosen) => [0xff, 0xe0 | (chosen & 15), 0, 2]),
        }),
      'pictureFormat',
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
      'ten thousand parts',
      () =>
        rawZip(
          Array.from({ length: 10_000 }, (_unused, index) => ({
            name: `word/x${index}.xml`,
            content: Buffer.from('<a/>'),
          })),
        ),
      'tooManyParts',
    ],
    [
      'as many parts as are taken, with a bomb behind them',
      () =>
        rawZip([
          ...honest,
          ...Array.from({ length: 996 }, (_unused, index) => ({
            name: `word/x${index}.xml`,
            content: Buffer.from('<a/>'),
          })),
          { name: 'word/last.xml', content: bigPart(7 * 1024 * 1024) },
        ]),
      'compressedTooMuch',
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
