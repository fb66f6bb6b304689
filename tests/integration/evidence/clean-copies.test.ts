import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseId } from '../../../src/shared/kernel/ids';
import { createTestCore, type TestCore } from '../../support/core';
import { beyond, findTags } from '../../support/exiftool';
import { makePhotographs, papers, photographs, type Photograph } from '../../support/photographs';

// What telephones, cameras and programs write into pictures and PDFs: kept to the last byte in the vault, gone from what is made
// of them. What exiftool finds in a copy has to be on a list; whatever is not fails, by whatever name.

let core: TestCore;
beforeAll(async () => {
  core = createTestCore();
  await core.createVault();
  mkdirSync(join(core.folder, 'copies'));
});
afterAll(() => core.close());

/** What pixels need: sizes, how they are coded, and which way is up. */
const ofPixels: readonly RegExp[] = [
  /File:(FileType|FileTypeExtension|MIMEType)=(JPEG|JPG|PNG|GIF|image\/(jpeg|png|gif))/,
  /File:(ImageWidth|ImageHeight|EncodingProcess|BitsPerSample|ColorComponents)=\d{1,4}/,
  /File:YCbCrSubSampling=\d \d/,
  /JFIF:(JFIFVersion|ResolutionUnit|XResolution|YResolution)=\d( \d)?/,
  // The block that keeps a picture upright.
  /File:ExifByteOrder=MM/,
  /IFD0:Orientation=[1-8]/,
  /Adobe:(DCTEncodeVersion=100|APP14Flags[01]=\d+|ColorTransform=\d)/,
  /PNG:(ImageWidth|ImageHeight|BitDepth|ColorType|Compression|Filter|Interlace)=\d{1,4}/,
  /File:(FileType|FileTypeExtension|MIMEType)=(PDF|application\/pdf)/,
  /PDF:(PDFVersion=1\.\d|Linearized=false|PageCount=\d|HasXFA=false)/,
  /GIF:GIFVersion=8[79]a/,
  /GIF:(ImageWidth|ImageHeight|HasColorMap|ColorResolutionDepth|BitsPerPixel|BackgroundColor)=\d{1,4}/,
];

async function bring(
  which: readonly Photograph[],
): Promise<{ readonly caseId: CaseId; readonly received: ReadonlyMap<string, Buffer> }> {
  const { caseId } = await core.value('cases.create', { fileLanguage: 'fr', client: {} });
  const paths = await makePhotographs(join(core.folder, `brought ${caseId}`), which);
  const received = new Map(which.map(({ name }, index) => [name, readFileSync(paths[index] ?? '')]));
  core.host.answerFiles(paths);
  const { batchId } = await core.value('evidence.chooseFiles', { caseId, exhibitId: null });
  await core.value('evidence.importBatch', {
    batchId,
    custody: {
      receivedFrom: '',
      receivedOn: '2026-03-01',
      receivedHow: '',
      device: '',
      paperOriginal: '',
      note: '',
    },
  });
  return { caseId, received };
}

/** One that holds a program and a file is more than its pages. */
const canBeCleaned = ({ name }: Photograph): boolean => name !== 'talkative.pdf';

const width = (tags: readonly string[]) => tags.find((tag) => /^(?:File|PNG|GIF):ImageWidth=/u.test(tag));

