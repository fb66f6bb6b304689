import type { VaultReport } from '../../shared/vault/contract';
import { verifyChain } from '../audit/chain';
import { isDamage, type Connection } from '../db/driver';
import {
  cipherCheckFindsDamage,
  countCipherProblems,
  countReferenceProblems,
  countStructureProblems,
} from '../db/integrity';
import { sql } from '../db/sql';
import {
  checkOriginal,
  listStoredNames,
  type OriginalsPlace,
  type StoredOriginal,
} from '../evidence/originals';
import { checkSearchIndex, countSearchProblems } from '../search/check';
import type { WorkContext } from '../work/registry';
import type { Header } from './header';
import { countGoodHeaderCopies } from './header-files';
import { holdFile } from './hold-moment';
import { verifyPagesInSlices, type PagesReport } from './page-verifier';
import { vaultFiles } from './vault-files';
import { stateMatchesHeader } from './vault-state';

/** What the check is given to be stopped by and to tell how far it is. */
export type VerifyWork = Pick<WorkContext, 'signal' | 'report' | 'breathe'>;

/** For whoever waits for the check and has nothing else to do. */
export const unwatched: VerifyWork = {
  signal: new AbortController().signal,
  report: () => {},
  breathe: () => Promise.resolve(),
};

/**
 * Checks an open vault in full: both copies of the header, the code of every page by our own reading and the engine's,
 * structure and references of the rows, the audit chain from its first entry, the search index against the records, and
 * every original against its hash.
 * Changes nothing but that pages in the log are written to the file first.
 *
 * @throws when the engine's check is not one, as its silence would be taken for health; the signal's reason when stopped
 */
export async function verifyOpenVault(
  vault: {
    readonly folder: string;
    readonly header: Header;
    readonly db: Connection;
    readonly databaseKey: Uint8Array;
    readonly auditKey: Uint8Array;
    readonly originals: OriginalsPlace;
  },
  work: VerifyWork = unwatched,
): Promise<VaultReport> {
  const { folder, header, db } = vault;
  if (!cipherCheckFindsDamage(folder)) throw new Error('cipher_integrity_check finds no damage');
  const turn = async (step: string, done: number, total: number | null) => {
    work.report({ step, done, total });
    await work.breathe();
    work.signal.throwIfAborted();
  };

  await turn('header', 0, null);
  const headerCopies = countGoodHeaderCopies(folder, header);
  const stateMatches = unlessDamaged(() => stateMatchesHeader(db, header), false);
  const pages = await checkPages(vault, turn);
  await turn('seals', 0, null);
  const cipherProblems = countCipherProblems(db);
  const integrityProblems = await countStructureProblems(db, (done, total) => turn('structure', done, total));
  await turn('references', 0, null);
  const foreignKeyProblems = countReferenceProblems(db);
  await turn('log', 0, null);
  const chain = verifyChain(db, vault.auditKey);
  const searchProblems = await countProblemsOfSearch(db, (done, total) => turn('search', done, total));
  const originals = await checkOriginals(vault, work);
  return {
    healthy:
      headerCopies === 2 &&
      stateMatches &&
      pages.pages > 0 &&
      pages.damaged.length + pages.trailingBytes === 0 &&
      !pages.plain &&
      integrityProblems + cipherProblems + foreignKeyProblems === 0 &&
      chain.brokenAt === null &&
      searchProblems === 0 &&
      originals.missing.length + originals.damaged.length === 0,
    headerCopies,
    stateMatchesHeader: stateMatches,
    pages: pages.pages,
    damagedPages: [...pages.damaged],
    trailingBytes: pages.trailingBytes,
    integrityProblems,
    cipherProblems,
    foreignKeyProblems,
    auditEntries: chain.entries,
    auditBrokenAt: chain.brokenAt,
    auditEntriesLost: chain.lost,
    searchProblems,
    originals,
  };
}

async function checkPages(
  vault: { readonly folder: string; readonly db: Connection; readonly databaseKey: Uint8Array },
  turn: (step: string, done: number, total: number) => Promise<void>,
): Promise<PagesReport> {
  const release = holdFile(vault.db);
  try {
    // Pages that still stand in the log are written to the file first, so that the file is the whole database. A damaged
    // page may keep them from it; they are then read from the log by the checks of the engine.
    unlessDamaged(() => vault.db.pragma('wal_checkpoint(TRUNCATE)'), null);
    const checking = verifyPagesInSlices(vaultFiles(vault.folder).database, vault.databaseKey);
    for (;;) {
      const step = checking.next();
      if (step.done === true) return step.value;
      await turn('pages', step.value.done, step.value.total);
    }
  } finally {
    release();
  }
}

/** An index that cannot be read, or whose records cannot, is not whole either. */
async function countProblemsOfSearch(
  db: Connection,
  onCase: (done: number, total: number) => Promise<void>,
): Promise<number> {
  try {
    return countSearchProblems(await checkSearchIndex(db, onCase));
  } catch (failure) {
    if (!isDamage(failure)) throw failure;
    return 1;
  }
}

async function checkOriginals(
  vault: { readonly db: Connection; readonly originals: OriginalsPlace },
  work: VerifyWork,
): Promise<VaultReport['originals']> {
  interface Recorded extends StoredOriginal {
    readonly id: string;
    readonly caseCode: string;
  }
  const recorded = unlessDamaged(
    () =>
      vault.db.all<Recorded>(sql`
        SELECT evidence_files.id AS id, stored_as AS storedAs, sha256, byte_length AS byteLength,
          coalesce(cases.code, '') AS caseCode
        FROM evidence_files
        LEFT JOIN cases ON cases.id = evidence_files.case_id
        ORDER BY cases.code, evidence_files.id
      `),
    [],
  );
  const total = recorded.reduce((sum, { byteLength }) => sum + byteLength, 0);
  let done = 0;
  const found = { whole: 0, missing: [], damaged: [] } as {
    whole: number;
    missing: VaultReport['originals']['missing'];
    damaged: VaultReport['originals']['damaged'];
  };
  for (const { id, caseCode, ...original } of recorded) {
    work.signal.throwIfAborted();
    const state = await checkOriginal(vault.originals, original, {
      signal: work.signal,
      breathe: work.breathe,
      onBytes: (count) => {
        done += count;
        work.report({ step: 'originals', done, total });
      },
    });
    if (state === 'whole') found.whole += 1;
    else found[state].push({ id, caseCode });
  }
  const names = new Set(recorded.map(({ storedAs }) => storedAs));
  const withoutRecord = listStoredNames(vault.originals).filter((name) => !names.has(name)).length;
  return { ...found, withoutRecord };
}

function unlessDamaged<Value>(read: () => Value, otherwise: Value): Value {
  try {
    return read();
  } catch (failure) {
    if (!isDamage(failure)) throw failure;
    return otherwise;
  }
}
