import type { z } from 'zod';
import type { CaseId, InterviewId } from '../../shared/kernel/ids';
import { interviewIdSchema } from '../../shared/kernel/ids';
import { err, ok, type Result } from '../../shared/kernel/result';
import type { Instant } from '../../shared/kernel/time';
import {
  interviewsContract,
  type InterviewAddendum,
  type OpenedInterview,
} from '../../shared/interviews/contract';
import { documentLimitBytes, emptyDocument, textBlocks } from '../../shared/interviews/document';
import type { InterviewDocument } from '../../shared/interviews/document';
import { findPassage } from '../../shared/interviews/passage';
import {
  interviewAddendumIdSchema,
  interviewBreakIdSchema,
  interviewDetailsSchema,
  versionIntervalMs,
  type InterviewBreakId,
  type VersionOccasion,
} from '../../shared/interviews/schemas';
import type { SealedStatement } from '../../shared/interviews/statement';
import { countWords } from '../../shared/interviews/words';
import type { ReadableDatabase } from '../db/database';
import type { VaultDeps } from '../kernel/deps';
import type { Handlers } from '../kernel/handlers';
import { readInterviewGuide } from './guide';
import { originalId } from '../backups/original-ids';
import { sealHash } from './seal';
import * as store from './store';

type Failure<Channel extends keyof typeof interviewsContract> = z.input<
  (typeof interviewsContract)[Channel]['failure']
>;