describe('pictures with a place, a device and times', () => {
  it('stay as they were received, and have clean copies that say nothing but pixels', async () => {
    const { caseId, received } = await bring([...photographs, ...papers.filter(canBeCleaned)]);
    const originals = await core.value('evidence.originals', { caseId });
    expect(originals.map(({ name }) => name).toSorted()).toEqual([...received.keys()].toSorted());
    const copies = new Map<string, string>();
    for (const { id, name } of originals) {
      const path = join(core.folder, 'copies', name);
      core.host.answerSavePath(path);
      const saved = await core.call('evidence.saveCopy', { evidenceFileId: id, as: 'withoutTraces' });
      expect([name, saved]).toEqual([name, { ok: true, value: { fileName: name } }]);
      copies.set(name, path);
    }
    const told = findTags([...copies.values()]);
    const toldOfOriginals = findTags(
      originals.map(({ name }) => join(core.folder, `brought ${caseId}`, name)),
    );
    const silent: string[] = [];
    for (const [name, path] of copies) {
      const before = toldOfOriginals.get(join(core.folder, `brought ${caseId}`, name)) ?? [];
      // Of a watch that saw nothing before, nothing would follow.
      if (beyond(ofPixels, before).length === 0) silent.push(name);
      const after = told.get(path) ?? [];
      expect({ name, beyond: beyond(ofPixels, after), width: width(after) }).toEqual({
        name,
        beyond: [],
        width: width(before),
      });
      expect(readFileSync(path, 'latin1')).not.toMatch(/INVENTED|Invented|50\.8466|2026[:-]02[:-]03/u);
    }
    expect(silent).toEqual([]);

    for (const { id, name } of originals) {
      const path = join(core.folder, 'received');
      core.host.answerSavePath(path);
      await core.value('evidence.saveCopy', {
        evidenceFileId: id,
        as: 'received',
        reason: 'Invented, for a test',
      });
      expect({ name, isEqual: readFileSync(path).equals(received.get(name) ?? Buffer.alloc(0)) }).toEqual({
        name,
        isEqual: true,
      });
    }
    process.stdout.write(
      `Clean copies: ${copies.size} of ${received.size} pictures and PDFs say nothing but pixels\n`,
    );
  });

  it('say nothing of it in a bundle either, and neither do PDFs', async () => {
    const { caseId, received } = await bring([...photographs, ...papers]);
    const exhibitIds = (await core.value('evidence.list', { caseId })).map(({ id }) => id);
    const save = async (name: string) => {
      const path = join(core.folder, name);
      core.host.answerSavePath(path);
      const made = await core.value('exhibits.makeBundle', {
        caseId,
        exhibitIds,
        language: 'fr',
        corner: 'topRight',
        standInsWanted: true,
      });
      return { path, notTaken: made.notTaken };
    };
    const { path, notTaken } = await save('bundle.pdf');
    expect(notTaken).toEqual([]);
    expect(findTags([path]).get(path)).toEqual([
      'File:FileType=PDF',
      'File:FileTypeExtension=PDF',
      'File:MIMEType=application/pdf',
      'PDF:PDFVersion=1.7',
      'PDF:Linearized=false',
      `PDF:PageCount=${received.size + 3}`,
      'PDF:Language=fr-BE',
      'PDF:PageMode=UseOutlines',
      'PDF:Title=Inventaire des pièces',
    ]);
    expect(readFileSync((await save('again.pdf')).path).equals(readFileSync(path))).toBe(true);
    const pictures = join(core.folder, 'pictures');
    mkdirSync(pictures);
    execFileSync('pdfimages', ['-all', path, join(pictures, 'p')]);
    // Other pictures have no file of their own in a PDF: pdfimages writes one around their pixels.
    const inside = readdirSync(pictures)
      .filter((name) => name.endsWith('.jpg'))
      .map((name) => join(pictures, name));
    expect(inside).toHaveLength(photographs.filter(({ name }) => name.endsWith('.jpg')).length);
    for (const [name, tags] of findTags(inside)) expect([name, beyond(ofPixels, tags)]).toEqual([name, []]);
  });

  it('have no clean copy where nobody knows how to make one, and none is made in its place', async () => {
    const scan = {
      name: 'scan.tif',
      make: () => Buffer.from('II*\0\u0008\0\0\0\0\0\0\0\0\0', 'latin1'),
      tags: [],
    };
    const others = [scan, ...papers.filter((paper) => !canBeCleaned(paper))];
    expect(others.map(({ name }) => name)).toEqual(['scan.tif', 'talkative.pdf']);
    const { caseId } = await bring(others);
    for (const { id } of await core.value('evidence.originals', { caseId })) {
      const path = join(core.folder, 'copies', 'none');
      core.host.answerSavePath(path);
      expect(await core.call('evidence.saveCopy', { evidenceFileId: id, as: 'withoutTraces' })).toEqual({
        ok: false,
        error: { kind: 'tracesNotKnown' },
      });
      expect(existsSync(path)).toBe(false);
      core.host.answerSavePath(null);
    }
  });
});
