import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { z } from 'zod';
import { identifier, sql, type Sql } from '../../../src/core/db/sql';
import type { OpenedDraft } from '../../../src/shared/drafts/contract';
import { draftCommentIdSchema } from '../../../src/shared/drafts/contract';
import type { dispatchesContract } from '../../../src/shared/filings/dispatches';
import {
  consentEntryIdSchema,
  conversationIdSchema,
  departureIdSchema,
  dispatchIdSchema,
  draftIdSchema,
  evidenceFileIdSchema,
  exhibitIdSchema,
  factIdSchema,
  filingIdSchema,
  guardedWordsIdSchema,
  personIdSchema,
  type CaseId,
  type DraftId,
} from '../../../src/shared/kernel/ids';
import { civilDateSchema } from '../../../src/shared/kernel/time';
import { markIdSchema } from '../../../src/shared/evidence/marks';
import { aConsent } from '../../support/consents';
import { answersForInventory } from '../../support/filing-answers';
import { aCaseWithRecords, apply, type Edit } from './edits';
import { rowsOf, type Office } from './support';

// What a person does with the papers of a case: drafts, filings, consents, conversations, deadlines and what left.

const paperEdits = [
  'typeInDraft',
  'typeInDraft',
  'generateDraft',
  'keepDraft',
  'putDraftBack',
  'commentDraft',
  'resolveComment',
  'removeDraft',
  'startDraft',
  'makeDraft',
  'answerFiling',
  'saveFiling',
  'settleDeparture',
  'askBack',
  'recordConsent',
  'strikeConsent',
  'recordDispatch',
  'changeDispatch',
  'setRequirement',
  'setPhase',
  'settleDeadline',
  'snoozeDeadline',
  'reopenDeadline',
  'guardWords',
  'unguardWords',
  'nameSender',
  'translateMessage',
  'conversationAsExhibit',
  'removeConversation',
  'addConversation',
  'markRecording',
  'changeMark',
  'removeMark',
  'keepWords',
  'askAgain',
] as const;
/** What papers are about, and can lose. */
const others = [
  'removeExhibit',
  'removePerson',
  'addFact',
  'removeFact',
  'removeEvent',
  'changeExhibit',
] as const;

export interface PaperEdit extends Omit<Edit, 'what'> {
  readonly what: (typeof paperEdits)[number] | (typeof others)[number];
}

export const somePaperEdits = fc.array(
  fc.record({
    what: fc.constantFrom(...paperEdits, ...others),
    which: fc.nat(2),
    other: fc.nat(2),
    word: fc.constantFrom('one', 'two', 'three'),
  }),
  { minLength: 1, maxLength: 14, size: 'max' },
);

function idsOf<Schema extends z.ZodType<string>>(
  { core }: Office,
  schema: Schema,
  table: string,
  isOf: Sql,
): readonly z.output<Schema>[] {
  return core
    .vaultDeps()
    .db.all<{ readonly id: string }>(sql`SELECT id FROM ${identifier(table)} WHERE ${isOf} ORDER BY id`)
    .map(({ id }) => schema.parse(id));
}

function nth<Thing>(all: readonly Thing[], place: number): Thing | undefined {
  return all[place % Math.max(1, all.length)];
}

const inventory = (caseId: CaseId) => ({ caseId, filingKind: 'F13' as const, language: 'fr' as const });

/** What only some of the edits bring. */
const withoutRows: ReadonlySet<string> = new Set([
  'case_retention',
  'fact_drafts',
  'interview_addenda',
  'interview_addendum_drafts',
  'interview_breaks',
  'interview_guides',
  'legal_holds',
  'sent_inventories',
  'sent_numbers',
  'timeline_settings',
  'timeline_views',
]);

