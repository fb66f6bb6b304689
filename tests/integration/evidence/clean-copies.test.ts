import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPackage } from '../../../src/core/filings/package-reader';
import type { CaseId } from '../../../src/shared/kernel/ids';
import { createTestCore, type TestCore } from '../../support/core';
import { beyond, findTags } from '../../support/exiftool';
import { convert, pdfText } from '../../support/office';
import { makeOfficeEvidence } from '../../support/office-evidence';
import { makePhotographs, papers, photographs, scans, type Photograph } from '../../support/photographs';
import { aFilm, aFlac, anAmr, anMp3, anOpus, aWav, aWebm, oggPages, samples } from '../../support/recordings';
import { planted } from '../../support/telling-files';

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
  /File:(FileType|FileTypeExtension|MIMEType)=(JPEG|JPG|PNG|GIF|TIFF|TIF|image\/(jpeg|png|gif|tiff))/,
  /File:(ImageWidth|ImageHeight|EncodingProcess|BitsPerSample|ColorComponents)=\d{1,4}/,
  /File:YCbCrSubSampling=\d \d/,
  /JFIF:(JFIFVersion|ResolutionUnit|XResolution|YResolution)=\d( \d)?/,
  // The block that keeps a picture upright.
  /File:ExifByteOrder=(MM|II)/,
  /IFD\d:Orientation=[1-8]/,
  /File:PageCount=\d/,
  /IFD\d:(SubfileType|ImageWidth|ImageHeight|Compression|PhotometricInterpretation|FillOrder|SamplesPerPixel)=\d{1,5}/,
  /IFD\d:(RowsPerStrip|TileWidth|TileLength|PlanarConfiguration|Predictor|T4Options|T6Options|InkSet|NumberofInks)=\d{1,4}/,
  /IFD\d:(BitsPerSample|SampleFormat|ExtraSamples|PageNumber|YCbCrSubSampling|YCbCrPositioning)=[\d ]+/,
  /IFD\d:(XResolution|YResolution|ResolutionUnit|TransferFunction|WhitePoint|PrimaryChromaticities)=[\d. ]+/,
  /IFD\d:(ReferenceBlackWhite|ColorMap|JPEGTables)=.*/,
  // What exiftool calls a page that is packed as JPEG.
  /IFD0:PreviewImage(Start|Length)?=(\d+|\(Binary data \d+ bytes, use -b option to extract\))/,
  /IFD\d:(Strip|Tile)(Offsets|ByteCounts)=([\d ]+|\(Binary data \d+ bytes, use -b option to extract\))/,
  /Adobe:(DCTEncodeVersion=100|APP14Flags[01]=\d+|ColorTransform=\d)/,
  /PNG:(ImageWidth|ImageHeight|BitDepth|ColorType|Compression|Filter|Interlace)=\d{1,4}/,
  /File:(FileType|FileTypeExtension|MIMEType)=(PDF|application\/pdf)/,
  /PDF:(PDFVersion=1\.\d|Linearized=false|PageCount=\d|HasXFA=false)/,
  /GIF:GIFVersion=8[79]a/,
  /GIF:(ImageWidth|ImageHeight|HasColorMap|ColorResolutionDepth|BitsPerPixel|BackgroundColor)=\d{1,4}/,
];

interface Brought {
  readonly caseId: CaseId;
  readonly received: ReadonlyMap<string, Buffer>;
}

const openCase = () => core.value('cases.create', { fileLanguage: 'fr', client: {} });

async function bring(which: readonly Photograph[]): Promise<Brought> {
  const { caseId } = await openCase();
  return bringFiles(caseId, await makePhotographs(join(core.folder, `brought ${caseId}`), which));
}