export const interviewsHandlers: Handlers<typeof interviewsContract> = {
  'interviews.list': ({ db }, { caseId }) => ok([...store.listInterviews(db, caseId)]),

  'interviews.listRemoved': ({ db }, { caseId }) => ok([...store.listRemovedInterviews(db, caseId)]),

  'interviews.read': ({ db }, { interviewId }) => {
    const state = shownState(db, interviewId);
    return state === undefined ? notFound : ok(openInterview(db, state));
  },

  'interviews.create': ({ db, newId, clock, audit }, { caseId, details }) =>
    db.transaction(() => {
      if (!store.caseExists(db, caseId)) return err({ kind: 'caseNotFound' } as const);
      const id = interviewIdSchema.parse(newId());
      store.insertInterview(db, {
        id,
        caseId,
        details,
        document: emptyDocument(newId()),
        createdAt: clock.now(),
      });
      audit({ action: 'interview.created', subjectId: id, caseId });
      return ok({ id });
    }),

  'interviews.saveDocument': (deps, { interviewId, baseRevision, document, firstSinceOpening }) => {
    const json = JSON.stringify(document);
    const tooLarge = documentTooLarge(document, json);
    if (tooLarge !== null) return err(tooLarge);
    const wordCount = documentWords(document);
    const { db, clock } = deps;

    return db.transaction(() => {
      const state = changeableState(db, interviewId);
      if (!state.ok) return state;
      const { revision } = state.value;
      if (revision !== baseRevision) return err(revisionConflict(db, state.value));
      const stored = store.readStoredDocument(db, interviewId);
      if (stored.json === json) return ok({ revision, savedAt: state.value.savedAt });

      const last = store.readLastVersion(db, interviewId);
      if (firstSinceOpening && revision > 0) {
        // Covers a program that ended without closing the interview: what it left behind becomes a version here.
        keepVersion(deps, state.value, stored, 'beforeOpening');
      }
      const saved = { ...state.value, revision: revision + 1, savedAt: clock.now() };
      store.writeDocument(db, interviewId, { json, wordCount }, saved);
      if (firstSinceOpening) {
        keepVersion(deps, saved, { json, wordCount }, 'opening');
      } else if (last === undefined || elapsedMs(last.savedAt, saved.savedAt) >= versionIntervalMs) {
        keepVersion(deps, saved, { json, wordCount }, 'typing');
      }
      return ok({ revision: saved.revision, savedAt: saved.savedAt });
    });
  },

  'interviews.keepVersion': (deps, { interviewId }) => {
    const { db } = deps;
    return db.transaction(() => {
      const state = changeableState(db, interviewId);
      if (!state.ok) return state;
      // Revision 0 is the empty page it began with.
      if (state.value.revision === 0) return ok({ kept: false });
      const kept = keepVersion(deps, state.value, store.readStoredDocument(db, interviewId), 'closing');
      return ok({ kept });
    });
  },

  'interviews.changeDetails': ({ db, audit }, { interviewId, changes }) =>
    db.transaction(() => {
      const state = changeableState(db, interviewId);
      if (!state.ok) return state;
      if (Object.keys(changes).length === 0) return ok(store.readDetails(db, interviewId));
      const details = interviewDetailsSchema.parse({ ...store.readDetails(db, interviewId), ...changes });
      store.writeDetails(db, interviewId, details);
      audit({ action: 'interview.changed', subjectId: interviewId, caseId: state.value.caseId });
      return ok(details);
    }),

  'interviews.startBreak': ({ db, clock, newId, audit }, { interviewId }) =>
    db.transaction(() => {
      const state = changeableState(db, interviewId);
      if (!state.ok) return state;
      if (hasOpenBreak(db, interviewId)) return err({ kind: 'breakUnderWay' } as const);
      const started = {
        id: interviewBreakIdSchema.parse(newId()),
        startedAt: clock.now(),
        endedAt: null,
        reason: '',
      };
      store.insertBreak(db, interviewId, started);
      audit({ action: 'interview.changed', subjectId: interviewId, caseId: state.value.caseId });
      return ok(started);
    }),

  'interviews.endBreak': ({ db, clock, audit }, { breakId }) =>
    db.transaction(() => {
      const found = changeableBreak(db, breakId);
      if (!found.ok) return found;
      if (found.value.break.endedAt !== null) return err({ kind: 'breakAlreadyEnded' } as const);
      const ended = { ...found.value.break, endedAt: clock.now() };
      store.writeBreak(db, ended);
      audit({ action: 'interview.changed', subjectId: found.value.interviewId, caseId: found.value.caseId });
      return ok(ended);
    }),

  'interviews.changeBreak': ({ db, audit }, { breakId, reason }) =>
    db.transaction(() => {
      const found = changeableBreak(db, breakId);
      if (!found.ok) return found;
      const changed = { ...found.value.break, reason };
      store.writeBreak(db, changed);
      audit({ action: 'interview.changed', subjectId: found.value.interviewId, caseId: found.value.caseId });
      return ok(changed);
    }),

  'interviews.removeBreak': ({ db, audit }, { breakId }) =>
    db.transaction(() => {
      const found = changeableBreak(db, breakId);
      if (!found.ok) return found;
      store.deleteBreak(db, breakId);
      audit({ action: 'interview.changed', subjectId: found.value.interviewId, caseId: found.value.caseId });
      return ok({});
    }),

  'interviews.guide': ({ resourcesFolder }) => ok(readInterviewGuide(resourcesFolder)),

  'interviews.saveGuide': ({ db, clock, audit }, { interviewId, answers }) =>
    db.transaction(() => {
      const state = shownState(db, interviewId);
      if (state === undefined) return notFound;
      const { auditedAt } = store.readGuide(db, interviewId);
      const now = clock.now();
      const isDue = auditedAt === null || elapsedMs(auditedAt, now) >= versionIntervalMs;
      store.writeGuide(db, interviewId, { answers, auditedAt: isDue ? now : auditedAt });
      if (isDue) audit({ action: 'interview.changed', subjectId: interviewId, caseId: state.caseId });
      return ok({});
    }),

  'interviews.versions': ({ db }, { interviewId }) =>
    shownState(db, interviewId) === undefined ? notFound : ok([...store.listVersions(db, interviewId)]),

  'interviews.readVersion': ({ db }, { versionId }) => {
    const found = store.readVersion(db, versionId);
    if (found === undefined) return err({ kind: 'versionNotFound' });
    return ok({ ...found.version, document: store.parseDocument(found.document) });
  },

  'interviews.restoreVersion': (deps, { versionId, baseRevision }) => {
    const { db, clock } = deps;
    return db.transaction(() => {
      const found = store.readVersion(db, versionId);
      const state = found === undefined ? undefined : shownState(db, found.interviewId);
      if (found === undefined || state === undefined) return err({ kind: 'versionNotFound' } as const);
      if (state.sealedAt !== null) return alreadySealed;
      if (state.revision !== baseRevision) return err(revisionConflict(db, state));

      keepVersion(deps, state, store.readStoredDocument(db, state.id), 'beforeRestoring');
      const restored = { json: found.document, wordCount: found.version.wordCount };
      const saved = { ...state, revision: state.revision + 1, savedAt: clock.now() };
      store.writeDocument(db, state.id, restored, saved);
      keepVersion(deps, saved, restored, 'restoring');
      return ok({
        revision: saved.revision,
        savedAt: saved.savedAt,
        document: store.parseDocument(found.document),
      });
    });
  },

  'interviews.seal': (deps, { interviewId, baseRevision }) => {
    const { db, clock, audit } = deps;
    return db.transaction(() => {
      const state = changeableState(db, interviewId);
      if (!state.ok) return state;
      if (state.value.revision !== baseRevision) return err(revisionConflict(db, state.value));
      const stored = store.readStoredDocument(db, interviewId);
      const isEmpty = textBlocks(store.parseDocument(stored.json)).every((block) => block.text.trim() === '');
      if (isEmpty) return err({ kind: 'nothingWritten' } as const);
      if (hasOpenBreak(db, interviewId)) return err({ kind: 'breakUnderWay' } as const);

      keepVersion(deps, state.value, stored, 'sealing');
      const sealedAt = clock.now();
      const hash = sealHash(statementToSeal(db, state.value, sealedAt));
      store.writeSeal(db, interviewId, { sealedAt, hash });
      audit({ action: 'interview.sealed', subjectId: interviewId, caseId: state.value.caseId });
      return ok({ sealedAt, hash, valid: true });
    });
  },

  'interviews.saveAddendumDraft': ({ db }, { interviewId, draft }) =>
    db.transaction(() => {
      if (shownState(db, interviewId) === undefined) return notFound;
      store.writeAddendumDraft(db, interviewId, draft);
      return ok({});
    }),

  'interviews.addAddendum': ({ db, clock, newId, audit }, { interviewId, text, reason }) =>
    db.transaction(() => {
      const state = shownState(db, interviewId);
      if (state === undefined) return notFound;
      const sealedHash = store.readSealedHash(db, interviewId);
      if (sealedHash === null) return err({ kind: 'notSealed' } as const);

      const earlier = store.listAddenda(db, interviewId);
      const addendum = { id: newId(), text, reason, writtenAt: clock.now() };
      const hash = addendumHash(db, interviewId, earlier.at(-1)?.hash ?? sealedHash, addendum);
      store.insertAddendum(db, interviewId, { ...addendum, hash }, earlier.length + 1);
      store.deleteAddendumDraft(db, interviewId);
      audit({ action: 'interview.addendumWritten', subjectId: interviewId, caseId: state.caseId });
      return ok({ ...addendum, hash, valid: true });
    }),

  'interviews.remove': ({ db, clock, audit }, { interviewId }) =>
    db.transaction(() => {
      const state = changeableState(db, interviewId);
      if (!state.ok) return state;
      const facts = store.countCitingFacts(db, interviewId);
      if (facts > 0) return err({ kind: 'cited', facts } as const);
      store.writeRemovedAt(db, interviewId, clock.now());
      audit({ action: 'interview.removed', subjectId: interviewId, caseId: state.value.caseId });
      return ok({});
    }),

  'interviews.bringBack': ({ db, audit }, { interviewId }) =>
    db.transaction(() => {
      const state = store.readState(db, interviewId);
      if (state === undefined) return notFound;
      if (state.removedAt === null) return ok({});
      store.writeRemovedAt(db, interviewId, null);
      audit({ action: 'interview.broughtBack', subjectId: interviewId, caseId: state.caseId });
      return ok({});
    }),

  'interviews.erase': ({ db, audit }, { interviewId }) =>
    db.transaction(() => {
      const state = store.readState(db, interviewId);
      if (state === undefined) return notFound;
      if (state.removedAt === null) return err({ kind: 'notRemoved' } as const);
      store.deleteInterview(db, interviewId);
      audit({ action: 'interview.erased', subjectId: interviewId, caseId: state.caseId });
      return ok({});
    }),

  'interviews.citations': ({ db }, { interviewId }) =>
    shownState(db, interviewId) === undefined ? notFound : ok([...store.listCitations(db, interviewId)]),

  'interviews.passage': ({ db }, { interviewId, blockId, quote }) => {
    const state = shownState(db, interviewId);
    if (state === undefined) return notFound;
    const found = findPassage(store.readDocument(db, interviewId), { blockId, quote });
    if (found === null) return err({ kind: 'passageNotFound' });
    const { title, heldOn } = store.readDetails(db, interviewId);
    return ok({
      interviewId,
      title,
      heldOn,
      sealedAt: state.sealedAt,
      blockId: found.block.id,
      match: found.match,
      provenance: found.block.provenance,
      sensitive: found.block.sensitive,
      text: found.block.text,
    });
  },
};