/** A case with records, and with papers that are about them. */
export async function aCaseWithPapers(office: Office): Promise<CaseId> {
  const caseId = await aCaseWithRecords(office);
  const [client] = idsOf(office, personIdSchema, 'people', sql`case_id = ${caseId} AND role = 'client'`);
  if (client === undefined) throw new Error('The case has no client');
  await office.core.value('people.change', {
    personId: client,
    changes: { familyName: 'EXEMPLARI', givenNames: 'Salma' },
  });
  const edit = (what: PaperEdit['what'], which = 0) =>
    applyToPapers(office, caseId, { what, which, other: 1, word: 'zero' });
  for (const what of [
    'answerFiling',
    'startDraft',
    'commentDraft',
    'keepDraft',
    'makeDraft',
    'saveFiling',
  ] as const)
    await edit(what);
  for (const what of [
    'recordConsent',
    'recordDispatch',
    'guardWords',
    'addConversation',
    'nameSender',
  ] as const)
    await edit(what);
  for (const what of [
    'translateMessage',
    'markRecording',
    'keepWords',
    'askAgain',
    'setRequirement',
  ] as const)
    await edit(what);
  await edit('settleDeadline');
  await edit('snoozeDeadline', 1);
  const empty = [...rowsOf(office, caseId)].flatMap(([table, rows]) => (rows.length === 0 ? [table] : []));
  const missing = empty.filter((table) => !withoutRows.has(table));
  if (missing.length > 0) throw new Error(`The case has no ${missing.join(', ')}`);
  return caseId;
}

const letter: z.input<(typeof dispatchesContract)['filings.recordDispatch']['input']>['dispatch'] = {
  filingId: null,
  filingKind: null,
  title: 'A letter',
  recipient: 'The commune',
  sentOn: '2026-02-20',
  way: 'registered',
  reference: '',
  proof: 'none',
  proofExhibitId: null,
  note: '',
  sentEvent: null,
  answer: null,
};

/** Writes a word at the end of a paragraph that is not locked, by a change that the page would save. */
async function typeIn({ core }: Office, draftId: DraftId, which: number, word: string, first: boolean) {
  const opened = await core.value('drafts.read', { draftId });
  const at = nth(
    opened.blocks.filter(({ text, form }) => text !== null && !form.locked),
    which,
  );
  if (at === undefined) return;
  const blocks = opened.blocks.map(({ id, text, paraphrased }) => ({
    id,
    text: id === at.id ? `${at.base ?? ''} ${word}` : text,
    paraphrased,
  }));
  await core.call('drafts.save', {
    draftId,
    baseRevision: opened.revision,
    blocks,
    firstSinceOpening: first,
  });
}

async function read({ core }: Office, draftId: DraftId | undefined): Promise<OpenedDraft | null> {
  return draftId === undefined ? null : core.value('drafts.read', { draftId });
}

let chats = 0;

