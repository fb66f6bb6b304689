import type { z } from 'zod';
import type { takeInFailureSchema } from '../../shared/packages/failures';
import { mustConfirmMaker, type Choice, type makerStandings } from '../../shared/packages/schemas';
import type { CaseId } from '../../shared/kernel/ids';
import { err, ok, type Result } from '../../shared/kernel/result';
import { readCaseRows } from '../backups/case-rows';
import { noteOriginalId } from '../backups/original-ids';
import { errorCode } from '../db/driver';
import { takeInOriginal, withdrawOriginals } from '../evidence/loose-originals';
import type { StoredOriginal } from '../evidence/originals';
import { areSealsWhole } from '../interviews/came-sealed';
import type { VaultDeps } from '../kernel/deps';
import { contentDigest, openShelf, keepVersion } from '../packs/shelf';
import { findStoredPack, insertStoredPack } from '../packs/store';
import { readPackArchive } from '../packs/pack-archive';
import { indexCaseAgain } from '../search/index-store';
import { codeOfPresent, insertCase, isRefusedRow, readAsScreensDo, rulesOf } from '../transfer/import-case';
import { readEveryScreen } from '../transfer/read-every-screen';
import { isJourney } from '../travel/store';
import type { WorkContext } from '../work/registry';
import { bringTogether, rowsToAdd, settleAddenda, type SideOf } from './bring-together';
import { isKeptAside } from './compare';
import { valuesOf } from './entries';
import { insertKept } from './kept';
import { readPackage, readThrough, type ReadCase, type ReadPackage } from './read-package';
import { comparePackage, digestOf, readChoices, type ComparedCase } from './sides';
import { stateOf } from './state';
import {
  clearCasePlace,
  findMaker,
  findTakenIn,
  listMakerKeys,
  readCasePlaceRow,
  recordDecision,
  recordPackage,
  recordState,
  setCasePlace,
} from './store';
import { undoOf } from './undo';

type TakeInFailure = z.infer<typeof takeInFailureSchema>;

export interface TakenIn {
  readonly packageId: string;
  readonly cases: readonly {
    readonly caseId: CaseId;
    readonly code: string;
    readonly isNew: boolean;
    readonly added: number;
    readonly changed: number;
  }[];
}

/** What is known here of the vault that made a package, and of the key it was signed with. */
export function makerStanding(
  { db, vault }: Pick<VaultDeps, 'db' | 'vault'>,
  { head, publicKey }: Pick<ReadPackage, 'head' | 'publicKey'>,
): (typeof makerStandings)[number] {
  const { vaultId } = head.maker;
  if (vaultId === vault.id) return publicKey === vault.auditSigner.publicKey ? 'own' : 'otherKey';
  const keys = listMakerKeys(db, vaultId);
  if (keys.length === 0) return 'unknown';
  return keys.includes(publicKey) ? 'known' : 'otherKey';
}

/**
 * Code of the case with an interview that is not as it was sealed; null when all are. What left this vault comes back to it
 * as it went, broken or not.
 */
export function findBrokenSeal(
  deps: Pick<VaultDeps, 'db' | 'vault'>,
  read: Pick<ReadPackage, 'head' | 'publicKey' | 'cases'>,
): string | null {
  if (makerStanding(deps, read) === 'own') return null;
  return read.cases.find(({ open, rows }) => !areSealsWhole(rows, open.earlierIds))?.open.code ?? null;
}

/**
 * Takes a package in that was read before: cases that are new as they are, cases that are here brought together with it. All
 * in one transaction; what fails leaves nothing behind.
 *
 * @param choices for what is different on both sides; what nobody chose stays as it is here
 * @param makerConfirmed somebody compared the maker's key
 */
