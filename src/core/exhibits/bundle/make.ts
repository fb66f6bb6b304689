import { basename, extname } from 'node:path';
import type { z } from 'zod';
import type {
  BundleExhibit,
  BundleRefusal,
  exhibitsContract,
  NotTaken,
} from '../../../shared/exhibits/contract';
import {
  compareExhibitNumbers,
  printExhibitNumber,
  readExhibitNumber,
} from '../../../shared/exhibits/numbering';
import type { Exhibit } from '../../../shared/evidence/schemas';
import { printDay, printEdtf } from '../../../shared/filings/dates';
import type { CaseId, EvidenceFileId, ExhibitId } from '../../../shared/kernel/ids';
import { err, ok, type Result } from '../../../shared/kernel/result';
import type { ReadableDatabase } from '../../db/database';
import { sql } from '../../db/sql';
import { passGateWith } from '../../departures/depart';
import { digestOf, letOutDocument } from '../../departures/let-out';
import { lookThroughOriginals, titleSaid } from '../../departures/look-at-originals';
import { isOriginalDamaged, openOriginal, type StoredOriginal } from '../../evidence/originals';
import { goesOut, listExhibits } from '../../evidence/store';
import type { VaultDeps } from '../../kernel/deps';
import { dialogText } from '../../kernel/dialog-texts';
import type { WorkContext } from '../../work/registry';
import { listWithdrawnNumbers } from '../numbers';
import { printable } from './letters';
import { startBundleThread, type BundleThread } from './off-thread';
import type { BundleFile, BundleOrder, BundleRow } from './task';

type MakeInput = z.output<(typeof exhibitsContract)['exhibits.makeBundle']['input']>;
type Made = z.output<(typeof exhibitsContract)['exhibits.makeBundle']['output']>;
type MakeFailure = z.output<(typeof exhibitsContract)['exhibits.makeBundle']['failure']>;

/** Of one file, and of all files of a bundle: it is made in memory. */
const mostFileBytes = 200 * 1024 * 1024;
const mostBytes = 600 * 1024 * 1024;
const mostTextBytes = 4 * 1024 * 1024;

interface StoredFile extends StoredOriginal {
  readonly id: EvidenceFileId;
  readonly exhibitId: ExhibitId;
  readonly name: string;
  readonly mediaType: string;
}

type Placing = 'pdf' | 'jpeg' | 'png' | 'text' | 'apart';

/** Every exhibit of the case, in order, and what of it cannot be printed. */
export function planBundle(db: ReadableDatabase, caseId: CaseId): BundleExhibit[] {
  const files = listFiles(db, caseId);
  return listExhibits(db, caseId).map(({ id, number, title }) => {
    const own = files.filter(({ exhibitId }) => exhibitId === id);
    return {
      exhibitId: id,
      number,
      title,
      apart: own.filter((file) => placingOf(file) === 'apart').map(({ name }) => name),
      isOnPaper: own.length === 0,
    };
  });
}

/** Makes the bundle in a thread of its own, checks it, and writes it where the person wants it: whole, or not at all. */
export async function makeBundle(deps: VaultDeps, input: MakeInput): Promise<Result<Made, MakeFailure>> {
  const { db, host, work } = deps;
  const code = db.get<{ readonly code: string }>(
    sql`SELECT code FROM cases WHERE id = ${input.caseId}`,
  )?.code;
  if (code === undefined) return err({ kind: 'caseNotFound' });
  const exhibits = listExhibits(db, input.caseId);
  const chosen = exhibits.filter(({ id }) => input.exhibitIds.includes(id));
  if (chosen.length === 0) return err({ kind: 'nothingChosen' });
  const unprintable = chosen.find(({ title }) => printable(title).unknown > 0);
  if (unprintable !== undefined) return err({ kind: 'titleNotPrintable', number: unprintable.number });

  const leaving = listFiles(db, input.caseId).filter((file) =>
    chosen.some(({ id }) => id === file.exhibitId),
  );
  const findings = await lookThroughOriginals({ db, originals: deps.vault.originals }, input.caseId, {
    fileIds: leaving.map(({ id }) => id),
    leaveAs: 'drawn',
    alsoSaid: chosen.map(({ number, title }) => titleSaid(number, title)),
  });
  const { to, reason, reasonKind } = input;
  const passed = passGateWith(deps, { caseId: input.caseId, to, told: ['papers'], findings, reason });
  if (!passed.ok) return passed;

  const path = await host.chooseSavePath({
    title: dialogText(deps, 'dialogs.saveBundle'),
    suggestedName: `${dialogText(deps, 'dialogs.bundleName')}.pdf`,
    kinds: [{ name: 'PDF', extensions: ['pdf'] }],
  });
  if (path === null) return err({ kind: 'dialogCancelled' });
  const made = await work.run('makeBundle', (context) => build(deps, input, { code, chosen }, context));
  if (!made.ok) return made;
  if (deps.session.current() !== deps.vault) return err({ kind: 'cancelled' });

  const { bytes, pages, held, notTaken } = made.value;
  const { caseId } = input;
  const at = deps.clock.now();
  const saved = letOutDocument(deps, {
    path,
    document: bytes,
    record: {
      departures: [{ caseId, kind: 'bundle', to, objections: [...passed.value], reason, reasonKind }],
      custody: held.map(({ id }) => ({ fileId: id, action: 'copied', at, details: { into: 'bundle' } })),
      audit: [{ action: 'exhibit.bundleMade', subjectId: null, caseId }],
    },
  });
  if (!saved.ok) return saved;
  const { sha256, sizeBytes } = digestOf(bytes);
  return ok({ fileName: basename(path), pages, byteLength: sizeBytes, sha256, notTaken });
}

