import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { z } from 'zod';
import type { Finding, reasonNeededSchema } from '../../shared/departures/schemas';
import type { evidenceContract } from '../../shared/evidence/contract';
import type { CleanForm, LeaveAs, OriginalTrace } from '../../shared/evidence/traces';
import type { CaseId, EvidenceFileId } from '../../shared/kernel/ids';
import { err, ok, type Result } from '../../shared/kernel/result';
import type { ReadableDatabase } from '../db/database';
import { sql } from '../db/sql';
import type { CopyRecord } from '../departures/copy-record';
import { passGateWith } from '../departures/depart';
import { beginCopy, letOutDocument, type CopyUnderWay } from '../departures/let-out';
import { lookThroughOriginals } from '../departures/look-at-originals';
import { extensionOf } from '../dossiers/places';
import { safeInFileName } from '../filings/file-name';
import type { VaultDeps } from '../kernel/deps';
import { dialogText } from '../kernel/dialog-texts';
import { targetFailureOf } from '../kernel/target-failure';
import { isOriginalDamaged, openOriginal, type OriginalsPlace } from './originals';
import type { Look } from './traces/look';
import { createTraceReader, type NamedOriginal } from './traces/look-into';

interface CopyFailure {
  readonly kind:
    | 'dialogCancelled'
    | 'originalNotFound'
    | 'originalMissing'
    | 'originalDamaged'
    | 'tracesNotKnown'
    | 'writtenWrongly'
    | 'targetMissing'
    | 'targetFull'
    | 'targetNotWritable';
}

type Input = z.output<(typeof evidenceContract)['evidence.saveCopy']['input']>;

interface Row extends NamedOriginal {
  readonly id: EvidenceFileId;
  readonly caseId: CaseId;
  readonly code: string;
  readonly exhibitId: string | null;
  /** Of the exhibit it stands in; '' without one. */
  readonly number: string;
}

/**
 * An original goes out whole or not at all. The name that is offered for it is that of its exhibit: the one it came with
 * may say who somebody is.
 */
export async function saveCopy(
  deps: VaultDeps,
  { evidenceFileId, as, to, reason, reasonKind }: Input,
): Promise<Result<{ readonly fileName: string }, CopyFailure | z.infer<typeof reasonNeededSchema>>> {
  const { db, host, clock } = deps;
  const row = findRow(db, evidenceFileId);
  if (row === undefined) return err({ kind: 'originalNotFound' });
  const looked = await lookBefore(deps, row, as);
  if (!looked.ok) return looked;
  const { bare, findings } = looked.value;
  const { caseId } = row;
  const passed = passGateWith(deps, { caseId, to, told: ['papers'], findings, reason });
  if (!passed.ok) return passed;
  const path = await host.chooseSavePath({
    title: dialogText(deps, 'dialogs.saveOriginal'),
    suggestedName: neutralName(row),
    kinds: [],
  });
  if (path === null) return err({ kind: 'dialogCancelled' });
  const record: CopyRecord = {
    departures: [{ caseId, kind: 'original', to, objections: [...passed.value], reason, reasonKind }],
    custody: [
      {
        fileId: evidenceFileId,
        action: 'copied',
        at: clock.now(),
        ...(bare === null ? {} : { details: { without: 'traces' } }),
      },
    ],
    audit: [{ action: 'exhibit.fileCopied', subjectId: row.exhibitId, caseId }],
  };
  const written =
    bare === null
      ? await letOutAsReceived(deps, row, { path, record })
      : letOutDocument(deps, { path, document: bare, record });
  return written.ok ? ok({ fileName: basename(path) }) : written;
}

/** What an original says of itself, for the dialog that lets it out. */
export async function readOwnTraces(
  { db, vault }: VaultDeps,
  evidenceFileId: EvidenceFileId,
): Promise<
  Result<
    { readonly form: CleanForm; readonly traces: OriginalTrace[] },
    { readonly kind: 'originalNotFound' | 'originalMissing' | 'originalDamaged' }
  >
