import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open as openFile, type FileHandle } from 'node:fs/promises';
import type { z } from 'zod';
import {
  packageHeadSchema,
  packageHeadStartSchema,
  packageSignatureSchema,
  packageVersion,
  type PackageHead,
} from '../../shared/packages/head';
import type { lookAtPackageFailureSchema } from '../../shared/packages/failures';
import { err, ok, type Result } from '../../shared/kernel/result';
import { openCaseHeadSchema, openCaseSchema, type OpenCase } from '../../shared/transfer/open-case';
import { checkAuditLog } from '../audit/log-file';
import { isSignedBy } from '../audit/signature';
import { findCaseTables, type CaseTable, type RowsByTable } from '../backups/case-rows';
import { errorCode } from '../db/driver';
import { latestVersion } from '../db/migrate';
import { migrations } from '../db/migrations';
import { manifest, type WrittenFile } from '../dossiers/write-dossier';
import type { VaultDeps } from '../kernel/deps';
import { packArchiveExtension, packArchiveLimitBytes, readPackArchive } from '../packs/pack-archive';
import { parsePack } from '../procedures/pack-loader';
import { mostBytes, mostRows, readFittingRows, rulesOf } from '../transfer/import-case';
import type { WorkContext } from '../work/registry';
import { caseFolder, signedText } from './create-package';
import { listIdentities } from './keys';
import { unlock, type LockedHeader } from './locks';
import { readSealed, readSealedHeader, SealBroken } from './sealed-file';
import { createTarReader, NotAnArchive, type TarEntry, type TarReader } from './tar';

/** A package that was read to its end, and found whole and signed. Of its originals only what `takeOriginal` made stays. */
export interface ReadPackage {
  readonly head: PackageHead;
  readonly publicKey: string;
  /** Of the file. */
  readonly sha256: string;
  readonly sizeBytes: number;
  /** Opens the file once more. */
  readonly lock: LockedHeader;
  readonly tables: readonly CaseTable[];
  readonly cases: readonly ReadCase[];
}

export interface ReadCase {
  readonly open: Omit<OpenCase, 'tables'>;
  readonly rows: RowsByTable;
  readonly auditLog: string;
  readonly logEntries: number;
  /** The version of the rules that the case follows, if it came along. */
  readonly rules: { readonly archive: Uint8Array; readonly id: string; readonly version: string } | null;
}

export type ReadFailure =
  | Exclude<
      z.infer<typeof lookAtPackageFailureSchema>,
      { kind: 'dialogCancelled' | 'passphraseNeeded' | 'packageNotOpen' | 'sealedDiffers' }
    >
  | { readonly kind: 'passphraseNeeded' };

/** What becomes of the bytes of an original. They are hashed on their way; this has to read all of them. */
export type TakeOriginal = (
  original: OpenCase['originals'][number],
  bytes: AsyncIterable<Uint8Array>,
) => Promise<void>;

const longestHead = 1024 * 1024;
const longestLog = 64 * 1024 * 1024;
const longestList = 32 * 1024 * 1024;

/**
 * Reads a package from its first byte to its last: unlocks it, checks every part, its list and its signature. Nothing in it
 * is believed before; file names in it are compared with those that must stand there and never used as paths.
 *
 * @param key the passphrase, or what an earlier reading gave; null for a package to the vault's own key
 */
export async function readPackage(
  deps: Pick<VaultDeps, 'db'>,
  context: Pick<WorkContext, 'signal' | 'breathe' | 'report'>,
  source: {
    readonly path: string;
    readonly key: string | LockedHeader | null;
    readonly takeOriginal?: TakeOriginal;
  },
): Promise<Result<ReadPackage, ReadFailure>> {
  let file: FileHandle | null = null;
  try {
    file = await openFile(source.path, constants.O_RDONLY);
    const stat = await file.stat();
    if (!stat.isFile()) return err({ kind: 'notAPackage' });
    const header = await readSealedHeader(file);
    if (header === null) return err({ kind: 'notAPackage' });
    let lock: LockedHeader;
    if (source.key !== null && typeof source.key === 'object') lock = source.key;
    else {
      const unlocked = await unlock(header, { identities: listIdentities(deps), passphrase: source.key });
      if ('failure' in unlocked) return err({ kind: unlocked.failure });
      lock = { header, fileKey: unlocked.fileKey };
    }
    // The header is part of what is compared with the file that was looked at.
    if (!Buffer.from(lock.header).equals(header)) return err({ kind: 'packageDamaged' });
    const hash = createHash('sha256');
    const reader = createTarReader(readSealed(file, lock, hash, context));
    const read = await readArchive(
      deps,
      context,
      reader,
      source.takeOriginal ?? ((_original, bytes) => readThrough(bytes)),
    );
    if (!read.ok) return read;
    return ok({ ...read.value, lock, sha256: hash.digest('hex'), sizeBytes: stat.size });
  } catch (failure) {
    if (context.signal.aborted) return err({ kind: 'cancelled' });
    if (failure instanceof SealBroken || failure instanceof NotAnArchive)
      return err({ kind: 'packageDamaged' });
    switch (errorCode(failure)) {
      case 'ENOENT':
      case 'ENOTDIR':
      case 'EISDIR':
      case 'EACCES':
      case 'EPERM':
      case 'EIO':
      case 'ENXIO':
      case 'ENODEV':
      case 'ELOOP':
        return err({ kind: 'sourceUnreadable' });
      default:
        throw failure;
    }
  } finally {
    await file?.close();
  }
}

