import { createHash } from 'node:crypto';
import { draftBlockIdSchema, type DraftBlock } from '../../shared/drafts/blocks';
import { brokenCitations, lostNumber, printCitations } from '../../shared/drafts/citations';
import {
  draftCommentIdSchema,
  draftVersionIdSchema,
  type DraftCell,
  type DraftSummary,
  type draftsContract,
  type DraftVersion,
  type RegenerationStep,
} from '../../shared/drafts/contract';
import { mergeDraft, mergedBlocks, type MergeStep } from '../../shared/drafts/merge';
import { languagesOf } from '../../shared/filings/kinds';
import type { FilingSnapshot } from '../../shared/filings/snapshot';
import { draftIdSchema, filingIdSchema, type DraftId } from '../../shared/kernel/ids';
import { err, ok } from '../../shared/kernel/result';
import { printExhibitNumber } from '../../shared/exhibits/numbering';
import { listWithdrawnNumbers } from '../exhibits/numbers';
import { prepareFiling } from '../filings/prepare';
import { findFiling, findPackVersion, insertFiling } from '../filings/store';
import type { VaultDeps } from '../kernel/deps';
import type { Handlers } from '../kernel/handlers';
import { auditNamesShown } from '../people/names-shown';
import { applySave } from './apply-save';
import { generateDraft, type GeneratedDraft } from './generate';
import {
  citationsLeftOver,
  numberBlocks,
  readDraftParagraphs,
  readDraftTables,
  writeDraft,
} from './paragraphs';
import * as store from './store';

const draftNotFound = err({ kind: 'draftNotFound' } as const);
const versionNotFound = err({ kind: 'versionNotFound' } as const);