/** Does what an edit says, if there is a record for it and the program lets it. */
export async function applyToPapers(office: Office, caseId: CaseId, edit: PaperEdit): Promise<void> {
  const { core } = office;
  const { what, which, other, word } = edit;
  const isOf = sql`case_id = ${caseId}`;
  const draftId = nth(idsOf(office, draftIdSchema, 'filing_drafts', isOf), which);
  const isOfDraft = sql`draft_id = ${draftId ?? ''}`;
  const filingId = nth(idsOf(office, filingIdSchema, 'filings', isOf), which);
  const departureId = nth(idsOf(office, departureIdSchema, 'departures', isOf), which);
  const exhibitId = nth(idsOf(office, exhibitIdSchema, 'exhibits', isOf), which) ?? null;
  const personId = nth(idsOf(office, personIdSchema, 'people', isOf), which) ?? null;
  const conversationId = nth(idsOf(office, conversationIdSchema, 'conversations', isOf), which);
  const originals = idsOf(office, evidenceFileIdSchema, 'evidence_files', isOf);
  const evidenceFileId = nth(originals, which);
  const files = sql`evidence_file_id IN (SELECT id FROM evidence_files WHERE case_id = ${caseId})`;
  const markId = nth(idsOf(office, markIdSchema, 'evidence_marks', files), which);
  const deadline = async () => {
    const { deadlines } = await core.value('deadlines.list', { caseId, language: 'en' });
    return nth(deadlines, which);
  };
  switch (what) {
    case 'typeInDraft':
      if (draftId !== undefined) await typeIn(office, draftId, which, word, other === 0);
      return;
    case 'generateDraft': {
      // What the text is generated from is another answer.
      await core.call('filings.answer', { ...inventory(caseId), answers: { 'letter.place': word } });
      const opened = await read(office, draftId);
      if (draftId === undefined || opened === null) return;
      await core.call('drafts.regenerate', { draftId, baseRevision: opened.revision, theirs: [] });
      return;
    }
    case 'keepDraft':
      if (draftId !== undefined) await core.call('drafts.keepVersion', { draftId, name: word });
      return;
    case 'putDraftBack': {
      const opened = await read(office, draftId);
      if (draftId === undefined || opened === null) return;
      const version = nth(await core.value('drafts.versions', { draftId }), other);
      if (version === undefined) return;
      await core.call('drafts.restoreVersion', { versionId: version.id, baseRevision: opened.revision });
      return;
    }
    case 'commentDraft': {
      const opened = await read(office, draftId);
      const block = nth(opened?.blocks ?? [], which);
      if (draftId === undefined || block === undefined) return;
      await core.call('drafts.addComment', { draftId, blockId: block.id, text: word });
      return;
    }
    case 'resolveComment': {
      const commentId = nth(idsOf(office, draftCommentIdSchema, 'filing_draft_comments', isOfDraft), which);
      if (commentId !== undefined)
        await core.call('drafts.resolveComment', { commentId, resolved: other !== 0 });
      return;
    }
    case 'removeDraft':
      if (draftId !== undefined) await core.call('drafts.remove', { draftId });
      return;
    case 'startDraft':
      await core.call('drafts.start', inventory(caseId));
      return;
    case 'makeDraft': {
      const opened = await read(office, draftId);
      if (draftId === undefined || opened === null) return;
      await core.call('drafts.make', { draftId, baseRevision: opened.revision });
      return;
    }
    case 'answerFiling':
      await core.call('filings.answer', {
        ...inventory(caseId),
        answers: { ...answersForInventory(), 'signatory.name': word },
      });
      return;
    case 'saveFiling':
      if (filingId === undefined) return;
      core.host.answerSavePath(join(core.folder, 'stick', `${word}.docx`));
      await core.call('filings.saveAs', {
        filingId,
        form: 'word',
        dialogTitle: '',
        reason: 'She asked for it.',
      });
      return;
    case 'settleDeparture':
      if (departureId === undefined) return;
      await core.call('departures.settle', {
        departureId,
        state: other === 0 ? 'out' : 'returned',
        on: other === 0 ? null : core.clock.today(),
        note: word,
      });
      return;
    case 'askBack':
      if (departureId !== undefined)
        await core.call('departures.askBack', { departureId, on: other === 0 ? null : core.clock.today() });
      return;
    case 'recordConsent':
      await core.call('consent.record', {
        caseId,
        entries: [
          aConsent(nth(['centre', 'prosecution', 'police'] as const, which) ?? 'centre', {
            note: word,
            exhibitId: other === 0 ? null : exhibitId,
            decidedOn: civilDateSchema.parse('2026-02-01'),
          }),
        ],
      });
      return;
    case 'strikeConsent': {
      const entryId = nth(idsOf(office, consentEntryIdSchema, 'consent_entries', isOf), which);
      if (entryId !== undefined) await core.call('consent.strike', { entryId, why: word });
      return;
    }
    case 'recordDispatch':
      await core.call('filings.recordDispatch', {
        caseId,
        dispatch: {
          ...letter,
          note: word,
          filingId: other === 0 ? null : (filingId ?? null),
          proof: exhibitId === null ? 'none' : 'other',
          proofExhibitId: exhibitId,
          answer: other === 2 ? { on: '2026-02-25', outcome: 'granted', note: word, event: null } : null,
        },
      });
      return;
    case 'changeDispatch': {
      const dispatchId = nth(idsOf(office, dispatchIdSchema, 'dispatches', isOf), which);
      if (dispatchId === undefined) return;
      const answer = { on: '2026-02-26', outcome: 'refused' as const, note: word, event: null };
      await core.call('filings.changeDispatch', {
        dispatchId,
        dispatch: { ...letter, reference: word, answer: other === 0 ? null : answer },
      });
      return;
    }
    case 'setRequirement': {
      const { procedure } = await core.value('procedures.read', { caseId, language: 'en' });
      const requirement = nth(procedure?.requirements ?? [], which);
      if (requirement === undefined) return;
      await core.call('procedures.setRequirement', {
        caseId,
        requirementId: requirement.id,
        changes: other === 0 ? { note: word } : { state: 'requested', holderPersonId: personId, exhibitId },
      });
      return;
    }
    case 'setPhase': {
      const { procedure } = await core.value('procedures.read', { caseId, language: 'en' });
      const phase = nth(procedure?.phases ?? [], which);
      if (phase !== undefined) await core.call('procedures.setPhase', { caseId, phaseId: phase.id });
      return;
    }
    case 'settleDeadline': {
      const key = await deadline();
      if (key === undefined) return;
      const { caseEventId, ruleId, stage } = key;
      const outcome = other === 0 ? ('done' as const) : ('notNeeded' as const);
      await core.call('deadlines.settle', { caseEventId, ruleId, stage, outcome, note: word });
      return;
    }
    case 'snoozeDeadline': {
      const key = await deadline();
      if (key === undefined) return;
      const { caseEventId, ruleId, stage, actBy } = key;
      await core.call('deadlines.snooze', { caseEventId, ruleId, stage, until: actBy, reason: word });
      return;
    }
    case 'reopenDeadline': {
      const key = await deadline();
      if (key === undefined) return;
      const { caseEventId, ruleId, stage } = key;
      await core.call(other === 0 ? 'deadlines.wake' : 'deadlines.reopen', { caseEventId, ruleId, stage });
      return;
    }
    case 'guardWords':
      await core.call('departures.guard', { caseId, kind: 'words', text: `Street of ${word}` });
      return;
    case 'unguardWords': {
      const guardedId = nth(idsOf(office, guardedWordsIdSchema, 'guarded_words', isOf), which);
      if (guardedId !== undefined) await core.call('departures.unguard', { guardedId });
      return;
    }
    case 'nameSender':
      if (conversationId !== undefined)
        await core.call('conversations.nameSender', {
          conversationId,
          sender: other === 0 ? 'Karim' : 'Mina',
          personId,
        });
      return;
    case 'translateMessage':
      if (conversationId !== undefined)
        await core.call('conversations.translate', {
          conversationId,
          sequence: 1 + (which % 2),
          translation: other === 0 ? null : { text: word, translator: '' },
        });
      return;
    case 'conversationAsExhibit':
      if (conversationId !== undefined) await core.call('conversations.asExhibit', { conversationId });
      return;
    case 'removeConversation':
      if (conversationId !== undefined) await core.call('conversations.remove', { conversationId });
      return;
    case 'addConversation': {
      const path = join(core.folder, 'chat.txt');
      chats += 1;
      writeFileSync(path, `12.05.23, 21:29 - Mina: ${word} ${chats}\n13.05.23, 07:00 - Karim: yes\n`);
      core.host.answerFile(path);
      const { reportId } = await core.value('conversations.look', {});
      const form = { title: word, people: [], receivedFrom: 'the client', receivedHow: 'by cable' };
      await core.value('conversations.confirm', { reportId, caseId, ...form });
      return;
    }
    case 'markRecording':
      if (evidenceFileId !== undefined)
        await core.call('evidence.mark', { evidenceFileId, atMs: 1000 * other, words: word });
      return;
    case 'changeMark':
      if (markId !== undefined) await core.call('evidence.changeMark', { markId, words: word });
      return;
    case 'removeMark':
      if (markId !== undefined) await core.call('evidence.removeMark', { markId });
      return;
    case 'keepWords':
      if (evidenceFileId !== undefined)
        await core.call('evidence.keepWords', { evidenceFileId, words: `words of ${word}` });
      return;
    case 'askAgain': {
      const factId = nth(idsOf(office, factIdSchema, 'facts', isOf), which);
      if (factId !== undefined)
        await core.call('accounts.askAgain', { factId, reason: other === 0 ? null : word });
      return;
    }
    case 'removeExhibit':
    case 'removePerson':
    case 'addFact':
    case 'removeFact':
    case 'removeEvent':
    case 'changeExhibit':
      return apply(office, caseId, { what, which, other, word });
  }
}