export async function importPackage(
  deps: VaultDeps,
  context: WorkContext,
  source: {
    readonly path: string;
    readonly fileName: string;
    readonly read: ReadPackage;
    /** Of what somebody saw before she chose; without it, of what differs when this begins. */
    readonly shown?: string;
  },
  options: { readonly choices: readonly Choice[]; readonly makerConfirmed: boolean },
): Promise<Result<TakenIn, TakeInFailure>> {
  const { db, vault } = deps;
  const { read } = source;
  if (vault.describe().readOnly) return err({ kind: 'vaultReadOnly' });
  if (findTakenIn(db, read.head.packageId) !== null) return err({ kind: 'alreadyTakenIn' });
  const broken = findBrokenSeal(deps, read);
  if (broken !== null) return err({ kind: 'sealBroken', code: broken });
  const standing = makerStanding(deps, read);
  const compared = comparePackage(deps, read);
  if (!compared.ok) return err({ kind: 'sealedDiffers', table: compared.table, code: compared.code });
  const isSomethingHere = compared.cases.some(({ codeHere }) => codeHere !== null);
  if (mustConfirmMaker(standing, isSomethingHere) && !options.makerConfirmed) {
    return err({ kind: 'makerNotConfirmed' });
  }
  const shown = source.shown ?? digestOf(compared.cases, read.tables);
  const chosen = readChoices(compared.cases, options.choices);
  if (chosen.unknown) return err({ kind: 'choiceUnknown' });
  const plans = compared.cases.map((each) => planCase(each, read, chosen.sideOf));
  for (const { compared: each } of plans) {
    const refused = refusalOfCase(deps, each, read);
    if (refused !== null) return err(refused);
  }

  const wanted = new Set(
    plans.flatMap(({ compared: each, added }) =>
      each.codeHere === null
        ? each.read.open.originals.map(({ id }) => id)
        : (added.get('evidence_files') ?? []).map(({ id }) => String(id)),
    ),
  );
  const written = new Map<string, StoredOriginal>();
  let isKept = false;
  try {
    const again = await readPackage(deps, context, {
      path: source.path,
      key: read.lock,
      takeOriginal: async (original, bytes) => {
        if (!wanted.has(original.id)) {
          await readThrough(bytes);
          return;
        }
        const { storedAs } = await takeInOriginal(deps, bytes, {
          signal: context.signal,
          breathe: context.breathe,
        });
        written.set(original.id, { storedAs, sha256: original.sha256, byteLength: original.byteLength });
      },
    });
    if (!again.ok) {
      const { error } = again;
      return err(error.kind === 'passphraseNeeded' ? { kind: 'packageChanged' } : error);
    }
    if (again.value.sha256 !== read.sha256) return err({ kind: 'packageChanged' });
    context.signal.throwIfAborted();
    if (deps.session.current() !== vault) return err({ kind: 'cancelled' });
    context.pointOfNoReturn();
    const storedAs = new Map([...written].map(([id, original]) => [id, original.storedAs]));
    const taken = db.transaction(() => {
      // Nobody else writes between the comparison and this: it is made anew, and what differs from it is refused.
      const now = comparePackage(deps, read);
      if (!now.ok) return err<TakeInFailure>({ kind: 'sealedDiffers', table: now.table, code: now.code });
      if (digestOf(now.cases, read.tables) !== shown) return err<TakeInFailure>({ kind: 'choiceUnknown' });
      const cases: TakenIn['cases'][number][] = [];
      const undo: unknown[] = [];
      for (const each of now.cases) {
        const plan = planCase(each, read, chosen.sideOf);
        const before = readCaseRows(db, read.tables, each.caseId);
        const place = readCasePlaceRow(db, each.caseId);
        keepRules(deps, each.read);
        const code = each.codeHere ?? takeNewCase(deps, read, each, storedAs);
        // Only of the very file that was read back here before the case went; what another vault keeps is no word of this one.
        if (each.codeHere === null && each.read.kept !== null && isJourney(db, read)) {
          insertKept(db, each.read.kept);
        }
        if (each.codeHere !== null) {
          decide(deps, read, each, plan.sides);
          bringTogether(deps, plan.sides, plan.added, storedAs);
          readAsScreensDo(deps, each.caseId, code, { index: indexCaseAgain, isOwn: standing === 'own' });
          const added = new Set([...plan.added.values()].flatMap((rows) => rows.map(({ id }) => id)));
          for (const { id, earlierId } of each.read.open.earlierIds) {
            if (added.has(id)) noteOriginalId(db, id, earlierId);
          }
        }
        settlePlace(deps, read, each, place);
        const after = readCaseRows(db, read.tables, each.caseId);
        const undone = undoOf(read.tables, { caseId: each.caseId, before, after, place });
        undo.push(undone);
        const added = undone.rows.filter((row) => row.before === null).length;
        cases.push({
          caseId: each.caseId,
          code,
          isNew: each.codeHere === null,
          added,
          changed: undone.rows.length - added,
        });
        recordState(db, {
          packageId: read.head.packageId,
          caseId: each.caseId,
          recordedAt: deps.clock.now(),
          state: stateOf(read.tables, each.read.rows),
          auditLog: each.read.auditLog,
        });
        deps.audit({ action: 'package.takenIn', subjectId: read.head.packageId, caseId: each.caseId });
      }
      record(deps, source, undo);
      return ok({ packageId: read.head.packageId, cases });
    });
    isKept = taken.ok;
    return taken;
  } catch (failure) {
    if (context.signal.aborted) return err({ kind: 'cancelled' });
    if (isRefusedRow(failure)) {
      const code = unreadableHere(deps, compared.cases);
      return err(
        code === null ? { kind: 'packageDoesNotFit', where: 'case.json' } : { kind: 'caseUnreadable', code },
      );
    }
    switch (errorCode(failure)) {
      case 'ENOSPC':
      case 'EDQUOT':
      case 'SQLITE_FULL':
        return err({ kind: 'diskFull' });
      default:
        throw failure;
    }
  } finally {
    if (!isKept) await withdrawOriginals(deps, written.values());
  }
}

/** Code of a case that could not be read before anything came to it: the package is not to blame. */
function unreadableHere(deps: VaultDeps, cases: readonly ComparedCase[]): string | null {
  for (const { caseId, codeHere } of cases) {
    if (codeHere === null) continue;
    try {
      readEveryScreen(deps, caseId);
    } catch (failure) {
      // What comes from the database or the disk is no row.
      if (errorCode(failure) !== null) throw failure;
      return codeHere;
    }
  }
  return null;
}

