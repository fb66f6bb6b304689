import { deflateSync, inflateSync } from 'node:zlib';
import { z } from 'zod';
import type { PackagePurpose } from '../../shared/packages/head';
import {
  casePlaceSchema,
  decisionSchema,
  listedPackageSchema,
  type CasePlace,
  type Decision,
  type ListedPackage,
  type Side,
} from '../../shared/packages/schemas';
import type { CaseId } from '../../shared/kernel/ids';
import type { Instant } from '../../shared/kernel/time';
import type { Row } from '../backups/case-rows';
import type { ReadableDatabase, WritableDatabase } from '../db/database';
import { sql } from '../db/sql';

/** A package as it is written down. */
export interface PackageRecord {
  readonly id: string;
  readonly direction: 'made' | 'takenIn';
  readonly purpose: PackagePurpose;
  readonly forReading: boolean;
  readonly otherName: string;
  readonly vaultId: string;
  readonly publicKey: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly madeAt: Instant;
  readonly recordedAt: Instant;
  readonly memberId: string;
  readonly undo: unknown;
}

/** One that was taken in, undone and is taken in again has its record written anew. */
export function recordPackage(db: WritableDatabase, made: PackageRecord): void {
  db.run(sql`
    INSERT OR REPLACE INTO packages (id, direction, purpose, for_reading, other_name, vault_id, public_key, file_name,
      sha256, size_bytes, made_at, recorded_at, member_id, undo)
    VALUES (${made.id}, ${made.direction}, ${made.purpose}, ${made.forReading}, ${made.otherName}, ${made.vaultId},
      ${made.publicKey}, ${made.fileName}, ${made.sha256}, ${made.sizeBytes}, ${made.madeAt}, ${made.recordedAt},
      ${made.memberId}, ${made.undo === null ? null : pack(made.undo)})
  `);
}

/** When this package was taken in, unless that was undone or all its cases went from here since. */
export function findTakenIn(db: ReadableDatabase, packageId: string): Instant | null {
  const row = db.get<{ readonly recordedAt: Instant }>(sql`
    SELECT recorded_at AS recordedAt FROM packages
    WHERE id = ${packageId} AND direction = 'takenIn' AND undone_at IS NULL
      AND EXISTS (SELECT 1 FROM package_states WHERE package_id = ${packageId})
  `);
  return row?.recordedAt ?? null;
}

/** The keys with which packages of a vault were signed that were taken in and stayed, newest first. */
export function listMakerKeys(db: ReadableDatabase, vaultId: string): readonly string[] {
  return db
    .all<{ readonly publicKey: string }>(
      sql`
      SELECT public_key AS publicKey FROM packages
      WHERE vault_id = ${vaultId} AND direction = 'takenIn' AND undone_at IS NULL ORDER BY recorded_at DESC
    `,
    )
    .map(({ publicKey }) => publicKey);
}

/** The vault that a package which was taken in came from. */
export function findMaker(db: ReadableDatabase, packageId: string): string | null {
  const row = db.get<{ readonly vaultId: string }>(
    sql`SELECT vault_id AS vaultId FROM packages WHERE id = ${packageId} AND direction = 'takenIn'`,
  );
  return row?.vaultId ?? null;
}

export function readUndo(db: ReadableDatabase, packageId: string): unknown {
  const row = db.get<{ readonly undo: Uint8Array | null }>(sql`
    SELECT undo FROM packages WHERE id = ${packageId} AND direction = 'takenIn' AND undone_at IS NULL
  `);
  return row === undefined || row.undo === null ? null : unpack(row.undo);
}

const undoneCasesSchema = z.array(z.looseObject({ caseId: z.string() }));

/** Before a case goes: what stood in it before a package came goes too. Other cases of that package can still be undone. */
export function forgetUndoOfCase(db: WritableDatabase, caseId: CaseId): void {
  const ids = db.all<{ readonly id: string }>(sql`
    SELECT id FROM packages
    WHERE undo IS NOT NULL AND id IN (SELECT package_id FROM package_states WHERE case_id = ${caseId})
  `);
  for (const { id } of ids) {
    const left = readUndoneCases(db, id).filter((each) => each.caseId !== caseId);
    db.run(sql`
      UPDATE packages SET undo = ${left.length === 0 ? null : pack(left)} WHERE id = ${id} AND undo IS NOT NULL
    `);
  }
}

/** None of what cannot be read: it undoes nothing, and may hold back no case that is to go. */
function readUndoneCases(db: ReadableDatabase, packageId: string): z.output<typeof undoneCasesSchema> {
  try {
    return undoneCasesSchema.safeParse(readUndo(db, packageId)).data ?? [];
  } catch {
    return [];
  }
}

