import { basename } from 'node:path';
import { packageVersion, type PackageHead, type PackagePurpose } from '../../shared/packages/head';
import type { PackageFailure } from '../../shared/packages/failures';
import type { CaseId } from '../../shared/kernel/ids';
import { err, ok, type Result } from '../../shared/kernel/result';
import type { RowsByTable } from '../backups/case-rows';
import { latestVersion } from '../db/migrate';
import { migrations } from '../db/migrations';
import { sql } from '../db/sql';
import type { CopyRecord } from '../departures/copy-record';
import { beginCopy, type CopyUnderWay } from '../departures/let-out';
import type { Objection } from '../../shared/departures/schemas';
import { manifest, type WrittenFile } from '../dossiers/write-dossier';
import { isOriginalDamaged, openOriginal, type StoredOriginal } from '../evidence/originals';
import type { VaultDeps } from '../kernel/deps';
import { targetFailureOf } from '../kernel/target-failure';
import { packArchiveExtension } from '../packs/pack-archive';
import { readCaseContents, toOpenCase, type CaseContents } from '../transfer/export-case';
import { countRows } from '../transfer/open-rows';
import type { WorkContext } from '../work/registry';
import { auditPartOf } from './audit-part';
import { keptToJson, readKept } from './kept';
import { lockFor, workFactorOf, type PackageLock } from './locks';
import { writeSealedArchive, type SealedArchive } from './sealed-file';
import { stateOf } from './state';
import { listExchanges } from './store';

export interface PackageRequest {
  readonly caseIds: readonly CaseId[];
  readonly lock: PackageLock;
  /** To whom it goes, in the advocate's words; for the register of what left. */
  readonly recipient: string;
  readonly purpose: PackagePurpose;
  readonly forReading: boolean;
  /** What the gate found, and why it goes all the same. */
  readonly objections?: readonly Objection[];
  readonly reason?: string;
  /** The package comes back to this vault, so what is kept of earlier packages with its cases goes along. */
  readonly isJourney?: boolean;
  /** Where the file comes to lie, outside of the vault. An older file of that name is written over. */
  readonly path: string;
}

export interface MadePackage {
  readonly packageId: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly rows: number;
  readonly originals: number;
}

interface PackedCase extends CaseContents {
  /** Null unless the package is of a journey. */
  readonly kept: RowsByTable | null;
}

type CreateFailure = Extract<
  PackageFailure,
  { kind: 'caseNotFound' | 'cancelled' | 'caseOriginalNotWhole' | 'targetFull' | 'targetNotWritable' }
>;

/** What a signature is taken over; nothing else that this key signs begins so. */
export function signedText(list: string): string {
  return `dossier-package/1\n${list}`;
}

/**
 * Writes cases with everything that belongs to them into one encrypted file, and writes down that they left: in the register,
 * in the custody of each original, in the log. It is all of one moment; what is saved meanwhile is not in it.
 */
export async function createPackage(
  deps: VaultDeps,
  context: WorkContext,
  request: PackageRequest,
): Promise<Result<MadePackage, CreateFailure>> {
  const { db, vault, clock, newId } = deps;
  const madeAt = clock.now();
  const packageId = newId();
  const cases: PackedCase[] = [];
  for (const caseId of request.caseIds) {
    const contents = readCaseContents(deps, caseId);
    if (contents === null) return err({ kind: 'caseNotFound' });
    const kept = request.isJourney === true ? readKept(db, caseId, packageId) : null;
    cases.push({ ...contents, kept });
    await context.breathe();
  }
  const name =
    db.get<{ readonly name: string }>(sql`SELECT name FROM members WHERE id = ${deps.actor}`)?.name ?? '';
  const head: PackageHead = {
    format: 'dossier-package',
    version: packageVersion,
    databaseVersion: latestVersion(migrations),
    packageId,
    madeAt,
    maker: { vaultId: vault.id, name },
    purpose: request.purpose,
    forReading: request.forReading,
    cases: cases.map(({ caseId, code, rows, originals, rules, kept }) => ({
      caseId,
      code,
      rows: countRows(rows),
      originals: originals.length,
      hasRules: rules !== null,
      hasKept: kept !== null,
      exchanges: listExchanges(db, caseId).slice(0, 500),
    })),
  };
  const rows = head.cases.reduce((sum, each) => sum + each.rows, 0);
  const originals = head.cases.reduce((sum, each) => sum + each.originals, 0);
  let current = '';
  let copy: CopyUnderWay | null = null;
  try {
    const header = await lockFor(request.lock, workFactorOf(deps));
    copy = beginCopy(deps, {
      path: request.path,
      shape: 'file',
      record: recordOf(deps, request, head, cases),
    });
    const written = await writeSealedArchive(copy.temporary, header, (archive) =>
      fillArchive(deps, context, { archive, head, cases }, (original) => {
        current = original;
      }),
    );
    context.pointOfNoReturn();
    copy.finish(written);
    return ok({ packageId, fileName: basename(request.path), ...written, rows, originals });
  } catch (failure) {
    copy?.withdraw();
    if (context.signal.aborted) return err({ kind: 'cancelled' });
    if (isOriginalDamaged(failure)) return err({ kind: 'caseOriginalNotWhole', name: current });
    const kind = targetFailureOf(failure);
    if (kind === null) throw failure;
    return err({ kind: kind === 'targetFull' ? kind : 'targetNotWritable' });
  }
}