interface Built {
  readonly bytes: Uint8Array;
  readonly pages: number;
  /** Those whose contents are in it. */
  readonly held: readonly StoredFile[];
  readonly notTaken: NotTaken[];
}

async function build(
  deps: VaultDeps,
  { caseId, language, corner, standInsWanted }: MakeInput,
  { code, chosen }: { readonly code: string; readonly chosen: readonly Exhibit[] },
  context: WorkContext,
): Promise<Result<Built, MakeFailure>> {
  const files = listFiles(deps.db, caseId).filter((file) => chosen.some(({ id }) => id === file.exhibitId));
  const total = files.reduce((sum, { byteLength }) => sum + byteLength, 0);
  const withdrawn =
    chosen.length === listExhibits(deps.db, caseId).length ? withdrawnRows(deps.db, caseId) : [];
  const rows = [
    ...chosen.map((exhibit) => ({ exhibit, row: rowOf(exhibit, language) })),
    ...withdrawn,
  ].toSorted((one, other) => compareExhibitNumbers(numberOf(one.row), numberOf(other.row)));
  const thread = startBundleThread(context.signal);
  try {
    const madeOn = printDay(deps.clock.today(), language);
    const begun = await tell(
      thread,
      { kind: 'begin', frame: { language, corner, reference: code, madeOn } },
      context,
    );
    if (!begun.ok) return begun;
    let done = 0;
    let taken = 0;
    const held: StoredFile[] = [];
    const notTaken: NotTaken[] = [];
    for (const { exhibit, row } of rows) {
      const own = files.filter(({ exhibitId }) => exhibitId === exhibit?.id);
      const told = await tell(thread, { kind: 'exhibit', row, isOnPaper: own.length === 0 }, context);
      if (!told.ok) return told;
      for (const [index, file] of own.entries()) {
        context.report({ done, total });
        await context.breathe();
        const refused = (because: BundleRefusal): Result<never, MakeFailure> =>
          err({ kind: 'fileRefused', number: row.number, name: file.name, because });
        const notice = noticeOf(file, {
          neutralName: `${row.number.replace('/', '-')}-${index + 1}${extname(file.name).toLowerCase()}`,
        });
        const placing = placingOf(file);
        const isTooLarge =
          placing !== 'apart' && (file.byteLength > mostFileBytes || taken + file.byteLength > mostBytes);
        const read = isTooLarge
          ? ok<BundleFile>({ ...notice, because: 'tooLarge' })
          : await readFile(deps, file, placing, notice);
        if (context.signal.aborted) return err({ kind: 'cancelled' });
        if (!read.ok) return refused(read.error);
        const answer = await thread.order({ kind: 'file', file: read.value });
        if (context.signal.aborted) return err({ kind: 'cancelled' });
        if (answer.kind === 'stopped') return refused('stopped');
        const known = read.value.kind === 'apart' ? read.value.because : null;
        const because = answer.kind === 'refused' ? answer.because : known;
        if (because !== null) notTaken.push({ number: row.number, name: file.name, because });
        else if (read.value.kind !== 'apart') {
          taken += file.byteLength;
          held.push(file);
        }
        if (answer.kind === 'refused') {
          const stoodIn = await tell(
            thread,
            { kind: 'file', file: { ...notice, because: answer.because } },
            context,
          );
          if (!stoodIn.ok) return stoodIn;
        }
        done += file.byteLength;
      }
    }
    if (notTaken.length > 0 && !standInsWanted) return err({ kind: 'filesNotTaken', files: notTaken });
    context.report({ done: total, total });
    const finished = await tell(thread, { kind: 'finish' }, context);
    if (!finished.ok) return finished;
    if (finished.value.kind !== 'finished') throw new Error('The thread of a bundle gave no bundle');
    const { bytes, pages } = finished.value;
    return ok({ bytes, pages, held, notTaken });
  } finally {
    thread.end();
  }
}

