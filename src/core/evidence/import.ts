import { constants, type Stats } from 'node:fs';
import { lstat, open, type FileHandle } from 'node:fs/promises';
import { parse, posix } from 'node:path';
import type { Batch, CustodyForm, FileOutcome } from '../../shared/evidence/originals';
import {
  evidenceFileIdSchema,
  exhibitIdSchema,
  type CaseId,
  type EvidenceFileId,
  type ExhibitId,
} from '../../shared/kernel/ids';
import { err, ok, type Result } from '../../shared/kernel/result';
import { errorCode } from '../db/driver';
import { sql } from '../db/sql';
import type { VaultDeps } from '../kernel/deps';
import type { WorkContext } from '../work/registry';
import { deleteBatch, listWaiting, markDone, type BatchFile } from './batches';
import { noteCustody } from './custody';
import { readMediaType, startBytes } from './media-type';
import { takeInOriginal, withdrawOriginals } from './loose-originals';
import type { StoredOriginal } from './originals';
import { findExhibit, insertExhibit, putOriginalsInto } from './store';

export interface ImportedFile {
  /** Its place in the batch. */
  readonly ordinal: number;
  readonly name: string;
  readonly outcome: FileOutcome;
}

/**
 * Takes the files of a batch into the vault, one after the other: each is there with its row, its custody entry and its
 * exhibit, or not at all. What is left of a batch that was stopped waits in the vault.
 */
export async function importBatch(
  deps: VaultDeps,
  batch: Batch,
  custody: CustodyForm,
  context: WorkContext,
): Promise<Result<readonly ImportedFile[], { readonly kind: 'cancelled' | 'vaultFull' }>> {
  const { db } = deps;
  const files = listWaiting(db, batch.batchId);
  const total = files.reduce((sum, { byteLength }) => sum + byteLength, 0);
  const outcomes: ImportedFile[] = [];
  let before = 0;
  for (const file of files) {
    context.report({ done: before, total });
    let written: StoredOriginal | null = null;
    try {
      const outcome = await importFile(deps, { batch, custody, file }, context, {
        onWritten: (original) => {
          written = original;
        },
        onBytes: (done) => context.report({ done: before + done, total }),
      });
      outcomes.push({ ordinal: file.ordinal, name: file.name, outcome });
    } catch (failure) {
      if (written !== null) await withdrawOriginals(deps, [written]);
      if (context.signal.aborted) return err({ kind: 'cancelled' });
      if (['ENOSPC', 'EDQUOT', 'SQLITE_FULL'].includes(errorCode(failure) ?? ''))
        return err({ kind: 'vaultFull' });
      throw failure;
    }
    before += file.byteLength;
  }
  deleteBatch(db, batch.batchId);
  return ok(outcomes);
}

interface Wanted {
  readonly batch: Batch;
  readonly custody: CustodyForm;
  readonly file: BatchFile;
}

async function importFile(
  deps: VaultDeps,
  { batch, custody, file }: Wanted,
  context: WorkContext,
  told: { readonly onWritten: (original: StoredOriginal) => void; readonly onBytes: (done: number) => void },
): Promise<FileOutcome> {
  const { db, vault } = deps;
  const refused = (because: Extract<FileOutcome, { readonly kind: 'refused' }>['because']): FileOutcome => {
    markDone(db, batch.batchId, file.ordinal);
    return { kind: 'refused', because };
  };
  let found: Stats;
  let start: Buffer;
  let written: StoredOriginal;
  let source: FileHandle | null = null;
  let reading: Reading | null = null;
  try {
    // A link in the place of the file that was chosen leads to what was not.
    const there = await lstat(file.path);
    if (there.isSymbolicLink()) return refused('link');
    if (there.isDirectory()) return refused('notAFile');
    if (!there.isFile()) return refused('special');
    source = await open(file.path, readOnly);
    found = await source.stat();
    if (!found.isFile()) return refused('special');
    if (found.size === 0) return refused('empty');
    start = await readStart(source);
    let done = 0;
    reading = readingOf(source);
    written = await takeInOriginal(deps, reading.bytes, {
      signal: context.signal,
      breathe: context.breathe,
      onBytes: (count) => {
        done += count;
        told.onBytes(done);
      },
    });
    told.onWritten(written);
    const after = await source.stat();
    if (after.size !== written.byteLength || after.mtimeMs !== found.mtimeMs) {
      await withdrawOriginals(deps, [written]);
      return refused('changedWhileRead');
    }
  } catch (failure) {
    // A failure to write into the vault is none of the file that was being read.
    const isOfFile = reading === null || reading.failure() === failure;
    switch (context.signal.aborted || !isOfFile ? null : errorCode(failure)) {
      // It became a link between two looks at it.
      case 'ELOOP':
        return refused('link');
      case 'ENOENT':
      case 'ENOTDIR':
      case 'ENXIO':
      case 'ENODEV':
        return refused('gone');
      case 'EACCES':
      case 'EPERM':
        return refused('notAllowed');
      case 'EIO':
      case 'EISDIR':
        return refused('unreadable');
      default:
        throw failure;
    }
  } finally {
    await source?.close();
  }
  const same = findSame(deps, batch.caseId, written.sha256);
  if (same !== undefined) {
    await withdrawOriginals(deps, [written]);
    markDone(db, batch.batchId, file.ordinal);
    return { kind: 'duplicate', exhibitNumber: same.number };
  }
  if (deps.session.current() !== vault) throw new Error('The vault was locked meanwhile');
  return keep(deps, {
    batch,
    custody,
    file,
    written,
    modifiedAt: found.mtime,
    ...readMediaType(start, posix.basename(file.name)),
  });
}