function planCase(
  compared: ComparedCase,
  read: ReadPackage,
  sideOfCase: ReturnType<typeof readChoices>['sideOf'],
) {
  const sideOf: SideOf = (difference, group) => sideOfCase(compared.caseId, difference, group);
  const { caseId, here, differences } = compared;
  const there = compared.read.rows;
  const sides = {
    caseId,
    tables: read.tables,
    differences: settleAddenda({ differences, here, there, sideOf }),
    here,
    there,
    sideOf,
  };
  return { compared, sides, sideOf, added: rowsToAdd(sides) };
}

function refusalOfCase(
  deps: VaultDeps,
  { caseId, codeHere, read: each }: ComparedCase,
  read: ReadPackage,
): TakeInFailure | null {
  const rules = rulesOf(each.rows);
  const isKnown =
    rules === null || openShelf(deps).exactly(rules.pack, rules.version) !== undefined || each.rules !== null;
  if (!isKnown) return { kind: 'rulesMissing', ...rules };
  if (codeHere !== null) return null;
  const elsewhere = codeOfPresent(deps, { caseId, code: each.open.code }, read.tables, each.rows);
  return elsewhere === null ? null : { kind: 'rowsElsewhere', code: elsewhere };
}

/** Kept for the cases that use it. Nothing that came with a package is offered for new cases. */
function keepRules(deps: VaultDeps, { rows, rules: came }: ReadCase): void {
  const rules = rulesOf(rows);
  if (rules === null) return;
  const here = openShelf(deps).exactly(rules.pack, rules.version);
  if (here !== undefined) keepVersion(deps, here);
  else if (came !== null && findStoredPack(deps.db, came.id, came.version) === undefined) {
    const files = readPackArchive(came.archive);
    if (!files.ok) throw new Error('Rules that were read before cannot be read any more');
    insertStoredPack(deps.db, {
      packId: came.id,
      version: came.version,
      origin: 'program',
      archive: came.archive,
      contentSha256: contentDigest(files.value),
      signature: '',
      keyId: null,
      addedAt: deps.clock.now(),
    });
  }
}

function takeNewCase(
  deps: VaultDeps,
  read: ReadPackage,
  each: ComparedCase,
  storedAs: ReadonlyMap<string, string>,
): string {
  const { open, rows } = each.read;
  const isOwn = makerStanding(deps, read) === 'own';
  return insertCase(deps, { open, tables: read.tables, rows, storedAs, isOwn });
}

/** Keeps both versions of everything that was different on both sides. */
function decide(
  deps: VaultDeps,
  read: ReadPackage,
  each: ComparedCase,
  { differences, sideOf }: ReturnType<typeof planCase>['sides'],
): void {
  for (const difference of differences) {
    const isAside = isKeptAside(difference.kind);
    for (const group of difference.groups) {
      if (!group.isConflict && !isAside) continue;
      const values = valuesOf(difference, group, {
        tables: read.tables,
        here: each.here,
        there: each.read.rows,
      });
      recordDecision(deps.db, {
        packageId: read.head.packageId,
        caseId: each.caseId,
        table: difference.table,
        key: difference.key,
        fields: group.fields.join(' '),
        here: values.here,
        there: values.there,
        taken: isAside ? 'here' : sideOf(difference, group),
        decidedAt: deps.clock.now(),
        memberId: deps.actor,
      });
    }
  }
}

/** Whether it is worked on here from now on. */
function settlePlace(
  { db, clock, vault }: VaultDeps,
  { head }: ReadPackage,
  { caseId, codeHere }: ComparedCase,
  place: ReturnType<typeof readCasePlaceRow>,
): void {
  const told = head.cases.find((each) => each.caseId === caseId);
  if (codeHere === null) {
    if (!head.forReading) return;
    const from = { otherName: head.maker.name, since: clock.now(), packageId: head.packageId };
    setCasePlace(db, { caseId, kind: 'forReading', ...from });
    return;
  }
  // What is only to be read is no leave to work on it, and one's own package comes back from nowhere.
  if (place === null || head.forReading || head.maker.vaultId === vault.id) return;
  const wentWith = String(place['package_id']);
  const isBack = told?.exchanges.includes(wentWith) === true;
  // Others may have the package it went with as well. Who closed it to a reader is known, and opens it.
  const isByMaker = place['kind'] !== 'forReading' || findMaker(db, wentWith) === head.maker.vaultId;
  if (isBack && isByMaker) clearCasePlace(db, caseId);
}

function record(
  { db, clock, actor }: VaultDeps,
  { fileName, read }: { readonly fileName: string; readonly read: ReadPackage },
  undo: unknown,
): void {
  recordPackage(db, {
    id: read.head.packageId,
    direction: 'takenIn',
    purpose: read.head.purpose,
    forReading: read.head.forReading,
    otherName: read.head.maker.name,
    vaultId: read.head.maker.vaultId,
    publicKey: read.publicKey,
    fileName,
    sha256: read.sha256,
    sizeBytes: read.sizeBytes,
    madeAt: read.head.madeAt,
    recordedAt: clock.now(),
    memberId: actor,
    undo,
  });
}
