import { dirname } from 'node:path';
import { evidenceContract, type BringFailure } from '../../shared/evidence/contract';
import { markIdSchema, type Mark } from '../../shared/evidence/marks';
import type { ExhibitFailure } from '../../shared/evidence/schemas';
import { isReadableEdtf } from '../../shared/filings/dates';
import { moveExhibit, readExhibitNumber } from '../../shared/exhibits/numbering';
import type { Batch } from '../../shared/evidence/originals';
import { exhibitIdSchema, type CaseId, type ExhibitId } from '../../shared/kernel/ids';
import { err, ok, type Result } from '../../shared/kernel/result';
import { listKeptNumbers, renumber, takeNumberAgain } from '../exhibits/numbers';
import { sql } from '../db/sql';
import type { VaultDeps } from '../kernel/deps';
import { dialogText } from '../kernel/dialog-texts';
import type { Handlers } from '../kernel/handlers';
import { listBrought, mostFiles } from './brought';
import { indexExhibit } from '../search/index-store';
import { deleteBatch, findBatch, insertBatch, listBatches, setCustody } from './batches';
import { importBatch, makeExhibitOf } from './import';
import { deleteMark, findMark, findPlaceOf, listMarks, putMark } from './marks';
import { readPiece } from './read-piece';
import { readOwnTraces, saveCopy } from './save-copy';
import {
  caseExists,
  deleteExhibit,
  findExhibit,
  insertExhibit,
  linkRequirements,
  listOriginalsIn,
  listUnread,
  putOriginalsInto,
  listExhibits,
  listFactsCiting,
  listOriginals,
  listRequirementsMetBy,
  updateExhibit,
} from './store';

