import { withChanges } from '../../shared/kernel/changes';
import { factIdSchema, type CaseId, type FactId, type PersonId } from '../../shared/kernel/ids';
import { findPassage } from '../../shared/interviews/passage';
import { err, ok, type Result } from '../../shared/kernel/result';
import { timelineContract } from '../../shared/timeline/contract';
import type { FactConstraint } from '../../shared/timeline/linked-time';
import { citationToDraft } from '../../shared/timeline/rework';
import {
  emptyFactFields,
  timelineViewIdSchema,
  type CitationDraft,
  type ConstraintDraft,
  type Fact,
  type FactDate,
  type FactFields,
  type TimelineViewId,
  type TypedDate,
} from '../../shared/timeline/schemas';
import { readUncertainDate } from '../../shared/timeline/uncertain-date';
import type { AccountStatement } from '../../shared/accounts/schemas';
import { listAskAgain, writeAskAgain, type AskAgain } from '../accounts/before-asking';
import { listStatementsOfFacts, restoreStatements } from '../accounts/store';
import { hasCase, touchCase } from '../cases/store';
import type { ReadableDatabase } from '../db/database';
import { readDocument } from '../interviews/store';
import type { VaultDeps } from '../kernel/deps';
import type { Handlers } from '../kernel/handlers';
import type { OpenVault } from '../vault/session';
import type { z } from 'zod';
import { linkedTimeOf, workOutFact } from './linked-time';
import { pictureOf } from './picture';
import { mergeFacts, splitFact, tagAll, undoRework } from './rework';
import {
  deleteDraft,
  deleteFact,
  findFacts,
  insertConstraints,
  insertFact,
  isExhibitOfCase,
  isFactOfCase,
  isInterviewOfCase,
  isPersonOfCase,
  listConstraintsOnFact,
  listDrafts,
  listFacts,
  listFactsByBlock,
  listPlaces,
  readFact,
  readNamedFacts,
  readOverview,
  readTimelineSettings,
  updateFact,
  writeDraft,
  writeTimelineSettings,
} from './store';
import {
  deleteView,
  insertView,
  isNameTaken,
  listViews,
  readView,
  renameView,
  viewToShown,
  type StoredView,
} from './views';

/** A fact that was taken out, with what others said of it. */
interface RemovedFact {
  readonly fact: Fact;
  readonly saidByOthers: readonly (FactConstraint & { readonly note: string })[];
  /** How it stood in earlier accounts. */
  readonly statements: readonly AccountStatement[];
  /** Why it had to be told again. */
  readonly askAgain: readonly AskAgain[];
}

/** Only in memory: what was removed must not stay readable in the vault. */
const removedByVault = new WeakMap<OpenVault, Map<FactId, RemovedFact>>();

const removedViewsByVault = new WeakMap<OpenVault, Map<TimelineViewId, StoredView>>();

