import type { ReadableDatabase } from '../db/database';
import { identifier, sql } from '../db/sql';
import { findCaseTables, type CaseTable } from '../backups/case-rows';
import { findCaseOfUndo } from '../timeline/rework';
import type { VaultDeps } from '../kernel/deps';

/**
 * Commands that are answered for a case that came only to be read, or was handed over: they leave what is in it as it is, and
 * at most write down that somebody looked, or that a copy left. Every other one is refused, those that come later too.
 */
export const allowedOnClosedCases: ReadonlySet<string> = new Set([
  'audit.export',
  'backups.restoreCase',
  // Whether this office is done with it, before it destroys its copy.
  'cases.close',
  'cases.exportOpen',
  'cases.reopen',
  'conversations.look',
  'conversations.saveTranscript',
  'departures.settle',
  'evidence.keepWords',
  'evidence.saveCopy',
  // Drawn from an original that stays as it is, for a filing that is read.
  'exhibits.keepPicture',
  'exhibits.makeBundle',
  'exhibits.saveCustodyAnnex',
  'exhibits.saveDossier',
  'filings.saveAs',
  'packages.create',
  'packages.look',
  'packages.takeBack',
  'packages.takeIn',
  'packages.undo',
  'procedures.printCoverage',
  // Whoever no longer needs a copy may destroy it.
  'retention.changeKeepUntil',
  'retention.liftHold',
  'retention.placeHold',
  'retention.purge',
  'timeline.changeSettings',
  'timeline.saveChronology',
]);

/** Whether a command would change a case that nothing may be changed in here, going by every id in its input. */
export function changesClosedCase(
  deps: Pick<VaultDeps, 'db' | 'vault'>,
  channel: string,
  input: unknown,
): boolean {
  if (allowedOnClosedCases.has(channel)) return false;
  const closed = new Set(
    deps.db
      .all<{ readonly caseId: string }>(
        sql`SELECT case_id AS caseId FROM case_places WHERE kind IN ('handedOver', 'forReading')`,
      )
      .map(({ caseId }) => caseId),
  );
  if (closed.size === 0) return false;
  return [...idsIn(input)].some((id) => {
    const caseId = findCaseOfUndo(deps.vault, id) ?? findCaseOf(deps.db, id);
    return caseId !== null && closed.has(caseId);
  });
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function idsIn(value: unknown, found: Set<string> = new Set()): ReadonlySet<string> {
  if (typeof value === 'string') {
    if (uuid.test(value)) found.add(value);
  } else if (typeof value === 'object' && value !== null && !(value instanceof Uint8Array)) {
    for (const each of Object.values(value)) idsIn(each, found);
  }
  return found;
}

const tablesByDatabase = new WeakMap<ReadableDatabase, readonly CaseTable[]>();

/** The case that the row with this id belongs to, whatever table it is in. */
function findCaseOf(db: ReadableDatabase, id: string): string | null {
  const tables = tablesByDatabase.get(db) ?? findCaseTables(db);
  tablesByDatabase.set(db, tables);
  for (const table of tables) {
    if (!table.columns.includes('id')) continue;
    const row = db.get<Readonly<Record<string, unknown>>>(
      sql`SELECT * FROM ${identifier(table.name)} WHERE id = ${id}`,
    );
    if (row === undefined) continue;
    if (table.name === 'cases') return id;
    for (const { from } of table.references) {
      const owner = row[from];
      const caseId = typeof owner === 'string' ? findCaseOf(db, owner) : null;
      if (caseId !== null) return caseId;
    }
  }
  // Files that wait to be imported belong to a case as well.
  const batch = db.get<{ readonly caseId: string }>(
    sql`SELECT case_id AS caseId FROM evidence_batches WHERE id = ${id}`,
  );
  return batch?.caseId ?? null;
}