async function bringFiles(caseId: CaseId, paths: readonly string[]): Promise<Brought> {
  const received = new Map(paths.map((path) => [basename(path), readFileSync(path)]));
  core.host.answerFiles([...paths]);
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

/** Saves the clean copy of each original of a case; gives their paths by name. */
async function saveCleanCopies(caseId: CaseId): Promise<ReadonlyMap<string, string>> {
  const copies = new Map<string, string>();
  for (const { id, name } of await core.value('evidence.originals', { caseId })) {
    const path = join(core.folder, 'copies', name);
    core.host.answerSavePath(path);
    const saved = await core.call('evidence.saveCopy', { evidenceFileId: id, as: 'withoutTraces' });
    expect([name, saved]).toEqual([name, { ok: true, value: { fileName: name } }]);
    copies.set(name, path);
  }
  return copies;
}

/** One that holds a program and a file is more than its pages. */
const canBeCleaned = ({ name }: Photograph): boolean => name !== 'talkative.pdf';

/** A hash of what ImageMagick draws of each page. */
const drawn = (path: string) =>
  execFileSync('identify', ['-quiet', '-format', '%m %wx%h %[orientation] %#\n', path], { encoding: 'utf8' })
    .trim()
    .split('\n');

const width = (tags: readonly string[]) =>
  tags.find((tag) => /^(?:File|PNG|GIF|IFD0):ImageWidth=/u.test(tag));

describe('pictures with a place, a device and times', () => {
  it('stay as they were received, and have clean copies that say nothing but pixels', async () => {
    const { caseId, received } = await bring([...photographs, ...scans, ...papers.filter(canBeCleaned)]);
    const originals = await core.value('evidence.originals', { caseId });
    expect(originals.map(({ name }) => name).toSorted()).toEqual([...received.keys()].toSorted());
    const copies = await saveCleanCopies(caseId);
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
    // Nor of what exiftool does not see; the bytes above are looked through all the same.
    expect(silent).toEqual(['with something behind it.tif']);
    for (const { name } of scans) {
      const pages = drawn(join(core.folder, `brought ${caseId}`, name));
      const kept = name === 'with a small form of itself.tif' ? pages.slice(0, 1) : pages;
      expect([name, drawn(copies.get(name) ?? '')]).toEqual([name, kept]);
    }

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
});

/** How a zip is put together; its times are those of no day. */
const ofPackage: readonly RegExp[] = [
  /File:(FileType|FileTypeExtension|MIMEType)=(DOCX|XLSX|PPTX|ODT|ODS|ODP|application\/vnd\.[a-z.-]+)/i,
  /ZIP:Zip(RequiredVersion|BitFlag|Compression|CRC|CompressedSize|UncompressedSize)=\d+/,
  /ZIP:ZipModifyDate=1980:01:01 00:00:00/,
  /ZIP:ZipFileName=[\w./ -]+|ZIP:ZipFileName=\[Content_Types\]\.xml/,
];

describe('a letter, a table and slides of an office', () => {
  it('have clean copies with the same words, to programs of others, that say nothing of who made them', async () => {
    const { caseId } = await openCase();
    const folder = join(core.folder, `brought ${caseId}`);
    const paths = makeOfficeEvidence(folder);
    const { received } = await bringFiles(caseId, paths);
    const copies = await saveCleanCopies(caseId);
    expect([...copies.keys()].toSorted()).toEqual([...received.keys()].toSorted());

    const told = findTags([...copies.values()]);
    const toldOfOriginals = findTags(paths);
    for (const [name, path] of copies) {
      expect([name, beyond(ofPackage, toldOfOriginals.get(join(folder, name)) ?? []).length > 3]).toEqual([
        name,
        true,
      ]);
      expect([name, beyond(ofPackage, told.get(path) ?? [])]).toEqual([name, []]);
      const parts = readPackage(readFileSync(path));
      if (!parts.ok) throw new Error(`${name} cannot be unpacked`);
      const silent = [planted.person, planted.make, planted.serial, planted.note, planted.time, '2026-02-11'];
      for (const [part, bytes] of parts.value) {
        const text = Buffer.from(bytes).toString('latin1');
        expect([name, part, silent.filter((word) => text.includes(word))]).toEqual([name, part, []]);
      }
    }

    const shown = (sources: readonly string[], output: string) => {
      // Of two files of one name there would be one PDF.
      for (const format of ['docx', 'odt', 'xlsx', 'ods', 'pptx', 'odp']) {
        const ofFormat = sources.filter((path) => path.endsWith(format));
        convert(core.folder, { to: 'pdf', output: join(output, format), sources: ofFormat });
      }
      return sources.map((path) => {
        const [name = '', format = ''] = basename(path).split('.');
        const pdf = join(output, format, `${name}.pdf`);
        const pages = execFileSync('pdftoppm', ['-r', '40', pdf], { maxBuffer: 256 * 1024 * 1024 });
        return [basename(path), pdfText(pdf), createHash('sha256').update(pages).digest('hex')];
      });
    };
    const before = shown(paths, join(core.folder, 'shown before'));
    expect(before.map(([, words = '']) => words.split(/\s/u)[0])).toEqual([
      'Lettre',
      'Lettre',
      'Mars',
      'Mars',
      'Le',
      'Le',
    ]);
    expect(
      shown(
        paths.map((path) => copies.get(basename(path)) ?? ''),
        join(core.folder, 'shown after'),
      ),
    ).toEqual(before);
  }, 300_000);
});

/** How long a recording is and how it is packed; exiftool says nothing of AMR. */
const ofRecording: readonly RegExp[] = [
  /File:(FileType|FileTypeExtension|MIMEType)=(MP4|MOV|M4A|3GP|MP3|WAV|OPUS|FLAC|WEBM|(?:video|audio)\/[\w-]+)/,
  /(QuickTime|Track\d):\w*(CreateDate|ModifyDate)=0000:00:00 00:00:00/,
  /QuickTime:(MajorBrand|MinorVersion|CompatibleBrands|MediaDataSize|MediaDataOffset|MediaData)=.+/,
  /QuickTime:(MovieHeaderVersion|TimeScale|Duration|Preferred\w+|P\w+Time|P\w+Duration|Selection\w+|CurrentTime|NextTrackID)=\d+/,
  /(QuickTime|Track\d):(MatrixStructure|OpColor)=[\d ]+/,
  // Nothing but noughts; the bytes are looked through too.
  /(QuickTime|Track\d):(Unknown_)?[Ff]ree=(\(Binary data \d+ bytes, use -b option to extract\))?/,
  /Track\d:(TrackHeaderVersion|TrackID|TrackDuration|TrackLayer|TrackVolume|GraphicsMode|Balance|BitDepth|VideoFrameRate)=\d+/,
  /Track\d:(MediaHeaderVersion|MediaTimeScale|MediaDuration|[XY]Resolution|SourceImage\w+|Audio(Channels|BitsPerSample|SampleRate))=\d+/,
  /Track\d:(CompressorID=avc1|AudioFormat=mp4a|HandlerType=(vide|soun)|MediaLanguageCode=und)/,
  /Track\d:(Unknown_edts|TimeToSampleTable|SampleToChunk|SampleSizes|ChunkOffset)=\(Binary data .*/,
  /MPEG:\w+=\d+/,
  /RIFF:(Encoding|NumChannels|SampleRate|AvgBytesPerSec|BitsPerSample)=\d+/,
  /Opus:(OpusVersion|AudioChannels|SampleRate|OutputGain)=\d+/,
  /Vorbis:Vendor=/,
  /FLAC:(BlockSize(Min|Max)|FrameSize(Min|Max)|SampleRate|Channels|BitsPerSample|TotalSamples|MD5Signature)=\w+/,
  /FLAC:SeekTable=\(Binary data 18 bytes, use -b option to extract\)/,
  /Matroska:(SeekID=\(Binary data 4 bytes, use -b option to extract\)|SeekPosition=9)/,
  /Matroska:(DocType=webm|TimecodeScale=0\.001|(Muxing|Writing)App=)/,
  // Nothing but noughts; the bytes are looked through too.
  /Matroska:Void=/,
  /Track\d:(TrackNumber|TrackUID|TrackType)=\d?|Track\d:(Video|Audio)?CodecID=(V_VP9|A_OPUS)/,
];

describe('films and recordings', () => {
  it('have clean copies with the same pictures and the same sound that say nothing of who made them, where and when', async () => {
    const made = new Map<string, Buffer>([
      ['film.mp4', aFilm()],
      ['film.mov', aFilm('qt  ')],
      ['memo.m4a', aFilm('M4A ')],
      ['old.3gp', aFilm('3gp4')],
      ['memo.mp3', anMp3()],
      ['dictated.wav', aWav()],
      ['message.opus', anOpus()],
      ['call.amr', anAmr()],
      ['studio.flac', aFlac()],
      ['from a browser.webm', aWebm()],
    ]);
    const { caseId } = await openCase();
    const folder = join(core.folder, `brought ${caseId}`);
    mkdirSync(folder);
    const paths = [...made].map(([name, bytes]) => {
      writeFileSync(join(folder, name), bytes);
      return join(folder, name);
    });
    await bringFiles(caseId, paths);
    const copies = await saveCleanCopies(caseId);
    expect([...copies.keys()].toSorted()).toEqual([...made.keys()].toSorted());
    const isKnown = (path: string): boolean => !path.endsWith('.amr');
    const told = findTags([...copies.values()].filter(isKnown));
    const toldOfOriginals = findTags(paths.filter(isKnown));
    for (const [name, path] of copies) {
      const bytes = readFileSync(path);
      const { person, make, serial, note } = planted;
      const found = [person, make, serial, note, '2026', '50.85'].filter((word) => bytes.includes(word));
      expect([name, found]).toEqual([name, []]);
      if (!isKnown(path)) continue;
      const before = beyond(ofRecording, toldOfOriginals.get(join(folder, name)) ?? []);
      expect([name, before.length > 2, beyond(ofRecording, told.get(path) ?? [])]).toEqual([name, true, []]);
    }

    const copy = (name: string): Buffer => readFileSync(copies.get(name) ?? '');
    const original = (name: string): Buffer => made.get(name) ?? Buffer.alloc(0);
    for (const name of ['film.mp4', 'film.mov', 'memo.m4a', 'old.3gp']) {
      const places = (bytes: Buffer) =>
        [samples.picture, samples.sound].map((each) => [bytes.length, bytes.indexOf(each)]);
      // Of a recording of sound alone, there are no pictures that anything would show.
      const wanted = places(original(name));
      expect([name, places(copy(name))]).toEqual([
        name,
        name === 'memo.m4a' ? [[wanted[0]?.[0], -1], wanted[1]] : wanted,
      ]);
    }
    // Three frames; a head of twelve bytes, how it is packed and the sound; the frames of a telephone call.
    const [mp3, wav, amr] = [original('memo.mp3'), original('dictated.wav'), original('call.amr')];
    const frames = mp3.indexOf(Buffer.from('fffb9000', 'hex'));
    expect(copy('memo.mp3').equals(mp3.subarray(frames, frames + 3 * 417))).toBe(true);
    const chunk = (bytes: Buffer, name: string, length: number) =>
      bytes.subarray(bytes.indexOf(name), bytes.indexOf(name) + 8 + length);
    const sound = Buffer.concat([chunk(wav, 'fmt ', 16), chunk(wav, 'data', 16_000)]);
    expect(copy('dictated.wav').subarray(12).equals(sound)).toBe(true);
    expect(copy('dictated.wav').readUInt32LE(4)).toBe(sound.length + 4);
    expect(copy('call.amr').equals(amr.subarray(0, 6 + 2 * 32))).toBe(true);
    expect(oggPages(copy('message.opus'))).toEqual(
      [
        oggPages(original('message.opus'))[0]?.payload,
        `OpusTags${'\0'.repeat(8)}`,
        `${samples.sound} one`,
        `${samples.sound} two`,
      ].map((payload, number) => ({ number, isRight: true, payload })),
    );
  });
});

describe('files of no known making', () => {
  it('have no clean copy where nobody knows how to make one, and none is made in its place', async () => {
    const scan = {
      name: 'scan.tif',
      make: () => Buffer.from('II*\0\u0008\0\0\0\0\0\0\0\0\0', 'latin1'),
      tags: [],
    };
    const large = {
      name: 'of more than four gigabytes.tif',
      make: () => execFileSync('convert', ['-size', '64x48', 'xc:red', 'tiff64:-']),
      tags: [],
    };
    const spoken = {
      name: 'with words under the pictures.mp4',
      make: () => aFilm('isom', 'text'),
      tags: [],
    };
    const others = [scan, large, spoken, ...papers.filter((paper) => !canBeCleaned(paper))];
    expect(others.map(({ name }) => name)).toEqual([scan.name, large.name, spoken.name, 'talkative.pdf']);
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