/** That it left, what it holds, and where its cases are worked on from then on. */
function recordOf(
  { clock }: VaultDeps,
  { recipient, purpose, forReading, objections = [], reason = '' }: PackageRequest,
  { packageId, madeAt }: PackageHead,
  cases: readonly PackedCase[],
): CopyRecord {
  const at = clock.now();
  return {
    packed: {
      id: packageId,
      purpose,
      forReading,
      otherName: recipient,
      madeAt,
      states: cases.map(({ caseId, tables, rows }) => ({ caseId, state: stateOf(tables, rows) })),
    },
    custody: cases.flatMap(({ originals }) =>
      originals.map(({ id }) => ({ fileId: id, action: 'copied' as const, at })),
    ),
    departures: cases.map(({ caseId }) => ({
      caseId,
      kind: 'package',
      to: { recipient: 'other', recipientName: recipient, purpose: null },
      objections: [...objections],
      reason,
      reasonKind: 'other',
    })),
    audit: cases.map(({ caseId }) => ({ action: 'package.made', subjectId: packageId, caseId })),
  };
}

async function fillArchive(
  deps: VaultDeps,
  context: WorkContext,
  content: {
    readonly archive: SealedArchive;
    readonly head: PackageHead;
    readonly cases: readonly PackedCase[];
  },
  onOriginal: (name: string) => void,
): Promise<void> {
  const { vault } = deps;
  const { archive, head, cases } = content;
  const written: WrittenFile[] = [];
  const add = async (path: string, bytes: Uint8Array): Promise<void> => {
    written.push(await archive.add(path, bytes.byteLength, [bytes]));
  };
  const total = cases.flatMap(({ originals }) => originals).reduce((sum, each) => sum + each.byteLength, 0);
  let done = 0;
  async function* plain(original: StoredOriginal): AsyncGenerator<Uint8Array> {
    const opened = await openOriginal(vault.originals, original);
    if (!opened.ok) throw Object.assign(new Error('An original is not whole'), { kind: 'originalDamaged' });
    for await (const bytes of opened.value) {
      context.signal.throwIfAborted();
      done += bytes.byteLength;
      context.report({ done, total });
      yield bytes;
      await context.breathe();
    }
  }

  await add('package.json', Buffer.from(JSON.stringify(head, null, 1)));
  for (const [index, contents] of cases.entries()) {
    context.signal.throwIfAborted();
    const folder = caseFolder(index);
    const open = toOpenCase(contents, head.madeAt);
    await add(`${folder}/case.json`, Buffer.from(JSON.stringify(open)));
    await add(`${folder}/audit.json`, Buffer.from(auditPartOf(deps, contents.caseId)));
    if (contents.kept !== null) await add(`${folder}/kept.json`, Buffer.from(keptToJson(contents.kept)));
    if (contents.rules !== null) await add(`${folder}/rules.${packArchiveExtension}`, contents.rules);
    for (const [place, original] of contents.originals.entries()) {
      onOriginal(original.name);
      const path = `${folder}/${open.originals[place]?.path ?? ''}`;
      written.push(await archive.add(path, original.byteLength, plain(original)));
    }
    await context.breathe();
  }
  const list = manifest(written);
  await archive.add('manifest-sha256.txt', Buffer.byteLength(list), [Buffer.from(list)]);
  const signature = JSON.stringify({
    publicKey: vault.auditSigner.publicKey,
    signature: vault.auditSigner.sign(signedText(list)),
  });
  await archive.add('signature.json', Buffer.byteLength(signature), [Buffer.from(signature)]);
  context.signal.throwIfAborted();
}

/** By its place among the cases of the package, from 1. */
export function caseFolder(index: number): string {
  return `cases/${String(index + 1).padStart(3, '0')}`;
}
