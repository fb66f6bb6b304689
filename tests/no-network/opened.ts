import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readDocumentText } from '../../src/core/filings/document-text';
import { readPackage } from '../../src/core/filings/package-reader';
import { createTestCore } from '../support/core';
import { makeEveryWordFile } from '../support/every-word-file';
import { documentXml, relationships, wordFile } from '../support/word-file';
import { labAddress } from './lab';
import type { Nothing } from './nothing';

export interface Opened {
  readonly files: number;
  /** Names of those in which LibreOffice read other words, or the same in another order. */
  readonly otherWords: readonly string[];
  /** Calls of LibreOffice that would have reached beyond the machine. */
  readonly calls: readonly string[];
  /** The same for a planted file with a picture elsewhere, which must be seen. */
  readonly callsOfPlanted: readonly string[];
}

/** Every Word file that the program makes, opened by LibreOffice where there is no network, each of its calls watched. */
export async function openEveryWordFile(nothing: Nothing): Promise<Opened> {
  const core = createTestCore();
  try {
    await core.createVault();
    const made = await makeEveryWordFile(core);
    const everything = open(nothing, join(core.folder, 'opened'), made);
    const planted = open(nothing, join(core.folder, 'planted'), new Map([['planted', pictureElsewhere()]]));
    const otherWords = [...made].filter(
      ([name, bytes]) => !hasWordsOf(bytes, everything.texts.get(name) ?? ''),
    );
    return {
      files: made.size,
      otherWords: otherWords.map(([name]) => name),
      calls: everything.calls,
      callsOfPlanted: planted.calls,
    };
  } finally {
    core.close();
  }
}

function open(
  nothing: Nothing,
  folder: string,
  documents: ReadonlyMap<string, Uint8Array>,
): { readonly texts: ReadonlyMap<string, string>; readonly calls: readonly string[] } {
  mkdirSync(folder);
  const names = [...documents.keys()];
  for (const [index, bytes] of [...documents.values()].entries())
    writeFileSync(join(folder, `${index}.docx`), bytes);
  const profile = pathToFileURL(join(folder, 'profile')).href;
  const [first = '', ...inside] = nothing.inside;
  const watched = ['strace', '-f', '-qq', '-o', join(folder, 'calls'), '-e', 'trace=network'];
  const office = ['soffice', `-env:UserInstallation=${profile}`, '--headless', '--norestore'];
  const sources = names.map((_, index) => join(folder, `${index}.docx`));
  execFileSync(
    first,
    [
      ...inside,
      ...watched,
      ...office,
      '--convert-to',
      'txt:Text (encoded):UTF8',
      '--outdir',
      folder,
      ...sources,
    ],
    { stdio: 'pipe', timeout: 300_000 },
  );
  const texts = new Map(
    names.map((name, index) => [name, readFileSync(join(folder, `${index}.txt`), 'utf8')]),
  );
  const calls = readFileSync(join(folder, 'calls'), 'utf8')
    .split('\n')
    .filter((call) => /\bsocket\(|sa_family=/u.test(call) && !/AF_(?:UNIX|UNSPEC)/u.test(call));
  rmSync(folder, { recursive: true });
  return { texts, calls };
}

/** All words of the text in their order, and nothing between them but the signs of lists. */
function hasWordsOf(document: Uint8Array, told: string): boolean {
  const parts = readPackage(document);
  if (!parts.ok) throw new Error(`A document that was made cannot be read: ${parts.error.reason}`);
  const lines = readDocumentText(parts.value)
    .body.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : block.rows.flat()))
    .flatMap((text) => text.split('\n'))
    // A note is told by its number, in brackets here.
    .map((line) => squeezed(line).replaceAll(/\[(\d+)\]/gu, '$1'))
    .filter((line) => line !== '');
  const words = squeezed(told);
  const isSign = signsOf(parts.value);
  let at = 0;
  for (const line of lines) {
    const found = words.indexOf(line, at);
    if (found < 0 || !isSign(words.slice(at, found))) return false;
    at = found + line.length;
  }
  return lines.length > 0 && at === words.length;
}

/** What may stand before a paragraph of a list: nothing, a number, or a sign that the document itself gives its lists. */
function signsOf(parts: ReadonlyMap<string, Uint8Array>): (words: string) => boolean {
  const numbering = new TextDecoder().decode(parts.get('word/numbering.xml') ?? new Uint8Array());
  const own = new Set(
    [...numbering.matchAll(/<w:lvlText w:val="([^"%]+)"/gu)].map(([, sign = '']) =>
      squeezed(sign.replaceAll('&quot;', '"')),
    ),
  );
  return (words) => /^(?:•|[a-z]\)|\d{1,2}[.)])?$/u.test(words) || own.has(words);
}

/** Without spaces, line ends and marks of direction, which a layout may set otherwise. */
function squeezed(text: string): string {
  return text.normalize('NFKC').replaceAll(/[\s\u200e\u200f\u202a-\u202e\u2066-\u2069\u00ad\ufeff]/gu, '');
}

function pictureElsewhere(): Buffer {
  const drawing = 'http://schemas.openxmlformats.org/drawingml/2006';
  return wordFile([], {
    'word/document.xml': documentXml(
      `<w:p><w:r><w:drawing><wp:inline xmlns:wp="${drawing}/wordprocessingDrawing" xmlns:a="${drawing}/main" xmlns:pic="${drawing}/picture" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><wp:extent cx="900000" cy="900000"/><wp:docPr id="1" name="p"/><a:graphic><a:graphicData uri="${drawing}/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="p"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:link="rId1"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"/></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`,
    ),
    'word/_rels/document.xml.rels': relationships([['image', `http://${labAddress}/p.png`, 'External']]),
  });
}