export const timelineHandlers: Handlers<typeof timelineContract> = {
  'timeline.list': ({ db }, request) => {
    if (!hasCase(db, request.caseId)) return err({ kind: 'caseNotFound' });
    const { facts, next, total } = listFacts(db, request);
    return ok({ facts: [...facts], next, total });
  },

  'timeline.overview': ({ db }, { caseId }) => {
    if (!hasCase(db, caseId)) return err({ kind: 'caseNotFound' });
    const overview = readOverview(db, caseId);
    return ok({
      ...overview,
      years: [...overview.years],
      sourceKinds: [...overview.sourceKinds],
      personIds: [...overview.personIds],
    });
  },

  'timeline.places': ({ db }, { caseId }) =>
    hasCase(db, caseId) ? ok([...listPlaces(db, caseId)]) : err({ kind: 'caseNotFound' }),

  'timeline.factsByInterview': ({ db }, { interviewId }) =>
    ok(listFactsByBlock(db, interviewId).map(({ blockId, factIds }) => ({ blockId, factIds: [...factIds] }))),

  'timeline.linkedTime': ({ db }, { caseId }) =>
    hasCase(db, caseId) ? ok(linkedTimeOf(db, caseId)) : err({ kind: 'caseNotFound' }),

  'timeline.workOut': ({ db }, request) =>
    hasCase(db, request.caseId) ? ok(workOutFact(db, request)) : err({ kind: 'caseNotFound' }),

  'timeline.picture': ({ db }, request) =>
    hasCase(db, request.caseId) ? ok(pictureOf(db, request)) : err({ kind: 'caseNotFound' }),

  'timeline.settings': ({ db }, { caseId }) =>
    hasCase(db, caseId) ? ok(readTimelineSettings(db, caseId)) : err({ kind: 'caseNotFound' }),

  // How one looks at a timeline says nothing of the case: no entry in the log, and the case is as old as before.
  'timeline.changeSettings': ({ db }, { caseId, changes }) =>
    db.transaction(() => {
      if (!hasCase(db, caseId)) return err({ kind: 'caseNotFound' } as const);
      const settings = withChanges(readTimelineSettings(db, caseId), changes);
      writeTimelineSettings(db, caseId, settings);
      return ok(settings);
    }),

  'timeline.views': ({ db }, { caseId }) =>
    hasCase(db, caseId) ? ok(listViews(db, caseId).map(viewToShown)) : err({ kind: 'caseNotFound' }),

  'timeline.saveView': ({ db, clock, newId }, { caseId, name, look }) =>
    db.transaction(() => {
      if (!hasCase(db, caseId)) return err({ kind: 'caseNotFound' } as const);
      if (isNameTaken(db, { caseId, name, except: null })) return err({ kind: 'viewNameTaken' } as const);
      const view = { id: timelineViewIdSchema.parse(newId()), caseId, name, look, createdAt: clock.now() };
      insertView(db, view);
      return ok(viewToShown(view));
    }),

  'timeline.renameView': ({ db }, { viewId, name }) =>
    db.transaction(() => {
      const view = readView(db, viewId);
      if (view === null) return err({ kind: 'viewNotFound' } as const);
      if (isNameTaken(db, { caseId: view.caseId, name, except: viewId })) {
        return err({ kind: 'viewNameTaken' } as const);
      }
      renameView(db, viewId, name);
      return ok(viewToShown({ ...view, name }));
    }),

  'timeline.removeView': ({ db, vault }, { viewId }) =>
    db.transaction(() => {
      const view = readView(db, viewId);
      if (view === null) return err({ kind: 'viewNotFound' } as const);
      deleteView(db, viewId);
      const removed = removedViewsByVault.get(vault) ?? new Map<TimelineViewId, StoredView>();
      removedViewsByVault.set(vault, removed.set(viewId, view));
      return ok({});
    }),

  'timeline.restoreView': ({ db, vault }, { viewId }) =>
    db.transaction(() => {
      const there = readView(db, viewId);
      if (there !== null) return ok(viewToShown(there));
      const view = removedViewsByVault.get(vault)?.get(viewId);
      if (view === undefined || !hasCase(db, view.caseId)) return err({ kind: 'viewNotFound' } as const);
      if (isNameTaken(db, { caseId: view.caseId, name: view.name, except: null })) {
        return err({ kind: 'viewNameTaken' } as const);
      }
      insertView(db, view);
      return ok(viewToShown(view));
    }),

  'timeline.find': ({ db }, request) =>
    hasCase(db, request.caseId) ? ok([...findFacts(db, request)]) : err({ kind: 'caseNotFound' }),

  'timeline.named': ({ db }, { factIds }) => ok([...readNamedFacts(db, factIds)]),

  'timeline.read': ({ db }, { factId }) => {
    const fact = readFact(db, factId);
    return fact === null ? err({ kind: 'factNotFound' }) : ok(fact);
  },

  'timeline.create': (deps, { caseId, ...given }) => {
    const { db, clock, newId, audit } = deps;
    return db.transaction(() => {
      if (!hasCase(db, caseId)) return err({ kind: 'caseNotFound' } as const);
      const fields = withChanges<FactFields>({ ...emptyFactFields, statement: given.statement }, given);
      const date = readDate(deps, fields.date);
      if (!date.ok) return date;
      const stranger = personOutside(db, caseId, fields.personIds);
      if (stranger !== null) return stranger;
      const citations = checkCitations(db, caseId, fields.citations, []);
      if (!citations.ok) return citations;
      const unlinked = linkedFactOutside(db, caseId, null, fields.constraints);
      if (unlinked !== null) return unlinked;

      const id = factIdSchema.parse(newId());
      const now = clock.now();
      insertFact(
        db,
        {
          ...fields,
          id,
          caseId,
          date: date.value,
          citations: citations.value,
          createdAt: now,
          updatedAt: now,
        },
        newId,
      );
      touchCase(deps, caseId);
      audit({ action: 'fact.created', subjectId: id, caseId });
      return ok(factWritten(db, id));
    });
  },

  'timeline.change': (deps, { factId, changes }) => {
    const { db, clock, newId, audit } = deps;
    return db.transaction(() => {
      const before = readFact(db, factId);
      if (before === null) return err({ kind: 'factNotFound' } as const);
      const { caseId } = before;
      const date = changes.date === undefined ? ok(before.date) : readDate(deps, changes.date);
      if (!date.ok) return date;
      const stranger = personOutside(db, caseId, changes.personIds ?? []);
      if (stranger !== null) return stranger;
      const known = before.citations.map(citationToDraft);
      const citations = checkCitations(db, caseId, changes.citations ?? known, known);
      if (!citations.ok) return citations;
      const unlinked = linkedFactOutside(db, caseId, factId, changes.constraints ?? []);
      if (unlinked !== null) return unlinked;

      const { date: _date, citations: _citations, ...others } = changes;
      updateFact(
        db,
        factId,
        {
          ...withChanges(otherFields(before), others),
          date: date.value,
          citations: citations.value,
          updatedAt: clock.now(),
        },
        newId,
      );
      touchCase(deps, caseId);
      audit({ action: 'fact.changed', subjectId: factId, caseId });
      return ok(factWritten(db, factId));
    });
  },

  'timeline.remove': (deps, { factId }) =>
    deps.db.transaction(() => {
      const fact = readFact(deps.db, factId);
      if (fact === null) return err({ kind: 'factNotFound' } as const);
      const saidByOthers = listConstraintsOnFact(deps.db, factId);
      const statements = listStatementsOfFacts(deps.db, [factId]);
      const askAgain = listAskAgain(deps.db, [factId]);
      deleteFact(deps.db, factId);
      touchCase(deps, fact.caseId);
      deps.audit({ action: 'fact.removed', subjectId: factId, caseId: fact.caseId });
      const removed = removedByVault.get(deps.vault) ?? new Map<FactId, RemovedFact>();
      removedByVault.set(deps.vault, removed.set(factId, { fact, saidByOthers, statements, askAgain }));
      return ok({});
    }),

  'timeline.restore': (deps, { factId }) => {
    const { db, newId, clock, audit } = deps;
    return db.transaction(() => {
      const there = readFact(db, factId);
      // Undone twice, e.g. by two clicks.
      if (there !== null) return ok(there);
      const removed = removedByVault.get(deps.vault)?.get(factId);
      if (removed === undefined || !hasCase(db, removed.fact.caseId)) {
        return err({ kind: 'factNotFound' } as const);
      }
      const { fact, saidByOthers, statements, askAgain } = removed;
      const { caseId } = fact;
      insertFact(
        db,
        {
          ...otherFields(fact),
          id: factId,
          caseId,
          date: fact.date,
          personIds: fact.personIds.filter((personId) => isPersonOfCase(db, caseId, personId)),
          citations: fact.citations
            .map(citationToDraft)
            .filter((citation) =>
              citation.kind === 'interview'
                ? isInterviewOfCase(db, caseId, citation.interviewId)
                : isExhibitOfCase(db, caseId, citation.exhibitId),
            ),
          constraints: fact.constraints.filter(({ otherFactId }) => isFactOfCase(db, caseId, otherFactId)),
          createdAt: fact.createdAt,
          updatedAt: clock.now(),
        },
        newId,
      );
      for (const { factId: otherId, ...constraint } of saidByOthers) {
        if (isFactOfCase(db, caseId, otherId)) insertConstraints(db, otherId, [constraint], newId);
      }
      restoreStatements(deps, statements);
      writeAskAgain(db, askAgain);
      touchCase(deps, caseId);
      audit({ action: 'fact.restored', subjectId: factId, caseId });
      removedByVault.get(deps.vault)?.delete(factId);
      return ok(factWritten(db, factId));
    });
  },

  'timeline.merge': (deps, { factIds, statement, dateOf }) =>
    deps.db.transaction(() => {
      const facts = factIds.flatMap((factId) => readFact(deps.db, factId) ?? []);
      const [first, ...others] = facts;
      if (first === undefined || facts.length < factIds.length) return err({ kind: 'factNotFound' } as const);
      if (others.some(({ caseId }) => caseId !== first.caseId))
        return err({ kind: 'differentCases' } as const);
      const merged = mergeFacts(deps, [first, ...others], { statement, dateOf });
      return merged === null ? err({ kind: 'tooMuch' } as const) : ok(merged);
    }),

  'timeline.split': (deps, { factId, first, second }) =>
    deps.db.transaction(() => {
      const fact = readFact(deps.db, factId);
      if (fact === null) return err({ kind: 'factNotFound' } as const);
      return ok(splitFact(deps, fact, { first, second }));
    }),

  'timeline.tag': (deps, { caseId, factIds, tag }) =>
    deps.db.transaction(() => {
      if (!hasCase(deps.db, caseId)) return err({ kind: 'caseNotFound' } as const);
      if (tag.kind === 'person' && tag.isOn) {
        const stranger = personOutside(deps.db, caseId, [tag.personId]);
        if (stranger !== null) return stranger;
      }
      return ok(tagAll(deps, caseId, factIds, tag));
    }),

  'timeline.undo': (deps, { undoId }) =>
    deps.db.transaction(() => {
      const outcome = undoRework(deps, undoId);
      return outcome === 'done' ? ok({}) : err({ kind: outcome });
    }),

  'timeline.drafts': ({ db }, { caseId }) =>
    hasCase(db, caseId) ? ok([...listDrafts(db, caseId)]) : err({ kind: 'caseNotFound' }),

  'timeline.saveDraft': ({ db, clock }, { draftId, caseId, factId, content }) =>
    db.transaction(() => {
      if (!hasCase(db, caseId)) return err({ kind: 'caseNotFound' } as const);
      if (factId !== null && readFact(db, factId)?.caseId !== caseId) {
        return err({ kind: 'factNotFound' } as const);
      }
      writeDraft(db, caseId, { id: draftId, factId, content, updatedAt: clock.now() });
      return ok({});
    }),

  'timeline.dropDraft': ({ db }, { draftId }) => {
    deleteDraft(db, draftId);
    return ok({});
  },
};

