import { z } from 'zod';
import { openCaseSchema, openCaseVersion, type OpenCase } from '../../shared/transfer/open-case';
import type { CaseId } from '../../shared/kernel/ids';
import type { Instant } from '../../shared/kernel/time';
import { findCaseTables, readCaseRows, type CaseTable, type RowsByTable } from '../backups/case-rows';
import { originalId } from '../backups/original-ids';
import { latestVersion } from '../db/migrate';
import { migrations } from '../db/migrations';
import { sql } from '../db/sql';
import { extensionOf } from '../dossiers/places';
import { manifest, type Bag, type WrittenFile } from '../dossiers/write-dossier';
import { openOriginal, type StoredOriginal } from '../evidence/originals';
import type { VaultDeps } from '../kernel/deps';
import { packArchiveExtension } from '../packs/pack-archive';
import { findStoredPack, readStoredArchive } from '../packs/store';
import type { WorkContext } from '../work/registry';
import { countRows, toCsv, toOpenTables } from './open-rows';

export interface CaseOriginal extends StoredOriginal {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
}

/** Everything that belongs to a case, read in one go, so that it is all of one moment. */
export interface CaseContents {
  readonly caseId: CaseId;
  readonly code: string;
  readonly tables: readonly CaseTable[];
  readonly rows: RowsByTable;
  readonly originals: readonly CaseOriginal[];
  readonly earlierIds: OpenCase['earlierIds'];
  /** The version of the rules that the case follows, as the file that brings it into another vault. */
  readonly rules: Uint8Array | null;
}

/** Null when there is no such case. */
export function readCaseContents({ db }: Pick<VaultDeps, 'db'>, caseId: CaseId): CaseContents | null {
  const tables = findCaseTables(db);
  const rows = readCaseRows(db, tables, caseId);
  const code = rows.get('cases')?.[0]?.['code'];
  if (typeof code !== 'string') return null;
  const ids = new Set([...rows.values()].flat().flatMap(({ id }) => (typeof id === 'string' ? [id] : [])));
  const procedure = db.get<{ readonly packId: string; readonly version: string }>(sql`
    SELECT pack_id AS packId, pack_version AS version FROM case_procedures WHERE case_id = ${caseId}
  `);
  const hasRules =
    procedure !== undefined && findStoredPack(db, procedure.packId, procedure.version) !== undefined;
  return {
    caseId,
    code,
    tables,
    rows,
    originals: db.all<CaseOriginal>(sql`
      SELECT id, name, media_type AS mediaType, stored_as AS storedAs, sha256, byte_length AS byteLength
      FROM evidence_files WHERE case_id = ${caseId} ORDER BY imported_at, id
    `),
    earlierIds: [...ids].flatMap((id) => {
      const earlierId = originalId(db, id);
      return earlierId === id ? [] : [{ id, earlierId }];
    }),
    rules: hasRules ? readStoredArchive(db, procedure.packId, procedure.version) : null,
  };
}

/** Writes the contents of a case; throws when an original is not whole, after `onOriginal` was told its name. */
export async function fillExport(
  { vault, clock }: VaultDeps,
  contents: CaseContents,
  { bag, context, onOriginal }: { bag: Bag; context: WorkContext; onOriginal: (name: string) => void },
): Promise<{ readonly rows: number; readonly byteLength: number }> {
  const total = contents.originals.reduce((sum, { byteLength }) => sum + byteLength, 0);
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

  const written: WrittenFile[] = [];
  const open = toOpenCase(contents, clock.now());
  for (const [index, original] of contents.originals.entries()) {
    onOriginal(original.name);
    await addTo(written, bag, open.originals[index]?.path ?? '', plain(original));
  }
  context.signal.throwIfAborted();
  await addTo(written, bag, 'case.json', Buffer.from(JSON.stringify(open, null, 1)));
  const schema = JSON.stringify(z.toJSONSchema(openCaseSchema), null, 2);
  await addTo(written, bag, 'case.schema.json', Buffer.from(`${schema}\n`));
  for (const table of contents.tables) {
    const rows = contents.rows.get(table.name) ?? [];
    if (rows.length === 0) continue;
    await addTo(written, bag, `tables/${table.name}.csv`, Buffer.from(toCsv(table.columns, rows)));
    await context.breathe();
  }
  if (contents.rules !== null) {
    await addTo(written, bag, `rules.${packArchiveExtension}`, contents.rules);
  }
  await addTo(written, bag, 'READ-ME.txt', Buffer.from(readMe));
  await bag.add('manifest-sha256.txt', Buffer.from(manifest(written)));
  context.signal.throwIfAborted();
  return {
    rows: countRows(contents.rows),
    byteLength: written.reduce((sum, { byteLength }) => sum + byteLength, 0),
  };
}

/** What `case.json` holds. Files are named by number, never by their own name, which may not fit every disk and stands in its row. */
export function toOpenCase(contents: CaseContents, exportedAt: Instant): OpenCase {
  return {
    format: 'dossier-case',
    version: openCaseVersion,
    databaseVersion: latestVersion(migrations),
    exportedAt,
    caseId: contents.caseId,
    code: contents.code,
    tables: toOpenTables(contents.rows),
    originals: contents.originals.map(({ id, mediaType, sha256, byteLength }, index) => ({
      id,
      path: `evidence/${String(index + 1).padStart(3, '0')}.${extensionOf(mediaType)}`,
      sha256,
      byteLength,
    })),
    earlierIds: contents.earlierIds,
  };
}

async function addTo(
  written: WrittenFile[],
  bag: Bag,
  path: string,
  content: Uint8Array | AsyncIterable<Uint8Array>,
): Promise<WrittenFile> {
  const file = await bag.add(path, content);
  written.push(file);
  return file;
}

const readMe = `A case of Dossier, in open formats. NOTHING HERE IS ENCRYPTED: whoever has this folder reads all of it.

case.json            everything that belongs to the case, row by row; this is what is read back
case.schema.json     what case.json looks like (JSON Schema)
tables/*.csv         the same rows for spreadsheets
evidence/            the files as they were received
rules.*              the rules of procedure that the case follows, for a vault that does not have them
manifest-sha256.txt  check with: sha256sum --check manifest-sha256.txt
`;