export function markUndone(db: WritableDatabase, packageId: string, at: Instant): void {
  db.run(sql`
    UPDATE packages SET undone_at = ${at}, undo = NULL WHERE id = ${packageId} AND direction = 'takenIn'
  `);
}

export function listPackages(db: ReadableDatabase): readonly ListedPackage[] {
  const gone = listGoneCases(db);
  return db
    .all<Readonly<Record<string, unknown>>>(
      sql`
      SELECT id AS packageId, direction, purpose, for_reading AS forReading, other_name AS otherName,
        file_name AS fileName, size_bytes AS sizeBytes, recorded_at AS recordedAt, undone_at AS undoneAt,
        undo IS NOT NULL AS canUndo,
        (SELECT json_group_array(json_object('caseId', id, 'code', code)) FROM (
          SELECT cases.id, cases.code FROM package_states JOIN cases ON cases.id = package_states.case_id
          WHERE package_states.package_id = packages.id ORDER BY cases.code
        )) AS cases
      FROM packages
      ORDER BY recorded_at DESC, id DESC
    `,
    )
    .map((row) =>
      listedPackageSchema.parse({
        ...row,
        forReading: row['forReading'] === 1,
        canUndo: row['canUndo'] === 1,
        cases: JSON.parse(String(row['cases'])),
        goneCodes:
          row['direction'] === 'takenIn' && row['undoneAt'] === null
            ? gone.filter(({ packageId }) => packageId === row['packageId']).map(({ code }) => code)
            : [],
      }),
    );
}

/** Cases that came with a package and went from here since. With their rows went what is kept of packages; the log names them. */
function listGoneCases(
  db: ReadableDatabase,
): readonly { readonly packageId: string; readonly code: string }[] {
  return db.all<{ readonly packageId: string; readonly code: string }>(sql`
    SELECT DISTINCT entry.subject_id AS packageId, purges.case_code AS code
    FROM audit_entries AS entry
    JOIN purges ON purges.case_id = entry.case_id
    LEFT JOIN package_states
      ON package_states.package_id = entry.subject_id AND package_states.case_id = entry.case_id
    WHERE entry.action = 'package.takenIn' AND package_states.package_id IS NULL
    ORDER BY code
  `);
}

/** Keeps the state of a package that was made here: taking one's own package in is no reason to write it anew. */
export function recordState(
  db: WritableDatabase,
  state: {
    readonly packageId: string;
    readonly caseId: CaseId;
    readonly recordedAt: Instant;
    readonly state: unknown;
    readonly auditLog: string | null;
  },
): void {
  db.run(sql`
    INSERT INTO package_states (package_id, case_id, recorded_at, state, audit_log)
    VALUES (${state.packageId}, ${state.caseId}, ${state.recordedAt}, ${pack(state.state)},
      ${state.auditLog === null ? null : pack(state.auditLog)})
    ON CONFLICT (package_id, case_id) DO NOTHING
  `);
}

/** Packages with a case that were made or taken in here, newest first. */
export function listExchanges(db: ReadableDatabase, caseId: CaseId): readonly string[] {
  return db
    .all<{ readonly id: string }>(
      sql`
      SELECT package_id AS id FROM package_states WHERE case_id = ${caseId} ORDER BY recorded_at DESC, package_id DESC
    `,
    )
    .map(({ id }) => id);
}

export function readState(db: ReadableDatabase, packageId: string, caseId: CaseId): unknown {
  const row = db.get<{ readonly state: Uint8Array }>(
    sql`SELECT state FROM package_states WHERE package_id = ${packageId} AND case_id = ${caseId}`,
  );
  return row === undefined ? null : unpack(row.state);
}

/**
 * The log that came with a package, deflated as it was kept, and the key the package was signed with; null when it was not
 * taken in with this case, or was taken out again.
 */
export function findReceivedLog(
  db: ReadableDatabase,
  packageId: string,
  caseId: CaseId,
): { readonly log: Uint8Array; readonly publicKey: string } | null {
  return (
    db.get<{ readonly log: Uint8Array; readonly publicKey: string }>(sql`
      SELECT package_states.audit_log AS log, packages.public_key AS publicKey
      FROM package_states
      JOIN packages ON packages.id = package_states.package_id
      WHERE package_states.package_id = ${packageId} AND package_states.case_id = ${caseId}
        AND package_states.audit_log IS NOT NULL
        AND packages.direction = 'takenIn' AND packages.undone_at IS NULL
    `) ?? null
  );
}

