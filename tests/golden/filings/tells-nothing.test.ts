import { mkdirSync, writeFileSync } from 'node:fs';
import { homedir, hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspectDocument } from '../../../src/core/filings/inspect-document';
import { readPackage } from '../../../src/core/filings/package-reader';
import { createTestCore, type TestCore } from '../../support/core';
import { beyond, findTags } from '../../support/exiftool';
import { makeEveryWordFile } from '../../support/every-word-file';

// Every Word file that the program makes, looked into by exiftool and byte for byte: what it says beside its text has to be on a
// list. Made twice, in two vaults, it is the same file.

const first = new Map<string, Buffer>();
const second = new Map<string, Buffer>();
const cores: TestCore[] = [];

beforeAll(async () => {
  for (const made of [first, second]) {
    const core = createTestCore();
    cores.push(core);
    await core.createVault();
    for (const [name, bytes] of await makeEveryWordFile(core)) made.set(name, bytes);
  }
}, 300_000);
afterAll(() => {
  for (const core of cores) core.close();
});

/** The day on which every part of a zip is said to have been packed. */
const fixedDay = '1980:01:01 00:00:00';

const ofTheFile: readonly RegExp[] = [
  /File:(FileType|FileTypeExtension|MIMEType)=(DOCX|application\/vnd\.openxmlformats-officedocument\.wordprocessingml\.document)/,
  new RegExp(`ZIP:ZipModifyDate=${fixedDay}`),
  /ZIP:(ZipRequiredVersion=(10|20)|ZipBitFlag=(0|2048)|ZipCompression=8|ZipCRC=\d+|ZipCompressedSize=\d+|ZipUncompressedSize=\d+)/,
  /ZIP:ZipFileName=(\[Content_Types\]\.xml|_rels\/\.rels|docProps\/core\.xml)/,
  /ZIP:ZipFileName=word\/(_rels\/)?[a-z]+\d?\.xml(\.rels)?/i,
  /ZIP:ZipFileName=word\/(theme\/theme1\.xml|media\/exhibit-picture-[12]\.jpeg)/,
  // What kind of paper it is, and in which language: both stand on it.
  /XMP-dc:Title=(?!.*\d{4})[\p{L}\p{P}\p{N}\s]{1,100}/u,
  /XMP-dc:Language=(fr|nl|de)-BE|XMP-dc:Language=en(-GB)?/,
];

/** The laptop, the person at it, and the vault: none of their words has a place in what leaves. */
function wordsOfTheMachine(): readonly string[] {
  return [
    hostname(),
    homedir(),
    process.cwd(),
    ...cores.flatMap((core) => [core.folder, core.vault().id]),
  ].filter((word) => word.length > 3);
}

const telling = [
  /\brsid\w*=/iu,
  /w14:(?:paraId|textId)|w15:(?:docId|person|author|presenceInfo)|w16\w*:/u,
  /<(?:dc:creator|cp:lastModifiedBy|dcterms:(?:created|modified)|Company|Application|AppVersion|Template)>/u,
  // Identifiers of records, and moments.
  /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/iu,
  /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/u,
  /Invented (?:Person|Company|1\.0)/u,
  /Exif|http:\/\/ns\.adobe\.com|Photoshop/u,
];

describe('every Word file that is made', () => {
  it('says nothing of who made it, where, when or with what', () => {
    const folder = join(cores[0]?.folder ?? '', 'made');
    mkdirSync(folder);
    const paths = [...first].map(([name, bytes]) => {
      const path = join(folder, `${name}.docx`);
      writeFileSync(path, bytes);
      return [name, path] as const;
    });
    const told = findTags(paths.map(([, path]) => path));
    const media: string[] = [];
    for (const [name, path] of paths) {
      const bytes = first.get(name) ?? Buffer.alloc(0);
      expect([name, beyond(ofTheFile, told.get(path) ?? ['nothing'])]).toEqual([name, []]);
      const inspected = inspectDocument(bytes);
      expect([name, inspected.ok && inspected.value.leaks]).toEqual([name, []]);
      const parts = readPackage(bytes);
      if (!parts.ok) throw new Error(`${name} cannot be read`);
      for (const [part, content] of parts.value) {
        const text = Buffer.from(content).toString(part.startsWith('word/media/') ? 'latin1' : 'utf8');
        const found = [
          ...telling.flatMap((pattern) => pattern.exec(text)?.[0] ?? []),
          ...wordsOfTheMachine().filter((word) => text.includes(word)),
          ...(new RegExp(`\\b${userInfo().username}\\b`, 'u').exec(text) ?? []),
        ];
        expect([name, part, found]).toEqual([name, part, []]);
        if (!part.startsWith('word/media/')) continue;
        media.push(join(folder, part.replaceAll('/', ' ')));
        writeFileSync(media.at(-1) ?? '', content);
      }
    }
    expect(media).toHaveLength(2);
    for (const tags of findTags(media).values())
      expect(tags.filter((tag) => !/^(?:File|JFIF):/u.test(tag) || /Comment/u.test(tag))).toEqual([]);
    process.stdout.write(`Word files: ${paths.length}, nothing beside their text, the same in two vaults\n`);
  });

  it('is the same to the last byte in another vault', () => {
    expect([...second.keys()]).toEqual([...first.keys()]);
    const different = [...first]
      .filter(([name, bytes]) => !second.get(name)?.equals(bytes))
      .map(([name]) => name);
    expect(different).toEqual([]);
  });
});