type Archive = Omit<ReadPackage, 'lock' | 'sha256' | 'sizeBytes'>;

async function readArchive(
  { db }: Pick<VaultDeps, 'db'>,
  context: Pick<WorkContext, 'breathe'>,
  reader: TarReader,
  takeOriginal: TakeOriginal,
): Promise<Result<Archive, ReadFailure>> {
  const listed: WrittenFile[] = [];
  /** A file of this name, whose turn it is. */
  const take = async (path: string, mostBytesOfIt: number): Promise<Result<Buffer, ReadFailure>> => {
    const entry = await expect(reader, path);
    if (entry === null) return err({ kind: 'packageDoesNotFit', where: path });
    if (entry.byteLength > mostBytesOfIt) return err({ kind: 'packageTooLarge' });
    const parts: Uint8Array[] = [];
    for await (const part of reader.content(entry)) parts.push(part);
    const bytes = Buffer.concat(parts);
    listed.push({ path, sha256: digest(bytes), byteLength: bytes.byteLength });
    return ok(bytes);
  };

  const headBytes = await take('package.json', longestHead);
  // An age file with anything else in it is none of ours.
  if (!headBytes.ok)
    return headBytes.error.kind === 'packageTooLarge' ? headBytes : err({ kind: 'notAPackage' });
  const head = readHead(headBytes.value);
  if (!head.ok) return head;
  const tables = findCaseTables(db);
  const cases: ReadCase[] = [];
  for (const [index, told] of head.value.cases.entries()) {
    const folder = caseFolder(index);
    const caseBytes = await take(`${folder}/case.json`, mostBytes);
    if (!caseBytes.ok) return caseBytes;
    const read = readCase(caseBytes.value, told, tables, `${folder}/case.json`);
    if (!read.ok) return read;
    await context.breathe();
    const log = await take(`${folder}/audit.json`, longestLog);
    if (!log.ok) return log;
    const checked = checkAuditLog(log.value.toString('utf8'));
    if (!checked.ok) return err({ kind: 'packageDoesNotFit', where: `${folder}/audit.json` });
    let rules: ReadCase['rules'] = null;
    if (told.hasRules) {
      const archive = await take(`${folder}/rules.${packArchiveExtension}`, packArchiveLimitBytes);
      if (!archive.ok) return archive;
      rules = readRules(archive.value, read.value.rows);
      if (rules === null) return err({ kind: 'packageDoesNotFit', where: `${folder}/rules` });
    }
    for (const original of read.value.open.originals) {
      const path = `${folder}/${original.path}`;
      const entry = await expect(reader, path);
      if (entry?.byteLength !== original.byteLength) return err({ kind: 'packageDoesNotFit', where: path });
      const hash = createHash('sha256');
      await takeOriginal(original, hashed(reader.content(entry), hash));
      const sha256 = hash.digest('hex');
      if (sha256 !== original.sha256) return err({ kind: 'packageDoesNotFit', where: path });
      listed.push({ path, sha256, byteLength: original.byteLength });
    }
    cases.push({
      ...read.value,
      auditLog: log.value.toString('utf8'),
      logEntries: checked.value.log.entries.length,
      rules,
    });
  }
  const wanted = manifest(listed);
  const list = await take('manifest-sha256.txt', longestList);
  if (!list.ok) return list;
  if (list.value.toString('utf8') !== wanted) {
    return err({ kind: 'packageDoesNotFit', where: 'manifest-sha256.txt' });
  }
  const signatureBytes = await take('signature.json', longestHead);
  if (!signatureBytes.ok) return signatureBytes;
  if ((await reader.next()) !== null) return err({ kind: 'packageDoesNotFit', where: 'signature.json' });
  await reader.room();
  const signed = packageSignatureSchema.safeParse(parseJson(signatureBytes.value));
  if (!signed.success || !isSignedBy(signed.data.publicKey, signedText(wanted), signed.data.signature)) {
    return err({ kind: 'signatureWrong' });
  }
  return ok({ head: head.value, publicKey: signed.data.publicKey, tables, cases });
}