export const draftsHandlers: Handlers<typeof draftsContract> = {
  'drafts.list': ({ db }, { caseId }) =>
    store.caseExists(db, caseId) ? ok([...store.listDrafts(db, caseId)]) : err({ kind: 'caseNotFound' }),

  'drafts.start': (deps, { templateId, ...filing }) => {
    const { db, clock, newId, audit } = deps;
    if (!languagesOf(filing.filingKind).includes(filing.language)) return err({ kind: 'templateMissing' });
    return db.transaction(() => {
      const begun = store.findDraftOf(db, filing);
      if (begun !== undefined) return ok(summaryOf(deps, begun));
      const generated = generateDraft(deps, filing, templateId, { forWords: false });
      if (!generated.ok) return generated;
      const id = draftIdSchema.parse(newId());
      store.insertDraft(db, {
        ...generated.value,
        id,
        templateId,
        startedAt: clock.now(),
        blocks: generated.value.paragraphs.map(({ place, text, quotes }) => ({
          id: draftBlockIdSchema.parse(newId()),
          place,
          base: text,
          text,
          quotes: [...quotes],
          paraphrased: false,
        })),
      });
      audit({ action: 'filing.draftStarted', subjectId: id, caseId: filing.caseId });
      return ok(summaryOf(deps, id));
    });
  },

  'drafts.read': (deps, { draftId }) => {
    const { db } = deps;
    const draft = store.findDraft(db, draftId);
    if (draft === undefined) return draftNotFound;
    const { caseId } = draft.snapshot;
    auditNamesShown(deps, caseId);
    const forms = new Map(readDraftParagraphs(draft.document).map(({ place, form }) => [place, form]));
    const numbers = numberBlocks(draft.document, draft.blocks);
    const present = new Set(draft.blocks.map(({ id }) => id));
    // What was put in by hand stands where the paragraph before it does.
    let cell: DraftCell | null = null;
    return ok({
      draft: summaryOf(deps, draftId),
      revision: draft.revision,
      tables: [...readDraftTables(draft.document)],
      blocks: draft.blocks.map((block) => {
        const form = block.place === null ? undefined : forms.get(block.place);
        if (block.place !== null) cell = form?.cell ?? null;
        return {
          ...block,
          form: {
            headingLevel: form?.headingLevel ?? null,
            cell,
            locked: form?.locked ?? false,
            number: numbers[block.id] ?? '',
          },
        };
      }),
      comments: store.listComments(db, draftId).map((comment) => ({
        ...comment,
        goneText: present.has(comment.blockId) ? null : store.findGoneText(db, draftId, comment.blockId),
      })),
      citable: [...store.listCitable(db, caseId)],
      quotable: [...store.listQuotable(db, caseId)],
    });
  },

  'drafts.save': (deps, { draftId, baseRevision, blocks: typed, firstSinceOpening }) => {
    const { db, clock } = deps;
    return db.transaction(() => {
      const draft = store.findDraft(db, draftId);
      if (draft === undefined) return draftNotFound;
      if (draft.revision !== baseRevision) return conflict(draft);
      const locked = new Set(
        readDraftParagraphs(draft.document)
          .filter(({ form }) => form.locked)
          .map(({ place }) => place),
      );
      const applied = applySave(draft.blocks, typed, {
        isLocked: (place) => locked.has(place),
        quotable: store.listQuotable(db, draft.snapshot.caseId).map(({ text }) => text),
      });
      if (!applied.ok) return applied;
      const blocks = applied.value;
      if (JSON.stringify(blocks) === JSON.stringify(draft.blocks)) {
        return ok(savedAs(draft, draft.blocks));
      }
      if (firstSinceOpening && !store.isLastVersion(db, draft)) keepVersion(deps, draft, 'opening');
      const saved = { blocks, revision: draft.revision + 1, savedAt: clock.now() };
      store.writeBlocks(db, draftId, saved);
      return ok(savedAs({ ...draft, ...saved }, blocks));
    });
  },

  'drafts.keepVersion': (deps, { draftId, name }) =>
    deps.db.transaction(() => {
      const draft = store.findDraft(deps.db, draftId);
      return draft === undefined ? draftNotFound : ok(keepVersion(deps, draft, 'named', name));
    }),

  'drafts.versions': ({ db }, { draftId }) =>
    store.findDraft(db, draftId) === undefined ? draftNotFound : ok([...store.listVersions(db, draftId)]),

  'drafts.readVersion': ({ db }, { versionId }) => {
    const found = store.findVersion(db, versionId);
    return found === undefined
      ? versionNotFound
      : ok({ ...found.version, blocks: [...found.content.blocks] });
  },

  'drafts.restoreVersion': (deps, { versionId, baseRevision }) => {
    const { db, clock } = deps;
    return db.transaction(() => {
      const found = store.findVersion(db, versionId);
      const draft = found === undefined ? undefined : store.findDraft(db, found.draftId);
      if (found === undefined || draft === undefined) return versionNotFound;
      if (draft.revision !== baseRevision) return conflict(draft);
      keepVersion(deps, draft, 'restoring');
      const revision = draft.revision + 1;
      store.writeContent(db, draft.id, { ...found.content, revision, savedAt: clock.now() });
      return ok({ revision });
    });
  },

  'drafts.addComment': ({ db, clock, newId, actor }, { draftId, blockId, text }) =>
    db.transaction(() => {
      const draft = store.findDraft(db, draftId);
      if (draft === undefined) return draftNotFound;
      if (!draft.blocks.some(({ id }) => id === blockId)) return err({ kind: 'paragraphNotFound' } as const);
      const comment = {
        id: draftCommentIdSchema.parse(newId()),
        blockId,
        text,
        author: store.nameOfMember(db, actor),
        writtenAt: clock.now(),
        resolvedAt: null,
        resolvedBy: '',
      };
      store.insertComment(db, draftId, comment);
      return ok(comment);
    }),

  'drafts.resolveComment': ({ db, clock, actor }, { commentId, resolved }) =>
    db.transaction(() => {
      const comment = store.resolveComment(
        db,
        commentId,
        resolved ? { at: clock.now(), by: store.nameOfMember(db, actor) } : null,
      );
      return comment === undefined ? err({ kind: 'commentNotFound' } as const) : ok(comment);
    }),

  'drafts.lookAhead': (deps, { draftId }) =>
    deps.db.transaction(() => {
      const draft = store.findDraft(deps.db, draftId);
      if (draft === undefined) return draftNotFound;
      const generated = generateDraft(deps, draft.snapshot, draft.templateId, { forWords: true });
      if (!generated.ok) return generated;
      const before = draft.snapshot.picturesShown;
      const now = generated.value.snapshot.picturesShown;
      return ok({
        steps: mergeSteps(deps, draft.blocks, generated.value).flatMap(toTold),
        otherPictures: before.length !== now.length || before.some((id, index) => id !== now[index]),
      });
    }),

  'drafts.regenerate': (deps, { draftId, baseRevision, theirs }) => {
    const { db, clock, audit } = deps;
    return db.transaction(() => {
      const draft = store.findDraft(db, draftId);
      if (draft === undefined) return draftNotFound;
      if (draft.revision !== baseRevision) return conflict(draft);
      const generated = generateDraft(deps, draft.snapshot, draft.templateId, { forWords: false });
      if (!generated.ok) return generated;
      keepVersion(deps, draft, 'generating');
      const choices = Object.fromEntries(theirs.map((id) => [id, 'theirs' as const]));
      const blocks = mergedBlocks(mergeSteps(deps, draft.blocks, generated.value), choices);
      const revision = draft.revision + 1;
      store.writeContent(db, draftId, { ...generated.value, blocks, revision, savedAt: clock.now() });
      audit({ action: 'filing.draftRegenerated', subjectId: draftId, caseId: draft.snapshot.caseId });
      return ok({ revision });
    });
  },

  'drafts.make': (deps, { draftId, baseRevision }) => {
    const { db, clock, newId, audit } = deps;
    return db.transaction(() => {
      const draft = store.findDraft(db, draftId);
      if (draft === undefined) return draftNotFound;
      if (draft.revision !== baseRevision) return conflict(draft);
      const { caseId, language } = draft.snapshot;
      // What may be in the way of a filing since its text was generated, such as a consent that ended, is in the way of this one.
      const prepared = prepareFiling(deps, draft.snapshot);
      if (!prepared.ok) return prepared;
      const citable = store.listCitable(db, caseId);
      const broken = draft.blocks.flatMap(({ id, text }) =>
        brokenCitations(text ?? '', citable).map((number) => ({ blockId: id, number })),
      );
      if (broken.length > 0) return err({ kind: 'citationsBroken', broken } as const);
      const document = writeDraft({
        document: draft.document,
        language,
        blocks: draft.blocks,
        print: (kept) => printCitations(kept, citable),
      });
      const beside = citationsLeftOver(document).map(({ id: cited }) => ({
        blockId: null,
        number: lostNumber(cited),
      }));
      if (beside.length > 0) return err({ kind: 'citationsBroken', broken: beside } as const);
      if (!store.isLastVersion(db, draft)) keepVersion(deps, draft, 'made');
      const id = filingIdSchema.parse(newId());
      insertFiling(db, {
        id,
        templateVersion: draft.templateVersion,
        packVersion: findPackVersion(db, caseId),
        snapshot: withNumbersOfNow(deps, draft.snapshot, prepared.value.snapshot),
        document,
        sha256: createHash('sha256').update(document).digest('hex'),
        generatedAt: clock.now(),
      });
      audit({ action: 'filing.generated', subjectId: id, caseId });
      audit({ action: 'filing.draftMade', subjectId: draftId, caseId });
      const made = findFiling(db, id);
      if (made === undefined) throw new Error('A filing that was just written is not there');
      return ok(made.summary);
    });
  },

  'drafts.remove': ({ db, audit }, { draftId }) =>
    db.transaction(() => {
      const draft = store.findDraft(db, draftId);
      if (draft === undefined) return draftNotFound;
      store.deleteDraft(db, draftId);
      audit({ action: 'filing.draftRemoved', subjectId: draftId, caseId: draft.snapshot.caseId });
      return ok({});
    }),
};