/** Of a package that was taken in. What it is known by where it was made here came without a log, and stays. */
export function removeStates(db: WritableDatabase, packageId: string): void {
  db.run(sql`DELETE FROM package_states WHERE package_id = ${packageId} AND audit_log IS NOT NULL`);
  db.run(sql`DELETE FROM package_decisions WHERE package_id = ${packageId}`);
}

export function recordDecision(
  db: WritableDatabase,
  decision: {
    readonly packageId: string;
    readonly caseId: CaseId;
    readonly table: string;
    readonly key: string;
    readonly fields: string;
    readonly here: unknown;
    readonly there: unknown;
    readonly taken: Side;
    readonly decidedAt: Instant;
    readonly memberId: string;
  },
): void {
  db.run(sql`
    INSERT OR REPLACE INTO package_decisions (package_id, case_id, table_name, row_key, fields, here, there, taken,
      decided_at, member_id)
    VALUES (${decision.packageId}, ${decision.caseId}, ${decision.table}, ${decision.key}, ${decision.fields},
      ${JSON.stringify(decision.here)}, ${JSON.stringify(decision.there)}, ${decision.taken}, ${decision.decidedAt},
      ${decision.memberId})
  `);
}

const fieldsSchema = z.record(z.string(), z.unknown());
const storedDecisionSchema = decisionSchema.omit({ title: true });

export function listDecisions(db: ReadableDatabase, caseId: CaseId): readonly Omit<Decision, 'title'>[] {
  return db
    .all<{
      readonly packageId: string;
      readonly table: string;
      readonly key: string;
      readonly fields: string;
      readonly here: string;
      readonly there: string;
      readonly taken: string;
      readonly decidedAt: string;
    }>(
      sql`
      SELECT package_id AS packageId, table_name AS "table", row_key AS "key", fields, here, there, taken,
        decided_at AS decidedAt
      FROM package_decisions WHERE case_id = ${caseId}
      ORDER BY decided_at DESC, table_name, row_key, fields
    `,
    )
    .map(({ here, there, ...row }) => {
      const mine = fieldsSchema.parse(JSON.parse(here));
      const theirs = fieldsSchema.parse(JSON.parse(there));
      const names = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])];
      return storedDecisionSchema.parse({
        ...row,
        values: names.map((field) => ({ field, here: shown(mine[field]), there: shown(theirs[field]) })),
      });
    });
}

function shown(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value);
}

export function findCasePlace(db: ReadableDatabase, caseId: string): CasePlace | null {
  const row = db.get<{ readonly kind: string; readonly otherName: string; readonly since: string }>(
    sql`SELECT kind, other_name AS otherName, since FROM case_places WHERE case_id = ${caseId}`,
  );
  return row === undefined ? null : casePlaceSchema.parse({ ...row, since: row.since.slice(0, 10) });
}

export function setCasePlace(
  db: WritableDatabase,
  place: {
    readonly caseId: CaseId;
    readonly kind: CasePlace['kind'];
    readonly otherName: string;
    readonly since: Instant;
    readonly packageId: string;
  },
): void {
  db.run(sql`
    INSERT OR REPLACE INTO case_places (case_id, kind, other_name, since, package_id)
    VALUES (${place.caseId}, ${place.kind}, ${place.otherName}, ${place.since}, ${place.packageId})
  `);
}

/** As it stands in the table, to be put back as it was. */
export function readCasePlaceRow(db: ReadableDatabase, caseId: CaseId): Row | null {
  return db.get<Row>(sql`SELECT * FROM case_places WHERE case_id = ${caseId}`) ?? null;
}

export function restoreCasePlace(db: WritableDatabase, row: Row): void {
  db.run(sql`
    INSERT OR REPLACE INTO case_places (case_id, kind, other_name, since, package_id)
    VALUES (${row['case_id'] ?? null}, ${row['kind'] ?? null}, ${row['other_name'] ?? null}, ${row['since'] ?? null},
      ${row['package_id'] ?? null})
  `);
}

/** @returns whether the case was anywhere else */
export function clearCasePlace(db: WritableDatabase, caseId: CaseId): boolean {
  return db.run(sql`DELETE FROM case_places WHERE case_id = ${caseId}`).changes > 0;
}

function pack(value: unknown): Uint8Array {
  return deflateSync(Buffer.from(JSON.stringify(value)));
}

/** Only of what was packed here, so that its size is what it was. */
export function unpack(bytes: Uint8Array): unknown {
  return JSON.parse(inflateSync(bytes).toString('utf8'));
}