export const evidenceHandlers: Handlers<typeof evidenceContract> = {
  'evidence.list': ({ db }, { caseId }) => ok([...listExhibits(db, caseId)]),

  'evidence.create': (deps, { caseId, exhibit, place }) => {
    const { db, clock, newId, audit } = deps;
    return db.transaction(() => {
      if (!caseExists(db, caseId)) return failed({ kind: 'caseNotFound' });
      if (!isReadableEdtf(exhibit.dateEdtf)) return failed({ kind: 'badDate' });
      const id = exhibitIdSchema.parse(newId());
      const now = clock.now();
      insertAt(
        deps,
        { ...exhibit, id, caseId, createdAt: now, updatedAt: now },
        place ?? Number.MAX_SAFE_INTEGER,
      );
      audit({ action: 'exhibit.created', subjectId: id, caseId });
      return found(findExhibit(db, id));
    });
  },

  'evidence.change': ({ db, clock, audit }, { exhibitId, changes }) =>
    db.transaction(() => {
      const exhibit = findExhibit(db, exhibitId);
      if (exhibit === undefined) return failed({ kind: 'exhibitNotFound' });
      if (changes.dateEdtf !== undefined && !isReadableEdtf(changes.dateEdtf))
        return failed({ kind: 'badDate' });
      updateExhibit(db, exhibitId, { ...exhibit, ...changes }, clock.now());
      audit({ action: 'exhibit.changed', subjectId: exhibitId, caseId: exhibit.caseId });
      return found(findExhibit(db, exhibitId));
    }),

  'evidence.move': ({ db, audit }, { exhibitId, place }) =>
    db.transaction(() => {
      const exhibit = findExhibit(db, exhibitId);
      if (exhibit === undefined) return failed({ kind: 'exhibitNotFound' });
      if (exhibit.isKept) return failed({ kind: 'numberKept' });
      const { caseId } = exhibit;
      if (exhibit.place !== place) {
        const order = listExhibits(db, caseId).map(({ id }) => id);
        renumber(db, caseId, moveExhibit(order, listKeptNumbers(db, caseId), { id: exhibitId, place }));
        audit({ action: 'exhibit.renumbered', subjectId: exhibitId, caseId });
      }
      return ok([...listExhibits(db, caseId)]);
    }),

  'evidence.remove': ({ db, audit }, { exhibitId }) =>
    db.transaction(() => {
      const exhibit = findExhibit(db, exhibitId);
      if (exhibit === undefined) return failed({ kind: 'exhibitNotFound' });
      const factIds = listFactsCiting(db, exhibitId);
      if (factIds.length > 0) return failed({ kind: 'exhibitCited', factIds: [...factIds] });
      const requirementIds = listRequirementsMetBy(db, exhibitId);
      const evidenceFileIds = listOriginalsIn(db, exhibitId);
      deleteExhibit(db, exhibitId);
      renumber(
        db,
        exhibit.caseId,
        listExhibits(db, exhibit.caseId).map((other) => other.id),
      );
      audit({ action: 'exhibit.removed', subjectId: exhibitId, caseId: exhibit.caseId });
      return ok({ exhibit, requirementIds: [...requirementIds], evidenceFileIds: [...evidenceFileIds] });
    }),

  'evidence.restore': (deps, { exhibit, requirementIds, evidenceFileIds }) => {
    const { db, audit } = deps;
    return db.transaction(() => {
      if (!caseExists(db, exhibit.caseId)) return failed({ kind: 'caseNotFound' });
      const there = findExhibit(db, exhibit.id);
      if (there !== undefined) return ok(there);
      const { place, number, isKept, ...kept } = exhibit;
      insertAt(deps, kept, place);
      const parts = isKept ? readExhibitNumber(number) : null;
      if (parts !== null) {
        takeNumberAgain(db, exhibit.caseId, { ...parts, id: exhibit.id });
        const order = listExhibits(db, exhibit.caseId).map(({ id }) => id);
        renumber(db, exhibit.caseId, order);
      }
      linkRequirements(db, exhibit, requirementIds);
      putOriginalsInto(db, exhibit, evidenceFileIds);
      audit({ action: 'exhibit.created', subjectId: exhibit.id, caseId: exhibit.caseId });
      return found(findExhibit(db, exhibit.id));
    });
  },

  'evidence.originals': ({ db }, { caseId }) => ok([...listOriginals(db, caseId)]),

  'evidence.chooseFiles': (deps, wanted) =>
    bring(deps, wanted, () => deps.host.chooseFiles({ title: dialogText(deps, 'dialogs.chooseEvidence') })),

  'evidence.chooseFolder': (deps, wanted) =>
    bring(deps, wanted, async () => {
      const folder = await deps.host.chooseFolder({
        title: dialogText(deps, 'dialogs.chooseEvidenceFolder'),
      });
      return folder === null ? [] : [folder];
    }),

  'evidence.takeDropped': (deps, wanted) => bring(deps, wanted, () => deps.host.takeDropped()),

  'evidence.batches': ({ db }, { caseId }) => ok([...listBatches(db, caseId)]),

  'evidence.importBatch': async (deps, { batchId, custody }) => {
    const { db, work } = deps;
    const batch = findBatch(db, batchId);
    if (batch === undefined) return err({ kind: 'batchNotFound' });
    if (batch.exhibitId !== null && findExhibit(db, batch.exhibitId) === undefined)
      return err({ kind: 'exhibitNotFound' });
    db.transaction(() => setCustody(db, batch, custody));
    const files = await work.run('importEvidence', (context) => importBatch(deps, batch, custody, context));
    return files.ok ? ok({ files: [...files.value] }) : files;
  },

  'evidence.dropBatch': ({ db }, { batchId }) => {
    deleteBatch(db, batchId);
    return ok(null);
  },

  'evidence.makeExhibit': (deps, { evidenceFileId }) =>
    deps.db.transaction(() => {
      const exhibitId = makeExhibitOf(deps, evidenceFileId);
      const exhibit = exhibitId === null ? undefined : findExhibit(deps.db, exhibitId);
      return exhibit === undefined ? err({ kind: 'originalNotFound' }) : ok(exhibit);
    }),

  'evidence.unread': ({ db }, { caseId }) => ok([...listUnread(db, caseId)]),

  'evidence.keepWords': ({ db, clock }, { evidenceFileId, words }) =>
    db.transaction(() => {
      const place = findPlaceOf(db, evidenceFileId);
      if (place === undefined) return err({ kind: 'originalNotFound' });
      db.run(sql`
        INSERT INTO evidence_words (evidence_file_id, words, read_at)
        VALUES (${evidenceFileId}, ${words}, ${clock.now()})
        ON CONFLICT DO NOTHING
      `);
      if (place.exhibitId !== null) indexExhibit(db, place.exhibitId);
      return ok(null);
    }),

  'evidence.marks': ({ db }, { evidenceFileId }) => ok([...listMarks(db, evidenceFileId)]),

  'evidence.mark': (deps, { evidenceFileId, atMs, words }) =>
    writeMark(deps, { id: markIdSchema.parse(deps.newId()), evidenceFileId, atMs, words }),

  'evidence.changeMark': (deps, { markId, words }) => {
    const mark = findMark(deps.db, markId);
    if (mark === undefined) return err({ kind: 'markNotFound' });
    const changed = writeMark(deps, { ...mark, words });
    return changed.ok ? changed : err({ kind: 'markNotFound' });
  },

  'evidence.removeMark': ({ db, audit }, { markId }) =>
    db.transaction(() => {
      const mark = findMark(db, markId);
      const place = mark === undefined ? undefined : findPlaceOf(db, mark.evidenceFileId);
      if (mark === undefined || place === undefined) return err({ kind: 'markNotFound' });
      deleteMark(db, mark);
      audit({ action: 'exhibit.marksChanged', subjectId: mark.evidenceFileId, caseId: place.caseId });
      return ok(mark);
    }),

  'evidence.restoreMark': (deps, mark) => writeMark(deps, mark),

  'evidence.readPiece': async (deps, wanted) => {
    const piece = await readPiece(deps, wanted);
    return piece.ok ? ok({ bytes: piece.value }) : piece;
  },

  'evidence.ownTraces': (deps, { evidenceFileId }) => readOwnTraces(deps, evidenceFileId),

  'evidence.saveCopy': (deps, input) => saveCopy(deps, input),
};