const notFound = err({ kind: 'interviewNotFound' } as const);
const alreadySealed = err({ kind: 'sealed' } as const);

/** The state of an interview that has not been put aside. */
function shownState(db: ReadableDatabase, id: InterviewId): store.InterviewState | undefined {
  const state = store.readState(db, id);
  return state?.removedAt === null ? state : undefined;
}

function changeableState(
  db: ReadableDatabase,
  id: InterviewId,
): Result<store.InterviewState, { kind: 'interviewNotFound' } | { kind: 'sealed' }> {
  const state = shownState(db, id);
  if (state === undefined) return notFound;
  return state.sealedAt === null ? ok(state) : alreadySealed;
}

function changeableBreak(
  db: ReadableDatabase,
  breakId: InterviewBreakId,
): Result<
  NonNullable<ReturnType<typeof store.readBreak>> & { readonly caseId: CaseId },
  { kind: 'breakNotFound' } | { kind: 'sealed' }
> {
  const found = store.readBreak(db, breakId);
  const state = found === undefined ? undefined : shownState(db, found.interviewId);
  if (found === undefined || state === undefined) return err({ kind: 'breakNotFound' });
  return state.sealedAt === null ? ok({ ...found, caseId: state.caseId }) : alreadySealed;
}

function hasOpenBreak(db: ReadableDatabase, id: InterviewId): boolean {
  return store.listBreaks(db, id).some((one) => one.endedAt === null);
}