type Failure = z.input<(typeof timelineContract)['timeline.create']['failure']>;
type FailureOf<Kind extends Failure['kind']> = Extract<Failure, { kind: Kind }>;

/** Null for ''. */
function readDate({ clock }: VaultDeps, typed: TypedDate): Result<FactDate | null, FailureOf<'badDate'>> {
  if (typed.text === '') return ok(null);
  const read = readUncertainDate(typed.text, { language: typed.language, today: clock.today() });
  if (!read.ok) return err({ kind: 'badDate', reason: read.error.kind });
  const { edtf, earliest, latest } = read.value;
  return ok({ text: typed.text, edtf, earliest, latest });
}

function personOutside(
  db: ReadableDatabase,
  caseId: CaseId,
  personIds: readonly PersonId[],
): Result<never, FailureOf<'personNotFound'>> | null {
  const personId = personIds.find((id) => !isPersonOfCase(db, caseId, id));
  return personId === undefined ? null : err({ kind: 'personNotFound', personId });
}

/**
 * Every new citation must lead to words that stand in the interview: a filing may quote them. Words that were moved to
 * another paragraph since are cited there.
 */
function checkCitations(
  db: ReadableDatabase,
  caseId: CaseId,
  citations: readonly CitationDraft[],
  known: readonly CitationDraft[],
): Result<
  readonly CitationDraft[],
  FailureOf<'interviewNotFound'> | FailureOf<'passageNotFound'> | FailureOf<'exhibitNotFound'>