/** An order that no file can refuse. */
async function tell(thread: BundleThread, order: BundleOrder, context: WorkContext) {
  const answer = await thread.order(order);
  if (context.signal.aborted) return err({ kind: 'cancelled' } as const);
  if (answer.kind === 'stopped' || answer.kind === 'refused')
    throw new Error('The thread of a bundle stopped');
  return ok(answer);
}

async function readFile(
  { vault }: VaultDeps,
  file: StoredFile,
  placing: Placing,
  notice: Notice,
): Promise<Result<BundleFile, BundleRefusal>> {
  if (placing === 'apart') return ok(notice);
  const opened = await openOriginal(vault.originals, file);
  if (!opened.ok) return err(opened.error.kind === 'missing' ? 'originalMissing' : 'originalDamaged');
  const parts: Uint8Array[] = [];
  try {
    for await (const part of opened.value) parts.push(Uint8Array.from(part));
  } catch (failure) {
    if (isOriginalDamaged(failure)) return err('originalDamaged');
    throw failure;
  }
  const bytes = new Uint8Array(Buffer.concat(parts));
  return ok(
    placing === 'text' && !isPlainText(bytes)
      ? { ...notice, because: 'lettersUnknown' }
      : { kind: placing, bytes },
  );
}

type Notice = Extract<BundleFile, { readonly kind: 'apart' }>;

/** What a page says of a file that is handed over separately. The name it had may tell more than it should. */
function noticeOf(file: StoredFile, { neutralName }: { readonly neutralName: string }): Notice {
  return {
    kind: 'apart',
    fileName: neutralName,
    nature: natureOf(file.mediaType),
    byteLength: file.byteLength,
    sha256: file.sha256,
    because: null,
  };
}

function placingOf(file: StoredFile): Placing {
  switch (file.mediaType) {
    case 'application/pdf':
      return 'pdf';
    case 'image/jpeg':
      return 'jpeg';
    case 'image/png':
      return 'png';
    default:
      return /\.(?:txt|csv|md)$/i.test(file.name) && file.byteLength <= mostTextBytes ? 'text' : 'apart';
  }
}

/** UTF-8 that people read, nearly all of it in letters that can be printed. */
function isPlainText(bytes: Uint8Array): boolean {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Bytes that are no UTF-8 are no text that could be printed for certain.
    return false;
  }
  // oxlint-disable-next-line no-control-regex
  if (/[\0-\u0008\u000e-\u001f]/.test(text)) return false;
  return printable(text).unknown <= text.length / 20;
}

function natureOf(mediaType: string): 'audio' | 'video' | 'image' | 'other' {
  const [kind] = mediaType.split('/');
  return kind === 'audio' || kind === 'video' || kind === 'image' ? kind : 'other';
}

function rowOf({ number, title, dateEdtf }: Exhibit, language: MakeInput['language']): BundleRow {
  return { number, title, date: printEdtf(dateEdtf, language), isWithdrawn: false };
}

function withdrawnRows(
  db: ReadableDatabase,
  caseId: CaseId,
): readonly { readonly exhibit: Exhibit | undefined; readonly row: BundleRow }[] {
  return listWithdrawnNumbers(db, caseId).map((number) => ({
    exhibit: undefined,
    row: { number: printExhibitNumber(number), title: '', date: '', isWithdrawn: true },
  }));
}

function numberOf({ number }: BundleRow) {
  return readExhibitNumber(number) ?? { main: 0, insertion: 0 };
}

/** Files of exhibits of the case that go out, by the day they came; a redacted copy stands where its original would. */
function listFiles(db: ReadableDatabase, caseId: CaseId): readonly StoredFile[] {
  return db.all<StoredFile>(sql`
    SELECT evidence_files.id, evidence_files.exhibit_id AS exhibitId, evidence_files.stored_as AS storedAs,
      evidence_files.sha256, evidence_files.byte_length AS byteLength, evidence_files.name,
      evidence_files.media_type AS mediaType
    FROM evidence_files
    LEFT JOIN redacted_copies ON copy_id = evidence_files.id
    LEFT JOIN evidence_files AS received ON received.id = original_id
    WHERE evidence_files.case_id = ${caseId} AND evidence_files.exhibit_id IS NOT NULL
      AND evidence_files.removed_at IS NULL AND ${goesOut}
    ORDER BY COALESCE(received.imported_at, evidence_files.imported_at), evidence_files.id
  `);
}
