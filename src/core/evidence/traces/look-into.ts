import { err, ok, type Result } from '../../../shared/kernel/result';
import { isOriginalDamaged, openOriginal, type OriginalsPlace, type StoredOriginal } from '../originals';
import { createDocumentReader, type DocumentReader } from './document-reader';
import { lookIntoFilm, readFilmSaid, type ReadBytes } from './film';
import { gather, lookOf, type Look } from './look';
import { isMatroska, lookIntoMatroska } from './matroska';
import { lookIntoPicture } from './picture';
import { isSound, lookIntoSound } from './sound';

/** What is larger is not looked into, but for what films say: it stands in memory whole, and its copy beside it. */
const mostBytes = 200 * 1024 * 1024;

type Failure = { readonly kind: 'originalMissing' | 'originalDamaged' };

/** Looks into originals that are to leave, one after the other, for what they say of themselves. The last one is remembered. */
export interface TraceReader {
  readonly look: (file: NamedOriginal) => Promise<Result<Look, Failure>>;
  /** Ends its thread, also in the middle of a file, of which nothing is known then. */
  readonly end: () => void;
}

export interface NamedOriginal extends StoredOriginal {
  readonly mediaType: string;
  readonly name: string;
}

export function createTraceReader(originals: OriginalsPlace): TraceReader {
  const documents = createDocumentReader();
  let last: { readonly storedAs: string; readonly look: Result<Look, Failure> } | null = null;
  return {
    look: async (file) => {
      if (last?.storedAs !== file.storedAs) {
        last = { storedAs: file.storedAs, look: await lookInto(originals, file, documents) };
      }
      return last.look;
    },
    end: documents.end,
  };
}

async function lookInto(
  originals: OriginalsPlace,
  file: NamedOriginal,
  documents: DocumentReader,
): Promise<Result<Look, Failure>> {
  try {
    const kind = kindOf(await readRange(originals, file)(0, Math.min(file.byteLength, 16)));
    if (kind === 'film' && file.byteLength > mostBytes) {
      const said = await readFilmSaid(readRange(originals, file), file.byteLength);
      return ok(lookOf(said, new Uint8Array(), null));
    }
    if (kind === 'other' && (await isText(originals, file))) return ok(saysNothing);
    if (kind === 'other' || file.byteLength > mostBytes) return ok(unknown);
    const bytes = await readWhole(originals, file);
    if (kind === 'picture') return ok(lookIntoPicture(bytes));
    if (kind === 'matroska') return ok(lookIntoMatroska(bytes));
    if (kind === 'film') return ok(await lookIntoFilm(bytes));
    if (kind === 'sound') return ok(lookIntoSound(bytes));
    return ok((await documents.look(bytes)) ?? unknown);
  } catch (failure) {
    if (failure instanceof OriginalGone) return err({ kind: 'originalMissing' });
    if (isOriginalDamaged(failure)) return err({ kind: 'originalDamaged' });
    throw failure;
  }
}

/**
 * A text file is its words and nothing else, if it is one: its name may say anything. Mails, pages of the web and other XML hold files,
 * and say which way they came.
 */
async function isText(originals: OriginalsPlace, file: NamedOriginal): Promise<boolean> {
  if (!/\.(?:txt|csv|md|json)$/i.test(file.name)) return false;
  const start = await readRange(originals, file)(0, Math.min(file.byteLength, 64 * 1024));
  // Letters of two bytes begin with a sign of their order, and are full of noughts.
  return /^(?:\xFF\xFE|\xFE\xFF)/.test(start.toString('latin1', 0, 2)) || !start.includes(0);
}

const saysNothing: Look = { ...gather().said(), form: 'same', bare: null };
const unknown: Look = { ...gather().said(), form: 'asReceived', bare: null };

const pictureBrands = /^(?:heic|heix|hevc|mif1|msf1|avif|avis)$/;

/** By its first bytes, whatever its name says. */
function kindOf(start: Buffer): 'picture' | 'pdf' | 'package' | 'film' | 'matroska' | 'sound' | 'other' {
  const text = start.toString('latin1');
  if (text.startsWith('%PDF-')) return 'pdf';
  if (text.startsWith('PK\u0003\u0004')) return 'package';
  if (isSound(start)) return 'sound';
  if (isMatroska(start)) return 'matroska';
  if (text.slice(4, 8) === 'ftyp') return pictureBrands.test(text.slice(8, 12)) ? 'picture' : 'film';
  const isPicture = /^(?:\u00ff\u00d8\u00ff|\u0089PNG|GIF8|BM|II[*+]\0|MM\0[*+]|RIFF[^]{4}WEBP)/.test(text);
  return isPicture ? 'picture' : 'other';
}

class OriginalGone extends Error {}

async function* read(
  originals: OriginalsPlace,
  file: StoredOriginal,
  range?: { readonly start: number; readonly end: number },
): AsyncGenerator<Uint8Array> {
  const opened = await openOriginal(originals, file, range);
  if (!opened.ok && opened.error.kind === 'missing') throw new OriginalGone();
  if (!opened.ok) throw Object.assign(new Error('An original is not whole'), { kind: 'originalDamaged' });
  // Each block is written over by the next.
  for await (const bytes of opened.value) yield Uint8Array.from(bytes);
}

function readRange(originals: OriginalsPlace, file: StoredOriginal): ReadBytes {
  return async (start, end) => {
    const parts: Uint8Array[] = [];
    for await (const bytes of read(originals, file, { start, end })) parts.push(bytes);
    return Buffer.concat(parts);
  };
}

async function readWhole(originals: OriginalsPlace, file: StoredOriginal): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const bytes of read(originals, file)) parts.push(bytes);
  // A view of its own memory: parts of Node's shared one cannot go to a thread alone.
  return new Uint8Array(Buffer.concat(parts));
}