> {
  const row = findRow(db, evidenceFileId);
  if (row === undefined) return err({ kind: 'originalNotFound' });
  const look = await lookInto(vault.originals, row);
  return look.ok ? ok({ form: look.value.form, traces: [...look.value.traces] }) : look;
}

function findRow(db: ReadableDatabase, id: EvidenceFileId): Row | undefined {
  return db.get<Row>(sql`
    SELECT evidence_files.id, evidence_files.case_id AS caseId, cases.code, evidence_files.exhibit_id AS exhibitId,
      coalesce(exhibits.label, '') AS number, evidence_files.stored_as AS storedAs, evidence_files.sha256,
      evidence_files.byte_length AS byteLength, evidence_files.media_type AS mediaType, evidence_files.name
    FROM evidence_files
    JOIN cases ON cases.id = evidence_files.case_id
    LEFT JOIN exhibits ON exhibits.id = evidence_files.exhibit_id
    WHERE evidence_files.id = ${id}
  `);
}

/** e.g. `BR-2026-014_12bis.jpg`. */
function neutralName({ code, number, mediaType, name }: Row): string {
  const exhibit = number === '' ? '' : `_${safeInFileName(number)}`;
  const known = extensionOf(mediaType);
  // What stands behind the last point says what kind of file it is, as long as it is short.
  const own = /\.(\w{1,5})$/.exec(name)?.[1] ?? '';
  return `${safeInFileName(code)}${exhibit}.${known === 'bin' && own !== '' ? own : known}`;
}

/** What speaks against it, and the copy without what the file says of itself; null where that is the file as it was received. */
async function lookBefore(
  { db, vault: { originals } }: Pick<VaultDeps, 'db' | 'vault'>,
  row: Row,
  as: LeaveAs,
): Promise<
  Result<
    { readonly bare: Uint8Array | null; readonly findings: readonly Finding[] },
    { readonly kind: 'tracesNotKnown' | 'originalMissing' | 'originalDamaged' }
  >
> {
  const traces = createTraceReader(originals);
  try {
    let bare: Uint8Array | null = null;
    if (as === 'withoutTraces') {
      const look = await traces.look(row);
      if (!look.ok) return look;
      if (look.value.form === 'asReceived') return err({ kind: 'tracesNotKnown' });
      ({ bare } = look.value);
    }
    const wanted = { fileIds: [row.id], leaveAs: as, alsoSaid: [], traces };
    return ok({ bare, findings: await lookThroughOriginals({ db, originals }, row.caseId, wanted) });
  } finally {
    traces.end();
  }
}

async function lookInto(
  originals: OriginalsPlace,
  row: Row,
): Promise<Result<Look, { readonly kind: 'originalMissing' | 'originalDamaged' }>> {
  const reader = createTraceReader(originals);
  try {
    return await reader.look(row);
  } finally {
    reader.end();
  }
}

/** Piece by piece: it may be larger than the memory. */
async function letOutAsReceived(
  deps: VaultDeps,
  row: Row,
  wanted: { readonly path: string; readonly record: CopyRecord },
): Promise<Result<void, CopyFailure>> {
  const content = { sha256: row.sha256, sizeBytes: row.byteLength };
  let copy: CopyUnderWay | null = null;
  try {
    copy = beginCopy(deps, { ...wanted, shape: 'file', ...content });
    // The place is opened first: an original that was opened and never read would stay open.
    const file = await open(copy.temporary, 'wx', 0o600);
    try {
      const original = await openOriginal(deps.vault.originals, row);
      if (!original.ok) {
        copy.withdraw();
        return err({ kind: original.error.kind === 'missing' ? 'originalMissing' : 'originalDamaged' });
      }
      for await (const bytes of original.value) await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    copy.finish(content);
    return ok(undefined);
  } catch (failure) {
    copy?.withdraw();
    if (isOriginalDamaged(failure)) return err({ kind: 'originalDamaged' });
    const kind = targetFailureOf(failure);
    if (kind === null) throw failure;
    return err({ kind });
  }
}