/** The exhibit where there is none yet, the original's row and its custody, all of them or none. */
function keep(
  deps: VaultDeps,
  of: Wanted & {
    readonly written: StoredOriginal;
    readonly modifiedAt: Date;
    readonly mediaType: string;
    readonly looksLike: string | null;
  },
): FileOutcome {
  const { db, clock, newId, audit } = deps;
  const { batch, custody, file, written } = of;
  const fileName = posix.basename(file.name);
  const folder = posix.dirname(file.name);
  return db.transaction(() => {
    const now = clock.now();
    const id = evidenceFileIdSchema.parse(newId());
    const exhibitId =
      batch.exhibitId ??
      makeExhibit(deps, {
        caseId: batch.caseId,
        fileName,
        origin: custody.receivedFrom,
        sha256: written.sha256,
      });
    db.run(sql`
      INSERT INTO evidence_files (id, case_id, exhibit_id, stored_as, sha256, byte_length, name, media_type, modified_at,
        received_from, received_on, received_how, device, paper_original, note, imported_at)
      VALUES (${id}, ${batch.caseId}, ${exhibitId}, ${written.storedAs}, ${written.sha256}, ${written.byteLength},
        ${fileName}, ${of.mediaType}, ${of.modifiedAt.toISOString()}, ${custody.receivedFrom}, ${custody.receivedOn},
        ${custody.receivedHow}, ${custody.device}, ${custody.paperOriginal}, ${custody.note}, ${now})
    `);
    // Of a file that came with a folder, where in it it stood.
    noteCustody(deps, {
      fileId: id,
      action: 'imported',
      at: now,
      ...(folder === '.' ? {} : { details: { folder } }),
    });
    audit({ action: 'exhibit.fileImported', subjectId: exhibitId, caseId: batch.caseId });
    markDone(db, batch.batchId, file.ordinal);
    return {
      kind: 'imported',
      evidenceFileId: id,
      exhibitNumber: findExhibit(db, exhibitId)?.number ?? '',
      looksLike: of.looksLike,
    };
  });
}

/**
 * Makes an exhibit of an original that was kept when its exhibit was taken out.
 *
 * @returns the exhibit it belongs to, which may have been there before; null when there is no such original
 */
export function makeExhibitOf(deps: VaultDeps, evidenceFileId: EvidenceFileId): ExhibitId | null {
  const original = deps.db.get<{
    readonly caseId: CaseId;
    readonly exhibitId: ExhibitId | null;
    readonly fileName: string;
    readonly origin: string;
    readonly sha256: string;
  }>(sql`
    SELECT case_id AS caseId, exhibit_id AS exhibitId, name AS fileName, received_from AS origin, sha256
    FROM evidence_files WHERE id = ${evidenceFileId} AND removed_at IS NULL
  `);
  if (original === undefined) return null;
  if (original.exhibitId !== null) return original.exhibitId;
  const id = makeExhibit(deps, original);
  putOriginalsInto(deps.db, { id, caseId: original.caseId }, [evidenceFileId]);
  return id;
}

function makeExhibit(
  { db, clock, newId, audit }: VaultDeps,
  of: {
    readonly caseId: CaseId;
    readonly fileName: string;
    readonly origin: string;
    readonly sha256: string;
  },
): ExhibitId {
  const id = exhibitIdSchema.parse(newId());
  const now = clock.now();
  insertExhibit(db, {
    id,
    caseId: of.caseId,
    title: (parse(of.fileName).name.trim() || of.fileName).slice(0, 300),
    dateEdtf: '',
    author: '',
    pages: null,
    language: '',
    translation: 'none',
    origin: of.origin,
    medium: 'digital',
    sha256: of.sha256,
    note: '',
    createdAt: now,
    updatedAt: now,
  });
  audit({ action: 'exhibit.created', subjectId: id, caseId: of.caseId });
  return id;
}

function findSame(
  { db }: VaultDeps,
  caseId: CaseId,
  sha256: string,
): { readonly number: string | null } | undefined {
  return db.get<{ readonly number: string | null }>(sql`
    SELECT exhibits.label AS number FROM evidence_files
    LEFT JOIN exhibits ON exhibits.id = evidence_files.exhibit_id
    WHERE evidence_files.case_id = ${caseId} AND evidence_files.sha256 = ${sha256}
    ORDER BY imported_at LIMIT 1
  `);
}

interface Reading {
  readonly bytes: AsyncIterable<Uint8Array>;
  /** What went wrong while reading, if anything did. */
  readonly failure: () => unknown;
}

function readingOf(source: FileHandle): Reading {
  let failure: unknown = null;
  async function* read(): AsyncGenerator<Uint8Array> {
    try {
      yield* source.createReadStream({ start: 0, autoClose: false, highWaterMark: pieceBytes });
    } catch (caught) {
      failure = caught;
      throw caught;
    }
  }
  return { bytes: read(), failure: () => failure };
}

/** Larger than Node's own, since after each piece other calls are let in. */
const pieceBytes = 256 * 1024;

async function readStart(source: FileHandle): Promise<Buffer> {
  const { buffer, bytesRead } = await source.read(Buffer.alloc(startBytes), 0, startBytes, 0);
  return buffer.subarray(0, bytesRead);
}

/**
 * Does not follow a link that took the file's place, nor wait for somebody to write into a pipe that did. Windows knows
 * neither flag.
 */
const readOnly =
  constants.O_RDONLY |
  ((constants.O_NOFOLLOW as number | undefined) ?? 0) |
  ((constants.O_NONBLOCK as number | undefined) ?? 0);
