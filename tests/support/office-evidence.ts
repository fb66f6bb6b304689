import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { convert } from './office';
import { planted, tellingJpeg } from './telling-files';

// A letter, a table and slides as LibreOffice writes them, in its own format and in that of Microsoft. Each says who made it and when, and
// holds a photograph that says where it was taken.

const namespaces = [
  ['office', 'office'],
  ['text', 'text'],
  ['table', 'table'],
  ['draw', 'drawing'],
  ['presentation', 'presentation'],
  ['style', 'style'],
  ['meta', 'meta'],
  ['config', 'config'],
  ['svg', 'svg-compatible'],
]
  .map(([prefix, name]) => `xmlns:${prefix}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .join(' ');

const flat = (kind: string, body: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><office:document ${namespaces} xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.${kind}">
<office:meta><meta:initial-creator>${planted.person}</meta:initial-creator><dc:creator>${planted.person}</dc:creator><dc:title>${planted.note}</dc:title><meta:creation-date>2026-02-11T21:29:10</meta:creation-date><dc:date>2026-02-11T21:29:10</dc:date><meta:keyword>${planted.note}</meta:keyword><meta:user-defined meta:name="Client">${planted.person}</meta:user-defined></office:meta>
<office:settings><config:config-item-set config:name="ooo:configuration-settings"><config:config-item config:name="PrinterName" config:type="string">${planted.make} 9</config:config-item></config:config-item-set></office:settings>
<office:body>${body}</office:body></office:document>`;

const photograph = (x = 2) =>
  `<draw:frame svg:width="3cm" svg:height="3cm" svg:x="${x}cm" svg:y="9cm"><draw:image><office:binary-data>${tellingJpeg().toString('base64')}</office:binary-data></draw:image></draw:frame>`;
const cells = (...words: readonly string[]) =>
  words
    .map((word) => `<table:table-cell office:value-type="string"><text:p>${word}</text:p></table:table-cell>`)
    .join('');

const sources = {
  letter: [
    'fodt',
    flat(
      'text',
      `<office:text><text:h text:outline-level="1">Lettre inventée</text:h><text:p>Elle travaillait dès l’aube &amp; sans repos.<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>Une note au pied.</text:p></text:note-body></text:note></text:p><text:p>${photograph()}</text:p></office:text>`,
    ),
    ['docx', 'odt'],
  ],
  wages: [
    'fods',
    flat(
      'spreadsheet',
      `<office:spreadsheet><table:table table:name="Mars"><table:table-row>${cells('Jour', 'Heures')}</table:table-row><table:table-row>${cells('lundi 2')}<table:table-cell office:value-type="float" office:value="14"><text:p>14</text:p></table:table-cell></table:table-row><table:table-row>${cells('Somme')}<table:table-cell table:formula="of:=SUM([.B2:.B2])" office:value-type="float" office:value="14"><text:p>14</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet>`,
    ),
    ['xlsx', 'ods'],
  ],
  talk: [
    'fodp',
    flat(
      'presentation',
      `<office:presentation><draw:page draw:name="page1"><draw:frame svg:width="20cm" svg:height="3cm" svg:x="2cm" svg:y="2cm"><draw:text-box><text:p>Le domaine viticole inventé</text:p></draw:text-box></draw:frame>${photograph()}</draw:page></office:presentation>`,
    ),
    ['pptx', 'odp'],
  ],
} as const;

/** Makes them in a folder; gives their paths. */
export function makeOfficeEvidence(folder: string): readonly string[] {
  mkdirSync(folder, { recursive: true });
  return Object.entries(sources).flatMap(([name, [extension, text, formats]]) => {
    const source = join(folder, `${name}.${extension}`);
    writeFileSync(source, text);
    return formats.map((to) => {
      convert(folder, { to, output: folder, sources: [source] });
      return join(folder, `${name}.${to}`);
    });
  });
}