function openInterview(db: ReadableDatabase, state: store.InterviewState): OpenedInterview {
  const { id, caseId, revision, savedAt } = state;
  const sealedHash = store.readSealedHash(db, id);
  const statement = statementToSeal(db, state, state.sealedAt ?? savedAt);
  return {
    id,
    caseId,
    details: statement.details,
    breaks: [...store.listBreaks(db, id)],
    document: statement.document,
    revision,
    savedAt,
    guideAnswers: store.readGuide(db, id).answers,
    seal:
      state.sealedAt === null || sealedHash === null
        ? null
        : { sealedAt: state.sealedAt, hash: sealedHash, valid: sealHash(statement) === sealedHash },
    addenda: checkedAddenda(db, id, sealedHash),
    addendumDraft: store.readAddendumDraft(db, id),
  };
}

function statementToSeal(
  db: ReadableDatabase,
  state: store.InterviewState,
  sealedAt: Instant,
): SealedStatement {
  return {
    format: 'dossier-interview/1',
    interviewId: originalId(db, state.id),
    caseId: originalId(db, state.caseId),
    sealedAt,
    details: store.readDetails(db, state.id),
    breaks: store
      .listBreaks(db, state.id)
      .map(({ startedAt, endedAt, reason }) => ({ startedAt, endedAt, reason })),
    document: store.readDocument(db, state.id),
  };
}

/** An addendum is valid when its own hash fits and the one before it is the one it was written after. */
function checkedAddenda(
  db: ReadableDatabase,
  id: InterviewId,
  sealedHash: string | null,
): InterviewAddendum[] {
  let previousHash = sealedHash ?? '';
  return store.listAddenda(db, id).map((addendum) => {
    const valid = addendumHash(db, id, previousHash, addendum) === addendum.hash;
    previousHash = addendum.hash;
    const { id: addendumId, text, reason, writtenAt, hash } = addendum;
    return { id: interviewAddendumIdSchema.parse(addendumId), text, reason, writtenAt, hash, valid };
  });
}

function addendumHash(
  db: ReadableDatabase,
  interviewId: InterviewId,
  previousHash: string,
  addendum: Omit<store.StoredAddendum, 'hash'>,
): string {
  return sealHash({
    format: 'dossier-addendum/1',
    addendumId: originalId(db, addendum.id),
    interviewId: originalId(db, interviewId),
    previousHash,
    text: addendum.text,
    reason: addendum.reason,
    writtenAt: addendum.writtenAt,
  });
}

/** Keeps this text as a version and audits it, unless the revision is a version already. */
function keepVersion(
  { db, newId, audit }: VaultDeps,
  at: store.InterviewState,
  document: store.StoredDocument,
  occasion: VersionOccasion,
): boolean {
  const kept = store.insertVersion(db, {
    id: newId(),
    interviewId: at.id,
    revision: at.revision,
    document,
    occasion,
    savedAt: at.savedAt,
  });
  if (kept) audit({ action: 'interview.changed', subjectId: at.id, caseId: at.caseId });
  return kept;
}

function revisionConflict(
  db: ReadableDatabase,
  state: store.InterviewState,
): Extract<Failure<'interviews.saveDocument'>, { kind: 'revisionConflict' }> {
  return {
    kind: 'revisionConflict',
    current: {
      revision: state.revision,
      savedAt: state.savedAt,
      document: store.readDocument(db, state.id),
    },
  };
}

function documentTooLarge(
  document: InterviewDocument,
  json: string,
): Extract<Failure<'interviews.saveDocument'>, { kind: 'documentTooLarge' }> | null {
  const sizeBytes = Buffer.byteLength(json, 'utf8');
  if (sizeBytes <= documentLimitBytes) return null;
  const blocks = textBlocks(document);
  const largest = blocks.reduce(
    (longest, block, index) =>
      block.text.length > longest.characters
        ? { id: block.id, place: index + 1, characters: block.text.length }
        : longest,
    { id: blocks[0]?.id ?? '', place: 1, characters: -1 },
  );
  return { kind: 'documentTooLarge', sizeBytes, limitBytes: documentLimitBytes, largestBlock: largest };
}

function documentWords(document: InterviewDocument): number {
  return textBlocks(document).reduce((words, block) => words + countWords(block.text), 0);
}

function elapsedMs(from: Instant, until: Instant): number {
  return Date.parse(until) - Date.parse(from);
}