/** Lets files be chosen, looks at what is there, and writes down what is to be taken. */
async function bring(
  deps: VaultDeps,
  { caseId, exhibitId }: { readonly caseId: CaseId; readonly exhibitId: ExhibitId | null },
  choose: () => Promise<readonly string[]>,
): Promise<Result<Batch, BringFailure>> {
  const { db, vault, newId, clock } = deps;
  if (!caseExists(db, caseId)) return err({ kind: 'caseNotFound' });
  if (exhibitId !== null && findExhibit(db, exhibitId)?.caseId !== caseId)
    return err({ kind: 'exhibitNotFound' });
  const paths = await choose();
  if (paths.length === 0) return err({ kind: 'dialogCancelled' });
  const brought = await listBrought(paths, { vaultFolder: dirname(vault.originals.folder) });
  if (!brought.ok) return err({ kind: 'tooManyFiles', limit: mostFiles });
  const { files, leftOut } = brought.value;
  if (files.length === 0) return err({ kind: 'nothingToTake', leftOut: [...leftOut] });
  if (deps.session.current() !== vault) throw new Error('The vault was locked meanwhile');
  const id = newId();
  return db.transaction(() => {
    insertBatch(db, { id, caseId, exhibitId, brought: brought.value, createdAt: clock.now() });
    const batch = findBatch(db, id);
    if (batch === undefined) throw new Error('The batch is not there');
    return ok(batch);
  });
}

function writeMark(
  { db, clock, audit }: VaultDeps,
  mark: Mark,
): Result<Mark, { readonly kind: 'originalNotFound' }> {
  return db.transaction(() => {
    const place = findPlaceOf(db, mark.evidenceFileId);
    if (place === undefined) return err({ kind: 'originalNotFound' });
    putMark(db, mark, clock.now());
    audit({ action: 'exhibit.marksChanged', subjectId: mark.evidenceFileId, caseId: place.caseId });
    return ok(mark);
  });
}

/** Adds an exhibit at this place, or last when there are not so many. */
function insertAt({ db }: VaultDeps, exhibit: Parameters<typeof insertExhibit>[1], place: number): void {
  const others = listExhibits(db, exhibit.caseId).map((other) => other.id);
  insertExhibit(db, exhibit);
  const index = Math.min(place, others.length + 1) - 1;
  renumber(db, exhibit.caseId, [...others.slice(0, index), exhibit.id, ...others.slice(index)]);
}

function found<Value>(value: Value | undefined): Result<Value, ExhibitFailure> {
  return value === undefined ? err({ kind: 'exhibitNotFound' }) : ok(value);
}

function failed(failure: ExhibitFailure): Result<never, ExhibitFailure> {
  return err(failure);
}