> {
  const knownTexts = new Set(known.map((citation) => citationText(citation)));
  const checked: CitationDraft[] = [];
  for (const citation of citations) {
    if (knownTexts.has(citationText(citation))) {
      checked.push(citation);
      continue;
    }
    if (citation.kind === 'exhibit') {
      const { exhibitId } = citation;
      if (!isExhibitOfCase(db, caseId, exhibitId)) return err({ kind: 'exhibitNotFound', exhibitId });
      checked.push(citation);
      continue;
    }
    const { interviewId, blockId } = citation;
    if (!isInterviewOfCase(db, caseId, interviewId)) return err({ kind: 'interviewNotFound', interviewId });
    const found = findPassage(readDocument(db, interviewId), citation);
    if (found === null || found.match === 'changed') {
      return err({ kind: 'passageNotFound', interviewId, blockId });
    }
    checked.push({ ...citation, blockId: found.block.id });
  }
  return ok(checked);
}

/** A fact is linked to others of its case, never to itself. */
function linkedFactOutside(
  db: ReadableDatabase,
  caseId: CaseId,
  factId: FactId | null,
  constraints: readonly ConstraintDraft[],
): Result<never, FailureOf<'linkedFactNotFound'>> | null {
  const strange = constraints.find(
    ({ otherFactId }) => otherFactId === factId || !isFactOfCase(db, caseId, otherFactId),
  );
  return strange === undefined ? null : err({ kind: 'linkedFactNotFound', factId: strange.otherFactId });
}

function citationText(citation: CitationDraft): string {
  return citation.kind === 'interview'
    ? JSON.stringify([citation.interviewId, citation.blockId, citation.quote])
    : JSON.stringify([citation.exhibitId, citation.locator]);
}

function otherFields(fact: Fact): Omit<FactFields, 'date' | 'citations'> {
  const { statement, place, personIds, sourceKind, confidence, disputed, disputeNote, conditionIds } = fact;
  const { note, constraints } = fact;
  return {
    statement,
    place,
    personIds,
    sourceKind,
    confidence,
    disputed,
    disputeNote,
    conditionIds,
    note,
    constraints,
  };
}

function factWritten(db: ReadableDatabase, factId: FactId): Fact {
  const fact = readFact(db, factId);
  if (fact === null) throw new Error('A fact written in this transaction is gone');
  return fact;
}