function summaryOf({ db }: VaultDeps, id: DraftId): DraftSummary {
  const draft = store.findDraft(db, id);
  const summary =
    draft === undefined
      ? undefined
      : store.listDrafts(db, draft.snapshot.caseId).find((each) => each.id === id);
  if (summary === undefined) throw new Error('A draft that was just written is not there');
  return summary;
}

function conflict({ revision }: store.StoredDraft) {
  return err({ kind: 'revisionConflict', revision } as const);
}

function savedAs(
  { revision, savedAt, document }: store.StoredDraft,
  blocks: readonly DraftBlock[],
): { readonly revision: number; readonly savedAt: string; readonly numbers: Record<string, string> } {
  return { revision, savedAt, numbers: { ...numberBlocks(document, blocks) } };
}

function keepVersion(
  { db, clock, newId, actor }: VaultDeps,
  draft: store.StoredDraft,
  occasion: DraftVersion['occasion'],
  name = '',
): DraftVersion {
  const version = {
    id: draftVersionIdSchema.parse(newId()),
    name,
    occasion,
    keptAt: clock.now(),
    author: store.nameOfMember(db, actor),
  };
  store.insertVersion(db, { ...version, draftId: draft.id, content: draft });
  return version;
}

function mergeSteps(
  { newId }: VaultDeps,
  blocks: readonly DraftBlock[],
  { paragraphs }: GeneratedDraft,
): readonly MergeStep[] {
  return mergeDraft(blocks, paragraphs, () => draftBlockIdSchema.parse(newId()));
}

/** What a person is asked or told about a step; nothing of one that changes nothing, or an empty cell alone. */
function toTold(step: MergeStep): RegenerationStep[] {
  const { id, text } = step.block;
  if ((step.change === 'added' || step.change === 'gone') && text === '') return [];
  switch (step.change) {
    case 'kept':
      return [];
    case 'taken':
      return [{ blockId: id, change: step.change, mine: step.before, theirs: text }];
    case 'added':
      return [{ blockId: id, change: step.change, mine: null, theirs: text }];
    case 'gone':
      return [{ blockId: id, change: step.change, mine: text, theirs: null }];
    case 'both':
      return [{ blockId: id, change: step.change, mine: text, theirs: step.theirs }];
  }
}

/** What the text was generated from, with the numbers that its citations print; what is gone is cited nowhere. */
function withNumbersOfNow({ db }: VaultDeps, generated: FilingSnapshot, now: FilingSnapshot): FilingSnapshot {
  const numbersById = new Map(now.exhibits.map(({ id, number }) => [id, number]));
  return {
    ...generated,
    exhibits: generated.exhibits.flatMap((exhibit) => {
      const number = numbersById.get(exhibit.id);
      return number === undefined ? [] : [{ ...exhibit, number }];
    }),
    withdrawnNumbers: listWithdrawnNumbers(db, generated.caseId).map(printExhibitNumber),
  };
}