function readHead(bytes: Buffer): Result<PackageHead, ReadFailure> {
  const content = parseJson(bytes);
  const start = packageHeadStartSchema.safeParse(content);
  if (!start.success) return err({ kind: 'notAPackage' });
  if (start.data.version > packageVersion || start.data.databaseVersion > latestVersion(migrations)) {
    return err({ kind: 'packageNewer' });
  }
  const parsed = packageHeadSchema.safeParse(content);
  if (!parsed.success) {
    const where = parsed.error.issues[0]?.path.join('.') ?? '';
    return err({ kind: 'packageDoesNotFit', where: `package.json ${where}`.trim() });
  }
  const rows = parsed.data.cases.reduce((sum, each) => sum + each.rows, 0);
  return rows > mostRows ? err({ kind: 'packageTooLarge' }) : ok(parsed.data);
}

function readCase(
  bytes: Buffer,
  told: PackageHead['cases'][number],
  tables: readonly CaseTable[],
  path: string,
): Result<Pick<ReadCase, 'open' | 'rows'>, ReadFailure> {
  const content = parseJson(bytes);
  const start = openCaseHeadSchema.safeParse(content);
  if (!start.success) return err({ kind: 'packageDoesNotFit', where: path });
  if (start.data.version > packageVersion || start.data.databaseVersion > latestVersion(migrations)) {
    return err({ kind: 'packageNewer' });
  }
  if (countRowsOf(content) > mostRows) return err({ kind: 'packageTooLarge' });
  const parsed = openCaseSchema.safeParse(content);
  if (!parsed.success) {
    return err({
      kind: 'packageDoesNotFit',
      where: `${path} ${parsed.error.issues[0]?.path.join('.') ?? ''}`,
    });
  }
  const { tables: given, ...open } = parsed.data;
  const rows = readFittingRows(parsed.data, tables);
  if (!rows.ok) {
    if (rows.error.kind === 'exportTooLarge') return err({ kind: 'packageTooLarge' });
    return err({ kind: 'packageDoesNotFit', where: `${path} ${rows.error.where}` });
  }
  const count = Object.values(given).reduce((sum, { length }) => sum + length, 0);
  const isAsTold =
    open.caseId === told.caseId &&
    open.code === told.code &&
    count === told.rows &&
    open.originals.length === told.originals;
  return isAsTold
    ? ok({ open, rows: rows.value })
    : err({ kind: 'packageDoesNotFit', where: 'package.json' });
}

/** Before each of a million rows is looked at. */
function countRowsOf(content: unknown): number {
  if (typeof content !== 'object' || content === null || !('tables' in content)) return 0;
  return Object.values(content.tables ?? {}).reduce(
    (sum: number, rows: unknown) => sum + (Array.isArray(rows) ? rows.length : 0),
    0,
  );
}

function readRules(archive: Uint8Array, rows: RowsByTable): ReadCase['rules'] {
  const files = readPackArchive(archive);
  const parsed = files.ok ? parsePack(files.value) : files;
  if (!parsed.ok) return null;
  const { id, version } = parsed.value;
  const wanted = rulesOf(rows);
  return wanted?.pack === id && wanted.version === version ? { archive, id, version } : null;
}

async function expect(reader: TarReader, path: string): Promise<TarEntry | null> {
  const entry = await reader.next();
  return entry?.path === path ? entry : null;
}

async function* hashed(
  blocks: AsyncIterable<Uint8Array>,
  hash: ReturnType<typeof createHash>,
): AsyncGenerator<Uint8Array> {
  for await (const block of blocks) {
    hash.update(block);
    yield block;
  }
}

/** Reads bytes that nobody wants, so that what follows them can be read. */
export async function readThrough(bytes: AsyncIterable<Uint8Array>): Promise<void> {
  const blocks = bytes[Symbol.asyncIterator]();
  while ((await blocks.next()).done !== true);
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    // Whoever made the package could put anything under this name; what is no JSON does not fit.
    return null;
  }
}
