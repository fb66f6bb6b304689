import { factIdSchema, type CaseId, type FactId } from '../../shared/kernel/ids';
import { citationToDraft, mergedFields, redirected, type MergedFields } from '../../shared/timeline/rework';
import {
  factFieldsSchema,
  undoIdSchema,
  type Fact,
  type Tag,
  type UndoId,
} from '../../shared/timeline/schemas';
import type { AccountStatement } from '../../shared/accounts/schemas';
import {
  deleteAskAgain,
  listAskAgain,
  moveAskAgain,
  writeAskAgain,
  type AskAgain,
} from '../accounts/before-asking';
import {
  clearStatements,
  copyStatements,
  listStatementsOfFacts,
  moveStatements,
  restoreStatements,
  statementsFitTogether,
} from '../accounts/store';
import { touchCase } from '../cases/store';
import type { VaultDeps } from '../kernel/deps';
import type { OpenVault } from '../vault/session';
import {
  deleteFact,
  insertFact,
  isFactOfCase,
  listConstraintsOnFact,
  readFact,
  tagFacts,
  updateFact,
  writeTags,
  type TagsOfFact,
} from './store';

/** Facts as they were before something was done to several; null for one that was not there. */
interface Undo {
  readonly caseId: CaseId;
  readonly facts: ReadonlyMap<FactId, Fact | null>;
  /** The same facts afterwards: one that differs from this was changed since. */
  readonly after: ReadonlyMap<FactId, Fact | null>;
  readonly tags: readonly TagsOfFact[];
  /** How they stood in earlier accounts, before and afterwards. */
  readonly statements: readonly AccountStatement[];
  readonly statementsAfter: readonly AccountStatement[];
  /** Why they had to be told again, before. */
  readonly askAgain: readonly AskAgain[];
}

/** Only in memory: what was merged away must not stay readable in the vault. */
const undosByVault = new WeakMap<OpenVault, Map<UndoId, Undo>>();
const keptUndos = 30;

/** The case in which something can be taken back under this id; null when there is no such thing. */
export function findCaseOfUndo(vault: OpenVault, id: string): CaseId | null {
  const kept = [...(undosByVault.get(vault) ?? [])].find(([undoId]) => undoId === id);
  return kept?.[1].caseId ?? null;
}

/** Makes one fact of several that are of one case. Null when together they are more than one fact takes. */
export function mergeFacts(
  deps: VaultDeps,
  facts: readonly [Fact, ...(readonly Fact[])],
  chosen: { readonly statement: string; readonly dateOf: FactId | null },
): { readonly fact: Fact; readonly undoId: UndoId } | null {
  const { db, newId, audit } = deps;
  const [kept, ...others] = facts;
  const { caseId } = kept;
  const date = facts.find(({ id }) => id === chosen.dateOf)?.date ?? null;
  const merged = mergedFields(facts, { statement: chosen.statement, date });
  const fits = statementsFitTogether(
    db,
    facts.map(({ id }) => id),
  );
  if (!isOneFact(merged) || !fits) return null;

  const gone = new Set(others.map(({ id }) => id));
  const speakers = new Set(
    facts.flatMap(({ id }) => listConstraintsOnFact(db, id).map(({ factId }) => factId)),
  );
  const touched = [
    ...facts.map(({ id }) => id),
    ...[...speakers].filter((id) => !facts.some((fact) => fact.id === id)),
  ];
  const undoId = rememberBefore(deps, caseId, touched, () => {
    for (const { id } of others) {
      audit({ action: 'fact.removed', subjectId: id, caseId });
    }
    // Before the others go, since what is said of a fact goes with it.
    for (const id of speakers) {
      if (gone.has(id) || id === kept.id) continue;
      const speaker = factThere(deps, id);
      writeFact(deps, speaker, { constraints: redirected(speaker.constraints, gone, kept.id) });
    }
    for (const { id } of others) moveStatements(deps, id, kept.id);
    moveAskAgain(
      db,
      others.map(({ id }) => id),
      kept.id,
    );
    for (const { id } of others) deleteFact(db, id);
    updateFact(db, kept.id, { ...merged, updatedAt: deps.clock.now() }, newId);
    audit({ action: 'fact.merged', subjectId: kept.id, caseId });
    touchCase(deps, caseId);
  });
  return { fact: factThere(deps, kept.id), undoId };
}

/** Makes two facts of one. */
export function splitFact(
  deps: VaultDeps,
  fact: Fact,
  statements: { readonly first: string; readonly second: string },
): { readonly facts: [Fact, Fact]; readonly undoId: UndoId } {
  const { db, newId, audit } = deps;
  const { caseId } = fact;
  const secondId = factIdSchema.parse(newId());
  const undoId = rememberBefore(deps, caseId, [fact.id, secondId], () => {
    const now = deps.clock.now();
    insertFact(
      db,
      {
        ...fieldsOf(fact),
        statement: statements.second,
        id: secondId,
        caseId,
        createdAt: now,
        updatedAt: now,
      },
      newId,
    );
    copyStatements(deps, fact.id, secondId);
    writeFact(deps, fact, { statement: statements.first });
    audit({ action: 'fact.split', subjectId: fact.id, caseId });
    audit({ action: 'fact.created', subjectId: secondId, caseId });
    touchCase(deps, caseId);
  });
  return { facts: [factThere(deps, fact.id), factThere(deps, secondId)], undoId };
}

