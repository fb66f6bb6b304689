import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { hostileArchives } from './conversation-files';
import { wordFile, relationships } from './word-file';

// Exhibits that are made to harm whoever looks at them: they run, fetch, lead elsewhere, never end, or fill the memory. Each says
// how it may be shown: as words, by a sentence that it cannot be, or drawn. `hit` is called by whatever of it would run.

/** `waits`: it is drawn for as long as one looks, and nothing else is kept from its work. */
export type ShownAs = 'words' | 'sentence' | 'drawn' | 'waits';
export type HostileFile = readonly [name: string, bytes: () => Buffer, shownAs: readonly ShownAs[]];

const latin = (text: string): Buffer => Buffer.from(text, 'latin1');
const far = 'http://fetched.example';

const svg = (content: string, root = ''): Buffer =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${root}>${content}</svg>`,
  );
const drawings: readonly HostileFile[] = (
  [
    ['script', svg(`<script>hit();fetch("${far}")</script>`)],
    ['onload', svg('', 'onload="hit()"')],
    [
      'page inside',
      svg(`<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="${far}"/></foreignObject>`),
    ],
    [
      'picture elsewhere',
      svg(`<image href="${far}/a.png" width="9" height="9"/><feImage href="${far}/b.png"/>`),
    ],
    ['part elsewhere', svg(`<use href="${far}/a.svg#x"/>`)],
    [
      'style elsewhere',
      Buffer.from(
        `<?xml-stylesheet href="${far}/a.css"?><svg xmlns="http://www.w3.org/2000/svg"><style>@import "${far}/b.css";</style></svg>`,
      ),
    ],
    [
      'address that runs',
      svg('<a xlink:href="javascript:hit()"><animate attributeName="href" values="javascript:hit()"/></a>'),
    ],
    [
      'entities',
      Buffer.from(
        `<!DOCTYPE svg [<!ENTITY a "${'x'.repeat(99)}"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]><svg>&b;&c;</svg>`,
      ),
    ],
    ['as many elements as fit', svg('<g>'.repeat(300_000))],
  ] as const
).map(([name, bytes]) => [`${name}.svg`, () => bytes, ['words']]);

const pages: readonly HostileFile[] = (
  [
    ['script', `<script>hit()</script><img src="${far}/a.png" onerror="hit()">`],
    ['led away', `<meta http-equiv="refresh" content="0;url=${far}">`],
    ['frame', `<iframe src="${far}"></iframe><iframe srcdoc="<script>parent.hit()</script>"></iframe>`],
    ['form', `<form action="${far}"><button autofocus onfocus="hit()">x</button></form>`],
    [
      'loaded before',
      `<base href="${far}"><link rel="stylesheet" href="a.css"><link rel="preconnect" href="${far}"><link rel="dns-prefetch" href="//fetched.example">`,
    ],
    ['window', `<a target="_blank" href="${far}">x</a><script>open("${far}")</script>`],
    [
      'film',
      `<video autoplay src="${far}/a.mp4" onerror="hit()"></video><object data="${far}/a.pdf"></object>`,
    ],
  ] as const
).map(([name, body]) => [
  `${name}.html`,
  () => Buffer.from(`<!doctype html><html><body>${body}</body></html>`),
  ['words'],
]);

/** Objects from 1 on, the first the catalogue; `root` stands in the trailer beside it. */
function pdf(objects: readonly (string | Buffer)[], trailer = ''): Buffer {
  const parts: Buffer[] = [latin('%PDF-1.7\n')];
  const places: number[] = [];
  let at = parts[0]?.length ?? 0;
  for (const [index, object] of objects.entries()) {
    places.push(at);
    const part = Buffer.concat([
      latin(`${index + 1} 0 obj\n`),
      Buffer.from(object as Buffer),
      latin('\nendobj\n'),
    ]);
    parts.push(part);
    at += part.length;
  }
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  parts.push(
    latin(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer}>>\nstartxref\n${at}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}
const stream = (content: Buffer | string, extra = ''): Buffer => {
  const bytes = Buffer.from(content as Buffer);
  return Buffer.concat([
    latin(`<< /Length ${bytes.length} ${extra}>>\nstream\n`),
    bytes,
    latin('\nendstream'),
  ]);
};
/** A page of one stream, with what stands in the catalogue, on the page and among its resources. */
function onePage(given: {
  readonly catalogue?: string;
  readonly page?: string;
  readonly resources?: string;
  readonly content?: Buffer;
  readonly box?: string;
  readonly more?: readonly (string | Buffer)[];
}): Buffer {
  return pdf([
    `<< /Type /Catalog /Pages 2 0 R ${given.catalogue ?? ''} >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [${given.box ?? '0 0 595 842'}] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> ${given.resources ?? ''} >> ${given.page ?? ''} >>`,
    given.content ?? stream('BT /F 24 Tf 60 700 Td (Words) Tj ET'),
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...(given.more ?? []),
  ]);
}
const action = (inside: string) => onePage({ catalogue: `/OpenAction << ${inside} >>` });
const link = (inside: string) =>
  onePage({
    page: `/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 595 842] /A << ${inside} >> >>] /AA << /O << ${inside} >> >>`,
  });
const bomb = deflateSync(Buffer.alloc(200 * 1024 * 1024, 'q '));
const papers: readonly HostileFile[] = (
  [
    [
      'script',
      () => action('/S /JavaScript /JS (hit\\(\\); app.launchURL\\("http://fetched.example"\\))'),
      ['drawn'],
    ],
    [
      'named script',
      () =>
        onePage({
          catalogue: '/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (hit\\(\\)) >>] >> >>',
        }),
      ['drawn'],
    ],
    ['program', () => action('/S /Launch /F (/bin/sh) /Win << /F (cmd.exe) >>'), ['drawn']],
    ['address', () => action(`/S /URI /URI (${far})`), ['drawn']],
    ['link', () => link(`/S /URI /URI (${far})`), ['drawn']],
    ['link that runs', () => link('/S /JavaScript /JS (hit\\(\\))'), ['drawn']],
    ['other file', () => action(`/S /GoToR /F << /FS /URL /F (${far}/a.pdf) >> /D [0 /Fit]`), ['drawn']],
    [
      'form that is sent',
      () =>
        onePage({
          catalogue: `/AcroForm << /Fields [] /NeedAppearances true >> /OpenAction << /S /SubmitForm /F (${far}) >>`,
        }),
      ['drawn'],
    ],
    [
      'form of XML',
      () =>
        onePage({
          catalogue: '/AcroForm << /XFA 6 0 R /Fields [] >>',
          more: [
            stream(
              `<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><script contentType="application/x-javascript">hit()</script></xdp:xdp>`,
            ),
          ],
        }),
      ['drawn'],
    ],
    [
      'file inside',
      () =>
        onePage({
          catalogue:
            '/Names << /EmbeddedFiles << /Names [(a.exe) << /Type /Filespec /F (a.exe) /EF << /F 6 0 R >> >>] >> >>',
          more: [stream('MZ')],
        }),
      ['drawn'],
    ],
    [
      'picture elsewhere',
      () =>
        onePage({
          resources: '/XObject << /X 6 0 R >>',
          content: stream('/X Do'),
          more: [
            `<< /Type /XObject /Subtype /Image /Width 9 /Height 9 /ColorSpace /DeviceGray /BitsPerComponent 8 /F << /FS /URL /F (${far}/a.png) >> /Length 0 >>\nstream\n\nendstream`,
          ],
        }),
      ['drawn'],
    ],
    [
      'drawing within itself',
      () =>
        onePage({
          resources: '/XObject << /X 6 0 R >>',
          content: stream('/X Do'),
          more: [
            stream(
              '/X Do /X Do',
              '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >> ',
            ),
          ],
        }),
      ['drawn', 'sentence'],
    ],
    [
      'font that runs',
      () =>
        onePage({
          content: stream('BT /F 24 Tf (Words) Tj ET'),
          resources:
            '/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /X /FontMatrix [1 0 0 1 0 (0\\); hit\\(\\); \\(0)] >> >>',
        }),
      ['drawn', 'sentence'],
    ],
    [
      'pages in a ring',
      () => pdf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>']),
      ['sentence', 'drawn'],
    ],
    [
      'tables in a ring',
      () =>
        latin(
          `%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 /Root 1 0 R /Prev 58 >>\nstartxref\n58\n%%EOF`,
        ),
      ['sentence', 'drawn'],
    ],
    [
      'a million pages',
      () =>
        pdf([
          '<< /Type /Catalog /Pages 2 0 R >>',
          `<< /Type /Pages /Kids [${'3 0 R '.repeat(100_000)}] /Count 100000000 >>`,
          '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>',
        ]),
      ['drawn', 'sentence'],
    ],
    ['page as large as a town', () => onePage({ box: '0 0 900000000 900000000' }), ['drawn', 'sentence']],
    ['page without a size', () => onePage({ box: '0 0 0 0' }), ['drawn', 'sentence']],
    [
      'bomb',
      () => onePage({ content: stream(bomb, '/Filter /FlateDecode ') }),
      ['drawn', 'sentence', 'waits'],
    ],
    [
      'bomb in a bomb',
      () => onePage({ content: stream(deflateSync(bomb), '/Filter [/FlateDecode /FlateDecode] ') }),
      ['drawn', 'sentence', 'waits'],
    ],
    [
      'picture of a billion points',
      () =>
        onePage({
          resources: '/XObject << /X 6 0 R >>',
          content: stream('595 0 0 842 0 0 cm /X Do'),
          more: [
            stream(
              deflateSync(Buffer.alloc(1_000_000)),
              '/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode ',
            ),
          ],
        }),
      ['drawn', 'sentence'],
    ],
    ['brackets', () => onePage({ catalogue: `/Names ${'['.repeat(200_000)}` }), ['sentence', 'drawn']],
    [
      'locked',
      () =>
        pdf(
          [
            '<< /Type /Catalog /Pages 2 0 R >>',
            '<< /Type /Pages /Kids [] /Count 0 >>',
            '<< /Filter /Unknown /V 99 >>',
          ],
          '/Encrypt 3 0 R /ID [<00> <00>] ',
        ),
      ['sentence'],
    ],
    ['cut', () => onePage({}).subarray(0, 200), ['sentence', 'drawn']],
    [
      'page of HTML too',
      () => Buffer.concat([onePage({}), Buffer.from('<html><script>hit()</script></html>')]),
      ['drawn'],
    ],
  ] as const
).map(([name, bytes, shownAs]) => [`${name}.pdf`, bytes, shownAs]);

function png(
  width: number,
  height: number,
  chunks: readonly (readonly [string, Buffer])[],
  colour = 0,
  depth = 1,
): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([depth, colour, 0, 0, 0], 8);
  const written = [['IHDR', head] as const, ...chunks, ['IEND', Buffer.alloc(0)] as const].map(
    ([name, content]) => {
      const body = Buffer.concat([latin(name), content]);
      const ends = Buffer.alloc(8);
      ends.writeUInt32BE(content.length, 0);
      ends.writeUInt32BE(crc32(body), 4);
      return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
    },
  );
  return Buffer.concat([latin('\u0089PNG\r\n\u001a\n'), ...written]);
}
const rows = (width: number, height: number) =>
  deflateSync(Buffer.alloc(height * (1 + Math.ceil(width / 8))));
const photograph = (): Buffer => readFileSync(resolve('resources/practice/picture.jpg'));
const segment = (marker: number, content: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from([0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 255]),
    content,
  ]);
const photographWith = (...segments: readonly Buffer[]): Buffer =>
  Buffer.concat([photograph().subarray(0, 2), ...segments, photograph().subarray(2)]);
/** An EXIF directory that leads back to itself. */
const ring = latin('Exif\0\0MM\0*\0\0\0\u0008\0\u0001\x87\x69\0\u0004\0\0\0\u0001\0\0\0\u0008\0\0\0\u0008');
const sized = (width: number, height: number): Buffer => {
  const bytes = photograph();
  const frame = bytes.findIndex((byte, at) => byte === 0xff && [0xc0, 0xc2].includes(bytes[at + 1] ?? 0));
  bytes.writeUInt16BE(height, frame + 5);
  bytes.writeUInt16BE(width, frame + 7);
  return bytes;
};
const gifHead = (width: number, height: number) => {
  const head = latin('GIF89a\0\0\0\0\x80\0\0\0\0\0\xff\xff\xff');
  head.writeUInt16LE(width, 6);
  head.writeUInt16LE(height, 8);
  return head;
};
const gifFrame = latin(',\0\0\0\0\u0001\0\u0001\0\0\u0002\u0002D\u0001\0');
const webp = (chunks: Buffer): Buffer => {
  const head = latin('RIFF\0\0\0\0WEBP');
  head.writeUInt32LE(chunks.length + 4, 4);
  return Buffer.concat([head, chunks]);
};
const heic = (...boxes: readonly string[]): Buffer =>
  latin(`\0\0\0\u0018ftypheic\0\0\0\0mif1heic${boxes.join('')}`);
const script = Buffer.from('<script>hit()</script>');

const pictures: readonly HostileFile[] = [
  ['four billion points.jpg', () => sized(65_500, 65_500), ['sentence']],
  ['more points than pixels.jpg', () => sized(10_000, 10_000), ['drawn', 'sentence']],
  ['cut.jpg', () => photograph().subarray(0, 2000), ['drawn', 'sentence']],
  [
    'page.jpg',
    () => photographWith(segment(0xfe, Buffer.concat([Buffer.from('--><html>'), script]))),
    ['drawn'],
  ],
  [
    'profile.jpg',
    () =>
      photographWith(
        segment(0xe2, Buffer.concat([latin('ICC_PROFILE\0\u0001\xff'), Buffer.alloc(60_000, 0xff)])),
      ),
    ['drawn'],
  ],
  ['ring.jpg', () => photographWith(segment(0xe1, ring)), ['drawn']],
  [
    'no segments.jpg',
    () => Buffer.concat([Buffer.from([0xff, 0xd8]), Buffer.alloc(1_000_000, 0xff)]),
    ['sentence', 'drawn'],
  ],
  ['four billion points.png', () => png(0x7fffffff, 0x7fffffff, [['IDAT', rows(8, 8)]]), ['sentence']],
  ['nine hundred million points.png', () => png(30_000, 30_000, [['IDAT', rows(30_000, 300)]]), ['sentence']],
  [
    'just few enough points.png',
    () => png(10_900, 10_900, [['IDAT', rows(10_900, 10_900)]]),
    ['drawn', 'sentence'],
  ],
  ['cut.png', () => png(60, 60, [['IDAT', rows(60, 60)]]).subarray(0, 45), ['drawn', 'sentence']],
  [
    'profile bomb.png',
    () =>
      png(8, 8, [
        ['iCCP', Buffer.concat([latin('a\0\0'), bomb])],
        ['IDAT', rows(8, 8)],
      ]),
    ['drawn'],
  ],
  [
    'words bomb.png',
    () =>
      png(8, 8, [
        ['zTXt', Buffer.concat([latin('Raw profile type exif\0\0'), bomb])],
        ['IDAT', rows(8, 8)],
      ]),
    ['drawn'],
  ],
  [
    'page.png',
    () =>
      Buffer.concat([
        png(8, 8, [
          ['tEXt', Buffer.concat([latin('a\0'), script])],
          ['IDAT', rows(8, 8)],
        ]),
        script,
      ]),
    ['drawn'],
  ],
  [
    'four billion points.gif',
    () => Buffer.concat([gifHead(65_535, 65_535), gifFrame, latin(';')]),
    ['sentence'],
  ],
  [
    'ten thousand frames.gif',
    () => Buffer.concat([gifHead(1, 1), ...Array.from({ length: 10_000 }, () => gifFrame), latin(';')]),
    ['drawn'],
  ],
  ['cut.gif', () => gifHead(10, 10), ['drawn', 'sentence']],
  [
    'program.gif',
    () => Buffer.concat([latin('GIF89a/*'), gifHead(8, 8).subarray(8), latin('*/=1;hit();')]),
    ['drawn', 'sentence'],
  ],
  ['large.webp', () => webp(latin('VP8X\n\0\0\0\0\0\0\0\xff\x3f\0\xff\x3f\0')), ['drawn', 'sentence']],
  ['cut.webp', () => webp(latin('VP8L\xff\xff\xff\x7f/')), ['drawn', 'sentence']],
  [
    'bomb.webp',
    () => webp(Buffer.concat([latin('VP8L\u0010\0\0\0/\xff\xff\xff\u000f'), Buffer.alloc(11)])),
    ['drawn', 'sentence'],
  ],
  ['ring.tif', () => latin('II*\0\u0008\0\0\0\0\0\u0008\0\0\0'), ['sentence']],
  [
    'large.tif',
    () =>
      latin(
        `II*\0\u0008\0\0\0\u0002\0\0\u0001\u0004\0\u0001\0\0\0\xff\xff\xff\x7f\u0001\u0001\u0004\0\u0001\0\0\0\xff\xff\xff\x7f\0\0\0\0`,
      ),
    ['sentence'],
  ],
  ['cut.heic', () => heic(), ['sentence']],
  ['large.heic', () => heic(`\0\0\0\u0014ispe\0\0\0\0\x7f\xff\xff\xff\x7f\xff\xff\xff`), ['sentence']],
  ['boxes without an end.heic', () => heic('\0\0\0\0meta\0\0\0\0'.repeat(20_000)), ['sentence']],
];

const others: readonly HostileFile[] = [
  [
    'letter.docx',
    () =>
      wordFile(['x'], {
        'word/_rels/document.xml.rels': relationships([['attachedTemplate', `${far}/t.dotm`, 'External']]),
      }),
    ['sentence'],
  ],
  ['macros.docm', () => wordFile(['x'], { 'word/vbaProject.bin': 'hit' }), ['sentence']],
  ['bomb.zip', () => hostileArchives.bomb, ['sentence']],
  ['one line.txt', () => Buffer.alloc(10_000_000, 'a '), ['words']],
  [
    'turned round.txt',
    () => Buffer.from(`\u202e${'\u0301'.repeat(50_000)}<img src=x onerror=hit()>`),
    ['words'],
  ],
  [
    'message.mht',
    () =>
      Buffer.from(
        `From: a\r\nDate: Tue, 3 Mar 2026 21:14:00 +0100\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\nContent-Location: ${far}\r\n\r\n<img src="${far}/seen.png"><script>hit()</script>`,
      ),
    ['words'],
  ],
];

export const hostileEvidence: readonly HostileFile[] = [
  ...drawings,
  ...pages,
  ...papers,
  ...pictures,
  ...others,
];