/** Changes one thing in those facts of a case that are not so already. */
export function tagAll(
  deps: VaultDeps,
  caseId: CaseId,
  factIds: readonly FactId[],
  tag: Tag,
): { readonly changed: number; readonly undoId: UndoId } {
  const before = tagFacts(deps.db, caseId, factIds, tag, deps.clock.now());
  for (const { id } of before) deps.audit({ action: 'fact.changed', subjectId: id, caseId });
  if (before.length > 0) touchCase(deps, caseId);
  const nothing = new Map<FactId, Fact | null>();
  const undoId = remember(deps, {
    caseId,
    facts: nothing,
    after: nothing,
    tags: before,
    statements: [],
    statementsAfter: [],
    askAgain: [],
  });
  return { changed: before.length, undoId };
}

/** Puts facts back as they were; nothing is done when one of them was changed since. */
export function undoRework(deps: VaultDeps, undoId: UndoId): 'done' | 'nothingToUndo' | 'changedSince' {
  const { db, newId, audit } = deps;
  const undo = undosByVault.get(deps.vault)?.get(undoId);
  if (undo === undefined) return 'nothingToUndo';
  const { caseId } = undo;
  for (const [id, fact] of undo.after) {
    if (asWritten(readFact(db, id)) !== asWritten(fact)) return 'changedSince';
  }
  const now = listStatementsOfFacts(db, [...undo.after.keys()]);
  if (JSON.stringify(now) !== JSON.stringify(undo.statementsAfter)) return 'changedSince';
  // Without their links first: a link needs the fact it leads to.
  for (const [id, fact] of undo.facts) {
    const isThere = isFactOfCase(db, caseId, id);
    if (fact === null) {
      deleteFact(db, id);
      audit({ action: 'fact.removed', subjectId: id, caseId });
    } else if (isThere) {
      audit({ action: 'fact.changed', subjectId: id, caseId });
    } else {
      insertFact(
        db,
        {
          ...fieldsOf(fact),
          constraints: [],
          id,
          caseId,
          createdAt: fact.createdAt,
          updatedAt: deps.clock.now(),
        },
        newId,
      );
      audit({ action: 'fact.restored', subjectId: id, caseId });
    }
  }
  for (const fact of undo.facts.values()) if (fact !== null) writeFact(deps, fact, {});
  clearStatements(db, [...undo.facts.keys()]);
  restoreStatements(deps, undo.statements);
  deleteAskAgain(db, [...undo.facts.keys()]);
  writeAskAgain(db, undo.askAgain);
  writeTags(db, undo.tags, deps.clock.now());
  for (const { id } of undo.tags) audit({ action: 'fact.changed', subjectId: id, caseId });
  touchCase(deps, caseId);
  undosByVault.get(deps.vault)?.delete(undoId);
  return 'done';
}

function rememberBefore(
  deps: VaultDeps,
  caseId: CaseId,
  factIds: readonly FactId[],
  act: () => void,
): UndoId {
  const all = (): Map<FactId, Fact | null> => new Map(factIds.map((id) => [id, readFact(deps.db, id)]));
  const facts = all();
  const statements = listStatementsOfFacts(deps.db, factIds);
  const askAgain = listAskAgain(deps.db, factIds);
  act();
  const statementsAfter = listStatementsOfFacts(deps.db, factIds);
  return remember(deps, { caseId, facts, after: all(), tags: [], statements, statementsAfter, askAgain });
}

function remember(deps: VaultDeps, undo: Undo): UndoId {
  const undos = undosByVault.get(deps.vault) ?? new Map<UndoId, Undo>();
  const undoId = undoIdSchema.parse(deps.newId());
  undosByVault.set(deps.vault, undos.set(undoId, undo));
  for (const oldest of [...undos.keys()].slice(0, -keptUndos)) undos.delete(oldest);
  return undoId;
}

function writeFact(deps: VaultDeps, fact: Fact, changes: Partial<MergedFields>): void {
  updateFact(deps.db, fact.id, { ...fieldsOf(fact), ...changes, updatedAt: deps.clock.now() }, deps.newId);
}

function fieldsOf(fact: Fact): MergedFields {
  const { statement, date, place, personIds, sourceKind, confidence, disputed, disputeNote, conditionIds } =
    fact;
  const { note, citations, constraints } = fact;
  return {
    statement,
    date,
    place,
    personIds,
    sourceKind,
    confidence,
    disputed,
    disputeNote,
    conditionIds,
    note,
    citations: citations.map(citationToDraft),
    constraints,
  };
}

/** Without what is not the fact's own, such as the titles of exhibits it cites. */
function asWritten(fact: Fact | null): string {
  return JSON.stringify(fact === null ? null : { ...fieldsOf(fact), updatedAt: fact.updatedAt });
}

function isOneFact({ date: _date, ...fields }: MergedFields): boolean {
  return factFieldsSchema.omit({ date: true }).safeParse(fields).success;
}

function factThere({ db }: VaultDeps, factId: FactId): Fact {
  const fact = readFact(db, factId);
  if (fact === null) throw new Error('A fact written in this transaction is gone');
  return fact;
}
